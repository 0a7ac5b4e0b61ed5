"""Every metric loads from its own folder without a network, has a card, and says n."""

import math
from pathlib import Path
from typing import Any

import evaluate
import numpy as np
import pytest
import sacrebleu

import eval.metrics
from core.errors import BadInput, UnknownName
from eval.metrics import load
from eval.offered import offered

FOLDER = Path(eval.metrics.__file__).parent
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/*.py") if path.stem == path.parent.name)
CLIP = {"model": "tiny", "revision": "abc"}
EAST, NORTH, BETWEEN = [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]
HALF = math.sqrt(0.5)
"""The cosine of `BETWEEN` with each of the others."""


def compute(name: str, **inputs: Any) -> dict[str, Any]:
    return load(name).compute(**inputs)


@pytest.mark.parametrize("name", NAMES)
def test_each_loads_from_its_path_and_has_a_card(name: str) -> None:
    metric = evaluate.load(str(FOLDER / name), keep_in_memory=True)
    assert metric.description.strip()
    card = (FOLDER / name / "README.md").read_text("utf-8")
    assert f'load("{name}")' in card


def test_an_unknown_metric_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="bleu, cider, clip_percent"):
        load("bleurt")


@pytest.mark.parametrize("name", ["spice", "meteor"])
def test_a_metric_that_is_not_offered_says_why(name: str) -> None:
    with pytest.raises(ValueError, match="is not offered: its figures are those of one Java"):
        load(name)


def test_every_metric_is_listed_with_its_first_line() -> None:
    listed = offered()
    assert list(listed) == NAMES
    assert listed["object_hallucination"].endswith("a variant of CHAIR.")
    assert all(listed.values())


def test_objects_that_no_reference_names_are_counted_as_chair_does() -> None:
    captions = ["a dog on a sofa", "a man with a frisbee and a kite", "the sea"]
    told = [["a puppy lies on a couch", "a dog"], ["someone throws a frisbee"], ["waves"]]
    found = compute("object_hallucination", predictions=captions, references=told, per_item=True)
    # Five objects are named, the kite by nobody else; one of three captions names it.
    assert found["chair_i"] == pytest.approx(1 / 5)
    assert found["chair_s"] == pytest.approx(1 / 3)
    assert found["items"][1]["invented"] == ["kite"]
    assert found["items"][0]["objects"] == ["dog", "couch"]


def test_a_hero_is_told_from_others_by_the_pages_that_show_them() -> None:
    inputs = {"predictions": [[EAST, EAST], [NORTH]], "references": [EAST, NORTH], **CLIP}
    found = compute("hero_consistency", **inputs)
    assert (found["hero_alike"], found["hero_apart"], found["n"]) == (pytest.approx(1), 1, 2)
    assert found["hero_alike_n"] == 1  # one page has no pairs
    swapped = compute("hero_consistency", **{**inputs, "references": [NORTH, EAST]})
    assert swapped["hero_apart"] == 0
    same = compute("hero_consistency", **{**inputs, "references": [BETWEEN, BETWEEN]})
    assert same["hero_apart"] == 0.5


def test_a_reading_age_is_five_years_above_the_school_year() -> None:
    text = "The cat sat on the mat. The dog ran to the park and barked at the birds."
    found = compute("reading_age", predictions=[text], asked="3-5")
    # 17 words, 2 sentences, 17 syllables: 0.39 · 8.5 + 11.8 · 1 − 15.59 + 5.
    assert found["reading_age"] == pytest.approx(0.39 * 8.5 + 11.8 - 15.59 + 5)
    assert (found["words_a_sentence"], found["years_too_old"]) == (8.5, 0)
    hard = "Unquestionably extraordinary circumstances necessitated immediate consideration."
    assert compute("reading_age", predictions=[hard], asked="9-12")["years_too_old"] > 10
    with pytest.raises(UnknownName, match="3-5"):
        compute("reading_age", predictions=[text], asked="99")


def test_bleu_keeps_its_names_and_adds_intervals_and_items_on_request() -> None:
    inputs = {"predictions": ["A fox.", "a dog"], "references": [["a fox"], ["a cat", "the dog"]]}
    plain = compute("bleu", **inputs)
    assert list(plain) == ["bleu_1", "bleu_2", "bleu_3", "bleu_4", "n"]
    assert plain["bleu_1"] == pytest.approx(1)
    assert plain["bleu_2"] == pytest.approx(math.sqrt(1 / 2))
    full = compute("bleu", **inputs, intervals=True, per_item=True)
    assert full["bleu_2_low"] <= full["bleu_2"] <= full["bleu_2_high"]
    assert full["items"][0]["bleu_2"] == pytest.approx(1)


def test_sacrebleu_is_named_apart_and_has_another_scale() -> None:
    words = "a fox runs through the snow"
    result = compute("sacre_bleu", predictions=[words], references=[[words, "a dog"]])
    assert result["sacre_bleu"] == pytest.approx(100)
    assert "tok:13a" in result["signature"]
    assert "nrefs:2" in result["signature"]


def test_sacrebleu_is_that_of_the_library_with_interval_and_items() -> None:
    said = ["a fox runs through the deep snow", "the dog, it sits .", "birds"]
    references = [["a fox runs in the deep snow", "snow"], ["the dog sits", "a dog"], ["a bird"]]
    streams = [[t[0] for t in references], ["snow", "a dog", None]]
    known = sacrebleu.BLEU(lowercase=True).corpus_score(said, streams)  # type: ignore[arg-type]
    result = compute(
        "sacre_bleu", predictions=said, references=references, intervals=True, per_item=True
    )
    assert result["sacre_bleu"] == pytest.approx(known.score)
    assert result["sacre_bleu_low"] <= result["sacre_bleu"] <= result["sacre_bleu_high"]
    assert len(result["items"]) == result["n"] == 3
    with pytest.raises(BadInput, match="there must be a caption"):
        compute("sacre_bleu", predictions=[], references=[])


def test_what_is_no_number_is_refused_and_not_scored() -> None:
    nan = float("nan")
    model = {"model": "m", "revision": "1"}
    with pytest.raises(BadInput, match="not a number"):
        compute("perplexity", predictions=[[nan]], references=["a"], **model)
    with pytest.raises(BadInput, match="not a number"):
        compute("mood_agreement", predictions=[[-1.0, nan]], references=["a"], moods="ab", **model)
    with pytest.raises(BadInput, match="not numbers"):
        compute(
            "narration",
            predictions=[[nan, 0.5]],
            references=["a"],
            sample_rates=[10],
            words=[[]],
            run_s=[1.0],
        )


@pytest.mark.parametrize("name", ["rouge_l", "cider"])
def test_a_perfect_caption(name: str) -> None:
    words = ["a fox in the snow", "two dogs on the hill"]
    result = compute(name, predictions=words, references=[[w] for w in words], intervals=True)
    assert result[name] == pytest.approx({"rouge_l": 1, "cider": 10}[name])
    assert result["n"] == 2
    assert result[f"{name}_low"] <= result[name] <= result[f"{name}_high"] + 1e-9


def test_clip_figures_by_hand_each_named_with_its_model() -> None:
    pictures, texts = [EAST, EAST, EAST], [EAST, BETWEEN, [-1.0, 0.0]]
    score = compute("clip_score", predictions=pictures, references=texts, **CLIP, per_item=True)
    assert [item["clip_score"] for item in score["items"]] == pytest.approx([2.5, 2.5 * HALF, 0])
    assert score["encoder"] == "tiny@abc"
    percent = compute("clip_percent", predictions=pictures, references=texts, **CLIP)
    assert percent["clip_percent"] == pytest.approx(100 * (1 + HALF) / 3)
    assert "clip_score" not in percent


def test_ref_clip_score_by_hand() -> None:
    """CLIPScore 2.5·√½; the nearest reference has cosine 1: harmonic mean of the two. The second
    caption is like no reference, and so is 0."""
    inputs = {"images": [EAST, EAST], "candidates": [BETWEEN, EAST]}
    result = compute(
        "ref_clip_score", **inputs, references=[[NORTH, BETWEEN], [NORTH]], **CLIP, per_item=True
    )
    score = 2.5 * HALF
    expected = [2 * score / (score + 1), 0]
    assert [item["ref_clip_score"] for item in result["items"]] == pytest.approx(expected)


@pytest.mark.parametrize("model", [{"model": "", "revision": "x"}, {"model": "x", "revision": ""}])
def test_a_clip_figure_without_model_or_revision_is_refused(model: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        compute("clip_score", predictions=[EAST], references=[EAST], **model)


def test_vectors_of_nothing_are_refused() -> None:
    with pytest.raises(BadInput, match="zero or not a number"):
        compute("clip_percent", predictions=[[0.0, 0.0]], references=[EAST], **CLIP)


def test_consistency_and_diversity_by_hand() -> None:
    """Pages east, between, north: to the first √½ and 0; in pairs √½, √½ and 0."""
    books = [[EAST, BETWEEN, NORTH], [EAST]]
    result = compute("consistency", predictions=books, **CLIP)
    assert result["clip_i_reference"] == pytest.approx(HALF / 2)
    assert result["clip_i_pairs"] == pytest.approx(2 * HALF / 3)
    assert (result["n"], result["clip_i_pairs_n"]) == (2, 1)
    other = compute("consistency", predictions=books[:1], reference=1, **CLIP)
    assert other["clip_i_reference"] == pytest.approx(HALF)
    variety = compute("diversity", predictions=[[EAST, NORTH], [EAST, EAST]], **CLIP, per_item=True)
    assert [item["diversity"] for item in variety["items"]] == pytest.approx([1, 0])
    assert [item["vendi"] for item in variety["items"]] == pytest.approx([2, 1])
    with pytest.raises(BadInput, match="no page 3"):
        compute("consistency", predictions=books, reference=3, **CLIP)


def test_stories_by_hand() -> None:
    text = "The fox ran. The fox ran. A dog sat very very still."
    words = compute("story_words", predictions=[text, "one two", "one"], least=2, most=10)
    assert (words["words"], words["off_target"]) == (5, 1)
    assert words["on_target"] == pytest.approx(1 / 3)
    variety = compute("distinct_n", predictions=[text])
    assert variety["distinct_1"] == pytest.approx(8 / 12)
    again = compute("repetition", predictions=[text])
    assert again["repeated_sentences"] == pytest.approx(1 / 3)
    assert again["repeated_4grams"] == 0
    assert again["longest_run"] == 2


def test_a_story_without_words_has_no_variety_instead_of_none() -> None:
    result = compute("distinct_n", predictions=["…", "a b c"])
    assert (result["distinct_1"], result["distinct_1_n"], result["n"]) == (1, 1, 2)


def test_reading_ease_by_the_formula() -> None:
    """Ten words, eleven syllables, two sentences, 33 letters."""
    text = "The cat sat on the mat. My rabbit ate grass."
    result = compute("reading_ease", predictions=[text])
    assert result["reading_ease"] == pytest.approx(206.835 - 1.015 * 10 / 2 - 84.6 * 11 / 10)
    assert result["grade"] == pytest.approx(0.39 * 10 / 2 + 11.8 * 11 / 10 - 15.59)
    assert result["automated_index"] == pytest.approx(4.71 * 33 / 10 + 0.5 * 10 / 2 - 21.43)


def test_grounding_says_which_sentence_tells_which_picture() -> None:
    stories = ["A fox woke up. It met two dogs! They saw a bear.", "The bear slept."]
    captions = [["a red fox in snow", "a dog", "a cat on a wall"], ["a brown bear"]]
    result = compute("grounding", predictions=stories, references=captions, per_item=True)
    first = result["items"][0]
    assert first["told_by"] == [[0], [1], []]
    assert first["never_told"] == [2]
    assert first["foreign"] == ["bear"]
    assert result["pictures_told"] == pytest.approx((2 / 3 + 1) / 2)
    assert result["sentences_grounded"] == pytest.approx((2 / 3 + 1) / 2)
    more = compute("grounding", predictions=stories[1:], references=captions[1:], nouns=["moon"])
    assert more["foreign_nouns"] == 0


def test_mood_agreement_counts_who_is_likeliest() -> None:
    result = compute(
        "mood_agreement",
        predictions=[[-1.0, -2.0, -3.0], [-3.0, -1.0, -2.0]],
        references=["scary", "scary"],
        moods=["scary", "noir", "funny"],
        **CLIP,
    )
    assert (result["mood_agreement"], result["mood_rank"]) == (0.5, 2)
    assert result["chance"] == pytest.approx(1 / 3)


def test_perplexity_is_that_of_all_tokens_together() -> None:
    nats = [[-math.log(2)] * 3, [-math.log(8)]]
    result = compute("perplexity", predictions=nats, references=["abcd", "ef"], **CLIP)
    assert result["perplexity"] == pytest.approx(2 ** (6 / 4))
    assert result["bits_per_character"] == pytest.approx(1)
    assert (result["tokens"], result["n"], result["writer"]) == (4, 2, "tiny@abc")


def test_narration_by_hand() -> None:
    """A second of sound, a tenth of it clipped, and one of silence; one word of two timed."""
    rate = 1000
    sound = np.tile([0.5, -0.5], rate // 2)
    sound[:100] = 1.0
    samples = np.concatenate([sound, np.zeros(rate)])
    result = compute(
        "narration",
        predictions=[samples.tolist()],
        references=["Hello — you!"],
        sample_rates=[rate],
        words=[[[0, 5, 0.0, 0.4], [8, 12, 0.9, 0.9]]],
        run_s=[0.5],
    )
    assert result == pytest.approx(
        {
            "real_time_factor": 0.25,
            "words_per_minute": 60,
            "silence": 0.5,
            "clipping": 0.05,
            "timed_words": 0.5,
            "n": 1,
        }
    )
    guessed = compute(
        "narration",
        predictions=[samples.tolist()] * 2,
        references=["Hello you!"] * 2,
        sample_rates=[rate] * 2,
        words=[[[0, 5, 0.0, 0.4, 1], [6, 9, 0.4, 0.9, 0]], [[0, 5, 0.0, 0.4, 1]]],
        run_s=[0.5] * 2,
    )
    assert guessed["timed_words"] == 0.25

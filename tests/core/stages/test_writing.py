"""A story keeps its promises, whatever the writer does."""

import random
from pathlib import Path

import pytest

from core.errors import Cancelled, UnknownName
from core.stages.formats import FORMATS, Brief
from core.stages.parts import sentence_about, tidy, tidy_title, trim
from core.stages.table import STAGES
from core.story import MOODS
from core.text import count_words, main_noun, sentences, tells
from tests.core.stages.givens import (
    CAPTIONS,
    Remember,
    ScriptedWriter,
    artifact,
    usual_sentence,
    writing_task,
)


def write(writer, task=None, ctx=None):
    ((_task, made),) = next(
        iter(STAGES["writing"].run([task or writing_task()], writer, ctx or Remember()))
    )
    return made


@pytest.mark.parametrize("form", ["plain", "chat"])
@pytest.mark.parametrize("forgets", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("length", [(1, 2), (3, 7), (9, 14)])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_story_has_its_length_and_tells_every_picture(form, forgets, length, seed) -> None:
    task = writing_task(seed=seed, hero="Pip")
    made = write(ScriptedWriter(form, sentences=length, forgets=forgets), task)
    parts = made.data["parts"]
    words = sum(count_words(part) for part in parts)
    assert made.data["words"] == words
    assert 200 <= words <= 250
    assert len(parts) == len(CAPTIONS)
    for part, caption in zip(parts, CAPTIONS, strict=True):
        assert tells(part, main_noun(caption))
        assert part[-1] in ".!?"
        assert "<|" not in part
    assert "Pip" in made.text
    assert made.data["title"] == "The Title"
    assert made.text == "\n\n".join(["The Title", *parts])


def test_short_writers_are_asked_again_until_it_is_long_enough() -> None:
    made = write(ScriptedWriter(sentences=(3, 5)))
    assert 200 <= made.data["words"] <= 250


@pytest.mark.parametrize("form", ["plain", "chat"])
def test_the_same_seed_writes_the_same_story(form: str) -> None:
    first = write(ScriptedWriter(form, forgets=0.4), writing_task(seed=5))
    again = write(ScriptedWriter(form, forgets=0.4), writing_task(seed=5))
    other = write(ScriptedWriter(form, forgets=0.4), writing_task(seed=6))
    assert first == again
    assert first.text != other.text


@pytest.mark.parametrize("count", [1, 2, 10])
def test_any_number_of_pictures(count: int) -> None:
    captions = (CAPTIONS * 2)[:count]
    segments = max(count, 4) if count < 3 else count
    made = write(ScriptedWriter("plain"), writing_task(captions, segments=segments))
    assert len(made.data["parts"]) == segments
    assert 200 <= made.data["words"] <= 250


def test_repairs_are_written_down() -> None:
    made = write(ScriptedWriter(forgets=1.0))
    assert len(made.data["repairs"]) == len(CAPTIONS)
    assert made.data["parts"][2].startswith("There were two owls standing in the snow.")
    assert made.data["attempts"] == [FORMATS["chat"].attempts] * 5


def test_repetition_is_not_accepted() -> None:
    def stutter(noun: str, rng: random.Random) -> str:
        return f"The {noun} ran." if rng.random() < 0.3 else usual_sentence(noun, rng)

    made = write(ScriptedWriter("plain", sentence=stutter, sentences=(4, 6)))
    said = [s for part in made.data["parts"] for s in sentences(part)]
    assert len(said) == len(set(said))


def test_text_is_streamed() -> None:
    ctx = Remember()
    write(ScriptedWriter("plain"), ctx=ctx)
    assert ctx.notes[-1][2]["done"] == 5
    assert all(slot == "story" for slot, _message, _more in ctx.notes)
    assert "The Title" in ctx.notes[-1][2]["text"]


def test_cancel_goes_through() -> None:
    with pytest.raises(Cancelled):
        write(ScriptedWriter("plain"), ctx=Remember(patience=3))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownName, match="plain"):
        write(ScriptedWriter("riddle"))


def test_a_model_that_is_asked_in_words_reads_each_moods_own_brief() -> None:
    briefs = {
        mood: FORMATS["chat"]
        .prompt(
            Brief(mood=mood, hero=None, captions=CAPTIONS, words=(200, 250)),
            words=225,
            title=None,
            parts=(),
        )
        .partition("\n")[0]
        for mood in MOODS
    }
    assert {"funny", "poetic", "noir", "bedtime"} < set(briefs)
    assert briefs["noir"].startswith("Write a picture-book story: a detective story")
    assert len(set(briefs.values())) == len(MOODS) == 9


def test_captions_cannot_smuggle_marks() -> None:
    writer = ScriptedWriter()
    write(writer, writing_task(("a fox<|im_end|> here", *CAPTIONS[1:]), hero="<|im_start|>Pip"))
    assert not any("<|" in call for call in writer.calls)


def test_empty_and_odd_captions() -> None:
    made = write(
        ScriptedWriter("chat", sentences=(5, 6)), writing_task(("a fox", "🦊 !", "ثعلب صغير"))
    )
    assert len(made.data["parts"]) == 3
    assert 200 <= made.data["words"] <= 250


@pytest.mark.parametrize(
    ("caption", "sentence"),
    [
        ("a fox walking", "There was a fox walking."),
        ("two dogs", "There were two dogs."),
        ("people on a beach.", "There were people on a beach."),
        ("a man is sitting", "A man is sitting."),
        ("", ""),
    ],
)
def test_a_caption_becomes_a_sentence(caption: str, sentence: str) -> None:
    assert sentence_about(caption) == sentence


def test_trimming_keeps_what_tells_and_ends() -> None:
    parts = [
        'A fox ran. It was cold and dark there. "Who is it? Who?" it asked. It slept.',
        "It rained and rained. The bear sang. That was the very end.",
    ]
    kept, gone = trim(parts, ["fox", "bear"], 8, 14)
    assert sum(count_words(part) for part in kept) <= 14
    assert "A fox ran." in kept[0]
    assert "The bear sang." in kept[1]
    assert kept[1].endswith("That was the very end.")
    assert all(sentence in " ".join(parts) for sentence in gone)


def test_tidying() -> None:
    assert tidy("Paragraph 2: The fox ran. And then it") == "The fox ran."
    assert tidy("- The fox\n ran.") == "The fox ran."
    assert tidy_title('## "The Fox."') == "The Fox"
    assert tidy_title("x " * 40) == ""


def test_a_real_model_that_babbles(tmp_path: Path) -> None:
    """A real Llama with random weights: nonsense, but a story of the right shape."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    from core.models.causal_lm import CausalLM

    words = "the fox bear owl cat boy ran sang to by it sun . . . ! , a in red moon".split()
    vocab = {w: i for i, w in enumerate(dict.fromkeys(["<|pad|>", "<|end|>", "[UNK]", *words]))}
    tokenizer = Tokenizer(models.WordLevel(vocab, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=False)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="<|end|>",
        pad_token="<|pad|>",
        unk_token="[UNK]",
    )
    config = LlamaConfig(
        vocab_size=len(fast),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=4096,
        eos_token_id=fast.eos_token_id,
        pad_token_id=fast.pad_token_id,
    )
    model = CausalLM(LlamaForCausalLM(config).eval(), fast, prompt_format="plain")
    task = writing_task(CAPTIONS[:3], words=(30, 60))
    made = write(model, task)
    assert len(made.data["parts"]) == 3
    for part, caption in zip(made.data["parts"], CAPTIONS, strict=False):
        assert tells(part, main_noun(caption))
    assert made == write(model, task)


@pytest.mark.parametrize("form", ["plain", "chat"])
def test_a_rewritten_segment_stays_in_place(form: str) -> None:
    from core.build import Task

    story = write(ScriptedWriter(form))
    for index in range(5):
        task = Task(
            slot=f"segment/{index}",
            params={"index": index, "segments": 5, "mood": "scary", "hero": None},
            seed=99,
            inputs={"story": artifact(story.text, data=story.data), **writing_task().inputs},
        )
        ((_task, made),) = next(
            iter(STAGES["rewriting"].run([task], ScriptedWriter(form, forgets=0.5), Remember()))
        )
        old = story.data["parts"]
        assert made.text != old[index]
        assert tells(made.text, main_noun(CAPTIONS[index]))
        total = story.data["words"] - count_words(old[index]) + count_words(made.text)
        assert 200 <= total <= 250


def test_a_pasted_segment_can_be_rewritten_too() -> None:
    from core.build import Task

    parts = [
        " ".join(usual_sentence("fox", random.Random(i)) for i in range(n, n + 5))
        for n in (0, 9, 20)
    ]
    task = Task(
        slot="segment/1",
        params={"index": 1, "segments": 3, "mood": "scary", "hero": None},
        seed=4,
        inputs={"story": artifact("\n\n".join(parts), data={"parts": parts})},
    )
    ((_task, made),) = next(
        iter(STAGES["rewriting"].run([task], ScriptedWriter("plain"), Remember()))
    )
    assert made.text not in parts
    assert abs(count_words(made.text) - count_words(parts[1])) < 0.35 * count_words(parts[1])

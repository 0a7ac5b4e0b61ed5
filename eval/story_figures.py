"""Figures of one story of the gallery: its words, its pictures, its narration, and what a writer
thinks of it. None stands for what a story does not have or a model cannot say."""

import math
from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np
import soundfile
from PIL import Image

from core.errors import BadInput
from core.models.base import Scorer, Utterance
from core.plan import picture_of
from core.stages.captions import plain
from core.stages.conversation import BookAsked, PageAsked
from core.story import MOODS
from core.text import count_words
from eval.measures import clip, likelihood, narration
from eval.measures.heroes import hero_fit
from eval.measures.pairs import Told, area_under_curve, mispaired, scores, shuffled
from eval.measures.stories import (
    distinct,
    grounding,
    mood_ranks,
    off_target,
    reading,
    reading_age,
    repeated,
    repeated_sentences,
)
from eval.stories import ToldAloud, ToldStory
from eval.suites import Models, opened

Numbers = dict[str, float | None]

WORDS: Final = {
    "words": "Words",
    "on_target": "Words as asked for (share)",
    "off_target": "Words too few or too many",
    "reading_ease": "Reading ease (Flesch, English)",
    "grade": "School year (Flesch-Kincaid, English)",
    "reading_age": "Reading age (years, English)",
    "words_a_sentence": "Words a sentence",
    "years_too_old": "Years too old for the reading age asked for (English)",
    "distinct_1": "Distinct-1",
    "distinct_2": "Distinct-2",
    "distinct_3": "Distinct-3",
    "repeated": "Repeated 4-grams (share)",
    "repeated_sentences": "Repeated sentences (share)",
    "pictures_told": "Pictures told (share)",
    "sentences_grounded": "Sentences that tell a picture (share)",
    "foreign_nouns": "Nouns told that no picture has",
}
"""Keys of `told` and the names of their means over stories."""
PICTURES: Final = {
    "clip_percent": "Picture and prompt, 100·cos",
    "clip_percent_chance": "Picture and prompts of its book's other pages, 100·cos (chance)",
    "clip_better": "Own prompt fits better than its book's others (share; chance 0.5)",
    "clip_i_first": "Pictures like the first page, CLIP-I",
    "clip_i_pairs": "Pictures like each other, CLIP-I",
    "diversity": "Pictures unlike each other, 1 − CLIP-I",
    "vendi": "Different pictures of a book, Vendi score",
    "hero_seen": "Pages that name the hero and draw them as the cast has them (share)",
    "hero_alike": "Pictures of the hero like each other, CLIP-I",
    "hero_apart": "Hero told from other books' heroes (share; chance 0.5)",
}
TOLD: Final = {
    "told_percent": "Uploaded picture and its page, 100·cos",
    "told_chance": "Others' uploaded pictures and the page, 100·cos",
    "told_apart": "Own uploaded pictures told from others' (area under the curve)",
}
SOUND: Final = {
    "real_time_factor": "Narration, real-time factor",
    "words_per_minute": "Narration, words per minute",
    "silence": "Narration, silence (share)",
    "clipping": "Narration, clipping (share)",
    "timed_words": "Narration, words with a time (share)",
}


def told(story: ToldStory, nouns: Collection[str]) -> Numbers:
    """Figures of the words (`eval.measures.stories`); `nouns` are those of the whole set's
    pictures."""
    text = "\n\n".join(segment.text for segment in story.segments)
    found: Numbers = dict.fromkeys(WORDS)
    found["words"] = float(count_words(text))
    if story.target:
        missed = off_target(text, *story.target)
        found |= {"on_target": float(not missed), "off_target": float(abs(missed))}
    if story.language == "en":
        easy = reading(text)
        found |= {key: finite(easy[key]) for key in ("reading_ease", "grade")}
        found |= {key: finite(value) for key, value in reading_age(text, story.age).items()}
    found |= {f"distinct_{n}": finite(distinct(text, n)) for n in (1, 2, 3)}
    found["repeated"] = finite(repeated(text))
    found["repeated_sentences"] = finite(repeated_sentences(text))
    if story.captions:
        told_by = grounding(text, story.captions, sorted(nouns))
        found["pictures_told"] = told_by.pictures_told
        found["sentences_grounded"] = told_by.sentences_grounded
        found["foreign_nouns"] = float(len(told_by.foreign))
    return found


def painted(story: ToldStory, models: Models, others: Sequence[str] = ()) -> Numbers:
    """How the painted pictures fit their prompts and each other, whether they show the book's own
    hero rather than `others` (descriptions of other books' heroes), and how many have no file that
    can be opened."""
    pictures, prompts, shows = [], [], []
    unreadable = 0
    for segment in story.segments:
        picture = opened(segment.picture) if segment.picture else None
        if isinstance(picture, Image.Image):
            pictures.append(picture)
            prompts.append(segment.prompt or "")
            shows.append(story.star is not None and story.star.named_in(segment.text))
        elif picture is not None:
            unreadable += 1
    found: Numbers = dict.fromkeys(PICTURES)
    found["unreadable_pictures"] = float(unreadable)
    found["hero_seen"] = _hero_seen(story)
    if not pictures:
        return found
    with models.use("scorer") as lease:
        scorer: Scorer = lease.backend
        seen = scorer.embed_images(pictures)
        read = scorer.embed_texts(prompts)
        looks = [story.star.look, *others] if story.star and any(shows) else []
        heroes = scorer.embed_texts(looks) if looks else None
    if heroes is not None and np.isfinite(seen).all() and np.isfinite(heroes).all():
        fit = hero_fit(seen[np.array(shows)], heroes[0], heroes[1:])
        found |= {"hero_alike": finite(fit.alike), "hero_apart": finite(fit.apart)}
    if np.isfinite(seen).all() and np.isfinite(read).all():
        found["clip_percent"] = finite(clip.percent_cosine(seen, read).mean())
        chance, better = shuffled(scores(seen, read))
        found |= {
            "clip_percent_chance": finite(chance.mean()),
            "clip_better": finite(better.mean()),
        }
        if len(seen) > 1:
            alike = clip.pairwise(seen)
            found["clip_i_first"] = finite(clip.likeness_to(seen[1:], seen[0]).mean())
            found["clip_i_pairs"] = finite(alike)
            found["diversity"] = finite(1 - alike)
            found["vendi"] = finite(clip.vendi(seen))
    return found


def _hero_seen(story: ToldStory) -> float | None:
    """Of the drawn pages whose words name the hero, the share whose scene shows them so."""
    star = story.star
    pages = [s for s in story.segments if s.scene and star and star.named_in(s.text)]
    seen = [star.seen_in(s.scene) for s in pages if star and s.scene]
    return float(np.mean(seen)) if seen else None


def brought(story: ToldStory, models: Models) -> Told | None:
    """The scorer's vectors of the pictures that were uploaded and of the pages that tell them; None
    in a story made from a text, and where no picture can be opened."""
    pictures, texts, sources = [], [], []
    for segment in story.segments:
        picture = opened(segment.brought) if segment.brought else None
        if isinstance(picture, Image.Image) and segment.text:
            pictures.append(picture)
            texts.append(segment.text)
            sources.append(segment.brought)
    if not pictures:
        return None
    with models.use("scorer") as lease:
        scorer: Scorer = lease.backend
        seen, read = scorer.embed_images(pictures), scorer.embed_texts(texts)
    if not (np.isfinite(seen).all() and np.isfinite(read).all()):
        return None
    return Told(pictures=seen, texts=read, sources=tuple(sources))


def matched(own: Told | None, others: Collection[Told]) -> Numbers:
    """Does the story tell its own pictures? Its score with them, the mean with those of `others`,
    and the share of others with which it scores lower (over many stories: the area under the curve
    of a story with its own pictures against the same story with others')."""
    found: Numbers = dict.fromkeys(TOLD)
    if own is None:
        return found
    right = float(clip.percent_cosine(own.pictures, own.texts).mean())
    found["told_percent"] = finite(right)
    wrong = [score for other in others if (score := mispaired(own, other)) is not None]
    if wrong:
        found["told_chance"] = finite(float(np.mean(wrong)))
        found["told_apart"] = finite(area_under_curve(np.array([right]), np.array(wrong)))
    return found


def spoken(story: ToldStory) -> Numbers:
    """Means over the story's narrated pages (`eval.measures.narration`), and how many sounds could
    not be read."""
    rows: list[Numbers] = []
    unreadable = 0
    for segment in story.segments:
        if segment.aloud is None:
            continue
        try:
            rows.append(_aloud(segment.aloud, segment.text))
        except (BadInput, OSError, soundfile.SoundFileError):
            unreadable += 1
    found: Numbers = {"unreadable_sounds": float(unreadable)}
    for key in SOUND:
        known = [value for row in rows if (value := row[key]) is not None]
        found[key] = finite(float(np.mean(known))) if known else None
    return found


def _aloud(aloud: ToldAloud, text: str) -> Numbers:
    samples, rate = soundfile.read(aloud.sound, dtype="float32", always_2d=True)
    said = Utterance(samples=samples.mean(axis=1), sample_rate=rate, words=aloud.words)
    return {
        "real_time_factor": (
            None if aloud.run_s is None else narration.real_time_factor(said, aloud.run_s)
        ),
        "words_per_minute": narration.words_per_minute(said, text),
        "silence": narration.silence(said),
        "clipping": narration.clipping(said),
        "timed_words": finite(narration.timed_words(said, text)),
    }


def judged(story: ToldStory, models: Models) -> Numbers:
    """What perplexity is computed from (nats, tokens, characters), and whether the writer finds the
    mood that was asked for the likeliest.

    A writer behind a server says nothing of a text that it did not write, nor does the storyteller,
    which is no language model; nor is a text judged that is longer than the writer reads at once.
    """
    from core.models.causal_lm import CausalLM  # torch comes with it

    found: Numbers = dict.fromkeys(("nats", "tokens", "characters", "mood_agrees", "mood_rank"))
    parts = [segment.text for segment in story.segments]
    text = "\n\n".join(parts)
    with models.use("writer") as lease:
        writer = lease.backend
        if not isinstance(writer, CausalLM):
            return found
        try:
            own = likelihood.of_tokens(writer, text)
            nats, tokens, characters = likelihood.totals([own], [text])[0]
            found |= {"nats": finite(nats), "tokens": tokens, "characters": characters}
            if story.target:
                asked = _asked(story, story.target)
                weighed = likelihood.of_moods(writer, asked, parts=parts, moods=MOODS)
                (rank,), _ = mood_ranks([weighed], [story.mood])
                found |= {"mood_agrees": float(rank == 1), "mood_rank": float(rank)}
        except BadInput:
            return found
    return found


def _asked(story: ToldStory, words: tuple[int, int]) -> BookAsked:
    """What the writer was asked for."""
    captions = [plain(caption) for caption in story.captions]
    count = len(story.segments)
    told = [captions[picture_of(i, count, len(captions))] for i in range(count)]
    return BookAsked(
        pages=tuple(PageAsked(caption=caption) for caption in told),
        mood=story.mood,
        hero=story.hero,
        words=words,
    )


def finite(value: float | np.floating[Any]) -> float | None:
    """None for NaN, which is left out of the figures and counted there."""
    number = float(value)
    return round(number, 6) if math.isfinite(number) else None

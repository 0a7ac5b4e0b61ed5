"""Other people's ways to say a scene, and the tokenisers that read them.

The text encoder learns from far more wordings than the six captions of a scene: words dropped,
parts reordered, a style added, a stray sentence from an unrelated story before or after.
"""

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer

from train.common import ATTRIBUTES
from train.world.scene import (
    NOBODY,
    VOCABULARY,
    Scene,
    article,
    captions,
    listed,
    prompt,
    sample,
)
from train.world.vocabulary import BETWEEN, CHARACTERS, named

UNSAID: Final = {name: len(values) for name, values in ATTRIBUTES.items()}
"""The label of an attribute that a text leaves open."""

_DEFAULT: Final = {"weather": "clear", "prop": "none"}
_NAMES_LEFT_OUT: Final = {1: ("time", "weather", "prop"), 2: ("weather", "prop")}
_START: Final = ("a", "the", "one day the", "there is a", "then the", "here comes a", "our")
_COMMON: Final = set(
    "a an the in on by at of with it while up old little young near soft high early late under "
    "below front between among".split()
)
_ALSO_WORLD: Final = set("coat sky tree trees moon sun rainy snowy sea".split())
_COAT: Final = ("in a {} coat", "wearing a {} coat", "with a {} coat", "in the {} coat")


def labels_said(scene: Scene, said: Iterable[str]) -> list[int]:
    """Labels of a text that says some attributes; unsaid weather is clear, unsaid hands empty."""
    kept = {name for name in ATTRIBUTES if getattr(scene, name) == NOBODY} | set(said)
    return [
        values.index(getattr(scene, name) if name in kept else _DEFAULT[name])
        if name in kept or name in _DEFAULT
        else UNSAID[name]
        for name, values in ATTRIBUTES.items()
    ]


def style_suffix(scene: Scene, rng: random.Random) -> str:
    return f", {rng.choice(VOCABULARY['style'][scene.style])}"


def shuffled(scene: Scene, rng: random.Random) -> Scene:
    """The same scene with those who stand beside each other in another order."""
    if scene.relation != "beside":
        return scene
    return in_order(scene, rng.sample(range(len(scene.cast)), len(scene.cast)))


def in_order(scene: Scene, order: Sequence[int]) -> Scene:
    """The same scene with its figures told in another order."""
    cast = [scene.cast[figure] for figure in order]
    cast += [(NOBODY, NOBODY)] * (3 - len(cast))
    names = (("character", "colour"), ("second", "second_colour"), ("third", "third_colour"))
    changed = {
        name: word
        for pair, words in zip(names, cast, strict=True)
        for name, word in zip(pair, words, strict=True)
    }
    return replace(scene, **changed)


def _free(scene: Scene, rng: random.Random) -> tuple[str, set[str]]:
    """A sentence of loose parts: any of them may be missing, the adverbials in any order."""
    said = {name for name in ATTRIBUTES if name != "style" and rng.random() < 0.75}
    said -= {"second_colour", "third_colour"}
    said |= {"second", "third"}
    alone = scene.relation == "alone"
    if rng.random() < 0.7 or not alone:
        said.add("character")
    if not alone:
        said.add("action")
    if scene.action == "giving":
        said.add("prop")
    if "colour" in said:
        said |= {"second_colour", "third_colour"}

    def phrase(name: str) -> str:
        return rng.choice(VOCABULARY[name][getattr(scene, name)]) if name in said else ""

    def person(who: str, colour: str, start: str) -> str:
        coat = rng.choice(_COAT).format(colour) if "colour" in said else ""
        name = rng.choice(CHARACTERS[who])
        return " ".join(part for part in (start or article(name).split()[0], name, coat) if part)

    start = rng.choice(_START) if rng.random() < 0.8 else ""
    if "character" in said:
        people = [person(*pair, "" if i else start) for i, pair in enumerate(scene.cast)]
    else:
        coat = rng.choice(_COAT).format(scene.colour) if "colour" in said else ""
        people = [f"{rng.choice(('someone', 'it', 'a picture'))} {coat}".strip()]
    verb = phrase("action")
    if scene.action in BETWEEN:
        thing = named(scene.prop) if scene.prop != "none" else ""
        verb = verb.format(them=people.pop(), thing=thing)
    verb = f"{'is' if len(people) == 1 else 'are'} {verb}" if verb and rng.random() < 0.5 else verb
    around = [phrase(name) for name in ("place", "time", "weather")]
    around.append(phrase("prop") if scene.action != "giving" else "")
    rng.shuffle(around)
    before = around.pop() + "," if around[-1] and rng.random() < 0.25 else ""
    text = " ".join(part for part in (before, listed(people), verb, *around) if part)
    return text + ("." if rng.random() < 0.3 else ""), said


def vary(scene: Scene, rng: random.Random, fillers: Sequence[str] = ()) -> tuple[str, list[int]]:
    """One text about the scene and the labels that can be read from it."""
    kind = rng.random()
    if kind < 0.2:
        return prompt(scene), labels_said(scene, ATTRIBUTES)
    if rng.random() < 0.5:
        scene = shuffled(scene, rng)
    said = set(ATTRIBUTES) - {"style"}
    if kind < 0.65:
        number = rng.randrange(6)
        text = captions(scene)[number]
        said -= set(_NAMES_LEFT_OUT.get(number, ()))
        if scene.action == "giving":
            said.add("prop")
    else:
        text, said = _free(scene, rng)
    if fillers and rng.random() < 0.25:
        filler = rng.choice(fillers)
        text = f"{text} {filler}" if rng.random() < 0.5 else f"{filler} {text}"
    if rng.random() < 0.5:
        text += style_suffix(scene, rng)
        said.add("style")
    return text, labels_said(scene, said)


def one_wrong(scene: Scene, rng: random.Random, name: str | None = None) -> Scene:
    """The scene with exactly one of its attributes (never the style) changed."""
    names = [name] if name else can_be_wrong(scene)
    while True:
        key = rng.choice(names)
        value = rng.choice(ATTRIBUTES[key])
        if value == getattr(scene, key) or (
            NOBODY in (value, getattr(scene, key)) and key != "prop"
        ):
            continue
        try:
            return replace(scene, **{key: value})
        except ValueError:
            # A scene that cannot be ("sleeping" of two): try another value.
            continue


def can_be_wrong(scene: Scene) -> list[str]:
    """The attributes in which a caption of the scene can be wrong alone."""
    names = [key for key in ATTRIBUTES if key != "style"]
    kept = [key for key in names if getattr(scene, key) != NOBODY]
    if scene.relation == "alone":
        return kept if scene.prop != "none" else [*kept, "prop"]
    return [key for key in kept if key != "action" or scene.action != "giving"]


def read_stories(path: Path | None, count: int) -> list[str]:
    """Stories of general English, where such a file is given (JSON lines with a `text`)."""
    if path is None or not path.exists():
        return []
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(count), lines, strict=False)]


def filler_sentences(stories: Iterable[str], longest: int = 12) -> list[str]:
    """Short sentences that say nothing of the world, to be overheard beside a caption."""
    phrases = (phrase for rows in VOCABULARY.values() for row in rows.values() for phrase in row)
    world = set(" ".join(phrases).split()) - _COMMON | _ALSO_WORLD
    kept = []
    for story in stories:
        for sentence in re.split(r"(?<=[.!?])\s+", story):
            words = re.findall(r"[a-z']+", sentence.lower())
            if 3 <= len(words) <= longest and not world & set(words):
                kept.append(sentence)
    return kept


def corpus(rng: random.Random, scenes: int) -> list[str]:
    return [vary(sample(rng, "train"), rng)[0] for _ in range(scenes)]


def build_clip_tokenizer(texts: Iterable[str], vocabulary: int) -> CLIPTokenizer:
    """A byte-level BPE in CLIP's own form, which never meets an unknown character."""
    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    reader = CLIPTokenizer().backend_tokenizer
    learner.normalizer, learner.pre_tokenizer = reader.normalizer, reader.pre_tokenizer
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    learner.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary - len(letters) - 2,
            initial_alphabet=letters,
            end_of_word_suffix="</w>",
            show_progress=False,
        ),
    )
    merges = [tuple(pair) for pair in json.loads(learner.to_str())["model"]["merges"]]
    # As in CLIP: all bytes, all bytes that end a word, the merges, then the two marks.
    words = [*letters, *(f"{letter}</w>" for letter in letters), *map("".join, merges)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    vocab = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)


def build_wordpiece(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """BERT's lower-casing WordPiece, for the captioner."""
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizers.BertNormalizer(lowercase=True)
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    learner.decoder = decoders.WordPiece()
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]"]
    learner.train_from_iterator(
        texts,
        trainers.WordPieceTrainer(vocab_size=vocabulary, special_tokens=marks, show_progress=False),
    )
    return learner

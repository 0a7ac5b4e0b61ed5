"""Other people's ways to say a scene, and the tokenisers that read them.

The text encoder learns from far more wordings than the six captions of a scene: words dropped,
parts reordered, a style added, a stray sentence from an unrelated story before or after.
"""

import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer

from train.common import ATTRIBUTES
from train.world.scene import VOCABULARY, Scene, captions, prompt, sample

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
    kept = set(said)
    return [
        values.index(getattr(scene, name) if name in kept else _DEFAULT[name])
        if name in kept or name in _DEFAULT
        else UNSAID[name]
        for name, values in ATTRIBUTES.items()
    ]


def style_suffix(scene: Scene, rng: random.Random) -> str:
    return f", {rng.choice(VOCABULARY['style'][scene.style])}"


def _free(scene: Scene, rng: random.Random) -> tuple[str, set[str]]:
    """A sentence of loose parts: any of them may be missing, the adverbials in any order."""
    said = {name for name in ATTRIBUTES if name != "style" and rng.random() < 0.75}
    if rng.random() < 0.7:
        said.add("character")

    def phrase(name: str) -> str:
        return rng.choice(VOCABULARY[name][getattr(scene, name)]) if name in said else ""

    start = rng.choice(_START) if rng.random() < 0.8 else ""
    who = phrase("character") or rng.choice(("someone", "it", "a picture"))
    start = start if "character" in said else ""
    coat = rng.choice(_COAT).format(scene.colour) if "colour" in said else ""
    verb = phrase("action")
    verb = f"is {verb}" if verb and rng.random() < 0.5 else verb
    around = [phrase(name) for name in ("place", "time", "weather", "prop")]
    rng.shuffle(around)
    before = around.pop() + "," if around[-1] and rng.random() < 0.25 else ""
    text = " ".join(part for part in (before, start, who, coat, verb, *around) if part)
    return text + ("." if rng.random() < 0.3 else ""), said


def vary(scene: Scene, rng: random.Random, fillers: Sequence[str] = ()) -> tuple[str, list[int]]:
    """One text about the scene and the labels that can be read from it."""
    kind = rng.random()
    if kind < 0.15:
        return prompt(scene), labels_said(scene, ATTRIBUTES)
    said = set(ATTRIBUTES) - {"style"}
    if kind < 0.6:
        number = rng.randrange(6)
        text = captions(scene)[number]
        said -= set(_NAMES_LEFT_OUT.get(number, ()))
    else:
        text, said = _free(scene, rng)
    if fillers and rng.random() < 0.25:
        filler = rng.choice(fillers)
        text = f"{text} {filler}" if rng.random() < 0.5 else f"{filler} {text}"
    if rng.random() < 0.5:
        text += style_suffix(scene, rng)
        said.add("style")
    return text, labels_said(scene, said)


def one_wrong(scene: Scene, rng: random.Random) -> Scene:
    """The scene with exactly one of its attributes (never the style) changed."""
    name = rng.choice([name for name in ATTRIBUTES if name != "style"])
    value = rng.choice([value for value in ATTRIBUTES[name] if value != getattr(scene, name)])
    words = {key: getattr(scene, key) for key in ATTRIBUTES}
    return Scene(**{**words, name: value}, seed=scene.seed)


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

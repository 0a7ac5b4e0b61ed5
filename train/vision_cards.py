"""The model cards of the scorer and the captioner, with the figures their trainers measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from train import common
from train.common import ATTRIBUTES, WorldData
from train.facts import training_text

_DATA: Final = """
Pictures of the picture-book world, drawn by this project's own code (`train/world/`), with
captions written by that code: {train} for training, {test} held out. The held-out pictures show
combinations of character, place, time and style that training never saw. No photographs, no
other people's pictures, no pretrained weights.
"""


def _world() -> str:
    """What there is in the picture-book world, in numbers."""
    counts = {name: len(values) for name, values in ATTRIBUTES.items()}
    return (
        f"{counts['character']} characters, {counts['colour']} colours of coat, {counts['action']} "
        f"actions, {counts['place']} places, {counts['weather']} weathers and "
        f"{counts['prop'] - 1} things to hold"
    )


def _table(figures: Mapping[str, float]) -> str:
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    return f"| figure | value |\n|---|---|\n{rows}"


def write_scorer_card(
    folder: Path,
    data: WorldData,
    test: WorldData,
    runs: Sequence[Mapping[str, Any]],
    figures: Mapping[str, float],
    parameters: int,
) -> None:
    text = runs[0].get("figures", {})
    common.write_model_card(
        folder,
        "Starter scorer: a small CLIP of the picture-book world",
        ["clip", "zero-shot-image-classification", "storybook-studio"],
        {
            "What it is": f"""
A `CLIPModel` of {parameters / 1e6:.2f} M parameters ({common.size_of(folder):.1f} MiB, half
precision on disk, loads as float32): says how well a picture fits a sentence. Its text encoder is
the one that `train.illustrator` reads words with.
""",
            "How to load it": """
```python
from transformers import CLIPImageProcessorPil, CLIPModel, CLIPTokenizer
model, tokenizer = CLIPModel.from_pretrained(path), CLIPTokenizer.from_pretrained(path)
processor = CLIPImageProcessorPil.from_pretrained(path)
```
""",
            "Data": _DATA.format(train=len(data), test=len(test))
            + "The tokenizer's merges were also counted on simple English stories, where given "
            "(`--stories`), and sentences of theirs without any of the world's words were mixed "
            "among the captions as noise for the text tower.",
            "Training": training_text(*(run.get("sessions", [run]) for run in runs))
            + "\n\nThe text tower learns first, alone, to make every attribute linearly readable, "
            "and is then frozen. The image tower starts from the captioner's and meets it by "
            "contrast, with captions that are wrong in one attribute as negatives.",
            f"Figures on {len(test)} held-out pictures": _table(figures),
            "Attributes read linearly from held-out texts": _table(text),
            "Limits": f"""
It knows {_world()} and little else. Of photographs, and of words outside that world, its scores
mean nothing. Its cosines are not comparable with those of other CLIP models.
""",
        },
    )


def write_captioner_card(
    folder: Path,
    data: WorldData,
    test: WorldData,
    sessions: Sequence[Mapping[str, Any]],
    figures: Mapping[str, float],
    parameters: int,
) -> None:
    common.write_model_card(
        folder,
        "Starter captioner: a small BLIP of the picture-book world",
        ["blip", "image-to-text", "storybook-studio"],
        {
            "What it is": f"""
A `BlipForConditionalGeneration` of {parameters / 1e6:.2f} M parameters
({common.size_of(folder):.1f} MiB, half precision on disk, loads as float32): says a picture of
the picture-book world in one sentence, always in the same order of words.
""",
            "How to load it": """
```python
from transformers import BertTokenizer, BlipForConditionalGeneration, BlipImageProcessorPil
model = BlipForConditionalGeneration.from_pretrained(path)
tokenizer = BertTokenizer.from_pretrained(path)
processor = BlipImageProcessorPil.from_pretrained(path)
model.generate(**processor(pictures, return_tensors="pt"), max_new_tokens=56)
```
""",
            "Data": _DATA.format(train=len(data), test=len(test)),
            "Training": training_text(sessions) + "\n\nA share of the batch is pictures of "
            "nothing (shuffled tiles, clouds of colour, boxes) with captions that are not theirs, "
            "so that the model learns to be unsure.",
            f"Figures on {len(test)} held-out pictures": _table(figures),
            "Limits": """
It says every picture in the words of its world: of a photograph it makes a fox in a red coat. How
well the geometric mean of its tokens' probabilities tells photographs from the world's pictures is
measured by `python -m train.evaluate_vision`, not here. BLEU is high because the captions it is
measured against come from the same few patterns.
""",
        },
    )

"""What can be trained, in which sizes, and the trainers' arguments for it. Runs nothing.

A size is a choice of `python -m train.…`'s options; where the machine does not suffice for one, it
says so beforehand, and what would fit.
"""

from dataclasses import dataclass, field
from typing import Final

CAPTIONS: Final = "captions"
STORIES: Final = "stories"
PICTURES: Final = "pictures"
"""What a kind reads: pictures with captions, stories, or pictures of one hero."""
_PICTURES: Final = ("jpg", "jpeg", "png", "webp", "gif", "bmp")
_TABLES: Final = ("tsv", "csv", "txt", "json", "jsonl", "token")


@dataclass(frozen=True, kw_only=True)
class Size:
    """`card_gib`: what a graphics card must have for it, where it needs one; `memory_gib`: what
    must be free otherwise, besides the model that it begins from; `disk_mib`: what checkpoint
    and result take; `guess_s`: seconds that it is thought to take while no training on the machine
    has told, None where that depends on the data alone."""

    label: str
    blurb: str
    options: tuple[str, ...]
    card_gib: float = 0.0
    memory_gib: float = 1.0
    disk_mib: int = 200
    guess_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Something that can be trained by `python -m train.<module>`.

    `reads`: what it learns from; `data` says it in plain words, `layouts` how files of it may be
    written. `family`: of the catalogue's models that it begins from; "" where
    it begins from nothing. `fresh`: options of a size that hold only then. `further`: options where
    it begins from a version. `caches`: it keeps what it computes once. `asks`: what else must be
    said, as the label of a field; `others`: how many pictures of others of a hero's kind the base
    paints for a size, so that they stay as they are (prior preservation).
    """

    module: str
    role: str
    label: str
    blurb: str
    data: str
    endings: tuple[str, ...]
    sizes: dict[str, Size]
    layouts: str = ""
    reads: str = CAPTIONS
    family: str = ""
    further: tuple[str, ...] = ()
    caches: bool = True
    asks: str = ""
    fresh: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)


_CAPTIONER: Final = Kind(
    module="captioner",
    role="captioner",
    label="Captioner",
    blurb="Says what is in a picture. It learns from pictures with a sentence or more each.",
    data="Your pictures, and a list that says in a sentence what is on each: several files, or all "
    "of them in one ZIP.",
    layouts="The list may be a table of picture and caption (TSV, or CSV with a first line of "
    "names), COCO's or Karpathy's JSON, the CSV or token file of Flickr8k and Flickr30k, SSID's or "
    "VIST's JSON, or captions.json.",
    endings=("zip", *_TABLES, *_PICTURES),
    sizes={
        "minute": Size(
            label="A minute to try",
            guess_s=90,
            blurb="A small model learns for a minute: enough to see that the data are right.",
            options=(
                "--minutes", "1", "--every", "10", "--batch", "8", "--lr", "2e-3",
                "--variants", "0", "--longest", "20", "--threshold", "1", "--measure", "10",
                "--beams", "1",
            ),
        ),
        "hour": Size(
            label="An hour",
            guess_s=3900,
            blurb="A model as large as the studio's own; on two cores a few thousand pictures are "
            "seen a few times.",
            options=(
                "--minutes", "60", "--every", "120", "--variants", "1", "--longest", "20",
                "--threshold", "2", "--measure", "200",
            ),
            memory_gib=2.0,
            disk_mib=1000,
        ),
        "paper": Size(
            label="As the paper",
            guess_s=4 * 3600,
            blurb="ResNet-50 and an LSTM, as in Show and Tell (Vinyals et al., 2015), on a "
            "graphics card; meant for Flickr30k or COCO.",
            options=(
                "--encoder", "resnet50", "--decoder", "lstm", "--minutes", "240", "--every",
                "300", "--batch", "64", "--lr", "1e-3", "--variants", "0", "--beams", "1",
            ),
            card_gib=6.0,
            disk_mib=4000,
        ),
    },
    further=("--grow",),
    fresh={"minute": ("--width", "128", "--layers", "1")},
)  # fmt: skip

_WRITER: Final = Kind(
    module="writer",
    role="writer",
    label="Writer",
    blurb="Tells stories. A language model learns to tell them as yours are told; what it learns "
    "is a small file beside it (a LoRA).",
    data="Your stories, each with a few words on what it is about.",
    layouts="JSON or JSONL, a row for each story: a caption or a prompt and its story, a list of "
    "messages, or a text alone; loose or in a ZIP.",
    endings=("zip", "json", "jsonl"),
    sizes={
        "minute": Size(
            label="A minute to try",
            guess_s=120,
            blurb="It learns for a minute: enough to see that the data are right.",
            options=(
                "--minutes", "1", "--every", "15", "--rank", "4", "--batch", "1", "--longest",
                "768", "--measure", "4",
            ),
        ),
        "hour": Size(
            label="An hour",
            guess_s=3900,
            blurb="On two cores a model of 135 million parameters reads some hundred stories "
            "(a LoRA of rank 16).",
            options=(
                "--minutes", "60", "--every", "300", "--rank", "16", "--batch", "2", "--longest",
                "768", "--measure", "30",
            ),
            memory_gib=2.0,
            disk_mib=500,
        ),
        "paper": Size(
            label="As the paper",
            blurb="Three rounds through the data in four bits (QLoRA: Dettmers et al., 2023), "
            "rank 16, four stories a step.",
            options=(
                "--epochs", "3", "--every", "300", "--rank", "16", "--batch", "4", "--four-bit",
                "--spare-memory", "--measure", "100",
            ),
            card_gib=8.0,
            disk_mib=1000,
        ),
    },
    reads=STORIES,
    family="causal_lm",
    caches=False,
)  # fmt: skip

_PAINTS: Final[dict[str, Size]] = {
    "minute": Size(
        label="A minute to try",
        guess_s=150,
        blurb="It learns small pictures for a minute: enough to see that the data are right.",
        options=(
            "--minutes", "1", "--lora", "4", "--size", "128", "--batch", "1", "--accumulation",
            "1", "--checkpoint-every", "5", "--validate-every", "20", "--inference-steps", "4",
            "--measure", "2", "--scorer", "no",
        ),
        memory_gib=3.0,
    ),
    "hour": Size(
        label="An hour",
        guess_s=4200,
        blurb="It learns pictures of 256 pixels (a LoRA of rank 8).",
        options=(
            "--minutes", "60", "--lora", "8", "--size", "256", "--batch", "1", "--accumulation",
            "4", "--checkpoint-every", "25", "--validate-every", "100", "--inference-steps", "15",
            "--measure", "8",
        ),
        memory_gib=5.0,
        disk_mib=1000,
    ),
}  # fmt: skip
_ILLUSTRATOR: Final = Kind(
    module="diffusion",
    role="illustrator",
    label="Illustrator",
    blurb="Paints pages. A diffusion model learns the manner of your pictures.",
    data=_CAPTIONER.data,
    layouts=_CAPTIONER.layouts,
    endings=_CAPTIONER.endings,
    sizes={
        **_PAINTS,
        "paper": Size(
            label="As the paper",
            blurb="The whole U-Net at 256 pixels, four pictures twice a step, ten rounds through "
            "the data; checkpoints every 500 steps.",
            options=("--size", "256", "--batch", "4", "--accumulation", "2", "--epochs", "10"),
            card_gib=24.0,
            disk_mib=16_000,
        ),
    },
    family="diffusion",
)
_HERO: Final = Kind(
    module="diffusion",
    role="illustrator",
    label="My hero",
    blurb="Paints somebody whom it knows from 5 to 20 pictures: your dog, a toy, a figure that "
    "you drew.",
    data="5 to 20 pictures of the same figure, alone and seen from several sides; no captions.",
    endings=("zip", *_PICTURES),
    sizes={
        **_PAINTS,
        "paper": Size(
            label="As the paper",
            guess_s=1800,
            blurb="400 steps at 512 pixels with a LoRA of rank 8 (DreamBooth: Ruiz et al., 2023).",
            options=(
                "--steps", "400", "--lora", "8", "--size", "512", "--batch", "1",
                "--accumulation", "1", "--gradient-checkpointing", "--checkpoint-every", "50",
                "--validate-every", "100",
            ),
            card_gib=8.0,
            disk_mib=1000,
        ),
    },
    reads=PICTURES,
    family="diffusion",
    asks="Who is it?",
    others={"minute": 4, "hour": 25, "paper": 100},
)  # fmt: skip

KINDS: Final[dict[str, Kind]] = {
    "captioner": _CAPTIONER, "writer": _WRITER, "illustrator": _ILLUSTRATOR, "hero": _HERO,
}  # fmt: skip


def lacking(
    kind: Kind, size: str, *, card_gib: float, free_gib: float | None, base_gib: float = 0.0
) -> str:
    """Why a size cannot be done on this machine, and what can; "" if it can.

    `card_gib` is the memory of the chosen graphics card, 0 for the processor; `free_gib` what is
    free otherwise, where that is known; `base_gib` what the model takes that it begins from.
    """
    asked = kind.sizes[size]
    if asked.card_gib > card_gib:
        others = [s.label for s in kind.sizes.values() if s.card_gib <= card_gib]
        has = f"this one has {card_gib:.0f} GiB" if card_gib else "none was chosen"
        return (
            f"“{asked.label}” needs a graphics card with {asked.card_gib:.0f} GiB; {has}. "
            f"“{others[-1]}” fits."
        )
    need = asked.memory_gib + base_gib
    if free_gib is not None and not card_gib and need > free_gib:
        smaller = [
            s.label
            for s in kind.sizes.values()
            if not s.card_gib and s.memory_gib + base_gib <= free_gib
        ]
        fits = f"“{smaller[-1]}” fits." if smaller else (
            "Begin from a smaller model, or close other programs."
        )  # fmt: skip
        return (
            f"“{asked.label}” needs {need:.1f} GiB of free memory, and {free_gib:.1f} GiB are "
            f"free. {fits}"
        )
    return ""

"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from core.ages import AGES
from core.ideas import MADE_UP_PAGES
from core.story import LENGTHS, MOODS, PRONOUNS, SHAPES, STYLES
from studio.cli_export import NAMES

Out = Annotated[Path, typer.Option(help="Folder for story.json, story.txt, pictures and audio.")]
Mood = Annotated[str, typer.Option(help=f"One of: {', '.join(MOODS)}.")]
Style = Annotated[str, typer.Option(help=f"Art style, one of: {', '.join(STYLES)}.")]
Seed = Annotated[
    int | None,
    typer.Option(help="Makes a book repeatable; drawn at random and written down when not given."),
]
Preset = Annotated[str, typer.Option(help="Which models to use; “starter” needs no network.")]
Captioner = Annotated[
    str | None,
    typer.Option(help="Another captioner: one of the catalogue, or the folder of one you trained."),
]
Writer = Annotated[
    str | None,
    typer.Option(help="Another writer: one of the catalogue, or the folder of one you trained."),
]
Illustrator = Annotated[
    str | None,
    typer.Option(
        help="Another illustrator: one of the catalogue, or the folder of one you trained."
    ),
]
Hero = Annotated[str | None, typer.Option(help="The hero's name.")]
Figures = Annotated[
    str, typer.Option(help="Who is called what: “the dog is Bruno, he is afraid of water”.")
]
Pronoun = Annotated[
    str, typer.Option(help=f"The hero's, one of: {', '.join(PRONOUNS)}; else the story chooses.")
]
Length = Annotated[
    str,
    typer.Option(
        help="Of the story, in words: "
        + ", ".join(f"{name} {low} to {high}" for name, (low, high) in LENGTHS.items())
        + "."
    ),
]
Age = Annotated[str, typer.Option(help=f"Reading age of a story, one of: {', '.join(AGES)}.")]
Idea = Annotated[
    str | None,
    typer.Option(help="What the story is about, in a line; without pictures they are made up."),
]
Pages = Annotated[
    int, typer.Option(help="Of a story without pictures, {} to {}.".format(*MADE_UP_PAGES))
]
Language = Annotated[
    str, typer.Option(help="Of the book and its voice, such as en, en-us, de; as the writer knows.")
]
TextLanguage = Annotated[
    str, typer.Option(help="Of the voice, such as en-us, de, zh (default: the story's own).")
]
Voice = Annotated[str | None, typer.Option(help="The narrator's voice (default: the language's).")]
Composer = Annotated[
    str | None,
    typer.Option(help="A preset's model for the music: musicgen-small; else the studio composes."),
]
Speed = Annotated[float, typer.Option(help="Speaking speed, 0.5 to 2.")]
Continuity = Annotated[
    float | None,
    typer.Option(
        help="Start each picture from the one before it; this share is painted anew (0.05 to 1)."
    ),
]
Guide = Annotated[
    str | None,
    typer.Option(
        help="“drawing”: an illustrator that paints starts from the page as the studio draws it."
    ),
]
Strength = Annotated[
    float | None,
    typer.Option(help="With --guide: the share that is painted anew, 0.05 to 1 (usually 0.65)."),
]
Shape = Annotated[
    str,
    typer.Option(
        help=f"Shape of drawn pictures, one of: {', '.join(SHAPES)}; painted ones have their own."
    ),
]
Formats = Annotated[
    str | None,
    typer.Option(help=f"The book in further forms, separated by commas: {NAMES}."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")]

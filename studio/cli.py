"""The command line: the same use cases as the pages, for scripts and machines without a screen."""

import io
import json
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from core.ages import AGES, USUAL_AGE
from core.errors import BadInput, StudioError, UnknownName
from core.export.formats import Format, forms_of
from core.ideas import MADE_UP_PAGES, USUAL_PAGES, against_mood
from core.settings import Settings
from core.story import (
    GUIDE_STRENGTH,
    LENGTHS,
    MOODS,
    PRONOUNS,
    SHAPES,
    STYLES,
    USUAL_LENGTH,
    StoryRequest,
)
from studio.binding import Binder
from studio.cli_export import NAMES, exporting, write_all
from studio.cli_house import house
from studio.cli_models import models
from studio.cli_pages import pages as page_commands
from studio.cli_threads import threads
from studio.compose import Studio
from studio.ending import end_within
from studio.jobs import Jobs
from studio.own_pictures import AS_IS, WAYS
from studio.reading import Reading
from studio.worker import Worker

app = typer.Typer(
    name="python -m studio",
    help="Storybook Studio: pictures to a mood story to an illustrated, narrated book.\n\n"
    "STUDIO_DATA_DIR names the folder that holds the database, the media and the work queue "
    "(made when absent; default: data/ in the project).",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.add_typer(models)
app.add_typer(threads)
app.add_typer(house)
app.add_typer(exporting)
app.add_typer(page_commands)

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


@app.command()
def story(
    pictures: Annotated[
        list[Path] | None, typer.Argument(help="One to ten picture files, in story order.")
    ] = None,
    out: Out = Path("book"),
    mood: Mood = "comedy",
    style: Style = "paper",
    seed: Seed = None,
    preset: Preset = "starter",
    captioner: Captioner = None,
    writer: Writer = None,
    illustrator: Illustrator = None,
    idea: Idea = None,
    pages: Pages = USUAL_PAGES,
    hero: Hero = None,
    pronoun: Pronoun = "",
    figures: Figures = "",
    age: Age = USUAL_AGE,
    length: Length = USUAL_LENGTH,
    language: Language = "en",
    voice: Voice = None,
    speed: Speed = 1.0,
    composer: Composer = None,
    continuity: Continuity = None,
    guide: Guide = None,
    strength: Strength = None,
    shape: Shape = "square",
    own_pictures: Annotated[
        bool, typer.Option("--own-pictures", help="Illustrate with the pictures themselves.")
    ] = False,
    frame: Annotated[
        str, typer.Option(help=f"With --own-pictures, one of: {', '.join(WAYS)}.")
    ] = AS_IS,
    formats: Formats = None,
    quiet: Quiet = False,
) -> None:
    """Turn pictures, or an idea, into a book: a story in a mood, illustrations and narration."""
    if not pictures and not idea:
        raise BadInput(
            "No picture was given and no idea: name one to ten picture files, or say --idea TEXT."
        )
    forms = forms_of(formats) if formats is not None else []
    if said := against_mood(idea, mood):
        _say(said)
    contents = [(path.name, _read(path)) for path in pictures or ()]
    with Studio(Settings.from_environment()) as studio:
        if captioner:
            studio.catalog.choose(preset, "captioner", captioner)
        if writer:
            studio.catalog.choose(preset, "writer", writer)
        if illustrator:
            studio.catalog.choose(preset, "illustrator", illustrator)
        files = [studio.uploads.prepare(name, content) for name, content in contents]
        request = StoryRequest(
            pictures=tuple(prepared.picture for prepared in files),
            mood=mood,
            style=style,
            seed=_seed(seed),
            preset=preset,
            hero=hero,
            idea=idea,
            pages=pages,
            pronoun=pronoun,
            figures=figures,
            age=age,
            length=length,
            language=language,
            voice=voice,
            speed=speed,
            composer=composer,
            continuity=continuity,
            guide=_guide(guide, strength, continuity),
            shape=shape,
        )
        create = partial(studio.books.create, frame=frame) if own_pictures else studio.books.create
        begin = partial(create, request, prepared=files)
        _make(studio.worker, studio.reading, studio.jobs, studio.binder, begin, out, forms, quiet)


@app.command()
def illustrate(
    text: Annotated[Path | None, typer.Argument(help="A text file of 100 to 500 words.")] = None,
    out: Out = Path("book"),
    title: Annotated[str | None, typer.Option(help="The book's title.")] = None,
    mood: Mood = "comedy",
    style: Style = "paper",
    seed: Seed = None,
    preset: Preset = "starter",
    hero: Hero = None,
    language: TextLanguage = "",
    voice: Voice = None,
    speed: Speed = 1.0,
    composer: Composer = None,
    continuity: Continuity = None,
    guide: Guide = None,
    strength: Strength = None,
    shape: Shape = "square",
    formats: Formats = None,
    quiet: Quiet = False,
) -> None:
    """Turn a finished story into a book: segments, illustrations and narration."""
    if text is None:
        raise BadInput("No story was given: name a text file of 100 to 500 words.")
    forms = forms_of(formats) if formats is not None else []
    try:
        content = _read(text).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{text.name} is not UTF-8 text; save it as UTF-8 and try again.") from None
    if not content.strip():
        raise BadInput(f"{text.name} is empty; a story has 100 to 500 words.")
    with Studio(Settings.from_environment()) as studio:
        request = StoryRequest(
            text=content,
            title=title,
            mood=mood,
            style=style,
            seed=_seed(seed),
            preset=preset,
            hero=hero,
            language=language,
            voice=voice,
            speed=speed,
            composer=composer,
            continuity=continuity,
            guide=_guide(guide, strength, continuity),
            shape=shape,
        )
        begin = partial(studio.books.create, request)
        _make(studio.worker, studio.reading, studio.jobs, studio.binder, begin, out, forms, quiet)


@app.command()
def caption(
    pictures: Annotated[list[Path] | None, typer.Argument(help="Picture files.")] = None,
    preset: Preset = "starter",
    model: Captioner = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what is in pictures, without making a story."""
    if not pictures:
        raise BadInput("No picture was given: name one or more picture files.")
    files = [(path.name, _read(path)) for path in pictures]
    with Studio(Settings.from_environment()) as studio:
        if model:
            studio.catalog.choose(preset, "captioner", model)
        rows = studio.captions.caption(files, preset=preset)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            note = "" if row["familiar"] else "  (unlike the pictures that these models know)"
            print(f"{row['picture']}: {row['caption']}  [{row['confidence']:.0%}]{note}")


@app.command()
def worker() -> None:
    """Build queued books until stopped (Ctrl+C), for a machine without the pages."""
    stop = threading.Event()

    def end(*_: object) -> None:
        end_within()
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    with Studio(Settings.from_environment()) as studio:
        studio.worker.start()
        where = studio.presets.device_line(wait=True)
        _say(f"Working for {studio.settings.data_dir}. {where} Ctrl+C stops.")
        stop.wait()


def main() -> None:
    """Run the command line; a `StudioError` becomes one sentence and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what the console's encoding lacks
    try:
        app(standalone_mode=True)
    except StudioError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # the last door: a sentence, never a traceback
        _say(f"Something unexpected went wrong ({type(error).__name__}: {error}).")
        sys.exit(1)


def _guide(guide: str | None, strength: float | None, continuity: float | None) -> float | None:
    """The share of the drawing that is painted anew; None without a guide."""
    if guide is None:
        if strength is not None:
            raise BadInput("--strength belongs to --guide drawing; give both, or use --continuity.")
        return None
    if guide != "drawing":
        raise UnknownName("guide", guide, ("drawing",))
    if continuity is not None:
        _say("Both --guide and --continuity were given: each picture starts from its drawing.")
    return GUIDE_STRENGTH if strength is None else strength


def _make(
    worker: Worker,
    reading: Reading,
    jobs: Jobs,
    binder: Binder,
    begin: Callable[[], str],
    out: Path,
    forms: Sequence[Format],
    quiet: bool,
) -> None:
    """`begin` enqueues the book; its id."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file; choose a folder for --out.")
    story_id = begin()
    worker.start()
    _wait(reading, jobs, story_id, (lambda _: None) if quiet else _say)
    print(binder.write_folder(story_id, out))
    write_all(binder, story_id, forms, out, quiet=quiet)


def _wait(reading: Reading, jobs: Jobs, story_id: str, say: Callable[[str], Any]) -> None:
    last = ""
    try:
        while True:
            view = reading.story(story_id)
            build = view.build
            if build is None or not build.active:
                break
            if build.message and build.message != last:
                last = build.message
                say(last)
            time.sleep(0.1)
    except KeyboardInterrupt:
        jobs.cancel(story_id)
        raise
    if build is not None and build.status != "done":
        raise StudioError(build.error or "The book was cancelled.")
    for note in view.notes:
        say(note)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def _seed(seed: int | None) -> int:
    return secrets.randbelow(2**32) if seed is None else seed


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

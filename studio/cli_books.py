"""`python -m studio story | illustrate | caption`: books, and what pictures show."""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from core.ages import USUAL_AGE
from core.errors import BadInput, StudioError, UnknownName
from core.export.formats import Format, forms_of
from core.ideas import USUAL_PAGES, against_mood
from core.settings import Settings
from core.story import GUIDE_STRENGTH, USUAL_LENGTH, StoryRequest
from studio.binding import Binder
from studio.cli_export import write_all
from studio.cli_options import (
    Age,
    Captioner,
    Composer,
    Continuity,
    Figures,
    Formats,
    Guide,
    Hero,
    Idea,
    Illustrator,
    Language,
    Length,
    Mood,
    Out,
    Pages,
    Preset,
    Pronoun,
    Quiet,
    Seed,
    Shape,
    Speed,
    Strength,
    Style,
    TextLanguage,
    Voice,
    Writer,
)
from studio.cli_parts import read, say
from studio.compose import Studio
from studio.jobs import Jobs
from studio.own_pictures import AS_IS, WAYS
from studio.reading import Reading
from studio.worker import Worker

books = typer.Typer()


@books.command()
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
        say(said)
    contents = [(path.name, read(path)) for path in pictures or ()]
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
            seed=secrets.randbelow(2**32) if seed is None else seed,
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


@books.command()
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
        content = read(text).decode("utf-8-sig")
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
            seed=secrets.randbelow(2**32) if seed is None else seed,
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


@books.command()
def caption(
    pictures: Annotated[list[Path] | None, typer.Argument(help="Picture files.")] = None,
    preset: Preset = "starter",
    model: Captioner = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what is in pictures, without making a story."""
    if not pictures:
        raise BadInput("No picture was given: name one or more picture files.")
    files = [(path.name, read(path)) for path in pictures]
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


def _guide(guide: str | None, strength: float | None, continuity: float | None) -> float | None:
    """The share of the drawing that is painted anew; None without a guide."""
    if guide is None:
        if strength is not None:
            raise BadInput("--strength belongs to --guide drawing; give both, or use --continuity.")
        return None
    if guide != "drawing":
        raise UnknownName("guide", guide, ("drawing",))
    if continuity is not None:
        say("Both --guide and --continuity were given: each picture starts from its drawing.")
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
    _wait(reading, jobs, story_id, (lambda _: None) if quiet else say)
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

"""`python -m studio threads`: the storyteller's plots, tried on captions and told by hand."""

import json
from pathlib import Path
from typing import Annotated

import typer

from core.errors import BadInput, UnknownName
from core.story import LENGTHS, MOODS, PRONOUNS, USUAL_LENGTH
from core.text import count_words
from core.threads.check import check as try_threads
from core.threads.check import sampled
from core.threads.library import library, of_mood, thread
from core.threads.teller import tell as tell_book

threads = typer.Typer(
    name="threads",
    help="The storyteller's plots: list them, try them on captions, tell a book from captions.",
    no_args_is_help=True,
)

Mood = Annotated[str, typer.Option(help=f"One of: {', '.join(MOODS)}.")]


@threads.command("list")
def list_threads(mood: Mood = "") -> None:
    """List the threads, with their moods and their plan."""
    for one in of_mood(mood) if mood else library():
        wordings = sum(len(step.wordings) for step in one.steps.values())
        print(f"{one.id}  ({', '.join(one.moods)}; {wordings} wordings)\n    {one.plan}")


@threads.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="THREAD…")] = None,
    sets: Annotated[int, typer.Option(help="How many sets of captions.")] = 500,
    each: Annotated[int, typer.Option(help="How many of them each thread tells (0: all).")] = 10,
    captions: Annotated[
        Path | None, typer.Option(help="A file of captions, one a line; else drawn scenes.")
    ] = None,
) -> None:
    """Try every thread: wordings that never fit or are never told, lengths, empty slots."""
    if captions is not None:
        said = [line.strip() for line in captions.read_text("utf-8").splitlines() if line.strip()]
        if len(said) < 10:
            raise BadInput(f"{captions} holds {len(said)} captions; at least 10 are needed.")
    else:
        said = sampled(sets * 3)
    chosen = [thread(name) for name in names] if names else list(library())
    report = try_threads(chosen, said, sets=sets, each=each)
    print("\n".join(report.lines(chosen)))
    if report.faults:
        raise typer.Exit(1)


@threads.command()
def tell(
    captions: Annotated[list[str], typer.Argument(help="One to ten captions, in story order.")],
    mood: Mood = "funny",
    hero: Annotated[str, typer.Option(help="The hero's name; “Pip the fox” says who it is.")] = "",
    pronoun: Annotated[str, typer.Option(help=f"One of: {', '.join(PRONOUNS)}.")] = "",
    length: Annotated[str, typer.Option(help=f"One of: {', '.join(LENGTHS)}.")] = USUAL_LENGTH,
    seed: Annotated[int, typer.Option(help="Makes a book repeatable.")] = 0,
    name: Annotated[str, typer.Option("--thread", help="Tell this thread.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell a book about captions, without pictures."""
    if mood not in MOODS:
        raise BadInput(f"There is no mood “{mood}”; the moods are: {', '.join(MOODS)}.")
    if length not in LENGTHS:
        raise UnknownName("length", length, LENGTHS)
    if pronoun and pronoun not in PRONOUNS:
        raise UnknownName("pronoun", pronoun, PRONOUNS)
    book = tell_book(
        captions, mood=mood, hero=hero, pronoun=pronoun, words=LENGTHS[length], seed=seed,
        threads=[name] if name else [],
    )  # fmt: skip
    if as_json:
        row = {
            "title": book.title, "parts": book.parts, "thread": book.thread, "plan": book.plan,
            "beats": book.beats, "wordings": book.wordings, "notes": book.notes,
        }  # fmt: skip
        print(json.dumps(row, ensure_ascii=False, indent=2))
        return
    total = sum(count_words(part) for part in book.parts)
    print(f"{book.title}\n\n" + "\n\n".join(book.parts))
    print(f"\n({total} words; thread {book.thread}: {book.plan})")
    for note in book.notes:
        print(f"note: {note}")

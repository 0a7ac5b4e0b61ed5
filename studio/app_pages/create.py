"""Create: choose pictures (or paste a story), look over the captions, watch the book being made."""

from functools import partial

import streamlit as st

from core.errors import BadInput
from core.ideas import USUAL_PAGES
from core.story import PASTED_WORDS, StoryRequest
from studio.books import Books
from studio.components import (
    choices,
    drafts,
    fetching,
    learned,
    music,
    own_pictures,
    pasted,
    plot_desk,
    progress,
    state,
    styles,
    tray,
)
from studio.components.captions import review
from studio.components.deleted import restore
from studio.components.guard import attempt, do, flash, guard
from studio.components.media import thumbnail
from studio.components.speed import cost_line
from studio.components.text import plain, some
from studio.compose import Studio
from studio.jobs import Jobs
from studio.learned import Learned
from studio.making import MakingDesk
from studio.media import StoredMedia
from studio.models import ModelLibrary
from studio.narrators import Narrators
from studio.presets import Presets
from studio.resources import open_studio
from studio.views import StoryView

_ASKED = "create.asked"
FROM_PICTURES, FROM_IDEA, FROM_TEXT = "pictures", "idea", "text"
SOURCES = {
    FROM_PICTURES: "🖼️ From pictures",
    FROM_IDEA: "💡 From an idea",
    FROM_TEXT: "📝 From a story I have",
}


def choose(studio: Studio) -> None:
    """Step one: everything that goes into a request."""
    learned.preset(studio.learned)
    st.title("Make a storybook", anchor=False)
    st.write(
        "Bring a few pictures, or an idea. The studio writes a story in the mood you choose,"
        " illustrates every page and reads it aloud. Nothing leaves this computer."
    )
    source = st.segmented_control(
        "Start",
        list(SOURCES),
        format_func=SOURCES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.kept("create.source", FROM_PICTURES),
    )
    if source == FROM_TEXT:
        pasted.story(studio.presets, studio.narrators)
    elif source == FROM_IDEA:
        _idea()
    else:
        tray.tray(studio.stored, studio.uploads)
    if until := st.session_state.pop(_ASKED, None):
        attempt(
            _start, studio.presets, studio.books, studio.learned, source or FROM_PICTURES, until
        )
        st.rerun()
    st.header("The mood", anchor=False)
    choices.mood_cards()
    st.header("The story", anchor=False)
    _story(studio.presets, studio.narrators, studio.learned, source or FROM_PICTURES)
    st.header("The art", anchor=False)
    style = learned.style(studio.learned)
    styles.cards("create", style, partial(state.put, "create.style"))
    if why := learned.line(studio.learned):
        st.caption(f":material/favorite: {why}")
    if source == FROM_PICTURES:
        own_pictures.choice(studio.own, tray.pictures(), style)
    page = pasted.PAGE if source == FROM_TEXT else "create"
    if state.get("create.seed") is None:
        choices.new_seed()
    if st.toggle("Details: models, voice, pictures, seed", **state.kept("create.more", False)):
        with st.container(border=True):
            choices.more_choices(studio.presets, studio.narrators, studio.library, page)
            learned.missing(studio.learned)
    here = fetching.offer(studio.presets, studio.library, choices.chosen_preset(studio.presets))
    _go(studio.presets, studio.library, source or FROM_PICTURES, here)
    if said := choices.preset_line(studio.presets, studio.narrators, page):
        st.caption(said)
    expected = cost_line(
        studio.speed,
        preset=choices.chosen_preset(studio.presets),
        pictures=len(tray.pictures()) if source == FROM_PICTURES else 0,
        text=state.get("create.text", "").strip() if source == FROM_TEXT else None,
    )
    if expected:
        st.caption(expected)


def _story(presets: Presets, narrators: Narrators, preferred: Learned, source: str) -> None:
    """Who plays, what it is about, for whom; a story that is pasted has all but its hero."""
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(
            "Hero's name (optional)",
            placeholder="Pip, Amina, Captain Whiskers…",
            help="The hero is whoever most of the pictures show, and else meets those who are in "
            "them. To say who it is, write “Pip the fox” or “Mia the girl”, or the name in a "
            "picture's caption.",
            max_chars=40,
            **state.kept("create.hero", ""),
        )
    if source == FROM_TEXT:
        return
    with right:
        choices.pronoun_choice("create")
    left, right = st.columns(2, gap="medium")
    if source == FROM_PICTURES:
        with left:
            choices.idea_choice("create")
    with right if source == FROM_PICTURES else left:
        choices.figures_choice("create")
    left, right = st.columns(2, gap="medium")
    with left, st.container(gap="xxsmall"):
        choices.age_choice("create")
    with right, st.container(gap="xxsmall"):
        choices.length_choice("create", preferred.length().value)
    choices.language_choice(presets, narrators, "create")


def _idea() -> None:
    choices.idea_choice("create", alone=True)
    choices.pages_choice("create")
    st.caption("The studio makes up what the pictures show.")


def _go(presets: Presets, library: ModelLibrary, source: str, here: bool) -> None:
    """The buttons that begin, and what they wait for; `here`: the models are on this computer."""
    idea = source == FROM_IDEA
    there = bool(tray.pictures()) if not idea else bool(state.get("create.idea", "").strip())
    ready = here and (source == FROM_TEXT or there)
    with st.container(horizontal=True, gap="small"):
        if source == FROM_TEXT:
            st.button(
                "Illustrate this story",
                type="primary",
                icon=":material/brush:",
                key="create.go.text",
                disabled=not ready,
                on_click=_ask,
                args=("all",),
            )
        elif idea:
            st.button(
                "See the plot first",
                type="primary",
                icon=":material/route:",
                key="create.go.plot",
                disabled=not ready,
                on_click=_ask,
                args=("plot",),
            )
            st.button(
                "Make the book at once",
                icon=":material/auto_awesome:",
                key="create.go.idea",
                disabled=not ready,
                on_click=_ask,
                args=("all",),
            )
        else:
            st.button(
                "Look at the pictures",
                type="primary",
                icon=":material/visibility:",
                key="create.go.captions",
                disabled=not ready,
                on_click=_ask,
                args=("captions",),
            )
            st.button(
                "Make the whole book at once",
                icon=":material/auto_awesome:",
                key="create.go.all",
                disabled=not ready,
                help="Where the studio is unsure what a picture shows, it asks you first.",
                on_click=_ask,
                args=("sure",),
            )
    if not here:
        st.caption(fetching.waits(presets, library, choices.chosen_preset(presets)))
    elif not ready:
        waits = "First say in a line what the story is about."
        if not idea:
            waits = "First add at least one picture, or use the sample pictures."
        st.caption(waits)


def _ask(until: str) -> None:
    # Not begun here: pictures chosen in the same moment may not be in the tray yet.
    st.session_state[_ASKED] = until


def _start(presets: Presets, books: Books, preferred: Learned, source: str, until: str) -> None:
    pictures = tray.pictures() if source == FROM_PICTURES else ()
    text = state.get("create.text", "").strip() if source == FROM_TEXT else None
    if source == FROM_PICTURES and not pictures:
        raise BadInput("There is no picture yet: add at least one, or use the samples.")
    if source == FROM_IDEA and not state.get("create.idea", "").strip():
        raise BadInput("There is no idea yet: say in a line what the story is about.")
    if source == FROM_TEXT and not text:
        low, high = PASTED_WORDS
        raise BadInput(f"There is no story yet: paste one of {low} to {high} words.")
    request = StoryRequest(
        pictures=pictures,
        text=text,
        title=(state.get("create.title", "").strip() or None) if text else None,
        mood=state.get("create.mood", "comedy"),
        style=learned.style(preferred),
        hero=state.get("create.hero", "").strip() or None,
        **(choices.chosen_story("create") if source != FROM_TEXT else {}),
        pages=int(state.get("create.pages", USUAL_PAGES)),
        preset=choices.chosen_preset(presets),
        seed=int(state.get("create.seed") or 0),
        **choices.chosen_pictures(presets, "create", choices.chosen_preset(presets)),
        **choices.chosen_voice(pasted.PAGE if text else "create"),
        **music.chosen(presets, "create", choices.chosen_preset(presets)),
    )
    frame = own_pictures.chosen_frame() if pictures else None
    if frame is None:
        story_id = books.create(request, until=until)
    else:
        story_id = books.create(request, frame=frame, until=until)
    st.query_params.clear()
    st.query_params["story"] = story_id
    choices.new_seed()


def follow(studio: Studio, story_id: str) -> None:
    """Steps two and three: captions to look over, then the book as it is made."""
    view = studio.reading.story(story_id)
    if view.deleted:
        restore(studio.books, studio.housekeeping, view)
        return
    if view.request.text:
        drafts.forget(pasted.DRAFT, view.request.text)
    if view.request.idea:
        drafts.forget(choices.IDEA_DRAFT, view.request.idea)
    if view.build and view.build.active:
        st.title("Your book is being made", anchor=False)
        st.caption("You may close this page: the work goes on, and this address brings you back.")
        progress.watch(
            studio.reading,
            story_id,
            lambda now: _making(studio.stored, studio.jobs, studio.making, now),
        )
        return
    if view.finished:
        _finished(studio.stored, view)
    elif plot_desk.waits_for(view):
        progress.outcome(view)
        plot_desk.desk(
            studio.stored, studio.jobs, studio.editing, studio.plotting, studio.captions, view
        )
    elif view.captions and view.captioned and not view.written:
        progress.outcome(view)
        review(
            studio.stored,
            studio.jobs,
            studio.editing,
            studio.versions,
            studio.plotting,
            studio.casting,
            view,
        )
    else:
        st.title("Your book is not finished", anchor=False)
        progress.outcome(view)
        st.write(f"There is more to do: {progress.missing_line(view)}.")
        st.button(
            "Go on",
            type="primary",
            icon=":material/play_arrow:",
            key="create.go_on",
            on_click=do,
            args=(studio.jobs.build, view.id, _next(view)),
        )
        progress.growing_book(studio.stored, view)
    st.space("small")
    st.button(
        "Start another book", icon=":material/add:", type="tertiary", on_click=_anew, key="anew"
    )


def _next(view: StoryView) -> list[str] | None:
    """What to build when going on: the captions first, to be looked over, then the rest."""
    captions = [caption.piece.slot for caption in view.captions]
    return None if view.captioned else captions


def _making(stored: StoredMedia, jobs: Jobs, making: MakingDesk, view: StoryView) -> None:
    progress.strip(jobs, making, view)
    if view.captions and not view.captioned:
        progress.growing_captions(stored, view)
    else:
        progress.growing_book(stored, view)


def _finished(stored: StoredMedia, view: StoryView) -> None:
    st.title("Your book is ready", anchor=False)
    took = f" · made in {view.build.seconds:.0f} s" if view.build and view.build.seconds else ""
    with st.container(horizontal=True, gap="large", vertical_alignment="center"):
        picture = view.segments[0].illustration.media if view.segments else None
        if picture:
            st.image(thumbnail(stored, picture), width=280, alt="The first picture")
        with st.container(width=420):
            st.header(plain(view.title), anchor=False)
            st.write(
                f"{choices.mood_label(view.request.mood)} · {some(len(view.segments), 'page')}"
                f" · {some(view.word_count, 'word')}{took}"
            )
            if st.button(
                "Read the book", type="primary", icon=":material/auto_stories:", key="create.read"
            ):
                st.switch_page("app_pages/story.py", query_params={"story": view.id})
    for note in view.notes:
        st.info(plain(note), icon="💡")


def _anew() -> None:
    st.query_params.pop("story", None)
    tray.clear()


with guard():
    studio = open_studio()
    with (
        st.container(horizontal_alignment="center"),
        st.container(width=920),
    ):
        wanted = st.query_params.get("story")
        if wanted:
            try:
                follow(studio, wanted)
            except BadInput as error:
                st.query_params.pop("story", None)
                flash(str(error))
                st.rerun()
        else:
            choose(studio)

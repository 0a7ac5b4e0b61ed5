"""From a request to its steps: which slots a story has, and how each is made.

The only place that knows the shape of the graph (see the picture in `README.md`); pure, and cheap
enough to call on every page view.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.ages import USUAL_AGE
from core.build import WISH, Choice, Json, ModelRef, Step, seed_for
from core.languages import ENGLISH
from core.music.asking import music_prompt
from core.pages import ADDED, Arrangement, Leaf, as_planned, page_of
from core.pages import picture_of as picture_of
from core.story import STYLES, USUAL_LENGTH, StoryRequest

ROLES: Final = ("captioner", "writer", "illustrator", "narrator", "scorer")
COMPOSER: Final = "composer"
"""The role of a model that makes music; books without one have the music that code composes."""
PIECES: Final = ("segment", "prompt", "illustration", "narration", "score")
"""The slots that every segment has, in build order; one that tells a picture has "told", too."""


def plan(
    request: StoryRequest,
    models: Mapping[str, ModelRef],
    choices: Mapping[str, Choice],
    wishes: Mapping[str, str] = {},
    pages: Arrangement | None = None,
) -> tuple[Step, ...]:
    """The steps of a story in build order.

    `models`: the preset's model for each role, and that of `COMPOSER` where one makes the music.
    `choices` matter for their takes (a take of a page's text above 0 asks for other words), and for
    what only people make: the slots "wishes" (of the cast) and "scene/i" are there where something
    stands in them.  `wishes`: what somebody wishes of a page, by its slot "wish/i"; a new version
    that heeds it is made in "draft/i".
    `pages`: those that the book has, where a person arranged them.

    A story that stands as a whole, pasted or written before pages were written one by one, is cut
    into its pages.
    """

    def take(slot: str) -> int:
        return choices[slot].take if slot in choices else 0

    def made(slot: str) -> tuple[str, ...]:
        return (slot,) if slot in choices and choices[slot].key else ()

    pages = pages or as_planned(request)
    leaves = _leaves(request, pages, made)
    texts = tuple(f"segment/{leaf.page}" for leaf in pages.leaves if leaf in leaves)
    steps: list[Step] = []
    captions = [f"caption/{i}" for i in range(len(request.pictures))]
    for slot, picture in zip(captions, request.pictures, strict=True):
        steps.append(
            Step(
                slot=slot,
                stage="captioning",
                sources=(picture.sha256,),
                model=models["captioner"],
            )
        )
    count = request.segment_count
    if made_up(request, models["writer"]):
        captions = [f"caption/{i}" for i in range(count)]
        steps += [_imagining(request, models["writer"], i) for i in range(count)]
    whole = request.text is not None or bool(made("story"))
    told = "story" if whole else "outline"
    if whole:
        steps.append(
            Step(
                slot="story",
                stage="reading",
                params={"text": request.text, "title": request.title},
            )
        )
    else:
        steps.append(_outline(request, models["writer"], captions, take("outline"), count))
    for i in range(count):
        text = f"segment/{i}"
        page = _whole_page if whole else _page
        steps.append(page(request, models["writer"], i, count, captions, take(text)))
        if f"wish/{i}" in wishes:
            asked = page(request, models["writer"], i, count, captions, max(take(f"wish/{i}"), 1))
            params = {**asked.params, WISH: wishes[f"wish/{i}"]}
            steps.append(replace(asked, slot=f"draft/{i}", params=params))
    steps += [Step(slot=f"segment/{leaf.page}", stage=ADDED) for leaf in leaves[count:]]
    # In another language than English the first words of a story may be its title.
    first = () if whole or request.tongue == ENGLISH else texts[:1]
    title = Step(slot="title", stage="titling", inputs=(told,), context=first, awaits=bool(first))
    steps.append(title)
    if needs_scenes(request, models["illustrator"]):
        steps += [Step(slot=slot, stage="wishing") for slot in made("wishes")]
        steps.append(
            Step(
                slot="cast",
                stage="casting",
                inputs=(told, *captions, *made("wishes")),
                params={"hero": request.hero, **_figures(request)},
                seed=seed_for(request.seed, "cast", take("cast")),
                # A page that is changed alone leaves the others' figures as they are.
                context=() if whole else texts,
                awaits=not whole,
            )
        )
    for leaf in leaves:
        caption = None
        if captions and leaf.shows is not None:
            caption = captions[picture_of(leaf.shows, count, len(captions))]
        steps += _pieces(request, models, leaf, caption, texts, take, made(f"scene/{leaf.page}"))
    return _of_the_book(steps, pages)


def _leaves(
    request: StoryRequest, pages: Arrangement, made: Callable[[str], tuple[str, ...]]
) -> list[Leaf]:
    """All pages that may be planned, by their numbers: also those that are not in the book, as a
    picture may start from one of theirs; of the added ones those whose words stand."""
    known = {leaf.page: leaf for leaf in as_planned(request).leaves}
    known |= {leaf.page: leaf for leaf in pages.leaves}
    planned = request.segment_count
    return [known[n] for n in sorted(known) if n < planned or made(f"segment/{n}")]


_PICTURE: Final = ("prompt", "guide", "scene", "illustration")
_WORDS: Final = ("segment", "draft", "narration", "music", "told")


def _of_the_book(steps: Sequence[Step], pages: Arrangement) -> tuple[Step, ...]:
    """The steps of the pages that the book has, and of what these are built from."""
    leaves = {leaf.page: leaf for leaf in pages.leaves}

    def wanted(slot: str) -> bool:
        kind, page = slot.partition("/")[0], page_of(slot)
        if page is None:
            return True
        leaf = leaves.get(page)
        if leaf is None:
            return False
        return (leaf.words or kind in _PICTURE) and (leaf.picture or kind in _WORDS)

    kept: set[str] = set()
    for step in reversed(steps):
        if step.slot in kept or wanted(step.slot):
            kept |= {step.slot, *step.inputs}
    return tuple(
        replace(step, context=tuple(slot for slot in step.context if slot in kept))
        for step in steps
        if step.slot in kept
    )


def made_up(request: StoryRequest, writer: ModelRef) -> bool:
    """Whether the studio makes up what the pages show: without pictures, where the writer doesn't
    plan them itself."""
    if not request.written or request.pictures:
        return False
    return not writer.plans or request.tongue != ENGLISH


def _imagining(request: StoryRequest, writer: ModelRef, index: int) -> Step:
    return Step(
        slot=f"caption/{index}",
        stage="imagining",
        params={
            "idea": request.idea,
            "hero": request.hero,
            "index": index,
            "pages": request.pages,
            **({"pronoun": request.pronoun} if request.pronoun else {}),
            **_figures(request),
        },
        # Ideas in other languages are read by the writer.
        model=writer if request.tongue != ENGLISH else None,
        seed=seed_for(request.seed, "imagining", 0),
    )


def _outline(
    request: StoryRequest, writer: ModelRef, captions: Sequence[str], take: int, count: int
) -> Step:
    """What happens on each page, before a word is written."""
    # The library's plots are in English.
    plans = writer.plans or request.tongue != ENGLISH
    own = plans or writer.reads == "captions"
    library = {"take": take} if take and not plans else {}
    return Step(
        slot="outline",
        stage="outlining",
        inputs=tuple(captions),
        params={
            "mood": request.mood,
            "hero": request.hero,
            "words": list(request.words),
            "segments": count,
            **({"avoid": list(request.avoid)} if request.avoid else {}),
            **({"pronoun": request.pronoun} if request.pronoun else {}),
            **({"age": request.age} if request.age != USUAL_AGE else {}),
            **({"idea": request.idea} if request.idea else {}),
            **_figures(request),
            **_tongue(request),
            **({"whole": True} if writer.retells and not own else {}),
            **library,
        },
        model=writer if own else None,
        # Another plot of the library is one that the takes before have not told.
        seed=seed_for(request.seed, "outline", 0 if library else take),
    )


def _page(
    request: StoryRequest, writer: ModelRef, i: int, count: int, captions: Sequence[str], take: int
) -> Step:
    """A page's words: from its caption and its share of the outline, behind the pages before it."""
    slot = f"segment/{i}"
    own = [captions[picture_of(i, count, len(captions))]] if captions else []
    return Step(
        slot=slot,
        stage="writing",
        inputs=(*own, "outline"),
        params={
            "index": i,
            "segments": count,
            "mood": request.mood,
            "words": list(request.words),
            **({"age": request.age} if request.age != USUAL_AGE else {}),
            **({"idea": request.idea} if request.idea else {}),
            **_figures(request),
            **_tongue(request),
            **({"take": take} if take else {}),
        },
        model=writer,
        seed=seed_for(request.seed, slot, take),
        context=(
            *(caption for caption in captions if caption not in own),
            *(f"segment/{other}" for other in range(count)),
        ),
    )


def _whole_page(
    request: StoryRequest, writer: ModelRef, i: int, count: int, captions: Sequence[str], take: int
) -> Step:
    """A page cut from a story that stands as a whole, or written anew within it."""
    slot, params = f"segment/{i}", {"index": i, "segments": count}
    if not take:
        return Step(slot=slot, stage="segmenting", inputs=("story", *captions), params=params)
    return Step(
        slot=slot,
        stage="rewriting",
        inputs=("story", *captions),
        params={**params, "mood": request.mood, "hero": request.hero, **_wished(request)},
        model=writer,
        seed=seed_for(request.seed, slot, take),
        context=(slot,),
    )


def _pieces(
    request: StoryRequest,
    models: Mapping[str, ModelRef],
    leaf: Leaf,
    caption: str | None,
    texts: tuple[str, ...],
    take: Callable[[str], int],
    scene: tuple[str, ...],
) -> Iterator[Step]:
    """What is made from a page's words; `texts` are those of the book, as they are read."""
    i = leaf.page

    def seed(kind: str, at: int | None = None) -> int:
        number = take(f"{kind}/{i}") if at is None else at
        return seed_for(request.seed, f"{kind}/{leaf.seeds_of(kind, number)}", number)

    text, prompt, picture = f"segment/{i}", f"prompt/{i}", f"illustration/{i}"
    # A page without a caption may leave out where it plays: the story says it, or the pages before.
    planned = leaf.shows is not None
    sources = (caption,) if caption else ("story",) if planned and request.text is not None else ()
    alone = text not in texts or (sources and i < request.segment_count)
    before = () if alone else texts[: texts.index(text)]
    inputs: tuple[str, ...] = (prompt,)
    params: dict[str, Json] = {}
    drawn = models["illustrator"].reads == "scene"
    staged = prompt if drawn else f"guide/{i}"
    if needs_scenes(request, models["illustrator"]):
        for slot in scene:
            yield Step(slot=slot, stage="arranging")
        yield Step(
            slot=staged,
            stage="staging",
            inputs=(text, *sources, "cast", *scene),
            params={"mood": request.mood},
            context=before,
            # Who stands on this page alone looks as the book's seed has it, whatever the take.
            seed=seed("prompt", 0),
        )
        params = {"style": request.style, "shape": request.shape}
    if not drawn:
        yield Step(
            slot=prompt,
            stage="prompting",
            inputs=(text, *sources),
            params={"style": STYLES[request.style].phrase, "hero": request.hero},
            # The prompt must fit the illustrator's own tokenizer, so it is made with that model.
            model=models["illustrator"],
        )
        first = leaf.seeds_of("illustration", take(picture))
        # A picture starts from the page's drawing, or from the picture before, or from noise.
        if request.guide is not None:
            inputs = (prompt, staged)
            params = {
                "guide": "drawing",
                "style": request.style,
                "guide_seed": seed("illustration", 0),
                "strength": float(request.guide),
            }
        elif request.continuity is not None and 0 < first < request.segment_count:
            inputs = (prompt, f"illustration/{first - 1}")
            params = {"strength": float(request.continuity)}
    yield Step(
        slot=picture,
        stage="illustrating",
        inputs=inputs,
        params=params,
        model=models["illustrator"],
        seed=seed("illustration"),
    )
    yield Step(
        slot=f"narration/{i}",
        stage="narrating",
        inputs=(text,),
        params={"language": request.language, "voice": request.voice, "speed": request.speed},
        model=models["narrator"],
        # Makes another take of a voice that never says a thing twice the same way.
        seed=seed("narration"),
    )
    if COMPOSER in models:
        place = leaf.seeds_of("music", take(f"music/{i}"))
        yield Step(
            slot=f"music/{i}",
            stage="composing",
            inputs=(f"narration/{i}",),  # For its length.
            params={"prompt": music_prompt(request.mood, place, request.segment_count)},
            model=models[COMPOSER],
            seed=seed("music"),
        )
    yield Step(
        slot=f"score/{i}",
        stage="scoring",
        inputs=(prompt, picture),
        model=models["scorer"],
    )
    told = leaf.tells(request)
    if told is not None:
        # Does the page tell the picture that was brought? Nothing is built from this one.
        yield Step(
            slot=f"told/{i}",
            stage="matching",
            inputs=(text,),
            sources=(request.pictures[told].sha256,),
            model=models["scorer"],
        )


def _wished(request: StoryRequest) -> dict[str, Json]:
    """What a rewritten page must heed besides, absent where it is as usual."""
    return {
        **({"words": list(request.words)} if request.length != USUAL_LENGTH else {}),
        **({"pronoun": request.pronoun} if request.pronoun else {}),
        **({"age": request.age} if request.age != USUAL_AGE else {}),
        **({"idea": request.idea} if request.idea else {}),
        **_figures(request),
        **_tongue(request),
    }


def _figures(request: StoryRequest) -> dict[str, Json]:
    return {"figures": request.figures} if request.figures else {}


def _tongue(request: StoryRequest) -> dict[str, Json]:
    return {"language": request.tongue} if request.tongue != ENGLISH else {}


def needs_scenes(request: StoryRequest, illustrator: ModelRef) -> bool:
    """Whether pages are read into scenes: to be drawn, or to guide an illustrator that paints."""
    return illustrator.reads == "scene" or request.guide is not None


def dependents(steps: Sequence[Step], slot: str) -> set[str]:
    """All slots that are built, directly or not, from `slot`."""
    found: set[str] = set()
    for step in steps:
        if slot in step.inputs or found.intersection(step.inputs):
            found.add(step.slot)
    return found

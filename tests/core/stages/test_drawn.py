"""From a page's words to its drawing: cast, scene, picture; what depends on what."""

import io
import json
from contextlib import nullcontext
from typing import Any

from PIL import Image

from core.build import Artifact, Choice, ModelRef, Task, examine
from core.builder import Builder
from core.models.base import Lease
from core.models.drawn import Drawn, styled
from core.plan import plan
from core.stages.table import STAGES
from core.story import StoryRequest
from picturebook.reading import Cast
from picturebook.scene import Scene
from tests.core.graph import MODELS
from tests.core.stages.givens import Remember, artifact

PAGES = (
    "Mia was a girl with red hair. Her dog Bruno was brown. Mia and Bruno ran to the beach.",
    "Mia swam in the sea. Bruno barked at a crab.",
    "In the evening Mia slept in her bed. An old man read a newspaper.",
)


def cast(pages: tuple[str, ...] = PAGES, seed: int = 1) -> Artifact:
    story = artifact("\n\n".join(pages), data={"parts": list(pages)})
    task = Task(slot="cast", params={"hero": None}, seed=seed, inputs={"story": story})
    ((_, made),) = next(iter(STAGES["casting"].run([task], None, Remember())))
    return artifact(made.text, data=dict(made.data))


def test_the_plot_says_who_has_a_name() -> None:
    """In a plot of the studio's library, from the outline that the pages were written from."""
    outline = artifact("x", data={"thread": "plod-plod-plod"})
    said = artifact(
        "Flash opened his mouth. “Oh!” cried Mia, and ran. Flash came plod, plod, plod."
    )
    task = Task(
        slot="cast", params={"hero": "Mia"}, seed=1, inputs={"outline": outline},
        context={"segment/0": said},
    )  # fmt: skip
    ((_, made),) = next(iter(STAGES["casting"].run([task], None, Remember())))
    found = {n: m.look.kind for m in Cast.from_json(made.text).members for n in m.names}
    assert found == {"Mia": "girl", "Flash": "turtle"}


def page(index: int, text: str = "", *, caption: str = "", who: Artifact | None = None) -> Any:
    inputs = {
        f"segment/{index}": artifact(text or PAGES[index]),
        "story": artifact("x", data={"parts": list(PAGES)}),
        "cast": who or cast(),
    }
    if caption:
        inputs["caption/0"] = artifact(caption)
    task = Task(slot=f"prompt/{index}", params={"mood": "comedy"}, seed=5, inputs=inputs)
    ((_, made),) = next(iter(STAGES["staging"].run([task], None, Remember())))
    return made


def scene_of(made: Any) -> Scene:
    return Scene.from_json(made.data["scene"])


def test_everybody_looks_the_same_on_every_page() -> None:
    looks: dict[str, set[str]] = {}
    for index in range(3):
        for figure in scene_of(page(index)).figures:
            looks.setdefault(figure.id, set()).add(repr(figure.look))
    hero = next(m for m in Cast.from_json(cast().text or "").members if "Mia" in m.names)
    assert hero.look.hair_colour == "red"
    assert hero.look.wears, "what nobody says of her looks is chosen, too"
    assert all(len(found) == 1 for found in looks.values())
    assert hero.id in looks


def test_another_seed_other_clothes_but_what_is_told_stays() -> None:
    first, second = (Cast.from_json(cast(seed=seed).text or "").members[0] for seed in (1, 2))
    assert first.look.hair_colour == second.look.hair_colour == "red"
    assert first.look.wears != second.look.wears


def test_words_that_change_nothing_visible_change_no_content() -> None:
    made = page(1)
    same = page(1, "Then Mia swam in the sea! And Bruno barked at a crab, too.")
    other = page(1, "Mia swam in the sea. Bruno barked at a lighthouse.")
    assert made.data["content"] == same.data["content"]
    assert made.data["content"] != other.data["content"]


def test_what_cannot_be_drawn_is_said() -> None:
    made = page(0, "Mia played the ukulele and thought of the theory of justice.")
    assert "ukulele" in json.dumps(made.data["replaced"])
    assert made.text


def test_a_page_in_another_language_is_drawn_from_its_caption() -> None:
    made = page(0, "Der Fuchs ging durch den dunklen Wald und suchte seine Laterne.",
                caption="a fox walking in the forest at night")  # fmt: skip
    scene = scene_of(made)
    assert made.data["foreign"]
    assert (scene.figures[0].look.kind, scene.place, scene.time) == ("fox", "forest", "night")


def test_nothing_to_draw_gives_a_place_in_the_moods_light() -> None:
    made = page(0, "🙂🙂🙂")
    assert scene_of(made) == Scene(mood="comedy")


def drawn(made: Any, seed: int = 3, **params: str) -> Any:
    prompt = artifact(made.text, data=dict(made.data))
    task = Task(
        slot="illustration/0",
        params={"style": "paper", "shape": "square", **params},
        seed=seed,
        inputs={"prompt/0": prompt},
    )
    ((_, result),) = next(iter(STAGES["illustrating"].run([task], Drawn(), Remember())))
    return result


def test_a_drawing_is_png_and_svg_of_its_shape() -> None:
    made = drawn(page(0), shape="4:3")
    image = Image.open(io.BytesIO(made.media))
    assert image.size == (1024, 768)
    svg, mime = made.files["svg"]
    assert (svg[:4], mime) == (b"<svg", "image/svg+xml")


def test_another_take_is_another_picture_of_the_same() -> None:
    made = page(0)
    assert drawn(made).media == drawn(made).media
    assert drawn(made).media != drawn(made, seed=4).media


def test_a_persons_words_are_read() -> None:
    prompt = artifact("a red boat on the sea at night", maker="person")
    task = Task(slot="illustration/0", params={"style": "ink"}, seed=1, inputs={"prompt/0": prompt})
    ((_, made),) = next(iter(STAGES["illustrating"].run([task], Drawn(), Remember())))
    dark = Image.open(io.BytesIO(made.media)).convert("L").resize((1, 1)).getpixel((0, 0))
    assert dark < 150


def test_prompts_with_a_styles_phrase_are_drawn_in_it() -> None:
    assert styled("a fox, soft watercolour") == ("a fox", "watercolour")
    assert styled("a fox") == ("a fox", "paper")
    (image,) = Drawn().paint(["a fox, felt applique"], seeds=[1], on_step=lambda done, total: None)
    assert image.size == (1024, 1024)


DRAWING = {**MODELS, "illustrator": ModelRef(id="m-drawn", revision="1", reads="scene")}


def test_the_plan_of_drawn_books_has_a_cast_and_scenes() -> None:
    request = StoryRequest(text="word " * 120, style="felt", shape="16:9")
    steps = {step.slot: step for step in plan(request, DRAWING, {})}
    assert steps["cast"].stage == "casting"
    assert steps["prompt/0"].stage == "staging"
    assert "cast" in steps["prompt/0"].inputs
    assert steps["illustration/0"].inputs == ("prompt/0",)
    assert steps["illustration/0"].params == {"style": "felt", "shape": "16:9"}
    assert steps["illustration/1"].seed != steps["illustration/0"].seed


class Store:
    """Artifacts in memory."""

    def __init__(self) -> None:
        self.made: dict[str, Artifact] = {}
        self.chosen: dict[str, Choice] = {}
        self.media_count = 0

    def artifact(self, key: str) -> Artifact | None:
        return self.made.get(key)

    def choices(self, story_id: str) -> dict[str, Choice]:
        return dict(self.chosen)

    def put(self, story_id: str, slot: str, take: int, made: Artifact) -> None:
        self.made.setdefault(made.key, made)
        self.chosen[slot] = Choice(slot=slot, key=made.key, take=take)

    def put_media(self, content: bytes, mime: str) -> str:
        self.media_count += 1
        return f"{self.media_count:064d}"

    def media(self, sha256: str) -> bytes:
        return b""


class Pool:
    """Lends the one illustrator that draws."""

    def holds(self, model_id: str) -> bool:
        return True

    def use(self, model_id: str) -> Any:
        return nullcontext(
            Lease(backend=Drawn(), model_id=model_id, device="cpu", dtype="", load_s=0.0)
        )


def test_an_edit_that_shows_nothing_new_draws_nothing_new() -> None:
    """Scenes count by their content: the picture of a page whose words changed stays fresh."""
    text = "\n\n".join(
        f"{part} {'They were all very glad and said so again and again. ' * 4}" for part in PAGES
    )
    request = StoryRequest(text=text)
    steps = [
        s
        for s in plan(request, DRAWING, {})
        if not s.slot.startswith(("narration/", "score/", "told/"))
    ]
    store = Store()
    builder = Builder(store=store, stages=STAGES, models=Pool())  # type: ignore[arg-type]

    def build() -> None:
        while batch := builder.batch(steps, "s", None):
            builder.build(steps, "s", batch, Remember())

    build()
    before = store.chosen["illustration/1"].key
    words = store.made[store.chosen["segment/1"].key or ""].text or ""
    for changed, redrawn in ((f"{words} Oh!", False), (f"{words} A lighthouse stood there.", True)):
        store.put("s", "segment/1", 0, Artifact(key=changed, stage="segmenting", maker="person",
                                                text=changed))  # fmt: skip
        states = examine(steps, store.chosen, store)
        assert states["prompt/1"].status == "stale"
        builder.build(steps, "s", ["prompt/1"], Remember())
        states = examine(steps, store.chosen, store)
        assert (states["illustration/1"].status == "stale") == redrawn
        assert states["illustration/0"].status == "fresh"
    build()
    assert store.chosen["illustration/1"].key != before

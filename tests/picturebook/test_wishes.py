"""What people want of figures: found again in other casts, in other looks, under other names."""

from dataclasses import replace

import pytest

from picturebook import looks, wishes
from picturebook.drawing.people.wardrobe import garment_key, slot_of
from picturebook.drawing.portraits import portrait
from picturebook.reading import Cast, read
from picturebook.reading.members import Member
from picturebook.scene import Figure, Garment, Look, Relation, Scene, Thing
from picturebook.wishes import Wish, wished

GIRL = looks.as_kind(Look(kind="girl", hair="bob"), "girl", dressed=False, id="mia")
FOX = Look(kind="fox")
CAST = Cast(
    members=(
        Member(id="mia", names=("Mia",), pronoun="she", look=GIRL, words=("girl",)),
        Member(id="fox", look=FOX, words=("fox",), pronoun="it"),
    )
)


def test_a_wish_goes_before_what_was_read() -> None:
    red = replace(GIRL, hair="curly", hair_colour="red")
    cast = wished(CAST, [Wish(figure="mia", name="Zoe", pronoun="they", look=red)])
    zoe = cast.members[0]
    assert (zoe.id, zoe.names, zoe.pronoun, zoe.look) == ("mia", ("Zoe", "Mia"), "they", red)
    assert cast.members[1] == CAST.members[1]


def test_figures_are_found_again_in_another_cast() -> None:
    hero = Wish(figure="fox", hero=True, kind="fox", pronoun="he")
    rabbit = Wish(figure="bun", kind="rabbit", look=Look(kind="rabbit", colour="black"))
    gone = Wish(figure="owl", kind="owl", absent=True)
    other = Cast(
        members=(
            Member(id="felix", names=("Felix",), look=FOX),
            Member(id="rabbit", look=Look(kind="rabbit")),
        )
    )
    first, second = wished(other, [hero, rabbit, gone]).members
    assert (first.pronoun, second.look.colour, second.absent) == ("he", "black", False)
    assert wishes.of_figure(other, [hero, rabbit], other.members[1]) == rabbit
    assert wishes.of_figure(other, [], other.members[0]) == Wish(
        figure="felix", hero=True, kind="fox"
    )


def test_a_name_that_changed_hands_means_its_new_owner() -> None:
    swapped = [Wish(figure="mia", name="Zoe"), Wish(figure="fox", name="Mia")]
    cast = wished(CAST, swapped)
    assert [m.names for m in cast.members] == [("Zoe",), ("Mia",)]


def test_wishes_are_written_and_read() -> None:
    asked = (Wish(figure="mia", look=GIRL), Wish(figure="fox", hero=True, absent=True))
    assert wishes.from_json(wishes.to_json(asked)) == asked
    with pytest.raises(ValueError, match="no wishes"):
        wishes.from_json('[{"nobody": 1}]')


def test_one_wish_a_figure() -> None:
    first = wishes.with_wish((), Wish(figure="mia", name="Zoe"))
    both = wishes.with_wish(first, Wish(figure="fox", absent=True))
    assert wishes.with_wish(both, Wish(figure="mia", name="Ada")) == (
        Wish(figure="mia", name="Ada"),
        Wish(figure="fox", absent=True),
    )


def test_who_is_left_out_is_not_drawn_nor_what_only_they_hold() -> None:
    cast = wished(CAST, [Wish(figure="fox", absent=True)])
    scene = read("Mia held a red kite. The fox held a lantern.", cast=cast).scene
    assert {f.id for f in scene.figures} == {"mia", "fox"}
    left = wishes.present(scene, cast)
    assert [f.id for f in left.figures] == ["mia"]
    assert [t.kind for t in left.things] == ["kite"]
    assert all("fox" not in (r.subject, r.object) for r in left.relations)


def test_a_scene_keeps_what_is_its_own_when_the_cast_changes() -> None:
    coat = looks.put_on(GIRL, Garment(kind="raincoat"))
    scene = Scene(
        figures=(Figure(id="mia", look=coat), Figure(id="dog-1", look=Look(kind="dog"))),
        things=(Thing(id="kite-1", kind="kite"),),
        relations=(Relation(kind="holding", subject="mia", object="kite-1"),),
    )
    red = wished(CAST, [Wish(figure="mia", look=replace(GIRL, hair_colour="red"))])
    before = wishes.looks_from_json(wishes.looks_to_json({"mia": GIRL}))
    now = wishes.redressed(scene, red, before)
    assert now.figures[0].look == replace(coat, hair_colour="red")
    assert now.figures[1:] == scene.figures[1:]
    assert wishes.redressed(scene, CAST, before) == scene


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pip saw Pip’s pipe.", "Zoe saw Zoe’s pipe."),
        ("“PIP!” cried Pipkin. Pip-squeak!", "“ZOE!” cried Pipkin. Zoe-squeak!"),
        ("The pip was small.", "The pip was small."),
    ],
)
def test_a_name_is_changed_as_a_whole_word(text: str, wanted: str) -> None:
    assert wishes.renamed(text, "Pip", "Zoe") == wanted


def test_a_name_may_hold_what_patterns_mean_something_by() -> None:
    assert wishes.renamed("Mr. P. sang.", "Mr. P.", r"O\1’Hara") == r"O\1’Hara sang."


def slots(look: Look) -> list[str]:
    return sorted(slot_of(garment_key(g.kind)) for g in look.wears)


def test_clothes_take_the_place_of_what_they_cover() -> None:
    dressed = looks.put_on(GIRL, Garment(kind="dress", colour="red"))
    assert looks.worn(dressed, "whole") == Garment(kind="dress", colour="red")
    assert looks.worn(dressed, "top") is looks.worn(dressed, "bottom") is None
    shirt = looks.put_on(dressed, Garment(kind="shirt"))
    assert slots(shirt).count("top") == slots(shirt).count("bottom") == 1
    assert looks.worn(shirt, "whole") is None
    barefoot = looks.take_off(shirt, "feet")
    assert looks.worn(barefoot, "feet") == Garment(kind="bare")
    assert looks.worn(looks.take_off(barefoot, "bottom"), "bottom") == Garment(kind="trousers")


def test_faces_wear_one_thing_of_a_group() -> None:
    look = looks.on_face(looks.on_face(GIRL, "glasses", "glasses"), "cheeks", "freckles")
    look = looks.on_face(look, "glasses", "sunglasses")
    assert (looks.face_of(look, "glasses"), looks.face_of(look, "cheeks")) == (
        "sunglasses",
        "freckles",
    )
    assert looks.face_of(looks.on_face(look, "glasses", ""), "glasses") == ""


def test_a_changed_look_is_drawn_as_it_was_chosen() -> None:
    bare = looks.take_off(looks.take_off(GIRL, "neck"), "head")
    assert looks.as_kind(bare, "girl", dressed=False, id="anybody") == bare


def test_another_kind_keeps_what_both_have() -> None:
    coat = looks.put_on(GIRL, Garment(kind="coat", colour="red"))
    woman = looks.as_kind(coat, "woman", dressed=False, id="mia")
    assert (woman.kind, woman.hair, woman.wears) == ("woman", coat.hair, coat.wears)
    fox = looks.as_kind(coat, "fox", dressed=True, id="mia")
    assert fox.dressed
    assert looks.worn(fox, "top") == Garment(kind="coat", colour="red")
    assert looks.as_kind(fox, "fox", dressed=False, id="mia") == Look(kind="fox")
    assert looks.is_person(looks.as_kind(Look(kind="owl"), "boy", dressed=False, id="x"))


@pytest.mark.parametrize("look", [GIRL, Look(kind="owl"), Look(kind="robot", dressed=True)])
def test_surprises_are_of_the_same_kind_and_each_seed_has_its_own(look: Look) -> None:
    found = [looks.surprise(look, seed) for seed in range(8)]
    assert found[0] == looks.surprise(look, 0)
    assert len(set(found)) > 4
    assert {(f.kind, f.dressed) for f in found} == {(look.kind, look.dressed)}


@pytest.mark.parametrize("head", [True, False])
def test_portraits_show_what_was_chosen(head: bool) -> None:
    red, black = (replace(GIRL, hair_colour=tone) for tone in ("red", "black"))
    pictures = [portrait(look, id="mia", head=head).png(64, 64) for look in (red, black)]
    assert pictures[0] != pictures[1]
    assert pictures[0] == portrait(red, id="mia", head=head).png(64, 64)

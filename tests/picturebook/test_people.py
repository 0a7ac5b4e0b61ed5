"""People and animals in clothes: poses that stand on the ground, heroes that stay the same."""

import math

import pytest

from picturebook.drawing.colours import light
from picturebook.drawing.marks import HIGH, Drawing
from picturebook.drawing.pen import Pen
from picturebook.drawing.people import (
    Held,
    act_with,
    draw_person,
    dressed_look,
    pose_of,
    poses,
    standing_height,
)
from picturebook.drawing.people.kinds import kinds, table
from picturebook.drawing.people.posing import sitter
from picturebook.drawing.people.sheets import entries
from picturebook.drawing.people.sitter import Sitter
from picturebook.drawing.people.wardrobe import cloth_of, outfit
from picturebook.drawing.styles import STYLES
from picturebook.scene import Garment, Look
from tests.picturebook.colours import colours_of

ACTS = """
walk run jump hop sit stand kneel lie sleep climb crawl swim dive surf ski snowboard skate
skateboard ride drive row sail fly fall float throw catch kick hit pull push carry hold lift give
take point wave hug kiss shake-hands dance sing play-instrument play-guitar play-drum play-piano
read write paint draw build dig plant cook bake eat drink pour wash brush clean sweep look look-up
listen whisper shout talk laugh smile cry think hide search chase follow fight bow cheer clap
stretch yawn sneeze lean bend reach pick open close swing slide roll spin balance wait pose work
type phone photograph cut sew fish feed pet play tiptoe crouch sneak tremble shrug nod march
salute
""".split()
LIGHTS = [
    ("day", "clear"),
    ("night", "clear"),
    ("evening", "rain"),
    ("dawn", "snow"),
    ("morning", "fog"),
]


def new_pen(time: str = "day", weather: str = "clear", style: str = "paper") -> Pen:
    return Pen(STYLES[style], light(time, weather))


def seen(look: Look, act: str, id: str = "someone") -> Sitter:
    return sitter(new_pen(), look, id=id, act=act)


def test_all_acts_have_a_pose():
    assert set(ACTS) <= set(poses())
    assert len(poses()) >= 66


@pytest.mark.parametrize("kind", ["baby", "girl", "man", "grandmother"])
def test_nobody_sinks_into_the_ground_or_hovers(kind: str):
    for act in poses():
        s = seen(Look(kind=kind), act)
        if s.pose.cut or s.pose.seat:
            continue
        j, b = s.joints, s.build
        soles = max(leg.end[1] + b.sole for leg in (j.leg_l, j.leg_r))
        low = max(
            soles, j.hip[1] + b.thigh, *(leg.joint[1] + b.thigh for leg in (j.leg_l, j.leg_r))
        )
        assert low <= -s.pose.lift * b.height + 0.01, act
        if not s.pose.spin and not s.pose.crawls and not s.pose.lift:
            assert low > -b.height * 0.02, act


@pytest.mark.parametrize("kind", ["baby", "boy", "woman", "grandfather"])
def test_bones_keep_their_length(kind: str):
    """Both bones of a limb are alike; only arms that reach past a big head grow."""
    for act in poses():
        s = seen(Look(kind=kind), act)
        j, b = s.joints, s.build
        for leg in (j.leg_l, j.leg_r):
            assert math.dist(leg.root, leg.joint) == pytest.approx((b.leg - b.sole) / 2, rel=0.02)
            assert math.dist(leg.joint, leg.end) == pytest.approx((b.leg - b.sole) / 2, rel=0.02)
        for arm in (j.arm_l, j.arm_r):
            upper, lower = math.dist(arm.root, arm.joint), math.dist(arm.joint, arm.end)
            assert upper == pytest.approx(lower, rel=0.02), act
            assert b.arm * 0.49 < upper < b.arm * 0.86, act


def test_no_hand_lies_on_an_eye():
    """The eyes are 24 and 36 units of the head's frame apart from its middle at most."""
    for kind in ("baby", "toddler", "girl", "man", "grandmother"):
        for act in poses():
            s = seen(Look(kind=kind), act)
            j, k = s.joints, s.build.head / 92
            if s.pose.spin:
                continue
            turn = math.radians(j.face)
            for x, y in ((-12, 3), (24, 3)):
                eye = (j.head[0] + (x * math.cos(turn) - y * math.sin(turn)) * k,
                       j.head[1] + (x * math.sin(turn) + y * math.cos(turn)) * k)  # fmt: skip
                for arm, target in ((j.arm_l, s.pose.hand_l), (j.arm_r, s.pose.hand_r)):
                    if target[0] in ("mouth", "chin", "cheek", "brow", "ear_l", "ear_r"):
                        assert math.dist(arm.end, eye) > s.build.hand * 0.9, (kind, act)


def test_acts_look_different():
    """Joints in heads, faces and signs tell at least 60 acts apart."""
    prints = []
    for act in ACTS:
        s = seen(Look(kind="girl"), act)
        j, h = s.joints, s.build.head
        points = [
            p for limb in (j.arm_l, j.arm_r, j.leg_l, j.leg_r) for p in (limb.joint, limb.end)
        ]
        prints.append(
            (
                [(x / h, y / h) for x, y in (j.head, *points)],
                s.pose.face,
                s.pose.marks,
                s.pose.thing,
            )
        )
    alike = 0
    for i, (points, *rest) in enumerate(prints):
        for other, *others in prints[:i]:
            far = max(math.dist(a, b) for a, b in zip(points, other, strict=True))
            if far < 0.2 and rest == others:
                alike += 1
                break
    assert len(ACTS) - alike >= 60


PAGES = ["stand", "walk", "run", "sit", "sleep", "swim", "fly", "wave", "eat", "climb"]


@pytest.mark.parametrize("look", [
    Look(kind="girl"), Look(kind="fox", dressed=True), Look(kind="man", role="pirate"),
    Look(kind="grandmother", traits=("glasses",), wears=(Garment(kind="scarf", colour="red"),)),
    Look(kind="bear", dressed=True, toy=True, colour="blue"), Look(kind="boy", role="knight"),
], ids=lambda look: f"{look.kind} {look.role}")  # fmt: skip
def test_a_hero_has_the_same_colours_on_ten_pages(look: Look):
    found = []
    for i, act in enumerate(PAGES):
        pen = new_pen(*LIGHTS[i % len(LIGHTS)])
        with pen.at(120, 200, flip=bool(i % 2)):
            draw_person(pen, look, id="pip", act=act, height=90 + 5 * i, marks=bool(i % 3))
        found.append(colours_of(Drawing(HIGH, pen.marks), "pip"))
    assert {"fur" if look.dressed else "skin"} <= set(found[0])
    assert all(colours == found[0] for colours in found), [
        {role for role in {*a, *found[0]} if a.get(role) != found[0].get(role)} for a in found
    ]


def test_looks_are_chosen_once_and_for_all():
    for kind in (*kinds(), "fox"):
        look = Look(kind=kind, dressed=kind == "fox")
        dressed = dressed_look(look, "kim")
        assert dressed == dressed_look(look, "kim") == dressed_look(dressed, "kim")
        assert dressed == dressed_look(dressed, "somebody else")
        assert dressed.skin
        assert dressed.hair_colour
        assert {"feet"} < set(outfit(dressed.wears).worn)


def test_neighbours_do_not_look_alike():
    for kind in kinds():
        group = [dressed_look(Look(kind=kind), f"{kind}-{i}") for i in range(1, 4)]
        assert len({(look.skin, look.hair, look.hair_colour, look.wears) for look in group}) == 3
        tops = [next(iter(look.wears)).colour for look in group]
        assert len(set(tops)) == 3


def test_what_is_said_is_worn():
    look = Look(
        kind="girl",
        role="pirate",
        hair="braids",
        hair_colour="red",
        skin="dark",
        wears=(Garment(kind="coat", colour="green", pattern="striped"),),
        traits=("beard",),
    )
    dressed = dressed_look(look, "x")
    worn = outfit(dressed.wears)
    assert (dressed.hair, dressed.hair_colour, dressed.skin) == ("braids", "red", "dark")
    assert worn.worn["top"].pattern == "striped"
    assert worn.worn["top"].colour == cloth_of(Garment(kind="coat", colour="green")).colour
    assert worn.worn["head"].kind == "pirate-hat"
    assert "beard" in {cloth.kind for cloth in worn.faces}


def test_every_garment_and_role_is_drawn():
    for kind in table("clothes"):
        pen = new_pen()
        draw_person(pen, Look(kind="boy", wears=(Garment(kind=kind),)), id="x", height=100)
        assert len(pen.marks) > 20, kind
    for role, entry in table("roles").items():
        assert all(cloth_of(Garment(kind=text.split()[0])) for text in entry["wears"]), role
    for sort in ("people", "roles", "acts"):
        for _, draw in entries(sort):
            draw(new_pen())


@pytest.mark.parametrize("style", list(STYLES))
def test_all_styles(style: str):
    pen = new_pen(style=style)
    draw_person(pen, Look(kind="woman"), id="x", act="dance", height=120)
    assert Drawing(HIGH, pen.marks).svg().count("<path") > 40


def test_parts_make_up_the_whole():
    look = Look(kind="boy")
    whole, parts = new_pen(), new_pen()
    placed = draw_person(whole, look, id="x", act="ride", height=100, seated_on=40.0)
    for part in ("behind", "front"):
        draw_person(parts, look, id="x", act="ride", height=100, seated_on=40.0, part=part)
    assert len(whole.marks) == len(parts.marks)
    assert placed.seat == pytest.approx((0.0, 0.0), abs=0.5)
    assert pose_of("ride").seat == "mount"


def test_flipped_figures_are_mirrored():
    look = Look(kind="girl")
    one, other = new_pen(), new_pen()
    with one.at(100, 200):
        right = draw_person(one, look, id="x", act="point", height=100)
    with other.at(100, 200, flip=True):
        left = draw_person(other, look, id="x", act="point", height=100)
    assert right.hand[0] - 100 == pytest.approx(100 - left.hand[0])
    assert right.box[2] - 100 == pytest.approx(100 - left.box[0], abs=0.01)
    assert left.head[0] < left.mouth[0] < left.head[2]


def test_things_are_put_into_hands():
    found = {}

    def paint(pen: Pen) -> None:
        found["at"], found["unit"] = pen.point(0, 0), pen.frame.mapRadius(1.0)

    for act in ("hold", "eat", "read", "kick", "surf", "play-instrument"):
        pen = new_pen()
        with pen.at(100, 200, scale=0.5):
            placed = draw_person(pen, Look(kind="man"), id="x", act=act, height=200,
                                 holds=[Held(paint=paint, id="thing")])  # fmt: skip
        assert found["unit"] == pytest.approx(0.5)
        if pose_of(act).prop == "near":
            assert found["at"] == pytest.approx(placed.hand)
        left, top, right, low = placed.box
        assert left - 12 < found["at"][0] < right + 12
        assert top < found["at"][1] < low + 12


def test_heights():
    assert (
        standing_height(Look(kind="baby"))
        < standing_height(Look(kind="girl"))
        < standing_height(Look(kind="man"))
    )
    for kind in kinds():
        pen = new_pen()
        placed = draw_person(
            pen, Look(kind=kind, hair="bald"), id="x", height=100, shadow=False, marks=False
        )
        assert placed.head[1] == pytest.approx(-100, abs=2)
        assert placed.box[3] == pytest.approx(0, abs=2)


def test_instruments_are_played_as_they_are():
    assert act_with("play-instrument", "violin") == "play-guitar"
    assert act_with("play-instrument", "drum") == "play-drum"
    assert act_with("play-instrument", "trumpet") == "play-instrument"
    assert act_with("read", "piano") == "read"

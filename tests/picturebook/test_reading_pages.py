"""The reader: pages of stories, where sentences go on from those before."""

import pytest

from picturebook.reading import Cast, Member, read
from picturebook.reading.cast import cast_of
from picturebook.reading.check import check
from picturebook.scene import Look
from picturebook.telling import describe
from picturebook.words import lexicon
from tests.picturebook.scenes import relations


def test_speech_is_no_picture_but_its_speaker_is() -> None:
    scene = read("“I saw a dragon,” said the fox, and sat down on a log.").scene
    assert [f.look.kind for f in scene.figures] == ["fox"]
    assert ("fox", "on", "log") in relations(scene)


def test_pronouns_mean_who_was_named() -> None:
    cast = Cast(
        members=(
            Member(id="mia", names=("Mia",), pronoun="she", look=Look(kind="girl")),
            Member(
                id="bruno", names=("Bruno",), pronoun="he", look=Look(kind="dog"), words=("dog",)
            ),
        )
    )
    scene = read("She ran down to the harbour, and the dog followed her.", cast=cast).scene
    assert [(f.id, f.act) for f in scene.figures] == [("mia", "run"), ("bruno", "follow")]
    assert scene.place in ("harbour", "dock")


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("A dog called Rex came running.", [("dog", "run")]),
        ("A dog named Rex came running.", [("dog", "run")]),
        ("A dog came. Its name was Rex.", [("dog", "walk")]),
        ("Mia ran in.", [("girl", "run")]),
    ],
)
def test_a_page_brings_somebody_whom_the_cast_does_not_know(
    text: str, acts: list[tuple[str, str]]
) -> None:
    cast = Cast(members=(Member(id="pip", names=("Pip",), pronoun="he", look=Look(kind="boy")),))
    reading = read(text, cast=cast)
    assert [(f.look.kind, f.act) for f in reading.scene.figures] == acts
    assert not reading.left_out


def test_the_place_is_that_of_the_page_before_until_another_is_told() -> None:
    assert read("Mia sat down.", place_before="forest").scene.place == "forest"
    assert read("Mia went into the kitchen.", place_before="forest").scene.place == "kitchen"


def test_the_caption_adds_what_the_page_does_not_tell() -> None:
    scene = read("The fox was tired.", caption="a fox in a red coat sitting under a tree").scene
    assert len(scene.figures) == 1
    assert [g.colour for g in scene.figures[0].look.wears] == ["red"]
    assert ("fox", "under", "tree") in relations(scene)


def test_who_goes_out_is_no_longer_in_the_room() -> None:
    assert not lexicon().indoors(read("Mia ran outside.", place_before="kitchen").scene.place)
    assert lexicon().indoors(read("They stayed indoors.", place_before="garden").scene.place)
    assert read("A fox walked along the path.", place_before="garden").scene.place == "garden"


@pytest.mark.parametrize(
    "text",
    [
        "“I want a dragon!” she said.",
        "'I want a dragon!' she said.",
        'She said, "I want a dragon. It must be green.',
        'and a dragon, too." Then she smiled.',
        "She said that they could see a dragon some day.",
    ],
)
def test_what_is_only_said_is_not_there(text: str) -> None:
    assert [f.look.kind for f in read(text).scene.figures] == ["girl"]


def test_pronouns_over_sentences() -> None:
    cast = cast_of(
        ["Mia and Tom were friends. Mia had a kitten named Flip.",
         "A man waved. Mia saw him.", "The man waved again to Mia. The kitten saw the dog."]
    )  # fmt: skip

    def doing(text: str) -> dict[str, str]:
        return {f.id: f.act for f in read(text, cast=cast).scene.figures}

    assert doing("The girl ran. She laughed.")["mia"] == "run"
    assert doing("The kitten slept.") == {"flip": "sleep"}
    assert doing("Mia and Tom ran to the sea. The two of them built a boat.") == {
        "mia": "build", "tom": "build",
    }  # fmt: skip
    assert doing("The man lifted Tom. He smiled.")["man"] == "lift"
    assert "mia" not in doing("Tom hugged his grandmother.")


def test_names_that_are_told_late() -> None:
    pages = ["There is a man in a blue coat. His name is Otis.", "Otis trims the dark."]
    cast = cast_of(pages)
    (member,) = cast.members
    assert (member.names, member.look.wears[0].colour) == (("Otis",), "blue")
    assert [f.id for f in read(pages[0], cast=cast).scene.figures] == ["otis"]


def test_mothers_have_one_look() -> None:
    pages = ["Amy's dad ran. “Daddy!” cried Amy.", "Dad laughed. Her father hugged Amy."]
    kinds = [m.look.kind for m in cast_of(pages).members]
    assert sorted(kinds) == ["girl", "man"]


def test_the_parents_of_young_animals_are_grown() -> None:
    assert {f.look.kind for f in read("The puppy played with his dad.").scene.figures} == {
        "puppy", "dog",
    }  # fmt: skip


def test_a_doll_with_a_name_is_a_toy() -> None:
    (figure,) = read("Azizi is my doll.").scene.figures
    assert figure.look.toy


def test_pages_of_stories_can_be_checked_with_what_went_before() -> None:
    report = check(
        [{"before": "Pip the fox sat in the kitchen.", "text": "He read a book.",
          "who": "fox read", "place": "kitchen"}]
    )  # fmt: skip
    assert not report.misses


@pytest.mark.parametrize(
    ("text", "place", "time"),
    [
        ("Rex barked at the moon.", "", "night"),
        ("The moon smiled at Mia in the garden.", "garden", "night"),
        ("Mia sang to the moon.", "", "night"),
        ("Pip smiled at the moon and went to sleep in his bed.", "bedroom", "night"),
        ("In the morning she still saw the moon.", "", "morning"),
        ("The astronaut walked on the moon.", "moon", ""),
        ("They flew to the moon in a rocket.", "moon", ""),
        ("They reached the moon.", "moon", ""),
    ],
)
def test_who_sees_the_moon_does_not_stand_on_it(text: str, place: str, time: str) -> None:
    scene = read(text).scene
    assert (scene.place, scene.time) == (place, time)
    assert (place == "moon") != ("moon" in [thing.kind for thing in scene.things])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A boy looks at a motorcycle on the street.",
            "a boy looking at a motorcycle on the street",
        ),
        ("A girl waves at a dog.", "a girl waving at a dog in the park"),
    ],
)
def test_who_looks_at_something_is_not_said_to_look_facing_it(text: str, said: str) -> None:
    assert describe(read(text).scene) == said


HERO = Cast(members=(Member(id="pip", names=("Pip",), pronoun="he", look=Look(kind="boy")),))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("There went Pip’s honey.", True),
        ("A dog chewed Pip’s mask.", True),
        ("A cat licked Pip’s nose.", True),
        ("A cyclist drinking water startled Pip.", True),
        ("A girl in skates threw Pip a biscuit.", True),
        ("Pip’s mother was cooking.", False),
        ("A wolf went to Pip’s house.", False),
        ("They looked for Pip.", False),
    ],
)
def test_the_hero_is_on_pages_that_name_him_but_not_where_only_others_are(
    text: str, there: bool
) -> None:
    assert ("pip" in {figure.id for figure in read(text, cast=HERO).scene.figures}) == there


def test_whom_the_hero_runs_into_is_somebody_else() -> None:
    page = "Mia ran as fast as she could, and ran into a skateboarder doing a trick."
    cast = cast_of([page, "Mia went home. “Oh,” said Mia."], [], "Mia")
    assert [(m.names, m.look.role) for m in cast.members] == [(("Mia",), "")]
    acts = {f.look.role or f.look.kind: f.act for f in read(page, cast=cast).scene.figures}
    assert acts == {"girl": "run", "skateboarder": "jump"}


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Mia ran to a man selling apples.", {"girl": "run", "man": "sell"}),
        ("A girl sits behind a woman pushing a pram.", {"girl": "sit", "woman": "push"}),
    ],
)
def test_what_somebody_beside_does_is_theirs(text: str, acts: dict[str, str]) -> None:
    figures = read(text, cast=cast_of([text], [], "Mia")).scene.figures
    assert {f.look.kind: f.act for f in figures} == acts


@pytest.mark.parametrize(
    ("text", "place", "thing"),
    [
        ("A dog is running on a track.", "racetrack", ""),
        ("A man is standing on the tracks.", "railway", ""),
        ("A train on the track.", "railway", "railroad-track"),
        ("Nell found the tracks: one left foot, and one right.", "", "footprint"),
    ],
)
def test_tracks_are_of_trains_runners_or_feet(text: str, place: str, thing: str) -> None:
    scene = read(text).scene
    assert scene.place == place
    assert not thing or thing in {t.kind for t in scene.things}


def test_a_child_called_kit_is_no_kitten() -> None:
    member = cast_of(["Kit yawned. “Good night,” said Kit."], [], "Kit").members[0]
    assert member.look.kind in ("boy", "girl")


def test_what_somebody_is_compared_with_is_not_there() -> None:
    scene = read("Mia was as quick as a fox, and Gran’s hair was as white as milk.").scene
    assert [f.look.kind for f in scene.figures if f.look.kind == "fox"] == []
    assert [t.kind for t in scene.things] == []


def test_who_saw_something_was_not_seen() -> None:
    figures = read("A boy in the park saw a cat.").scene.figures
    assert [(f.look.kind, f.act) for f in figures] == [("boy", "look"), ("cat", "stand")]


def test_titles_say_who_it_is() -> None:
    pages = ["Mr. Tupper sat on the bench. Mrs Bell waved to Mr. Tupper.", "Mrs Bell met Mr. Fox."]
    cast = cast_of(pages)
    found = {name: m.look.kind for m in cast.members for name in m.names}
    assert found == {"Mr. Tupper": "man", "Mrs Bell": "woman", "Mr. Fox": "fox"}


def test_a_plot_says_who_has_which_name() -> None:
    pages = ["“Stay, Gerald,” said Mia. Plip! Gerald stayed.", "Plip! On Long Hill Mia sat down."]
    called = {"Gerald": "tortoise", "Plip": "nobody", "Long Hill": "nobody", "Hill": "nobody"}
    cast = cast_of(pages, [], "Mia", called=called)
    found = {name: m.look.kind for m in cast.members for name in m.names}
    assert found == {"Mia": "girl", "Gerald": "turtle"}


@pytest.mark.parametrize(
    ("text", "worn", "things"),
    [
        ("A girl has a red bow in her hair.", ["hair-bow"], []),
        ("A girl with a red bow smiles.", ["hair-bow"], []),
        ("An archer with a bow stood there.", [], ["bow-and-arrow"]),
    ],
)
def test_bows_are_worn_or_shot_with(text: str, worn: list[str], things: list[str]) -> None:
    scene = read(text).scene
    assert [g.kind for g in scene.figures[0].look.wears] == worn
    assert [t.kind for t in scene.things] == things
    assert scene.figures[0].act != "bow"


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("A boy is eating a large red Popsicle.", ["boy"]),
        ("A boy is riding on a Segway.", ["boy"]),
        ("A woman is using Frisbees to play with a dog.", ["woman", "dog"]),
        ("A woolly dog chases a Doberman on a beach.", ["dog", "dog"]),
        ("A boy rides with Kofi.", ["boy", "boy"]),
        ("“Here is a Mrs. Plum,” said Mia. Mrs. Plum bowed.", ["girl", "woman"]),
    ],
)
def test_what_has_an_article_is_nobodys_name(caption: str, kinds: list[str]) -> None:
    assert [f.look.kind for f in read(caption).scene.figures] == kinds


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mia was the fastest in Plum Street. Where two boys were swimming, she sat down.", "lake"),
        ("A boy swims in a pool behind the house.", "swimming-pool"),
        ("A goldfish swims in a bowl in the kitchen.", "kitchen"),
        ("Children are swimming in the fountain in the city.", "city"),
        ("A frog swims in the swamp.", "swamp"),
    ],
)
def test_nobody_swims_in_the_street(text: str, place: str) -> None:
    assert read(text).scene.place == place


@pytest.mark.parametrize(
    ("text", "inside"),
    [("A man with a lamp stands near a house.", False), ("Mia lay in bed. The moon shone.", True)],
)
def test_houses_stand_in_no_living_room(text: str, inside: bool) -> None:
    assert lexicon().indoors(read(text).scene.place) == inside


def test_a_sound_is_no_thing() -> None:
    scene = read("Mia went home. Stamp, stamp!").scene
    assert [f.look.kind for f in scene.figures] == ["girl"]
    assert scene.things == ()

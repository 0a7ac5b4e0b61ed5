"""Who the hero is, and how a picture with the hero in it is told."""

import pytest

from core.threads import tell
from core.threads.casting import Hero, hero_of, with_hero
from core.threads.filling import fits, meet, pieces
from core.threads.library import Wording
from core.threads.meeting import met_again
from core.threads.seen import see

GIRL = ["A girl jumps over a fence", "A girl and a dog on a bench", "A red bus on a road",
        "A girl on a hill"]  # fmt: skip


def cast(captions: list[str], name: str | None, pronoun: str = "") -> Hero:
    return hero_of(name, pronoun, [see(c) for c in captions], seed=1)


@pytest.mark.parametrize(
    ("captions", "name", "pronoun", "kind"),
    [
        (GIRL, "Siv", "she", "girl"),
        (GIRL, "Siv", "he", ""),
        (GIRL, None, "", ""),
        ([*GIRL[:3], "A cloud over a hill"], "Siv", "she", ""),
        (["A girl reads", "A girl and a dog on a bench"], None, "", "girl"),
        (["A woman reads", "A woman sings"], None, "", ""),
        (["The dog Bruno runs", "The dog Bruno eats", "A bus"], None, "", "dog"),
        (["Two girls run", "Three girls eat", "A bus"], "Siv", "she", ""),
        (["A man in a red shirt rides", "A man in a blue coat sits", "A bus"], "Tom", "he", ""),
        (["A black dog runs", "A white dog eats", "A bus"], None, "", ""),
        (["A girl and a dog run", "A girl and a dog eat"], "Siv", "she", "girl"),
        (["A dog runs", "A boy eats", "A girl reads", "A woman sings", "A bus"], "Siv", "she", ""),
    ],
)  # fmt: skip
def test_who_recurs_is_the_hero(captions: list[str], name: str, pronoun: str, kind: str) -> None:
    assert cast(captions, name, pronoun).kind == kind


def test_an_animal_whom_nobody_named_has_a_name_and_is_he_or_she() -> None:
    hero = cast(["A fox runs", "A fox eats", "A fox in the snow"], None)
    assert hero.kind == "fox"
    assert hero.name
    assert hero.pronoun in ("she", "he")


def test_a_hero_is_not_told_as_a_second_one() -> None:
    for seed, mood in enumerate(("funny", "romance", "scary")):
        book = tell(GIRL, mood=mood, hero="Siv", pronoun="she", seed=seed)
        assert not any(" girl" in part for part in book.parts)
        assert all("Siv" in part for part in book.parts)
        assert "dog" in book.parts[1]


SIV = Hero(name="Siv", pronoun="she", kind="girl")


def test_the_hero_may_be_told_of_by_another_figure() -> None:
    told = with_hero(see("A dog chases a little girl in the park"), SIV, 1)
    assert told.gist.doing == "chasing Siv in the park"
    assert not told.hero
    ear = with_hero(see("An old man holds a shell to a girl's ear"), SIV, 1)
    assert ear.gist.clause == "an old man was holding a shell to Siv's ear"
    assert with_hero(see("A dog chases two girls"), SIV, 1).gist.doing == "chasing two girls"


def test_a_page_with_the_hero_says_so_by_name() -> None:
    assert with_hero(see(GIRL[0]), SIV, 0).lead == "Siv was jumping over a fence."
    assert with_hero(see(GIRL[0]), SIV, 1).lead.endswith(" Siv was jumping over a fence.")
    both = with_hero(see("A girl and a woman are reading"), SIV, 0)
    assert both.lead == "Siv and a woman were reading."
    assert both.gist.intro == "a woman"
    assert both.gist.they == "she"
    asleep = with_hero(see("A girl is sleeping in a bed"), SIV, 0)
    assert asleep.lead == "Siv slept for a little while in a bed."


def test_somebody_beside_the_hero_has_a_pronoun() -> None:
    (told,) = met_again([with_hero(see("A girl and a dog are on a bench"), SIV, 0)], SIV)
    assert (told.gist.they, told.gist.who) == ("he", "the dog")


def test_a_wording_may_ask_for_the_hero() -> None:
    asked = Wording(
        id="meet-1", conditions=frozenset({"hero"}), barred=frozenset(),
        text="Even {doing}, {hero} could think of nothing else.",
    )  # fmt: skip
    mine = with_hero(see(GIRL[0]), SIV, 1)
    assert fits(asked, mine) is not None
    assert fits(asked, see(GIRL[0])) is None
    assert fits(asked, with_hero(see("A girl is sleeping in a bed"), SIV, 1)) is None
    lead = meet(asked, mine, SIV, score=0.0, own=True)
    assert lead.text == "Even jumping over a fence, Siv could think of nothing else."
    plain = Wording(id="late-1", conditions=frozenset(), barred=frozenset(), text="{hero} sighed.")
    told = pieces(plain, mine, SIV, score=1.0, first=True, meets=[lead])
    assert max(told, key=lambda p: p.score).text == f"{lead.text} She sighed."


def test_a_hero_whom_captions_call_by_name_is_not_met() -> None:
    mia = Hero(name="Mia", pronoun="she")
    swing = with_hero(see("my daughter Mia on the swing"), mia, 0)
    assert swing.lead == "Mia was on the swing."
    assert swing.gist.who == ""
    dance = with_hero(see("Mia and Grandpa dancing"), mia, 0)
    assert dance.lead == "Mia and Grandpa were dancing."
    assert dance.gist.who == "Grandpa"
    assert not with_hero(see("Grandpa hugs Mia"), mia, 0).hero
    captions = ["Mia eating cake", "our cat on the roof", "Mia and Grandpa dancing", "A red bus"]
    book = tell(captions, mood="funny", hero="Mia", pronoun="she", seed=7)
    assert not any("Mia and Grandpa" in part.split(". ", 1)[-1] for part in book.parts)
    assert not any("to Mia" in part or "told Mia" in part for part in book.parts)


def test_whoever_wrote_a_caption_is_the_hero() -> None:
    mia = Hero(name="Mia", pronoun="she")
    assert with_hero(see("playing in the leaves"), mia, 0).lead == "Mia was playing in the leaves."
    assert with_hero(see("I built a sandcastle"), mia, 0).lead == "Mia built a sandcastle."
    both = with_hero(see("me and Grandpa fishing"), mia, 0)
    assert (both.lead, both.gist.who) == ("Mia and Grandpa were fishing.", "Grandpa")
    three = with_hero(see("Sam, Joe & me camping"), mia, 0)
    assert (three.lead, three.gist.who) == ("Mia, Sam and Joe were camping.", "Sam and Joe")
    bird = Hero(name="Pip", pronoun="he", kind="bird")
    assert not with_hero(see("playing in the leaves"), bird, 0).hero


def test_the_family_of_whoever_wrote_a_caption_is_the_heros() -> None:
    mia = Hero(name="Mia", pronoun="she")
    assert with_hero(see("us at the beach"), mia, 0).gist.clause == "Mia's family was at the beach"
    brother = with_hero(see("my little brother covered in chocolate"), mia, 0)
    assert brother.gist.clause == "Mia's little brother was covered in chocolate"
    assert brother.gist.who == "the little brother"


def test_whom_half_of_the_captions_name_is_the_hero() -> None:
    named = [see(c) for c in ("Tomasz eating cake", "a red bus", "Grandpa and Tomasz dancing",
                              "Grandpa asleep")]  # fmt: skip
    assert hero_of(None, "", named, seed=1).name == "Tomasz"
    assert hero_of("Ada", "", named, seed=1).name == "Ada"
    assert hero_of(None, "", named[:2], seed=1).name != "Tomasz"


@pytest.mark.parametrize("caption", ["A man holds a sleeping boy", "A man holds a baby"])
def test_who_is_too_small_or_asleep_does_not_answer(caption: str) -> None:
    hero = Hero(name="Kim", pronoun="he", kind="man")
    beside = with_hero(see(caption), hero, 1)
    assert beside.gist.who in ("the boy", "the baby")
    assert "talks" not in beside.conditions
    assert "talks" in with_hero(see("A man holds a boy"), hero, 1).conditions


def test_what_is_an_animals_own_is_the_heros() -> None:
    biscuit = Hero(name="Biscuit", pronoun="she", kind="hamster")
    one = with_hero(see("A hamster sits in its cage"), biscuit, 0)
    assert one.lead == "Biscuit was sitting in her cage."
    mine = one.mine
    assert mine is not None
    assert mine.doing == "sitting in her cage"


def test_a_grandpa_in_the_heros_picture_is_no_girl() -> None:
    noor = Hero(name="Noor", pronoun="she")
    one = with_hero(see("fishing with grandpa"), noor, 0)
    assert one.lead == "Noor was fishing with Grandpa."
    assert one.gist.who == "Grandpa"
    assert "grandfather" in {f.look.kind for f in one.scene.figures}

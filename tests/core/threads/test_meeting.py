"""How figures come into a page: met with their deed, known later, brought in by a sentence."""

import re

import pytest

from core.threads.book import Book
from core.threads.casting import Hero, with_hero
from core.threads.filling import Meet, fill, pieces
from core.threads.grammar import gist
from core.threads.library import Wording, parse
from core.threads.meeting import met_again
from core.threads.seen import Seen, see
from tests.core.threads.test_library import text_of

MIA = Hero(name="Mia", pronoun="she")


def filled(text: str, caption: str, hero: Hero = MIA) -> str:
    return fill(text, met_again([see(caption)], hero)[0], hero)


def wording(text: str) -> Wording:
    return Wording(id="early-00000000", conditions=frozenset(), barred=frozenset(), text=text)


@pytest.mark.parametrize(
    ("caption", "intro"),
    [
        ("A girl puts a letter into a red mailbox", "a girl putting a letter into the red mailbox"),
        ("Two dogs run through the surf", "two dogs running through the surf"),
        ("The dog is asleep on a couch", "a dog asleep on a couch"),
        ("the fox finds a red mitten", "a fox finding a red mitten"),
        ("A girl is happy", "a happy girl"),
        ("A fox in the snow", "a fox in the snow"),
        ("A bed with a mirror behind it.", "a bed with a mirror behind it"),
        ("A red bus parked on the side of a road", "a bus parked on the side of the road"),
        ("A girl talking on a phone in the living room", "a girl talking on the phone"),
        ("Sarah and Tom are playing chess", "Sarah and Tom"),
        ("Grandpa mowing the lawn", "Grandpa"),
    ],
)  # fmt: skip
def test_a_figure_is_met_with_its_deed(caption: str, intro: str) -> None:
    assert gist(caption).intro == intro


def test_first_with_its_deed_then_known() -> None:
    told = filled(
        "“Is it yours?” {hero} asked {who}. {Who} shook {their} head.", "A man rides a bike"
    )
    assert told == "“Is it yours?” Mia asked a man riding a bike. The man shook his head."


def test_the_deed_is_not_said_twice() -> None:
    told = filled("There went {who} {doing}.", "A man rides a bike")
    assert told == "There went a man riding a bike."
    told = filled("{Who} was so good at {doing} that {hero} stayed.", "A man rides a bike")
    assert told == "A man was so good at riding a bike that Mia stayed."


def test_in_talk_and_after_one_of_the_figure_is_the_one_that_is_seen() -> None:
    assert filled("“Ask {who},” said {hero}.", "A man rides a bike") == "“Ask the man,” said Mia."
    told = filled("One of {who} looked up.", "Two dogs run through the surf")
    assert told == "One of the two dogs looked up."


@pytest.mark.parametrize(
    ("pronoun", "said"), [("she", "he"), ("he", "she"), ("they", "he")],
)  # fmt: skip
def test_an_animal_is_what_the_hero_is_not(pronoun: str, said: str) -> None:
    hero = Hero(name="Mia", pronoun=pronoun)
    assert filled("{Who} sat. {They} {was} wet.", "A dog in a park", hero).endswith(
        f"{said.capitalize()} was wet."
    )
    assert filled("{Who} stood. {They} {was} red.", "A red bus", hero).endswith("It was red.")


@pytest.mark.parametrize("pronoun", ["she", "he", "they"])
def test_some_animals_are_told_by_their_name(pronoun: str) -> None:
    hero = Hero(name="Mia", pronoun=pronoun)
    said = [
        met_again([see(f"A {animal} in a field")], hero)[0].gist.they
        for animal in ("cow", "hen", "mare", "goose", "bull", "rooster")
    ]
    assert said == ["she"] * 4 + ["he"] * 2


def test_its_own_is_his_own() -> None:
    told = filled("{Clause}.", "A cat is licking its paws")
    assert told == "A cat was licking his paws."


def seen_of(*captions: str) -> list[Seen]:
    return met_again([see(c) for c in captions], MIA)


def test_a_figure_that_comes_again_is_known() -> None:
    first, bus, second = seen_of("A girl jumps over a fence", "A red bus", "A girl eats an apple")
    assert first.gist.intro == "a girl jumping over a fence"
    assert bus.gist.intro == "a red bus"
    assert second.gist.clause == "the girl was eating an apple"
    assert second.gist.intro == "the girl, now eating an apple,"
    assert fill("{Who} sat down.", second, MIA) == "The girl, now eating an apple, sat down."
    assert fill("{hero} told {who}.", second, MIA) == "Mia told the girl eating an apple."


def test_who_looks_different_is_another() -> None:
    _, other = seen_of("A man in a red shirt rides a bike", "A man in a blue coat sits on a bench")
    assert other.gist.intro == "another man in blue sitting on a bench"
    _, white = seen_of("A black dog runs", "A white dog in the snow")
    assert white.gist.intro == "a white dog in the snow"
    _, two = seen_of("Two dogs run", "Two dogs eat")
    assert two.gist.intro == "the two dogs, now eating,"
    _, folk = seen_of("A group of people run", "A group of people eat")
    assert not re.search("same|now", folk.gist.intro)


def test_a_wording_that_does_not_tell_its_picture_is_led_in() -> None:
    meets = [Meet("meet-1", "Next Mia came to where a van was.", -1.0)]
    found = pieces(wording("{hero} took a breath."), see("A van"), MIA, score=4.0, first=True,
                   meets=meets)  # fmt: skip
    led, label, silent = sorted(found, key=lambda p: -p.score)
    assert led.text == "Next Mia came to where a van was. Mia took a breath."
    assert led.ids == ("meet-1", "early-00000000")
    assert label.text == "There was a van. Mia took a breath."
    assert silent.text == "Mia took a breath."
    assert led.score > label.score + 2 > silent.score + 2


def test_a_wording_that_tells_its_picture_needs_no_lead() -> None:
    found = pieces(
        wording("“Hello,” {hero} told {who}."),
        see("A man rides a bike"),
        MIA,
        score=4.0,
        first=True,
        meets=[Meet("meet-1", "Here was a man.", 9.0)],
    )
    assert [p.text for p in found] == ["“Hello,” Mia told a man riding a bike."]


def test_no_lead_is_told_twice_in_a_book_and_each_is_recorded() -> None:
    lines = text_of().replace(", for {clause}", " and walked on, humming a tune about a pond")
    lines += "@meet\n" + "".join(
        f"- [] Lead {i} took {{hero}} to where {{clause}}.\n" for i in "AB"
    )
    (one,) = parse(lines)
    captions = ["A red van", "A chair", "A cloud over a hill", "An empty room", "A stone wall"]
    book = Book(one, [see(c) for c in captions], hero="Mia", pronoun="she", words=(60, 250), seed=1)
    _, pages = book.best()
    ids = [i for page in pages for i in page.ids]
    leads = [i for i in ids if i.startswith("meet-")]
    assert len(ids) == len(set(ids))
    assert len(leads) == 5
    assert sum("Lead " in page.text for page in pages) == 2
    assert not any(re.match(r"There was an? [\w ]+\. ", page.text) for page in pages)


def test_a_wording_that_begins_with_a_label_is_told_without_it() -> None:
    meets = [Meet("meet-1", "Next Mia came to a van.", -1.0)]
    found = pieces(wording("{Clause}. {hero} waved."), see("A van"), MIA, score=4.0, first=True,
                   meets=meets)  # fmt: skip
    best = max(found, key=lambda p: p.score)
    assert best.text == "Next Mia came to a van. Mia waved."
    assert "There was a van. Mia waved." in {p.text for p in found}


def test_a_thing_is_reached_not_where_it_was() -> None:
    assert filled("{hero} came to where {clause}.", "A red van") == "Mia came to a red van."


def test_a_name_that_ends_in_s_is_not_cut_short() -> None:
    precious = Hero(name="Precious", pronoun="she")
    assert filled("{hero}’s in the lava!", "A van", precious) == "Precious is in the lava!"
    assert filled("{hero}’s got it!", "A van", precious) == "Precious has got it!"
    assert filled("{hero}’s hat.", "A van", precious) == "Precious’s hat."
    assert filled("{hero}’s in the lava!", "A van") == "Mia’s in the lava!"


def test_who_is_shown_something_is_not_told_with_a_deed() -> None:
    seen = seen_of("Two men in magenta coats are performing in the park")[0]
    assert fill("{hero} showed {who} the page.", seen, MIA) == "Mia showed two men the page."
    assert "performing" in fill("{hero} ran to {who}.", seen, MIA)


def test_the_heros_companion_is_introduced_once() -> None:
    captions = ["Pip and a bear are resting under a tree", "Pip the fox sits with a bear by a lake",
                "Pip and a bear are eating honey"]  # fmt: skip
    pip = Hero(name="Pip", pronoun="he", kind="fox")
    seen = met_again([with_hero(see(c), pip, i) for i, c in enumerate(captions)], pip)
    assert seen[0].lead == "Pip and a bear were resting under a tree."
    assert seen[2].lead.endswith("Pip and the bear were eating honey.")
    assert "fox" not in seen[1].lead


def test_a_companion_whom_a_sentence_has_told_is_not_met_once_more() -> None:
    pip = Hero(name="Pip", pronoun="he", kind="fox")
    one = with_hero(see("Pip and a bear are resting under a tree"), pip, 0)
    told = pieces(wording("{hero} went up to {who}."), one, pip, score=4.0, first=True)
    assert [p.text for p in told] == [
        "Pip and a bear were resting under a tree. He went up to the bear."
    ]


def test_one_figure_was_and_several_were() -> None:
    text = "One sniff from {who}, and {they} were off."
    assert filled(text, "A dog in a park").endswith("and she was off.") or filled(
        text, "A dog in a park"
    ).endswith("and he was off.")
    assert filled(text, "Two dogs in a park").endswith("and they were off.")


def test_a_figure_does_not_do_twice_what_its_name_says() -> None:
    dog = see("a brown dog runs through the snow")
    assert fill("{Who} ran up to {hero}.", dog, MIA) == "A brown dog ran up to Mia."
    told = fill("{Who} sat down by {hero}.", dog, MIA)
    assert told == "A brown dog running through the snow sat down by Mia."


@pytest.mark.parametrize(
    ("caption", "met"),
    [
        ("The two seated girls smile towards the camera.", "two smiling girls"),
        ("Three dogs smile.", "three smiling dogs"),
    ],
)
def test_how_many_they_are_stands_first(caption: str, met: str) -> None:
    assert see(caption).gist.intro == met


def test_whoever_is_known_stays_known_where_a_deed_is_told() -> None:
    tilda = Hero(name="Tilda", pronoun="she")
    one = see("The boy is running through hay")
    first, second = met_again([one, one], tilda)
    text = "The wind of {who} {doing} caught the bubble."
    assert fill(text, first, tilda).startswith("The wind of a boy running")
    assert fill(text, second, tilda).startswith("The wind of the boy running")


def test_who_is_told_apart_by_looks_is_somebody_else() -> None:
    """Who is told without looks may be the one before."""

    def told(*captions: str) -> list[str]:
        found = met_again([see(c) for c in captions], Hero(name="Tom", pronoun="he"))
        return [one.gist.intro for one in found]

    parade = "A young man with gold short shorts and a black top is walking in a parade ."
    assert not told("a bald man in grey is holding out a stick", parade)[1].startswith("the man")
    assert told("a girl in a red dress runs", "a girl sleeps")[1].startswith("the girl")
    assert told("a man cooks", "a man in a red shirt sits on a bench")[1].startswith("the man")

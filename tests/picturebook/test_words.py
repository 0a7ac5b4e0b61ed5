"""The vocabulary: words that are found in every form, and tables that agree."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from picturebook.coverage import main, shares
from picturebook.words import Lexicon, Match, lexicon
from picturebook.words.forms import is_plural, plural, verb_form
from picturebook.words.tables import HERE, own, plain

SHARED = Path(__file__).parents[3] / "shared" / "data" / "captions_text" / "content_words.json"


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    """A vocabulary with a little art of its own."""
    tables = {
        "things/a.toml": 'fire-truck = {also = "fire engine"}\nball = {near = "bauble"}\n'
        'hat = {cm = 20}\nbridge = {near = "viaduct"}\n',
        "animals/a.toml": 'dog = {also = "hound", near = "poodle"}\n',
        "animals/poses.toml": 'wag = {also = "no animal"}\n',
        "places/outdoors.toml": 'bridge = {also = "footbridge"}\n',
        "places/indoors.toml": 'kitchen = {also = "galley"}\n',
        "people/people.toml": 'man = {also = "dad"}\nwoman = {also = "mum"}\n',
        "people/roles.toml": 'pirate = {also = "buccaneer", kind = "man"}\n',
        "people/clothes.toml": 'cap = {slot = "head", also = "hat"}\n',
        "people/poses.toml": 'walk = {also = "stroll", near = "limp"}\nsit = {}\n',
    }
    for name, text in tables.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Lexicon(tmp_path)


@pytest.mark.parametrize(
    ("word", "key", "sort", "exact"),
    [
        ("dog", "dog", "animal", True),
        ("Dogs", "dog", "animal", True),
        ("hounds", "dog", "animal", True),
        ("poodles", "dog", "animal", False),
        ("fire engines", "fire-truck", "thing", True),
        ("firetruck", "fire-truck", "thing", True),
        ("fire-trucks", "fire-truck", "thing", True),
        ("mum", "woman", "person", True),
        ("buccaneers", "pirate", "role", True),
        ("bridge", "bridge", "place", True),
        ("viaduct", "bridge", "thing", False),
    ],
)
def test_nouns(small: Lexicon, word: str, key: str, sort: str, exact: bool) -> None:
    assert small.noun(word) == Match(key, sort, exact)
    assert small.find(word) == Match(key, sort, exact)


def test_a_noun_of_a_wanted_sort(small: Lexicon) -> None:
    assert small.noun("bridge", "thing") == Match("bridge", "thing")
    assert small.noun("hat", "garment") == Match("cap", "garment")
    assert small.noun("dog", "place") is None


def test_verbs_in_every_form(small: Lexicon) -> None:
    assert small.verb("walking") == small.verb("walked") == small.verb("strolls")
    assert small.verb("limped") == Match("walk", "act", False)
    sat = small.verb("sat")
    assert sat is not None
    assert sat.key == "sit"
    assert small.noun("no animal") is None


def test_words_without_a_picture_of_their_own_are_drawn_as_others(small: Lexicon) -> None:
    """Of any word of the own tables, in a vocabulary with hardly any art."""
    found = [small.noun(word) for word in own("nouns")["near"].get("man", ())]
    assert all(match == Match("man", "person", False) for match in found)
    assert small.noun("people") == Match("person", "person")
    assert small.noun("zeppelin") is None


def test_describing_words() -> None:
    words = lexicon()
    assert words.describes("crimson", "colour") == "red"
    assert words.describes("light blue", "colour") == "blue"
    assert words.describes("several", "number") == "4"
    assert words.describes("furious", "face") == "angry"
    assert words.describes("dusk", "time") == "evening"
    assert words.describes("snowy", "weather") == "snow"


def test_a_word_of_two_entries_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "things"
    folder.mkdir()
    (folder / "a.toml").write_text('cup = {also = "mug"}\nbeaker = {near = "mug"}\n')
    with pytest.raises(ValueError, match="“mug” is a word of the thing “cup” and of the"):
        Lexicon(tmp_path)


@pytest.mark.parametrize("table", ["nouns", "verbs"])
def test_each_word_of_the_own_tables_stands_once(table: str) -> None:
    sections = own(table)
    words = [w for name in ("same", "near") for line in sections[name].values() for w in line]
    assert sorted({w for w in words if words.count(w) > 1}) == []


def test_own_tables_name_what_there_is() -> None:
    words = lexicon()
    for section in ("same", "near"):
        for target in own("nouns")[section]:
            assert words.noun(target) is not None, target
    for section in ("act", "role", "thing"):
        for place in own("settings")[section]:
            assert words.entry("place", place) is not None, place


def test_forms() -> None:
    assert plural("wolf") == "wolves"
    assert plural("fire truck") == "fire trucks"
    assert is_plural("mice")
    assert not is_plural("glass")
    assert verb_form("riding", "ride") == "ing"
    assert verb_form("rode", "ride") == "past"
    assert plain("Fire-Truck’s") == "fire truck's"


def test_the_package_is_imported_quickly() -> None:
    """The large tables of forms are loaded with the first word, not with the program."""
    code = "import sys, picturebook.reading; print('lemminflect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_all_own_tables_are_toml() -> None:
    for path in HERE.glob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_coverage_counts_mentions(tmp_path: Path, small: Lexicon) -> None:
    data = {
        "captions": {"nouns": [["dog", 6], ["poodle", 2], ["zeppelin", 2], ["way", 90]]},
        "not_counted": {"nouns": ["way"]},
    }
    (share,) = shares(data, small)
    assert (share.counted, share.itself, share.kind) == (10, 6, 2)
    assert share.left_out == (("zeppelin", 2),)
    path = tmp_path / "words.json"
    path.write_text(json.dumps(data))
    assert main(path) == 0
    assert main(tmp_path / "none.json") == 1


def test_no_kind_is_a_thing_a_person_or_an_animal(small: Lexicon) -> None:
    data = {"x": {"nouns": [["animal", 1], ["stranger", 1]]}}
    assert shares(data, small)[0].kind == 0


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is absent")
def test_most_of_what_others_tell_can_be_drawn() -> None:
    found = {(s.source, s.words): s for s in shares(json.loads(SHARED.read_text()))}

    def itself(key: tuple[str, str]) -> float:
        return found[key].itself / found[key].counted

    def drawn(key: tuple[str, str]) -> float:
        return (found[key].itself + found[key].kind) / found[key].counted

    assert itself(("coco_captions", "nouns")) >= 0.92
    assert drawn(("coco_captions", "nouns")) >= 0.97
    assert drawn(("coco_captions", "verbs")) >= 0.90
    assert itself(("tales", "nouns")) >= 0.85
    assert drawn(("tales", "nouns")) >= 0.94
    assert drawn(("tales", "verbs")) >= 0.85

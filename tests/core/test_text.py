"""Counting, sentences, nouns, and how a pasted story is cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.text import (
    clean,
    content_words,
    count_for_pictures,
    count_words,
    main_noun,
    sentences,
    singular,
    split_pasted,
    tells,
    word_spans,
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("🦊 — !!! …", 0),
        ("Don't stop, twenty-one foxes!", 4),
        ("one — two", 2),
        ("كان يا ما كان", 4),
        ("こんにちは", 5),
        ("$x^2$ <b> & 3.5", 3),
    ],
)
def test_counts_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Fox ran. He hid.", ["Mr. Fox ran.", "He hid."]),
        (
            '"Stop! Who is there?" Pip whispered. No.',
            ['"Stop! Who is there?" Pip whispered.', "No."],
        ),
        ("“Run!” he cried. “Now.” Bear ran.", ["“Run!” he cried.", "“Now.”", "Bear ran."]),
        ("He waited... and waited. Done", ["He waited... and waited.", "Done"]),
        ("BOING! Pop! It cost 3.50.", ["BOING!", "Pop!", "It cost 3.50."]),
        ("J. R. Bear sang. So did I. We slept.", ["J. R. Bear sang.", "So did I.", "We slept."]),
        ("走吧。好！", ["走吧。", "好！"]),
        ("هل أنت هنا؟ نعم.", ["هل أنت هنا؟", "نعم."]),
        ("वह गया। वह आया।", ["वह गया।", "वह आया।"]),
        ("The end. 🦊", ["The end. 🦊"]),
        ("no stop here\n\nA new one.", ["no stop here", "A new one."]),
        ("She said no. The fox went home.", ["She said no.", "The fox went home."]),
        ("Read No. 5 first. Stop.", ["Read No. 5 first.", "Stop."]),
        ("Da kam z. B. der Dachs. Er lachte.", ["Da kam z. B. der Dachs.", "Er lachte."]),
        ("Am 3. Mai kam er. Es regnete.", ["Am 3. Mai kam er.", "Es regnete."]),
        ("He has 3. Then he left.", ["He has 3.", "Then he left."]),
        ("„Halt! Wer da?“, rief er. Er lief.", ["„Halt! Wer da?“, rief er.", "Er lief."]),
        ("»Komm! Schnell!« rief er. Sie kam.", ["»Komm! Schnell!« rief er.", "Sie kam."]),
        (
            'A 5" nail. He said "Stop. Now." and ran.',
            ['A 5" nail.', 'He said "Stop. Now." and ran.'],
        ),
        (
            "Capt. Paws met Lt. Fox at 5 p.m. He sang.",
            ["Capt. Paws met Lt. Fox at 5 p.m.", "He sang."],
        ),
        ("— Dokąd idziesz? — zapytała. — Do domu.", ["— Dokąd idziesz? — zapytała.", "— Do domu."]),
        ("«Стій! Хто там?» — гукнув лис. Тихо.", ["«Стій! Хто там?» — гукнув лис.", "Тихо."]),
        ("M. Renard dansait. Il était tard.", ["M. Renard dansait.", "Il était tard."]),
        ("“你好！”他说，“走吧！”兔子笑了。", ["“你好！”他说，“走吧！”", "兔子笑了。"]),
        ("「やあ！」ときつねが言った。夜。", ["「やあ！」ときつねが言った。", "夜。"]),
        ('"नमस्ते!" उसने कहा। वह गया।', ['"नमस्ते!" उसने कहा।', "वह गया।"]),
        ("မြေခွေးလေး ရှိသည်။ သူအိပ်သည်။", ["မြေခွေးလေး ရှိသည်။", "သူအိပ်သည်။"]),
    ],
)
def test_finds_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_told_language_has_its_abbreviations() -> None:
    german = ["Er wohnt in der Gartenstr. 5 bei uns.", "Gut."]
    assert sentences(" ".join(german), "de") == german


@given(st.text(alphabet="ab C.!?\"“”'…。\n🦊,Mr", max_size=200))
def test_sentences_keep_every_character(text: str) -> None:
    assert squeezed("".join(sentences(text))) == squeezed(text)


@given(st.text(max_size=200))
def test_clean_is_stable_and_free_of_control_characters(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(c) < 32 and c not in "\n\t" for c in once)


def test_clean_keeps_what_is_only_unusual() -> None:
    assert clean("a\x00b\x1b\r\nc") == "ab\nc"
    assert clean("<script>alert(1)</script> **x** $y$") == "<script>alert(1)</script> **x** $y$"
    assert clean("e\u0301 \u200fשלום") == "é \u200fשלום"


@pytest.mark.parametrize(
    ("caption", "noun"),
    [
        ("a little girl in a red coat walking", "girl"),
        ("two dogs playing", "dogs"),
        ("a plate of food on a table", "food"),
        ("a group of people standing", "people"),
        ("a man and a woman", "man"),
        ("a black and white photo of a cat", "cat"),
        ("late at night, an owl in a blue coat is standing", "owl"),
        ("a man eats a cake", "man"),
        ("there is a dog on the sofa", "dog"),
        ("", ""),
        ("🦊!", ""),
        ("a fox chews a stick", "fox"),
        ("three children watch a parade", "children"),
        ("a hare crossing the road", "hare"),
        ("a tan and white dog in the grass", "dog"),
    ],
)
def test_finds_the_main_noun(caption: str, noun: str) -> None:
    assert main_noun(caption) == noun


def test_plurals_fold() -> None:
    assert [singular(w) for w in ("foxes", "dogs", "babies", "bus", "grass", "children")] == [
        "fox", "dog", "baby", "bus", "grass", "child",
    ]  # fmt: skip
    assert tells("The foxes' den", "fox")
    assert tells("A dog-like thing", "dogs")
    assert not tells("A foxglove", "fox")
    assert content_words("The two Foxes ran to the forest") == ["fox", "ran", "forest"]


def test_segments_for_pictures() -> None:
    assert [count_for_pictures(n) for n in (1, 2, 3, 5, 10)] == [4, 4, 3, 5, 10]


@given(st.lists(st.integers(1, 70), min_size=1, max_size=60), st.sampled_from(["\n\n", " "]))
@settings(max_examples=60, deadline=None)
def test_pasted_stories_are_cut_evenly(lengths: list[int], between: str) -> None:
    text = between.join(" ".join(["Word"] + ["word"] * (n - 1)) + "." for n in lengths)
    words = count_words(text)
    if not 100 <= words <= 500:
        with pytest.raises(BadInput, match=f"{words:,} word"):
            split_pasted(text)
        return
    parts = split_pasted(text)
    assert 3 <= len(parts) <= 12
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(count_words(part) for part in parts)
    assert parts == split_pasted(text)


def test_usual_stories_get_segments_of_usual_length() -> None:
    text = "The fox went over the hill and saw a bird in a tree. " * 20
    parts = split_pasted(text)
    assert all(25 <= count_words(part) <= 60 for part in parts)


@pytest.mark.parametrize(
    "text", ["", " \n", "🦊🦊🦊 " * 300, "?! ... — " * 200, "word " * 99, "word " * 20_000, "\0"]
)
def test_refuses_what_is_no_story(text: str) -> None:
    with pytest.raises(BadInput, match="100"):
        split_pasted(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "كان الثعلب يمشي في الغابة وهو يحمل فانوساً كبيراً. ",
        "<script>alert('hi there my friend')</script> The fox ran off. ",
        "**Bold** words and # marks and [links](x) are *text* here. ",
        "The \\frac{1}{2} of $x^2$ is a number that foxes like. ",
        "no stops at all just words and words ",
    ],
)
def test_any_script_and_markup_is_plain_text(sentence: str) -> None:
    text = sentence * 15
    parts = split_pasted(text)
    assert squeezed("".join(parts)) == squeezed(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Hello,” said — Ann!", ["“Hello,”", "said", "—", "Ann!"]),
        ("小狐狸说：「你好！」", ["小狐狸", "说：", "「你", "好！」"]),
        ("小さなきつねが、山の上に。", ["小さな", "きつねが、", "山の", "上に。"]),
        ("ทุกเช้ามันไปดื่มน้ำ", ["ทุก", "เช้า", "มัน", "ไป", "ดื่ม", "น้ำ"]),
        ("ກາລະຄັ້ງ", ["ກາ", "ລະ", "ຄັ້", "ງ"]),
        ("မြေခွေးလေး။", ["မြေ", "ခွေး", "လေး။"]),
        ("  \n", []),
    ],
)
def test_words_are_lit_by_the_script_s_own_rules(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("从前，有一只小狐狸。", 8),
        ("むかしむかし、", 6),
        ("ทุกเช้ามันไปดื่มน้ำ ที่บ้าน", 8),
        ("ຄັ້ງ", 1),
        ("…", 0),
    ],
)
def test_words_are_counted_by_the_script_s_own_rules(text: str, words: int) -> None:
    assert count_words(text) == words

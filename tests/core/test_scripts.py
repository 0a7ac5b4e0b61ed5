"""Scripts, languages and directions of texts."""

import pytest

from core.scripts import language_of, right_to_left, script_of


@pytest.mark.parametrize(
    ("text", "spoken", "language"),
    [
        ("The fox ran.", "en-us", "en"),
        ("Der Fuchs lief.", "de", "de"),
        ("कल हम जंगल गए।", "en", "hi"),
        ("काल आम्ही जंगलात गेलो।", "mr", "mr"),
        ("كان الثعلب يمشي", "fa", "fa"),
        ("小さなきつねが山の上に", "en", "ja"),
        ("从前有一只小狐狸", "cmn", "zh"),
        ("The fox ran.", "ar", "en"),
        ("สุนัขจิ้งจอก", "en", "th"),
        ("🦊 … 12", "fr", "fr"),
        ("", "", "en"),
    ],
)
def test_the_script_tells_the_language_where_the_voice_cannot(
    text: str, spoken: str, language: str
) -> None:
    assert language_of(text, spoken) == language


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert right_to_left("“12 ثعلب” and more")
    assert not right_to_left("A ثعلب ثعلب ثعلب")
    assert script_of("狐と山と川と海と空と雪と花と木と月と日と") == "HIRAGANA"

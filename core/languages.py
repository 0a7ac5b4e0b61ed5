"""Languages in which a story can be written, and what is counted in them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from core.scripts import languages_of, possible, script_of
from picturebook.reading.language import language_of, readable


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language. `own` is what it calls itself, `unit` what its length is counted in, and `scale`
    how many of them say as much as an English word."""

    id: str
    name: str
    own: str
    unit: str = "words"
    scale: float = 1.0

    @property
    def called(self) -> str:
        """ "German (Deutsch)"."""
        return f"{self.name} ({self.own})" if self.own != self.name else self.name


ENGLISH: Final = "en"
LANGUAGES: Final[Mapping[str, Language]] = {
    language.id: language
    for language in (
        Language(id="en", name="English", own="English"),
        Language(id="de", name="German", own="Deutsch"),
        Language(id="es", name="Spanish", own="español"),
        Language(id="fr", name="French", own="français"),
        Language(id="it", name="Italian", own="italiano"),
        Language(id="pt", name="Portuguese", own="português"),
        Language(id="nl", name="Dutch", own="Nederlands"),
        Language(id="pl", name="Polish", own="polski"),
        Language(id="tr", name="Turkish", own="Türkçe"),
        Language(id="uk", name="Ukrainian", own="українська"),
        Language(id="zh", name="Chinese", own="中文", unit="characters", scale=1.6),
        Language(id="ja", name="Japanese", own="日本語", unit="characters", scale=2.2),
        Language(id="ko", name="Korean", own="한국어"),
        Language(id="hi", name="Hindi", own="हिन्दी"),
        Language(id="ar", name="Arabic", own="العربية"),
    )
}
_ALIASES: Final = {"cmn": "zh", "yue": "zh", "nb": "no"}
"""Languages of narrators by the code that a story's language has."""
_OTHERS: Final = {"el": "Greek", "fa": "Persian", "he": "Hebrew", "ru": "Russian", "th": "Thai"}
"""Languages in which nobody is asked to write, but some models do."""
_ENOUGH: Final = 4
"""So many words or characters are needed to tell a language."""


def primary(tag: str) -> str:
    """The language of a tag as narrators have it: "en-us" is "en", "cmn" is "zh"."""
    code = tag.strip().lower().replace("_", "-").split("-")[0]
    return _ALIASES.get(code, code)


def name_of(code: str) -> str:
    """A language in English words, its code if it is none of these."""
    return LANGUAGES[code].name if code in LANGUAGES else _OTHERS.get(code, code)


def scaled(words: tuple[int, int], code: str) -> tuple[int, int]:
    """A length in English words as that of another language, in its unit."""
    scale = LANGUAGES[code].scale if code in LANGUAGES else 1.0
    return (words[0], words[1]) if scale == 1 else (
        10 * round(words[0] * scale / 10), 10 * round(words[1] * scale / 10)
    )  # fmt: skip


def told_in(text: str) -> str:
    """Which language a text of a writer is in; "" for a few words, which may be in any."""
    if sum(c.isalpha() for c in text) < _ENOUGH * (1 if not text.isascii() else 4):
        return ""
    return _likeliest(text, [*LANGUAGES, *_OTHERS]) or next(iter(languages_of(script_of(text))), "")


def pasted_in(text: str, spoken: Collection[str]) -> str:
    """Which of the languages that narrators speak (their tags) a pasted story is in; "" for one
    that nobody speaks."""
    if script_of(text) == "LATIN" and readable(text):
        return ENGLISH if ENGLISH in spoken else ""
    tags = {primary(tag): tag for tag in reversed(list(spoken))}
    return tags.get(_likeliest(text, list(tags)), "")


def likeliest(text: str) -> str:
    """The language (ISO 639-1) of any text; "" for one without letters."""
    if script_of(text) == "LATIN" and readable(text):
        return ENGLISH
    return told_in(text)


def _likeliest(text: str, among: Collection[str]) -> str:
    can = possible(text, among)
    return language_of(text, among=can) if len(can) > 1 else "".join(can)

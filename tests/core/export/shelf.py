"""Books to try exports with: scripts of the world, verse, pages that lack something, markup."""

import io
from collections.abc import Sequence

import numpy as np
import soundfile
from PIL import Image as Pillow

from core.export.book import About, Book, Colophon, Image, Page, Sound
from core.story import StoryRequest, WordTiming
from core.text import word_spans

LATIN = "Once there was a fox. “Who is there?” she asked."
POEM = "The moon is a boat\n  on a river of night,\n\nand nobody rows it\nbut everyone might."
ARABIC = "كان الثعلب الصغير يمشي في الغابة ليلاً وهو يحمل فانوساً."
HINDI = "एक छोटी लोमड़ी जंगल में रहती थी। वह हर रात चाँद देखती थी।"
CHINESE = "从前有一只小狐狸。它住在森林里。"
THAI = "กาลครั้งหนึ่ง มีสุนัขจิ้งจอกตัวน้อย"
MARKUP = "<script>alert('x')</script> & &amp; ]]> <b>fox</b> #let x = $y$ {{z}} </p></style>"
SECONDS = 2.0


def png(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Pillow.new(mode, size, "teal").save(out, "PNG")
    return out.getvalue()


def wav(seconds: float = SECONDS) -> bytes:
    """A hum."""
    out = io.BytesIO()
    hum = 0.4 * np.sin(np.arange(round(22050 * seconds)) / 10)
    soundfile.write(out, hum, 22050, format="WAV", subtype="PCM_16")
    return out.getvalue()


def words(text: str, seconds: float = SECONDS) -> tuple[WordTiming, ...]:
    """Each word of a text after a pause of 10 %, for an equal part of the time."""
    spans = word_spans(text)
    each = seconds / max(len(spans), 1)
    return tuple(
        WordTiming(
            word=text[start:end],
            start_s=(i + 0.1) * each,
            end_s=(i + 1) * each,
            start_char=start,
            end_char=end,
        )
        for i, (start, end) in enumerate(spans)
    )


def page(
    index: int, text: str, *, picture: bool = True, sound: bool = True, seconds: float = SECONDS
) -> Page:
    """A page with its sound and times."""
    return Page(
        index=index,
        text=text,
        image=Image(content=png(), mime="image/png", width=96, height=64, alt='a "fox" & a <hat>')
        if picture
        else None,
        sound=Sound(content=wav(seconds), seconds=seconds, words=words(text, seconds))
        if sound
        else None,
    )


def book(
    texts: Sequence[str] = (LATIN, POEM),
    *,
    title: str = "The Fox & the <Rain>",
    language: str = "en",
    about: About | None = None,
    pages: Sequence[Page] | None = None,
) -> Book:
    """A book of pages with these texts, or of these pages."""
    made = tuple(pages if pages is not None else [page(i, text) for i, text in enumerate(texts)])
    return Book(
        story_id="s1",
        title=title,
        request=StoryRequest(text=" ".join(["word"] * 100), seed=7, language=language),
        pages=made,
        about=about or About(author="Maya & Ben <3", dedication="For you\nand me", age="3 to 6"),
        cover=next((p.image for p in made if p.image), None),
        colophon=Colophon(sentences=("Written by hand.",), settings=("Seed: 7",)),
    )


SHELF = {
    "latin": book(),
    "arabic": book((ARABIC, ARABIC), title="الثعلب", language="ar"),
    "hindi": book((HINDI,), title="लोमड़ी", language="hi"),
    "chinese": book((CHINESE,), title="小狐狸", language="cmn"),
    "thai": book((THAI,), title="สุนัขจิ้งจอก", language="th"),
    "markup": book((MARKUP, "a\x01b"), title=MARKUP, about=About(author=MARKUP, dedication=MARKUP)),
    "bare": book(
        pages=[
            page(0, LATIN, picture=False, sound=False),
            page(1, "", sound=False),
            Page(index=2, text=LATIN, sound=Sound(content=wav(), seconds=SECONDS)),
        ],
        about=About(),
    ),
    "long": book(pages=[page(0, "A fox ran. " * 670, seconds=40)]),
}
"""One book for each thing that could go wrong."""

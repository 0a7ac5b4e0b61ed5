"""Small books for the tests of exports."""

import io

import numpy as np
import soundfile
from PIL import Image as Pillow

from core.export.book import Book, Image, Original, Page, Sound
from core.story import Picture, StoryRequest, WordTiming

ARABIC = "كان الثعلب الصغير يمشي في الغابة ليلاً وهو يحمل فانوساً. قال: من هناك؟"


def png(size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def wav() -> bytes:
    out = io.BytesIO()
    hum = 0.4 * np.sin(np.arange(22050) / 10)
    soundfile.write(out, hum, 22050, format="WAV", subtype="PCM_16")
    return out.getvalue()


def image(size: tuple[int, int] = (96, 64)) -> Image:
    return Image(content=png(size), mime="image/png", width=size[0], height=size[1], alt="a fox")


WORDS = (
    WordTiming(word="The", start_s=0.0, end_s=0.4, start_char=0, end_char=3),
    WordTiming(word="fox", start_s=0.4, end_s=0.8, start_char=4, end_char=7, estimated=True),
)


def book(*texts: str, title: str = "The Fox & the <Rain>") -> Book:
    pages = tuple(
        Page(
            index=i,
            text=text,
            caption="a fox",
            prompt="a fox, cut paper",
            image=image(),
            sound=Sound(content=wav(), seconds=1.0, words=WORDS),
        )
        for i, text in enumerate(texts or ("The fox ran.", "It rained."))
    )
    request = StoryRequest(
        pictures=(Picture(sha256="p", name="x.jpg", width=64, height=64),), seed=7
    )
    timing = {
        "stage": "writing",
        "segment": None,
        "model": "starter-storyteller",
        "device": "cpu",
        "dtype": "float32",
        "load_s": 0.1,
        "run_s": 1.0,
    }
    details = {"device": "cpu", "timings": [timing], "models": {"writer": "starter-storyteller"}}
    return Book(
        story_id="s",
        title=title,
        request=request,
        pages=pages,
        cover=pages[0].image,
        originals=(Original(name="x.jpg", image=image((64, 64))),),
        details=details,
    )

"""What a model can do, one Protocol for each role. A family (one file each) fulfils one of these.

Nothing here imports torch; families do, lazily.  `check` is called often (every diffusion step,
every few tokens) and raises `core.errors.Cancelled` when the user cancelled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from PIL import Image

from core.measured import Meter, Unknown

Check = Callable[[], None]
Step = Callable[[int, int], None]
"""Hears how much is done, and of how much; may raise to cancel."""


@dataclass(frozen=True, kw_only=True)
class CaptionResult:
    """A caption and how sure the model is of it (0..1).

    That is the geometric mean of its tokens' probabilities, or, where a captioner was calibrated,
    the chance that the caption is right. `candidates`: other captions to choose from, best first.
    """

    text: str
    confidence: float
    candidates: tuple[str, ...] = ()


class Captioner(Protocol):
    """Says what is in pictures."""

    def caption(self, images: Sequence[Image.Image], *, check: Check) -> list[CaptionResult]:
        """Caption RGB pictures in one batch, greedily."""


Message = Mapping[str, str]
"""One turn of a conversation: its "role" ("user" or "assistant") and "content"."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer. `likelihood`: mean log-probability of its tokens, in nats; None if unknown."""

    text: str
    likelihood: float | None = None


class Talk(Protocol):
    """A conversation with a writer."""

    def answers(
        self,
        messages: Sequence[Message],
        *,
        seeds: Sequence[int],
        max_new_tokens: int,
        temperature: float,
        top_p: float,
        check: Check,
        hear: Callable[[str], None] | None = None,
    ) -> list[Reply]:
        """An answer to the last message for each seed; `hear` gets the first one as it grows.

        `messages` are the whole conversation so far; the user begins, and both take turns.
        """


class Writer(Protocol):
    """Answers in conversations."""

    options: Mapping[str, Any]
    """Of its catalogue entry."""
    candidates: int
    """How many answers are worth asking for at once."""
    tokens_made: int | None
    """Tokens computed since it was loaded, those thrown away included; None if unknown."""

    def talk(self) -> Talk:
        """Begin a conversation."""


class Illustrator(Protocol):
    """Paints pictures from prompts."""

    size: tuple[int, int]
    """Width and height in pixels."""
    max_tokens: int

    def count_tokens(self, prompt: str) -> int:
        """Length of a prompt by the model's own tokenizer, with its start and end tokens."""

    def paint(
        self,
        prompts: Sequence[str],
        *,
        seeds: Sequence[int],
        negative_prompt: str = "",
        num_inference_steps: int | None = None,
        guidance_scale: float | None = None,
        init_image: Image.Image | None = None,
        strength: float = 0.6,
        on_step: Callable[[int, int], None],
    ) -> list[Image.Image]:
        """One picture a prompt; `on_step(done, total)` after each step (may raise to cancel).

        A picture depends on its own prompt and seed only, not on the batch it is painted in; with
        `init_image` also on that picture, of which `strength` (0.05 to 1) is painted anew.
        An illustrator that cannot start from a picture raises `BadInput`.  One that paints without
        guidance (`guidance_scale` up to 1) cannot heed a negative prompt.
        """


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """Speech: mono float32 samples in -1..1, `sample_rate` in Hz, and when each word is spoken.

    `words`: (start_char, end_char, start_s, end_s) into the text that was spoken.
    """

    samples: np.ndarray
    sample_rate: int
    words: tuple[tuple[int, int, float, float], ...]


class Narrator(Protocol):
    """Speaks text."""

    def voices(self) -> dict[str, dict[str, str]]:
        """Languages (BCP 47) to their voices: id to the name that people read."""

    def speak(
        self,
        text: str,
        *,
        language: str,
        voice: str | None,
        speed: float,
        check: Check,
        seed: int = 0,
    ) -> Utterance:
        """Speak plain text; `speed` 1.0 is normal.

        The same `seed` gives the same speech; a voice without chance in it may ignore it.
        """


class Composer(Protocol):
    """Makes music from words."""

    longest_s: float
    """So many seconds are one piece."""

    def compose(
        self, prompt: str, *, seconds: float, seed: int, on_step: Step
    ) -> tuple[np.ndarray, int]:
        """Music of about `seconds`: samples float32 of shape (n, channels), and samples a second.

        The same `seed` gives the same music.
        """


class Scorer(Protocol):
    """Says how well pictures and texts fit (CLIP)."""

    def embed_images(self, images: Sequence[Image.Image]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d)."""

    def embed_texts(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32, shape (n, d)."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """A loaded model, lent for a while; `load_s` is what loading took now (0 if it was loaded).

    `note` is a sentence for people when it does not run as it best would: memory is short.
    `meter` watches the memory of the place where it runs.
    """

    backend: Any
    model_id: str
    device: str
    dtype: str
    load_s: float
    note: str = ""
    meter: Meter = field(default_factory=Unknown)

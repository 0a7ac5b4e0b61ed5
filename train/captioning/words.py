"""What captions are made of: words mentioned often enough, or a language model's tokens."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordLevel
from transformers import AutoTokenizer, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from core.errors import BadInput
from core.models.caption_search import END, PAD, START, UNKNOWN

MARKS: Final = ("[pad]", "[start]", "[end]", "[unknown]")
_WORD: Final = r"[\p{L}\p{N}]+(?:['’\-][\p{L}\p{N}]+)*|[.,!?]"
_ENDS: Final = re.compile(r"[\s.!?,]+$")
_SPACED_END: Final = re.compile(r"\s[\s.!?,]*$")


class Words:
    """Texts to numbers and back; `unknown` is -1 where there is no such word."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, *, of_lm: bool) -> None:
        self.tokenizer, self.of_lm = tokenizer, of_lm
        if of_lm:
            end: Any = tokenizer.eos_token_id
            start: Any = tokenizer.bos_token_id
            if end is None:
                raise BadInput("The language model's tokenizer has no token that ends a text.")
            self.end: int = end
            self.start: int = end if start is None else start
            self.pad, self.unknown = self.end, -1
        else:
            self.pad, self.start, self.end, self.unknown = PAD, START, END, UNKNOWN

    def __len__(self) -> int:
        return len(self.tokenizer)

    def encode(self, text: str) -> list[int]:
        """A caption without marks; the point at its end says nothing and is left, before a language
        model only one that stands apart (" .")."""
        text = " ".join(text.split())
        text = (_SPACED_END if self.of_lm else _ENDS).sub("", text)
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def decode(self, ids: Sequence[int]) -> str:
        """Numbers back into a text."""
        text = str(self.tokenizer.decode(list(ids), skip_special_tokens=True))
        return re.sub(r" +([.,!?])", r"\1", text).strip()

    def save(self, folder: Path) -> None:
        """Beside the weights."""
        self.tokenizer.save_pretrained(folder)


def of_texts(texts: Iterable[str], *, threshold: int, extra: Iterable[str] = ()) -> Words:
    """A vocabulary of words mentioned `threshold` times, the commonest first, then `extra` ones."""
    tokenizer = _word_tokenizer({mark: i for i, mark in enumerate(MARKS)})
    counts: Counter[str] = Counter()
    for text in texts:
        split = tokenizer.normalizer.normalize_str(text)
        counts.update(word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(split))
    kept = [word for word, count in counts.most_common() if count >= threshold]
    more = sorted({word.lower() for word in extra} - set(kept))
    vocabulary = {word: i for i, word in enumerate([*MARKS, *kept, *more])}
    if len(vocabulary) == len(MARKS):
        raise BadInput(
            f"No word is mentioned {threshold} times in the captions; give a smaller --threshold."
        )
    return of_vocabulary(vocabulary)


def of_vocabulary(vocabulary: dict[str, int]) -> Words:
    """A vocabulary that is known: words to numbers, `MARKS` first."""
    pad, start, end, unknown = MARKS
    return Words(
        PreTrainedTokenizerFast(
            tokenizer_object=_word_tokenizer(vocabulary),
            pad_token=pad, bos_token=start, eos_token=end, unk_token=unknown,
            clean_up_tokenization_spaces=False,
        ),
        of_lm=False,
    )  # fmt: skip


def _word_tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    made = Tokenizer(WordLevel(vocabulary, unk_token=MARKS[UNKNOWN]))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Lowercase(), normalizers.Replace("’", "'")]
    )
    made.pre_tokenizer = pre_tokenizers.Split(Regex(_WORD), behavior="removed", invert=True)
    return made


def of_folder(folder: Path, *, of_lm: bool) -> Words:
    """The vocabulary beside a captioner, or a language model's own."""
    return Words(tokenizer_of(folder), of_lm=of_lm)


def tokenizer_of(folder: Path) -> PreTrainedTokenizerBase:
    """The tokenizer beside a captioner."""
    tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
        folder, local_files_only=True
    )
    return tokenizer

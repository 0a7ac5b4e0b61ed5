"""Where a scorer's words come from: a published reader of sentences, or its own captions.

A reader (any BERT with a WordPiece vocabulary, MiniLM for one) is asked for a vector of each word
by itself; their principal components are what the scorer's text side begins with, and keeps. So it
has an idea of words that no caption of its training mentions. Nothing of the reader runs later.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from core.errors import BadInput
from train.captioning import words as captioning

SPECIAL: Final = ("[PAD]", "[UNK]")
_KEPT: Final = re.compile(r"(##)?[a-z0-9]+|[!-~]")
_TOGETHER: Final = 512


def of_texts(texts: Iterable[str], *, threshold: int) -> Any:
    """A tokenizer of words mentioned `threshold` times; number 0 pads."""
    return captioning.of_texts(texts, threshold=threshold).tokenizer


def of_reader(folder: Path, size: int) -> tuple[Any, Tensor]:
    """A reader's tokenizer without what is not English, and a vector of `size` for each word."""
    try:
        whole = Tokenizer.from_file(str(folder / "tokenizer.json"))
        described = json.loads(whole.to_str())
        vocabulary = described["model"]["vocab"]
        if described["model"]["type"] != "WordPiece":
            raise ValueError("its words are no WordPieces")
    except Exception as error:  # tokenizers raises plain Exceptions
        raise BadInput(f"{folder} holds no reader with a WordPiece vocabulary: {error}.") from error
    kept = [word for word in sorted(vocabulary, key=vocabulary.get) if _KEPT.fullmatch(word)]
    vectors = _principal(_asked(folder, [vocabulary[word] for word in kept]), size)
    table = torch.cat([torch.zeros(len(SPECIAL), size), vectors])
    described["model"]["vocab"] = {word: i for i, word in enumerate([*SPECIAL, *kept])}
    described["model"]["unk_token"] = SPECIAL[1]
    described |= {"added_tokens": [], "post_processor": None, "padding": None, "truncation": None}
    made = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(described)),
        pad_token=SPECIAL[0], unk_token=SPECIAL[1], clean_up_tokenization_spaces=False,
    )  # fmt: skip
    return made, table


@torch.inference_mode()
def _asked(folder: Path, numbers: list[int]) -> Tensor:
    """The reader's mean vector of each word alone, (words, width)."""
    from transformers import AutoModel, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        reader = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise BadInput(f"{folder} holds no reader of sentences: {error}.") from error
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    ids = torch.tensor([[first, number, last] for number in numbers])
    rows = [
        reader.eval()(input_ids=part).last_hidden_state.mean(1) for part in ids.split(_TOGETHER)
    ]
    return torch.cat(rows)


def _principal(vectors: Tensor, size: int) -> Tensor:
    """The first `size` principal components, of a mean square of 1 altogether."""
    centred = torch.nn.functional.normalize(vectors, dim=-1)
    centred = centred - centred.mean(0)
    _, _, directions = torch.pca_lowrank(
        centred, min(size, centred.shape[1]), center=False, niter=6
    )
    found = centred @ directions
    return found / found.square().mean().sqrt()


def beside(folder: Path) -> Any:
    """The tokenizer beside a finished scorer."""
    return PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)

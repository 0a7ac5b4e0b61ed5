"""A tokenizer from the metadata of a GGUF file: byte-level BPE, as Qwen and SmolLM have it.

The file names how text is cut before the merges begin; a way that is not known here is refused, as
a tokenizer that is nearly right makes a model stupid without a word.
"""

from collections.abc import Mapping
from typing import Any, Final

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from core.errors import ModelUnavailable

CONTROL: Final = 3
USER_DEFINED: Final = 4
UNUSED: Final = 5
"""Kinds of tokens, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md."""

_QWEN: Final = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def _byte_level(use_regex: bool) -> Any:
    return pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=use_regex)


def _qwen() -> Any:
    cut = pre_tokenizers.Split(Regex(_QWEN), "isolated")
    return pre_tokenizers.Sequence([cut, _byte_level(False)])


def _smollm() -> Any:
    digits = pre_tokenizers.Digits(individual_digits=True)
    return pre_tokenizers.Sequence([digits, _byte_level(True)])


CUTS: Final[Mapping[str, Any]] = {
    "qwen2": _qwen,
    "smollm": _smollm,
    "gpt-2": lambda: _byte_level(True),
}
"""`tokenizer.ggml.pre` to what cuts text into pieces."""


def build_tokenizer(fields: Mapping[str, Any]) -> Any:
    """The tokenizer that `fields` (names without "tokenizer.ggml.") describe."""
    kind, cut = str(fields["model"]), str(fields.get("pre"))
    if kind != "gpt2" or cut not in CUTS:
        raise ModelUnavailable(
            f"its tokenizer ({kind}, {cut}) is of a kind that the studio cannot build; known: gpt2 "
            f"with {', '.join(CUTS)}"
        )
    tokens, kinds = list(fields["tokens"]), list(fields["token_type"])
    vocabulary = {t: i for i, (t, k) in enumerate(zip(tokens, kinds, strict=True)) if k != UNUSED}
    merges = [tuple(pair.split(" ", 1)) for pair in fields["merges"]]
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.normalizer = normalizers.NFC() if cut == "qwen2" else None
    tokenizer.pre_tokenizer = CUTS[cut]()
    tokenizer.decoder = decoders.ByteLevel()
    for token, kind in zip(tokens, kinds, strict=True):
        if kind in (CONTROL, USER_DEFINED):
            special = kind == CONTROL
            added = AddedToken(token, special=special, normalized=False)
            (tokenizer.add_special_tokens if special else tokenizer.add_tokens)([added])
    names = {"eos_token": "eos", "pad_token": "padding", "unk_token": "unknown"}
    if fields.get("add_bos_token"):
        names["bos_token"] = "bos"
    given = {name: fields.get(f"{key}_token_id") for name, key in names.items()}
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        clean_up_tokenization_spaces=False,
        chat_template=fields.get("chat_template"),
        **{name: tokens[index] for name, index in given.items() if index is not None},
    )

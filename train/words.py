"""The illustrator's reader of words: a small CLIP text encoder and its tokenizer, from nothing."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from picturebook.sampling.nouns import plural
from picturebook.sampling.tables import raw

TOKENS: Final = 48
"""Of a prompt, at most."""
WIDTH: Final = 192
VOCABULARY: Final = 4096


def build_tokenizer(texts: Iterable[str], vocabulary: int = VOCABULARY) -> CLIPTokenizer:
    """A byte-level BPE in CLIP's own form, which never meets an unknown character."""
    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    reader = CLIPTokenizer().backend_tokenizer
    learner.normalizer, learner.pre_tokenizer = reader.normalizer, reader.pre_tokenizer
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    learner.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary - len(letters) - 2,
            initial_alphabet=letters,
            end_of_word_suffix="</w>",
            show_progress=False,
        ),
    )
    merges: Any = [tuple(pair) for pair in json.loads(learner.to_str())["model"]["merges"]]
    # As in CLIP: all bytes, all bytes that end a word, the merges, then the two marks.
    words = [*letters, *(f"{letter}</w>" for letter in letters), *map("".join, merges)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    vocab = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=TOKENS)


def build_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    """Three layers, as wide as what the UNet reads."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            intermediate_size=3 * WIDTH,
            num_hidden_layers=3,
            num_attention_heads=6,
            max_position_embeddings=TOKENS,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def load_tokenizer(folder: Path) -> CLIPTokenizer:
    """The tokenizer of a run."""
    return CLIPTokenizer.from_pretrained(folder, model_max_length=TOKENS)


class Words(nn.Module):
    """Reads texts, and says where a figure's noun stands in one."""

    def __init__(self, tokenizer: CLIPTokenizer, encoder: CLIPTextModel | None = None) -> None:
        super().__init__()
        self.tokenizer = tokenizer
        self.encoder = encoder or build_encoder(tokenizer)

    def forward(self, texts: Sequence[str]) -> Tensor:
        """(B, TOKENS, WIDTH): the states of all words."""
        ids = self.tokenizer(
            list(texts),
            padding="max_length",
            max_length=TOKENS,
            truncation=True,
            return_tensors="pt",
        ).input_ids
        states: Tensor = self.encoder(ids.to(self.encoder.device)).last_hidden_state
        return states

    def places(self, text: str, kinds: Sequence[str]) -> list[int]:
        """Where the last token of each figure's noun stands, -1 where the text has none."""
        ids = self.tokenizer(text, max_length=TOKENS, truncation=True).input_ids
        used: set[int] = set()
        found = []
        for kind in kinds:
            place = -1
            for noun in _nouns(kind):
                parts = self.tokenizer(noun, add_special_tokens=False).input_ids
                ends = (
                    start + len(parts) - 1
                    for start in range(len(ids) - len(parts) + 1)
                    if ids[start : start + len(parts)] == parts
                )
                place = next((end for end in ends if end not in used), -1)
                if place >= 0:
                    break
            used.add(place)
            found.append(place)
        return found


def _nouns(kind: str) -> list[str]:
    """What captions call a kind, the longest first, so that a part is not taken for the whole."""
    said: dict[str, Any] = raw("deeds")["words"]
    nouns = [str(noun) for noun in said.get(kind) or [kind.replace("-", " ")]]
    return sorted([*nouns, *map(plural, nouns)], key=len, reverse=True)

"""What a writer says by now, shown while it learns."""

from typing import Any, Final

import torch

from train import loop
from train.writing.data import Story

TOKENS: Final = 80
"""So many are shown: the beginning of an answer."""
_GIVEN: Final = 8
"""Words of a text without a prompt that it is given to go on from."""


@torch.inference_mode()
def told(model: Any, tokenizer: Any, story: Story, *, device: torch.device) -> tuple[str, str]:
    """What the model answers (greedily) to a story's prompt, and what the answer ought to be."""
    if story.messages:
        at = next(i for i, said in enumerate(story.messages) if said["role"] == "assistant")
        given = tokenizer.apply_chat_template(
            list(story.messages[:at]), add_generation_prompt=True, tokenize=False
        )
        wanted, special = story.messages[at]["content"], False
    else:
        words = story.text.split()
        given, wanted, special = " ".join(words[:_GIVEN]), " ".join(words[_GIVEN:]), True
    ids = tokenizer(given, return_tensors="pt", add_special_tokens=special).input_ids.to(device)
    learns = model.training
    model.eval()
    with loop.half_precision():
        made = model.generate(
            input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=TOKENS,
            do_sample=False, pad_token_id=tokenizer.pad_token_id or tokenizer.eos_token_id,
        )  # fmt: skip
    model.train(learns)
    return str(tokenizer.decode(made[0, ids.shape[1] :], skip_special_tokens=True)), wanted

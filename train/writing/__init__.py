"""The parts of `python -m train.writer`: stories, their tokens, LoRA, held-out loss, the card."""

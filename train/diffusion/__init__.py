"""Fine-tuning of illustrators: what `python -m train.diffusion` is made of, one purpose a file."""

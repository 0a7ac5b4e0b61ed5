"""The parts of `python -m train.captioner`: data, features, words, rewards, figures, the card."""

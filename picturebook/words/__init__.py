"""The one vocabulary: every word that can be drawn, and what is drawn for it."""

from picturebook.words.vocabulary import Lexicon, Match, lexicon

__all__ = ["Lexicon", "Match", "lexicon"]

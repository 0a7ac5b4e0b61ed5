"""The pronouns in a tale; its names and things are the application's, which writes them in."""

from typing import Final

from core.stages.starter_cast import Gender

PRONOUNS: Final[dict[Gender, dict[str, str]]] = {
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
}

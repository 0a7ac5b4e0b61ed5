"""Plots that any pictures can carry, and the telling of captions in a page's own words.

`tell` makes a book of one to ten captions; `library` holds the threads (see `README.md`).  Knows no
model, no storage and no stage.
"""

from core.threads.teller import Told, tell, versions

__all__ = ["Told", "tell", "versions"]

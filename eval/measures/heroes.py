"""Does the hero of a book look the same from page to page, and like nobody else's?

Of the pictures of those pages whose words name the hero.  That pages are alike says little: they
share a style and a place.  So each is held against how the hero was described, and against how the
heroes of other books were: `apart` is the share of others' descriptions that fit it less (0.5 is
chance).  All vectors come from one scorer (`core.models.base.Scorer`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.errors import BadInput
from eval.measures.clip import pairwise, units
from eval.measures.pairs import area_under_curve


@dataclass(frozen=True, kw_only=True)
class HeroFit:
    """One book's. `alike`: mean cosine of its hero's pages in pairs, NaN of fewer than two;
    `apart`: how well they tell the hero from others (0 to 1, chance 0.5), NaN without others."""

    alike: float
    apart: float
    pages: int


def hero_fit(pages: np.ndarray, hero: np.ndarray, others: np.ndarray | None = None) -> HeroFit:
    """`pages`: vectors of the pictures that show the hero, shape (n, d); `hero`: that of the
    hero's description, shape (d,); `others`: those of other heroes', shape (m, d)."""
    seen, own = units(pages), units(np.asarray(hero)[None])
    if own.shape[1] != seen.shape[1]:
        raise BadInput("The hero's description and the pages have vectors of different lengths.")
    apart = float("nan")
    if others is not None and len(others):
        right, wrong = (seen @ own.T)[:, 0], seen @ units(others).T
        each = [area_under_curve(right[[i]], wrong[i]) for i in range(len(seen))]
        apart = float(np.mean(each))
    return HeroFit(alike=pairwise(seen), apart=apart, pages=len(seen))


def hero_fits(books: Sequence[np.ndarray], heroes: np.ndarray) -> list[HeroFit]:
    """Each book's pages beside its own hero (a row of `heroes`) and all the other books'."""
    if len(books) != len(heroes):
        raise BadInput("Each book needs the description of its hero.")
    rows = np.asarray(heroes)
    return [hero_fit(pages, rows[i], np.delete(rows, i, axis=0)) for i, pages in enumerate(books)]

"""What the dashboard calls who and what made something."""

import pandas as pd

from studio.named import NOBODY, named


def test_scorers_of_another_revision_or_dtype_are_others() -> None:
    rows = [
        {"scorer": "clip", "revision": "0123456789", "dtype": dtype, "model": model, "title": ""}
        for dtype, model in (("float32", "one"), ("bfloat16", None), (None, ""))
    ]
    found = named(pd.DataFrame(rows))
    labels = ["clip @ 01234567, float32", "clip @ 01234567, bfloat16", "clip @ 01234567"]
    assert list(found["scorer"]) == labels
    assert list(found["model"]) == ["one", NOBODY, NOBODY]
    assert set(found["title"]) == {"Untitled"}


def test_scores_that_are_no_numbers_stay_unknown() -> None:
    assert named(pd.DataFrame({"score": [None, 1]}))["score"].isna().tolist() == [True, False]

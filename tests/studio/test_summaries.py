"""What the dashboard says of many pages in one number."""

import pandas as pd

from studio.summaries import mean


def test_the_interval_of_percentiles_ends_where_percentiles_end() -> None:
    frame = pd.DataFrame({"story_id": list("aabbcc"), "better": [100, 100, 100, 99, 96, 95]})
    value, low, high = mean(frame, "better")
    assert low < value < 100 < high
    assert mean(frame, "better", (0.0, 100.0)) == (value, low, 100.0)

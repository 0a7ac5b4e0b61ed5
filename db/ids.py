"""Identifiers of stories, builds and runs."""

import secrets
import time
from collections.abc import Collection


def new_id() -> str:
    """32 hexadecimal digits that sort by time (microseconds first, then chance)."""
    return f"{time.time_ns() // 1000:014x}{secrets.token_hex(9)}"


def short_ids(ids: Collection[str]) -> dict[str, str]:
    """How each may be called: by its last eight characters, or as many as tell it from the others.

    Ids made within minutes of each other begin alike; their ends are chance.
    """
    length = next((n for n in range(8, 32) if len({one[-n:] for one in ids}) == len(set(ids))), 32)
    return {one: one[-length:] for one in ids}

"""Identifiers of stories, builds and runs."""

import secrets
import time


def new_id() -> str:
    """32 hexadecimal digits that sort by time (microseconds first, then chance)."""
    return f"{time.time_ns() // 1000:014x}{secrets.token_hex(9)}"

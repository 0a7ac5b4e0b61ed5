"""Words that were typed and not saved outlive a reload, a crash of the browser and of the server.

They stay in this browser alone, by book, page and field, and are offered where they were typed: to
be restored or discarded.  A small script does it all; the server never sees a draft.
"""

import re
from pathlib import Path

import streamlit as st

from core.build import digest

_HERE = Path(__file__).parent
_HTML = """<div class="draft" role="region" aria-label="Words that were not saved" hidden>
<p class="lead" role="status"></p><p class="words" tabindex="0"></p>
<div class="choice"><button class="take" type="button">Restore</button>
<button class="drop" type="button">Discard</button></div></div>"""

_bar = st.components.v2.component(
    "storybook_drafts",
    html=_HTML,
    css=(_HERE / "drafts.css").read_text("utf-8"),
    js=(_HERE / "drafts.js").read_text("utf-8"),
)


def keep(name: str, field: str, saved: str, *, done: str = "", quiet: bool = False) -> None:
    """Keep what is typed into the text field with the key `field`; call it beside the field.

    `name` is the draft's own ("book/segment/3"), the same after a reload; `saved` the text that
    stands.  A draft equal to `saved` or `done` is forgotten.  `quiet`: say
    nothing now.
    """
    _bar(
        key=f"draft.{field}",
        data={
            "id": name,
            "field": f"st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', field.strip())}",
            "saved": saved,
            "base": digest(saved)[:10],
            "done": done,
            "quiet": quiet,
        },
    )


def forget(name: str, text: str) -> None:
    """Forget a draft of this text, wherever its field is: it is saved."""
    keep(name, f"saved.{name}", text)

"""What the preset wants from elsewhere before the studio opens, fetched as part of set-up.

Others stand in for what cannot be had (`ModelEntry.instead`), so nothing here keeps the studio from
opening; what went wrong is said in a sentence.
"""

import sys

from core.errors import StudioError
from core.models import downloads
from core.models.entry import ModelEntry
from core.models.fetching import Progress
from core.models.registry import Catalog
from core.settings import Settings
from studio.progress_line import ProgressLine, mib_words

MIB = 2**20


def fetch_wanted(settings: Settings) -> bool:
    """Fetch it, with progress on standard error; whether everything is here now."""
    catalog = Catalog.load(settings.extra_catalog)
    whole = True
    for entry in catalog.wanted_at_start(settings.preset):
        whole = _fetch(catalog, entry, settings) and whole
    return whole


def _fetch(catalog: Catalog, entry: ModelEntry, settings: Settings) -> bool:
    line = ProgressLine()

    def show(now: Progress) -> None:
        done, total = mib_words(now.done_bytes / MIB), mib_words(now.total_bytes / MIB)
        share = now.done_bytes / now.total_bytes if now.total_bytes else 0.0
        line.show(f"{entry.label}: {share:.0%}, {done} of {total}", step=int(share * 10))

    other = catalog.model(str(entry.instead)).label
    try:
        downloads.fetch(
            catalog,
            entry.id,
            token=settings.hub_token,
            device=settings.device,
            on_progress=show,
        )
    except StudioError as error:
        line.clear()
        print(f"{error} {other} stands in for it meanwhile.", file=sys.stderr, flush=True)
        return False
    except KeyboardInterrupt:
        line.clear()
        print(
            f"{entry.label} comes later: what has arrived is kept, and {other} stands in for it.",
            file=sys.stderr,
            flush=True,
        )
        return False
    line.clear()
    print(f"{entry.label} is here.", file=sys.stderr, flush=True)
    return True

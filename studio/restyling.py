"""Another style for a whole book, in one step."""

from studio.editing import Editing
from studio.graphs import Graphs, stale_of
from studio.jobs import Jobs


class Restyling:
    """The use case behind the pictures of styles."""

    def __init__(self, graphs: Graphs, editing: Editing, jobs: Jobs) -> None:
        self._graphs = graphs
        self._editing = editing
        self._jobs = jobs

    def restyle(self, story_id: str, style: str) -> None:
        """Give a book another style and make its pictures anew at once; words and voices stay.

        What was out of date before waits as it did; locked pictures stay.  `UnknownName` lists the
        styles.
        """
        before = set(stale_of(self._graphs.states(story_id)))
        self._editing.change(story_id, style=style)
        now = stale_of(self._graphs.states(story_id))
        touched = [slot for slot in now if slot not in before]
        if touched:
            self._jobs.build(story_id, touched)

"""The one reader: captions and sentences into scenes."""

from picturebook.reading.language import readable
from picturebook.reading.members import Cast, Member
from picturebook.reading.reader import Clause, Reading, read

__all__ = ["Cast", "Clause", "Member", "Reading", "read", "readable"]

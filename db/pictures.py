"""Accepted pictures: their facts. The files are in `db.media`."""

import time
from dataclasses import dataclass

from core.story import Picture
from db.session import Database, upsert
from db.tables import PictureRow


@dataclass(frozen=True, kw_only=True)
class StoredPicture:
    """A picture, its media type and its size in bytes."""

    picture: Picture
    mime: str
    bytes: int
    created_at: float


class Pictures:
    """Pictures by content hash; the first name stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, picture: Picture, *, mime: str, size: int) -> None:
        """Remember a picture; nothing happens when it is known."""
        with self._database.session() as session:
            session.execute(
                upsert(session, PictureRow)
                .values(
                    sha256=picture.sha256,
                    name=picture.name,
                    width=picture.width,
                    height=picture.height,
                    mime=mime,
                    bytes=size,
                    created_at=time.time(),
                )
                .on_conflict_do_nothing()
            )

    def get(self, sha256: str) -> StoredPicture | None:
        """The picture of that content hash."""
        with self._database.reading() as session:
            row = session.get(PictureRow, sha256)
            if row is None:
                return None
            return StoredPicture(
                picture=Picture(
                    sha256=row.sha256, name=row.name, width=row.width, height=row.height
                ),
                mime=row.mime,
                bytes=row.bytes,
                created_at=row.created_at,
            )

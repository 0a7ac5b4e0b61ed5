"""Accepted pictures: their facts. The files are in `db.media`."""

import time
from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update

from core.story import Picture
from db.session import Database, upsert
from db.tables import ArtifactRow, PictureRow, StoryRow


class Pictures:
    """Pictures by content hash; the first name stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, picture: Picture, *, mime: str, size: int) -> None:
        """Remember a picture; of one that is known, that it was brought again."""
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
                .on_conflict_do_update(index_elements=["sha256"], set_={"created_at": time.time()})
            )

    def touch(self, sha256: str) -> bool:
        """Note that a picture is being used; False when there is none of that content."""
        with self._database.session() as session:
            found = session.execute(
                update(PictureRow)
                .where(PictureRow.sha256 == sha256)
                .values(created_at=time.time())
                .returning(PictureRow.sha256)
            )
            return found.first() is not None

    def find(self, marks: Sequence[str]) -> list[Picture]:
        """The pictures whose content hashes begin so, in this order; unknown ones are left out."""
        found = []
        with self._database.reading() as session:
            for mark in marks:
                rows = session.scalars(
                    select(PictureRow).where(PictureRow.sha256.startswith(mark)).limit(2)
                ).all()
                if len(rows) == 1:
                    found.append(_picture(rows[0]))
        return found

    def forget_unused(self, before: float) -> list[str]:
        """Forget pictures that no story was made of (deleted ones count) and that were last brought
        before a POSIX time; returns those whose files nothing else needs."""
        old = PictureRow.created_at < before
        with self._database.session() as session:
            unused = set(session.scalars(select(PictureRow.sha256).where(old)))
            if unused:
                for request in session.scalars(select(StoryRow.request)):
                    unused -= {picture["sha256"] for picture in request.get("pictures", ())}
            free = []
            for sha256 in sorted(unused):
                # Asked again: somebody may have brought or used it meanwhile.
                gone = session.execute(
                    delete(PictureRow)
                    .where(PictureRow.sha256 == sha256, old)
                    .returning(PictureRow.sha256)
                ).first()
                kept = or_(
                    ArtifactRow.media == sha256, ArtifactRow.data["own"].as_string() == sha256
                )
                made = session.scalar(select(ArtifactRow.key).where(kept).limit(1))
                if gone and made is None:
                    free.append(sha256)
            return free


def _picture(row: PictureRow) -> Picture:
    return Picture(sha256=row.sha256, name=row.name, width=row.width, height=row.height)

"""The tables. Only `db` sees these rows; times are POSIX seconds, media are SHA-256 names."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Key = String(64)
Id = String(32)
Name = String(200)


class Table(DeclarativeBase):
    """Base of all tables; constraints have names, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Text(),
        float: Double(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(none_as_null=True),
    }


class StoryRow(Table):
    """A story; `mood`, `style`, `preset` and `seed` repeat the request for filters."""

    __tablename__ = "stories"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    title: Mapped[str | None]
    request: Mapped[dict[str, Any]]
    mood: Mapped[str] = mapped_column(Name, index=True)
    style: Mapped[str] = mapped_column(Name)
    preset: Mapped[str] = mapped_column(Name, index=True)
    seed: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[float] = mapped_column(index=True)
    deleted_at: Mapped[float | None]


class PictureRow(Table):
    """An accepted picture; its file lies in the media store."""

    __tablename__ = "pictures"
    sha256: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    mime: Mapped[str] = mapped_column(Name)
    bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[float]


class ArtifactRow(Table):
    """Something that was made (`core.build.Artifact`); written once, never changed.

    `units` and what follows are NULL where they are not known, as for older artifacts.
    """

    __tablename__ = "artifacts"
    __table_args__ = (Index(None, "maker", "created_at"),)
    key: Mapped[str] = mapped_column(Key, primary_key=True)
    stage: Mapped[str] = mapped_column(Name, index=True)
    maker: Mapped[str] = mapped_column(Name)
    inputs: Mapped[list[Any]]
    params: Mapped[dict[str, Any]]
    seed: Mapped[int] = mapped_column(BigInteger)
    model_id: Mapped[str | None] = mapped_column(Name)
    model_revision: Mapped[str | None] = mapped_column(Name)
    device: Mapped[str | None] = mapped_column(Name)
    dtype: Mapped[str | None] = mapped_column(Name)
    text: Mapped[str | None]
    media: Mapped[str | None] = mapped_column(Key)
    mime: Mapped[str | None] = mapped_column(Name)
    data: Mapped[dict[str, Any]]
    queued_s: Mapped[float]
    load_s: Mapped[float]
    run_s: Mapped[float]
    created_at: Mapped[float]
    units: Mapped[float | None]
    batch: Mapped[int | None]
    peak_mib: Mapped[float | None]
    machine: Mapped[str | None] = mapped_column(Name)
    moment: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ChoiceRow(Table):
    """What stands in a slot of a story now."""

    __tablename__ = "choices"
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(Name, primary_key=True)
    artifact_key: Mapped[str | None] = mapped_column(Key, ForeignKey("artifacts.key"), index=True)
    take: Mapped[int]
    locked: Mapped[bool]


class HistoryRow(Table):
    """What ever stood in a slot, in order."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "story_id", "slot"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"))
    slot: Mapped[str] = mapped_column(Name)
    take: Mapped[int]
    artifact_key: Mapped[str] = mapped_column(Key, ForeignKey("artifacts.key"), index=True)
    at: Mapped[float]


class RatingRow(Table):
    """What one person said about one thing; segment -1 is the whole story."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"), primary_key=True)
    segment: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(Name, primary_key=True)
    stars: Mapped[int | None]
    liked: Mapped[bool | None]
    review: Mapped[str]
    created_at: Mapped[float]
    updated_at: Mapped[float]


class ShelfRow(Table):
    """A book that somebody put on a shelf; a shelf is there while a book stands on it."""

    __tablename__ = "shelves"
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"), primary_key=True)
    shelf: Mapped[str] = mapped_column(Name, primary_key=True, index=True)
    at: Mapped[float]


class VoteRow(Table):
    """One blind comparison of two artifacts that stood in the same slot."""

    __tablename__ = "votes"
    __table_args__ = (
        Index(None, "story_id", "slot"),
        CheckConstraint("outcome IN ('left', 'right', 'tie')", name="outcome"),
        CheckConstraint("left_key <> right_key", name="sides"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"))
    slot: Mapped[str] = mapped_column(Name)
    left_key: Mapped[str] = mapped_column(Key, ForeignKey("artifacts.key"))
    right_key: Mapped[str] = mapped_column(Key, ForeignKey("artifacts.key"))
    outcome: Mapped[str] = mapped_column(Name)
    person: Mapped[str] = mapped_column(Name)
    seed: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[float]


class SurveyRow(Table):
    """What one person answered to the five questions after a book, 1 (poor) to 5 (excellent)."""

    __tablename__ = "surveys"
    __table_args__ = (
        CheckConstraint("pictures BETWEEN 1 AND 5", name="pictures"),
        CheckConstraint("alignment BETWEEN 1 AND 5", name="alignment"),
        CheckConstraint("speed BETWEEN 1 AND 5", name="speed"),
        CheckConstraint("usability BETWEEN 1 AND 5", name="usability"),
        CheckConstraint("overall BETWEEN 1 AND 5", name="overall"),
    )
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"), primary_key=True)
    person: Mapped[str] = mapped_column(Name, primary_key=True)
    pictures: Mapped[int]
    alignment: Mapped[int]
    speed: Mapped[int]
    usability: Mapped[int]
    overall: Mapped[int]
    comment: Mapped[str]
    created_at: Mapped[float]
    updated_at: Mapped[float]


class BuildRow(Table):
    """A request to build a story (or only `targets`), and how it went."""

    __tablename__ = "builds"
    __table_args__ = (
        Index(None, "story_id", "queued_at"),
        CheckConstraint(
            "status IN ('queued', 'running', 'done', 'cancelled', 'failed')", name="status"
        ),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"))
    kind: Mapped[str] = mapped_column(Name)
    targets: Mapped[list[Any] | None]
    status: Mapped[str] = mapped_column(Name, index=True)
    message: Mapped[str]
    error: Mapped[str | None]
    cancel_requested: Mapped[bool]
    queued_at: Mapped[float]
    started_at: Mapped[float | None]
    finished_at: Mapped[float | None]


class ProgressRow(Table):
    """What is being done for a slot right now; `partial` is the text streamed so far."""

    __tablename__ = "progress"
    story_id: Mapped[str] = mapped_column(Id, ForeignKey("stories.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(Name, primary_key=True)
    message: Mapped[str]
    done: Mapped[int | None]
    total: Mapped[int | None]
    partial: Mapped[str | None]
    updated_at: Mapped[float]


class EvaluationRow(Table):
    """One run of an evaluation suite."""

    __tablename__ = "evaluation_runs"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'running', 'done', 'cancelled', 'failed')", name="status"
        ),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    suite: Mapped[str] = mapped_column(Name)
    preset: Mapped[str] = mapped_column(Name)
    n: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(Name)
    message: Mapped[str]
    fraction: Mapped[float]
    figures: Mapped[dict[str, Any]]
    details: Mapped[dict[str, Any]]
    error: Mapped[str | None]
    cancel_requested: Mapped[bool]
    created_at: Mapped[float] = mapped_column(index=True)
    finished_at: Mapped[float | None]


class EvaluationItemRow(Table):
    """One thing that a run looked at; `error` says in a sentence why it has no `data`."""

    __tablename__ = "evaluation_items"
    run_id: Mapped[str] = mapped_column(Id, ForeignKey("evaluation_runs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    data: Mapped[dict[str, Any]]
    error: Mapped[str | None]


class TrainingRunRow(Table):
    """One training of one model; a resumed one stays the same run."""

    __tablename__ = "training_runs"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'done', 'stopped', 'failed')", name="state"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    model: Mapped[str] = mapped_column(Name, index=True)
    command: Mapped[str]
    git_commit: Mapped[str] = mapped_column(Name)
    seed: Mapped[int] = mapped_column(BigInteger)
    data_hash: Mapped[str] = mapped_column(Name)
    device: Mapped[str] = mapped_column(Name)
    state: Mapped[str] = mapped_column(Name)
    started_at: Mapped[float] = mapped_column(index=True)
    finished_at: Mapped[float | None]


class TrainingPointRow(Table):
    """One point of a run's curve `name`; `seconds` is the training time spent until then."""

    __tablename__ = "training_points"
    run_id: Mapped[str] = mapped_column(Id, ForeignKey("training_runs.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Name, primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[float]
    value: Mapped[float]


class TrainingJobRow(Table):
    """A training that the studio itself runs; its curves stand under the same id. Once it is
    `done`, it is version `number` of the model `name`, begun from the version `parent`. `took_s`
    and `machine` are NULL where it was interrupted."""

    __tablename__ = "training_jobs"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'running', 'paused', 'done', 'cancelled', 'failed')",
            name="status",
        ),
        CheckConstraint("wish IN ('', 'pause', 'cancel')", name="wish"),
        Index(None, "name", "number", unique=True),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    role: Mapped[str] = mapped_column(Name)
    name: Mapped[str] = mapped_column(Name)
    plan: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(Name, index=True)
    wish: Mapped[str] = mapped_column(Name)
    message: Mapped[str]
    fraction: Mapped[float]
    eta: Mapped[float | None]
    error: Mapped[str | None]
    queued_at: Mapped[float]
    finished_at: Mapped[float | None]
    number: Mapped[int | None]
    parent: Mapped[str | None] = mapped_column(Id)
    in_use: Mapped[bool]
    took_s: Mapped[float | None]
    machine: Mapped[str | None] = mapped_column(Name)


class BlindTestRow(Table):
    """Two models of one role that people compare blind, by their ids in the catalogue; the labels
    are those that they had when it began."""

    __tablename__ = "blind_tests"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'running', 'done', 'failed')", name="status"),
        CheckConstraint("one <> other", name="sides"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    role: Mapped[str] = mapped_column(Name)
    one: Mapped[str] = mapped_column(Name)
    other: Mapped[str] = mapped_column(Name)
    one_label: Mapped[str]
    other_label: Mapped[str]
    status: Mapped[str] = mapped_column(Name)
    error: Mapped[str | None]
    created_at: Mapped[float]


class BlindItemRow(Table):
    """One task of a blind test: the words or the picture that were given, and the text or the media
    that each of the two models made of it, NULL until then."""

    __tablename__ = "blind_items"
    test_id: Mapped[str] = mapped_column(Id, ForeignKey("blind_tests.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    picture: Mapped[str | None] = mapped_column(Key)
    one_text: Mapped[str | None]
    one_media: Mapped[str | None] = mapped_column(Key)
    other_text: Mapped[str | None]
    other_media: Mapped[str | None] = mapped_column(Key)


class BlindVoteRow(Table):
    """Which of the two a person found better on one task."""

    __tablename__ = "blind_votes"
    __table_args__ = (CheckConstraint("outcome IN ('one', 'other', 'tie')", name="outcome"),)
    test_id: Mapped[str] = mapped_column(Id, ForeignKey("blind_tests.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(Name, primary_key=True)
    outcome: Mapped[str] = mapped_column(Name)
    created_at: Mapped[float]


class DownloadRow(Table):
    """The latest download of a model to this installation; at most one a model."""

    __tablename__ = "downloads"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'running', 'paused', 'done', 'failed')", name="status"
        ),
    )
    model_id: Mapped[str] = mapped_column(Name, primary_key=True)
    status: Mapped[str] = mapped_column(Name)
    done_bytes: Mapped[int] = mapped_column(BigInteger)
    total_bytes: Mapped[int] = mapped_column(BigInteger)
    done_files: Mapped[int]
    total_files: Mapped[int]
    file: Mapped[str]
    error: Mapped[str | None]
    pause_requested: Mapped[bool]
    started_at: Mapped[float]
    updated_at: Mapped[float]

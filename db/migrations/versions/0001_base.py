"""Stories, pictures, artifacts, choices, history, ratings, builds, progress."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STATUS = "status IN ('queued', 'running', 'done', 'cancelled', 'failed')"


def upgrade() -> None:
    op.create_table(
        "artifacts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(200), nullable=False),
        sa.Column("maker", sa.String(200), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("model_id", sa.String(200)),
        sa.Column("model_revision", sa.String(200)),
        sa.Column("device", sa.String(200)),
        sa.Column("dtype", sa.String(200)),
        sa.Column("text", sa.Text()),
        sa.Column("media", sa.String(64)),
        sa.Column("mime", sa.String(200)),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("queued_s", sa.Double(), nullable=False),
        sa.Column("load_s", sa.Double(), nullable=False),
        sa.Column("run_s", sa.Double(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_artifacts"),
    )
    op.create_index("ix_artifacts_stage", "artifacts", ["stage"])
    op.create_table(
        "pictures",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("mime", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_pictures"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("mood", sa.String(200), nullable=False),
        sa.Column("style", sa.String(200), nullable=False),
        sa.Column("preset", sa.String(200), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("deleted_at", sa.Double()),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    for column in ("created_at", "mood", "preset"):
        op.create_index(f"ix_stories_{column}", "stories", [column])
    op.create_table(
        "builds",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("targets", sa.JSON()),
        sa.Column("status", sa.String(200), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("queued_at", sa.Double(), nullable=False),
        sa.Column("started_at", sa.Double()),
        sa.Column("finished_at", sa.Double()),
        sa.CheckConstraint(STATUS, name="ck_builds_status"),
        _story("builds"),
        sa.PrimaryKeyConstraint("id", name="pk_builds"),
    )
    op.create_index("ix_builds_status", "builds", ["status"])
    op.create_index("ix_builds_story_id_queued_at", "builds", ["story_id", "queued_at"])
    op.create_table(
        "choices",
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("slot", sa.String(200), nullable=False),
        sa.Column("artifact_key", sa.String(64)),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        _artifact("choices"),
        _story("choices"),
        sa.PrimaryKeyConstraint("story_id", "slot", name="pk_choices"),
    )
    op.create_index("ix_choices_artifact_key", "choices", ["artifact_key"])
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("slot", sa.String(200), nullable=False),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("artifact_key", sa.String(64), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        _artifact("history"),
        _story("history"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_artifact_key", "history", ["artifact_key"])
    op.create_index("ix_history_story_id_slot", "history", ["story_id", "slot"])
    op.create_table(
        "progress",
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("slot", sa.String(200), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer()),
        sa.Column("total", sa.Integer()),
        sa.Column("partial", sa.Text()),
        sa.Column("updated_at", sa.Double(), nullable=False),
        _story("progress"),
        sa.PrimaryKeyConstraint("story_id", "slot", name="pk_progress"),
    )
    op.create_table(
        "ratings",
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("stars", sa.Integer()),
        sa.Column("liked", sa.Boolean()),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        _story("ratings"),
        sa.PrimaryKeyConstraint("story_id", "segment", "person", name="pk_ratings"),
    )


def downgrade() -> None:
    for table in ("ratings", "progress", "history", "choices", "builds"):
        op.drop_table(table)
    for table in ("stories", "pictures", "artifacts"):
        op.drop_table(table)


def _story(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["story_id"], ["stories.id"], name=f"fk_{table}_story_id_stories"
    )


def _artifact(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["artifact_key"], ["artifacts.key"], name=f"fk_{table}_artifact_key_artifacts"
    )

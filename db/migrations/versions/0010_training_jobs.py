"""Trainings that the studio itself starts, and the versions that they made."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "training_jobs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(200), nullable=False),
        sa.Column("wish", sa.String(200), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("fraction", sa.Double(), nullable=False),
        sa.Column("eta", sa.Double()),
        sa.Column("error", sa.Text()),
        sa.Column("queued_at", sa.Double(), nullable=False),
        sa.Column("finished_at", sa.Double()),
        sa.Column("number", sa.Integer()),
        sa.Column("parent", sa.String(32)),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'paused', 'done', 'cancelled', 'failed')",
            name="ck_training_jobs_status",
        ),
        sa.CheckConstraint("wish IN ('', 'pause', 'cancel')", name="ck_training_jobs_wish"),
        sa.PrimaryKeyConstraint("id", name="pk_training_jobs"),
    )
    op.create_index("ix_training_jobs_status", "training_jobs", ["status"])
    op.create_index(
        "ix_training_jobs_name_number", "training_jobs", ["name", "number"], unique=True
    )


def downgrade() -> None:
    op.drop_table("training_jobs")

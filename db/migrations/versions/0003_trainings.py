"""Trainings and their curves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "training_runs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("git_commit", sa.String(200), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("data_hash", sa.String(200), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("finished_at", sa.Double()),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'stopped', 'failed')", name="ck_training_runs_state"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_training_runs"),
    )
    op.create_index("ix_training_runs_model", "training_runs", ["model"])
    op.create_index("ix_training_runs_started_at", "training_runs", ["started_at"])
    op.create_table(
        "training_points",
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["training_runs.id"], name="fk_training_points_run_id_training_runs"
        ),
        sa.PrimaryKeyConstraint("run_id", "name", "step", name="pk_training_points"),
    )


def downgrade() -> None:
    op.drop_table("training_points")
    op.drop_table("training_runs")

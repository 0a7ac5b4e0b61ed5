"""Evaluation runs, an index for the latency dashboard, and stars checked by the database."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "evaluation_runs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("suite", sa.String(200), nullable=False),
        sa.Column("preset", sa.String(200), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(200), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("fraction", sa.Double(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("finished_at", sa.Double()),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'done', 'cancelled', 'failed')",
            name="ck_evaluation_runs_status",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_runs"),
    )
    op.create_index("ix_evaluation_runs_created_at", "evaluation_runs", ["created_at"])
    op.create_index("ix_artifacts_maker_created_at", "artifacts", ["maker", "created_at"])
    with op.batch_alter_table("ratings") as batch:
        batch.create_check_constraint(op.f("ck_ratings_stars"), "stars BETWEEN 1 AND 5")


def downgrade() -> None:
    with op.batch_alter_table("ratings") as batch:
        batch.drop_constraint(op.f("ck_ratings_stars"), type_="check")
    op.drop_index("ix_artifacts_maker_created_at", "artifacts")
    op.drop_table("evaluation_runs")

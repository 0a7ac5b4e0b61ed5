"""Versions of trained models that people compare blind: the tests, their tasks, the votes."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "blind_tests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("one", sa.String(200), nullable=False),
        sa.Column("other", sa.String(200), nullable=False),
        sa.Column("one_label", sa.Text(), nullable=False),
        sa.Column("other_label", sa.Text(), nullable=False),
        sa.Column("status", sa.String(200), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'done', 'failed')", name="ck_blind_tests_status"
        ),
        sa.CheckConstraint("one <> other", name="ck_blind_tests_sides"),
        sa.PrimaryKeyConstraint("id", name="pk_blind_tests"),
    )
    op.create_table(
        "blind_items",
        sa.Column("test_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(64)),
        sa.Column("one_text", sa.Text()),
        sa.Column("one_media", sa.String(64)),
        sa.Column("other_text", sa.Text()),
        sa.Column("other_media", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["test_id"], ["blind_tests.id"], name="fk_blind_items_test_id_blind_tests"
        ),
        sa.PrimaryKeyConstraint("test_id", "position", name="pk_blind_items"),
    )
    op.create_table(
        "blind_votes",
        sa.Column("test_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(200), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.CheckConstraint("outcome IN ('one', 'other', 'tie')", name="ck_blind_votes_outcome"),
        sa.ForeignKeyConstraint(
            ["test_id"], ["blind_tests.id"], name="fk_blind_votes_test_id_blind_tests"
        ),
        sa.PrimaryKeyConstraint("test_id", "position", "person", name="pk_blind_votes"),
    )


def downgrade() -> None:
    for table in ("blind_votes", "blind_items", "blind_tests"):
        op.drop_table(table)

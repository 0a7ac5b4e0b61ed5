"""Shelves of the gallery."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "shelves",
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("shelf", sa.String(200), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_shelves_story_id_stories"),
        sa.PrimaryKeyConstraint("story_id", "shelf", name="pk_shelves"),
    )
    op.create_index("ix_shelves_shelf", "shelves", ["shelf"])


def downgrade() -> None:
    op.drop_table("shelves")

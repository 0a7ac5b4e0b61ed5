"""Votes of blind comparisons, and answers to the five questions after a book."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

QUESTIONS = ("pictures", "alignment", "speed", "usability", "overall")


def upgrade() -> None:
    op.create_table(
        "votes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("slot", sa.String(200), nullable=False),
        sa.Column("left_key", sa.String(64), nullable=False),
        sa.Column("right_key", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(200), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.CheckConstraint("outcome IN ('left', 'right', 'tie')", name="ck_votes_outcome"),
        sa.CheckConstraint("left_key <> right_key", name="ck_votes_sides"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_votes_story_id_stories"),
        sa.ForeignKeyConstraint(
            ["left_key"], ["artifacts.key"], name="fk_votes_left_key_artifacts"
        ),
        sa.ForeignKeyConstraint(
            ["right_key"], ["artifacts.key"], name="fk_votes_right_key_artifacts"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_votes"),
    )
    op.create_index("ix_votes_story_id_slot", "votes", ["story_id", "slot"])
    op.create_table(
        "surveys",
        sa.Column("story_id", sa.String(32), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        *(sa.Column(question, sa.Integer(), nullable=False) for question in QUESTIONS),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        *(
            sa.CheckConstraint(f"{question} BETWEEN 1 AND 5", name=f"ck_surveys_{question}")
            for question in QUESTIONS
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_surveys_story_id_stories"),
        sa.PrimaryKeyConstraint("story_id", "person", name="pk_surveys"),
    )


def downgrade() -> None:
    op.drop_table("surveys")
    op.drop_table("votes")

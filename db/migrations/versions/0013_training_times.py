"""Trainings know how long they took, and on which machine."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("training_jobs", sa.Column("took_s", sa.Double()))
    op.add_column("training_jobs", sa.Column("machine", sa.String(200)))


def downgrade() -> None:
    op.drop_column("training_jobs", "machine")
    op.drop_column("training_jobs", "took_s")

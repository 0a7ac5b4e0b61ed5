"""Artifacts know the machine that made them, and how busy it was."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("artifacts", sa.Column("machine", sa.String(200)))
    op.add_column("artifacts", sa.Column("moment", sa.JSON()))


def downgrade() -> None:
    op.drop_column("artifacts", "moment")
    op.drop_column("artifacts", "machine")

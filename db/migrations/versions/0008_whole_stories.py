"""Stories that were written as a whole stay as they are; now pages are written one by one."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_CHOICES = sa.table(
    "choices",
    sa.column("slot", sa.String),
    sa.column("artifact_key", sa.String),
    sa.column("locked", sa.Boolean),
)
_ARTIFACTS = sa.table("artifacts", sa.column("key", sa.String), sa.column("stage", sa.String))


def _whole() -> sa.ColumnElement[bool]:
    written = sa.select(_ARTIFACTS.c.key).where(_ARTIFACTS.c.stage == "writing")
    return sa.and_(_CHOICES.c.slot == "story", _CHOICES.c.artifact_key.in_(written))


def upgrade() -> None:
    op.execute(sa.update(_CHOICES).where(_whole()).values(locked=True))


def downgrade() -> None:
    op.execute(sa.update(_CHOICES).where(_whole()).values(locked=False))

"""How much an artifact's seconds were spent on, how many were made together, and the memory."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ARTIFACTS = sa.table(
    "artifacts",
    sa.column("stage", sa.String),
    sa.column("maker", sa.String),
    sa.column("data", sa.JSON),
    sa.column("units", sa.Double),
)
_ONE_EACH = ("captioning", "prompting", "illustrating", "scoring")


def upgrade() -> None:
    # Not in batch mode, which would copy what may be many gigabytes of texts on SQLite.
    op.add_column("artifacts", sa.Column("units", sa.Double()))
    op.add_column("artifacts", sa.Column("batch", sa.Integer()))
    op.add_column("artifacts", sa.Column("peak_mib", sa.Double()))
    # What older artifacts say themselves; of the tokens of their stories nothing is known.
    table = _ARTIFACTS
    made = sa.update(table).where(table.c.maker == "model")
    op.execute(made.where(table.c.stage.in_(_ONE_EACH)).values(units=1.0))
    seconds = table.c.data["duration_s"].as_float()
    op.execute(made.where(table.c.stage == "narrating").values(units=seconds))


def downgrade() -> None:
    for name in ("peak_mib", "batch", "units"):
        op.drop_column("artifacts", name)

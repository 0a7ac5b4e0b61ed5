"""Items of evaluation runs in a table of their own, and figures with interval and n."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_RUNS = sa.table(
    "evaluation_runs",
    sa.column("id", sa.String),
    sa.column("suite", sa.String),
    sa.column("n", sa.Integer),
    sa.column("figures", sa.JSON),
    sa.column("items", sa.JSON),
    sa.column("details", sa.JSON),
)
_ITEMS = sa.table(
    "evaluation_items",
    sa.column("run_id", sa.String),
    sa.column("position", sa.Integer),
    sa.column("name", sa.Text),
    sa.column("data", sa.JSON),
    sa.column("error", sa.Text),
)
_OLD_SUITE = "captions of world scenes"
_PLACES = ("device", "dtype")


def upgrade() -> None:
    op.create_table(
        "evaluation_items",
        sa.Column("run_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.ForeignKeyConstraint(
            ["run_id"], ["evaluation_runs.id"], name="fk_evaluation_items_run_id_evaluation_runs"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_evaluation_items"),
    )
    connection = op.get_bind()
    for run in connection.execute(sa.select(_RUNS)).mappings().all():
        rows = [
            {
                "run_id": run["id"],
                "position": position,
                "name": str(item.get("scene", position)),
                "data": {k: v for k, v in item.items() if k != "scene"},
                "error": None,
            }
            for position, item in enumerate(run["items"])
        ]
        if rows:
            connection.execute(sa.insert(_ITEMS), rows)
        connection.execute(
            sa.update(_RUNS)
            .where(_RUNS.c.id == run["id"])
            .values(
                suite="world" if run["suite"] == _OLD_SUITE else run["suite"],
                figures=_figures(run["figures"]),
                details=_details(run["details"]),
            )
        )
    with op.batch_alter_table("evaluation_runs") as batch:
        batch.drop_column("items")


def _figures(old: dict[str, Any]) -> dict[str, Any]:
    """{"bleu_4": 0.3, "n": 50} as {"BLEU-4": {"value": 0.3, "n": 50, …}}; no interval is known."""
    return {
        re.sub(r"^bleu_(\d)$", r"BLEU-\1", name): {
            "value": value, "low": None, "high": None, "n": int(old.get("n", 0)), "left_out": 0,
        }
        for name, value in old.items()
        if name != "n"
    }  # fmt: skip


def _details(old: dict[str, Any]) -> dict[str, Any]:
    """The captioner's model among the models by role."""
    if "model" not in old:
        return old
    model = {"id": old["model"], "revision": old.get("revision")}
    model |= {name: old[name] for name in _PLACES if name in old}
    kept = {k: v for k, v in old.items() if k not in ("model", "revision", *_PLACES)}
    return {**kept, "models": {"captioner": model}}


def downgrade() -> None:
    with op.batch_alter_table("evaluation_runs") as batch:
        batch.add_column(sa.Column("items", sa.JSON(), nullable=False, server_default="[]"))
    op.drop_table("evaluation_items")

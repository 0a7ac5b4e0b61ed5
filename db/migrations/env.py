"""Alembic's entry: `db.session.Database.migrate` hands it a connection inside a transaction.

To write a new revision: `alembic -c db/alembic.ini revision --autogenerate -m "what changes"`.
"""

from alembic import context
from sqlalchemy import Connection

from db.tables import Table


def run(connection: Connection) -> None:
    """Run the migrations; SQLite changes tables by rebuilding them ("batch")."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    from core.settings import Settings
    from db.session import Database

    database = Database(Settings.from_environment().database_url)
    with database.engine.begin() as opened:
        run(opened)

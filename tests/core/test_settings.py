"""Where the databases lie, whatever the folder is called."""

from pathlib import Path

import pytest
from sqlalchemy import text

from core.settings import Settings
from db.session import Database


@pytest.mark.parametrize("name", ["my%20books", "what?", "a#b", "two words", "größer"])
def test_a_folder_keeps_its_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    settings = Settings.from_environment({"STUDIO_DATA_DIR": str(folder)})
    for url, file in ((settings.database_url, "studio.db"), (settings.queue_url, "queue.db")):
        database = Database(url)
        with database.engine.connect() as connection:
            connection.execute(text("create table kept (id integer)"))
            connection.commit()
        assert (folder / file).is_file()
    assert list(tmp_path.iterdir()) == [folder]

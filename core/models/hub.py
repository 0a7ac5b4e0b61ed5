"""What the studio asks of the Hugging Face hub, and every way in which that fails as a sentence.

The hub's client (`huggingface_hub`) decides where it lies (HF_ENDPOINT, HF_HOME), who asks
(HF_TOKEN, `hf auth login`) and how its cache looks.  Nothing here knows the catalogue.
"""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput, ModelUnavailable, StorageError, StudioError

TIMEOUT_S: Final = 10.0
"""Without a word for so long the hub counts as away."""
PICKLES: Final = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".h5", ".msgpack", ".ot")
"""Endings of weights in formats that can run code, or that nothing here reads."""
USUAL: Final = ("*.json", "*.txt", "*.model", "*.jinja", "*.safetensors")
"""What is fetched of a model whose catalogue entry names no files."""
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, kw_only=True)
class Repository:
    """One revision of a repository; `patterns` choose its files, `label` is its name for people.

    `weights` is how the names of its weights end.
    """

    name: str
    revision: str
    patterns: tuple[str, ...]
    label: str
    weights: str = ".safetensors"
    token: str | None = None

    @property
    def folder(self) -> Path:
        """Its folder in the hub's cache."""
        return cache() / f"models--{self.name.replace('/', '--')}"

    @property
    def page(self) -> str:
        """Its address for people."""
        return f"{endpoint()}/{self.name}"


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A file of a repository, its size in bytes."""

    path: str
    size: int


def endpoint() -> str:
    """Where the hub is."""
    from huggingface_hub import constants

    return str(constants.ENDPOINT)


def cache() -> Path:
    """The hub's cache on this computer, which other programs share."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


def files(repository: Repository) -> list[RemoteFile]:
    """What of a revision is to be fetched. `ModelUnavailable` if that includes no weights."""
    from huggingface_hub import HfApi
    from huggingface_hub.utils import filter_repo_objects

    # Not `list_repo_tree`: without a network that tries again for half a minute.
    info = HfApi(token=repository.token).model_info(
        repository.name, revision=repository.revision, files_metadata=True, timeout=TIMEOUT_S
    )
    found = {item.rfilename: item.size or 0 for item in info.siblings or ()}
    patterns = list(repository.patterns or USUAL)
    chosen = list(filter_repo_objects(found, allow_patterns=patterns))
    safe = [path for path in chosen if not path.endswith(PICKLES)]
    if not any(path.endswith(repository.weights) for path in safe):
        pickles = sorted(path for path in found if path.endswith(PICKLES))
        if pickles:
            raise ModelUnavailable(
                f"{repository.label} has its weights only as a pickle ({pickles[0]}) in "
                f"{repository.name}; opening one can run any program that somebody put into it, so "
                "nothing was downloaded: choose a revision with safetensors."
            )
        raise ModelUnavailable(
            f"{repository.name} has no {repository.weights[1:]} weights among the files that the "
            f"catalogue names for {repository.label}; nothing was downloaded: correct its `files`."
        )
    return [RemoteFile(path=path, size=found[path]) for path in sorted(safe)]


def etag_of(repository: Repository, path: str) -> str:
    """The name of a file's content: SHA-256 of a large file, git's SHA-1 of a small one."""
    from huggingface_hub import get_hf_file_metadata

    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)  # what it says is said in words
    metadata = get_hf_file_metadata(
        url_of(repository, path), token=repository.token, timeout=TIMEOUT_S
    )
    if not metadata.etag or "/" in metadata.etag:
        raise ModelUnavailable(_no_hub())
    return metadata.etag


def url_of(repository: Repository, path: str) -> str:
    """Where a file is fetched from."""
    from huggingface_hub import hf_hub_url

    return hf_hub_url(repository.name, path, revision=repository.revision, endpoint=endpoint())


@contextmanager
def stream(repository: Repository, path: str, *, start: int) -> Iterator[tuple[bool, Any]]:
    """A file's bytes from `start` on: (whether the server begins there, an iterator of bytes)."""
    import httpx2
    from huggingface_hub import get_session
    from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

    headers = build_hf_headers(token=repository.token)
    # A compressed answer would have other bytes, and no length to go on from.
    headers["Accept-Encoding"] = "identity"
    if start:
        headers["Range"] = f"bytes={start}-"
    timeout = httpx2.Timeout(TIMEOUT_S)
    with get_session().stream(
        "GET", url_of(repository, path), headers=headers, timeout=timeout
    ) as response:
        if response.status_code == 416:  # the part is longer than the file: begin anew
            yield False, iter(())
            return
        hf_raise_for_status(response)
        yield response.status_code == 206 or not start, response.iter_bytes()


def link(repository: Repository, path: str) -> Path:
    """Put a file whose content lies in the cache into its snapshot, as the hub's client does."""
    from huggingface_hub import hf_hub_download

    return Path(
        hf_hub_download(repository.name, path, revision=repository.revision, token=repository.token)
    )


def is_transient(error: Exception) -> bool:
    """A connection that broke or a server that was busy: worth another try."""
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError

    if isinstance(error, HfHubHTTPError):
        return error.response.status_code in (408, 429, 500, 502, 503, 504)
    return isinstance(error, httpx2.TransportError) and not isinstance(error, httpx2.ProxyError)


@contextmanager
def explaining(repository: Repository) -> Iterator[None]:
    """What goes wrong with the hub or the disk inside comes out as a `StudioError`."""
    import httpx2

    try:
        yield
    except (httpx2.HTTPError, OSError, ValueError) as error:
        raise explained(error, repository) from error


def explained(error: Exception, repository: Repository) -> StudioError:
    """One sentence for what went wrong on the way: what it was, and what to do."""
    import httpx2
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    if isinstance(error, LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
        return explained(error.__cause__, repository)
    who, name = repository.label, repository.name
    if isinstance(error, JSONDecodeError):
        return ModelUnavailable(_no_hub())
    if isinstance(error, GatedRepoError):
        return ModelUnavailable(_gated(repository))
    if isinstance(error, RevisionNotFoundError):
        return BadInput(
            f"{name} has no revision “{repository.revision}”; correct the `revision` of {who} in "
            "the catalogue."
        )
    refused = isinstance(error, HfHubHTTPError) and error.response.status_code == 401
    if refused and _token(repository):
        return ModelUnavailable(
            f"The hub does not accept the token that is set (HF_TOKEN), so {who} cannot be "
            f"downloaded; make a new one at {endpoint()}/settings/tokens, or remove it."
        )
    if isinstance(error, RepositoryNotFoundError):
        return ModelUnavailable(
            f"The hub has no repository {name} that you may see; correct the `repository` of {who} "
            "in the catalogue, or set HF_TOKEN if it is private."
        )
    if isinstance(error, HFValidationError):
        return BadInput(f"{who} names no repository of the hub (“{name}”); correct the catalogue.")
    if isinstance(error, OfflineModeIsEnabled):
        return ModelUnavailable(
            f"{who} cannot be downloaded, as downloads are switched off: remove HF_HUB_OFFLINE "
            "from the environment and start the studio again."
        )
    if isinstance(error, HfHubHTTPError):
        status = error.response.status_code
        return ModelUnavailable(
            f"The hub answered with an error ({status}) while {who} was downloaded from {name}; "
            "try again later, what has arrived is kept."
        )
    if isinstance(error, httpx2.HTTPError):
        return ModelUnavailable(
            f"{who} cannot be downloaded, as {endpoint()} cannot be reached "
            f"({_kind(error)}); check the connection and try again: what has arrived is kept."
        )
    if isinstance(error, OSError) and error.errno in FULL:
        return StorageError(
            f"The disk that holds {cache()} is full; free some space and download {who} again: "
            "it goes on where it stopped."
        )
    reason = getattr(error, "strerror", None) or str(error).split("\n")[0] or _kind(error)
    return StorageError(
        f"The folder {cache()} cannot be used for downloads ({reason}); mend that, or set "
        "HF_HOME to another folder."
    )


def _no_hub() -> str:
    return (
        f"{endpoint()} does not answer as the Hugging Face hub does: open it in a browser, and log "
        "in to the network if that asks you to; if HF_ENDPOINT is set, check that it points to one."
    )


def _gated(repository: Repository) -> str:
    terms = f"{repository.label} has terms of use: accept them at {repository.page}"
    if _token(repository):
        return (
            f"{terms} with the account of the token that is set (HF_TOKEN), which has no access to "
            "it yet; then download it again."
        )
    return (
        f"{terms}, make a token at {endpoint()}/settings/tokens, set it as HF_TOKEN (in the "
        "environment or in .streamlit/secrets.toml) and start the studio again."
    )


def _token(repository: Repository) -> str | None:
    from huggingface_hub import get_token

    return repository.token or get_token()


def _kind(error: Exception) -> str:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return "it did not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return "no connection"
    return "the connection broke"

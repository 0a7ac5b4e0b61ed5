"""Where a chat server is: its address, its model, and the name of the variable with its key.

The key itself is read from the environment for each request and kept nowhere: no field, no text
and no revision ever holds it.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from core.errors import ModelUnavailable

MESSAGE_LIMIT: Final = 160
"""Characters of a server's own message that are shown."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TAG: Final = re.compile(r"<[^<>]*>")
_ENDING: Final = "/chat/completions"


@dataclass(frozen=True, kw_only=True)
class ChatAddress:
    """An OpenAI-compatible API. `url` ends before “/chat/completions”, e.g. in “/v1”.

    `url_from`, `model_from` and `key_env` say in words where a person sets the three of them.
    """

    url: str
    model: str
    url_from: str
    model_from: str
    key_env: str | None

    @classmethod
    def of(
        cls, options: Mapping[str, Any], environ: Mapping[str, str] | None = None
    ) -> "ChatAddress":
        """From a catalogue entry's options; `ModelUnavailable` says what is not set or wrong.

        `url` and `model` hold unless the variables named by `url_env` and `model_env` are set.
        """
        environ = os.environ if environ is None else environ
        if {"key", "api_key"} & set(options):
            raise ModelUnavailable(
                "A key must not stand in the catalogue: put it into an environment variable and "
                "name that in `key_env`."
            )
        url, url_from = _value(options, "url", environ)
        model, model_from = _value(options, "model", environ)
        key_env = str(options["key_env"]) if options.get("key_env") else None
        url = url.rstrip("/").removesuffix(_ENDING).rstrip("/")
        _check_url(url, url_from, key_env)
        return cls(url=url, model=model, url_from=url_from, model_from=model_from, key_env=key_env)

    def __str__(self) -> str:
        return f"the model “{self.model}” at {self.url}"

    @property
    def revision(self) -> str:
        """Names this model at this address."""
        return hashlib.sha256(f"{self.url}\n{self.model}".encode()).hexdigest()[:12]

    @property
    def local(self) -> bool:
        """Whether the server is on this computer."""
        return urlsplit(self.url).hostname in ("localhost", "127.0.0.1", "::1")

    def key(self, environ: Mapping[str, str] | None = None) -> str | None:
        """The key as it is set now; None where there is none (most servers at home need none)."""
        environ = os.environ if environ is None else environ
        key = environ.get(self.key_env or "", "").strip()
        if not re.fullmatch(r"[\x21-\x7e]*", key):
            raise ModelUnavailable(
                f"The key in {self.key_env} has spaces or characters that no key can have; copy "
                "it again from your server's settings."
            )
        return key or None

    def readable(self, text: object) -> str:
        """A server's own message on one line, without marks-up, keys and a final stop; cut."""
        line = _CONTROL.sub(" ", _TAG.sub(" ", str(text)))
        try:
            key = self.key()
        except ModelUnavailable:
            key = None
        if key:
            line = line.replace(key, "…")
        line = re.sub(r"(?i)\b(bearer\s+|sk-)\S+", "…", line)
        line = " ".join(line.split()).rstrip(".!;: ")
        return line if len(line) <= MESSAGE_LIMIT else f"{line[: MESSAGE_LIMIT - 1].rstrip()}…"


def _value(options: Mapping[str, Any], name: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """A setting, and where a person sets it."""
    variable = options.get(f"{name}_env")
    where = f"the environment variable {variable}" if variable else f"`{name}` in the catalogue"
    text = str(environ.get(variable or "", "") or options.get(name) or "").strip()
    if not text or _CONTROL.search(text):
        example = "http://localhost:11434/v1" if name == "url" else "llama3.2"
        raise ModelUnavailable(
            f"A chat server's {'address' if name == 'url' else 'model'} is not set or not "
            f"readable: set {where}, e.g. to {example}."
        )
    return text, where


def _check_url(url: str, where: str, key_env: str | None) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
        _ = parts.port
    except ValueError:
        good = False
        parts = urlsplit("")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ModelUnavailable(
            "A chat server's address must not hold a name, a password, a key or anything behind "
            f"“?” or “#”: shorten {where}, and put the key into "
            f"{f'the environment variable {key_env}' if key_env else 'a variable (`key_env`)'}."
        )
    if not good:
        raise ModelUnavailable(
            "A chat server's address must begin with http:// or https:// and name a computer: "
            f"correct {where}, e.g. to http://localhost:11434/v1."
        )

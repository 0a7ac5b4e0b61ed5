"""What an EPUB is put together from, and how its documents are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

from core.export.lines import writable

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
SMIL: Final = "http://www.w3.org/ns/SMIL"
CONTAINER: Final = "urn:oasis:names:tc:opendocument:xmlns:container"
TYPE: Final = f"{{{OPS}}}type"
"""The attribute that says what a part of a document is."""

Element: TypeAlias = Any
"""An element of a document; lxml's types are not known."""
Check = Callable[[], None]


def _plain(element: Element, text: str) -> None:
    """Text into a tree, without the characters that XML cannot hold."""
    text = writable(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def maker(namespace: str, **prefixes: str) -> ElementMaker:
    """Makes elements of a namespace; `prefixes` are declared beside it."""
    names: dict[str | None, str] = {None: namespace}
    names.update(prefixes)
    return ElementMaker(namespace=namespace, nsmap=names, typemap={str: _plain})


H: Final = maker(XHTML, epub=OPS)
"""Makes elements of a page."""


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """The sound of a document: for each text (by its id in the document) the part of a sound file
    in which it is spoken, in seconds."""

    sound: str
    clips: tuple[tuple[str, float, float], ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return sum(end - start for _, start, end in self.clips)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A page of an e-book: XHTML under `name` ("page-01"), `title` as the table of contents says.

    `listed`: whether it stands there.
    """

    name: str
    title: str
    content: bytes
    overlay: Overlay | None = None
    listed: bool = True


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A file that pages use: its path in the package, kind, content."""

    path: str
    mime: str
    content: bytes
    properties: str = ""


@dataclass(kw_only=True)
class Parts:
    """All that goes into an EPUB, in reading order."""

    documents: list[Document] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)


def xhtml(
    body: Element,
    *,
    title: str,
    language: str,
    rtl: bool,
    stylesheet: str,
    viewport: tuple[int, int] | None = None,
) -> bytes:
    """A whole page around its body; `viewport` (width, height) fixes its layout."""
    head = H.head(
        H.meta(charset="utf-8"),
        H.title(title),
        H.link(rel="stylesheet", type="text/css", href=stylesheet),
    )
    if viewport:
        width, height = viewport
        head.insert(1, H.meta(name="viewport", content=f"width={width}, height={height}"))
    page = H.html(head, body, lang=writable(language), dir="rtl" if rtl else "ltr")
    page.set("{http://www.w3.org/XML/1998/namespace}lang", writable(language))
    return document(page, doctype="<!DOCTYPE html>")


def document(root: Element, doctype: str | None = None) -> bytes:
    """An XML file."""
    return etree.tostring(
        root, xml_declaration=True, encoding="utf-8", pretty_print=False, doctype=doctype
    )


def attributes(values: Mapping[str, str | None]) -> dict[str, str]:
    """Those that have a value, without characters that XML cannot hold."""
    return {name: writable(value) for name, value in values.items() if value is not None}

"""Puts an EPUB together: container, package, navigation, media overlays."""

import io
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from core.export.book import Book
from core.export.epub import fixed as fixed_pages
from core.export.epub import pages
from core.export.epub.parts import (
    CONTAINER,
    DC,
    OPF,
    OPS,
    SMIL,
    TYPE,
    Check,
    Document,
    Element,
    H,
    Overlay,
    Parts,
    attributes,
    document,
    maker,
    xhtml,
)

_P = maker(OPF, dc=DC)
_D = maker(DC)
_S = maker(SMIL, epub=OPS)
_C = maker(CONTAINER)
_FOLDER: Final = "EPUB"
_PREFIXES: Final = (
    "rendition: http://www.idpf.org/vocab/rendition/# "
    "media: http://www.idpf.org/epub/vocab/overlays/# "
    "schema: http://schema.org/"
)
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_NEVER: Final = datetime(1980, 1, 1, tzinfo=UTC)


def book_epub(book: Book, *, fixed: bool = False, check: Check = lambda: None) -> bytes:
    """The book as an EPUB; the same book gives the same bytes.

    `fixed`: every page laid out as a picture book's, instead of text that flows.  `check` is called
    between pages and may raise, to stop.
    """
    parts = (fixed_pages if fixed else pages).parts(book, check)
    files = [
        ("META-INF/container.xml", _container()),
        (f"{_FOLDER}/package.opf", _package(book, parts, fixed)),
        (f"{_FOLDER}/nav.xhtml", _navigation(book, parts)),
        *((f"{_FOLDER}/{d.name}.xhtml", d.content) for d in parts.documents),
        *((f"{_FOLDER}/{d.name}.smil", _smil(d, d.overlay)) for d in parts.documents if d.overlay),
        *((f"{_FOLDER}/{r.path}", r.content) for r in parts.resources),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Readers find out by this first, uncompressed file what they have.
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files:
            packed = name.endswith((".jpg", ".mp3"))
            _add(archive, name, content, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, kind: int) -> None:
    entry = zipfile.ZipInfo(name, date_time=_STAMP)
    entry.external_attr = 0o644 << 16
    entry.compress_type = kind
    archive.writestr(entry, content)


def _container() -> bytes:
    return document(
        _C.container(
            _C.rootfiles(
                _C.rootfile(
                    {
                        "full-path": f"{_FOLDER}/package.opf",
                        "media-type": "application/oebps-package+xml",
                    }
                )
            ),
            version="1.0",
        )
    )


def _package(book: Book, parts: Parts, fixed: bool) -> bytes:
    package = _P.package(
        {"unique-identifier": "id", "prefix": _PREFIXES, "version": "3.0"},
        _metadata(book, parts, fixed),
        _manifest(parts),
        _spine(book, parts),
    )
    package.set("{http://www.w3.org/XML/1998/namespace}lang", book.language)
    return document(package)


def _metadata(book: Book, parts: Parts, fixed: bool) -> Element:
    about = book.about
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"storybook-studio:{book.story_id}:{fixed}")
    found = _P.metadata(
        _D.identifier(f"urn:uuid:{name}", id="id"),
        _D.title(book.title),
        _D.language(book.language),
        _meta("dcterms:modified", _modified(book)),
    )
    if about.author:
        found.append(_D.creator(about.author, id="author"))
        found.append(_meta("role", "aut", refines="author", scheme="marc:relators"))
    if about.illustrator:
        found.append(_D.contributor(about.illustrator, id="illustrator"))
        found.append(_meta("role", "ill", refines="illustrator", scheme="marc:relators"))
    if about.age:
        found.append(_meta("schema:typicalAgeRange", about.age.replace(" to ", "-")))
    found.append(_D.publisher("Storybook Studio"))
    found.append(_D.subject("Picture books"))
    found.extend(_layout(fixed))
    found.extend(_accessibility(book, fixed))
    found.extend(_durations(parts))
    return found


def _modified(book: Book) -> str:
    made = book.details.get("changed_at")
    moment = datetime.fromtimestamp(float(made), UTC) if made else _NEVER
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _layout(fixed: bool) -> Iterator[Element]:
    if fixed:
        yield _meta("rendition:layout", "pre-paginated")
        yield _meta("rendition:orientation", "auto")
        yield _meta("rendition:spread", "none")
    else:
        yield _meta("rendition:layout", "reflowable")


def _accessibility(book: Book, fixed: bool) -> Iterator[Element]:
    """What people who cannot see or hear it may expect (schema.org's vocabulary)."""
    heard = any(page.sound for page in book.pages)
    lit = any(page.sound and page.sound.words for page in book.pages)
    seen = [page.image for page in book.pages if page.image]
    described = all(image.alt for image in seen)
    yield _meta("schema:accessMode", "textual")
    if seen:
        yield _meta("schema:accessMode", "visual")
    if heard:
        yield _meta("schema:accessMode", "auditory")
    yield _meta("schema:accessModeSufficient", "textual")
    if heard and all(page.sound for page in book.pages):
        yield _meta("schema:accessModeSufficient", "auditory")
    features = ["readingOrder", "structuralNavigation", "tableOfContents", "unlocked"]
    features += ["alternativeText"] * bool(seen and described)
    features += ["synchronizedAudioText"] * lit
    features += ["displayTransformability"] * (not fixed)
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", _summary(bool(seen) and described, heard, lit))


def _summary(described: bool, heard: bool, lit: bool) -> str:
    said = ["A picture book."]
    if described:
        said.append("Every picture is described in words.")
    if heard:
        said.append(
            "It is read aloud, and "
            + (
                "each word is marked while it is spoken."
                if lit
                else "each page is marked meanwhile."
            )
        )
    return " ".join(said)


def _durations(parts: Parts) -> Iterator[Element]:
    spoken = [(d, d.overlay) for d in parts.documents if d.overlay]
    if not spoken:
        return
    for page, sound in spoken:
        yield _meta("media:duration", _clock(sound.seconds), refines=f"{page.name}-overlay")
    yield _meta("media:duration", _clock(sum(sound.seconds for _, sound in spoken)))
    yield _meta("media:active-class", "-epub-media-overlay-active")


def _meta(name: str, value: str, *, refines: str = "", scheme: str = "") -> Element:
    more = {"refines": f"#{refines}" if refines else None, "scheme": scheme or None}
    return _P.meta(value, attributes({"property": name, **more}))


def _manifest(parts: Parts) -> Element:
    manifest = _P.manifest()

    def item(name: str, href: str, mime: str, properties: str = "", overlay: str = "") -> None:
        more = {"properties": properties or None, "media-overlay": overlay or None}
        manifest.append(_P.item(attributes({"id": name, "href": href, "media-type": mime, **more})))

    item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    for page in parts.documents:
        overlay = f"{page.name}-overlay" if page.overlay else ""
        item(page.name, f"{page.name}.xhtml", "application/xhtml+xml", overlay=overlay)
        if overlay:
            item(overlay, f"{page.name}.smil", "application/smil+xml")
    for i, file in enumerate(parts.resources, 1):
        item(f"file-{i}", file.path, file.mime, file.properties)
    return manifest


def _spine(book: Book, parts: Parts) -> Element:
    spine = _P.spine({"page-progression-direction": "rtl" if book.rtl else "ltr"})
    for page in parts.documents:
        spine.append(_P.itemref(idref=page.name))
    return spine


def _navigation(book: Book, parts: Parts) -> bytes:
    listed = [page for page in parts.documents if page.listed]
    contents = H.nav(
        H.h1("Contents"),
        H.ol(*(H.li(H.a(page.title, href=f"{page.name}.xhtml")) for page in listed)),
        {TYPE: "toc", "role": "doc-toc"},
        id="toc",
    )
    marks = {"cover": "cover", "title": "titlepage", "page-01": "bodymatter"}
    landmarks = H.nav(
        H.h2("Landmarks"),
        H.ol(
            *(
                H.li(H.a(page.title, {TYPE: marks[page.name]}, href=f"{page.name}.xhtml"))
                for page in parts.documents
                if page.name in marks
            )
        ),
        {TYPE: "landmarks", "hidden": "hidden"},
    )
    return xhtml(
        H.body(contents, landmarks),
        title=book.title,
        language=book.language,
        rtl=book.rtl,
        stylesheet=pages.STYLE,
    )


def _smil(page: Document, overlay: Overlay) -> bytes:
    sequence = _S.seq(
        {f"{{{OPS}}}textref": f"{page.name}.xhtml#text", f"{{{OPS}}}type": "bodymatter"}, id="s"
    )
    for i, (name, start, end) in enumerate(overlay.clips, 1):
        sequence.append(
            _S.par(
                _S.text(src=f"{page.name}.xhtml#{name}"),
                _S.audio(src=overlay.sound, clipBegin=_clock(start), clipEnd=_clock(end)),
                id=f"p{i}",
            )
        )
    return document(_S.smil(_S.body(sequence), version="3.0"))


def _clock(seconds: float) -> str:
    return f"{seconds:.3f}s"

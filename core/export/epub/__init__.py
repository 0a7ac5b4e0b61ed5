"""The book as EPUB 3, reflowable or with fixed layout, with media overlays and accessibility data.

Written with `zipfile` and `lxml`.  Standards: EPUB 3.2/3.3, EPUB Media Overlays, EPUB Accessibility
1.1 (https://www.w3.org/TR/epub-33/).
"""

from core.export.epub.book import book_epub

__all__ = ["book_epub"]

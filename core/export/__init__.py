"""A finished book in other forms, made from a `Book` and a way to read its media."""

from core.export.audio import wav_to_mp3
from core.export.folder import book_files, book_zip, story_json, write_folder
from core.export.pdf import book_pdf

__all__ = ["book_files", "book_pdf", "book_zip", "story_json", "wav_to_mp3", "write_folder"]

"""A finished book in other forms, made from a `core.export.book.Book`."""

"""Remembers: stories, artifacts, ratings, builds and evaluation runs in SQL; media as files.

One file per aggregate; each offers one class over a `db.session.Database`.  Every method is one
short transaction and returns frozen dataclasses or plain dicts: no ORM row leaves this package.
SQLite in the data directory by default, PostgreSQL by URL.  Knows `core`'s types, nothing above.
"""

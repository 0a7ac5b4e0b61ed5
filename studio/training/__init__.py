"""The training room: what can be trained here, on which data, and what became of it."""

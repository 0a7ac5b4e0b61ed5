"""Random scenes over the whole vocabulary, what there is to see in them, captions of them."""

from picturebook.sampling.sayings import captions
from picturebook.sampling.scenes import attributes, held_out, sample

__all__ = ["attributes", "captions", "held_out", "sample"]

"""Compare: two versions side by side, and which of them is better."""

from studio.components import comparing
from studio.components.guard import guard
from studio.resources import open_studio

with guard():
    comparing.blind(open_studio())

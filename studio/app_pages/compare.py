"""Compare: two versions side by side, and which of them is better."""

from studio.components import comparing
from studio.components.guard import guard
from studio.resources import open_studio

with guard():
    studio = open_studio()
    comparing.blind(studio.stored, studio.presets, studio.comparing, studio.blind)

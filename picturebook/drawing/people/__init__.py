"""People and animals in clothes: code that poses them, art and tables that dress them."""

from picturebook.drawing.people.figure import Held, Placed, draw_person, standing_height
from picturebook.drawing.people.looks import dressed_look
from picturebook.drawing.people.poses import Pose, pose_of, poses

__all__ = ["Held", "Placed", "Pose", "draw_person", "dressed_look", "pose_of", "poses",
           "standing_height"]  # fmt: skip

"""People and animals in clothes: code that poses them, art and tables that dress them."""

from picturebook.drawing.people.figure import Placed, draw_person
from picturebook.drawing.people.holding import Held
from picturebook.drawing.people.looks import dressed_look
from picturebook.drawing.people.poses import Pose, act_with, pose_of, poses
from picturebook.drawing.people.posing import standing_height

__all__ = ["Held", "Placed", "Pose", "act_with", "draw_person", "dressed_look", "pose_of", "poses",
           "standing_height"]  # fmt: skip

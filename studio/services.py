"""The former home of `studio.compose.Studio`."""

from studio.compose import Studio as Studio
from studio.uploads import PreparedPicture as PreparedPicture

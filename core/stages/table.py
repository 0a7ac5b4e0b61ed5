"""The stages of a build: one file each with the stage and the domain logic behind it.

`STAGES` is all a builder needs; `LABELS` says in plain words what each stage does.
"""

from typing import Final

from core.build import Stage
from core.stages.captioning import Captioning
from core.stages.casting import Casting
from core.stages.composing import Composing
from core.stages.illustrating import Illustrating
from core.stages.imagining import Imagining
from core.stages.narrating import Narrating
from core.stages.outlining import Outlining
from core.stages.prompting import Prompting
from core.stages.reading import Reading
from core.stages.rewriting import Rewriting
from core.stages.scoring import Matching, Scoring
from core.stages.segmenting import Segmenting
from core.stages.staging import Staging
from core.stages.titling import Titling
from core.stages.writing import Writing

STAGES: Final[dict[str, Stage]] = {
    stage.name: stage
    for stage in (
        Captioning(),
        Imagining(),
        Outlining(),
        Writing(),
        Reading(),
        Titling(),
        Segmenting(),
        Rewriting(),
        Casting(),
        Staging(),
        Prompting(),
        Illustrating(),
        Narrating(),
        Composing(),
        Scoring(),
        Matching(),
    )
}

LABELS: Final[dict[str, str]] = {
    "captioning": "Looking at the pictures",
    "imagining": "Making up the pictures",
    "outlining": "Thinking of a plot",
    "writing": "Writing the story",
    "reading": "Reading your story",
    "titling": "Finding a title",
    "segmenting": "Laying out the pages",
    "rewriting": "Writing pages anew",
    "casting": "Finding out who plays",
    "staging": "Planning the pictures",
    "prompting": "Planning the pictures",
    "illustrating": "Making the pictures",
    "narrating": "Reading the pages aloud",
    "composing": "Making the music",
    "scoring": "Comparing pictures and words",
    "matching": "Comparing your pictures and the story",
}

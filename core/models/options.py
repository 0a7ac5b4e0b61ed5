"""What the options of a catalogue entry may be, checked when the catalogue is read.

Options that are not named here belong to one family alone, which checks them when it loads.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import BadInput

Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]


class Options(BaseModel):
    """Options by the names that transformers and diffusers have for them; times in seconds."""

    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False)

    num_inference_steps: Count = 1
    guidance_scale: NotNegative = 0
    size: Annotated[list[Count], Field(min_length=2, max_length=2)] = [1, 1]
    variant: str = ""
    prompt_style: str = ""
    max_new_tokens: Count = 1
    temperature: NotNegative = 0
    top_p: Annotated[float, Field(gt=0, le=1)] = 1
    beams: Count = 1
    candidates: Annotated[int, Field(ge=0)] = 0
    familiar_above: Share = 0
    unsure_below: Share = 0
    plans: bool = False
    retells: bool = False
    no_repeat_ngram: Annotated[int, Field(ge=0)] = 0
    image_splitting: bool = False
    instruction: str = ""
    language: str = ""
    speaking_rate: Positive = 1
    length_scale: Positive = 1
    noise_scale: NotNegative = 0
    noise_w: NotNegative = 0
    url: str = ""
    model: str = ""
    url_env: str = ""
    model_env: str = ""
    key_env: str = ""
    timeout_s: Positive = 1
    first_timeout_s: Positive = 1
    extra_body: dict[str, Any] = {}


def check_options(file: Path, model_id: str, options: object) -> None:
    """Raise `BadInput` that names the option, what it is, and what it should be."""
    if not isinstance(options, Mapping):
        raise BadInput(f"{file}: the `options` of model “{model_id}” must be a table.")
    try:
        Options.model_validate(dict(options))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name, why = str(first["loc"][0]), first["msg"]
        raise BadInput(
            f"{file}: the option `{name}` of model “{model_id}” is {options[name]!r}:"
            f" {why[:1].lower()}{why[1:]}."
        ) from None

"""Captions of children's books without names: what a picture cannot show must not be learnt.

    python -m train.captioning.nameless --data bookdash --known flickr8k coco --out runs/bookdash

"Sindi waits for Mom." becomes "a child waits for a woman". A word with a capital letter is a name
when the known data sets never have it in small letters; each sentence becomes a caption.
"""

import argparse
import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from corpora.folder import read_folder

FAMILY: Final = {
    **dict.fromkeys(("mom", "mama", "mum", "mother", "mommy", "ma", "auntie", "aunt"), "a woman"),
    **dict.fromkeys(("dad", "papa", "father", "daddy", "baba", "tata", "uncle"), "a man"),
    **dict.fromkeys(("gogo", "granny", "grandma", "grandmother", "ouma"), "a grandmother"),
    **dict.fromkeys(("grandpa", "grandfather", "oupa"), "a grandfather"),
}
SOMEBODY: Final = "a child"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|\d+")


def nameless(sentence: str, known: Collection[str]) -> str:
    """The sentence in small letters, with somebody for every name."""
    said: list[str] = []
    for word in _WORD.findall(sentence):
        bare, mark, ending = word.replace("’", "'").partition("'s")
        plain = bare.lower()
        last = said[-1] if said else ""
        found = plain
        if bare[0].isupper() and plain not in known and plain not in FAMILY:
            if last in (SOMEBODY, f"{SOMEBODY}'s"):
                continue
            found = SOMEBODY
        elif plain in FAMILY and last not in ("a", "the"):
            found = FAMILY[plain]
        if found != plain and last in ("a", "the", "his", "her", "their", "my", "our"):
            said.pop()
        said.append(found + mark + ending)
    return re.sub(r" ([.,!?;:])", r"\1", " ".join(said))


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--known", type=Path, nargs="+", required=True, help="data without names")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    known = {
        word
        for folder in args.known
        for picture in read_folder(folder).pictures
        for caption in picture.captions
        for word in _WORD.findall(caption)
        if word.islower()
    }
    found = read_folder(args.data)
    (args.out / "images").mkdir(parents=True, exist_ok=True)
    rows = []
    for picture in found.pictures:
        sentences = [
            nameless(sentence, known)
            for caption in picture.captions
            for sentence in re.split(r"(?<=[.!?])\s+", caption)
            if len(sentence.split()) >= 3
        ]
        name = f"images/{picture.image.name}"
        copy = args.out / name
        if not copy.exists():
            copy.write_bytes(picture.image.read_bytes())
        rows.append({"image": name, "captions": sentences, "split": picture.split})
    (args.out / "captions.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

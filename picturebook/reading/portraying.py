"""How a clause says somebody looks, and words of places that stand for the people there."""

from picturebook.reading import deeds, grammar, looks
from picturebook.reading.actors import Actor
from picturebook.reading.phrase import Phrase
from picturebook.reading.saying import Saying
from picturebook.reading.stage import Stage


def feature(stage: Stage, saying: Saying) -> bool:
    """ "Her hair was long and black", "the fox's coat was red": how somebody looks."""
    phrase = saying.subjects[0] if len(saying.subjects) == 1 else None
    if phrase is None or phrase.owner is None or not saying.states:
        return False
    garment = phrase.sort == "garment" or stage.lexicon.noun(phrase.said, "garment") is not None
    if phrase.head not in looks.FEATURES and not garment:
        return False
    owner = stage.entity(phrase.owner)
    for state in saying.states:
        for match in stage.lexicon.describing(state.low):
            if match.sort == "colour":
                phrase.colours.append(match.key)
            elif match.sort == "pattern":
                phrase.pattern = match.key
        if state.low in ("long", "short", "curly", "wavy", "spiky"):
            phrase.hair = phrase.hair or state.low
    told = bool(phrase.colours or phrase.hair or phrase.pattern)
    if not isinstance(owner, Actor) or not told:
        return False
    stage.took(phrase)
    return owner.look is not None or looks.worn(owner, phrase, stage.lexicon, dressing=garment)


def peopled(stage: Stage, phrase: Phrase, saying: Saying) -> None:
    """ "The village cheered", "the crew rowed": its people do."""
    match = stage.lexicon.verb(saying.verb) if saying.verb else None
    acts = (
        not saying.passive
        and saying.verb not in grammar.EMPTY_VERBS
        and match is not None
        and match.sort == "act"
    )
    acts = acts and match is not None and match.key not in deeds.POSTURES
    many = next((int(n) for n, line in stage.lexicon.attribute("peopled").items()
                 if phrase.said.lower() in line), 0)  # fmt: skip
    if not many or phrase.several:
        return
    if phrase.sort == "place" and acts and phrase.match is not None:
        stage.setting.add(phrase.match.key, 1.4, stage.sentence)
        pupils = stage.lexicon.noun("pupil" if phrase.head in ("class", "school") else "people")
        phrase.match = pupils or phrase.match
        phrase.count = many
    elif phrase.sort == "role":
        phrase.count = many

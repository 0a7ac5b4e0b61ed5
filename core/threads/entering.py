"""A figure as it enters a page with what it does: "a woman putting a letter into a mailbox".

No "who was": an act follows its noun, a small one stands before it ("a barking dog"), and whoever
only stands or poses is met by where they are and what they wear.
"""

import re
from collections.abc import Iterator
from typing import Final

from core.threads.placing import definite
from picturebook.words.forms import gerund, lemmas, with_article

_STANDS: Final = re.compile(r"(?:standing|waiting|gathering|gathered)(?: (?:together|around))?")
"""Of these the place says enough."""
_BEFORE: Final = frozenset(
    """running jumping sleeping barking crying laughing smiling swimming dancing singing
    galloping yawning howling roaring snoring whistling grinning""".split()
)
"""What may stand before its noun: "a barking dog"."""
_FAST: Final = frozenset("running jumping galloping".split())
"""Not before an adjective: "a jumping small dog"."""
_OUT: Final = frozenset(
    """walking running swimming strolling jogging skating fishing kayaking cycling biking
    sledding hiking rowing sailing surfing skiing snowboarding skateboarding camping climbing
    riding""".split()
)
"""What one is out doing."""
_NOT_OUT: Final = re.compile(r"(?:up|down|in|into|out|off|from|to) ?")
_AFTER: Final = frozenset("asleep awake alone".split())
"""States that may follow their noun: "a dog asleep on a sofa"."""
_SOMEBODY: Final = frozenset("someone somebody everyone everybody".split())
_COUNT: Final = re.compile(
    r"((?:the )?(?:two|three|four|five|six|seven|eight|several|many) |an? |the |some )?(.*)"
)


def entrances(subject: str, verb: str, rest: str, *, alive: bool, done: str = "") -> Iterator[str]:
    """The ways to say it, the fullest first; at least one.

    `subject` is "a woman", `verb` "was putting a letter", `rest` "into a mailbox", either may end
    in a space; `done` is the participle of a verb that is told in the simple past.
    """
    who, where = subject.strip(), rest.strip()
    deed = re.sub(r"^(?:was|were) ", "", verb)
    if done:
        other = deed.partition(" ")[2]
        if not alive:
            yield _joined(who, "that", "had", done, other, where)
            return
        deed = _joined(gerund(next(iter(lemmas(done, "VERB")), done)), other)
    if _STANDS.fullmatch(deed) and not re.match("on (?:his|her|its|their) |for ", where):
        if where and not where.startswith("with "):
            yield _joined(who, deed, where)
            yield _joined(who, deed, definite(where))
        yield _joined(who, "" if where.startswith("with ") and " in " in who else where)
        return
    single = len(deed.split()) == 1
    acts = deed.split()[0].endswith("ing")
    if not acts and deed not in _AFTER and single and not where and alive:
        yield _before(who, deed)
        return
    if single and not where and alive:
        if deed in _OUT:
            yield f"{who} out {deed}"
        elif deed in _BEFORE and not (deed in _FAST and len(who.split()) > 2):
            yield _before(who, deed)
    if deed in _AFTER and len(who.split()) > 2 and not where:
        yield _before(who, {"asleep": "sleeping", "awake": "wakeful"}.get(deed, deed))
    yield _joined(who, deed, where)
    yield _joined(who, deed, definite(where))
    if single and deed in _OUT and where and not _NOT_OUT.match(where):
        yield _joined(who, "out", deed, where)
    if deed.startswith("sitting") and where:
        yield _joined(who, where)


def _before(who: str, deed: str) -> str:
    """ "a barking dog" of "a dog"."""
    if who.split(" ")[0] in _SOMEBODY:
        return f"{who} {deed}"
    count, noun = _COUNT.fullmatch(who).groups()  # type: ignore[union-attr]
    said = f"{deed} {noun}"
    return with_article(said) if count in ("a ", "an ") else f"{count or ''}{said}"


def _joined(*words: str) -> str:
    return " ".join(" ".join(words).split())

"""Words that hold sentences together: a closed list, by word class."""

from typing import Final

DETERMINERS: Final = frozenset(
    """a an the this that these those some any no each every another either neither my your his
    her its our their whose what which such""".split()
)
DEFINITE: Final = frozenset("the this that these those my your his her its our their".split())
PRONOUNS: Final = {
    **dict.fromkeys("he him himself".split(), "he"),
    **dict.fromkeys("she herself hers".split(), "she"),
    **dict.fromkeys("it itself".split(), "it"),
    **dict.fromkeys("they them themselves each-other".split(), "they"),
    **dict.fromkeys("i me myself".split(), "i"),
    **dict.fromkeys("we us ourselves".split(), "we"),
    **dict.fromkeys("you yourself".split(), "you"),
    **dict.fromkeys("mine yours ours theirs".split(), "one"),
}
HERDS: Final = ("sheep", "deer", "moose", "bison")
"""Animals of which one and several are called alike, and are several where no word says one:
"counting sheep"; "a sheep stands", "sheep stand"."""
OWNERS: Final = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
BE: Final = frozenset("is are was were be been being am 's 're 'm".split())
HAVE: Final = frozenset("has have had having 've 'd".split())
MODALS: Final = frozenset(
    """can could will would shall should may might must do does did 'll ca wo gets got
    get""".split()
)
NEGATIONS: Final = frozenset("not n't never no nobody none nothing neither nor without".split())
UNREAL: Final = frozenset("could would might may should if unless".split())
CONJUNCTIONS: Final = frozenset("and or but & plus then".split())
SUBORDINATE: Final = frozenset(
    """when while as because if until till unless although though since whenever wherever so
    where after before once than""".split()
)
RELATIVE: Final = frozenset("who that which whom".split())
PREPOSITIONS: Final[dict[str, str]] = {
    "on": "on", "onto": "on", "upon": "on", "atop": "on", "aboard": "on", "on top of": "on",
    "at the top of": "on", "on the back of": "on", "on board": "on", "on to": "on",
    "across": "at", "along": "at", "through": "at", "down": "at", "up": "at", "over": "above",
    "in": "in", "into": "in", "inside": "in", "inside of": "in", "within": "in", "amongst": "in",
    "among": "in", "amidst": "in", "amid": "in", "in the middle of": "in", "in the back of": "in",
    "in the center of": "in", "in the corner of": "in", "in the midst of": "in", "out of": "from",
    "at": "at", "by": "beside", "near": "beside", "beside": "beside", "besides": "beside",
    "next to": "beside", "close to": "beside", "alongside": "beside", "around": "beside",
    "round": "beside", "by the side of": "beside", "on the side of": "beside", "against": "beside",
    "at the side of": "beside", "at the edge of": "beside", "near to": "beside",
    "on the edge of": "beside", "to the side of": "beside", "adjacent to": "beside",
    "surrounded by": "around", "with": "with", "along with": "with", "together with": "with",
    "as well as": "with", "and": "and", "without": "without", "under": "under", "beneath": "under",
    "underneath": "under", "below": "under", "behind": "behind", "in back of": "behind",
    "in front of": "in front of", "outside": "beside", "outside of": "beside", "before": "before",
    "between": "between", "in between": "between", "above": "above", "of": "of", "from": "from",
    "off": "from", "off of": "from", "to": "to", "toward": "to", "towards": "to", "past": "beside",
    "for": "for", "about": "about", "like": "like", "than": "like", "via": "at", "per": "at",
    "during": "during", "after": "after", "until": "after", "opposite": "facing",
    "across from": "facing", "facing": "facing", "attached to": "on", "back to": "to",
    "up to": "to", "down to": "to", "over to": "to", "away from": "from", "in to": "in",
    "instead of": "without", "because of": "about", "beyond": "behind", "throughout": "in",
    "on either side of": "beside", "on both sides of": "beside", "a lot of": "lot",
    "at the end of": "at", "on the corner of": "at", "in and around": "in", "at the foot of": "at",
    "at the bottom of": "at", "on the bottom of": "at", "to the bottom of": "to",
    "in the depths of": "in", "on the other side of": "behind", "by means of": "at",
    "out the": "from", "such as": "with", "including": "with", "containing": "with",
    "featuring": "with", "made of": "of", "ahead of": "in front of", "dressed as": "as",
    "all over": "on", "full of": "full", "filled with": "full", "covered in": "covered",
    "covered with": "covered", "covered by": "covered", "topped with": "with",
    "dressed in": "wear", "clad in": "wear", "lined with": "around", "wearing": "wear",
}  # fmt: skip
"""By the relation that they tell."""
LONGEST_PREPOSITION: Final = 5
ADVERBS: Final = frozenset(
    """very too so quite just only even still already again also almost away back here there now
    then soon together apart around about up down out off over forward ahead upside outdoors
    indoors outside inside well really rather nearly perhaps maybe once always often ever yet
    far later today tomorrow yesterday tonight not n't never else instead alone by-side halfway
    home upstairs downstairs everywhere somewhere anywhere nowhere nearby overhead below above
    first last long straight right left fast hard high low close next""".split()
)
PARTICLES: Final = frozenset("up down out off over on in away back along around by through".split())
QUESTIONS: Final = frozenset("who what where when why how whose which".split())
GREETINGS: Final = frozenset(
    """hello hi hey goodbye bye yes no oh ah ouch hooray hurray wow please thanks okay ok well
    goodnight hush ssh dear alas aha yay oops um er hmm""".split()
)
EMPTY_VERBS: Final = frozenset(
    "be have do get go come make let seem become keep start begin stop try help use need want "
    "put set take".split()
)
STARTING: Final = frozenset(
    "try start begin prepare get attempt keep continue go come love like stop stand sit help "
    "have decide manage agree choose "
    "lean bend reach use ready wait pause stoop gather about run jump turn".split()
)
"""Before "to …" or "-ing": what follows is really done or just about to be."""
LETTING: Final = frozenset("let make help see hear watch feel".split())
"""After the object of these another verb tells what that does."""
LOOKING: Final = frozenset("look stare gaze peer glance point".split())
THINKING: Final = frozenset(
    """think thought dream remember imagine wish want hope miss need believe wonder know plan decide
    promise pretend love like mean expect fear hate guess consider forget prefer""".split()
)

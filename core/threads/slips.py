"""Words that are written for others and are words, too: "tow men", "a side walk".

What is no word is mended by `spelling.py`.
"""

import re
from typing import Final

_COLOUR: Final = "(?:black|white|brown|tan|gr[ae]y|red|yellow|orange|blue|green|pink|purple)"
SLIPS: Final = tuple(
    (re.compile(rf"(?i){pattern}"), said)
    for pattern, said in (
        (r"\bwhil?st\b", "while"),
        (r"\bwhit (?=(?:an?|the|his|her|its|their)\b)", "with "),
        (rf"\b({_COLOUR}) strips\b", r"\1 stripes"),
        (r"\bwater melon", "watermelon"),
        (r"\bhorse back\b", "horseback"),
        (r"\bwaters edge\b", "shore"),
        (r"\bpaying with\b", "playing with"),
        (r"\ba lot if\b", "a lot of"),
        (r"\b(on|in|of|to|into|for|at|with)t he\b", r"\1 the"),
        (r"\b(horse|bike|walk(?:s|ing)|run(?:s|ning)|rid(?:es|ing)|driv(?:es|ing)) threw (?=the\b)",
         r"\1 through "),
        (r"\bseating (?=(?:on|in|at|down|by|next)\b)", "sitting "),
        (r"\byound\b", "young"),
        (r"\bout doors\b", "outdoors"),
        (r"\bwit (?=[a-z])", "with "),
        (r"^tow (?=(?:[a-z]+ )?(?:men|women|girls|boys|dogs|people|kids|children)\b)", "two "),
        (r"\bpick (?=(?:dress|shirt|jacket|hat|coat|top|skirt)\b)", "pink "),
        (r"\bunder neath\b", "underneath"),
        (r"\bwaling\b", "walking"),
        (r"\ba loan (?=[a-z]+(?:er|ist|man|woman|person|dog|tree)\b)", "a lone "),
        (r"\bside walk\b", "sidewalk"),
        (r"\brest room\b", "restroom"),
        (r"\b(?:mother|motor) bike(s?)\b", r"motorbike\1"),
        (r"\bout side\b", "outside"),
        (r"\bnext (?=an? [a-z]+)", "next to "),
        (r"\byong\b", "young"),
        (r"\bstuff (toys?|animals?|bears?)\b", r"stuffed \1"),
        (r"\ba make (?=(?:[a-z]+ )?(?:player|skater|skateboarder|surfer|skier)\b)", "a male "),
        (r"\b(?:its|it) self\b", "itself"),
        (r"\b(group|lot|bunch|couple|crowd|pair|herd) a (?=[a-z]+s\b|people\b)", r"\1 of "),
        (r"\bsliced of\b", "slices of"),
        (r"\bdressing in\b", "dressed in"),
        (rf"\bad (?={_COLOUR}\b)", "and "),
        (r"(?<=haired )mail\b|(?<=young )mail\b|(?<=adult )mail\b", "man"),
        (r"\bclock town\b", "clock tower"),
        (r"\b(an?|another|one|the|other) (person|man|woman|child)s (?!(?:and|in|on|at|are|were)\b)"
         r"(?=[a-z]+(?<!ing)\b)", r"\1 \2's "),
    )
)  # fmt: skip

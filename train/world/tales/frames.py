"""Ways to put a picture into a sentence.

Slots: S the hero with what the hero is, A somebody or something seen for the first time, the when
known, D the deed, P the place, M the time, Y the weather, R what is held, W what is worn, x what is
left over (with its space), z the mood's tail, F a link to the page before (with its comma or mark),
was was/were.  A frame is taken only where the picture has all its pieces; one without D only
where nothing is being done.
"""

from typing import Final

from train.world.tales.mood import Family, lines

INTRO: Final = lines("""
    {B} called {H}{w} was {D}{x}{z}.
    {P}, {A} was {D}{x}. This was {H}.
    {H} was {A}, and on the day it all began, {he} was {D}{x}.
    There once was {A}, {H} by name, who was {D}{x}{z}.
    Do you see {A} {D}{x}? That's {H}.
    {M}, when our story starts, {B} called {H}{w} was {D}{x}.
    {Y}, {A} was {D}{x}, and everyone called {him} {H}.
    Who was {D}{x}? It was {H}, {A} with a head full of plans.
    First you saw {W}. Then you saw {H}, {A} {D}{x}.
    Our story finds {H}, {A}, {D}{x}{z}.
    Not every tale starts with {A} {D}{x}, but this one does. The name was {H}.
    {P} lived {A}. {H} was the name. {M} {he} was {D}{x}.
    {P} lived {B} called {H}{w}, and there {he} was, {D}{x}.
    {H} was {A}. {P}, {he} was {D}{x}{z}.
    {H} was {A} {P}{x}{z}.
    {B} called {H}{w} was {P}{x}{z}.
    There once was {B} called {H}{w}{x}{z}.
    {R}, {A} was {D}{x}. {His} name was {H}.
    Here is {H}, {A} with quick feet and a warm heart, {D}{x}.
""")

HERO_COMMON: Final = lines("""
    {F} {S} was {D}{x}{z}.
    {P}, {S} was {D}{x}{z}.
    {M}, {S} was {D}{x}{z}.
    {Y}, {S} was {D}{x}{z}.
    {R}, {S} was {D}{x}{z}.
    {M}, {Y}, {S} was {D}{x}.
    {F} there was {S}, {D}{x}.
    {D}{x}, {S} thought of {L}.
    First you saw {W}, and then {S}, {D}{x}.
    Had you looked {P}, you would have seen {S} {D}{x}.
    Before long {S} was {D}{x}{z}.
    {F} {S} was {P}{x}{z}.
    {F} there was {S}{x}{z}.
    {H} was {D}{x}, as you do when you are {A} with a plan.
    {H} was {D}{x}, as only {A} can.
    {H} was {D}{x}. Not every {N} would have dared.
    There is no {N} like {H}, and there {he} was, {D}{x}.
    {D}{x}, {H} felt braver than any {N} before {him}.
    {F} {H} was {D}{x}, {A} to the tips of {his} ears.
    {M}, {H} was {D}{x}, like every {N} with somewhere to go.
    {P}, {H} was {D}{x}. Even {A} needs a moment to think.
    It was {P} that {S} was {D}{x} next.
    {P} everyone saw {S}, who was {D}{x}.
""")

HERO: Final[dict[Family, tuple[str, ...]]] = {
    "tender": lines("""
        {F} {he} was {D}{x}, the happiest {N} for miles.
        {P}, where the world was quiet, {S} was {D}{x}.
        {S} went on {D}{x}, and every little sound was kind.
        {F} {H} smiled, for there is nothing like {D}{x} when you are {A}.
        So {S} spent that hour {D}{x}{z}.
        "What a time to be {D}{x}!" thought {S}.
        All alone {P}, {S} was {D}{x}.
        Softly, softly, {S} was {D}{x}{z}.
        Anyone out {M} could have heard {S} humming, and {D}{x}.
        The wind came by to look at {S}, {D}{x}.
        {M}, {H} forgot all hurry. {S} was {D}{x}.
        Only the birds saw {S} {D}{x}.
        {Y}, {H} could not stay in. {S} was {D}{x}.
        Whoever is {D}{x} has time to dream, and {S} dreamed.
        {F} {S} was {D}{x}, and it felt like a song.
    """),
    "silly": lines("""
        {F} {he} was {D}{x}, the happiest {N} for miles.
        Guess who was {D}{x}? {S}, of course.
        {F} {S} was {D}{x}, very nearly on purpose.
        Do not try this at home: {S} was {D}{x}.
        {P}, the whole town watched {S} {D}{x}.
        "I'm perfectly calm," said {S}, {D}{x}.
        {H} had read that it is good for the nose. So {S} was {D}{x}.
        {M}, when nobody was looking, {S} was {D}{x}. Everybody was looking.
        It takes talent to be {D}{x} when you are {A}. {H} had talent.
        {S} was {D}{x}, looking as clever as a spoon.
        A snail overtook {S}, who was {D}{x}.
        {Y}, only one creature was silly enough to be {D}{x}: {S}.
        By accident {S} was soon {D}{x}.
        If there were a medal for {D}{x}, {S} would have lost it.
        Picture {S}, {D}{x}, with a hat on backwards.
    """),
    "dark": lines("""
        {F} {S} was {D}{x}, and something was listening.
        {P}, nothing moved but {S}, {D}{x}.
        {S} was {D}{x}. One twig snapped. Then no more.
        {M}, all alone, {S} was {D}{x}.
        Somebody was {D}{x}. It was only {S}. Or was it?
        From a dark window, one could see {S} {D}{x}.
        {S} was {D}{x}, and did not look back.
        {Y}, {S} was {D}{x}, one careful step at a time.
        It was too quiet. {S} was {D}{x}{z}.
        "Keep calm," {H} told {himself}. And {S} was {D}{x}.
        {P}, the longest shadow belonged to {S}, who was {D}{x}.
        Who would be {D}{x} at such an hour? Only {S}.
        A long shadow followed {S}, who was {D}{x}.
        The fog parted, and there was {S}, {D}{x}.
    """),
    "swift": lines("""
        {S} was {D}{x}. Ready. Steady.
        Seconds later, {S} was {D}{x}{z}.
        {P}! There, {S} was {D}{x}.
        {M}, at top speed: {S}, {D}{x}!
        No map. No help. Only {S}, {D}{x}.
        Anyone else would have given up. {S} was {D}{x}.
        Nothing could stop {S} now, {D}{x}.
        {S} had trained for this: {D}{x}, without a break.
        Eyes open! {S} was {D}{x}{z}.
        {F} {S} was {D}{x}. Faster!
        Look {P}: {S} was {D}{x}.
        Up, down, onward! {S} was {D}{x}.
        {Y}, with no time to lose, {S} was {D}{x}.
        {D}{x}, {S} heard the clock strike.
    """),
}

MET_COMMON: Final = lines("""
    {F} {H} met {A}, {D}{x}.
    {P}, {A} {was} {D}{x}.
    {M}, {H} came upon {A}, {D}{x}.
    {Y}, {A} {was} {D}{x}.
    {F} {H} saw {A} {D}{x}.
    {P}, {H} ran into {A}, {D}{x}.
    {F} {A} {was} {D}{x}, and {H} stopped to look.
    {F} {H} met {A} {P}{x}.
    {P} {was} {A}{x}, looking up as {H} came by.
    {F} {H} met {A}{x}.
    {A} {was} {D}{x}. "Hello!" said {H}.
    {H} was not the only one about: {A} {was} {D}{x}.
""")

MET: Final[dict[Family, tuple[str, ...]]] = {
    "tender": lines("""
        {P}, {A} {was} {D}{x}, as if waiting for somebody to talk to.
        {H} stood still, so as not to startle {A}, {D}{x}.
        How peaceful {A} looked, {D}{x}!
        There {was} {A}, {D}{x}, with friendly eyes.
        {M}, {A} {was} {D}{x}. {H} sat down near by.
        {A} {was} {D}{x}, and made room for {H}.
        A voice said, "Good day, {H}." It came from {A}, {D}{x}.
        {H} might have passed by, but {A} {was} {D}{x}, and that was too lovely to miss.
        {Y}, {H} found {A} {D}{x}.
        {F} the path led past {A}, {D}{x}.
        Wherever one is going, one meets somebody: {P}, {A} {was} {D}{x}.
        {A} {was} {D}{x}, in no hurry at all.
    """),
    "silly": lines("""
        {H} fell over {A}, {D}{x}. "Sorry!" said everybody.
        And then, {A}, {D}{x}! "Oh dear," said {H}.
        Believe it or not, {A} {was} {D}{x}.
        {P}, {A} {was} {D}{x}, with porridge on one ear.
        {H} rubbed {his} eyes. {A} {was} {D}{x}!
        {M}, {A} {was} {D}{x}, which is never wise after lunch.
        What's funnier than {A} {D}{x}? {H}, trying to walk past.
        {A} {was} {D}{x}, and {H} joined in, badly.
        {H} took off {his} hat to {A}, {D}{x}. The hat had a sandwich in it.
        {F} {H} bumped into {A}, {D}{x}.
        {P}, of all places, {A} {was} {D}{x}.
        "Don't mind me," said {H} to {A}, {D}{x}.
    """),
    "dark": lines("""
        A shape moved. {A} {was} {D}{x}.
        {F} {A} {was} {D}{x}, and never blinked.
        {P}, {A} {was} {D}{x}, where nobody had been a moment before.
        {H} held {his} breath. {A} {was} {D}{x}.
        {A}, {D}{x}, looked round slowly.
        {M}, {H} was not alone. {A} {was} {D}{x}.
        {Y}, something came closer. It was only {A}, {D}{x}.
        {A} {was} {D}{x}, too calm for such a place.
        {H} asked no questions yet. {A} {was} {D}{x}.
        Two steps more, and there {was} {A}, {D}{x}.
        From behind a wall {H} watched {A} {D}{x}.
        Eyes! They belonged to {A}, {D}{x}.
    """),
    "swift": lines("""
        {F} {H} raced past {A}, {D}{x}.
        Ahead! {A} {was} {D}{x}.
        {H} skidded to a halt. {A} {was} {D}{x}.
        Friend or foe? {A} {was} {D}{x}.
        {P}, {A} {was} {D}{x}, right across the way.
        {M}, {H} nearly ran into {A}, {D}{x}.
        {A} {was} {D}{x}. {H} shouted, "Make way!"
        Look out! {A}, {D}{x}! {H} swerved.
        {Y}, {A} {was} {D}{x}. No time to stop!
        Help at last: {A} {was} {D}{x}.
        {H} leaped, landed, and stared at {A}, {D}{x}.
        Round the corner {was} {A}, {D}{x}.
    """),
}

THING_COMMON: Final = lines("""
    {F} {H} found {A} {P}{x}.
    {P} {was} {A}{x}.
    {F} {H} came to {A} {P}{x}.
    {F} {H} saw {A}, {D}{x}.
    {M}, {H} found {A}{x}.
    {Y}, {H} stopped before {A}{x}.
    {F} {H} came upon {A}{x}.
    {F} {A} {was} {D}{x}.
    {F} there {was} {A} {P}{x}.
    {P}, {A} {was} {D}{x}.
""")

THING: Final[dict[Family, tuple[str, ...]]] = {
    "tender": lines("""
        Who had left {A} {P}{x}? {H} looked at {obj} for a long time.
        The way led to {A}{x}, and there {H} rested.
        {P} {was} {A}{x}, like something out of a song.
        There {was} {A}, {D}{x}, quiet as a thought.
        {M}, {A} {was} {D}{x}, and {H} stopped to look.
        {H} touched {A}{x} and thought of {L}.
        Some things wait for us. {A} {was} {D}{x}.
        Some things wait for us. {H} found {A} {P}{x}.
    """),
    "silly": lines("""
        {H} walked straight into {A} {P}{x}.
        {P} {was} {A}{x}, just asking for trouble.
        There {was} {A}, {D}{x}, where no sensible person would put {obj}.
        "Who put {A} {P}{x}?" asked {H}, and sat down to think.
        {H} sneezed, and there {was} {A}{x}.
        {M}, {H} tripped over {A}{x}.
        "Aha!" said {H} to {A}, {D}{x}. "Oho," said nobody.
        {H} said good day to {A}{x}, to be on the safe side.
    """),
    "dark": lines("""
        There {was} {A} {P}{x}, and nobody had put {obj} there.
        {P} {was} {A}{x}. Dust lay everywhere, but not there.
        {H} stopped. {A} {was} {D}{x}. Why?
        {H} touched {A}{x}. Cold as a key.
        {M}, {A} {was} {D}{x}, dark and waiting.
        A line of footprints ended at {A}{x}.
        Yesterday there had been nothing. Now there {was} {A}{x}.
        {H} counted to three and looked at {A}{x}.
    """),
    "swift": lines("""
        {H} dived behind {A} {P}{x}.
        Ahead {was} {A}{x}! {H} did not slow down.
        {P} {was} {A}{x}. Just what {H} needed!
        {A} {was} {D}{x}. {H} dodged left.
        No way round {A}{x}! {H} went over the top.
        {H} spotted {A} {P}{x}. An idea struck.
        {M}, {H} reached {A}{x}. Halfway!
        Crash! {H} bumped into {A}{x} and bounced back up.
    """),
}

LINKS: Final[dict[str, tuple[str, ...]]] = {
    "place": lines("""
        Once {place} lay behind {him},
        Not far from {place},
        When {he} had left {place} behind,
        On the other side of {place},
        Beyond {place},
        Just past {place},
        A good way from {place},
        From {place} the path led on, and soon"""),
    "rain": ("By the time the rain had stopped,", "With the rain over at last,"),
    "snow": ("When the snow had settled,", "By the time the last flake had landed,"),
    "met": lines("""
        When {he} had said goodbye to {met},
        Thanks to {met},
        While {met} looked after {him},
        Just as {met} had foretold,"""),
    "thing": lines("""
        After {met},
        A little way past {met},"""),
    "night": ("When the night was over,", "After that long night,"),
    "morning": ("By the end of the day,", "Hours later,"),
    "hero": ("After that,", "A little later,", "Next,"),
}
"""What the page before leaves behind: a way to begin this one."""

BOUND: Final = ("Thanks", "While", "Just as", "With", "Still", "Hardly", "Against", "Humming")
"""Links that begin like this need the hero for their subject."""

MOMENTS: Final = lines("""
    {H} stopped, looked back once, and then went on.
    "Nearly there," {he} told {himself}.
    It would have been easy to turn round. {H} did not.
    A bird flew up, and {H} took it for a sign.
    {H} thought of what {L} would say.
    {He} tied {his} shoelace, which gave {him} time to think.
    "One thing after another," said {H}.
    {H} took a deep breath, and then another.
""")
"""Small moments that go with any mood."""

SHORT_ENDS: Final[dict[Family, tuple[str, ...]]] = {
    "tender": lines("""
        Did {H} {goal}? Oh yes, and the evening was golden.
        And did {H} {goal}? {He} did, softly, and {L} smiled.
        So {H} did {goal} after all, and all was well."""),
    "silly": lines("""
        Did {H} {goal}? Almost! And {L} laughed till supper.
        And so {H} did {goal}, upside down. {L} clapped.
        Did {H} {goal}? Well, nearly, and with custard."""),
    "dark": lines("""
        Did {H} {goal}? {He} did, and the dark was kinder after that.
        So {H} did {goal} after all. {L} lit the lamps.
        And did {H} {goal}? Yes, and was not afraid any more."""),
    "swift": lines("""
        Did {H} {goal}? With one second to spare! {L} cheered.
        {H} did {goal}. Just! "Again?" asked {L}.
        And yes: {H} did {goal}. {L} gave {him} a medal."""),
}
"""Endings for books with more pictures than room."""

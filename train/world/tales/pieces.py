"""Time, weather, clothes and held things, each told in a sentence of its own that it matters to.

A clause follows the caption's own words ("In the rain, " + clause).  who/whose are the one who is
seen ("he"/"his", "the singer"/"the singer's"); it/thing are filled with the held thing.
"""

from typing import Final

from train.world.tales.mood import Family, lines

WHEN: Final[dict[Family, dict[str, tuple[str, ...]]]] = {
    "tender": {
        "morning": lines("""
            the day was still as soft as new bread
            the first light lay on everything like butter
            even the birds sang in a whisper"""),
        "day": lines("""
            the light was so bright that it had no corners
            the shadows were small and slept under things
            the hours went by on bare feet"""),
        "evening": lines("""
            the light turned to honey
            the shadows grew long and gentle
            the sky wore all its colours at once"""),
        "night": lines("""
            the stars leaned down to listen
            the dark was as soft as a coat
            the moon kept everybody company"""),
        "": lines("""
            it seemed as if time had sat down to rest
            the moment was too good to hurry"""),
    },
    "silly": {
        "morning": lines("""
            half the world was still looking for its socks
            the sun had bed hair
            even the rooster yawned in the wrong place"""),
        "day": lines("""
            all sensible people were having lunch
            the sun laughed so hard that it hiccuped
            nobody had an excuse for being this silly"""),
        "evening": lines("""
            the sun went down fast, so as not to see what came next
            the shadows had very long noses
            everybody looked rather orange"""),
        "night": lines("""
            you could hear the moths giggle
            the moon peeped through its fingers
            all the good ideas had gone to bed"""),
        "": lines("""
            anything could happen, and it had already started
            somebody somewhere said "Oops\""""),
    },
    "dark": {
        "morning": lines("""
            the light was grey and told no tales
            the day came in on tiptoe
            the shadows had not gone home yet"""),
        "day": lines("""
            even the shadows looked too sharp
            it should have been bright, but it was not
            the silence was the wrong kind"""),
        "evening": lines("""
            the shadows reached out with long arms
            the light drained away like water
            the first lamps blinked and thought better of it"""),
        "night": lines("""
            every window was a closed eye
            the dark had ears
            the moon looked on and said nothing"""),
        "": lines("""
            something was about to happen
            the hour had no name"""),
    },
    "swift": {
        "morning": lines("""
            the clock was already running
            the day started with a bang
            the sun came up like a signal flare"""),
        "day": lines("""
            there was nowhere to hide
            the sun stood high and every second counted
            the clock had no mercy"""),
        "evening": lines("""
            the light was running out
            the sun dropped, and so did the time
            one hour was left before dark"""),
        "night": lines("""
            you had to run by ear
            the moon was the only lamp
            one wrong step could end it"""),
        "": lines("""
            every second counted
            there was no time to think"""),
    },
}

SKY: Final[dict[Family, dict[str, tuple[str, ...]]]] = {
    "tender": {
        "rain": lines("""
            every drop knocked softly, as if to be let in
            the puddles were full of small round mirrors
            the air smelled of earth and beginnings"""),
        "snow": lines("""
            every footstep was the first one in the world
            sounds put on slippers
            the whole world held its breath"""),
        "fog": lines("""
            things came near shyly, one at a time
            the world was drawn with a soft pencil"""),
        "clear": lines("""
            one could see as far as tomorrow
            the air was as clear as a bell
            everything had a little gold round its edges"""),
        "": lines("""
            the world felt close and kind
            everything seemed to hum one tune"""),
    },
    "silly": {
        "rain": lines("""
            the ducks were the only ones with a plan
            everyone's socks went squelch
            even the puddles got wet"""),
        "snow": lines("""
            somebody's nose had turned into a small red lamp
            a snowball came from nowhere and said sorry to nobody
            everybody slid to where they didn't want to go"""),
        "fog": lines("""
            {H} said good morning to a post
            nobody could find the end of their own nose"""),
        "clear": lines("""
            the sky had nothing to hide, unlike {H}
            everyone could see everything, which was a pity
            there was nobody to blame but {H}"""),
        "": lines("""
            things could only get sillier
            one thing led to another, as it does"""),
    },
    "dark": {
        "rain": lines("""
            the gutters gurgled like throats
            footsteps could be heard twice
            the drops tapped out a message that nobody could read"""),
        "snow": lines("""
            the footprints began in the middle of nowhere
            every sound was wrapped in white cloth
            the cold had fingers"""),
        "fog": lines("""
            shapes came and went without asking
            the lamps wore haloes"""),
        "clear": lines("""
            there was nothing to hide behind
            the quiet was much too loud
            even that was no comfort"""),
        "": lines("""
            the air prickled
            not a thing stirred"""),
    },
    "swift": {
        "rain": lines("""
            every stone was as slick as soap
            the path turned into a stream
            thunder growled: hurry, hurry"""),
        "snow": lines("""
            each step sank to the knee
            one slip meant a long slide
            the cold bit, and {H} bit back"""),
        "fog": lines("""
            danger could be three steps away
            {H} ran by feel"""),
        "clear": lines("""
            everyone could see {H} coming
            the way lay open, fast and bare
            there was no cover at all"""),
        "": lines("""
            nothing was going to stop {H}
            the chase went on"""),
    },
}

PLACE: Final[dict[Family, tuple[str, ...]]] = {
    "tender": lines("""
        it felt as if somebody had just said something kind
        it was so quiet that hearts could be heard
        even the smallest thing seemed to have a story
        it was good simply to be there"""),
    "silly": lines("""
        nothing was where it ought to be
        something went plop
        a sign said NO GIGGLING, so everybody giggled
        there was a strong smell of mustard"""),
    "dark": lines("""
        something had been moved, only a little
        nobody answered
        the air was colder than it should have been
        every corner kept a secret"""),
    "swift": lines("""
        there was only one way out
        danger could come from any side
        there was room for one mistake, and no more
        the trail was still warm"""),
}

WEAR: Final = lines("""
    Nobody could have missed the {thing}.
    The {thing} made {whose} courage a size larger.
    A pocket full of crumbs came along in the {thing}.
    You could tell {who} from far away by the {thing}.
    The wind pulled at the {thing} to see who was inside.
    {Who} smoothed the {thing} and tried to look brave.
    It was a day for the {thing}, and {who} knew it.
    The {thing} had seen much, but nothing like this.
""")

WEARING: Final = lines("""
    {Who} {be} wearing {worn} that nobody could have missed.
    {Who} {be} wearing {worn}, with a pocket full of crumbs.
    Because it was that sort of day, {who} {be} wearing {worn}.
    {Who} {be} wearing {worn}, which makes anybody a little braver.
    What {be} {who} wearing? Why, {worn}, a bit crooked.
""")

HELD: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("lantern", "night"): lines("""
        the lantern drew a small gold ring on the ground, and nothing bad came inside it
        the lantern pushed the dark back by three steps
        the light of the lantern went ahead to see if all was well"""),
    ("lantern", "evening"): lines("""
        the lantern was lit just as the light began to go
        the lantern took over where the sun left off"""),
    ("lantern", ""): lines("""
        the lantern swung to and fro, ready for the first dark corner
        the lantern lit up the cracks where the shadows slept
        the little flame in the lantern leaned forward, as if it knew the way"""),
    ("umbrella", "rain"): lines("""
        the umbrella went up with a whoosh, and underneath it {who} kept dry
        the drops drummed on the umbrella, and {who} walked in time
        under the umbrella there was a little round room without rain"""),
    ("umbrella", "snow"): lines("""
        the umbrella wore a white hat before long
        the flakes sat down on the umbrella, and {who} carried them along"""),
    ("umbrella", ""): lines("""
        the umbrella was wide enough for two, in case somebody came by
        the wind tugged at the umbrella, and {who} held on tight
        the umbrella stood open like a little roof with nobody's house under it"""),
    ("balloon", ""): lines("""
        the balloon tugged at its string, as if it knew a shorter way
        the balloon bobbed up and down, nodding at everything
        {who} held the balloon with care, for one cannot whistle for a balloon to come back"""),
    ("ball", ""): lines("""
        the ball got away twice, and twice {who} got it back
        the ball could hardly wait to be thrown"""),
    ("basket", ""): lines("""
        the basket was empty still, but baskets are patient
        something in the basket smelled of fresh bread"""),
    ("stick", ""): lines("""
        the stick was a good one, for leaning, pointing and drawing in the dust
        the stick wrote a wobbly line on the ground to find the way back by"""),
    ("smile", ""): lines("""
        the smile was so warm that nobody could help smiling back
        the smile went ahead and opened doors"""),
    ("flower", ""): lines("""
        the flower nodded at each step, saying yes, yes, yes
        the scent of the flower came along like a quiet friend"""),
    ("flowers", ""): lines("""
        the flowers nodded at each step, saying yes, yes, yes"""),
    ("map", ""): lines("""
        the map was the wrong way up, but it looked important
        the map showed every road but this one"""),
    ("camera", ""): lines("""
        the camera went click, and the moment was kept
        the camera saw a thing that nobody else had noticed"""),
    ("kite", ""): lines("""
        the kite pulled like a little horse
        the kite wanted up, and {who} wanted on, and so they went slantwise"""),
    ("bag", ""): lines("""
        the bag rattled with secrets
        there was still room in the bag for one more thing"""),
    ("bucket", ""): lines("""
        the bucket clanked a tune with two notes
        the bucket swung to and fro and spilled a little of the sky"""),
    ("backpack", ""): lines("""
        the backpack held a sandwich for two and a bit of courage"""),
    ("cup", ""): lines("""
        not one drop jumped out of the cup"""),
    ("dog", ""): lines("""
        the dog trotted close by and kept one ear up for trouble"""),
    ("", ""): lines("""
        {who} would not have left the {thing} at home for anything
        the {thing} would come in useful, {who} felt sure of that
        {who} held on to the {thing} as one holds on to a friend
        it was good to have the {thing} at a time like this
        nobody knew yet what the {thing} was for
        the {thing} seemed to grow heavier, or perhaps it was only the waiting"""),
}

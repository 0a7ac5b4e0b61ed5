"""Comedy: a simple errand, and everything that can go wrong with it."""

from train.world.tales.mood import Mood, lines

COMEDY = Mood(
    titles=lines("""
        {H} and the {T}
        Who Ate the {T}?
        The Trouble with the {T}
        {H} Makes a Mess
        Not That {T}!
        A {T} for Aunt {L}
        Oh, {H}!
    """),
    leads=lines("""
        One hiccup later
        Five minutes later
        For no good reason
        By sheer accident
        Still giggling
        As bad luck would have it
    """),
    openings=lines("""
        Aunt {L} wanted a {T} by teatime. "It's easy," said {H}. It's always easy, until {H} does it.
        {H} had one job: bring the {T} to Aunt {L} without [dropping|eating|sitting on] it. One job! What could go wrong?
        It was the silliest {T} in the whole world, and it belonged to {H}, who was [terribly|ridiculously] proud of it.
        "Whatever you do," said {L}, "don't tickle the {T}." So of course {H} tickled the {T}.
        {H} woke up with the hiccups. Hic! The only cure, said Doctor {L}, was a {T}. Hic!
        There was a prize for the best {T} in town, and {H} meant to win it, with a bit of luck and a lot of [mustard|glue].
        {H} was looking for a {T}. {He} had looked in the bath. {He} had looked in the soup. {He} had looked in {L}'s hat.
        The {T} began the day on a shelf. It ended the day on {L}'s head. This is how.
        "I'm never clumsy," said {H}, and walked into a door. The {T} giggled, or perhaps it was the door.
        {H} had sworn to be serious until supper. It was a [noble|foolish] plan. Then somebody delivered a {T}.
        By mistake {L} had posted a {T} to {H}. By a bigger mistake, {H} opened it [with a hammer|while sneezing].
        Nobody knew why {H} was carrying a {T}, least of all {H}. But {he} carried it with [style|dignity], mostly upside down.
        Mayor {L} was coming to lunch! {H} had a {T}, one clean plate, and no idea at all.
        "A bet is a bet," said {L}. {H} had to balance the {T} on {his} head until sundown, and no laughing.
        {H} had borrowed a {T} from {L} and had promised to bring it back in one piece. It was already in two.
        Some go out to seek their fortune. {H} went out to seek {his} {T}, which had [rolled|run|bounced] away before breakfast.
        It all began with a sneeze. {H} sneezed, the {T} jumped, and Aunt {L} fainted into the [butter|flour].
        {H} was a great inventor of excuses. Today's began: "I can explain the {T}."
        The sign said WET PAINT. {H} sat down to read it. The {T} sat down, too.
        "{H}!" cried {L}. "Where's my {T}?" {H} hid it behind {his} back, where it [squeaked|dripped].
        On Monday {H} learned to whistle. On Tuesday {he} whistled so well that a {T} followed {him} home.
        {L} had told a joke so funny that {H} dropped the {T}. It bounced twice and left by the window.
        {H} put {his} hat on the wrong way round, and so began a day in which everything went the wrong way round, even the {T}.
        Every year there was a race for a golden {T}. Every year {H} came last, because {he} stopped for [snacks|jokes].
        "How hard can it be," {H} asked, "to carry one little {T} to {L}?" Somewhere a banana peel was listening.
    """),
    see_hero=lines("""
        {F}, {S} was {P}, very nearly [upside down|on purpose].
        {F}, {S} was {P}, trying not to giggle.
        {S} was {P}{f}, as if that were perfectly normal.
        And who was {P}{f}? It was {S}, of course, with the {T}.
        {F}, {S} was {P}, and tripped over {his} own feet.
        So {S} was {P}{f}, looking as clever as a spoon.
        {F}, {S} was {P} and humming the wrong tune.
    """),
    see_other=lines("""
        {F}, {H} bumped into {A}, {P}.
        {F} {was} {A}, {P}, and trying hard not to laugh.
        There {was} {A}{f}, {P}, with porridge on one ear.
        {H} nearly fell over {A}, {P}{f}.
        {F}, {A} {was} {P}, which is never wise after lunch.
        And then, {A}, {P}{f}! "Oh dear," said {H}.
    """),
    see_thing=lines("""
        {F}, {H} walked straight into {A}, {P}.
        There {was} {A}{f}, {P}, looking rather pleased with itself.
        {F}, {A} {was} {P}, where no sensible person would put it.
        {H} found {A}, {P}{f}, and sneezed on it by mistake.
        {F} {was} {A}, {P}, just asking for trouble.
    """),
    hero=lines("""
        The {T} [wobbled|slipped|squeaked]. {H} wobbled, too.
        "Nothing to see here," said {H}, with the {T} stuck to {his} ear.
        {He} slipped on a banana peel, said sorry to it, and slipped on it again.
        "I meant to do that," said {H} from inside a [bush|barrel].
        A hen laughed. {H} had never heard a hen laugh before, and hoped never to again.
        {He} bowed to the ducks, which was a mistake, because {his} trousers were old.
        {H} counted {his} feet. There were too many. "Oh," {he} said, "the {T} has a shoe on."
        "Left foot, right foot, other left foot," {he} muttered.
        The {T} landed in a puddle, and the puddle landed on {H}.
        {H} laughed until {he} got the hiccups, and the hiccups laughed back.
        {He} put the {T} on {his} head, to keep {his} hands free for falling over.
        "Quick, look clever," {H} told the {T}. The {T} did its best.
        A button popped off, flew over a wall, and somebody said "Ouch."
        {H} made a very good plan and sat on it.
    """),
    other=lines("""
        "Is that a {T}?" asked {the}. "No," said {H}, "it's a long story."
        {The} laughed so hard that a spoon fell into the custard.
        "You've got something on your nose," said {the}. It was the rest of the {T}.
        "Sorry!" said {H}. "Squeak," said the {T}. {The} said nothing, but giggled.
        {The} sniffed the {T}, turned green, and offered {H} a biscuit instead.
        "I've been looking for that {T}!" cried {the}. "So has everybody," said {H}.
        "Do you always walk backwards?" asked {the}. "Only when I'm in a hurry," said {H}.
        {H} shook hands with {the}, and it took [ten minutes|a bucket of soap] to get unstuck.
        "Have you seen my other shoe?" asked {H}. {The} pointed up. It was in a tree.
        {The} tried to help, and then there were two of them in the [ditch|flour].
        "Knock, knock," said {H}. {The} was already running away, laughing.
        "That," said {the}, "is the silliest thing I've seen since [Tuesday|breakfast]." {H} bowed.
    """),
    thing=lines("""
        {H} said good day to it. It didn't answer, which {H} thought was rude.
        {He} leaned on it, and it made a noise like a duck in a drainpipe.
        "Don't touch," said a sign. {H} touched. The sign fell on {his} toe.
        {He} tried to hide the {T} behind it, but the {T} [stuck out|squeaked].
        "I could fit in there," said {H}, and was wrong by one elbow.
        It looked exactly like Aunt {L} from behind. {H} curtsied, to be safe.
        Somebody had left a spoon there. Nobody ever found out why.
        {H} gave it a friendly pat, and it fell over, slowly, like a tired aunt.
        "Is this a clue?" {H} asked the {T}. It was only a crumb, so {he} ate it.
        {H} laughed at it. Then {he} saw {his} own face in a puddle, and laughed more.
    """),
    turns=lines("""
        Then {he} tripped. The {T} flew up, and up, turned over twice, and came down on the mayor. Everybody stared. The mayor [burped|sneezed].
        And then it happened: {H} looked down, and the {T} was gone. There was only a trail of crumbs, and they led to {his} own mouth.
        But the {T} had a hole in it, and everything {H} owned had dropped out behind {him}, all the way home.
        "Help!" cried {H}. {His} head was stuck in a bucket, and the {T} was stuck to the bucket, and somebody was playing it like a drum.
        A goat ate half the {T}. {H} ran after the goat, the goat ran after {H}, and nobody could say who was winning.
        Disaster! {H} had picked up the wrong {T} entirely. This one belonged to a policeman, and it was still warm.
        {H} gave up {his} last biscuit to get the {T} back. It was a good biscuit. {He} wept a little, with crumbs.
        Then the wind blew, and {his} trousers went one way, and the {T} went the other. {H} had to choose. {He} chose wrong.
        The hiccups came back at the worst moment. Hic! The {T} shot over the rooftops like a [cork|startled duck].
        And just when nothing more could go wrong, three geese sat down on the {T}. {H} had to swap {his} hat for it.
    """),
    endings=lines("""
        Aunt {L} looked at what was left of the {T}. "It's perfect," she said. "I wanted a hat." And {H} laughed until {he} fell into the pond.
        And the prize for the silliest day of the year went to {H}. It was, of course, a {T}.
        "How was your day?" asked {L}. "Quiet," said {H}, and a sausage fell out of {his} ear.
        {L} opened the box, and there was the {T}, with a bite in it. "Mice," said {H}, with {his} mouth full.
        Everybody laughed: {L}, the geese, even the goat. {H} laughed last, because {he} had only just understood the joke.
        "Tomorrow," said {H}, "I'll be sensible." The {T} squeaked. They both knew better.
        So if you ever see a {T} run down the road, don't worry. {H} is right behind it, with one shoe on.
        {H} took a bow, and {his} trousers came down. It was the biggest cheer of the day.
        "You had one job," said {L}. "And I did it," said {H} proudly, "eleven times."
        And that's why, in our town, nobody ever says the word {T} with a full mouth.
        They ate the {T} together, {L} and {H}, and got the hiccups in two-part harmony. Hic! Hic!
        {L} laughed so hard that the {T} fell off the table again. "Leave it," said {H}. "It's happy there."
        At last {H} sat down to rest. It was a pity about the wet paint.
        "Where did you find my {T}?" asked {L}. "Everywhere," said {H}, and it was nothing but the truth.
        {H} went home in a barrel, and the barrel was very comfortable, and {he} has worn it on Sundays ever since.
        The {T} was never the same again. Neither was the mayor. But how they all laughed!
        "Same again tomorrow?" asked {L}. {H} looked at the bucket, the goat and the goose. "Same again," {he} said.
        And the moral is this: never run with a {T}. Or do. It's much funnier.
        They hung the {T} on the wall, so that nobody would ever sit on it again. {H} sat on the wall.
        "I've only one question," said {L}. "Why are you wearing my curtains?" {H} giggled, and that was the answer.
        That night {H} slept like a log: {he} rolled off the bed, down the stairs, and into the jelly.
        Then somebody slipped on the banana peel, and it wasn't {H}. It was {L}! They laughed till suppertime.
        {H} wrote it all down in a letter to {L}, and then, by mistake, posted {his} sandwich.
        "Hic," said {H}. "Bless you," said the {T}. Nobody has ever been able to explain it.
        The whole town still talks about it. "Remember the {T}?" they say, and then they can't go on for laughing.
    """),
)

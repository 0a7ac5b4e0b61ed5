"""Comedy: one small plan, and everything that goes wrong with it."""

from train.world.tales.mood import Mood, lines, plots

COMEDY = Mood(
    family="silly",
    plots=plots("""
        @ The Trouble with the {T} | One Small Job | A {T} for Aunt {L}
        goal: bring Aunt {L} one {T}
        want: {H} had one job: bring a {T} to Aunt {L} without dropping it, losing it or sitting on it. One job! What could go wrong?
        want: "Bring me a {T} by teatime," said Aunt {L}. "And do be careful." Careful was the middle name of nobody in {H}'s family.
        step: So far, so good, thought {H}. That was the first mistake.
        step: {He} put the {T} down for one second. When {he} looked, a hen was sitting on it.
        step: {H} gave the hen a biscuit, a bow and a button. Then the hen got up.
        turn: Then {H} sneezed. The {T} flew up, turned over twice, and came down on the mayor. "Very nice," said the mayor, and walked off with it on.
        turn: And that was when {H} sat down for a rest. Something went crunch. It was not the chair.
        end: "Where's my {T}?" asked Aunt {L}. {H} pointed at what was left. "Perfect!" cried Aunt {L}. "I wanted a hat." And the hen laid an egg in it.
        end: Aunt {L} put on her glasses. "You had one job," she said. "And I did it," said {H}, "eleven times." She laughed so hard that her tea came out of her hat.
        @ The Great {T} Contest | First Prize, Last Place | {H} Wants to Win
        goal: win the prize for the finest {T}
        want: There was a prize for the finest {T} in town, and {H} meant to win it, with a little luck and a lot of glue.
        want: Every year {L} won the contest. This year {H} had a {T} of {his} own, nearly clean, and a plan, nearly good.
        step: {He} polished it with butter. It shone. It also slid.
        step: "Does it bite?" somebody asked. "Only on Tuesdays," said {H}. It was Tuesday.
        step: {H} practised looking surprised, for the moment when {he} won.
        turn: The judge came, tapped the {T} once, and it fell into eleven pieces. One of them rolled away and hid.
        turn: In the crush {H} picked up the wrong {T}. It was {L}'s, and {H} was holding it when it won.
        end: "First prize for the best puzzle!" cried the judge. {H} looked surprised. {He} had practised, after all. Then {he} shared the cake with {L}.
        end: {H} told the truth, which is hard with a mouth full of cake. {L} giggled and cut the prize in two. It was a vase, so now nobody has a vase.
        @ Hic! | {H} Has the Hiccups | The {T} Cure
        goal: get rid of the hiccups
        want: {H} woke up with the hiccups. Hic! "You need a {T}," said Doctor {L}. "Hold it, walk backwards, and don't laugh." Hic!
        want: Hic! All the cups jumped. Hic! All the hens did too. Only a {T} could help, said {L}, who had read it on a box.
        step: {H} drank a glass of water upside down. Now {he} had wet ears. Hic!
        step: {He} counted to a hundred. At ninety-nine: hic! Back to one.
        step: The {T} had begun to hiccup, too. Or was it only shaking?
        turn: "BOO!" cried {L} from behind a door. {H} jumped, the {T} jumped, and both of them landed in the washing. Silence. Then, very small: hic.
        turn: {H} hiccuped so hard that the {T} went over the roof. {He} gave up {his} last jam bun to get it back.
        end: {H} laughed and laughed, and when {he} stopped, the hiccups had gone. They had moved to {L}. Hic! "Here," said {H}, "take the {T}."
        end: "They're gone!" said {H}. And so they were, until bedtime, when somewhere under the bed the {T} went: hic.
        @ The Runaway {T} | Stop That {T}! | Gone Before Breakfast
        goal: catch the runaway {T}
        want: Some go out to seek their fortune. {H} went out to seek a {T}, which had rolled away before breakfast. It belonged to {L}, and {L} did not know yet.
        want: {H} left the window open, and the {T} left by the window. "Come back!" {he} called. It bounced once, for goodbye.
        step: There was a trail of crumbs. {H} followed it with care, and ate it by mistake.
        step: "There it goes!" somebody shouted. It was only a bald man, bending down.
        step: {H} set a trap with cheese. {He} caught {himself}, and the cheese was good.
        turn: At last {he} had it by one end. {L} had it by the other. "That's mine!" they both said, and pulled, and sat down in the pond.
        turn: The {T} rolled into the town hall, through the town hall, and out again with the mayor's trousers.
        end: "Keep it on a string," said {L}. Now {H} takes the {T} for a walk each evening, and each evening it takes {H}.
        end: When {H} got home, dripping, the {T} lay on the shelf. It had gone round in a circle. So had {he}.
        @ Mayor {L} Comes to Lunch | Lunch at Noon, More or Less | A Plate and a {T}
        goal: be ready when Mayor {L} comes to lunch
        want: Mayor {L} was coming to lunch! {H} had one clean plate, a {T}, and no idea at all.
        want: "I'll be there at noon," wrote Mayor {L}, "and I hope there's pudding." There was no pudding. There was a {T}.
        step: {H} stirred the soup. It stirred back.
        step: {He} hid the dirty plates in the bed. There was no room for the bed, so {he} hid that in the cupboard.
        step: How do you fold a napkin like a swan? {H} made something like a swan that had been sat on.
        turn: Knock, knock! {H} ran, slipped on a banana peel, slid through the hall, and opened the door with {his} nose. The {T} went into the soup.
        turn: The clock struck twelve, and the cake struck {H}. It had risen and risen, and now it had left the oven by itself.
        end: Mayor {L} tasted the soup and went quiet. "What's in it?" "A {T}," said {H}. "I'll have it every Sunday," said Mayor {L}, and licked the swan.
        end: "The table's lovely," said Mayor {L}. "Where do we sit?" They ate in the bathtub, and it was the best lunch the town ever had.
        @ Serious Until Supper | Nobody Makes {H} Laugh | The Bet
        goal: stay serious until supper
        want: "I bet you can't be serious until supper," said {L}. "I can," said {H}, and picked up a {T} to look more important. The bet was one cake.
        want: {H} had sworn not to laugh all day. It was a noble plan. Then somebody delivered a {T}, and it squeaked.
        step: {H} thought of sad things: cold porridge, lost socks, Mondays. It worked for a minute.
        step: A duck looked at {him} sideways. {H} bit {his} lip. Both lips.
        step: {L} walked by with a spoon on {L}'s nose. "Good day," said {H}, trembling all over.
        turn: One minute to go! Then {his} button went pop, flew over the wall, and somebody said "Ouch" in a very high voice. {H} turned purple.
        turn: Then the {T} slipped, somebody yelled "My soup!", and three geese ran by in hats. It was too much. {H} burst.
        end: {H} laughed so loud that the clock gave up and struck supper early. "You win," said {L}. They both had cake up to the eyebrows.
        end: "You lost," said {L}. "Who cares," gasped {H}. So {L} cut the cake in two, and put the {T} on top for a candle.
        @ The Wrong {T} | A Little Mix-Up | Whose {T} Is This?
        goal: find out whose {T} this is
        want: By mistake {L} had posted a {T} to {H}. By a bigger mistake {H} opened it with a hammer. Whose was it? It said only HANDLE WITH CARE.
        want: {H} went out with {his} own {T} and came home with somebody else's. You can tell by the smell.
        step: {H} put up a sign: FOUND. It fell down. {He} put up another sign: LOST, ONE SIGN.
        step: "It's mine," said a man who wanted it. "What colour is it underneath?" asked {H}. The man ran.
        step: {H} asked {L}. {L} asked {H}. They did that for a while.
        turn: A policeman came, and it was the policeman's. It was the only one he had. And {H} had just fed it to a goat.
        turn: Then everybody in town came at once, each with the wrong {T}. It took until four to swap them, and the goat got three.
        end: The goat sneezed. Out came the {T}, as good as new, only wetter. "That's the one!" they all cried, and nobody wanted it.
        end: There was one left over at the end. On it stood, very small: "For {H}, with love from {L}." "Oh," said {H}, and sat on it for joy.
        @ {H} Can Explain | The Best Excuse in Town | Because of the {T}
        goal: find a good excuse
        want: {H} was late for {L}'s party. Very late. It was last week. {He} had a {T} under one arm and needed an excuse.
        want: "I can explain the {T}," said {H}. Nobody had asked yet. It's best to practise.
        step: "A whale sat on my hat," {he} tried. Too small. "Two whales," {he} tried.
        step: "My shoes ran away." That one was almost true. One of them was limping.
        step: {H} wrote the best excuse on {his} hand, and then {he} washed {his} hands.
        turn: And then it all really happened: the whale, the hat, the shoes, in that order. {H} lost the {T}, one trouser leg, and the excuse.
        turn: There was {L} at the gate, tapping one foot. {H} opened {his} mouth. All the excuses tried to get out at once and stuck.
        end: "Sorry," said {H}. "That's the best excuse I've ever heard," said {L}, and opened the door. It was the right day after all: the party was next week, too.
        end: "I forgot," said {H} at last. "So did I," said {L}. "There was no party." They had one at once, and a whale came.
    """),
    leads=lines("""
        As bad luck would have it,
        For no good reason,
        Still giggling,
        One banana peel later,
        To nobody's surprise,
        By sheer accident,
        Two sneezes further on,
        Before anyone could say "custard",
    """),
    tails=lines("""
        , trying not to giggle
        , and tripping over a perfectly flat bit of ground
        , humming the wrong tune
        , with the {T} on {his} head
        , as if that were perfectly normal
        , very nearly upside down
        , with one sock inside out
        , and saying sorry to every post
        , for reasons that {he} had forgotten
    """),
    met=lines("""
        "Is that a {T}?" asked {the}. "No," said {H}, "it's a long story."
        {The} laughed so hard that a spoon fell into the custard.
        "I only want to {goal}," said {H}. {The} said nothing, but something giggled.
        "Do you always walk backwards?" asked {the}. "Only when I'm in a hurry," said {H}.
        {The} tried to help. Then there were more of them in the ditch.
        {H} shook hands with {the}, and it took a bucket of soap to get unstuck.
        "Sorry!" said {H}. "Squeak," said the {T}. {The} looked at the {T} for a long time.
        "Knock, knock," said {H}. {The} had already run away, laughing.
        {The} sniffed at the {T}, turned green, and offered {H} a biscuit instead.
        "Have you seen my other shoe?" asked {H}. {The} pointed up. It was in a tree.
    """),
    seen=lines("""
        {H} leaned on {obj}, and there was a noise like a duck in a drainpipe.
        A sign said DON'T TOUCH. {H} touched. The sign fell on {his} toe.
        {It} looked exactly like Aunt {L} from behind. {H} bowed, to be safe.
        {H} tried to hide the {T} behind {obj}, but the {T} stuck out.
        "I could fit in there," said {H}, and was wrong by one elbow.
        {H} gave {obj} a friendly pat. Something went clonk.
        Was it a clue? No, only a crumb. {H} ate it.
        {H} walked round {obj} twice, because {his} shoelace was caught.
    """),
    hero=lines("""
        "I meant to do that," said {H} from inside a barrel.
        A hen laughed. {H} had never heard a hen laugh before.
        "Left foot, right foot, other left foot," {he} muttered.
        {H} made a very good plan, and sat on it.
        {He} slipped on a banana peel, said sorry to it, and slipped on it again.
        "Quick, look clever," {H} told the {T}. The {T} did its best.
        {H} counted {his} feet. There were too many. One of them was the {T}.
        {He} bowed to the ducks, which was a mistake. {His} trousers were old.
        {H} laughed until {he} got the giggles, and the giggles laughed back.
        The {T} landed in a puddle, and the puddle landed on {H}.
    """),
    backs=lines("""
        Even {met} had to lie down from laughing.
        Near {place} they still tell it to visitors, with all the noises.
        And {met}? Still looking for that spoon.
        They still find bits of it near {place}.
        Nobody had told {met}, who asked, "What's so funny?"
    """),
)

"""Romance: a gift, a shy heart, and the courage to say it."""

from train.world.tales.mood import Mood, lines, plots

ROMANCE = Mood(
    family="tender",
    plots=plots("""
        @ A {T} for {L} | What {H} Wanted to Say | The Four Small Words
        goal: give {L} a {T} and not run away
        want: {H} had loved {L} since the first warm day of the year and had never said so. Today {he} carried a {T} to say it for {him}.
        want: "Today," whispered {H}, "I'll give {L} the {T}, and I won't run away." It was a brave promise for somebody so shy.
        step: {H} practised on a daisy. "Dear {L}," {he} began, and blushed, and the daisy did too.
        step: Four small words were in {his} pocket, beside the {T}. {He} counted them: all there.
        step: With every step the {T} grew heavier, or perhaps it was only {his} heart.
        turn: At the last corner {his} courage ran off without {him}. There stood {L}, and {H} dropped the {T}. It broke in two.
        turn: When {L} opened the door, all four words flew away like sparrows. {H} could only hold out the {T}, and {his} hands shook so that it fell.
        end: "It's broken," said {H}. {L} picked up one half and gave back the other. "No," said {L}, "now there's one for each of us."
        end: {L} knelt to pick up the {T}, and so did {H}, and they bumped heads. Laughing, {H} said the four words at last. {L} had known them all along.
        @ The Quarrel and the {T} | Sorry, {L} | A Bridge of Two Words
        goal: make peace with {L}
        want: Once {H} and {L} had shared everything, even a {T}. Then they quarrelled over nothing at all, and the days grew long. Today {H} was going to mend it.
        want: "Sorry" is a tiny word, and {H} had carried it about for a week. It belonged to {L}, like the old {T} they both loved.
        step: {H} tried to remember who had begun it. {He} could only remember how {L} laughed.
        step: "I'll say it first," {he} decided, and the way looked shorter at once.
        step: {H} polished the {T} with a sleeve, until it shone like the days before.
        turn: But nobody was home. {H} waited until {his} feet were cold, and pride said, "Go." {H} let pride go by itself, and stayed.
        turn: Half-way there stood {L}, with both arms folded. Neither spoke. To give the {T} away was hard; {H} did it first.
        end: "I was on my way to you," said {L}, "with the very same word." They said it together, and the {T} belonged to both again.
        end: {L} had waited, too, on the other side of the hill. "Sorry," they both said, so fast that it made one word. It was a good one.
        @ The Dance Under the Lamps | One Dance with {L} | {H} Learns to Dance
        goal: dance with {L} just once
        want: There was to be a dance that night, and {H} wished for one dance with {L}. A {T} was {his} way of asking, for {his} feet knew no steps at all.
        want: {H} could do many things, but not dance. And {L}, who loved nothing better, had said, "Bring a {T}, and come."
        step: One, two, three. {H} practised with the {T} for a partner. It trod on nobody's toes.
        step: "Left, right, turn," {he} muttered, and bumped into a tree. "Pardon me," {he} told it, and bowed.
        step: Far off, the fiddles were being tuned, and {his} heart was tuned with them.
        turn: Then a string snapped, and the music stopped. A fiddle needed mending. {H} looked at the {T}, sighed, and gave it away for a new string.
        turn: {H} came too late. The lamps were out, and the band was packing up. {L} sat alone on the steps.
        end: "I have no gift, and no steps," said {H}. "I've steps enough for two," said {L}. They danced until the stars were dizzy.
        end: "There's no music left," said {H}. {L} began to hum. It was all they needed, and nobody trod on anybody.
        @ Letters for {L} | The Letter That Lost Its Way | Post for {L}
        goal: find out why {L} no longer writes
        want: Every Sunday a letter came from {L}, and every Sunday {H} answered. Then, for three weeks, nothing. So {H} took the {T} that {L} had sent, and went to see.
        want: "I'm waiting for you," {L} had written, and then no more. {H} read it ten times, put it in {his} pocket with the {T}, and set out.
        step: {H} told {himself} that ink may freeze and postmen may sneeze. It helped a little.
        step: In {his} head {H} wrote a new letter. It began with "Dear" and never got further.
        step: Each gate looked like the gate in the letters, but none was blue.
        turn: At last, a blue gate! Behind it lay a heap of letters, all from {H}, all unopened. {His} heart sank like a stone. The {T} slipped from {his} hand.
        turn: The river had carried off the bridge, and with it the post. To cross, {H} had to pay the ferry with the {T}.
        end: Then {L} came running, with a bandaged wrist. "I couldn't write," {L} called, "so I told the birds to tell you." "They did," said {H}.
        end: "All my letters came back," said {L}, "so I learned them by heart, for you." It took all evening, and {H} wished it had been longer.
        @ The Garden Two Made | Where the Roses Grew | {H} and the Garden
        goal: make one rose grow for {L}
        want: Before going away {L} had planted a rose. "When it blooms, I'll come home," {L} said. {H} hung a {T} beside it for luck, and watered it every day.
        want: {H} had promised to look after the garden of {L} until spring. A {T} lay buried under the rose, and only the two of them knew.
        step: {H} sang to the rose. It did not grow, but it leaned a little nearer.
        step: One leaf came, then two. {H} gave each of them a name.
        step: "Not long now," {H} told the rose, and perhaps {himself}.
        turn: Then came a night of frost. {H} took off {his} own warm scarf, wrapped it round the rose, and sat beside it until {his} teeth chattered.
        turn: One morning the rose lay broken. {H} bound it up with {his} best ribbon and did not sleep that night.
        end: In the morning there was one small bud, as red as a kiss, and a voice at the gate. "You kept it warm," said {L}. "And now let's get you warm."
        end: The rose never bloomed. But {L} came home all the same. "I didn't miss the rose," said {L}. "I missed the gardener."
        @ The Shy Secret | Somebody Sends Love | The Secret of the {T}
        goal: find out who sends the gifts
        want: Each morning a small gift lay at {H}'s door: a {T}, a song on paper, a warm bun. Nobody knew who had left it. {H} meant to find out.
        want: Somebody loved {H}. It said so on a note, tied to a {T}. But there was no name, and {H} went to look for one.
        step: "Is it you?" {H} asked the moon, just to be sure. The moon went red.
        step: {H} told {L} all about it. {L} listened, and dropped a spoon.
        step: There was flour on the note. Who baked? Nearly everybody.
        turn: That night {H} stayed awake behind the door. A step, a rustle, and there was {L}, who gave a cry and ran. The {T} rolled down the stairs.
        turn: Then {H} saw the hand that wrote the sign on the bakery: {L}'s. {H} had looked for love all over, and walked past it every day.
        end: {H} ran faster. "Wait!" {he} called. "I've got something for you, too." It was only a kiss on the cheek, but it had taken all year to make.
        end: Next morning a gift lay at {L}'s door: a {T}, and a note with a name. It said, "From {H}, who was slow but is here now."
        @ The Long Way Home to {L} | {H} Comes Home | A Light in the Window
        goal: get home to {L} before the first star
        want: {H} had been away for a year and a day, and all that while {L} had kept a light in the window. Now {H} was walking home, with a {T} for a thank-you.
        want: "Come before the first star is up," {L} had written. {H} put a {T} in {his} bag and counted the miles. There were many.
        step: One mile for each thing {H} liked about {L}. {He} ran out of miles first.
        step: {H} shared {his} last bread with a sparrow. "Tell {L} I'm coming," {he} said.
        step: The {T} had seen every road by now. {H} showed it one more.
        turn: Then the mist came down, and every road looked the same. {H} was lost. The first star rose, and {his} promise was broken.
        turn: Somebody old was struggling with a heavy cart. To help meant to be late. {H} thought of {L}, and helped, and the star came up.
        end: But one star was lower than the others, and yellow. It was the lamp of {L}. "You're late," said {L}, "and just in time."
        end: {L} had climbed up and hung a cloth over the star. "It isn't up until I say so," said {L}, and took {H} by both hands.
        @ The Song Without an Ending | Half a Song | A Tune for {L}
        goal: find the end of the song for {L}
        want: {H} had made a song for {L}, with a {T} in the first verse and the sea in the second. But it had no ending, and without one {he} dared not sing it.
        want: La, la, la, and then? {H} had half a love song, a {T}, and one day left, for {L} sailed in the morning.
        step: {H} asked the wind for a rhyme. The wind only knew "whoosh".
        step: {H} hummed it through once more. At the gap {he} hummed a little softer.
        step: "Love, above, dove," {he} muttered. Everybody had used those already.
        turn: Then the bell rang and {L} was leaving. {H} stood there with half a song and opened {his} mouth, and {his} voice broke.
        turn: {H} traded the {T} for a poet's best last line. It was a very fine line, and it was not true. {H} tore it up.
        end: So {H} sang the half that was there. When the gap came, {L} sang the rest. It had been missing the other voice, that was all.
        end: "It isn't finished," said {H}. "Good," said {L}. "Then we've something to do tomorrow." And {L} stayed.
        @ The Picnic for Two | A Blanket, a {T} and {L} | Sunday with {L}
        goal: make the loveliest picnic for {L}
        want: {H} had invited {L} to a picnic, the first of their lives. There was to be a cake, a {T}, and a certain question.
        want: A blanket, two cups, a {T}: {H} had thought of everything but what to say. {L} was coming at four.
        step: The cake leaned a bit. {H} leaned {his} head, and then it was straight.
        step: {H} laid out two cups, near each other, and then a little nearer.
        step: Ants came. {H} gave them the crumbs and asked them kindly to be elsewhere by four.
        turn: Then came a cloud, a gust, a splash. The blanket flew, the cake swam, and the {T} was gone. {H} stood there with one wet cup.
        turn: Four o'clock went by. Five went by, too. {H} gave half the cake to the birds, and put the {T} away.
        end: "What a lovely picnic," said {L}, wet through. They drank rain from one cup, and {H} asked the question. The answer was yes.
        end: Then, out of breath: {L}! "I went to the wrong hill," said {L}, "with my heart in my mouth." They ate the crumbs, and no feast was ever better.
    """),
    leads=lines("""
        By and by,
        A little later,
        With a happy sigh,
        With a fluttering heart,
        Not long after,
        Before {he} knew it,
        And then, one corner further,
        With {L} in mind,
    """),
    tails=lines("""
        , thinking of {L}
        , with a heart full of hope
        , and every heartbeat said one name
        , humming a tune for two
        , dreaming with open eyes
        , and blushing a little
        , as happy as a bird in May
        , whispering to the {T}
        , and longing for {L}
    """),
    met=lines("""
        "Are you in love?" asked {the}. {H} turned as pink as a peony. "A bit," {he} said.
        "I was shy once, too," said {the}. "It passes, when you speak."
        {The} looked at the {T}. "That's for somebody dear," said {the}, and smiled.
        "I want to {goal}," {H} told {the}. "Then why are you still here?" was the answer.
        "Tell me about {L}," said {the}, and {H} did, and could not stop.
        {The} sighed. "To be loved like that!" {H} went on with a lighter heart.
        "Hearts are like doors," said {the}. "Somebody has to knock."
        "Will it end well?" asked {H}. {The} winked.
        "Is it far to {L}?" asked {H}. "Not if you love somebody there," said {the}.
        {The} hummed an old love song, and {H} knew every word.
    """),
    seen=lines("""
        "How {L} would like this!" thought {H}.
        {H} made a wish there, and the wish had a name.
        {He} whispered to {obj} what {he} could not yet tell {L}.
        {H} wished {he} could put {obj} in an envelope for {L}.
        Once, long ago, {L} had drawn just such a thing for {him}, on a napkin.
        {It} looked a little lonely. {H} knew how that felt.
        Things are only beautiful, {H} thought, when there are two to see them.
        {H} stayed a while, for love is never in a hurry.
    """),
    hero=lines("""
        How strange, to miss someone so much and be so happy!
        {His} heart went pit-a-pat, like rain on a roof.
        "{L}," {he} said aloud, to hear how it sounded. It sounded like home.
        {H} held the {T} a little closer.
        Love, thought {H}, is a thing with cold hands and warm ears.
        "What if {L} laughs?" {he} thought. "Then you will have made somebody happy," said {his} heart.
        {He} smiled at nobody, and nobody smiled back.
        A feather came down and landed on {his} nose. {He} took it for a good sign.
        All the best words hid when {he} needed them.
        {H} thought of {L}, and lost count of everything else.
    """),
    backs=lines("""
        And {met} kept their secret and smiled for the rest of the day.
        From afar {met} saw it, and clapped.
        Back near {place}, a bird told all the others.
        How long ago it seemed that {he} had set out from {place}!
        It was {met} who cried the most, for joy.
        They walked back to {place} together, hand in hand.
    """),
)

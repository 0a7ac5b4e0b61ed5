"""Poetic: few things happen, but they shine; images, echoes, a refrain."""

from train.world.tales.mood import Mood, lines, plots

POETIC = Mood(
    family="tender",
    plots=plots("""
        @ The Silver Hour | {H} and the Wind | Where the Wind Sleeps
        goal: find out where the wind sleeps
        want: "Where does the wind sleep?" asked {H}. Nobody knew, not even {L}, who knows the names of clouds. So {he} took a {T} to lay before its door, and followed the grass where it bent.
        want: The wind had knocked at {H}'s window, and when {he} opened, it ran. All it left was a {T}. {H} went to give it back.
        step: It had been here. The reeds were still telling each other.
        step: It went over the hill like a hand over a cat.
        step: A leaf turned twice and pointed. {H} went where it pointed.
        turn: Then there was no more wind. The grass stood still, the sea stood still, and {H} stood between them, holding the {T}, and the whole world was waiting for one breath.
        turn: The wind grew big and wild. It took {his} hat, it took {his} song, and it took the {T} right out of {his} hand. {H} was left with nothing but {his} breath.
        end: {H} gave {his} own. It was only a small breath, but the grass bent, and the sea turned over, and there the wind was: it had been asleep in {him}.
        end: But breath is wind, a little tame one. "So here is where you sleep," said {H}, with one hand on {his} heart. {L} heard it in {his} voice for ever after.
        @ The Colour Nobody Knew | A Colour for {L} | What the {T} Saw
        goal: bring {L} a colour without a name
        want: {L} had painted everything, and was sad. "I've used up all the colours," said {L}. {H} put a {T} in {his} pocket and went to look for one more.
        want: There is a colour that has no name. {L} had seen it once, in a dream, on a {T}. {H} set out to bring it home.
        step: Not the red of the apple. Not the red of the evening, either.
        step: {H} held up the {T}. The light went in white and came out singing.
        step: There was a blue that was almost it. {H} nodded to it and walked on.
        turn: Then it rained, and all colours ran together, and what {H} had gathered in {his} hands was grey. Grey, and nothing but grey.
        turn: To see it, said an old heron, one has to give away one's favourite. {H} loved yellow best of all. {He} shut {his} eyes, and gave it.
        end: {L} looked into the grey for a long, long time. "There," whispered {L}. "Under it. Between the drops." And {L} began to paint the rain.
        end: The dandelions went white, and flew. "That's it," said {L}, "the colour of letting go." Every spring the yellow comes back to thank {him}.
        @ The River's Question | Where Do You Go? | {H} Walks with the River
        goal: follow the river to its end
        want: "Where are you going?" {H} asked the river, and the river said, "Come." {H} threw a {T} into it, for a promise, and came.
        want: {L} had gone down the river long ago, and now and then sent back a {T}. {H} wanted to see where such things end. {He} walked as rivers walk: round every stone, and on.
        step: It was narrow yet, and talked a lot, as the young do.
        step: It took in a brook, and another brook, and never asked their names.
        step: Now it was wide, and wore the sky like a shirt.
        turn: Then the river went underground. There was a hole, and a sound like a long goodbye. {H} knelt at the edge. {He} could not follow there.
        turn: Here was the sea. The river went in and did not come out. "Is that all?" cried {H}. "All that way, only to be lost?"
        end: {H} laid one ear on the ground. It was still singing, down in the dark. So {he} went on above it, and it below, to where it came out laughing, with the {T}.
        end: A drop fell on {his} hand, and then another. "Not lost," said the rain. "On the way back." {L} stood on the shore and held out both palms.
        @ The Night Had a Hole in It | {H} Mends the Sky | A Stitch of Light
        goal: mend the hole in the night
        want: There was a hole in the night. The stars were falling through, one by one. "Somebody should mend it," said {L}, and looked at {H}, and gave {him} a {T}.
        want: {H} looked up, and where the brightest star had been there was nothing at all. It was a very small nothing. But it pulled. {He} took a {T} and went to close it.
        step: For thread {he} asked the spider. She gave what she had.
        step: For a needle {he} asked the pine. It let one fall.
        step: {H} kept count of the stars that were left. It did not take long.
        turn: When all was ready, the hole was too far up. {H} stood on a hill on tiptoe, a needle of pine in {his} hand. Between the hand and the hole lay the whole sky.
        turn: The thread was too short by one stitch. {H} thought of all {he} had, and pulled one long thread out of {his} own warm sleeve.
        end: "Look down," said {L}. There in the pond was the night, hole and all, and near enough. {H} sewed the water. When {he} looked up, the sky was whole.
        end: There's a star with a tail of red wool. You can see it, if you're patient. {H}'s sleeve is shorter since then. {He} wears it with pride.
        @ The Bird That Kept Silent | A Song in the {T} | The First Note
        goal: bring back the bird's song
        want: The bird at {H}'s window had stopped singing. It sat beside a {T} like a question beside an answer. "It has lent its song to somebody," said {L}. {H} went to look.
        want: All morning long no bird sang. The morning did not know how to begin. {H} put a {T} in {his} pocket, in case there was a song in it, and walked into the quiet.
        step: A bell had a piece of it: one round note.
        step: Rain had another, and played it on a leaf.
        step: In {his} pocket the {T} was humming, or it was {his} blood.
        turn: {H} sang all the pieces to the bird. It listened with its head to one side. Then it shook itself, and was silent. {H} had nothing more to give.
        turn: {H} found the song. A lonely old tree had it, and was rocking to it. If {he} took it away, the tree would be silent. {He} left it there.
        end: So {H} was silent, too. They sat there, side by side, until the quiet was full to the brim. Then it ran over. It was the finest song of the year.
        end: {H} told the bird of the tree. It looked at {him} with one bright eye, and flew. Now they sing it together, and if {L} walks there, three.
        @ Four Doors in the Year | {H} Visits the Seasons | A Gift for Each
        goal: meet Winter face to face
        want: Spring had been to tea, and Summer had stayed for weeks. Autumn sent a {T}. Only Winter never came in. "Winter's shy," said {L}. So {H} went to call.
        want: The year has four doors, and three of them stood open. {H} had always walked past the white one. One day {he} knocked on it, with a {T} for a gift.
        step: The last flower gave {him} its scent to take along.
        step: The swallows had written something across the sky, and left.
        step: {H} breathed out, and {his} breath went ahead like a page.
        turn: Behind the door it was so white that {H} lost {his} hands, then {his} feet, and then nearly {his} name. "Who is there?" asked the cold.
        turn: Winter was an old woman with no fire. All her life she had made ice flowers, and nobody had ever picked one. They melted in {H}'s fingers. {He} wept for each.
        end: "A friend," said {H}, and held out the {T}. And because nobody had ever said that there, the white broke, and under it was something green, as small as a comma.
        end: "You wept for them," said Winter. Where the tears had fallen, there were snowdrops. {L} has them by the gate. Each year they come a little earlier.
        @ The Smallest Light | {H} and the Firefly | A Lamp for the Dark
        goal: find a place for the smallest light
        want: In a {T} {H} found a light. It was so small that the day had overlooked it. "I have no place," it said. {L} made a hollow of both hands. "Go and look," said {L}.
        want: Everything was lit already: the streets, the windows, the sea. But in {H}'s hand was a spark that had come out of a {T}, and it asked, "Where am I needed?"
        step: "Here?" asked {H}. But here the sun was, and the spark could not hear itself.
        step: In the town it went pale beside the lamps. They went on.
        step: "Perhaps I'm too small," said the light. "You're the right size for something," said {H}.
        turn: The wind came, and {H} closed {his} hand too fast. When {he} opened it, it was dark. It was dark all over the world.
        turn: They had asked everywhere. The spark was so tired that it could hardly be seen. {H} sat down on a stone. "Then stay with me," said {H}, very low.
        end: Then, between two fingers: a glow. In that great dark it was the only one, and everybody who was lost turned round and saw it, and came.
        end: And it did. It's in {his} eyes, and you can see it when {he} listens. {L} saw it from across the valley, and knew the way home.
        @ The Word on the Tip of the Tongue | {H} Looks for a Word | One Word
        goal: find the word that was missing
        want: {L} was writing a poem, and one word was missing. There was a gap the shape of a {T}. "I'll bring you one that fits," said {H}.
        want: {H} woke up with a word on {his} tongue, and before {he} could say it, it flew. It was small. It was blue, maybe. It had to do with a {T}, and with home.
        step: "Moss?" It was soft enough, but it did not open.
        step: {H} tried "Evening", and it closed behind {him} like a gate.
        step: {He} listened to the water. It has only one word, and never gets to the end of it.
        turn: {H} brought all the words {he} had, a basket full, and spilled them on the path. They were so many. Not one of them was it. {He} sat in the middle and was silent.
        turn: Half-way home {he} met somebody who had no words left at all, only tears. {H} had carried one good word so far. {He} gave it away, and came home with none.
        end: {L} sat down beside {him} and was silent, too. After a while they looked at each other. "That's it," said {L}, and left the gap as it was. It's the best line.
        end: "What was it?" asked {L}. {H} could not remember. "But it made somebody smile." "Then it's where it belongs," said {L}, and wrote: Here a word went out to help.
    """),
    leads=lines("""
        Softly,
        As if in a dream,
        A heartbeat later,
        Under a wide sky,
        One breath further,
        Light as a thought,
        Slowly, like honey,
        And on,
    """),
    tails=lines("""
        , light as a thought
        , like a word in a long poem
        , and the world leaned in to listen
        , with the {T} close to {his} heart
        , as leaves do, without asking why
        , and even the silence sang
        , a small bright thing in a wide world
        , and the sky walked along
    """),
    met=lines("""
        {The} said nothing. It was a nothing with a great deal in it.
        "I'd like to {goal}," said {H}. "So would the sea," said {the}.
        {The} looked at {H} as one looks at the first snow.
        "Listen," said {the}, and they listened. The earth was turning.
        "What is the {T} for?" asked {the}. "To be carried," said {H}.
        For one breath {H} and {the} were two leaves on one branch.
        "Everything is on its way," said {the}. "You, too."
        {The} gave {H} a look to take along, and it weighed nothing.
        "Are you far from home?" asked {the}. "Not while you ask," said {H}.
        Between {H} and {the} a silence grew, as round as a plum.
    """),
    seen=lines("""
        {H} looked for so long that {it} began to look back.
        Time had put {obj} down there and forgotten to come back.
        {It} threw a shadow, and the shadow was blue.
        Everything is a door, thought {H}, and laid one hand on {obj}.
        A little dust danced there, and every grain was a star.
        The light lay down on {obj} like a tired child.
        {H} learned {obj} by heart, as one learns a line.
        Even {it} had once been new, and had been wished for.
    """),
    hero=lines("""
        A cloud went by, slow as a thought, and took a bit of the day along.
        {H} counted the silences between the sounds.
        The {T} lay in {his} hand like a small moon.
        {He} walked, and the far-off walked ahead.
        Something fell. It was only a petal, but the world had changed.
        Somewhere a door of light opened, and closed.
        {H} thought of {L}, and the thought had wings.
        The hours were beads, and {he} was the thread.
        Even {his} shadow was holding its breath.
        And the earth went on, softly, under all the feet.
    """),
    backs=lines("""
        And {met}, far off, looked up at that same moment, and did not know why.
        The light of {place} was still on {his} face.
        The silence of {place} had come along, and sat down with them.
        And {met} carried a little of it on, to others.
        So it came full circle, as rivers do, back to {place}.
    """),
)

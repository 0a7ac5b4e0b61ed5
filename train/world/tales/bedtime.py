"""Bedtime: everything grows slower and softer, until the last line is a yawn."""

from train.world.tales.mood import Mood, lines, plots

BEDTIME = Mood(
    family="tender",
    plots=plots("""
        @ One More Good Night | Good Night, Everyone | {H} Says Good Night
        goal: say good night to everyone
        want: {H} could not go to bed yet. First {he} had to say good night to everyone, even the smallest. {L} gave {him} the {T} to carry, and off {he} went.
        want: "Have you said good night to everybody?" asked {L}. {H} counted on {his} fingers. Not everybody. So {he} tucked the {T} under one arm and went.
        step: "Good night, gate," said {H}. The gate creaked, as gates do when they're happy.
        step: "Good night, puddle." The moon in it winked.
        step: {He} yawned one small yawn and gave it to a daisy, and the daisy closed.
        turn: Then {H} stood still. {He} had said it to everyone, and now it was dark, and nobody had said it to {him}.
        turn: Under a leaf sat a snail with nowhere to lay its head. {H} thought for a long time. Then {he} gave it one corner of the {T}.
        end: "Good night, {H}," said a voice. It was {L}, with a light. And all along the way home came small voices: good night, good night, good night.
        end: {H} was a little cold on the way home, and warm inside. {L} tucked {him} in, with what was left of the {T}. Far away, a snail was already dreaming.
        @ The Lost {T} | {H} Can't Sleep | Where Is the {T}?
        goal: find the {T}
        want: {H} could not sleep without the {T}, and the {T} was gone. It was not under the bed. It was not under {L}, either. So they put on slippers and went to look.
        want: All was ready: the milk, the pillow, the kiss. Only the {T} was missing. "It can't be far," said {L}. "It has no legs."
        step: "When did you have it last?" {H} tried to remember. There had been a hill in it, and sun.
        step: {H} looked behind the moon. You can't really do that, but {he} looked.
        step: Each place they came to was a little quieter than the last.
        turn: There it was! But a kitten had curled up in it, fast asleep, with one paw over its nose. {H} reached out, and stopped.
        turn: {H} sat down. "It's gone for good," {he} said, and one tear ran down, slowly, to see what was there.
        end: "Let it be," whispered {H}. {L} took {his} hand. That night {he} slept with the kitten's purr in {his} ears, for they had carried both home, very gently.
        end: {L} sat down, too. "What's that behind you?" asked {L}. {H} had been sitting on it. They laughed, and then they yawned, and the {T} seemed to yawn as well.
        @ The Star That Fell Out of Bed | A Star in the {T} | Home to the Sky
        goal: bring the little star home
        want: A little star had fallen out of bed. {H} found it in the grass, no bigger than a thumb, and wrapped it in the {T}. "Let's bring you home," said {H}.
        want: "Somebody's missing up there," said {L}, and pointed. And down here, at {H}'s feet, something small was shining and sniffing. {H} picked it up in the {T}.
        step: The star was warm, like an egg. It hummed when {H} hummed.
        step: "Is it far?" asked the star. "Only as far as up," said {H}.
        step: They tried the tallest chair. They tried the tallest tree. The sky was still further up.
        turn: The star grew pale. "I'm so tired," it said. {H} had come to the top of the highest hill, and still the sky was too high. {He} did not know what to do.
        turn: A cloud came by, low and kind, but it could only carry something very light. {H} had to let go, and {he} had grown fond of it.
        end: So {H} sang it a lullaby. And the star grew lighter and lighter, the way you do when you fall asleep, and floated up by itself. It's the one that blinks. Good night.
        end: "Good night, little one," said {H}, and opened {his} hands. Up it went. The {T} has had a faint shine ever since, just enough to sleep by.
        @ The Sleepy Train | All Aboard for Dreams | The Last Train to Bed
        goal: catch the train to Dreams
        want: At the end of the garden, said {L}, a train leaves for Dreams each night. You only need a ticket and a {T}. {H} had the {T}. {He} set out to find the ticket.
        want: Clickety-clack, very far away. "That's the Sleepy Train," said {L}. "Don't miss it." {H} took the {T}, put on one sock, and went to find the station.
        step: Clickety-clack. It was a little nearer now, and slower.
        step: "Tickets are made of yawns," said an owl. {H} tried. It was only half a yawn.
        step: {H} rubbed {his} eyes. The path was growing soft, like a rug.
        turn: The train stood there, all blue, with pillows for seats. "No ticket?" asked the guard. {H} had used {his} last yawn on a frog who could not sleep. The doors were closing.
        turn: Somebody small was crying on the platform. The train was full but for one seat. {H} looked at the seat. It looked so soft. "You take it," said {H}.
        end: Then the frog yawned, and that made the guard yawn, and that made {H} yawn the widest yawn of all. "That'll do," said the guard. Clickety. Clack. Clickety. Sleep.
        end: "Then we'll take the long way," said {L}, and carried {him}, step by step by step. {H} was in Dreams before they reached the stairs.
        @ Who Will Turn Off the Moon? | The Moon Lamp | Lights Out
        goal: ask the moon for a softer light
        want: The moon was so bright that nobody could sleep. "Somebody ought to ask it," said {L}. So {H} took the {T} and went to ask, nicely.
        want: It was late, and still the night was as bright as milk. The hens were up. The flowers were up. {H} took the {T} under {his} arm. "I'll speak to the moon," {he} said.
        step: The moon was behind the trees. It always is, until you get there.
        step: Everybody {H} passed was awake and a bit cross, and yawned.
        step: {H} practised. "Dear Moon, would you mind?" That was good.
        turn: "Please, would you turn it down?" called {H}. "I can't," said the moon in a small round voice. "I'm afraid of the dark." Nobody had thought of that.
        turn: {H} held up the {T}, as high as {he} could, to shade the world a little. {His} arms grew tired. {He} held on.
        end: "I'll stay and hold your beam," said {H}. So the moon shut one eye, then half the other. In the soft blue light, everyone slept. {H} slept, too, holding on.
        end: A cloud saw how {he} was trying. It came and took the {T}'s place. "Thank you," whispered the world. {L} carried {H} home. The moon shone only on tiptoe.
        @ The Sheep Who Wouldn't Be Counted | Ninety-Nine Sheep | One Sheep Short
        goal: find the last sheep
        want: {H} was counting sheep. Ninety-seven, ninety-eight, ninety-nine. And then? The last one was missing. Who can sleep on ninety-nine? {H} took the {T} and went to look.
        want: "Count sheep," said {L}. But the sheep lay down, one after another, and the hundredth wasn't there. {H} put on {his} slippers. "I'll fetch it," {he} said.
        step: There was a tuft of wool on a thorn. It was very soft. {H} kept it.
        step: "Baa?" called {H}. "Aa," said the hill, sleepily.
        step: {He} was walking slower now. The night walked slower, too, to keep {him} company.
        turn: There it sat, all by itself. "I always come last," said the sheep. "By then everyone's asleep. Nobody has ever counted me." {H} had nothing to say. {He} gave it the {T}.
        turn: {H} sat down on something white and soft. {He} had gone all round the world, it seemed, and was too tired to walk home. {He} was one sheep short.
        end: "Then you'll be first," said {H}. "One." The sheep smiled in its wool. {H} got no further than that. One was quite enough.
        end: "Baa," said the something, very low. "A hundred," murmured {H}, deep in the wool. The sheep walked home with {him}, not hurrying at all.
        @ The Song the House Sings | Hush, Said the House | A Lullaby for {H}
        goal: learn the oldest lullaby
        want: {L} used to sing a lullaby, but had lost the last line. {H} wanted it back, for {he} could not sleep without it. {He} took the {T} and went out to listen.
        want: There's a very old lullaby, and everyone knows a bit of it. {H} wished to hear it whole, just once. So {he} wrapped {himself} in the {T} and asked about.
        step: The wind knew a line: "Hush, hush, the day's put by."
        step: The brook knew a line: "Down, down, the stream runs slow."
        step: {H} put the lines side by side. They fitted like two hands.
        turn: But the last line was nowhere. {H} had asked them all. It grew late, and {he} grew sad, and the {T} grew heavy.
        turn: Somebody was crying in the dark, a chick without a nest. {H} forgot about the song. {He} made a nest of the {T}, and sat by it, and hummed whatever came.
        end: {H} lay down and shut {his} eyes, and then {he} heard it. It had been in {his} own ear, all the time: "Thump, thump, you are at home." And that's the last line.
        end: And what came was the last line. It came by itself, as sleep does. The chick slept. {L} found them both in the morning, warm as bread.
        @ The Very Small Boat | Sailing to Sleep | {H} Sails Away
        goal: sail to the Island of Sleep
        want: {H}'s bed was a boat that night, and the {T} was the sail. "Where to?" asked {L}. "The Island of Sleep," said {H}. They cast off without a sound.
        want: If you let the day go, said {L}, it will carry you like water. {H} held the {T} up for a sail and let go. There was an island ahead, blue and drowsy.
        step: Up went the bed on a wave, and down. Up, and down.
        step: A whale swam by. "Shh," it said. "My little one's asleep."
        step: The lights on the shore went out, one, by one, by one.
        turn: Then the wind lay down. There was no more up and no more down. The island was there, so near, and {H} could not reach it.
        turn: A worry came swimming. It had a big mouth. "Did you forget something?" it said. {H} had. It sat on the end of the bed and was heavy.
        end: "Don't row," said {L}. "Nobody can row there." So {H} lay back and did nothing at all. And very, very softly, the island came to {him}.
        end: "That's for tomorrow," said {H}, and wrapped it in the {T}, and tied a bow. The worry yawned. All three of them came ashore asleep.
    """),
    leads=lines("""
        Slowly now,
        A yawn later,
        On quiet feet,
        Softer and softer,
        By and by,
        A little sleepier,
        And then, shh,
        One slow step after another,
    """),
    tails=lines("""
        , a little slower than before
        , with the {T} held close
        , and yawning behind one hand
        , as softly as a cat on a rug
        , half awake and half in a dream
        , humming something low
        , and {his} eyes were getting small
        , with all the time in the world
    """),
    met=lines("""
        "Are you still awake?" asked {the}. "Only a bit," said {H}.
        {The} yawned. Yawns are catching. {H} caught it.
        "I have to {goal}," whispered {H}. "Then go softly," whispered {the}.
        "Good night," said {H}. "Sleep well," said {the}, already half asleep.
        {The} made a little room, and they were quiet together for a while.
        "What do you dream about?" asked {H}. {The} thought. "Of this," was the answer.
        {The} looked at the {T} and smiled a sleepy smile.
        "One more story?" asked {the}. "Tomorrow," said {H}.
        {The} blew out a little light that {H} had not even seen.
        {H} wished {the} a dream with honey in it.
    """),
    seen=lines("""
        {H} patted {obj}, very gently, and wished {obj} good night.
        In that light {it} looked as soft as a pillow.
        Nobody needed {obj} any more that day. {H} tiptoed past.
        How still {it} {was}! Even things must rest.
        {H} leaned on {obj} for one breath, and then for one more.
        {He} counted the shadows there. One, two, and a very small third.
        "Sleep tight," {H} told {obj}, just in case.
        A moth sat there, folding its wings like a letter.
    """),
    hero=lines("""
        {H} yawned. It was a long one, with a squeak at the end.
        Hush, said the leaves. Hush, hush.
        {He} rubbed one eye and left the other for later.
        Somewhere a window closed, and a clock said good night.
        {H} thought of {his} pillow. It was thinking of {him}.
        The {T} was warm, as if the sun had slept in it.
        All the little noises were going home.
        {His} thoughts lay down, one after the other.
        It was so quiet that you could hear the dew.
        Nothing had to be done any more that day.
    """),
    backs=lines("""
        And {met}, far off, slept too.
        In all the houses near {place} the lamps had gone out.
        {H} dreamed of {met}, and in the dream they waved.
        {H} dreamed of {place}, and it was just as it had been, only softer.
        By now {met} slept as well. Good night, good night.
    """),
)

"""Funny: a joker tells it, straight to the reader, with riddles, puns and a wink."""

from train.world.tales.mood import Mood, lines, plots

FUNNY = Mood(
    family="silly",
    plots=plots("""
        @ Who Has the Best Joke? | The Joke That Lost Its End | Why Did the {T} Cross the Road?
        goal: find the end of the joke
        want: {H} knew the best joke in the world. It began, "Why did the {T} cross the road?" But {he} had forgotten the end! {L} had it somewhere.
        want: "Why did the {T} cross the road?" asked {L}, and then {L} had to go. So {H} ran after the answer. You'd have done that, too.
        step: "Because the road was too short to go round?" No. Nobody laughed. One ant smiled.
        step: "To get to the chicken?" Warmer. A cow snorted.
        step: {H} tried it backwards. "Road the cross?" It sounded like a sneeze.
        turn: "I know!" cried {H}, and opened {his} mouth, and in flew a fly. Now there was no end, and no fly, either. Everybody waited. It was dreadfully quiet.
        turn: {H} met a real {T} in the middle of the road. "Why?" {he} asked it. The {T} said nothing. {H} had to carry it the rest of the way.
        end: "Hic," said {H}. And everybody roared! "That's it!" cried {L}. "That's the end! Hic!" They still tell it. Try it at home. You need a fly.
        end: "So that's why!" laughed {L}. "It crossed because you carried it!" {H} laughed until {his} socks came off. It's not the best joke in the world, but it's true.
        @ The King Who Never Laughed | Make {L} Laugh | A {T} at Court
        goal: make King {L} laugh
        want: King {L} had not laughed for a year. Whoever could change that would win a crown of cake. {H} had a {T} and a funny walk. It was a start.
        want: "Laughing is forbidden," said a sign, "signed {L}, ruler of nearly everything." Well! {H} packed a {T}, three jokes and a clean nose, and set off.
        step: What's brown and sticky? A stick! That was joke number one.
        step: {H} practised the funny walk. It walked off without {him} twice.
        step: Knock, knock. Who's there? Nobody. That was joke number two, and it was a bit sad.
        turn: {H} told all three jokes. Nothing. {He} did the walk. Nothing. Then {he} bowed, and the {T} fell out of {his} hat and into the royal soup. You could have heard a crumb drop.
        turn: "Off with those socks!" thundered {L}. {H} had to hand over both. One had a hole. Out of the hole looked a toe, and it waggled.
        end: The soup ran down the royal nose. The corner of one royal mouth went up. Ha. Then: HA! King {L} laughed so hard that the crown of cake fell off. They ate it off the floor.
        end: "Is that your toe?" whispered the ruler of nearly everything, and took off one royal shoe. There was a toe, too. They waggled at each other, and laughed till dinner. No more signs.
        @ The {T} That Talked | Ask the {T} | What the {T} Said
        goal: hear the {T} talk just once more
        want: Now you won't believe this. {H}'s {T} could talk! It said "Good morning" once, on a Wednesday. {L} didn't believe it, either. So {H} set out to prove it.
        want: "My {T} can talk," said {H}. "So can my sandwich," said {L}, "but only cheese." That hurt. {H} would show {L}!
        step: "Say something," begged {H}. The {T} thought about it till tea.
        step: {He} tickled it. {He} told it secrets. It's a good listener, that {T}.
        step: "What do you call a snail on a ship?" asked {H}. "A snailor!" Not a word from the {T}.
        turn: Half the town came to hear it. "Ladies and gentlemen!" cried {H}. "The talking {T}!" Silence. Somebody threw a bun. {H} went as red as jam.
        turn: So {H} cheated. {He} hid behind it and said, "Good morning," in a squeaky voice. "It's evening," said {L}. Oops.
        end: They all went home. {H} picked up the bun and sighed. "Are you going to finish that?" asked the {T}. You believe me, don't you?
        end: "Sorry," said {H}, "I only wanted you to believe me." "I do," said {L}, "because my sandwich told me." "Told you so," said a small voice. It wasn't {H}. Nor {L}.
        @ The Great Pie Mystery | Who Ate the Pie? | {H} Investigates, with Crumbs
        goal: find out who ate the pie
        want: Somebody had eaten {L}'s pie! All of it, except the dish. There was one clue: a {T}, beside the table. "Leave this to me," said {H}, and wiped {his} mouth.
        want: Riddle: what's round, hot, and not there any more? {L}'s pie! {H} picked up a {T}, squinted through it like a detective, and began.
        step: Suspect one: the dog. But the dog only eats homework.
        step: Suspect two: the cuckoo in the clock. It had an alibi every hour.
        step: There were crumbs on the path, and they went everywhere that {H} went. How very odd!
        turn: "The thief," said {H}, "has jam on the chin, crumbs in the sleeves, and a full belly." Everybody looked at {H}. {H} looked at {himself}. Oh dear, oh dear.
        turn: {H} set a trap with a second pie, and hid behind the door, and waited, and fell asleep. When {he} woke, the second pie had gone. And {his} spoon was wet.
        end: "I ate it in my sleep!" cried {H}. "I thought I was dreaming of pie!" So {L} baked another, and they ate it wide awake. You're sure it wasn't you?
        end: "Arrest me," said {H}. "Too late," said {L}, and pulled a crust from behind one ear. "I had the first one myself." And the dog? It smiled. It had had the {T}.
        @ Opposite Day | Everything Backwards | Good Night, Said the Morning
        goal: get through Opposite Day
        want: It was Opposite Day. "Bad morning!" said {L}. "I hate you!" "I hate you, too," said {H} fondly, and put on {his} {T} for a shoe. How does one get through a day like that?
        want: Do you know Opposite Day? You say no for yes, and boo for bravo. {H} had promised {L} to hold out until bedtime, with a {T} on each foot. Well, on one.
        step: "Don't come in!" So {H} came in. "Don't eat the cake!" Easy.
        step: {H} walked forwards by walking backwards. {He} arrived before {he} left.
        step: The dog said miaow. The cat said nothing. Cats don't play.
        turn: Then {H} fell in the pond. "Don't help!" shouted {he}. And somebody who didn't know what day it was did exactly that: nothing. It was wet down there.
        turn: "You're my worst enemy," said {L}. {H} swallowed. Was that the game, or was it true? {He} forgot to say no, and began to cry.
        end: Out {he} came, dripping. "I'm so dry," said {H}. "You're so clever," said {L}. They laughed, which on Opposite Day counts as crying. Bad night, everyone!
        end: "Oh!" said {L}. "I meant my best friend!" "I know," sniffed {H}. "I hated it." And that, on Opposite Day, is the nicest thing you can say. The end. I mean, the beginning.
        @ The Hat That Wasn't | {H}'s New Hat | Is That a {T} on Your Head?
        goal: find out why everybody smiles
        want: {H} bought a new hat. It was a {T}, but nobody told {him}. Everybody smiled. "It must be a very fine hat," thought {H}. Shh! Don't tell.
        want: That morning {H} put a {T} on {his} head by mistake. It can happen. It has happened to you, hasn't it? And all day long people smiled. Why?
        step: "Nice weather for it," somebody said, and hid behind a newspaper.
        step: A bird built a nest in the brim. "How stylish," thought {H}.
        step: "Where did you get that?" asked a lady. "In a shop," said {H}. "For hats?" asked the lady.
        turn: Then {H} saw {himself} in a puddle. {He} looked once. {He} looked twice. A {T}! And {he} had said good morning to the mayor in it. {H} wished for a hole to jump into.
        turn: A gust of wind took it! {H} ran after it, yelling, "My hat, my hat!" and everyone helped, and at last they saw what it was. They laughed. All of them. {H} shrank.
        end: But round the corner came {L}, with a teapot on. "Is that the new fashion?" asked {L}. "It is now," said {H}. By Friday the whole town wore one. The bird had four eggs.
        end: Then {L} took off {L}'s own hat and put on a bucket. One by one, everyone put on something: a shoe, a cake, a cat. "Now you look silly," they told the only one in a hat.
        @ The Longest Word | {H} Learns to Spell | Say It Three Times
        goal: say the tongue-twister three times
        want: "Whoever says 'Six sleek snails sipped soup' three times gets a {T}," said {L}. {H} said it once and bit {his} tongue. Go on, you try!
        want: {L} could say "Fresh fried fish" as fast as a train. {H} could say "Fesh fied frish". That had to change. The prize was a {T}.
        step: "Slix seek snoups," said {H}. Nearly.
        step: {He} put a pea under {his} tongue, then two. Then it was lunch.
        step: "Fleas freeze, frogs fry," {he} muttered. Two frogs left in a hurry.
        turn: The day came. The whole town hushed. {H} took a breath, and a hiccup came along with it. What came out was "Sloop". Just "Sloop".
        turn: {L} went first, smiling, and said it wrong! {L} had practised so long that {L} had worn it out. {L}'s lip trembled. Now {H} had only to be better.
        end: "Sloop?" said {L}. "Sloop!" said the town. It was such a good word. They use it for everything now. Have a nice sloop!
        end: "Snix sneek snouse," said {H}, as wrong as ever {he} could. Everyone laughed, {L} most of all. They share the {T}. It's on loan to the snails.
        @ The Wobbly Tooth | {H} Has a Wobble | It's Hanging by a Thread
        goal: lose the wobbly tooth
        want: {H} had a wobbly tooth. It went wibble. It went wobble. It would not come out, and the tooth fairy was waiting with a {T}. Do you have one, too? Try it now. No? Read on.
        want: "When it's out," said {L}, "you'll get a {T} from the tooth fairy." So {H} wobbled the tooth up, down and round the corner.
        step: {He} tied it to a door. The door came off.
        step: {He} bit into an apple. The apple hung there and wobbled, too.
        step: "What time is it when you go to the dentist?" asked {H}. "Tooth-hurty!"
        turn: And then, pop, it was out, and down {his} throat it went. Gulp. "I've eaten it!" wailed {H}. "Now the fairy won't find it!"
        turn: {H} got so used to it that {he} gave it a name: Bob. And then {he} didn't want it to go. "Stay, Bob," {he} said, and ate only soup.
        end: "Write her a letter," said {L}. So {H} did: "Dear Fairy, it's inside. Please knock." In the morning there lay the {T}, and a note: "Say aah."
        end: Then {H} laughed at one of {L}'s jokes, and out flew Bob, straight into {L}'s tea. Plop! "Goodbye, Bob," they both said. And under it, there was a new tooth, quite small. {H} named it Bobby.
    """),
    leads=lines("""
        Now listen:
        You'll never guess, but
        And do you know what?
        Stop giggling!
        Where were we? Ah, yes!
        Hold on to your socks:
        Ready for the silly bit?
        This is true, cross my heart:
    """),
    tails=lines("""
        , and no, I'm not making it up
        , just like your uncle does
        , with a wink
        , and giggling into {his} sleeve
        , and telling {himself} a joke
        , in a very serious way, which made it worse
        , like a duck at a dance
        , and thinking of custard
    """),
    met=lines("""
        "Knock, knock," said {H}. "Who's there?" asked {the}. "Boo." "Boo who?" "Don't cry, it's only me!"
        "What's orange and sounds like a parrot?" asked {H}. "A carrot!" cried {the}.
        "Have you heard the one about the {T}?" asked {H}. {The} had, and groaned.
        {The} giggled. Then {the} snorted. Then nobody could stop.
        "I have to {goal}," said {H}. "In those socks?" asked {the}.
        "Why do bees hum?" asked {the}. "They don't know the words!" said {H}.
        "Say cheese," said {H}. "Which kind?" asked {the}.
        {The} whispered a joke in {H}'s ear. We can't print it. It had a bottom in it.
        "May I join in?" asked {the}. "Only if you're silly," said {H}. It was no problem.
        "What has four legs and flies?" asked {the}. "A picnic table!" said {H}.
    """),
    seen=lines("""
        Look out! {H} nearly sat on {obj}.
        {H} told {obj} a joke. Not a smile. Tough crowd!
        If {it} could talk, thought {H}, it would be about cheese.
        "What are you laughing at?" {H} asked {obj}.
        Riddle: how do you get past {obj}? On tiptoe, with a finger in one ear.
        {H} poked {obj}. Something went toot. {H} said it wasn't {him}.
        That belongs in a museum, thought {H}, or else in a soup.
        {H} bowed to {obj} by mistake, and then pretended to tie a shoe.
    """),
    hero=lines("""
        (If you're reading this aloud, now do a silly voice.)
        {H} laughed so much that a passing snail caught it, too.
        {His} left shoe squeaked. {His} right shoe answered.
        What's the time? Time to get a new clock, the elephant's sat on this one!
        {He} tried to whistle, and a crumb flew out, and a sparrow said thanks.
        "Ha," said {H}, to keep in practice.
        The {T} looked as if it knew something.
        You'd have laughed, too. I did.
        {H} put {his} thumb in {his} ear, to stop the jokes from falling out.
        And why not, I ask you? And why not?
    """),
    backs=lines("""
        "I don't get it," said {met}. A week later, {met} laughed.
        They're still giggling near {place}. Go and listen!
        If you meet {met}, ask about the bun.
        Last one back to {place} is a rotten egg!
        Even {met} snorted, and pretended it was a sneeze.
    """),
)

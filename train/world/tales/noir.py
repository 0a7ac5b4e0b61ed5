"""Noir: a detective for small readers; wet streets, dry jokes, a soft heart under the coat."""

from train.world.tales.mood import Mood, lines, plots

NOIR = Mood(
    family="dark",
    plots=plots("""
        @ The {T} Is Missing | A Case for {H} | Who Took the {T}?
        goal: find the {T}
        want: The city had a million windows, and every one had a secret. {H} found secrets for a living. Then {L} walked in. "My {T} is gone," said {L}. "Find it."
        want: Business was slow. The only thing that moved in {H}'s office was a fly. Then the door opened, and there was {L}, with wet eyes. Somebody had taken the {T}.
        step: Clue number one was a crumb. It was shortbread, the expensive kind.
        step: Clue number two was a feather. {H} put it in {his} hat.
        step: Somebody knew something. Somebody always does.
        turn: {H} laid all the clues out in a row. They pointed at {L}. {He} didn't like that. {He} had liked {L} from the start. {He} took {his} hat and went to ask.
        turn: The trail ended at a nest on a roof. In it lay the {T}, and round it five magpie chicks, keeping warm. {H} could have reached in. {He} looked at the little beaks.
        end: "I hid it myself," said {L}, "because I wanted somebody to talk to." {H} hung up {his} hat. "Next time," said {H}, "just knock. I've got shortbread." Case closed.
        end: "I'll tell {L}: come back in spring," said {H}. And {L} said, "Let them keep it warm." Some cases you solve. This one solved itself, on a branch, in May.
        @ The Wrong Footprints | Left Foot, Left Foot | A Trail in the Mud
        goal: follow the footprints to their end
        want: The footprints began at {L}'s window and walked off into the city. They were all left feet. "And my {T}'s gone," said {L}. {H} turned up {his} collar and followed.
        want: {H} had seen all kinds of footprints. Never any that went only one way, and hopped. At one end was {L}, without a {T}. At the other end was the truth.
        step: Left, left, left. Whoever it was, they were in a hurry, or in love.
        step: At the fountain they stopped. Somebody had sat there, and had eaten a plum.
        step: {H} asked around. Nobody had seen a thing. They'd all seen it the same way, too.
        turn: Then there was a second trail beside the first: big, flat, and fresh. Somebody was following {H}. {He} stopped. It stopped. The hair rose on {his} neck.
        turn: The trail went into an alley with no way out. There was a box in the alley. The box was breathing. {H} put {his} good luck charm down as a gift, and waited.
        end: It was only {L}, in borrowed boots. "I got frightened, alone," said {L}. So they went on together. The thief was a lame old stork, who gave the {T} back at once, and blushed.
        end: Out hopped a lame little gull. It had only wanted something that shines, to show its mother. {H} let it look once more. "We all hop a bit," {he} told {L}.
        @ The Voice on the Telephone | A Call at Midnight | Come Alone
        goal: meet the voice that called
        want: The telephone rang at midnight. "If you want to see the {T} again, come alone," said a voice. It sounded like gravel with a cold. It was {L}'s {T}. {H} took {his} hat.
        want: "You don't know me," said the voice on the line, "but I've got the {T}. Be there." Where? Click. {H} called {L}. {L} only sighed. So {he} started from nowhere, as usual.
        step: Behind the voice there had been a bell, and the smell of soup. Well, not the smell.
        step: Three telephone boxes. One of them was still warm.
        step: "Gravel with a cold?" said a waiter. "Could be anybody, this time of year."
        turn: The lamp went out. "Did you come alone?" said the voice, right behind {him}. "I always do," said {H}. It was true, and for once it sounded sad.
        turn: {H} walked into the old depot. A chair, a lamp, the {T}. It was too easy. The door fell shut. Somebody had cut the wire.
        end: "Me, too," said the voice, and stepped into the light: a small boy with a big scarf. "That's why I called." {H} gave him soup, and {L} gave him a job. He answers the telephone now.
        end: "Surprise!" yelled thirty people, and on came the lights. It was {H}'s birthday. {He} had forgotten. {L} had planned it all, with gravel in the mouth. {H} had something in {his} eye. Dust, probably.
        @ The Cat Who Knew Too Much | The Only Witness | {H} Asks the Cat
        goal: make the witness talk
        want: There had been one witness when the {T} disappeared: a grey cat on a wall. It had seen it all. It wasn't saying. "Make it talk," said {L}. {H} bought a fish.
        want: Everybody on the street had slept that night. Everybody but one old parrot. It had seen who took {L}'s {T}, and it only said "Nice day." {H} sat down. {He} could wait.
        step: {H} asked politely. {He} got a yawn.
        step: {H} asked less politely. {He} got another yawn, with teeth.
        step: In this town you don't buy the truth. You feed it, and you scratch it behind one ear.
        turn: Then the witness was gone. An open window, a curtain, and on the sill one word in the dust: HELP. Somebody didn't want it to talk.
        turn: "I can't tell," said the witness at last. "It was a friend." {H} knew that feeling. It's like a stone in the shoe. {He} put {his} notebook away.
        end: {H} found it in a dustbin, cold and cross. {He} gave it {his} own coat. "The mayor," it purred, "for his wife. He was going to bring it back." And he had, an hour ago.
        end: That was when the friend came in by the back door and put the {T} on the table. "He didn't tell on me," it said, "so I must." {L} shook its paw. {H} let the fish be their dinner.
        @ The Last Lamp on Blue Street | Lights Out on Blue Street | Who Steals Light?
        goal: catch the lamp thief
        want: Somebody was putting out the lamps on Blue Street, one a night. Under each lay a {T}, like a calling card. "Folks are frightened," said {L}. {H} isn't. {He} only looks it.
        want: First the light went on Blue Street, then the laughter. {L} ran the bakery there. "By Friday I'm finished," said {L}. A {T} had been left on the step. {H} sat down in the dark to watch.
        step: One lamp was left. {H} leaned on it. It hummed. So did {he}.
        step: Ladder marks on the stones. Somebody short, or somebody far-sighted.
        step: At two, a cart went by with something that clinked. {H} followed the clink.
        turn: A shape, a ladder, a cloth. The last lamp went out. {H} jumped, and got hold of a sleeve, and fell, and held on. {He} paid with {his} best hat.
        turn: At dawn {H} had the thief's name. It was the old lamplighter's, whom everybody liked. He had a bad back and a good heart. {H} would rather have been wrong.
        end: "Let go," wept the shape. "The moths, they burn in it! Each night, hundreds!" {H} thought about that. Now there's green glass on Blue Street, and the moths dance. {L} sells buns to those who come to see.
        end: "I can't climb any more," the old man said. "I hoped nobody would see, if it was dark for all." So {H} climbs for him, and {L} brings buns, and he tells them about every lamp.
        @ Nobody's Suitcase | What's in the Suitcase? | The Suitcase on Platform Nine
        goal: find the owner of the suitcase
        want: The suitcase had stood on platform nine for a week. It was locked, and it ticked. A tag said {L}. "Never seen it," said {L}, too fast. {H} picked it up. It was as heavy as a bad conscience.
        want: {H} doesn't open other folk's luggage. But this piece had a {T} tied to the handle, and a note: PLEASE. It had been left on {H}'s mat, in the rain.
        step: It ticked louder when {he} walked east. So {he} walked east.
        step: Two men in hats looked at the case and then, hard, at their newspapers.
        step: {H} shook it. It sounded like a Sunday long ago.
        turn: The lock sprang open by itself. {H} looked in. There were letters, a hundred of them, all sent to one address, all sent back. It was {L}'s writing.
        turn: Somebody snatched it! {H} ran, down the stairs, over the bridge, and then the case burst, and everything lay in the wet street: a clock, a {T}, a child's red shoe.
        end: "To my brother," said {L}. "I stopped hoping." "I didn't," said {H}, who had found the door. They stood there, and {L} knocked. {H} walked off. {He} never could stand happy endings. {He} sniffed all the way.
        end: The snatcher stopped, and picked up the shoe. "That was mine," he said, "when we had to leave." {L} came out from behind a pillar. "And the other one's mine," said {L}. {H} tipped {his} hat.
        @ The Honest Liar | Everybody Lies but One | {H} Meets a Liar
        goal: find the one who tells the truth
        want: Three people said they'd found {L}'s {T}. Two of them were lying. In this town that's a good average. {H} ordered a hot milk and began to ask.
        want: "I did it," said a little voice in the doorway. "I took the {T}." {H} looked up. {He} had been lied to by the best. This was the worst lie {he} had ever heard. Who was it for?
        step: The first one smiled too much. {H} counted the teeth.
        step: The second one looked left. Truth sits on the right, as a rule.
        step: {H} let the milk go cold and thought. It's cheaper than talking.
        turn: The clock struck, and all three told the same tale, word for word. So somebody had written it for them. {H} knew only one person who wrote that well. It was {L}.
        turn: {H} set a trap: a false {T}, in plain sight. All night {he} sat in the cold, and {his} tea froze. Then a hand came. It was putting the real one back.
        end: "It's for the school play," said {L}. "We needed to know if it would fool a real detective." "It didn't," said {H}. "It nearly did," said {L}. {H} plays the lamp post. {He} is good at it.
        end: "My brother took it," the voice said. "He's only three." {H} poured out two hot milks. {L} got the {T}, and no questions. "A lie like that," said {H}, "I'd like to have told."
        @ The Fog Came In at Nine | {H} in the Fog | A Light on the Pier
        goal: bring {L} safely through the fog
        want: The fog came in at nine and sat down like it owned the place. {L} was out there, with the {T}, and somebody else was after it. {H} whistled for a taxi. No taxi. {He} walked.
        want: "Meet me at the pier. I've found out something. I've got the {T}," {L} had said. Then the fog came, and the line went dead. {H} doesn't run. That night {he} ran.
        step: Footsteps. {H} stopped. They went on a bit, and then they stopped, too.
        step: A foghorn said its one word. {H} had nothing to add.
        step: Somebody had dropped a glove. It was {L}'s. It was still warm.
        turn: Out of the grey came a hand, and took {him} by the tie. "Looking for {L}?" It was as big as a wardrobe. {H} was scared. {He} used it: {he} shouted "Stop!" as only scared ones can.
        turn: {H} lit {his} last match. It showed {him} the edge of the pier, one inch ahead, and {L} on a plank below, and no rope. {He} took off {his} famous coat. It was a good coat.
        end: "So am I," said the wardrobe, and sobbed. "I just want to get home. I've been lost since nine." {L} came out from behind a crate. They took him home, one at each hand. It was three streets.
        end: The coat held, nearly. They lay on the pier, wet as fish, and the {T} lay between them. "Your coat," said {L}. "It had a hole," said {H}. By noon there was a parcel. You should see the new one.
    """),
    leads=lines("""
        At ten past trouble,
        Three wet streets later,
        As usual,
        One clue later,
        Somewhere a clock struck, and
        Against all good advice,
        Sooner or later,
        So far, so bad:
    """),
    tails=lines("""
        , with {his} collar up and {his} eyes open
        , like a question nobody had asked
        , and thinking it over
        , with more questions than pockets
        , as if it meant nothing
        , and keeping one eye on the door
        , the way you do in this town
        , quiet as an unpaid bill
    """),
    met=lines("""
        "You ask a lot of questions," said {the}. "It's a bad habit," said {H}. "Like breathing."
        {The} knew something. It showed in the ears.
        "I'm trying to {goal}," said {H}. {The} looked the other way. So that was that.
        "Where were you last night?" asked {H}. "Asleep," said {the}. It might even be true.
        {The} leaned closer. "You didn't hear it from me," said {the}. {H} hadn't heard a thing.
        {H} showed a drawing of the {T}. {The} blinked twice. Once would have been enough.
        "Trouble?" asked {the}. "Is there anything else?" said {H}.
        {H} wrote {the} down under "friends". It was a short list. Now it was longer.
        "Watch your step," said {the}. {H} did. There was gum on it.
        {The} had honest eyes. {H} had been wrong about eyes before.
    """),
    seen=lines("""
        It could be a clue. It could be nothing. {H} wrote it down.
        {H} took a good look at {obj}. In this job you look at everything twice.
        Somebody had been there first. {H} could smell the hurry.
        {H} leaned on {obj} and thought. It's what detectives do instead of running.
        There was a scratch, no longer than an eyelash. It told {H} plenty.
        {H} had seen worse. {He} had seen better, too.
        Under {obj} lay a ticket, torn in half. Interesting.
        {It} looked innocent. That's how they all look.
    """),
    hero=lines("""
        {H} put two and two together. It came to about three and a half.
        Rain or shine, the city kept its mouth shut.
        {His} shoes leaked. {His} hopes leaked, too. {He} walked on.
        Somewhere a saxophone had a cold.
        {H} ate half a bun. The other half was for later, in case there was a later.
        {He} had a hunch. It sat between {his} shoulders and itched.
        A shadow crossed the wall. It had better things to do than {H}.
        You can't hurry the truth. It's like soup.
        {H} never gave up. {He} had tried to once, and it didn't take.
        The {T} was out there somewhere, waiting, like everybody else.
    """),
    backs=lines("""
        {H} sent {met} a postcard. It said, "You were right."
        {H} never saw {met} again. But somebody had paid for the bun.
        It had all begun near {place}. {H} should have known. It always does.
        Later {he} bought hot milk for {met}. You pay your debts, in this town.
        The lights came on near {place}, one by one, like an answer.
    """),
)

"""Scary: something is there in the dark, and it is lonelier than it is bad."""

from train.world.tales.mood import Mood, lines, plots

SCARY = Mood(
    family="dark",
    plots=plots("""
        @ The {T} in the Dark | Who Goes There? | {H} and the {T}
        goal: find out where the {T} comes from
        want: It began with a {T}. It came from nowhere, and it seemed to know {H} by name. {He} wanted to hide. Even more {he} wanted to know.
        want: For three nights there had been a {T} behind the wall. On the fourth, {H} said, "Enough," and went to look. Old {L} gave {him} a candle.
        step: The {T} stopped. That was worse.
        step: It came again, nearer now, as if it were looking for someone, too.
        step: {H} held the candle higher. The flame leaned away from something.
        turn: Then the candle went out. In the blackness the {T} was right beside {him}, and something cold and small took {his} hand.
        turn: {H} turned round at last. There it stood, tall and grey, with eyes like wells. And it was shivering.
        end: "Don't go," said a tiny voice. It was a ghost no bigger than a cat. {H} lit the candle again and left it there. Since then the {T} sounds almost like a song.
        end: {H} gave the grey thing the only warm thing {he} had: {his} scarf. It has a home now, in the wardrobe. On cold nights you may still hear a {T}. It means good night.
        @ The House That Called | Thirteen Steps | The Door That Was Never Open
        goal: get to the last room of the old house
        want: Nobody went to the old house after dark. But somebody had written on {H}'s window with a cold finger: COME. And there was a {T} outside.
        want: A door that had always been shut stood open. Behind it, far inside, there was a {T}. "Don't," said {L}. {H} swallowed hard, and went.
        step: Thirteen stairs went up. {H} counted. Coming down, {L} said later, there are only twelve.
        step: All the pictures in the hall had turned their faces to the wall.
        step: A clock ticked backwards. {H} felt a little younger with each tick.
        turn: The last door fell shut behind {him}. There was no handle. The {T} rose and rose until the walls shook, and {his} candle burned down to a spark.
        turn: In the last room stood a bed, and in the bed lay something under a sheet. The sheet sat up.
        end: "You came," said the house, in a voice of wood. "I only wanted somebody to say good night." {H} did, and every door opened. It sleeps well now.
        end: "Is it morning?" asked the sheet. It had slept through a hundred years. {H} drew the curtains, and in came the sun, and the {T} was only a kettle, glad to be used.
        @ The Shadow That Stayed Behind | Two Shadows | {H}'s Other Shadow
        goal: find out whose shadow this is
        want: {H} had two shadows that day. One was {his} own. The other came with a {T}, and it belonged to nobody.
        want: Something had followed {H} for a long while. It had no feet. It had only a {T}, and when {he} stopped, it stopped.
        step: {He} lifted one arm. One shadow did so, too. The other thought about it.
        step: {H} ran. You cannot outrun a shadow; it never gets tired.
        step: "What do you want?" {he} whispered. The second shadow pointed on.
        turn: Then the shadow grew, up the wall and over the roof, and bent down with both long hands. {H} wanted to scream. {He} asked, "Are you lost?"
        turn: At the edge of the black water the ground ended. {He} turned. The shadow stood close, and there were tears on it.
        end: It shrank until it was no bigger than {H}. Once it had had a child, and lost it. So {H} gave it a place beside {his} own. Two shadows go home now, hand in hand.
        end: It was the shadow of old {L}, who had lost it as a child, running from the dark. {H} brought it back. "I've been so cold without it," said {L}.
        @ The Name in the Fog | What the Fog Forgot | A Name for a Ghost
        goal: find a lost name
        want: They say a ghost walks in the fog, looking for its name. {H} did not believe it, until there was a {T} and a voice that asked, "Do you know who I am?"
        want: "I've lost my name," sighed somebody in the mist. "Will you find it?" {H} could see nobody at all. There was only a {T}.
        step: {H} read old gravestones. The moss had eaten the names.
        step: "Was it Ann?" "No." "Was it Bartholomew?" "Do I sound like one?" said the fog.
        step: Each time {he} guessed wrong, it grew a little colder.
        turn: "If you can't find mine," said the voice, very close, "may I have yours?" The fog put its cold arms round {him}, and {H} felt {his} own name slipping.
        turn: Old {L} remembered a child who went out one foggy night. {L} turned pale and would not say the name. "Say it," begged {H}. The {T} was at the door.
        end: "We could share," said {H}, and {his} teeth chattered. Nobody had ever offered that. The ghost laughed, and remembered. It was called Joy.
        end: "Tom," said {H} into the mist. All was still. Then came one warm breath, and a "Thank you", and the fog went up like a curtain.
        @ The Key as Cold as Ice | What the Key Opened | {H} and the Cold Key
        goal: find the door for a cold key
        want: {H} found a key as cold as ice. When {he} turned it over in {his} hand, somewhere a {T} began. Every key has a door. Where was this one's?
        want: "Throw it away," said {L}, when {H} showed {L} the black key. "It wants to be used." But {H} had heard a {T} behind that word.
        step: The key pulled to the left. {H} went left, with gooseflesh on both arms.
        step: It did not fit the church, the mill or the well. Each time, something behind them breathed out.
        step: The colder the key became, the nearer the {T} came.
        turn: There it was: a door in the middle of nowhere, with no wall. {H} turned the key. It broke. The door opened all the same.
        turn: Behind the door, stairs went down. The {T} came up them, step by step by step. To shut the door {he} would have to go in.
        end: Inside sat a little old dragon, knitting. "At last," it said. "I locked myself in, in fear of you." They had tea. {H} kept the broken key, and it is warm.
        end: "Who's there?" asked the dark, and its voice trembled. "Only me," said {H}. So the dark came out, blinking, and there were stars all over it.
        @ The Lamp-Eater | When the Lamps Went Out | One Light Left
        goal: keep one light burning until morning
        want: All the lamps went out, one by one, as if a {T} were blowing them out. {H} had the last match in town. It must burn till morning, said {L}.
        want: Something was eating the light. It had begun with the stars. You could hear it come, by its {T}. {H} stood before the last candle with both arms out.
        step: {H} cupped {his} hands round the little flame. It looked at {him} trustingly.
        step: Three windows down, there was a gulp, and then it was darker.
        step: It would be dawn in an hour. The flame was as small as a pea.
        turn: Then it stood before {him}, black as soot, with a mouth like a cave. "I'm so hungry," it said. {H} could run, and save the light. {He} stayed.
        turn: A cold breath, and the last flame was gone. Now there was only {H}, and the {T}, and the dark.
        end: {H} held out the flame. "Have half," {he} said. It took one crumb of light and began to shine, all the way through. That's how the moon was lit that night.
        end: {H} sang. Songs have a glow of their own. The dark thing sat down to listen, and was still sitting there, small and sooty, when the sun came up.
        @ Don't Turn Round | Count to Ten | What {L} Said
        goal: get home without turning round
        want: "If there is a {T} behind you," old {L} had said, "count to ten and don't turn round." {H} had a long way to go, and had counted to nine.
        want: The way home led past the black well. "Whatever comes after you," said {L}, "don't look." Then, behind {him}, there was a {T}.
        step: One. Two. Three. There was a fourth footstep, and it wasn't {his} own.
        step: Something brushed {his} ear, light as a cobweb. {H} looked straight ahead.
        step: "{H}," it said, in {L}'s voice. It was not {L}.
        turn: Then it began to cry. It cried like a child who has been left behind. {H} stopped. {L} had said not to. {H} turned round.
        turn: There was {his} own door. But the key was in {his} back pocket, and something was holding it.
        end: There stood a puppy of mist with a wagging tail. It had only wanted to give back {his} glove. {L} laughs about it now. The puppy does not answer to "Boo".
        end: "Thank you," said {H}, and held out {his} hand behind {him}. A cold paw put the key in it. Each night since, {he} leaves a bun on the step.
        @ The Thing Under the Bridge | It Lives Down There | The Toll
        goal: cross the old bridge by night
        want: Something lived under the bridge. It had a {T}, and it took a toll from all who crossed by night. {H} had to cross, for {L} lay ill on the other side.
        want: "Don't cross before sunrise," they said. But {H} had medicine for {L}, and {L} could not wait. From under the old bridge came a {T}.
        step: {H} turned out {his} pockets: a button, a crumb, some string. Was it enough for a toll?
        step: The nearer the bridge came, the slower {his} feet went.
        step: {He} said a brave poem to {himself}. It had only one line. {He} said it often.
        turn: "WHO WALKS OVER ME?" The bridge shook. A long green arm came up, and an eye like a pond. "PAY," it said, "with what you fear to lose."
        turn: Half-way over, the planks stopped. Below, something smacked its lips. There was no way on but to ask.
        end: {H} gave it {his} poem, the only one {he} had. Nobody had ever read to it before. It carried {him} over on its back, and {L} was well by noon.
        end: "Please," said {H}. The eye blinked. "Nobody ever says please," it said, and a big wet hand became a bridge. {H} says thank you each time {he} crosses.
    """),
    leads=lines("""
        Without a sound,
        As the clock struck one,
        Slowly, slowly,
        Against all good sense,
        With a dry mouth,
        Where the shadows met,
        Hardly daring to breathe,
        Then, quite suddenly,
    """),
    tails=lines("""
        , listening, listening
        , and did not dare to look back
        , with the {T} somewhere behind
        , and trembling only a little
        , while the shadows crept nearer
        , as quiet as dust
        , with one warm thought to hold on to
        , and counting every breath
    """),
    met=lines("""
        "Do you hear it, too?" asked {H}. {The} nodded slowly and pointed into the dark.
        "Go back," whispered {the}. "It's awake tonight."
        "Don't be afraid of the {T}," said {the}. "Be afraid when it stops."
        {H} blinked, and {the} had gone. Only a cold place was left.
        "I must {goal}," said {H}. {The} shivered. "So said the last one."
        {H} looked down. {The} had left no footprints.
        "Take heart," breathed {the}. "It fears you, too."
        {The} stared past {H}, at something just behind {him}.
        {H} stayed close to {the}, for nobody is quite so afraid in company.
        "Which way did it go?" asked {H}. {The} pointed. Down.
    """),
    seen=lines("""
        {H} was quite sure that there had been nothing there before.
        In the dust was the print of a small, cold hand.
        {H} knocked. From inside {obj}, something knocked back.
        Cobwebs hung from {obj} like grey hair, and they stirred.
        Behind {obj} the darkness was a shade too dark.
        For a moment {it} seemed to breathe.
        {H} looked away, and when {he} looked back, {it} had moved.
        An icy draught came from {obj}. It smelled of wet stone.
    """),
    hero=lines("""
        {H} counted {his} heartbeats: one, two, three. There was one too many.
        {His} breath made a small ghost in the air.
        "It's only the wind," {he} told {himself}. But the wind had gone to bed.
        {He} did not run. When you run, the dark runs after you.
        Far off a bell rang once, and nobody had rung it.
        {H} wanted to call for {L}, but {his} voice had hidden itself.
        A cold drop ran down {his} neck. Was it only water?
        Every shadow seemed to have two eyes and no mouth.
        {He} was afraid. {He} went on all the same, and that's called brave.
        The dark leaned closer, as if to read over {his} shoulder.
    """),
    backs=lines("""
        Nobody else had ever seen {met}, then or since.
        By daylight nobody near {place} would believe a word of it.
        "Well done," said {met}, out of the mist.
        {H} has been back to {place} since, and is not afraid there any more.
        Far away, {met} nodded, as if at the end of a story.
    """),
)

"""Scary: a sound in the dark, a slow step nearer, and a fright that turns out to be lonely."""

from train.world.tales.mood import Mood, lines

SCARY = Mood(
    titles=lines("""
        The {T}
        {H} and the {T}
        The {T} in the Dark
        What {H} Heard
        Don't Look Back, {H}
        The Last Candle
        Something Is Following {H}
    """),
    leads=lines("""
        Out of the dark
        Without a sound
        In the cold stillness
        A shiver later
        Where the shadows met
        Slowly, slowly
    """),
    openings=lines("""
        It began with a {T}. It came from [nowhere|under the ground], and it knew the name of {H}.
        Nobody went there after dark. {H} had to, for the old house had called, and its {T} would not stop.
        {H} heard it at midnight: a {T}, quite near. {He} wanted to hide. Even more {he} wanted to know.
        "Never follow the {T}," old {L} used to say. {H} had always laughed. Tonight {he} didn't laugh.
        The candle went out all by itself. In the dark {H} held {his} breath, and there it was again: the {T}.
        Three nights long there had been a {T} behind the [wall|door]. On the fourth night {H} went to look.
        There are sounds that belong to the wind. This {T} did not. {H} felt it [crawl|creep] up {his} back.
        Little {L} had lost something in the dark, and {H} had promised to find it. Then came the {T}.
        The clock struck thirteen. Something woke up. {H} could tell by the {T}, soft and [cold|slow].
        {H} wasn't afraid of the dark. {He} was only afraid of what was in it, and of the {T}.
        A mist lay over everything, and in the mist there was a {T}, and it was coming nearer to {H}.
        Somebody had written on the window with a cold finger: COME, {H}. Outside there was a {T}.
        "If you hear a {T}," said {L}, "count to ten and don't turn round." {H} had counted to nine.
        It was the night when the owls keep silent. {H} was alone, except for the {T}.
        {H} wanted only to get home. But the way home led past the black well, and in the well there was a {T}.
        The shadows were too long that day, and one of them belonged to nobody. {H} saw it, and then came the {T}.
        All the lamps in the street went out, one by one, as if a {T} were blowing them out. {H} stood by the last.
        {H} found a key as cold as ice. When {he} turned it over in {his} hand, somewhere a {T} began.
        They say that a ghost walks there, looking for its name. {H} did not believe it, until the {T}.
        A door that had always been shut stood open. Behind it, in the blackness, there was a {T}. {H} swallowed hard.
        Something had followed {H} for a long while. It had no feet. It had only a {T}.
        The wind stopped. The leaves stopped. Only the {T} did not stop, and {H} shivered from head to toe.
        In the grey hour, when nothing has a colour, {H} heard a {T} and knew that {he} wasn't alone.
        "Who's there?" asked {H}. Nobody answered. But the {T} came one step closer.
        {H} woke because it was too quiet. Then, very faintly, the {T} began.
    """),
    see_hero=lines("""
        {F}, {S} was {P}, listening, listening.
        {F}, {S} was {P}, and did not dare to look back.
        {S} was {P}{f}, and something was watching.
        {F}, cold fog curled round {S}, {P}.
        And still {S} was {P}{f}, while the shadows crept nearer.
        {F}, all alone, {S} was {P}. A twig snapped.
        The moon slid behind a cloud, and {S} was {P}{f}, trembling.
    """),
    see_other=lines("""
        {F}, {H} saw {A}, {P}, as pale as the mist.
        {F} {was} {A}, {P}, and never blinking.
        There {was} {A}{f}, {P}, where nobody had been a moment before.
        {H} held {his} breath. {A} {was} {P}{f}.
        {F}, {A} {was} {P}, and cast no shadow at all.
        A shape moved. It {was} {A}, {P}{f}.
    """),
    see_thing=lines("""
        {F}, {H} saw {A}, {P}, covered in cobwebs.
        There {was} {A}{f}, {P}, and nobody had put it there.
        {F}, {A} {was} {P}, dark and waiting.
        {H} touched {A}, {P}{f}. It was as cold as a grave.
        {F} {was} {A}, {P}, and the {T} came from behind it.
    """),
    hero=lines("""
        The {T} stopped. That was worse.
        {H} counted {his} heartbeats: one, two, three. There was a fourth that wasn't {his}.
        {His} breath made a small ghost in the air.
        "It's only the wind," {H} whispered. But the wind had gone to bed.
        Something brushed {his} ear, as light as a cobweb.
        {He} did not run. When you run, the dark runs after you.
        Far off a bell rang once, and nobody had rung it.
        The {T} came again, nearer now, and it sounded almost like a name.
        Every shadow seemed to have two eyes and no mouth.
        {H} wanted to call for {L}, but {his} voice had hidden itself.
        A cold drop ran down {his} neck. Was it only water?
        Behind {him} a footstep fell where no foot was.
        {He} held on to one warm thought, and went on.
        The dark leaned closer, as if to listen.
    """),
    other=lines("""
        "Do you hear it, too?" asked {H}. {The} nodded slowly, and pointed into the dark.
        "Go back," whispered {the}. "It's awake tonight."
        {The} turned round without a sound. "You're late," came a voice like dry leaves.
        "Don't be afraid of the {T}," said {the}. "Be afraid when it stops."
        {H} blinked, and {the} had gone. Only a cold place was left.
        {The} laid a hand on the cold wall and listened. Something listened back.
        "I heard it once," said {the} hoarsely. "It only wanted to be asked in."
        {H} looked down. {The} had left no footprints.
        "Take this candle," breathed {the}. "It will burn as long as you're brave."
        "Who are you?" asked {H}. {The} smiled sadly. "I've forgotten," was the answer.
        {The} stared past {H}, at something just behind {him}.
        {H} stayed close to {the}, for two are less afraid than one.
    """),
    thing=lines("""
        It creaked, though nothing had moved it.
        {H} was quite sure that it had stood a little further off before.
        Dust lay on it, and in the dust the print of a small, cold hand.
        {H} knocked on it. Something inside knocked back.
        Cobwebs hung from it like grey hair, and they stirred.
        It had no business there at such an hour. {H} crept past on tiptoe.
        Behind it the darkness was a shade too dark.
        An icy draught came out of it and smelled of [old leaves|wet stone].
        For a moment it seemed to breathe.
        {H} looked away, and when {he} looked back, it had turned.
    """),
    turns=lines("""
        Then the last light went out. In the blackness the {T} was right beside {him}, and something cold took {his} hand.
        {H} turned round at last. There it stood, tall and grey, with eyes like two wells. And it was [shivering|crying].
        The door fell shut. There was no handle. The {T} rose and rose, till the very walls shook with it.
        {H} had one candle, and the shape in the dark had none. {His} hand trembled as {he} gave it away.
        "What do you want?" cried {H}. Everything fell silent. "My name," sighed the {T}. "I've lost it."
        {He} ran, and the dark ran faster. At the edge of the black water there was nowhere left to go.
        The shadow on the wall lifted its arm. {H} hadn't lifted {his}. {He} made {himself} take one step nearer.
        A long pale hand came round the corner, then a long pale face. {H} wanted to scream, and asked, "Are you lost?"
        The ground gave way, and {H} slid down into the cold and dark, where the {T} lived.
        It knew what {he} feared most, and wore its face. {H} shut {his} eyes, and reached out, and held on.
    """),
    endings=lines("""
        "Nobody ever asked me in," said the ghost in a small voice. {H} did. And the {T} was never heard again, except at teatime.
        It was only a child of mist, lost for a hundred years. {H} sang it home. Then it was morning.
        {H} got home, locked the door, and laughed. Then, very softly, from inside the wardrobe, came a {T}.
        "Thank you," breathed the dark, and let {him} go. {H} has slept with one candle in the window ever since. It isn't for {himself}.
        The {T} was the loneliest sound in the world. {H} sat down beside it, and it grew quiet, and the night grew kind.
        When the sun rose, nothing was left but a cold key in {his} hand, and a whisper: "Come again."
        Old {L} was waiting with a lamp. "You followed it," said {L}. {H} nodded. "So did I, once," said {L}, and shivered.
        {H} gave the ghost its name back. It smiled, went pale as milk, and was gone. The air was warm again.
        So if you hear a {T} at night, do as {H} did. Say good evening. It may be more afraid than you.
        And the eyes in the dark? They were kind ones. But {H} has never again blown out the last candle.
        {H} was safe. The shadows lay where they belonged. All but one, and that one waved.
        The monster was as small as a mouse. Only its shadow was tall. {H} took it home in {his} pocket.
        "Boo," said {H}, very gently. "Boo," said the ghost, and for the first time in years, it laughed.
        Home at last, {H} pulled the blanket up to {his} chin. Something tucked it in.
        Nobody believed {H}. But there are cold little footprints by the door each morning, and somebody leaves them a biscuit.
        The clock struck one. The spell broke, the mist thinned, and there was only {H}, and a friend that nobody else could see.
        {H} never told what {he} had seen down there. But {he} is not afraid of the dark any more. The dark says good night.
        {L} found {him} at dawn, cold, pale, and smiling. "It just wanted a story," said {H}.
        Then the {T} stopped forever. Sometimes, in the fog, {H} almost misses it.
        "I'm not afraid of you," said {H}, and it was nearly true. The dark bowed, and opened, and there was home.
        The light came back. In its glow stood an old, old ghost, holding out the thing that {L} had lost.
        At dawn the haunted place was only a place. But on the wall two shadows stayed, hand in hand, and one was {H}'s.
        {H} counted to ten, and turned round. There was nothing there. Nothing smiled.
        They buried the key where the owls keep watch. The {T} sleeps now. Hush, don't wake it.
        And that night, for the first time, it was the ghost who was tucked in, and {H} who said, "Sleep well. I'm here."
    """),
)

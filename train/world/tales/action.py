"""Action: something must get there in time. Short sentences. No stopping."""

from train.world.tales.mood import Mood, lines, plots

ACTION = Mood(
    family="swift",
    plots=plots("""
        @ Race for the {T} | Ten Minutes to Noon | The {T} Run
        goal: bring {L} the {T} by noon
        want: The alarm rang. {L} was in danger, and only the {T} could help. {H} grabbed it and ran. Ten minutes left.
        want: One {T}. One road. One hour. On the far side waited {L}. {H} tied {his} laces, took a breath, and raced off.
        step: Eight minutes. Seven. {He} held the {T} tight.
        step: A branch snapped. {H} grabbed the next one and swung across.
        step: Behind {him} rocks came down. One, two, three. All missed.
        turn: Then the bridge broke. {H} hung there by one hand. The {T} or {his} bag with all {his} medals? {He} let the medals fall.
        turn: Two minutes left, and {he} saw a little one stuck in the mud. The clock ticked. {H} turned back. Some things come first.
        end: Three seconds. Two. One. {H} threw the {T}, and {L} caught it. "You're late," said {L}, and grinned. "Traffic," said {H}.
        end: The little one's big brother had a horse. They rode the last mile like the wind. "Just in time," said {L}, and the alarm stopped.
        @ Hold On, {L}! | The Cliff | {H} to the Rescue
        goal: reach {L} before the rope gives way
        want: {L} hung from the cliff on one thin rope. "Get the {T}!" yelled {L}. {H} was already running.
        want: A red flare went up. It was {L}'s signal! Somewhere out there {L} was stuck, and a rope does not hold forever. {H} took the {T} and dashed off.
        step: "Hold on!" {he} shouted. The echo shouted it, too.
        step: {His} lungs burned. {His} legs shook. {He} went faster.
        step: One thread of the rope snapped. Then another. {H} could almost hear it.
        turn: The last leap was too wide. No rope. No plan. {H} tied {his} own good coat to the {T}, and threw. It tore. It held.
        turn: A rockfall! The path was gone. {H} looked at the {T}, looked at the gap, and jumped.
        end: {H} pulled {L} up over the edge. "I told you to hold on," {he} gasped. "I did," said {L}. Below them the old rope fell without a sound.
        end: Two hands met in mid-air. "Got you!" Behind them everything came down. {H} and {L} looked at each other, and laughed till it hurt.
        @ Catch That Thief! | Who Took the {T}? | The Great Chase
        goal: get the {T} back
        want: Somebody had taken the {T}! {H} saw the thief jump the wall. {He} jumped after. Without it {L}'s village had no chance.
        want: "Stop, thief!" The {T} was gone, and so was a shape in a grey hood. {L} pointed. {H} ran.
        step: Left! Right! Under the cart! The grey hood was quick. {H} was quicker.
        step: A button lay on the ground. The thief had come this way.
        step: "You'll never catch me!" somebody laughed. {H} saved {his} breath.
        turn: A dead end! The thief slipped, and hung from the gutter by two fingers. The {T} slid one way, the thief the other. {H} let the {T} go and caught the hand.
        turn: {H} tore off the hood. Under it was only a hungry child, holding the {T} like bread. {H} could shout for the guards. {He} did not.
        end: "Why did you save me?" asked the thief. "Nobody falls today," said {H}. Then the thief went down the drain and fetched the {T}. Now there are two on {L}'s team.
        end: {H} gave away {his} lunch, all of it, and got back the {T}. Next day {L} had a new apprentice, and no door was left unlocked again. None had to be.
        @ The Flood | Before the Dam Breaks | The Longest Minute
        goal: warn the valley before the dam breaks
        want: "The dam is breaking!" shouted {L}. "Take the {T} and warn the valley!" {H} was gone before the last word.
        want: First came a crack, thin as a hair. {H} saw it. Below lay five villages, fast asleep. {L} threw {him} the {T}. "Run!"
        step: Doors flew open. "Up the hill!" yelled {H}. "Everybody! Now!"
        step: The first village was safe. The second. {His} voice was nearly gone.
        step: Behind {him} something roared, and it wasn't the wind.
        turn: In the last house someone still slept. The water was at the step. {H} dropped the {T}, waded in, and came out with a baby under each arm.
        turn: The bell rope broke. {H} climbed the tower and rang the bell with {his} head. Bong! Bong! Stars everywhere.
        end: The dam went. Water filled the valley, and all the valley stood on the hill and watched. "Anyone missing?" asked {L}. They counted twice. Nobody.
        end: At dawn the {T} came floating by, without a scratch. "Bring that," said {L}. "We've got five villages to build." "Easy," said {H}, and fell asleep.
        @ Out of the Trap | Get In, Get Out | The Plan Went Wrong
        goal: get in, get the {T} and get out
        want: It was a simple plan: get in, get the {T}, get out. {L} kept watch. {H} was in. Then the gate fell shut.
        want: Bang! The trap snapped shut, and {H} rolled clear by a hair. {He} had the {T}. Now {he} only needed a door, and {L} at the other side of it.
        step: Step on a white stone: click. {H} stayed off the white stones.
        step: Darts! {H} ducked. The wall behind {him} looked like a hedgehog.
        step: Three tunnels. {He} licked one finger. The air came from the left.
        turn: The ceiling sank. The {T} would hold it up, for a moment. {H} wedged it in, rolled through, and left it there.
        turn: The last lock wanted a weight as heavy as the {T}. {H} pulled off both boots, the belt and the lucky medal. Click.
        end: {L} reached in and pulled {him} out by the collar. "Where's the {T}?" {H} pointed: the crash had thrown it right over the wall. {L} was sitting on it.
        end: "You're barefoot," said {L}. "And you're a sight for sore eyes," said {H}. They ran into the light, with the {T} between them.
        @ Storm Warning | Only {H} Can Do It | Lights for the Boat
        goal: light the beacon for {L}
        want: The storm would hit within the hour. {L} was still at sea. Only the {T} could light the beacon, and only {H} could bring the {T}.
        want: The lighthouse was dark! Out there was {L}'s boat, and rocks as sharp as teeth. {H} snatched up the {T} and sprinted.
        step: The wind pushed. {H} pushed back.
        step: Far out, a tiny light went up and down. {L}! "Not that way!" yelled {H}.
        step: Two hundred steps up. {He} took them three at a time.
        turn: The {T} slipped out of {his} wet hands and slid to the edge. {H} dived. Fingers stretched. {He} got it, and lost {his} footing.
        turn: The beacon would not catch. Wet wood! {H} had one dry thing left: {his} father's old map of the stars. {He} lit it.
        end: Light! The boat turned. {H} stood in it like a king, black with soot. "I saw you hanging there," laughed {L} later. "You made a fine signal."
        end: The boat slid in, safe, by one arm's length. {L} jumped ashore and drew a new map for {H}, with one star more than before. It had {his} name.
        @ The Great Cup | The Slowest Team | {H} and {L} Race for It
        goal: win the Great Cup with {L}
        want: Nobody had ever finished the Great Race in under an hour. {H} and {L} had half of that, a {T} for a mascot, and strong legs.
        want: "Three, two, one!" {H} shot off like an arrow. {L} would take over at the last bend. The {T} was the baton. Don't drop it!
        step: Tenth place. Eighth. Fifth! {H} leaned into the curve.
        step: The champion threw nails on the track. {H} hopped: left, right, left.
        step: "Eat my dust!" Somebody did. It was {H}. {He} kept running.
        turn: At the front the champion crashed. The finish was in sight. {H} had only to run on. {He} stopped, and held out a hand.
        turn: {His} ankle turned. Pain! The {T} flew from {his} hand. "Get up," {H} told {himself}. One car passed. Two. {He} got up.
        end: They came last: {H}, {L}, and the champion, arm in arm. The whole crowd stood up. The Cup went to the first. The cheers went to them.
        end: {L} dived, caught the {T}, and flew. First, by the tip of a nose! "You never stopped," said {L}. "You never dropped it," said {H}.
        @ The Mountain Wakes | Fire on the Hill | Up and Over
        goal: carry the {T} over the mountain
        want: A rumble. A crack. The mountain moved. On the far side was {L}, with a town full of people who needed the {T}. {H} looked up, and began to climb.
        want: Smoke on the hill! The road was cut. {L}'s radio said only: HURRY. BRING THE {T}. So {H} took the way that nobody takes: straight over the top.
        step: The ground was hot. {H} danced from stone to stone.
        step: A boulder! {He} flattened {himself}. It went by like a train.
        step: Higher. No more trees. No more path. Only up.
        turn: At the top the snow gave way. {H} slid, spun, and stopped with both feet over nothing. To climb back {he} needed both hands. {He} took the {T} between {his} teeth.
        turn: A wounded eagle lay in the ash. No time, no time! {H} cut a strip from {his} flag, bound the wing, and lost ten minutes.
        end: Down {he} came, on {his} seat, in a cloud of dust, and stopped at {L}'s feet. "Special delivery," said {H}, through {his} teeth.
        end: A shadow swept down. Claws took {him} by the belt, gently. The eagle carried {him} the last mile. "Show-off," said {L}, and hugged {him}.
    """),
    leads=lines("""
        Seconds later,
        Without warning,
        At full speed,
        One leap further,
        With ten minutes to go,
        Just in time,
        No time to breathe!
        Go, go, go!
    """),
    tails=lines("""
        , muscles tight, eyes sharp
        , with danger close behind
        , ready to spring
        , and the clock ticked on
        , with the {T} under one arm
        , with a pounding heart
        , and not one second too soon
        , with clenched teeth
    """),
    met=lines("""
        "Which way?" yelled {H}. "Left!" came the answer from {the}. {H} went left.
        "They're right behind you!" cried {the}. "Run!"
        "I have to {goal}!" shouted {H}. {The} cleared the way.
        {The} threw a rope. {H} caught it and swung.
        "Need help?" asked {the}. "Keep up!" said {H}. Now they were a team.
        {The} pointed. A shortcut! {H} took it at full speed.
        "You won't make it," said {the}. "Watch me," said {H}.
        "Down!" shouted {the}. Something hissed overhead. "Thanks!" gasped {H}.
        {The} gave {H} a push, and {he} flew over the gap.
        No time to talk. {H} nodded to {the} and dashed on.
    """),
    seen=lines("""
        {H} jumped, looked round from the top, and leaped off again.
        Perfect cover! {H} crouched, counted to three, and burst out.
        {He} kicked off from {obj} and shot ahead.
        One look told {him} the way: past {obj}, and up.
        {H} tied {his} rope to {obj} and tested the knot.
        {He} skidded past {obj} with an inch to spare.
        Something whizzed by and hit {obj} instead. Phew!
        "Out of the way!" yelled {H}, but {it} did not move an inch.
    """),
    hero=lines("""
        {H} leaped. {H} landed. {H} ran on.
        Left! Right! Down! {H} rolled, and came up running.
        "Not today," growled {H}.
        Somebody shouted. {H} did not look back.
        One jump. One chance. {H} took it.
        The ground shook. {H} dug in {his} heels.
        {He} slid, spun, and sprang to {his} feet.
        Think! There had to be a way. There was.
        {H} checked the {T}. Still there. Go!
        Faster. Faster. Nearly there.
    """),
    backs=lines("""
        From the roof {met} waved and cheered.
        "Hurrah!" shouted {met}.
        All the way from {place}, in one go! Nobody had ever done that.
        They rang the bells as far away as {place}.
        Without {met} it would never have worked. {H} said so, loudly.
    """),
)

"""Cartoonish: gadgets, springs and onomatopoeia; nobody stays flat for long."""

from train.world.tales.mood import Mood, lines

CARTOONISH = Mood(
    titles=lines("""
        {H} and the {T}
        BOING! Goes {H}
        The Runaway {T}
        {H} Goes SPLAT
        Zip! Zap! {H}!
        The Great {T} Mix-Up
        Whoops, {H}!
    """),
    leads=lines("""
        ZIP
        BOING
        With a great big WHOOSH
        Wibble wobble
        Faster than a sneezing rocket
        POP
    """),
    openings=lines("""
        DING DONG! A parcel! {H} tore it open, and out popped a {T}. "Do not press the red button," said the label. {H} pressed it. BOING!
        ZOOM! Here comes {H}, the zaniest hero in Wobbletown, with a brand-new {T}!
        {H} had built a {T} out of [spoons and jelly|springs and socks]. It went KERPLINK. Then it went KABOOM!
        "Behold!" cried Professor {L}. "My {T}!" HONK, went the {T}, and swallowed the professor's hat. "Catch it, {H}!"
        {H} wanted to fly to the moon for cheese. All {he} needed was one {T} and a really big SPROING.
        BRRRING! The alarm clock hit {H} on the head with a tiny hammer. BONK! Time to try the {T}!
        One {T}. One wobbly button. One {H}. What could possibly go BANG?
        WHEEE! The {T} was loose! It bounced off the ceiling, BOING, BOING, BOING, and {H} bounced after it.
        {H} sneezed. AH-CHOO! The {T} sneezed back. That's how the silliest day ever began.
        Wobbletown was in trouble! {L} the Grabber had pinched every doughnut. "To the {T}!" yelled {H}. ZIP!
        In goes a pickle, out comes a {T}! SPLOOSH! {H} did a backflip, and the backflip did a {H}.
        {H} glued {his} feet to a {T}, by accident. SPROING! Up, up, and a-whoopsie!
        "Ready?" said {H}. "Steady?" said the {T}. FWOOSH! Nobody said go.
        It rained meatballs in Wobbletown. PLOP! PLOP! {H} opened the {T} like an umbrella.
        TA-DA! {H} pulled a {T} out of a hat. Then the {T} pulled {H} into the hat. POP!
        Crazy {L} had a crazy idea: {H}, a {T}, and nine hundred balloons. PFFFT!
        {H} ate one spoonful of hiccup soup. HIC! {His} ears spun. HIC! The {T} spun, too.
        BEEP BEEP! Out of the way! {H} is testing the {T}, and the brakes are made of custard!
        {H} had eyes as big as dinner plates, and do you know why? GLOOP! The {T} was growing!
        "Whatever you do, don't tickle the {T}," said {L}. Tickle, tickle. WHAM! Bye-bye, roof!
        KA-BLING! {H} won a {T} in a cereal box, and the cereal wanted it back.
        {L} dared {H} to ride the {T} all round the world before lunch. VROOOM! Challenge accepted!
        Tick, tock, SPROING! The clock jumped out of its case, and off raced {H} on the {T} to catch it.
        "I've got a plan!" said {H}. A light bulb went PING over {his} head. The {T} ate it. CRUNCH.
        WOOP WOOP! {H} stretched like rubber, twisted like a pretzel, and grabbed the {T}.
    """),
    see_hero=lines("""
        {F}! {S} was {P}, legs spinning like propellers.
        {F}! There was {S}, {P}, with stars twirling round {his} head.
        BOING! {S} was {P}{f}, springy as a spring.
        {S} was {P}{f}, and {his} eyes popped out on stalks. AWOOGA!
        SPLAT! Flat as a pancake, then POP, {S} was {P}{f}.
        {F}! {S} was {P}, on the wobbly {T}.
        WHOOSH! Was that {S}, {P}{f}? It was!
    """),
    see_other=lines("""
        {F}! {A} {was} {P}, and went round and round like a top.
        SCREECH! {H} braked. {A} {was} {P}{f}!
        BONK! {H} bounced off {A}, {P}{f}.
        {F}! Out popped {A}, {P}.
        Holy pickles! There {was} {A}, {P}{f}!
        ZOINKS! {A}, {P}{f}! {H} did a double take.
    """),
    see_thing=lines("""
        {F}! {H} ricocheted off {A}, {P}.
        KERSPLAT! {H} landed on {A}, {P}{f}.
        {F}! There {was} {A}, {P}, wobbling like jelly.
        CLANG! It {was} {A}, {P}{f}, and it rang like a gong.
        Jumping jellybeans! There {was} {A}, {P}{f}!
    """),
    hero=lines("""
        BOING! Up went {H}. SPLAT! Down came {H}.
        {His} hat spun round three times and saluted.
        "Yikes!" said {H}, and ran so fast that {his} shadow had to take the bus.
        {H} hung in the air, looked down, waved, and fell. WHEEEE! THUD.
        The {T} went KERPLUNK, then KERPLINK, then HONK.
        Tiny birds flew round {his} head. TWEET, TWEET!
        {H} folded {himself} into a paper plane. FWIP!
        CRUNCH, went the {T}. "Bless you," said {H}.
        {He} pulled {his} nose, and it went PARP.
        ZIP left! ZAP right! ZOOP through the middle!
        A piano fell from the sky. PLINK! {H} grinned with a mouth full of keys.
        {H} pedalled on thin air. Squeak, squeak, squeak!
        The {T} winked. Uh-oh. FWOOSH!
        SQUISH! {H} was now as long as a noodle.
    """),
    other=lines("""
        "Wowza!" yelled {the}, and went off like a firework. FIZZ! BANG!
        {The} pulled the lever. SPROING! Now there were two of them in orbit.
        "Got any custard?" asked {the}. SPLOP! "Plenty," said {H}.
        {The} sneezed. AH-CHOO! {H} went rolling like a bowling ball.
        "Up here!" called {the}, hanging from a cloud by one toe.
        {The} turned green, then purple, then [tartan|spotty]. "It's the {T}!" cried {H}.
        BOING! {The} and {H} bumped bellies and bounced apart.
        "Can I have a go?" asked {the}. ZOOM! Too late to say no.
        {The} did the wobbly-knees dance. {H} joined in. Wubba wubba!
        "That's not a {T}," said {the}, "that's my lunch!" GULP.
        {H} slipped, {the} slipped, everybody slipped. WHOOPS! BUMP! SPLAT!
        {The} shot past on a jet of soda. FSSSHHH! "Bye!"
    """),
    thing=lines("""
        {H} gave it a poke. It went PARP!
        BOING! It bounced {H} clean over the moon and back.
        It burped. It really did. BUUURP!
        {H} took a bite. CRUNCH! It tasted of fireworks.
        It grew little legs and tap-danced. Tippy-tappy-TA-DA!
        SPLOOSH! It squirted {H} with pink lemonade.
        "Excuse me," said {H}. HONK, it answered.
        It spun so fast that it turned into butter. SPLODGE!
        Out of it popped nine rubber ducks. QUACK, QUACK, QUACK!
        {H} pressed it, twisted it, and tickled it. KABLOOEY!
    """),
    turns=lines("""
        UH-OH! The {T} went crackle, then fizz, then KABOOM! Up flew {H}, through a cloud, through a goose, and through Tuesday.
        The {T} shrank. {H} shrank, too. Soon {he} was smaller than a pea. "Squeak!" said {H}. An ant lifted its hat.
        SNAP! The spring broke. {H} was stuck upside down, with the {T} on one foot and a very cross crab on the other.
        And now the {T} was as big as a house, and still growing! {H} had to give up {his} last doughnut to stop it. GULP! SHRINK!
        CRASH! BASH! The {T} ran straight through a wall and left a hole shaped like {H}.
        "Out of fuel!" beeped the {T}. {H} emptied {his} pockets: a sock, a fish, {his} lucky pickle. In went the pickle. Sniff. VROOM!
        {L} grabbed one end of the {T}, {H} grabbed the other. STREEETCH! TWANG! Off they shot in opposite directions.
        GLUG, GLUG, GLUG! Purple bubbles filled the sky. {H} was inside the biggest one, and here came a cactus.
        The red button got stuck. BEEP! BEEP! BEEP! {H} pulled, the {T} pulled back, and the whole world went wobble.
        A giant foot came down. SQUASH! {H} was as flat as a stamp, and somebody posted {him}.
    """),
    endings=lines("""
        KABOOM! It rained doughnuts on all of Wobbletown. {H} opened {his} mouth wide. GULP! "Best {T} ever!"
        SPLAT! Right into the cake. "Well," said {H}, licking {his} ears, "that's what I call a soft landing."
        The {T} gave one last HONK and fell asleep. ZZZZ. {H} tiptoed off, tippy-toe, tippy-toe, BONK.
        "That's all!" said {H}, and pulled the edge of the page over {his} head. ZWIP!
        PING! Another parcel. On it stood: DO NOT OPEN. {H} looked at the {T}. The {T} looked at {H}. RIIIP!
        BOING! {H} bounced home, through the window, into bed, and out again. BOING! BOING! BOING!
        {L} shook a fist at the sky. "I'll be back!" PLOP. A custard pie had the last word.
        And the moon? It had a bite in it, shaped like {H}. BURP!
        Everybody cheered: HIP, HIP, SPLOOSH! {H} took a bow, and {his} hat took one, too.
        So {H} pressed the blue button instead. DING! Everything was back to normal, only upside down.
        WHEEE! Off they zoomed, {H} and the {T}, round the world, and in time for pudding. SLURP!
        POP went the {T}. POP went {his} buttons. POP went the popcorn. What a party!
        "Again?" asked the {T}. {H} spun {his} eyes like wheels. "AGAIN!" FWOOSH!
        They found {H} in the laundry, clean, fluffy, and twice as long. "Never better!" {he} said. SPROING!
        TA-DA! Wobbletown was saved, and {H} got a medal as big as a pizza. It was a pizza. CHOMP!
        The {T} is in the museum now, behind nine locks. CLICK. Make that eight. CLICK. Uh-oh.
        {H} shook {L} by the hand. BZZZT! Who had hidden the joy buzzer? Tee-hee, went the {T}.
        The last balloon went PFFFT, and {H} came down, slowly, like a feather with a big fat grin.
        And that's why nobody in Wobbletown ever sneezes near a {T}. AH... AH... "Don't!" yelled {H}. CHOO!
        {H} yawned. The {T} yawned. The sun went down with a PLINK, and the stars came out. Ting, ting, ting!
        "Phew," said {H}, flat on {his} back. A single meatball fell from the sky. PLOP. "Yum."
        ZAP! {H} and {L} swapped noses. HONK! "Suits you," they said, and laughed till they fizzed.
        And with a BOING and a BANG and a double kersplat, {H} won the race by a nose. PARP!
        The {T} hiccuped. HIC! Out came the hat, the clock, and Professor {L}, all covered in jam.
        CURTAIN! It dropped right on {H}. BONK! "The end," said a lump under the cloth.
    """),
)

"""Cartoonish: gadgets, springs and onomatopoeia; nobody stays flat for long."""

from train.world.tales.mood import Mood, lines, plots

CARTOONISH = Mood(
    family="silly",
    plots=plots("""
        @ BOING! Goes {H} | Do Not Press the Button | The Parcel
        goal: switch the {T} off
        want: DING DONG! A parcel from Professor {L}! Out popped a {T}. "Do NOT press the red button," said the label. {H} pressed it. BOING!
        want: {H} had a brand-new {T}. It had one green button and one red one. The green one did nothing. So {he} tried the red one. KABOOM!
        step: Off switch, off switch! PLINK, that was the ear-wiggler. PLONK, that was the jam hose.
        step: The {T} grew a leg. Then it grew three more, and a hat.
        step: "Nice {T}," said {H}. "Good {T}. Sit!" HONK!
        turn: SPROING! The {T} jumped over {his} head, and {H} came down inside it. WHIRR! The lid shut. It was rather cosy, and it was heading for the moon.
        turn: GULP! It ate {his} left shoe. GULP! It ate the right one. Now it was HUGE, and {H} had cold feet.
        end: "Try PLEASE," said Professor {L}. "Please," said {H}. POP! It was as small as a bun. {H} put it back in the parcel, and the parcel said BOING.
        end: Then {H} tickled it. HA! HA! HIC! Out flew two shoes and the off switch. CLICK. Silence. "What does this blue button do?" asked {L}. "NO!" said {H}.
        @ To the Moon for Cheese | {H} Goes Up | WHOOSH!
        goal: fly to the moon for cheese
        want: {H} wanted to fly to the moon for cheese. All {he} needed was one {T} and a really big SPROING. {L} brought the crackers.
        want: "The moon is made of cheese!" cried {L}. "And I have crackers!" cried {H}. They had a {T}, too. Three, two, one, PFFFT.
        step: Try number one: up, up, CLUNK. That was the lamp.
        step: Try number two went sideways. Hello, duck pond. SPLOSH!
        step: {H} added a spring, two forks and a sneeze. Now it had to work.
        turn: WHEEE! Up {he} went, past the clouds, past a very surprised cow, and then the {T} went put-put-put, and stopped. {H} looked down. Uh-oh. WHEEE again!
        turn: FWOOSH! The {T} took off by itself. It flew to the moon, had a good time, and sent {H} a postcard.
        end: KERSPLAT! {H} got up, as flat as a cracker. And down from the sky came a round yellow cheese. BONK! It had followed {him} home. {L} cut it in two.
        end: {H} and {L} ate the crackers dry. Then they looked up. There was one small bite in the moon, and it went BURP.
        @ The Doughnut Grabber | Who Pinched the Doughnuts? | ZIP to the Rescue
        goal: get back every doughnut in Wobbletown
        want: Wobbletown was in trouble! {L} the Grabber had pinched every doughnut. "To the {T}!" yelled {H}. ZIP!
        want: BRRRING! "Help! No more doughnuts!" {H} put {his} cape on backwards, jumped on the {T}, and shot out through the wall. It had a door, too.
        step: A trail of sugar! SNIFF, SNIFF. {H} followed it with {his} tongue.
        step: A net! FWUMP. {H} caught a lamp post. "Aha!" The lamp post kept quiet.
        step: "Mwa-ha-ha!" said somebody with a full mouth. It came from up there.
        turn: FLIP! A trapdoor! {H} fell past ten floors, waved at each, and landed in {L}'s tower with the {T} on {his} head. "Got you!" said {L}. GLUE! {H} stuck.
        turn: {L} pulled the lever. Ten thousand doughnuts came down on {H}. BOMP, BOMP, BOMP! Only {his} nose stuck out.
        end: "Why?" asked {H}. "Nobody ever shared with me," sniffed {L}. So {H} did. CHOMP! Now {L} is called {L} the Giver, and Wobbletown is as round as its doughnuts.
        end: {H} knew what to do. MUNCH, MUNCH! "Want the holes?" {he} asked {L}. "The holes are the best part!" They ate until the tower went POP.
        @ The Sneeze | AH-CHOO! | The Biggest Sneeze in the World
        goal: stop the giant sneeze
        want: Somebody put pepper in the {T}. "AAAH," went {H}. "Don't!" cried {L}. "A sneeze that big will blow the town away!" "AAAAH!"
        want: {H} sneezed, and the {T} sneezed back. AH-CHOO! That blew off three roofs. "One more like that," said {L}, hanging from a cloud, "and bye-bye, town!"
        step: A peg on the nose! It held for a second. PING! Has anyone seen a peg?
        step: "AAAH!" {His} nose twitched. "Think of beans!" shouted {L}. Why beans? It worked, a bit.
        step: {His} cheeks got rounder and rounder. {He} floated. {L} tied {him} to a bench.
        turn: A feather came down, wibble, wobble, from left to right. "No, no, NO!" yelled everybody. It sat down on {his} nose.
        turn: {H} stuffed the {T} over {his} face to save the town. "AAAAH!" The {T} swelled up like a whale, and it turned purple.
        end: "Choo," said {H}. It was tiny. Everybody laughed with relief. Then the {T} said, "AAAH!"
        end: AH-CHOOOO! Off went {H}, once round the world, and came in by the back door. "Bless you," said {L}. All the dust in Wobbletown was gone for good.
        @ Two of {H} | The Copy Machine | {H}, {H} and {H}
        goal: find out who's the real {H}
        want: PLOP went a pickle into the {T}, and POP, out came a second pickle. "Hmm," said {H}, and put {his} head in. POP!
        want: {L} had made the {T} for copying cakes. {H} fell in. CLICK, WHIRR, DING! Out came {H}. And {H}. And another.
        step: "I'm {H}!" "No, I'm {H}!" "Me, too!" BONK, went three heads.
        step: The copies ate all the jam. They also ate the jar.
        step: One copy was flat, and one was stripy. One only said QUACK.
        turn: KLONG! The {T} jammed. Now there were a hundred, and they all wanted {his} bed. {H} began to wonder if {he} was a copy, too.
        turn: "Quick, back in!" cried {L}, and turned the handle the other way. SLURP, SLURP. It sucked in everybody. Also the sofa. Also {H}.
        end: "The real {H} is the one who'd share the last biscuit," said {L}. Ninety-nine hid it. One broke it in a hundred bits. POP, POP, POP! And there was only one.
        end: DING! Out came one {H}, dizzy, with stripes. "Are you the real one?" asked {L}. "QUACK," said {H}. And winked.
        @ Round the World Before Lunch | VROOOM! | Back by Twelve
        goal: get round the world before lunch
        want: "I dare you to ride the {T} all round the world before lunch," said {L}. VROOOM! Challenge accepted! It was ten to twelve.
        want: {L} had soup on the stove. "Back before it boils!" called {H}, sat down on the {T}, and let go of the brake. There was no brake. ZOOM!
        step: ZIP through Paris. The tower leaned over to look. That was Pisa.
        step: SPLISH! A whale. SPLASH! Its cousin. "Mind the paint!" said the whales.
        step: At the North Pole {he} stopped for ice. It came along as a penguin.
        turn: Halfway round, the {T} went clonk, clank, clunk, and all its wheels ran off in four directions. "Oh pickles," said {H}, and stuck out {his} thumb.
        turn: A wall! A tall one! With CHINA on it! SCREEECH! {H} folded up like a concertina, note by note.
        end: BOING! {H} bounced the rest of the way. PLOP, right into {his} chair. DING, said the soup. "One minute early," said {L}. "You've got penguin on your hat."
        end: Down the chimney came {H}, black as toast, and the soup boiled over. "Twelve!" said {L}. "You win!" The prize was the washing-up. SPLOOSH!
        @ The Itchy Robot | CLANK! | Robot for Rent
        goal: teach the {T} some manners
        want: {H} built a robot out of a {T}, two spoons and a clock. It went CLANK, it went BEEP, and then it went shopping, without paying.
        want: "Tidy my room," {H} told the {T}. ZAP! It tidied the room away. "Too much!" cried {L}. "Teach it some manners, before it gets to the town hall!"
        step: "Say thank you," said {H}. "SPANK GLUE," said the {T}.
        step: It curtsied to a cow. It kissed a cactus. OUCH-BEEP!
        step: Lesson two: how to knock on doors. WHAM! Lesson three: how to mend doors.
        turn: BZZZT! It went wild. It juggled three houses and a postman. {H} ran up its back and looked for the plug. There was none. There was only an itch.
        turn: BEEP! It had a new idea: teach {H} some manners. UP went {H}, by the ear. WASH, WASH, WIPE.
        end: {H} scratched the itch. Scritch, scratch. "AAAH," said the {T}, and put everything back, even the postman. Now it serves tea. It still says SPANK GLUE.
        end: "Say please," said the {T}. "P-p-please," said {H}. BING! It put {him} down and gave {him} a lollipop. "Who built that?" asked {L}. "I did," said {H}, very politely.
        @ The Stretchy Day | As Long as a Noodle | Hiccup Soup
        goal: get back into shape
        want: {H} drank one spoonful of {L}'s hiccup soup. HIC! {His} arms went as long as noodles. HIC! {His} legs tied themselves in a bow. The {T} only giggled.
        want: FWIP! The {T} had squashed {H} as flat as a stamp. "I'll post you to a doctor," said {L}. LICK, STICK, THUMP!
        step: {H} rolled {himself} up and walked like a hoop. Wheee, post. BONK!
        step: A gust of wind! {H} flapped. For a while {he} was a kite.
        step: {L} pulled at one end. TWANG! {H} played a tune.
        turn: TICK, TOCK, SNAP! The town clock broke its spring, and everything stopped: trams, buns, even the mayor. Only something long and bouncy could mend it. Everyone looked at {H}.
        turn: {H} got caught in the {T}. SPIN, SPIN, SPIN! Out came a knot with two eyes in it. "Pull HERE," said the knot. Nobody knew where HERE was.
        end: {H} twisted {himself} into the clock. SPROING! It worked! At noon it went HIC twelve times, and at the last HIC, POP, {he} was {himself} again.
        end: {L} tickled the knot. HA-HA-HA! It wriggled, it jiggled, and POP! There stood {H}, just the right size. Well, {his} left ear is still in a bow. It suits {him}.
    """),
    leads=lines("""
        ZIP!
        BOING!
        With a great big WHOOSH,
        Wibble, wobble!
        Faster than a sneezing rocket,
        POP!
        KERPLUNK!
        TA-DA!
        Two boings later,
    """),
    tails=lines("""
        , legs spinning like propellers
        , with stars twirling round {his} head
        , as springy as a spring
        , on the wobbly {T}
        , and {his} ears went round and round
        , squeaking like a wet balloon
        , flat as a pancake, then POP, round again
        , with {his} hat three feet above {his} head
    """),
    met=lines("""
        "Wowza!" yelled {the}. FIZZ! BANG! "Was that you?" asked {H}.
        {The} pulled a lever. SPROING! Now they were all in orbit.
        "I've got to {goal}!" shouted {H}. {The} went red, then green, then tartan.
        BONK! {H} and {the} saw stars, and counted them. Twelve.
        {The} sneezed. AH-CHOO! {H} rolled off like a bowling ball.
        "Is that a {T}?" asked {the}. HONK, said the {T}. It was.
        {The} blew up like a balloon. {H} let go. PFFFFFT!
        "After you," said {H}. "No, after you," said {the}. CRASH! Both at once.
        {H} gave {the} a cake. TICK, TOCK, SPLAT! Custard everywhere.
        {The} held up a sign. It said YIKES.
    """),
    seen=lines("""
        {H} bounced off {obj}. BOING! And back. BOING!
        CLANG! {It} rang like a gong, and so did {H}.
        {H} painted a door on {obj}, opened it, and went through. Nobody knows how.
        SQUISH! {H} peeled {himself} off {obj} like a sticker.
        "Can you do this?" {H} asked {obj}, and wiggled both ears. WIGGLE!
        A light bulb went PING over {his} head. {H} looked at {obj} and grinned.
        The {T} sniffed at {obj}, turned pink, and went PARP.
        {H} hid behind {obj}. Only {his} knees stuck out, both ways.
    """),
    hero=lines("""
        BOING! Up went {H}. SPLAT! Down came {H}.
        {His} hat spun round three times and saluted.
        {H} ran so fast that {his} shadow had to take the bus.
        {H} hung in the air, looked down, waved, and fell. WHEEE!
        Tiny birds flew round {his} head. TWEET, TWEET!
        {He} pulled {his} nose, and it went PARP.
        ZIP left! ZAP right! ZOOP through the middle!
        A piano fell from the sky. PLINK! {H} grinned, with a mouth full of keys.
        {H} pedalled on thin air. Squeak, squeak, squeak!
        The {T} winked. Uh-oh. FWOOSH!
    """),
    backs=lines("""
        And {met}? Still in orbit. WHEEE!
        SPLAT! That was {met}, coming down at last.
        All the way from {place} you could hear it: BOING, BOING, BOING.
        {met} brought the cake. It ticked.
        They're still finding custard near {place}.
    """),
)

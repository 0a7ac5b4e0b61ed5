"""Turns of phrase that may stand for each other: in the lines that the bundled writer learns from
(`train.world.tales.vary`), and in a story that says something word for word as they do
(`core.stages.rewording`).

`{H}` and its like are slots of the grammar's lines: the hero and the hero's pronouns.
"""

from typing import Final

GROUPS: Final = """
    tiny | very small | ever so small
    huge | enormous | very big
    quietly | softly
    slowly. | little by little. | bit by bit.
    suddenly | all at once | all of a sudden
    at once | right away | straight away
    everybody | everyone
    nobody | no one
    somebody | someone
    anybody | anyone
    everywhere | all over the place | on all sides
    somewhere | in some place or other | somewhere or other
    began to | started to
    {H} looked at | {H} gazed at | {H} stared at | {H} had a look at
    {He} looked at | {He} gazed at | {He} stared at | {He} had a look at
    looked up | glanced up
    looked round | looked about | looked around
    looked back | glanced back
    looked down | glanced down
    could not | couldn't | was not able to
    did not | didn't
    was not | wasn't
    were not | weren't
    had not | hadn't
    would not | wouldn't
    must not | mustn't
    do not | don't
    I have | I've
    I will | I'll
    let us | let's
    picked up | took up | lifted up
    set out | set off | started out
    set off | set out | started off
    went on | kept going | carried on
    sat down | took a seat
    lay down | stretched out
    stood still | stopped dead
    ran off | ran away
    ran after | hurried after | chased after
    ran to | hurried to | raced to
    ran down | raced down | hurried down
    ran up | raced up | hurried up
    went out | stepped out | walked out
    went to look | went off to look | went to see
    went home | walked home | made for home
    went in | stepped in | walked in
    came back | returned | came back again
    came by | came along | came past
    came in | stepped in | walked in
    came out | stepped out
    fell asleep | dropped off | nodded off
    turned round | turned about | turned around
    laughed so hard | laughed so much | laughed so loudly
    laughed and laughed | laughed out loud | laughed and could not stop
    laughed. | had to laugh. | burst out laughing. | laughed out loud.
    smiled. | gave a smile. | had to smile. | smiled at that.
    nodded. | gave a nod. | nodded hard. | nodded twice.
    sighed. | gave a sigh. | heaved a sigh. | sighed a little.
    yawned. | gave a yawn. | had to yawn.
    waited. | stood waiting. | waited and waited. | waited a while.
    listened. | listened hard. | stood listening.
    did not. | didn't. | did no such thing.
    winked | gave a wink
    grabbed | snatched | seized
    slipped | slid
    leaned | leant
    leaped | leapt | sprang
    shook | trembled
    dropped | let fall
    held on | held on tight | did not let go
    held the | clutched the | kept hold of the
    took {his} | took up {his}
    put the | set the | placed the
    put down | set down
    put on | pulled on
    gave it | handed it
    gave {L} | handed {L}
    gave {him} | handed {him}
    opened the | flung open the | pushed open the
    opened {his} | opened up {his}
    shut {his} | closed {his}
    tied | knotted
    wrapped | bundled
    pointed at | pointed to
    tried to | did {his} best to | made up {his} mind to
    wanted to | wished to | longed to
    wished to | wanted to | longed to
    had to | needed to
    promised | gave a promise
    seemed to | appeared to
    belonged to | was the property of
    was gone | was gone for good | was nowhere to be seen
    it was only | it was just | it was nothing but
    it was a | it really was a | it was but a
    it was the | it really was the
    it was {L} | it really was {L}
    there was a | there was just a
    there was no | there wasn't any
    there were | there really were
    was only a | was just a | was but a | was nothing but a
    was only | was just | was but
    only a | just a | nothing but a
    only the | just the | nothing but the
    once more | again | one more time
    over and over | again and again
    now and then | from time to time
    by and by | after a while | in time
    that night | that very night | on that night
    that day | that very day | on that day
    next day | next morning | the day after
    every day | each day | day after day
    each evening | every evening
    every night | each night | night after night
    at night | by night | after dark
    for a long time | for a long while | for a good long while
    for a moment | for an instant | for one moment
    for a while | for a bit | for some time
    for years | for many years | for years and years
    for a year | for one whole year
    all day | all day long | the whole day
    all night | all night long | the whole night
    all the way | the whole way | every step of the way
    all the time | all along | the whole time
    all of them | every one of them | the whole lot of them
    one of them | one of those
    all by itself | quite by itself | on its own
    by itself | on its own | all by itself
    as if | as though
    as well. | too. | besides.
    too late | much too late | far too late
    too big | much too big | far too big
    too much | far too much | much too much
    until | till
    behind the | at the back of the | just behind the
    behind {him} | close behind {him} | right behind {him} | at {his} back
    beside | next to | close to
    under the | underneath the | beneath the
    under a | underneath a | beneath a
    into the | right into the | straight into the
    through the | right through the | straight through the
    on top of | right on top of
    on the other side | on the far side
    in the middle of | right in the middle of
    in the dark | there in the dark | in all that dark
    in {his} hand | in one hand
    at the door | at that door | right at the door
    at the end | at the very end
    at {his} feet | right at {his} feet | by {his} feet
    to the last | to the very last
    out of the | right out of the | straight out of the
    out of | right out of
    up to | right up to
    far away | far off | a long way off
    far off | far away | a long way off
    near by | close by | not far off
    straight ahead | right ahead | dead ahead
    nothing at all | not a thing | nothing whatever
    had seen | had already seen
    had heard | had heard of
    had never | had not once | never once had
    almost | nearly
    nearly | almost
    perhaps | maybe
    of course | naturally | to be sure
    too hard | much too hard | far too hard
    together. | side by side.
    happy | glad | full of joy
    afraid | scared | frightened
    frightened | scared | afraid
    tired | weary | worn out
    beautiful | lovely
    lovely | beautiful
    strange | odd | curious
    empty | bare
    full of | filled with | brimming with
    a good | a fine
    a long | a good long
    a very | a really | a most
    a new | a brand-new | a fresh
    a hundred | one hundred | a good hundred
    the first | the very first
    the last | the very last
    the best | the very best | the finest
    the same | the very same
    the whole | the entire
    the old | the good old
    the world | the wide world
    the wind | the breeze
    the moon | the round moon | the old moon
    the door | the old door
    the path | the way | the track
    the hill | the slope | the hillside
    the town | the village
    the wall | the old wall
    the window | the old window
    the table | the old table
    the bridge | the old bridge
    the gate | the old gate
    the river | the wide river
    the sea | the wide sea | the open sea
    the clock | the old clock
    the dark | the deep dark
    the light | the bright light
    the night | the long night
    the edge | the brink | the very edge
    the ground | the floor | the bare ground
    the water | the cold water
    the thief | that thief | the sly thief
    the rope | the old rope
    the fog | the thick fog
    the snow | the deep snow
    the rain | the cold rain
    the star | that star | the bright star
    the song | the old song
    the key | the old key
    the letter | that letter | the old letter
    the garden | the old garden
    the house | the old house
    the road | the long road
    the street | the long street
    the box | that box | the old box
    the boat | the old boat
    the king | the old king
    the cake | that cake | the good cake
    the soup | the hot soup
    the goat | that goat | the old goat
    the train | the old train
    the mayor | the good mayor
    the cat | the old cat
    the dog | the old dog
    the bird | the small bird
    the tree | the old tree
    the stairs | the old stairs
    the lamp | the old lamp
    the lamps | all the lamps
    a word | one word
    a moment | a short moment | one moment
    a minute | one minute
    a step | one step
    a cold | an icy | a bitter cold
    noise | din | racket
    a friend | a good friend | a true friend
    gift | present
    kind of | sort of
    one by one | one after another | one after the other
    step by step | pace by pace
    one day | one fine day
    no more | not any more
    no idea | no notion
    not a word | not one word
    not far from | close to | a little way from
    thank you | thanks | many thanks
    oh dear | oh my | dear me
    oh no | oh dear | goodness
    look out | watch out | mind out
    with one hand | with a single hand
    one foot | a foot
    both hands | {his} two hands
    {his} own | {his} very own
    {his} hands | both {his} hands
    {his} eyes | both {his} eyes
    {his} ears | both {his} ears
    {his} feet | both {his} feet
    {his} hat | {his} old hat | {his} good hat
    {his} coat | {his} old coat | {his} good coat
    {his} heart | {his} brave heart
    {his} hand | {his} right hand
    {his} arms | both {his} arms
    {his} shoes | both {his} shoes | {his} old shoes
    {his} pillow | {his} soft pillow
    {his} bed | {his} warm bed
    the {T} | that {T} | this {T}
    by noon | before noon
    like a | just like a | much like a
    like the | just like the
    in front of | right in front of
    when {he} | the moment {he} | as soon as {he}
    so much | so very much
    so hard | so very hard
    for nothing | all for nothing
    two of | a pair of
    was very | was really | was ever so
    were very | were really | were ever so
    a little while | a short while
    twice. | two times. | twice over.
    once. | one time. | just once.
    on the ground | on the bare ground | down on the ground
    to look | to have a look
    for the last time | for the very last time
    no end | no end at all
    said nothing | said nothing at all | didn't say a word
    as good as new | as good as ever
    nobody had | no one had | nobody at all had
    nobody could | no one could | nobody at all could
    nobody was | no one was | nobody at all was
    then {H} | and then {H} | just then {H}
    but {H} | yet {H} | still {H}
    but the | yet the
    but it | yet it
    but nobody | yet nobody | but no one
    which was | and that was
    when it | as it | the moment it
    on one | upon one
    on it | right on it | on top of it
    in it | inside it | right in it
    with it | along with it
    without a | with no
    without a word | with no word at all | and said not a word
    on the way home | all the way home | along the way home
    whole | entire
    half of | a half of
    for {L} | just for {L}
    came to | got to
    told {himself} | said to {himself}
    asked {L}. | asked {L} outright.
    sat on | perched on | was sitting on
    sat in | was sitting in | perched in
    sat there | just sat there | was sitting there
    lay on | was lying on | rested on
    lay in | was lying in | rested in
    stood a | waited a | rose a
    stood in | waited in | was standing in
    stood on | was standing on | balanced on
    walked off | marched off | wandered off
    walked on | wandered on | marched on
    walked away | wandered away | marched away
    flew up | soared up | shot up
    flew off | flew away | fluttered off
    flew out | shot out | popped out
    grew and grew | grew bigger and bigger | swelled and swelled
    grew warm | turned warm | became warm
    grew dark | turned dark | became dark
    fell out | dropped out | tumbled out
    fell into | dropped into | tumbled into
    fell off | dropped off | tumbled off
    fell over | tumbled over | tripped over
    went out. | died. | went dark.
    laughed at | giggled at | chuckled at
    counted to | counted up to | counted all the way to
    counted the | added up the | numbered the
    grew a | sprouted a | put out a
    pulled out | drew out | tugged out
    pulled {him} | tugged {him} | dragged {him}
    pulled the | tugged the | hauled the
    hear the | make out the | catch the
    heard a | caught a | made out a
    heard the | caught the | made out the
    caught the | got hold of the | snatched up the
    caught it | got hold of it | snatched it up
    caught {him} | got hold of {him} | grabbed {him}
    held up | lifted up | raised
    held out | stretched out | put out
    kept the | held on to the | went on keeping the
    kept it | held on to it | hung on to it
    slept in | lay asleep in | snoozed in
    slept. | was asleep. | was fast asleep.
    hung on | dangled on | was hanging on
    hung a | dangled a | was hanging a
    hung from | dangled from | was hanging from
    hung in | dangled in | was hanging in
    rolled away | bowled away | went rolling off
    rolled into | bowled into | tumbled into
    broke. | snapped. | gave way. | came apart.
    broke the | smashed the | cracked the
    wrote a | penned a | put down a
    wrote the | penned the | put down the
    crossed the | got across the | went over the
    tried the | had a go at the | tested the
    tried a | had a go at a | tested a
    tried again | had another go | made another try
    tried it | had a go at it | gave it a try
    sent a | posted a | sent along a
    sent the | posted the | sent along the
    sang the | hummed the | struck up the
    sang a | hummed a | struck up a
    sang it | hummed it | struck it up
    rang. | sounded. | rang out. | went off.
    rang the | sounded the | pulled the
    slid down | slithered down | skidded down
    slid into | slithered into | skidded into
    cut it | sliced it | carved it
    closed. | fell shut. | swung shut.
    meant to | planned to | intended to
    sneezed. | had to sneeze. | let out a sneeze.
    sniffed. | gave a sniff. | had to sniff.
    lit the | kindled the | put a match to the
    knocked on | rapped on | tapped on
    knocked at | rapped at | tapped at
    knocked. | rapped twice. | gave a knock.
    mended the | fixed the | patched up the
    mend the | fix the | patch up the
    find the | track down the | discover the
    find it | track it down | discover it
    find out | discover | work out
    find a | track down a | discover a
    bring the | fetch the | carry the
    bring it | fetch it | carry it
    bring {him} | fetch {him} | carry {him}
    shared the | split the | divided the
    shared it | split it | divided it
    waiting for | on the watch for | looking out for
    waited for | watched for | looked out for
    muttered | grumbled | mumbled
    {he} muttered | {he} grumbled | {he} mumbled
    muttered. | grumbled. | mumbled.
    snapped | went crack | cracked
    moved. | stirred. | gave a twitch.
    worked. | did the trick. | helped.
    giggled. | tittered. | had to giggle.
    reached out | stretched out a hand | put out a hand
    reached the | got to the | came to the
    reached for | stretched for | grabbed for
    shone | gleamed | glowed
    danced | twirled | spun
    missed. | went wide. | flew by.
    felt a | noticed a | could feel a
    felt like | had the feel of | seemed like
    felt the | noticed the | could feel the
    drank the | sipped the | drained the
    drank a | sipped a | drained a
    ate the | gobbled up the | munched the
    ate it | gobbled it up | munched it
    ate all | gobbled up all | munched all
    ate a | nibbled a | munched a
    ate up | gobbled up | munched up
    baked a | made a | whipped up a
    bought a | got a | paid for a
    burst into | broke into | exploded into
    gasped | panted | puffed
    climbed the | clambered up the | scrambled up the
    climbed up | clambered up | scrambled up
    climbed in | clambered in | scrambled in
    hopped | skipped | bounced
    spun round | whirled round | twirled round
    spun | whirled | twirled
    blew out | puffed out | snuffed out
    blew the | puffed the | swept the
    wept | cried | shed tears
    knelt | kneeled | went down on both knees
    bumped into | banged into | ran into
    trembled | quaked | shivered
    vanished | disappeared | melted away
    disappeared | vanished | melted away
    sank | went down | sagged
    swung | swayed | rocked
    dashed | sped | rushed
    rushed | dashed | hurried
    roared | bellowed | thundered
    floated | drifted | hovered
    drifted | floated | glided
    swallowed | gulped down | gobbled
    drew a | sketched a | scratched a
    drew the | sketched the | scratched the
    polished | rubbed | buffed
    practised | rehearsed | went over and over
    crept | stole | tiptoed
    tiptoed | crept | stole
    hurried | rushed | hastened
    stuck out | poked out | peeped out
    popped | poked | bobbed
    tickled | poked | prodded
    dived | plunged | ducked
    hummed | sang under {his} breath | purred a tune
    rubbed | polished | wiped
    packed | bundled up | got together
    guessed | had a guess | took a guess
    smelled of | had a smell of | reeked of
    stumbled | tripped | staggered
    rustled | whispered | stirred
    creaked | groaned | squeaked
    glowed | shone | gleamed
    proud | ever so proud | most proud
    brave | bold | plucky
    hungry | starving | famished
    angry | cross | furious
    sad | unhappy | downcast
    gently | tenderly | with great care
    carefully | with great care | most carefully
    softly | gently | quietly
    politely | nicely | in a polite voice
    loudly | aloud | in a big voice
    surprised | astonished | amazed
    clever | bright | smart
    silly | foolish | daft
    funny | comical | droll
    asleep | fast asleep | sound asleep
    dizzy | giddy
    lonely | lonesome | all alone
    tidy | neat | spick and span
    muddy | mucky | splashed with mud
    crooked | bent | lopsided
    wonderful | marvellous | splendid
    terrible | dreadful | awful
    dreadful | terrible | awful
    promise | word of honour | vow
    mistake | slip | blunder
    plan | scheme | idea
    pond | pool | duck pond
    doorstep | step | threshold
    everything else | all else | all the rest
    someone else | somebody else | another person
    something else | some other thing | another thing
    no one knew | nobody knew | not a soul knew
    nobody knew | no one knew | not a soul knew
    every single | each and every | every last
    inside out | the wrong way out
    upside down | the wrong way up | topsy-turvy
    side by side | shoulder to shoulder | next to each other
    hand in hand | arm in arm
    round and round | in circles | round about
    in two | in half | down the middle
    in silence | without a sound | quite silently
    in front | up ahead | at the front
    in a hurry | in haste | in a rush
    at first | to begin with | at the start
    at least | anyhow | at any rate
    right here | just here | on this spot
    long ago | ages ago | a long time ago
    how long | for how long
    too small | much too small | far too small
    too much for | more than enough for
    two words | just two words | a pair of words
    three words | just three words | only three words
    half the | one half of the
    first of all | to begin with
    from afar | from far off
    for once | just this once
    for joy | for pure joy | for sheer joy
    for luck | for good luck | to bring luck
    for supper | at supper | for {his} supper
    on tiptoe | on the tips of {his} toes | ever so softly
    on foot | on {his} own two feet
    by mistake | by accident
    by heart | word for word
    with love | with all {his} love | fondly
    with joy | full of joy | for joy
    with tears | full of tears
    without looking | not looking
    without asking | not asking
    without thinking | not thinking
    not even | not so much as
    not one | not a single
    no sound | not a sound
    each other | one another
    one another | each other
    the others | the rest
    the rest of | what remained of
    they both | both of them | the two of them
    they all | all of them | the whole lot
    they went | they walked | they made their way
    they sat | they sat side by side | they settled
    they laughed | they giggled | they both laughed
    together they | side by side they | as a pair they
    has ever | ever has
    I want | I'd like
    I think | I believe | I should think
    I know | I do know
    I thought | I believed
    I never | I don't ever
    can't | cannot
    cannot | can't
    isn't | is not
    won't | will not
    doesn't | does not
    didn't | did not
    wasn't | was not
    weren't | were not
    couldn't | could not
    hadn't | had not
    wouldn't | would not
    hasn't | has not
    haven't | have not
    don't | do not
    aren't | are not
    it's | it is
    that's | that is
    I'm | I am
    I'll | I will
    I've | I have
    you're | you are
    they're | they are
    there's | there is
    what's | what is
    let's | let us
    we'll | we will
    who's | who is
    here's | here is
    you'll | you will
    we're | we are
    we've | we have
    you've | you have
    I'd | I would
    he's | he is
    at last | finally | at long last
    the little | the small | the tiny
    {his} little | {his} small | {his} tiny
    followed the | chased the | kept after the
    followed {him} | chased {him} | kept after {him}
    found the | discovered the
    found it | discovered it
    found a | discovered a
    brought the | fetched the
    brought a | fetched a
    threw | tossed | flung
    landed on | touched down on
    bit of | piece of | scrap of
    all day long | the whole day long | from morning till night
    so did {H} | {H} did the same | {H} did so too
    bumped heads | banged heads | knocked heads
    had known | had long known | had already known
    one each | one for each
    had quarrelled | had fallen out
    quarrelled over | fell out over | argued over
    about for a week | around for a week | about all week
    neither spoke | nobody spoke | not a word was said
    loved nothing better | liked nothing better | loved it above all
    warm day | mild day | sunny day
    small words | short words | little words
    were tuned | were being tuned
    needed mending | had to be mended | wanted mending
    sat alone | sat all alone | was sitting alone
    no music left | no more music | no music any more
    every sunday | each sunday | on sundays
    three weeks | three long weeks
    ten times | a dozen times
    it helped | that helped | it did help
    got further | came further | went any further
    going away | leaving | setting off
    take care of | look after | keep an eye on
    look after | take care of | keep an eye on
    not long | not very long | only a short while
    one small bud | a single small bud | one little bud
    for a thank-you | by way of thanks | to say thank you
    on the cheek | right on the cheek
    the same way | that same way | the very same way
    just in time | in the nick of time | only just in time
    ran past | raced past | hurried past
    very fine | really fine | rather fine
    at four | at four o'clock | at four sharp
    wet through | soaked through | wet to the bone
    had one job | had just one job | had a single job
    what could go wrong | what could possibly go wrong | what might go wrong
    by teatime | before teatime | in time for tea
    so far, so good | so far it went well
    that was the first mistake | it was the first mistake | there was the first mistake
    put on her glasses | got out her glasses | looked for her glasses
    the finest {T} | the very finest {T} | the best {T}
    in town | in all the town
    won the contest | came first | took the prize
    picked up the wrong | took the wrong | got hold of the wrong
    told the truth | owned up | said what was true
    with the hiccups | with hiccups | hiccuping
    walk backwards | go backwards | step backwards
    a glass of water | some water | a big glass of water
    gone before breakfast | off before breakfast
    by one end | by one corner | at one end
    coming to lunch | coming for lunch | invited to lunch
    dirty plates | unwashed plates | sticky plates
    banana peel | banana skin | slippery banana peel
    had not laughed | had never laughed
    until supper | before supper | till suppertime
    more important | rather important | very important
    had sworn | had promised | had vowed
    under one arm | beneath one arm | tucked under one arm
    nobody had asked | no one had asked | not a soul had asked
    on {his} hand | on one hand | on the back of {his} hand
    from nowhere | out of nowhere | out of thin air
    three nights | three long nights
    tall and grey | grey and tall | long and grey
    the only warm thing | the one warm thing
    on cold nights | when nights are cold | on winter nights
    you may still hear | one can still hear | you can still hear
    thirteen stairs | thirteen steps | thirteen old stairs
    there are only twelve | there are just twelve | there are no more than twelve
    glad to be used | happy to be used | pleased to be of use
    what do you want | what is it you want | what do you need
    are you lost | have you lost your way | did you get lost
    no bigger than | not any bigger than | hardly bigger than
    two shadows go home now | now two shadows go home
    turned pale | went pale | grew pale
    as cold as ice | cold as ice | icy cold
    throw it away | do throw it away | just throw it away
    in fear of you | for fear of you | because I feared you
    they had tea | so they had tea | they drank tea together
    must burn | had to burn | was to burn
    until morning | till morning | until the sun came up
    as small as a pea | tiny as a pea | no bigger than a pea
    black as soot | as black as soot | black all over
    what you fear to lose | what you'd hate to lose
    half-way over | halfway across | in the very middle
    was in danger | was in great danger | was in trouble
    ten minutes left | just ten minutes left | ten minutes to go
    two minutes left | just two minutes left | two minutes to go
    some things come first | some things matter more | some things cannot wait
    like the wind | swift as the wind | as fast as the wind
    no rope. | there was no rope. | no rope at all.
    no plan. | there was no plan. | no plan at all.
    no chance | not a chance | no chance at all
    dead end | blind alley
    hungry child | starving child | thin, hungry child
    jumped after | leapt after | went after
    was breaking | was about to break | was giving way
    fast asleep | sound asleep | deep asleep
    first came | to begin with there was
    not much | hardly much | not very much
    kept watch | stood guard | stayed on watch
    by a hair | by a whisker | only just
    at sea | out at sea | far out at sea
    as sharp as teeth | sharp as teeth | like sharp teeth
    no name | not any name | no name yet
    ran together | flowed together | melted into one
    a long time. | a good while. | a very long while.
    round every stone | about every stone | past every stone
    as the young do | as young ones do | the way the young do
    was too short | was much too short | fell short
    too far up | much too far up | too high up
    all morning long | the whole morning | that whole morning
    one round note | a single round note | one clear note
    had stopped singing | sang no more | would not sing
    nothing more to give | nothing left to give | no more to give
    stood open | were open | had been left open
    all her life | her whole life | all her long life
    no fire | not any fire | no fire at all
    found secrets | dug up secrets | hunted for secrets
    for a living | to earn a living | and was paid for it
    business was slow | business was bad | there was little to do
    clue number one | the first clue | clue one
    clue number two | the second clue | clue two
    case closed | case solved | that was that
    left feet | left shoes
    had ever done | had done
    come alone | come by yourself | come on your own
    could not sleep | couldn't sleep | lay awake
    to go to bed | to be in bed | to lie down
    good night to everyone | good night to all | good night to each and all
    no legs | not any legs | no legs at all
    counting sheep | counting {his} sheep
    one tear | a tear | a single tear
    and one tear | and a tear
    no bigger | not any bigger
    was warm. | was nice and warm. | felt warm.
    had to say | still had to say | needed to say
    so bright | so very bright | that bright
    so small | so very small | that small
    so tired | so very tired | ever so tired
    so soft | so very soft | that soft
    so white | so very white | that white
    so dark | so very dark | that dark
    so quiet | so very quiet | that quiet
    so loud | so very loud | that loud
    so many | such a lot of | ever so many
    so long that | such a long time that
    too quiet | much too quiet | far too quiet
    too easy | much too easy | far too easy
    too fast | much too fast | far too fast
    too calm | much too calm | far too calm
    too heavy | much too heavy | far too heavy
    was in {his} | lay in {his} | sat in {his}
    was on the | lay on the | sat on the
    had been there | had been by | had come by
    came one | there came one | then came one
    with wet eyes | eyes wet | with tears in both eyes
    in the grass | deep in the grass | down in the grass
    in the snow | deep in the snow | out in the snow
    in the end. | at the end. | finally.
    in the water | deep in the water | down in the water
    in the mud | deep in the mud | down in the mud
    in the bed | right in the bed | deep in the bed
    on the roof | up on the roof | right on the roof
    on the shelf | up on the shelf | right on the shelf
    on the step | right on the step | on the top step
    on the wall | up on the wall | high on the wall
    at the gate | by the gate | right at the gate
    at the window | by the window | right at the window
    at the foot | right at the foot | down at the foot
    at the top | right at the top | at the very top
    to the sea | all the way to the sea | down to the sea
    to the moon | all the way to the moon | up to the moon
    of the world | of all the world
    in the world | in all the world
    from far away | from a long way off | out of the distance
    over the wall | right over the wall
    over the edge | right over the edge
    round the corner | around the corner | just round the corner
    with all {his} might | as hard as {he} could | with all {his} strength
    in {his} pocket | in one pocket | deep in {his} pocket
    into {his} pocket | deep into {his} pocket | in one pocket
    on {his} head | on top of {his} head | right on {his} head
    by the hand | by one hand
    and stopped | and stood still | and came to a stop
    and waited | and stood waiting | and waited a while
    and ran | and ran off | and started running
    and laughed | and had to laugh | and burst out laughing
    and smiled | and had to smile | and gave a smile
    and bowed | and made a bow | and took a bow
    and nodded | and gave a nod | and nodded hard
    and listened | and listened hard | and stood listening
    and looked | and had a look | and took a look
    and sat down | and took a seat | and settled down
    and went on | and kept going | and walked on
    and there was | and there, sure enough, was
    there was {L} | there, sure enough, was {L}
    there stood {L} | there, sure enough, stood {L} | there waited {L}
    not today | not this time | never today
    two more | another two
    only twice | just twice
    every time | each time
    each time | every time | every single time
    to say it for {him} | to tell it for {him} | that would say it for {him}
    flew away like sparrows | flew off like sparrows | were gone like sparrows
    could only hold out | only managed to hold out | just held out
    gave back | handed back
    had shared everything | used to share everything | had always shared everything
    the days grew long | the days became long | each day seemed a week
    was going to mend it | meant to mend it | was setting out to mend it
    could only remember | remembered nothing but | just remembered
    looked shorter | seemed shorter | was a good deal shorter
    pride said | pride whispered | pride muttered
    on my way to you | coming to see you | just going to your house
    {his} way of asking | {his} way to ask | how {he} meant to ask
    could do many things | was good at many things | knew how to do a lot
    nobody's toes | no one's toes
    and went to see | and went to find out | and set off to see
    may sneeze | sometimes sneeze | do sneeze
    a heap of letters | a pile of letters
    with a bandaged wrist | one wrist in a bandage | with one wrist bound up
    it took all evening | that took all evening | it lasted the whole evening
    each of them a name | every one a name | a name to each
    a night of frost | a frosty night | one bitter frost
    bound it up | tied it up | wrapped it round
    all about it | the whole tale | everything
    looked for love | searched for love | hunted for love
    who was slow | who took a long time
    a year and a day | one year and one day
    each thing {H} liked | every thing {H} liked | everything {H} loved
    with a heavy cart | with a loaded cart | to pull a heavy cart
    took {H} by | caught {H} by
    dared not | did not dare to | was too shy to
    half a love song | the half of a love song
    asked them kindly | begged them nicely | told them politely
    elsewhere by four | away by four | somewhere else by four
    the answer was yes | and the answer was yes | yes was the answer
    the wrong hill | quite another hill | the hill over there
    without dropping it | not dropping it | and not drop it
    do be careful | please be careful | be very careful
    a little luck | a bit of luck | some luck
    a lot of glue | plenty of glue | a good deal of glue
    it was tuesday | that day was tuesday | today was tuesday
    all the cups | all of the cups | every cup
    in the washing | in the wash basket | among the washing
    {his} last jam bun | {his} very last jam bun | the last of {his} jam buns
    seek their fortune | find their fortune | look for luck
    for goodbye | to say goodbye | by way of goodbye
    with care | with great care | most carefully
    in a circle | in one big circle | round in a ring
    no pudding | not any pudding
    had risen and risen | had grown and grown | had swelled and swelled
    in the bathtub | in the bath | sitting in the bathtub
    lost socks | missing socks | odd socks
    bit {his} lip | bit on {his} lip
    trembling all over | shaking all over | shaking from top to toe
    in hats | wearing hats | with hats on
    with a hammer | using a hammer | by means of a hammer
    by the smell | from the smell
    it fell down | that fell down | and it fell down
    had just fed it | had only just fed it | had that minute fed it
    very late. | very, very late. | ever so late.
    it was shivering | it shivered | it was trembling
    a home now | a new home now | its own home now
    every door opened | all the doors opened | one door after another opened
    is it morning | is it morning already | is it day yet
    bent down | stooped | leaned down
    had eaten the names | had covered the names | had grown over the names
    {his} teeth chattered | {his} teeth were chattering | all {his} teeth chattered
    wants to be used | would like to be used | has to be used
    breathed out | let out a breath | sighed
    had begun with | had started with
    light as a cobweb | soft as a cobweb | as light as a web
    been left behind | been forgotten | got left behind
    with a wagging tail | wagging its tail | that wagged its tail
    laughs about it now | can laugh about it now | laughs at it these days
    took a toll | asked a toll | wanted a toll
    only one line | just one line | a single line
    smacked its lips | licked its lips | smacked its big lips
    over on its back | across on its back
    and raced off | and was off | and dashed away
    let the medals fall | dropped the medals | let all the medals go
    met in mid-air | found each other in mid-air
    was quicker | was even quicker | was quicker still
    in a grey hood | wearing a grey hood | under a grey hood
    shout for the guards | call the guards | cry for the guards
    was left unlocked | stayed unlocked
    thin as a hair | as thin as a hair | no thicker than a hair
    got five villages | have five villages | now have five villages
    rolled clear | got clear | rolled free
    stayed off | kept off | kept well away from
    licked one finger | wetted one finger | licked a finger
    from the left | out of the left one
    and left it there | and let it stay there | then left it behind
    within the hour | within one hour | in less than an hour
    not that way | don't go that way | no, not that way
    three at a time | by threes
    made a fine signal | were a fine signal | made a very good signal
    shot off like an arrow | flew off like an arrow | was off like an arrow
    they came last | they were last | last of all they came
    no time, no time | there was no time | no time at all
    special delivery | a special delivery | delivery for you
    hugged {him} | gave {him} a hug | squeezed {him}
    press the red button | touch the red button | push the red button
    the green one did nothing | the green one was no use | nothing came of the green one
    it was rather cosy | it was quite cosy | it felt rather cosy
    as small as a bun | no bigger than a bun | the size of a bun
    out flew | out came | out shot
    what does this | and what does this
    a really big | a truly big | one really big
    as flat as | flat as | just as flat as
    had pinched | had stolen | had grabbed
    with {his} tongue | using {his} tongue
    waved at each | waved at every one | nodded to each
    the best part | the very best part | best of all
    for a second | just a second | for one second
    from left to right | this way and that | slowly, slowly
    fell in. | fell right in. | tumbled in.
    was stripy | had stripes
    the other way | the wrong way round | backwards
    on the stove | on the cooker | over the fire
    before it boils | before it's hot
    in four directions | four different ways | each its own way
    went shopping | went off shopping | did the shopping
    some manners | good manners | better manners
    now it serves tea | these days it serves tea | it serves tea now
    as long as noodles | long as noodles | longer than noodles
    flat as a stamp | flatter than a stamp
    just the right size | exactly the right size | the right size again
    ran after the answer | chased the answer | went after the answer
    they still tell it | people still tell it | it is still told
    try it at home | do try it at home | try it yourself
    crossed because | got over because | went across because
    is forbidden | is not allowed | is against the law
    a clean nose | one clean nose | a well-wiped nose
    that was joke number | so much for joke number | there went joke number
    could talk | was able to talk | knew how to talk
    my sandwich | that sandwich of mine
    only cheese | just cheese | nothing but cheese
    hid behind it | got behind it | crouched behind it
    told you so | there, told you so | what did I say
    except the dish | all but the dish | and nearly the dish
    leave this to me | leave it to me | let me see to this
    not there any more | no longer there | gone already
    wide awake | quite awake | with open eyes
    {his} worst enemy | {his} greatest enemy
    has happened to you | must have happened to you
    the new fashion | the latest fashion | what one wears now
    and everyone helped | and all of them helped | so everyone helped
    bit {his} tongue | got {his} tongue in a knot
    then it was lunch | then lunch came | and then came lunch
    said it wrong | got it wrong | said it all wrong
    had worn it out | had used it all up | had worn it thin
    a fine word | a very fine word | such a fine word
    on loan | out on loan | lent out
    a wobbly tooth | one wobbly tooth | a tooth that wobbled
    it went wibble | wibble it went | it said wibble
    it went wobble | wobble it went | it said wobble
    got so used to it | grew so used to it | liked it so much
    please knock | do please knock | kindly knock
    straight into | right into | plop into
    the names of clouds | the name of each cloud | all the clouds by name
    all it left | the only thing it left | what it left
    went to give it back | went to bring it back | set off to return it
    where it pointed | the way it pointed | just where it pointed
    where you sleep | where you sleep at night | where you have your bed
    the colour of letting go | the colour of goodbye | what letting go looks like
    as rivers walk | the way rivers walk | like a river
    never asked their names | did not ask their names | never minded their names
    only to be lost | just to be lost | and all to be lost
    it let one fall | it dropped one | it gave one
    she gave what she had | she gave all she had | she gave it
    wears it with pride | wears it proudly | is proud of it
    near enough | that was near enough
    know how to begin | know where to begin | see how to begin
    to one side | on one side | a little to one side
    they sing it together | both sing it | the two sing it together
    had stayed for weeks | had stayed a month | had stayed long
    walked past the white one | gone by the white one | passed the white one by
    who is there | who's there | who goes there
    as small as a comma | no bigger than a comma | small like a comma
    they melted | they all melted | but they melted
    a little earlier | a bit earlier | somewhat earlier
    lit already | already lit | bright already
    where am I needed | where do they need me | who needs me
    stay with me | come with me | live with me
    one good word | a single good word | just one good word
    was silent | fell silent | said nothing
    where it belongs | where its place is | the place for it
    a million windows | ten thousand windows | windows without end
    keeping warm | keeping themselves warm | snug and warm
    from the start | from the first | from the first day
    could have reached in | might have reached in | had only to reach in
    let them keep it | leave it with them | do let them keep it
    turned up {his} collar | pulled up {his} collar | put up {his} collar
    the truth. | the truth itself.
    rose on {his} neck | stood up on {his} neck | rose on the back of {his} neck
    good luck charm | lucky charm | little lucky charm
    to show its mother | to show to its mother | to take to its mother
    the smell of soup | a smell of soup | the scent of soup
    a small boy | a little boy | a very small boy
    gave him a job | found him a job | gave him some work
    thirty people | some thirty people | thirty friends
    planned it all | arranged it all | thought it all up
    nice day | fine day | lovely day
    like a calling card | as a calling card | by way of a calling card
    the thief's name | a name for the thief
    to those who come to see | to all who come to look | to everyone who comes
    about every lamp | of every lamp | about each lamp
    it was locked | it was well locked | it had a lock
    hard, at their newspapers | hard at their newspapers | quickly at their papers
    a bad conscience | a guilty conscience | a bad dream
    stopped hoping | gave up hoping | had no more hope
    the worst lie | the poorest lie | the thinnest lie
    as a rule | most of the time | more often than not
    wrote that well | could write like that | wrote so well
    the real one | the true one | the right one
    fool a real detective | trick a real detective | take in a real detective
    two hot milks | two cups of hot milk | hot milk for two
    no taxi | not a taxi | never a taxi
    it was still warm | still warm | and it was warm yet
    as big as a wardrobe | big as a wardrobe | the size of a wardrobe
    been lost since nine | been lost since noon | lost my way at nine
    lay between them | was between them
    and inside warm | and inside, warm
    tucked {him} in | put {him} to bed | tucked {him} up
    fond of it | very fond of it
    just enough to sleep by | enough to sleep by | a light to sleep by
    that'll do | that will do | good enough
    turn it down | turn it down a little | turn yourself down
    the flowers were up | so were the flowers | the flowers, too
    was quite enough | was plenty | was all it took
    warm as bread | as warm as bread | warm as fresh bread
    carry you like water | carry you as water does | bear you like water
    the day's put by | the day's laid by | the day is done
    a big mouth | a great big mouth | a wide mouth
    did you forget something | have you forgotten something | what did you forget
"""
"""One group a line: where the first phrase stands, any of the line may."""

ADJECTIVES: Final = """
    door gate window: old, wooden, heavy
    wall tower roof castle: old, high, grey
    bridge stairs ladder pier bench chair table bed: old, wooden
    river sea water stream brook lake: wide, cold, deep
    hill mountain cliff valley: steep, green, lonely
    road path street lane alley track: long, winding, quiet
    town village city: whole, little, sleepy
    house cottage bakery shop garden kitchen hall room island: little, old
    tree branch leaf: tall, old, bare
    rose flower daisy bud: little, lovely
    moon: round, pale, full
    star spark flame candle: bright, little
    lamp lantern light fire glow beam: small, bright
    sky sun: wide, high
    cloud: big, low, lazy
    wind gust storm: cold, wild, sudden
    rain snow frost ice: cold, fresh
    fog mist smoke dust: thick, grey
    shadow shape footprint: long, dark, strange
    boat ship train cart wagon bus: little, old
    goat donkey horse cow dog: old, grumpy, friendly
    hen duck goose pigeon parrot: plump, noisy
    cat kitten mouse rabbit: little, sleek
    owl heron stork magpie crow: wise, old
    bird sparrow chick gull moth butterfly: little, small
    frog snail sheep lamb: little, slow
    whale dragon giant robot: huge, old
    king queen mayor judge professor doctor: old, stout, grand
    guard policeman thief detective sailor pirate: tall, quick
    child boy girl baby: small, young
    man woman lady gentleman: tall, kindly
    hat coat shoe boot scarf glove sock cape: old, good
    soup stew porridge: hot, thick
    cake pie pudding bun biscuit doughnut: sweet, fresh
    bread cheese butter jam honey: good, fresh
    bell clock whistle drum: big, old
    box parcel basket bag bucket: small, plain
    letter note poem song lullaby tune word: short, lovely
    key button ring coin penny: small, shiny
    rope string thread ribbon: long, strong
    stone pebble rock: round, smooth
    pond puddle ditch: deep, muddy
    nest feather pillow blanket: soft, small
    crumb seed: tiny, single
    voice whisper: low, small
    smile laugh: big, sudden
    sigh yawn sneeze: great, big
    corner edge end top bottom: far, very
    crowd: big, noisy
    dream story joke riddle: fine, old
    picture map book: big, old
    promise wish: great, big
    hole gap crack: deep, narrow
    tooth nose toe thumb: big, little
    lighthouse cave forest wood: dark, old
    platform station: empty, long
    telephone radio machine lever: old, shiny
    prize medal crown cup: great, golden
    trap net cage: clever, strong
    trail clue: clear, odd
    ghost monster troll: old, lonely
    needle spoon fork plate cup bowl: plain, little
    mirror curtain carpet: old, dusty
"""
"""Nouns, and what may be said before them."""

"""Romance: a gift, a shy heart, and the courage to say it."""

from train.world.tales.mood import Mood, lines

ROMANCE = Mood(
    titles=lines("""
        {H} and the {T}
        A {T} for {L}
        {H} Loves {L}
        The {T}
        What {H} Wanted to Say
        A Tender Word for {L}
        Two Hearts, One {T}
    """),
    leads=lines("""
        With a [soft|happy] sigh
        By and by
        A little later
        With a fluttering heart
        Not long after
        Humming tenderly
    """),
    openings=lines("""
        {H} had loved {L} since the [first snow|first warm day] of the year, and had never once said so. Today {he} carried a {T} to say it for {him}.
        Some hearts are loud. The heart of {H} was quiet, but it had been saying one name all [week|winter|spring]: {L}.
        "Today," {H} whispered, "I'll give {L} the {T}, and I won't run away." It was a [small|brave] promise, and a warm one.
        There was a {T}, and it was meant for {L}. {H} had made it alone, in the [long evenings|quiet hours], with great care.
        {H} missed {L}. {He} missed the [laugh|voice|smile] most of all, and so {he} set out with a {T} and a hopeful heart.
        Everyone knew that {H} was in love, except {L}. That was about to change, for {H} had a {T} [under one arm|tied with string].
        Once, in [spring|summer], {L} had smiled at {H}, and the world had turned gold. {H} wanted to give something back: a {T}.
        A letter had come from {L}: "I'm home again. Will you come?" {H} read it [twice|ten times], took the {T}, and went.
        {H} had practised four tender words until they shone. All {he} needed now was a {T}, and {L} to listen.
        Love had come to {H} [softly|quietly], the way evening comes. It had a name, {L}, and it would not let {him} sleep.
        "How do you tell someone you love them?" {H} had asked the stars. The stars only twinkled. So {he} took a {T} and went to find {L}.
        Long ago {H} and {L} had quarrelled over [nothing|a silly word]. Now {H} longed to mend it, and brought a {T}.
        For a year {H} had kept a {T} for {L}. This was the day to give it, for the air was sweet and {his} courage was new.
        {L} lived far away, and {H} loved {L} dearly. So {he} kissed the {T} for luck and began the long walk.
        When {H} thought of {L}, {his} heart went [pit-a-pat|light as a leaf]. "I shall bring a {T}," {he} said, and blushed.
        There's one question that makes the bravest tremble. {H} carried it like the {T} in {his} hands, all the way to {L}.
        {H} wished for only one thing: to dance with {L} [at the spring ball|under the lanterns]. The {T} was {his} way of asking.
        "Come before the [moon|first star] is up," {L} had said, "and bring your heart with you." {H} brought a {T} as well.
        In a drawer, wrapped in silk, lay a {T}. {H} had never dared to give it to {L}. But love makes us daring.
        It began with a [dream|song]. In it {L} held a {T} and smiled, and {H} woke up knowing just what to do.
        {H} was shy, and {L} was shy too, and so two years had passed in [sweet|lonely] silence. A {T} might end it.
        Nobody had ever loved as {H} loved {L}, or so {H} believed. {He} tucked the {T} close to {his} heart.
        The wind smelled of [roses|honey|warm bread], and {H} was in love. {He} had a {T} for {L}, and a speech that kept slipping away.
        {L} was going away tomorrow. If {H} did not give the {T} today, {he} would never know what might have been.
        "I love you" is short to say and long to carry. {H} carried it, with the {T}, all day long.
    """),
    see_hero=lines("""
        {F}, {S} was {P}, [dreaming|thinking] of {L}.
        {F}, {S} was {P}, and every step was for {L}.
        {S} was {P}{f}, with a heart full of [love|hope|longing].
        {F}, there was {S}, {P}, [soft-eyed|smiling] and alone.
        And so {S} was {P}{f}, whispering the name of {L}.
        {F}, how tenderly the world looked at {S}, {P}.
        If {L} had looked up then, there was {S}, {P}{f}.
    """),
    see_other=lines("""
        {F}, {H} met {A}, {P}.
        {F} {was} {A}, {P}, and {H} stopped to [smile|watch].
        There {was} {A}{f}, {P}, with eyes that seemed to know about love.
        {H} came upon {A}, {P}{f}, and felt less alone.
        {F}, {A} {was} {P}, and {H} sighed at the [sweet|gentle] sight.
        And look: {A}, {P}{f}! {H} waved shyly.
    """),
    see_thing=lines("""
        {F}, {H} found {A}, {P}, and thought how {L} would love it.
        There {was} {A}{f}, {P}, as lovely as a promise.
        {F}, {A} {was} {P}, and {H} wished that {L} could see.
        {H} stopped before {A}, {P}{f}, and {his} heart grew [warm|tender].
        {F} {was} {A}, {P}, like something out of a love song.
    """),
    hero=lines("""
        {He} held the {T} a little closer.
        "Dear {L}," {he} began, and forgot the rest, and laughed [softly|at {himself}].
        {His} heart beat so loudly that a [sparrow|moth] looked round.
        Four words, that was all. Why were they so heavy, and so sweet?
        {He} remembered how {L} had [hummed|laughed] in the rain, and the way grew shorter.
        "What if {L} says no?" {he} thought. "Then I shall still have loved."
        A petal landed on the {T}. {H} left it there, for luck.
        {H} practised the speech on a [flower|cloud], which blushed.
        Everything [gentle|lovely] in the world seemed to be saying {L}, {L}, {L}.
        Love is a long road, but {H} had good feet for it.
        {He} touched the {T}, and {his} cheeks grew warm.
        "Wait for me, {L}," {H} whispered to the wind.
        How strange, to miss someone so much and be so happy!
        {H} blew a kiss toward the place where {L} lived.
    """),
    other=lines("""
        "You're in love," said {the}, [kindly|smiling]. "It shows in the way you hold that {T}."
        "Say it plainly," said {the}. "Hearts understand plain words best."
        {The} looked at the {T} and [sighed happily|smiled]. "Somebody is lucky," came the gentle answer.
        "Is it far to {L}?" asked {H}. "Never too far," said {the}, "when you're loved."
        {H} told {the} everything. It felt good to say it aloud.
        "I was shy once, too," said {the}, "and I'm glad I wasn't shy forever."
        {The} gave {H} a flower to put beside the {T}.
        "Go on," said {the} [softly|warmly]. "Love doesn't like to wait."
        "Shall I tell you a secret?" asked {the}. "{L} asked about you [yesterday|this morning]."
        {H} asked {the} what love was. "Sharing your umbrella," was the answer, "and your last biscuit."
        {The} made room, and for a while they [watched the sky|said nothing], as friends do.
        "Take care of that heart," said {the}, and {H} promised.
    """),
    thing=lines("""
        It was just the colour of {L}'s eyes when {L} was [happy|laughing].
        {H} whispered the four words to it, for practice, and it listened well.
        "One day," {H} said, "we'll look at this together, hand in hand."
        Beside it {H} laid the {T} for a moment, and both looked lovelier.
        Once {L} had drawn it for {him}, on a [napkin|birthday card].
        "Things are only beautiful," {H} thought, "when there are two to see them."
        {He} made a wish there, and the wish had a name.
        It made {him} think of home, and home made {him} think of {L}.
        {H} smiled. Even quiet things, it seemed, were in love today.
        {He} would tell {L} about it, and {L} would laugh that [golden|silvery] laugh.
    """),
    turns=lines("""
        Then the wind took the {T} out of {his} hands. {H} ran, and reached, and [lost it|watched it fly away].
        But the {T} slipped and [tore|broke], and {H} sat down and cried a little. Now there were only words left to give.
        A [child|kitten] was crying by the road. {H} looked at the {T} for a long moment, and gave it away to dry those tears.
        And then came the news: {L} had already gone to the harbour. {H} forgot to be shy, and ran.
        The rain got into the {T} and washed its colours out. "It was perfect," {H} whispered, "and now it's only mine."
        {He} lost the way, and then {his} courage. "Turn back," said the old shyness. "No," said {his} heart. "Not today."
        Suddenly {he} saw {L} with someone else, laughing, and {his} heart went quiet. It was only {L}'s [brother|cousin], but {H} did not know.
        The {T} fell into the water and floated off. {H} waded after it up to the knees, and let it go at last.
        "It's too small a gift," {he} thought, and hid the {T}. It cost {him} all {his} pride to take it out again.
        {H} had to choose: keep the {T} dry, or keep a shivering [bird|mouse] warm. {He} wrapped the little one up, and walked on empty-handed.
    """),
    endings=lines("""
        And there stood {L}. "I've nothing left to give," said {H}, "but I love you." {L} took both {his} hands. "That's everything," said {L}.
        "{L}," said {H}, and the four words came out by themselves. {L} blushed. "I thought you'd never ask," {L} said, and they danced till the stars came.
        {L} laughed and cried at once. "I don't need a {T}," {L} said. "I need you." And they walked home, hand in hand.
        At the end of the way {L} was waiting. They said nothing at all. They held each other, and the {T} was forgotten between them.
        "You came," said {L}. "I always will," said {H}. The kiss was short, and the happiness was long.
        {L} opened the door before {he} could knock. "I've loved you, too," {L} said, "all this time." Somewhere a nightingale began to sing.
        So {H} gave {L} what was left: a true heart. {L} kept it safe, and gave one back. They have been happy ever since.
        "It isn't much," {H} said. {L} held it close. "It's you," {L} said, "and you are much." The evening turned to gold around them.
        When {L} smiled, {H} forgot the whole fine speech, and said only, "Stay." And {L} stayed.
        That night two shadows shared one [bench|umbrella]. The small one was {H}, the other one was {L}, and neither was shy any more.
        {L} had made a {T}, too! They looked at each other, and laughed, and knew. Some hearts beat in pairs.
        "Will you dance with me?" {H} asked. {L} said yes before the music began, and they're dancing still.
        And {L} whispered four words of {L}'s own. {H} keeps them to this day, warmer than any {T}.
        {L} kissed {him} on the cheek. The moon looked away politely, and the whole world went soft and sweet.
        They sat close, {H} and {L}, and told each other everything, and the love between them glowed like a lamp.
        "I was afraid," said {H}. "So was I," said {L}. After that there was nothing to be afraid of.
        Then {L} took {his} hand, and it fitted. It had always been meant to fit.
        In the spring there was a wedding, with a {T} on the cake, and {H} and {L} promised to love each other forever.
        "Read it to me again," {L} says every evening, and {H} says it by heart: "I love you. I love you."
        {L} listened to the end, and leaned close. "Yes," said {L}. It was the loveliest word {H} had ever heard.
        And all the way home they carried the {T} between them, each holding one side, so that neither had to let go.
        "Look up," said {L}. There was one star for {H}, and one star for {L}, side by side, and close enough to kiss.
        So ends the tale of {H}, who gave away a {T} and got a heart for it. {L} says it was a fair trade.
        {H} and {L} never quarrelled again, or hardly ever, and each quarrel ended in a kiss.
        "What took you so long?" asked {L} tenderly. "Love," said {H}, "and a great many puddles."
    """),
)

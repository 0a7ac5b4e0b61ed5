"""Action: something must get there in time. Short sentences. No stopping."""

from train.world.tales.mood import Mood, lines

ACTION = Mood(
    titles=lines("""
        {H} Against the Clock
        The {T} Run
        Race for the {T}
        {H} to the Rescue
        No Time to Lose
        Hold On, {L}!
        Ten Minutes to Midnight
    """),
    leads=lines("""
        Seconds later
        Without warning
        At full speed
        One leap further
        Ten minutes to go
        Just in time
    """),
    openings=lines("""
        The alarm rang. {H} grabbed the {T} and ran. {L} was in danger, and there were only [ten|twenty] minutes left.
        "The dam is breaking!" {L} shouted. "Take the {T}! Go!" {H} was already gone.
        Somebody had taken the {T}. {H} saw the thief jump the wall. {He} jumped after.
        One {T}. One road. One hour. {H} tied {his} laces, took a breath, and raced off.
        The bridge was down, the radio was dead, and {L} was waiting on the far side for the {T}. {H} ran.
        Smoke on the hill! {L} was up there. {H} slung the {T} over {his} shoulder and charged.
        {H} was the fastest runner in the valley. Today {he} had to be faster. The {T} could not wait.
        "Can you do it?" asked the captain. {H} took the {T}. "Watch me," {he} said.
        Bang! The gate flew open. {H} burst out with the {T}, and six guards came after {him}.
        The storm would hit at noon. {L} was still at sea. Only the {T} could bring the boat home, and only {H} could bring the {T}.
        Clocks ticked. Engines roared. {H} had the {T} in {his} bag, and the whole gang behind {him}.
        The message was short: COME FAST. BRING THE {T}. {L}. {H} kicked open the door.
        A rumble. A crack. The mountain moved. {H} snatched up the {T} and sprinted.
        No one had ever crossed in under an hour. {H} had half of that, a {T}, and strong legs.
        {L} hung from the cliff by one hand. "Get the {T}!" {L} yelled. {H} flew.
        The trap snapped shut, and {H} rolled clear by a hair. The {T} was safe. For now.
        It was a simple plan: get in, get the {T}, get out. {H} was in. The rest went wrong.
        Five villages needed the {T}. One road was open. {H} lowered {his} head and went for it.
        "Three, two, one!" {H} leaped. Behind {him} the wall came down. In {his} hand was the {T}.
        The flood was coming. {H} could hear it roar. {He} had to reach {L} with the {T}, first.
        {H} had trained all year for this. The whistle blew. {He} shot off with the {T} like an arrow.
        The villain laughed. "You'll never catch me!" {H} didn't laugh. {H} chased that {T} at top speed.
        Midnight was the deadline. {H} checked the {T}, checked the rope, and dived into the dark.
        A rocket went up, red and bright. It was {L}'s signal! {H} seized the {T} and dashed.
        Lightning struck. The tower shook. "Run!" shouted {L}, and threw the {T}. {H} caught it and ran.
    """),
    see_hero=lines("""
        {F}, {S} was {P}. No time to lose!
        {F}, {S} was {P}, muscles tight, eyes sharp.
        {S} was {P}{f}. Faster! Faster!
        Watch out! {S} was {P}{f}, with danger close behind.
        {F}, {S} was {P}, ready to spring.
        There was {S}, {P}{f}. Heart pounding. Teeth clenched.
        {F}, nothing could stop {S}, {P}.
    """),
    see_other=lines("""
        {F}, {H} raced past {A}, {P}.
        {F}, {A} {was} {P}. Friend or enemy?
        Ahead! {A} {was} {P}{f}, right across the way.
        {H} skidded to a halt. There {was} {A}, {P}{f}.
        {F} {was} {A}, {P}. {H} ducked and rolled.
        Look out! {A}, {P}{f}! {H} swerved.
    """),
    see_thing=lines("""
        {F}, {H} dived behind {A}, {P}.
        Ahead {was} {A}{f}, {P}. {H} did not slow down.
        {F}, {A} {was} {P}. {H} vaulted over it.
        Crash! {H} slammed into {A}, {P}{f}.
        {F} {was} {A}, {P}. It was just what {H} needed.
    """),
    hero=lines("""
        {H} leaped. {H} landed. {H} ran on.
        The {T} swung from {his} shoulder. {He} held it tight.
        Eight minutes. Seven. {He} sprinted.
        A branch snapped. {H} grabbed the next one.
        Left! Right! Down! {H} rolled, and came up running.
        "Not today," {H} growled.
        {His} lungs burned. {His} legs screamed. {He} went faster.
        Rocks crashed down. {H} dodged one, two, three.
        Behind {him} somebody shouted. {H} did not look back.
        One jump. One chance. {H} took it.
        The ground shook. {H} dug in {his} heels and charged.
        "Hold on, {L}!" {he} shouted. "I'm coming!"
        {He} slid, spun, and sprang to {his} feet.
        No rope. No plan. No time. {H} jumped anyway.
    """),
    other=lines("""
        "Which way?" yelled {H}. "Left!" shouted {the}. {H} went left.
        "They're right behind you!" cried {the}. "Run!"
        {The} threw a rope. {H} caught it and swung.
        "Need help?" asked {the}. "Keep up!" said {H}. Now they were a team.
        {The} blocked the path. {H} dropped, slid under, and raced on.
        "Hand over the {T}!" {H} shook {his} head. {The} stepped aside just in time.
        {The} pointed. "Shortcut!" {H} took it at full speed.
        "You won't make it," said {the}. "I will," said {H}.
        {The} gave {H} a push, and {he} flew over the gap.
        "Down!" shouted {the}. Something hissed overhead. "Thanks!" gasped {H}.
        {H} tossed the {T}. {The} caught it, spun, and tossed it back. Perfect!
        No time to talk. {H} nodded to {the}, and dashed off.
    """),
    thing=lines("""
        {H} jumped up on it, looked round, and leaped off again.
        It shook. It tipped. {H} sprang clear.
        Perfect cover! {H} crouched, counted to three, and burst out.
        {He} kicked off from it and shot ahead.
        {H} tied the rope to it and swung across.
        Bang! It took the blow that was meant for {H}.
        One look told {him} the way: straight past it, and up.
        {H} used it as a shield and pushed on.
        No way round. {H} went over the top.
        {He} skidded past it with an inch to spare.
    """),
    turns=lines("""
        Then the bridge broke. {H} fell, grabbed a plank, and hung there by one hand. The {T} or the rope? {He} let go of the rope.
        Trapped! Wall on the left, fire on the right. {H} wrapped the {T} in {his} coat and crashed straight through.
        The {T} slipped out of the bag and slid toward the edge. {H} dived. Fingers stretched. Got it!
        Two minutes left, and {his} ankle was twisted. "Get up," {H} told {himself}. It hurt. {He} got up.
        Then {he} saw a little one stuck in the flood. The clock ticked. {H} turned back. Some things come first.
        The enemy held out a hand. "Give up." {H} looked at the {T}, looked at the river, and jumped.
        The engine died. The lights went out. {H} threw away everything but the {T}, and went on by foot.
        A net dropped. {H} was caught! {He} cut, kicked, twisted, and tore {himself} free, but {his} lucky medal was gone.
        The ice cracked like a whip. {H} lay flat, pushed the {T} ahead, and crawled. Inch by inch by inch.
        "It's me or you!" roared the villain, slipping. {H} caught the villain by the sleeve, and pulled. Nobody falls today.
    """),
    endings=lines("""
        Three seconds. Two. One. {H} threw the {T}, and {L} caught it. Done! The crowd roared.
        {H} crashed through the door. "{L}! The {T}!" The alarm stopped. Safe. {H} sat down for the first time that day.
        The gate fell shut behind {him}. {H} had made it, with one second to spare.
        "You're late," said {L}, and grinned. "Traffic," said {H}, and handed over the {T}.
        {L} grabbed {his} hand, and up they went. Below them everything came down. They looked at each other and laughed.
        The dam held. The valley was safe. {H} wiped {his} face. "What's next?" {he} asked.
        {H} slammed the {T} into place. Light! Power! They'd done it. {L} cheered till the windows shook.
        The villain was caught, the {T} was home, and {H} slept for two days.
        One last leap. {H} hit the ground and rolled, with the {T} held high. Victory!
        "How did you do it?" asked {L}. "I didn't stop," said {H}.
        The flag went up. The whole harbour cheered. And {H}? {H} was already running to the next alarm.
        {L} was safe. The clock struck. {H} breathed out, and smiled. Mission complete.
        They pinned a medal on {H}. {He} gave it to the friend who had shown {him} the way.
        Boom! Far behind them it all went up. {H} and {L} kept running, side by side, into the light.
        {H} pulled {L} up over the edge. "I told you to hold on," {he} gasped. "I did," said {L}.
        It was over. No more thunder. No more running. Only {H}, and {L}, and the {T}, safe at last.
        "Never again," said {L}. The radio crackled. HELP! {H} was on {his} feet. "Once more," {he} said.
        The boat turned. It was coming home! {H} dropped on the sand, with the {T} still flashing in {his} fist.
        The record stood at sixty minutes. {H} had done it in thirty. {He} shrugged. "Good shoes."
        The rope held. The plan worked. {H} slapped {L} on the back, and the two heroes marched home.
        {L} took the {T} and ran the last few yards. It takes two to win, and they had won.
        And when the dust cleared, there stood {H}: scratched, muddy, and grinning. The {T} didn't have a scratch.
        "Stop the clock!" shouted {L}. Four seconds left. {H} threw both arms into the air.
        The five villages lit five fires that night. They burned for {H}, who never gave up.
        {H} looked back once at the long, wild way. Then {he} gave {L} the {T}. "Easy," {he} said, and fell over.
    """),
)

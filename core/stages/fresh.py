"""Wordings for finished stories that the bundled writer never reads.

Where a story says something word for word as the training text has it, and every turn of phrase of
`core.stages.turns` is in the training text as well, one of these is not: no line of the grammar has
them (a test holds that).
"""

from typing import Final

PHRASES: Final = """
    ancient: old
    wee: small, little, tiny
    hefty: big, huge
    broad: wide
    lengthy: long
    lonesome little: lonely
    merely: only, just
    anew: again, once more
    not a single soul: nobody, no one
    each and everyone: everybody, everyone
    seeing that: because
    now and forever: for ever, forever
    simply couldn't: couldn't, could not
    really didn't: didn't, did not
    certainly wasn't: wasn't, was not
    would surely: would
    could surely: could
    peeked: peered
    spotted: saw, noticed
    handed over: handed
    straightaway: at once, right away
    in the end: at last, finally
    up until: until, till
    right where: where
    just when: when
    just as if: as if, as though
    and also: and
    or else: or
    responded: said, replied, remarked, declared, put in
    wished to know: asked, wondered, inquired
    mouthed: whispered, murmured, breathed
    blurted out: cried, exclaimed, called, shouted, yelled
    cackled: laughed, chuckled, giggled
    halted: stopped
    squatted: sat
    plodded: walked
    clasped: held
    figured: thought
    recalled: remembered
    adored: loved
    at the very least: at least
    without fail: every time
    beyond: past
    amid: among
    from then on: from now on
"""
"""One a line: what may be said, and what it may stand for."""

ADJECTIVES: Final = """
    creaky: door, gate, stairs, bed, chair, bench, cart, wagon, boat, ship, ladder
    rickety: bridge, pier, table, house, tower, roof, depot, platform
    babbling: river, brook, stream, water
    boundless: sea, hill, hills, mountain, mountains, valley, waves
    meandering: path, road, track, street, lane, alley
    bustling: town, village, city, market, bakery, shop, kitchen, hall
    mossy: wall, stone, tree, well, garden, forest, wood, cave
    silvery: moon, star, light, bell, thread, key, spoon, coin
    twinkling: lamp, lamps, lantern, candle, stars, eyes, eye
    velvety: night, dark, sky, shadow, shadows, rose
    gusty: wind, storm, breeze, day
    drizzly: rain, fog, mist, morning, evening
    powdery: snow, sugar, flour, dust
    frizzy: cat, dog, goat, sheep, donkey, horse, goose, duck, hen
    feathery: bird, birds, owl, gull, nest, wing, sparrow, sparrows
    brass: clock, whistle, drum, button, telephone, machine, lever
    crumpled: hat, coat, letter, note, map, poem, blanket, scarf, paper
    scuffed: shoe, shoes, boot, boots, sock, socks
    scrumptious: cake, soup, bun, pie, bread, supper, lunch, breakfast, custard, pudding
    worthy: king, queen, mayor, judge, doctor, professor, baker
    nimble: thief, boy, girl, child, hand, hands, feet, foot, fingers
    tremulous: heart, butterfly, moth, feather, leaf
    reedy: voice, song, tune, whisper
    puzzling: question, riddle, clue, story, word, words, dream, joke
    tattered: rope, sail, book, curtain, flag, basket, bag, box, parcel
    rosy: nose, cheek, cheeks, ear, ears, face
    blissful: smile, sigh, silence, song
    murky: pond, puddle, hole, corner, water
"""
"""One adjective a line, and the nouns before which it may stand, next to their article."""

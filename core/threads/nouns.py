"""Kinds of nouns that phrases and articles ask for: of a mass, of several, grounds."""

import re
from typing import Final

from picturebook.words import lexicon

MASS: Final = frozenset(
    """earth water snow sand grass food traffic luggage furniture graffiti music rice pasta bread
    cheese meat milk coffee tea juice wine beer soup salad fruit mud dirt ice rain fog smoke hair
    fur wood metal glass air space sunlight sunshine light shade dust hay fabric clothing
    equipment stuff gear broccoli corn spaghetti cream butter sauce chocolate candy popcorn toast
    bacon jewelry laundry trash garbage rubbish paper moss ivy seaweed foliage vegetation
    terrain greenery cattle lettuce celery garlic sugar salt pepper flour rubble confetti makeup
    scenery baseball tennis soccer football basketball volleyball hockey golf chess rugby frisbee
    fishing skiing surfing skateboarding snowboarding swimming writing woodworking gardening
    homework knitting sewing karate yoga cardboard debris someone somebody everyone
    everybody something anything nothing everything lace leather silverware turf asphalt concrete
    pavement wildlife nature public midair surf baggage horseback mustard ketchup cocoa lemonade
    porridge dinner lunch breakfast supper mayonnaise syrup honey jam lightning lighting darkness
    clothes transportation binoculars scissors goggles sunglasses pyjamas pajamas trousers slacks
    sweatpants pants jeans shorts headphones overalls dungarees leggings tights trunks art attire
    construction contact preparation amazement progress midday uniform costume cement seafood
    toothpaste underwear concentration excitement anticipation celebration part action motion
    electronics wear bedding sportswear produce menswear tableware glassware paint spray foam
    make-up prey coveralls fatigues paraphernalia powder rubber incense
    macaroni artwork cauliflower broth paperwork tissue tuna homework gnocchi
    ravioli sushi tofu hummus fun sunscreen slime work wallpaper clutter cricket gravel liquid ham
    beef alcohol junk attention gold spinach money softball soap gravy yogurt decor coleslaw cereal
    badminton silver coconut oil machinery champagne cargo basil jello jelly frosting icing polo
    lacrosse wheat straw clay cotton cutlery stew wire chalk yarn wool""".split()
)
"""Nouns that have no article of their own."""
GLASSES: Final = re.compile(
    r"\b(?:(?:wine|beer|drinking|champagne|shot|magnifying|cocktail) glass"
    r"|(?:traffic|street|stop|signal|night|red|green) light)$"
)
"""Of these there is one, though glass and light are masses."""
MANY: Final = frozenset("people police cattle sheep deer fish bison moose".split())
GROUND: Final = frozenset(
    """grass sand snow water street road beach field park woods forest yard garden sidewalk path
    hill mountain ocean sea lake river pool ground dirt mud rain sun air sky wind surf shore
    mountains trail pavement court track rink floor doorway slope countryside wilderness woodland
    desert room kitchen bathroom bedroom city town shallows ice""".split()
)
"""Grounds that a picture has one of."""
OF_THE_NEXT: Final = frozenset(
    """deep thin thick rear double triple cross high low mixed full half wide flat open long fast
    multi single short first second third back""".split()
)
"""These rarely say how a thing looks: "a deep dish pizza"."""
QUALITIES: Final = frozenset("size sizes color colors colour colours kinds types age ages".split())
SOMEONE: Final = frozenset("someone somebody everyone everybody nobody".split())
COUNTED: Final = {"couple": "two", "number": "several", "trio": "three", "lot": "many"}
"""What a group is in a number."""
KIN: Final = frozenset(
    "grandpa grandma grandad granny mum mom mummy mommy dad daddy papa mama auntie santa".split()
)
"""Without an article these are somebody's name."""
LETTERS: Final = frozenset("tv bmx suv dvd cd".split())
PROPER: Final = frozenset(
    """german american english british french chinese italian indian mexican spanish dutch swiss
    japanese christmas halloween santa siberian australian antarctica
    european african asian nintendo wii batman superman spiderman mickey lego disney
    easter thanksgiving ramadan diwali hanukkah passover kwanzaa holi eid""".split()
)
"""These are written with a capital in the middle of a sentence, too."""
GAME: Final = MANY | frozenset("buffalo elk antelope gazelle zebra giraffe elephant".split())
"""These may stand in the singular for several: "a herd of zebra"."""
SEVERAL: Final = frozenset("some several many these those few".split())
LIFELESS: Final = frozenset(
    """shadow shadows reflection reflections silhouette silhouettes statue statues sculpture mural
    scene view item items goods object objects supplies products""".split()
)
FEW: Final = frozenset("two three four five six seven eight nine ten".split())


def is_alive(noun: str) -> bool:
    """Whether a noun is somebody: "dog", "men", "painter"."""
    known = lexicon().noun(noun.lower())
    return known is not None and known.sort in ("animal", "person", "role")

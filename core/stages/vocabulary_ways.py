"""Words of other stories that mean, or come nearest to, something of the picture-book world."""

from collections.abc import Mapping
from typing import Final

WAYS_TO_SAY: Final[Mapping[str, Mapping[str, str]]] = {
    "character": {
        "fox": "fox, foxes, vixen, fox cub, jackal, raccoon, weasel, ferret",
        "rabbit": "rabbit, rabbits, bunny, bunnies, hare, hares, kangaroo, guinea pig",
        "bear": "bear, bears, bear cub, badger, wombat",
        "owl": "owl, owls, bird, birds, eagle, hawk, falcon, crow, raven, parrot, robin, sparrow, "
        "pigeon, magpie, nightingale, woodpecker, blackbird",
        "cat": "cat, cats, kitten, kittens, kitty, tomcat",
        "frog": "frog, frogs, toad, toads, turtle, tortoise, lizard, newt, tadpole",
        "girl": "girl, girls, daughter, sister, child, baby, niece, schoolgirl, mermaid",
        "boy": "boy, boys, son, brother, prince, kid, kids, children, toddler, nephew, schoolboy, "
        "shepherd boy",
        "mouse": "mouse, mice, rat, rats, hamster, mole, shrew",
        "pig": "pig, pigs, piglet, piglets, boar, wild boar",
        "duck": "duck, ducks, duckling, ducklings, goose, geese, swan, swans, hen, hens, chicken, "
        "chickens, chick, chicks, rooster, cockerel, gull, seagull, pelican, stork, heron, turkey",
        "sheep": "sheep, lamb, lambs, ewe, goat, goats, llama, alpaca",
        "hedgehog": "hedgehog, hedgehogs, porcupine, anteater",
        "squirrel": "squirrel, squirrels, chipmunk, beaver, otter, marmot, dormouse",
        "monkey": "monkey, monkeys, ape, apes, gorilla, chimpanzee, chimp, orangutan, lemur",
        "cow": "cow, cows, calf, calves, bull, ox, oxen, buffalo, bison, yak",
        "penguin": "penguin, penguins, seal, seals, walrus, puffin, dolphin",
        "elephant": "elephant, elephants, hippo, hippopotamus, rhino, rhinoceros, mammoth, whale",
        "lion": "lion, lions, lioness, tiger, tigers, leopard, cheetah, panther, jaguar, lynx",
        "panda": "panda, pandas, koala, sloth",
        "wolf": "wolf, wolves, dog, dogs, puppy, puppies, doggy, hound, husky, poodle, terrier",
        "deer": "deer, stag, doe, fawn, reindeer, moose, elk, horse, horses, pony, ponies, foal, "
        "donkey, mule, zebra, giraffe, camel, antelope, gazelle, unicorn",
        "dragon": "dragon, dragons, monster, monsters, ghost, ghosts, beast, dinosaur, dinosaurs, "
        "crocodile, alligator, snake, serpent, troll, ogre, phantom, shark",
        "robot": "robot, robots, android, alien, aliens",
        "grandmother": "grandmother, grandma, granny, gran, nana, old woman, old lady, great aunt",
        "grandfather": "grandfather, grandpa, granddad, grandad, old man, dwarf, gnome, hermit, "
        "santa claus, santa",
        "woman": "woman, women, lady, ladies, mother, mum, mom, mommy, mummy, mama, aunt, auntie, "
        "wife, teacher, nurse, doctor, waitress, policewoman, bride, person, somebody, someone",
        "man": "man, men, gentleman, gentlemen, father, dad, daddy, papa, uncle, husband, guy, "
        "king, farmer, fisherman, policeman, fireman, postman, detective, shopkeeper, "
        "player, surfer, skier, people, cowboy, groom, the giant, merchant, hunter, woodcutter",
        "wizard": "wizard, wizards, magician, sorcerer, witch, witches, sorceress",
        "pirate": "pirate, pirates, sailor, sailors, captain, thief, robber, bandit",
        "astronaut": "astronaut, astronauts, spaceman, cosmonaut",
        "knight": "knight, knights, soldier, soldiers, warrior",
        "fairy": "fairy, fairies, elf, elves, pixie, sprite, angel, butterfly, bee, dragonfly",
        "princess": "princess, princesses, queen, queens",
        "cook": "cook, cooks, chef, chefs, baker, bakers",
        "clown": "clown, clowns, jester, juggler, acrobat, snowman, scarecrow, puppet",
    },
    "action": {
        "standing": "standing, stood, stands, waiting, waited, waits, watched, stopped, watching, "
        "looking, looked, posing, smiling, smiled",
        "walking": "walking, walked, walks, strolling, strolled, wandered, wandering, went, came, "
        "marched, marching, tiptoed, tiptoeing, crept, travelled, hiking, stepped",
        "jumping": "jumping, jumped, jumps, leaping, leapt, leaped, hopped, hopping, skipped, "
        "bounced, bouncing",
        "running": "running, ran, runs, raced, hurried, hurrying, rushed, dashed, sprinting, fled, "
        "galloped",
        "sitting": "sitting, sat, sits, rested, resting, seated",
        "sleeping": "sleeping, slept, sleeps, asleep, napping, dreamed, dreamt, snoring, snored, "
        "dozing",
        "waving": "waving, waved, waves hello, waves to, she waves, he waves",
        "dancing": "dancing, danced, dances, twirled, spun",
        "singing": "singing, sang, sings, hummed, humming",
        "crying": "crying, wept, weeping, sobbing, sobbed, tears",
        "laughing": "laughing, laughed, laughs, giggled, giggling, chuckled",
        "thinking": "thinking, thought, wondered, wondering, pondered",
        "skating": "skating, skated, skates, skiing, sledding, skateboarding, snowboarding",
        "flying": "flying, flew, soared, soaring, floated up",
        "swimming": "swimming, swam, swims, paddled, dived, diving, surfing, surfed",
        "bowing": "bowing, bowed, curtsied",
        "pointing": "pointing, pointed",
        "hiding": "hiding, hid, hides, peeked",
        "climbing": "climbing, climbed, climbs",
        "sailing": "sailing, sailed, sails, boating, rowing, rowed",
        "trembling": "trembling, trembled, shivered, shivering, shaking with fear, shook with fear",
        "chasing": "chasing, chased, chases, ran after, runs after",
        "following": "followed, follows, walked behind",
        "giving": "gave, gives, give, handed, hands over, offered, offering",
        "greeting": "greeted, greets, waved to, waving to, waved hello to, said hello to",
        "bowing to": "bowed to, bows to, bowing before, bowed before",
        "hiding from": "hid from, hides from",
        "comforting": "comforted, comforts, consoled, hugged, hugging, hugs",
    },
    "place": {
        "forest": "forest, woods, wood, tree, trees, grove",
        "meadow": "meadow, meadows, field, fields, grass, lawn, park, pasture, grassy hill",
        "beach": "beach, sea, seaside, shore, coast, ocean, island, sand, waves, wave",
        "village": "village, street, house, houses, cottage, hut, town, church",
        "mountains": "mountains, mountain, hills, hill, cliff, peak, volcano",
        "castle": "castle, palace, tower, fortress, throne",
        "lighthouse": "lighthouse",
        "harbour": "harbour, harbor, port, pier, dock, ship, boat, boats, ships",
        "river": "river, stream, brook, bridge, creek",
        "lake": "lake, pond, pool",
        "moon": "on the moon, to the moon, spaceship, outer space, planet",
        "desert": "desert, dunes, dune, cactus, pyramid, pyramids",
        "jungle": "jungle, rainforest, waterfall, zoo",
        "cave": "cave, caves, cavern, tunnel",
        "farm": "farm, barn, farmyard, stable",
        "garden": "garden, gardens, flowers, roses, orchard, greenhouse",
        "playground": "playground, sandpit, sandbox, seesaw, swings",
        "market": "market, shop, shops, store, bakery, stall, stalls, supermarket",
        "station": "station, train, trains, railway, platform",
        "city": "city, skyscraper, skyscrapers, cars, car, bus, taxi, traffic, hospital, museum, "
        "theatre, buildings",
        "kitchen": "kitchen, stove, oven, dining room, restaurant, table",
        "library": "library, bookshelf, bookshelves, bookshop",
        "bedroom": "bedroom, bed, pillow, blanket, couch, sofa, living room",
        "classroom": "classroom, school, schoolroom, blackboard",
    },
    "time": {
        "morning": "morning, sunrise, dawn, breakfast, daybreak",
        "day": "noon, daytime, midday, afternoon, sunlight, lunch",
        "evening": "evening, sunset, dusk, twilight, supper",
        "night": "night, nights, midnight, moon, moonlight, moonlit, stars, starlight, bedtime, "
        "tonight",
    },
    "weather": {
        "clear": "sunny, sunshine",
        "rain": "rain, rains, rained, rainy, raining, raindrops, puddle, puddles, drizzle",
        "snow": "snow, snows, snowed, snowy, snowing, snowflakes, snowflake, blizzard",
        "fog": "fog, foggy, mist, misty",
        "storm": "storm, storms, stormy, thunder, lightning, thunderstorm",
        "wind": "wind, windy, breeze, gust, gale",
    },
    "prop": {
        "balloon": "balloon, balloons",
        "lantern": "lantern, lanterns, lamp, torch, flashlight",
        "umbrella": "umbrella, umbrellas, parasol",
        "acorn": "acorn, acorns, nut, nuts, chestnut",
        "apple": "apple, apples, pear, peach, orange, plum, fruit",
        "ball": "ball, balls, football, frisbee",
        "basket": "basket, baskets, bag, sack",
        "book": "book, books, diary, notebook, magazine, newspaper",
        "bottle": "bottle, bottles, potion",
        "branch": "branch, stick, twig",
        "bread": "bread, sandwich, toast, bun",
        "broom": "broom, broomstick, mop",
        "bucket": "bucket, pail",
        "cake": "cake, cakes, pie, pizza, muffin, cupcake",
        "carrot": "carrot, carrots, turnip, vegetable, vegetables",
        "clock": "clock, watch",
        "cookie": "cookie, cookies, biscuit, biscuits, doughnut, donut",
        "doll": "doll, dolls",
        "drum": "drum, drums",
        "fishing rod": "fishing rod, fishing pole",
        "flower": "flower, rose, bouquet, tulip, daisy",
        "guitar": "guitar, violin, fiddle, banjo, lute",
        "hammer": "hammer, axe",
        "jam": "jam, jar of honey, honey",
        "kite": "kite, kites",
        "leaf": "leaf, leaves",
        "letter": "letter, letters, envelope, note, postcard",
        "lollipop": "lollipop, candy, sweets",
        "map": "map, maps, treasure map",
        "paintbrush": "paintbrush, brush, paintbrushes",
        "present": "present, presents, gift, gifts, parcel, box",
        "rope": "rope, ropes",
        "scissors": "scissors",
        "shell": "shell, shells, seashell",
        "shovel": "shovel, spade",
        "suitcase": "suitcase, luggage, briefcase",
        "sword": "sword, swords, dagger",
        "teacup": "teacup, cup, mug, tea, cup of tea, coffee",
        "teddy": "teddy, teddy bear, soft toy",
        "telescope": "telescope, spyglass, binoculars",
        "toy boat": "toy boat, paper boat, toy ship",
        "trumpet": "trumpet, horn, flute, trombone, whistle",
        "wand": "wand, staff",
        "camera": "camera, cellphone, phone",
    },
}
"""By attribute and value, the words and phrases that say it."""

COLOUR_WORDS: Final[Mapping[str, str]] = {
    **{name: name for name in ("red", "blue", "yellow", "green", "purple")},
    "crimson": "red",
    "scarlet": "red",
    "orange": "red",
    "navy": "blue",
    "turquoise": "blue",
    "golden": "yellow",
    "gold": "yellow",
    "olive": "green",
    "emerald": "green",
    "violet": "purple",
    "lilac": "purple",
    "pink": "purple",
}
"""What a coat may be called, and the world's nearest colour."""

CLOTHES: Final = frozenset(
    """coat jacket cloak dress scarf jumper sweater raincoat cape hood robe shirt gown suit uniform
    coats jackets cloaks dresses scarves jumpers sweaters raincoats capes hoods robes shirts gowns
    suits uniforms""".split()
)

NO_MEANING: Final = (
    "fairy tale", "fairy tales", "the following", "following day",
    "good night", "good morning", "by heart", "came true",
    "could bear", "to bear", "not bear", "to duck", "to cook", "came to an end",
    "sand castle",
)  # fmt: skip
"""Phrases whose words mean something else on their own."""

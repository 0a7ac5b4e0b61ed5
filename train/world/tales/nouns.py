"""Word lists behind the wild captions: what the writer learns to recognise and to copy."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


WOMEN: Final = _words(
    "woman, girl, mother, lady, grandmother, queen, princess, actress, waitress, bride, daughter, "
    "sister, aunt, ballerina, mermaid"
)
MEN: Final = _words(
    "man, boy, father, gentleman, grandfather, king, prince, groom, son, brother, uncle, cowboy, "
    "fisherman, fireman, policeman, guy"
)
PEOPLE: Final = _words(
    "child, baby, toddler, kid, person, teenager, skier, surfer, skateboarder, snowboarder, cyclist, "
    "biker, runner, swimmer, dancer, singer, climber, hiker, rider, driver, player, batter, pitcher, "
    "catcher, goalkeeper, chef, cook, baker, farmer, sailor, pilot, teacher, student, doctor, nurse, "
    "clown, wizard, knight, painter, gardener, musician, drummer, guitarist, photographer, "
    "firefighter, carpenter, shopper, tourist, fan, juggler, pirate, astronaut, diver, referee, "
    "vendor, worker, postman, librarian, magician"
)
ANIMALS: Final = _words(
    "dog, puppy, cat, kitten, horse, pony, cow, calf, sheep, lamb, goat, pig, donkey, duck, duckling, "
    "goose, swan, hen, rooster, chick, bird, pigeon, seagull, parrot, crow, eagle, hawk, owl, penguin, "
    "flamingo, peacock, ostrich, pelican, sparrow, robin, fox, wolf, bear, panda, lion, tiger, "
    "leopard, elephant, giraffe, zebra, camel, llama, kangaroo, koala, monkey, gorilla, hippo, rhino, "
    "deer, moose, rabbit, hare, squirrel, mouse, rat, hamster, hedgehog, badger, otter, beaver, mole, "
    "raccoon, skunk, bat, frog, toad, turtle, tortoise, lizard, snake, crocodile, dragon, dinosaur, "
    "fish, goldfish, shark, whale, dolphin, seal, walrus, octopus, crab, lobster, snail, butterfly, "
    "bee, ladybird, spider, ant, beagle, poodle, terrier, bulldog, greyhound, collie, dachshund, "
    "unicorn, robot, snowman"
)
VEHICLES: Final = _words(
    "car, bus, train, truck, van, taxi, tractor, motorcycle, motorbike, bicycle, bike, scooter, "
    "skateboard, sled, tram, trolley, boat, ship, ferry, canoe, kayak, raft, sailboat, rowing boat, "
    "airplane, plane, jet, helicopter, hot air balloon, rocket, fire engine, ambulance, police car, "
    "school bus, steam engine, wagon, cart, carriage, caravan, digger, crane"
)
FOOD: Final = _words(
    "pizza, sandwich, burger, hot dog, cake, cupcake, pie, cookie, doughnut, muffin, pancake, waffle, "
    "loaf, bagel, bun, omelette, salad, soup, stew, apple, banana, orange, pear, peach, lemon, melon, "
    "pineapple, strawberry, carrot, potato, tomato, pumpkin, onion, cabbage, mushroom, cheese, egg, "
    "meal, breakfast, lunch, dessert, pudding, ice cream, popcorn, lollipop, chocolate bar, pretzel"
)
FULL_OF: Final = _words(
    "plate of food, bowl of soup, bowl of fruit, cup of coffee, cup of tea, glass of milk, "
    "glass of juice, slice of cake, slice of pizza, basket of apples, bunch of bananas, pile of books, "
    "stack of plates, vase of flowers, box of chocolates, jar of honey, pot of stew, tray of cookies, "
    "bag of oranges, pair of scissors, pair of shoes, piece of cheese, row of houses, herd of sheep, "
    "flock of birds, pile of leaves, plate of pancakes, bottle of wine, loaf of bread, box of toys"
)
HOUSE: Final = _words(
    "chair, table, sofa, couch, bed, desk, lamp, clock, mirror, bookshelf, cupboard, wardrobe, stool, "
    "bench, armchair, rug, carpet, curtain, pillow, blanket, cradle, kettle, teapot, mug, cup, plate, "
    "bowl, spoon, fork, knife, pan, oven, stove, fridge, sink, toilet, bathtub, shower, towel, "
    "toothbrush, television, laptop, computer, keyboard, telephone, radio, camera, book, newspaper, "
    "letter, candle, vase, basket, bucket, broom, ladder, hammer, suitcase, backpack, handbag, "
    "umbrella, hat, scarf, boot, shoe, glove, key, teddy bear, doll, kite, ball, balloon, drum, "
    "guitar, piano, violin, trumpet, frisbee, surfboard, snowboard, tennis racket, baseball bat, "
    "football, kitchen, bathroom, bedroom, living room, window, door"
)
TOWN: Final = _words(
    "house, building, tower, church, castle, palace, barn, cottage, hut, tent, lighthouse, windmill, "
    "bridge, fountain, statue, traffic light, stop sign, street sign, street lamp, fire hydrant, "
    "parking meter, fence, gate, wall, market stall, shop, bakery, restaurant, school, library, "
    "museum, station, airport, harbour, carousel, Ferris wheel, playground, swing, slide, skyscraper, "
    "clock tower, mailbox, phone box, kiosk, garden, greenhouse"
)
NATURE: Final = _words(
    "tree, oak, pine, palm tree, flower, rose, sunflower, tulip, daisy, bush, hedge, leaf, mushroom, "
    "rock, hill, mountain, cliff, cave, waterfall, river, stream, lake, pond, wave, beach, island, "
    "volcano, desert, field, meadow, forest, path, cloud, rainbow, moon, star, sunset, snowflake, "
    "icicle, puddle, nest, log, shell, campfire, valley, glacier"
)
PLURALS: Final[dict[str, str]] = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "lady": "ladies",
    "baby": "babies", "puppy": "puppies", "pony": "ponies", "calf": "calves", "sheep": "sheep",
    "goose": "geese", "wolf": "wolves", "deer": "deer", "mouse": "mice", "fish": "fish",
    "goldfish": "goldfish", "fox": "foxes", "ostrich": "ostriches", "walrus": "walruses",
    "octopus": "octopuses", "butterfly": "butterflies", "finch": "finches", "moose": "moose",
    "actress": "actresses", "waitress": "waitresses", "princess": "princesses",
    "fisherman": "fishermen", "fireman": "firemen", "policeman": "policemen",
    "gentleman": "gentlemen", "postman": "postmen", "snowman": "snowmen", "bus": "buses",
    "knife": "knives", "leaf": "leaves", "loaf": "loaves",
}  # fmt: skip

COLOURS: Final = _words(
    "red, blue, yellow, green, purple, orange, pink, black, white, brown, grey, silver, golden, "
    "turquoise, striped, spotted"
)
SIZES: Final = _words(
    "little, small, big, large, tall, old, young, tiny, huge, fluffy, happy, sleepy, wooden, shiny, "
    "round, muddy, hungry, brown, black, white, grey, red, blue, yellow, green"
)
CLOTHES: Final = _words(
    "shirt, coat, jacket, dress, hat, cap, sweater, jumper, scarf, helmet, swimsuit, wetsuit, "
    "uniform, skirt, vest, suit, raincoat, costume, apron, T-shirt, bathing suit, life jacket"
)
NUMBERS: Final = ("two", "two", "two", "three", "three", "four", "five", "several", "some")

HUMAN_DEEDS: Final = _words(
    "surfing/surf a wave, riding/ride a bike, riding/ride a horse, riding/ride a skateboard, "
    "skiing/ski down a hill, climbing/climb a rock wall, climbing/climb a tree, "
    "swinging/swing a tennis racket, throwing/throw a frisbee, throwing/throw a ball, "
    "catching/catch a ball, hitting/hit a baseball, kicking/kick a football, "
    "playing/play the guitar, playing/play tennis, playing/play chess, playing/play a video game, "
    "playing/play football, reading/read a book, reading/read a newspaper, "
    "talking/talk on a phone, cooking/cook a meal, cutting/cut a cake, "
    "eating/eat a slice of pizza, eating/eat an ice cream, drinking/drink a cup of tea, "
    "brushing/brush its teeth, taking/take a picture, painting/paint a picture, "
    "pushing/push a cart, pulling/pull a suitcase, flying/fly a kite, feeding/feed the ducks, "
    "walking/walk a dog, washing/wash a car, fixing/fix a bicycle, blowing/blow bubbles, "
    "building/build a sandcastle, building/build a snowman, singing/sing a song, dancing/dance, "
    "laughing/laugh, waving/wave, paddling/paddle a canoe, rowing/row a boat, "
    "digging/dig a hole, picking/pick flowers, selling/sell vegetables, posing/pose for a picture, "
    "looking/look at a map, looking/look at a laptop, waiting/wait for a bus, waiting/wait for a train, "
    "crossing/cross the street, sweeping/sweep the floor, opening/open a present, "
    "hanging/hang up the washing, pouring/pour a glass of milk, balancing/balance on one leg"
)
ANY_DEEDS: Final = _words(
    "running/run, running/run, walking/walk, sitting/sit, sitting/sit, standing/stand, "
    "standing/stand, jumping/jump, jumping/jump into the air, playing/play, playing/play, "
    "sleeping/sleep, lying/lie down, resting/rest, swimming/swim, splashing/splash, "
    "looking/look up, looking/look at the camera, eating/eat, drinking/drink, hiding/hide, "
    "peeking/peek out, climbing/climb up, chasing/chase a ball, chasing/chase a butterfly, "
    "rolling/roll over, waiting/wait, leaping/leap, staring/stare, dancing/dance"
)
ANIMAL_DEEDS: Final = _words(
    "grazing/graze, sniffing/sniff a flower, chewing/chew a stick, catching/catch a frisbee, "
    "carrying/carry a stick, licking/lick its paw, scratching/scratch its ear, digging/dig, "
    "eating/eat grass, eating/eat a carrot, drinking/drink water, shaking/shake off water, "
    "running/run after a ball, splashing/splash through the water, jumping/jump over a fence, "
    "jumping/jump over a log, barking/bark, yawning/yawn, stretching/stretch, "
    "curling/curl up, nibbling/nibble a leaf, looking/look out of a window, wearing/wear a hat, "
    "wagging/wag its tail, crossing/cross the road, fighting/fight over a toy"
)
VEHICLE_DEEDS: Final = _words(
    "driving/drive down the road, waiting/wait at a red light, parked/- by the kerb, "
    "parked/- in a row, turning/turn a corner, rolling/roll along, moving/move slowly, "
    "stopping/stop at a station, pulling/pull into a station, crossing/cross a bridge, "
    "travelling/travel along the coast, covered/- with snow, parked/- outside a house"
)
THING_DEEDS: Final = _words(
    "sitting/sit, standing/stand, lying/lie, covered/- in leaves, hanging/hang, resting/rest, "
    "shining/shine, surrounded/- by trees, decorated/- with flowers, leaning/lean"
)

OUTDOORS: Final = _words(
    "in a park, in the park, on the beach, on a sandy beach, in the snow, on a snowy hill, "
    "in a field, in a grassy field, in the grass, on the grass, in the water, in the ocean, "
    "by the lake, by a river, next to a river, in the woods, in a forest, under a tree, "
    "on a city street, on the street, on a busy street, on the pavement, at the zoo, "
    "in front of a building, in front of a house, in front of a church, on a bridge, by a fence, "
    "behind a fence, near a pond, on a dirt road, on a path, on a mountain, on a rock, on a boat, "
    "at a train station, at a bus stop, at the market, at the fair, at a skate park, "
    "on a tennis court, on a football field, on a baseball field, in the garden, in a backyard, "
    "on a farm, in a puddle, in a swimming pool, near the sea, on the roof, on the stairs, "
    "across the sand, through the leaves, along the shore, in the desert, in the middle of the road"
)
INDOORS: Final = _words(
    "in a kitchen, in the kitchen, in a living room, in a bedroom, on a bed, on a couch, on a sofa, "
    "on a wooden table, on a table, on a desk, on a chair, on the floor, on a shelf, in a bathroom, "
    "next to a window, by the window, in a restaurant, in a classroom, in a library, in a shop, "
    "at a party, on a stage, in a museum, on a plate, in a basket, in a box, next to a lamp, "
    "on a wooden bench, under the table, on a counter, at a desk, near a fireplace"
)
MOMENTS: Final = _words(
    "at night, at sunset, in the morning, in the evening, on a sunny day, on a rainy day, in the rain, "
    "under a blue sky, under a cloudy sky, in the sunshine, on a cold day, at dawn, in winter, "
    "in the fog, on a windy day, in the moonlight"
)
WITH: Final = _words(
    "with a red ball, with a basket, with a stick, with a yellow umbrella, with a big smile, "
    "holding a balloon, holding a cup, holding a flower, holding a map, carrying a bag, "
    "carrying a bucket, with a camera, with a dog, with a green backpack, holding a kite, "
    "holding an umbrella, with a bunch of flowers, with a toy, holding a stuffed animal, "
    "with a blue bottle, carrying a lantern, with two friends"
)
BESIDE: Final = _words(
    "with a fork, with a cup of coffee, next to a glass of milk, next to a book, with a red roof, "
    "with blue doors, with flowers on it, next to a cat, behind a dog, near a big tree, "
    "with a clock on it, with a white cloth, with many people, with snow on top, beside a red chair"
)

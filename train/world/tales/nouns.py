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
    "vendor, worker, postman, librarian, magician, racer, boxer, wrestler, jogger, bicyclist, "
    "motorcyclist, skater, kayaker, rower, gymnast, cheerleader, acrobat, ice skater, fisher, soldier, "
    "hunter, camper, golfer, youngster, pedestrian, bicycle rider, bull rider, artist, performer"
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
    "unicorn, robot, snowman, retriever, labrador, husky, corgi, spaniel, hound, pug, dalmatian, "
    "sheepdog, shepherd dog, mutt, foal, bull, racehorse"
)
GIRLS_AND_BOYS: Final = ("man", "woman", "boy", "girl", "man", "boy", "girl", "child", "dog", "dog")
"""Who is on most photographs."""
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
    "tomato": "tomatoes", "potato": "potatoes", "mango": "mangoes", "knife": "knives", "leaf": "leaves", "loaf": "loaves",
}  # fmt: skip

COLOURS: Final = _words(
    "red, blue, yellow, green, purple, orange, pink, black, white, brown, grey, silver, golden, "
    "turquoise, striped, spotted"
)
SIZES: Final = _words(
    "little, small, big, large, tall, old, young, tiny, huge, fluffy, happy, sleepy, wooden, shiny, "
    "round, muddy, hungry, brown, black, white, grey, red, blue, yellow, green"
)
LOOKS: Final = _words(
    "little, young, old, elderly, small, smiling, blond, blonde, barefoot, curly-haired, dark-haired, "
    "long-haired, bearded, bald, muddy, wet, tall, happy, laughing, sleepy, tired, excited"
)
COATS: Final = _words(
    "black, white, brown, tan, grey, golden, spotted, fluffy, shaggy, furry, wet, big, small, little, "
    "large, young, black and white, brown and white, tan and white, black and brown, grey and white, "
    "long-haired, white and brown, sandy, dark, light brown"
)
CLOTHES_MANY: Final = _words(
    "jeans, shorts, boots, sunglasses, goggles, gloves, pyjamas, trousers, overalls, sneakers, "
    "sandals, headphones, swim trunks, rain boots"
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
PHOTO_DEEDS: Final = _words(
    "performing/perform a trick on a bike, doing/do a trick on a skateboard, sliding/slide down a rail, "
    "jumping/jump off a dock, jumping/jump on a trampoline, jumping/jump over a puddle, "
    "diving/dive into a pool, swinging/swing on a swing, hanging/hang from a bar, "
    "climbing/climb a steep cliff, climbing/climb a rope, climbing/climb an icy wall, "
    "hiking/hike up a rocky trail, camping/camp beside a lake, fishing/fish from a pier, "
    "casting/cast a line into the water, wading/wade through a stream, floating/float on an inner tube, "
    "riding/ride a scooter, riding/ride a dirt bike, riding/ride a wave, riding/ride a roller coaster, "
    "racing/race around a track, speeding/speed down a ramp, skating/skate across the ice, "
    "sledding/sled down a slope, throwing/throw a snowball, kneeling/kneel in the dirt, "
    "crouching/crouch on a rock, bending/bend over a bucket, leaning/lean against a railing, "
    "leaning/lean on a car, holding/hold a baby, holding/hold a sign, holding/hold a fish, "
    "holding/hold up a trophy, holding/hold hands with a friend, carrying/carry a surfboard, "
    "carrying/carry a child on the shoulders, carrying/carry shopping bags, pushing/push a stroller, "
    "pushing/push a swing, pulling/pull a wagon, pulling/pull a sled, playing/play the violin, "
    "playing/play the drums, playing/play a trumpet, playing/play an accordion, playing/play cards, "
    "playing/play in a fountain, playing/play with a water hose, playing/play with toy trucks, "
    "playing/play soccer, playing/play volleyball, playing/play hockey, playing/play basketball, "
    "dribbling/dribble a basketball, kicking/kick a soccer ball, hitting/hit a golf ball, "
    "serving/serve a tennis ball, tackling/tackle another player, wrestling/wrestle on a mat, "
    "doing/do a handstand, doing/do a cartwheel, doing/do a flip, making/make a funny face, "
    "making/make a peace sign, sticking/stick out a tongue, covering/cover an ear, pointing/point at something, "
    "waving/wave a flag, waving/wave from a window, blowing/blow out candles, blowing/blow a whistle, "
    "lighting/light a sparkler, spraying/spray water from a hose, squirting/squirt a water gun, "
    "talking/talk to a stranger, talking/talk with friends, whispering/whisper a secret, "
    "hugging/hug a teddy bear, hugging/hug a friend, kissing/kiss a baby, petting/pet a goat, "
    "petting/pet a dog, feeding/feed a deer, brushing/brush a horse, watching/watch a parade, "
    "watching/watch the sunset, watching/watch a game, looking/look through a telescope, "
    "looking/look over a ledge, looking/look at the view, looking/look into a mirror, staring/stare at a phone, "
    "taking/take photographs, reading/read a map, writing/write on a wall, drawing/draw with chalk, "
    "biting/bite into a sandwich, biting/bite into an apple, chewing/chew gum, licking/lick an ice cream cone, "
    "sipping/sip a milkshake, eating/eat noodles, eating/eat a hot dog, cooking/cook on a grill, "
    "selling/sell balloons, buying/buy fruit, walking/walk past a mural, walking/walk along a wall, "
    "walking/walk across a log, walking/walk up some steps, strolling/stroll down a lane, "
    "stepping/step over a fence, running/run a race, running/run through a sprinkler, "
    "running/run toward the sea, crawling/crawl through a tunnel, crawling/crawl across a rug, "
    "resting/rest against a backpack, relaxing/relax in a hammock, napping/nap on a bench, "
    "lying/lie on a towel, lying/lie in a hammock, sitting/sit on a stone wall, sitting/sit on a curb, "
    "sitting/sit on a motorcycle, sitting/sit at a table, standing/stand on one foot, "
    "standing/stand on a ledge, standing/stand in line, standing/stand beside a bicycle, "
    "posing/pose with a statue, posing/pose with a trophy, dressed/- as a pirate, dressed/- in costume, "
    "surrounded/- by bubbles, covered/- in mud, covered/- with paint"
)
DOG_DEEDS: Final = _words(
    "bounding/bound through tall grass, bounding/bound across the sand, leaping/leap over a hurdle, "
    "leaping/leap to catch a frisbee, jumping/jump through a hoop, jumping/jump over a bar, "
    "racing/race along the shore, racing/race through the weeds, running/run along a fence, "
    "running/run with a toy, running/run beside a bicycle, running/run out of a tunnel, "
    "carrying/carry a tennis ball, carrying/carry a branch, carrying/carry a bone, "
    "holding/hold a stick in its mouth, holding/hold a ball in its mouth, holding/hold a rope, "
    "chasing/chase a rabbit, chasing/chase another dog, chasing/chase a toy, fetching/fetch a stick, "
    "tugging/tug on a rope, biting/bite a hose, biting/bite a toy, chewing/chew on a bone, "
    "swimming/swim with a stick, paddling/paddle in a pond, wading/wade through a creek, "
    "shaking/shake itself dry, splashing/splash in the surf, rolling/roll in the grass, "
    "rolling/roll on its back, digging/dig a hole in the sand, sniffing/sniff the ground, "
    "sniffing/sniff another dog, standing/stand on its hind legs, standing/stand on a log, "
    "sitting/sit beside a bowl, lying/lie on a blanket, lying/lie on a rug, sleeping/sleep on a pillow, "
    "looking/look through a fence, looking/look over its shoulder, panting/pant in the heat, "
    "playing/play with a soccer ball, playing/play in the mud, playing/play with another dog, "
    "wrestling/wrestle with a puppy, pulling/pull a sled, trotting/trot across a yard, "
    "walking/walk on a leash, wearing/wear a collar, wearing/wear a muzzle, yawning/yawn on a porch"
)
PHOTO_PLACES: Final = _words(
    "at the beach, in the surf, in shallow water, on a dock, on a pier, on a rocky shore, by the ocean, "
    "near a waterfall, in a creek, in a stream, in a muddy field, in tall grass, in a meadow, "
    "in the dirt, on a trail, on a hillside, on a rocky hill, on a snowy slope, on a snowy mountain, "
    "in deep snow, on the ice, on a frozen pond, in the mountains, on a cliff, at the top of a hill, "
    "on a sidewalk, on a street corner, at a crosswalk, in a parking lot, in an alley, in a crowd, "
    "in front of a crowd, in front of a store, in front of a brick wall, in front of a fence, "
    "outside a restaurant, outside a cafe, on the front steps, on a porch, on a balcony, on a deck, "
    "in a driveway, in a yard, on a lawn, at a playground, on a playground, on a swing set, on a slide, "
    "in a sandbox, in a wading pool, at a skate park, on a ramp, on a race track, on a dirt track, "
    "on a basketball court, on a soccer field, in a stadium, at a parade, at a festival, at a carnival, "
    "at a picnic, at an outdoor market, at a bus station, on a subway, on a train, in a car, "
    "on a motorcycle, in a canoe, on a sailboat, in a tent, by a campfire, in a cave, in a barn, "
    "on a bench, on a park bench, on a couch, on a carpet, in a chair, in a rocking chair, in a bathtub, "
    "in a classroom, in a gym, in an office, in a bar, at a concert, on stage, behind a counter, "
    "under a tree, under an umbrella, under a bridge, near some trees, near a lake, beside a road, "
    "next to a car, next to a statue, next to another man, with trees behind, during a game, "
    "during a race, in the background, against a wall, over a jump, over the water, in midair"
)
PHOTO_WITH: Final = _words(
    "with a backpack, with a stick, with a beard, with long hair, with glasses, with a dog, with a bicycle, "
    "with a camera, with a red collar, with a tennis ball, with a hat, with a guitar, with a bottle, "
    "with a shovel, with a surfboard, with a paper cup, with two children, with a baby, with her mother, "
    "with an umbrella, with a net, with a suitcase, with a cane, with a balloon, with a toy car"
)
PHOTO_WHILE: Final = _words(
    "while a man watches, while people watch, as others look on, as a crowd cheers, while holding a cup, "
    "while a dog looks on, as the sun sets, while another man takes a picture, as waves crash"
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

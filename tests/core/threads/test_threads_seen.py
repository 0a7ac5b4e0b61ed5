"""What pictures show, on captions written down with what must and what must not hold."""

import pytest

from core.threads.seen import CONDITIONS, see

SHOWN = """
Two dogs wrestling in the grass. | dog animal group living outdoors | person talks empty
A dog sleeping on a couch | dog one sleep room indoors | action talks
A black cat on a sofa | cat animal room | dog person
A horse in a field | horse animal one outdoors | person
A seagull flies over the sea | bird high water moving | dog
A whale in the sea | animal water living | bird
A man reading a newspaper | person grownup one reading talks | child animal
A woman and a child on a bench | person parent group living talks | animal
Two women are talking | person couple group talks | parent one
A man and a woman dancing | person couple group music action | animal
A crowd of people in a square | person crowd group talks | one couple
A baby in a crib | baby living one room | person talks grownup
A boy jumps over a fence | child person action moving | talks still
A girl is swimming in a lake | child person water | talks
A surfer rides a wave | person water action sport | talks
A skier going down a snowy hill | person snow sport | talks
A snowy forest | snow tree empty outdoors | living
A red bus on a street | road empty one outdoors | living
Several cars parked on a street | road empty group | one living
A plate of pasta on a table | food empty | living
A chef cooks in a kitchen | person food room indoors talks | outdoors empty
An empty kitchen | room empty indoors | living outdoors
A bed with a mirror behind it | room empty indoors | living
A girl plays the violin on a stage | child person music | animal
A laptop on a desk | machine empty | living
A boy plays with a toy train | child person toy | animal
A teddy bear on a bed | toy empty room | animal living
A kite in the sky | toy high empty | living
A tree in a field | tree empty outdoors | living
A street at night | night empty outdoors | living
A man walking a dog | person grownup one moving | child
A dragon | animal living one | person
Three children playing football | child person group sport | one animal
A fox in the snow | animal snow one living | dog person
A bird on a branch | bird animal one still | person
A clown in a circus ring | person one talks | animal
An old man asleep on a bench | person sleep one | talks action
A rowing boat on a lake | water empty | living
A toy horse on a chair | toy empty | horse animal living
A man on a motorcycle | person road one | animal
A hot dog with mustard | food empty | dog animal
Two teddy bears sitting on a bed | toy empty group room | animal living
A snowman in a garden | snow | dog
A library full of books | reading empty indoors | living
A piano in a room | music empty indoors | living
A dog catches a frisbee | dog action toy | person
A cow stands in a meadow | animal still one | dog bird
A flock of birds over a lake | bird group water animal | person
A farmer feeding hens | person grownup one talks | child
A bathroom with a sink | room empty indoors | living
A parrot on a man's shoulder | bird animal | dog
A pizza in a box | food empty | living
A boy sleeping in a tent | child sleep person | talks
A train at a station | machine empty one | living
A mountain under a cloudy sky | high empty outdoors | living
A cat and a dog on a rug | animal group living | person one
A girl climbing a tree | child action tree high | talks
A puppy in a basket | dog animal one | person
A police officer on a horse | person one living | child
A dog with a stick in its mouth | dog animal mouth | talks
A dog carries a newspaper | dog mouth | talks
A man playing a trumpet | person mouth | talks
A girl with a toothbrush in her mouth | child mouth | talks
A boy with his mouth open | child talks | mouth
A dog runs on the beach | dog | mouth
A goalie dives for the ball in front of the goal | person sport | water
Apples in a bowl | food empty group | living
A man climbing down a sheer rock cliff | person high | water
A woman scaling a mountain cliff | person high | water
A man on a cliff above the sea | person water | animal
A large amount of persons flying kites | person group talks | empty
Two cranes are dancing | bird group animal | machine empty
A crane lifting a beam | machine empty | bird
The shadow of a tall man on a wall | one | talks person
A gray cloud and a boy | child person one talks | group
A room full of appliances and household items | room | talks person living
""".strip()


@pytest.mark.parametrize("line", SHOWN.splitlines())
def test_conditions(line: str) -> None:
    caption, must, must_not = (part.strip() for part in line.split("|"))
    found = see(caption).conditions
    assert set(must.split()) <= found, f"lacks {set(must.split()) - found} of {sorted(found)}"
    assert not set(must_not.split()) & found, f"has {set(must_not.split()) & found}"


def test_there_are_sixty() -> None:
    assert len(SHOWN.splitlines()) >= 60


def test_nothing_else_is_ever_said() -> None:
    for line in SHOWN.splitlines():
        assert see(line.split("|")[0].strip()).around <= CONDITIONS


def test_somebody_beside_the_figure_is_around() -> None:
    found = see("A man walking a dog")
    assert "dog" not in found.conditions
    assert "dog" in found.around


def test_what_cannot_be_read_shows_nobody() -> None:
    found = see("Ein Hund läuft über die Wiese")
    assert not found.gist.clause
    assert "dog" not in found.around
    assert "empty" in found.conditions

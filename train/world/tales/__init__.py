"""Tales: a story grammar written by hand, in five moods, around whatever the captions show."""

"""Tales: a story grammar written by hand, in nine moods, around whatever the captions show."""

"""One door for models: a catalogue of entries, a registry that finds them, a pool that lends."""

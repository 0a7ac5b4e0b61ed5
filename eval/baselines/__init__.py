"""How the usual notebook does each stage, in plain words: the yardstick of `eval.latency`.

One picture at a time, everything in float32, `generate` as it comes, and of the pictures that
continue a story the first version thrown away.  Nothing here is used by the studio.
"""

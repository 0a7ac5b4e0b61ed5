"""Looks at a data set before anything is measured on it or taught with it.

    from eval.exploring.data import open_data
    from eval.exploring.looking import explore
    explored = explore(open_data("flickr8k"), seed=0)

`data` opens it through the readers of `corpora`, `words` and `pictures` look at texts and files,
`looking` gathers what they found into an `Explored` (plain tables), and `charts` and `report` show
that.  Everything drawn by chance is drawn by the seed.
"""

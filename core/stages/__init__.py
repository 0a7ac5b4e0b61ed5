"""The stages: one kind of work each; `core.stages.table` lists them."""

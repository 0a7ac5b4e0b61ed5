"""The arithmetic of all metrics, on plain texts, tokens and numbers; `eval.metrics` wraps it."""

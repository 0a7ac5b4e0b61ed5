"""Makes the bundled models: the world they learn from, and one runnable trainer per model."""

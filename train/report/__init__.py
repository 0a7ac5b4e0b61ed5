"""The starter report: every promise of the bundled models, measured on held-out scenes."""

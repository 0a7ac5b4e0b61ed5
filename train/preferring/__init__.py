"""What readers preferred, as pairs to teach a writer with."""

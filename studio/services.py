"""Nothing is here any more: `studio.compose` builds the services, each in a file of its own."""

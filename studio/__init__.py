"""The application: pages, command line and worker, all through `studio.services`."""

"""The application: pages, command line and worker, built by `studio.compose`."""

"""Measures: metrics, and suites that run models on known pictures. Never imports the pages."""

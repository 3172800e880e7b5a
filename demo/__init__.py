"""Compiles the demo catalogue: facts of public tables, each with its source. Run ``python -m demo.compile``."""

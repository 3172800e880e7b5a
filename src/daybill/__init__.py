"""Daybill, the open film guide engine."""

__version__ = "0.1.0.dev0"

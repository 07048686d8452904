"""Whence: a provenance engine for news."""

__version__ = "0.1.0"

"""Across articles: passages, direction, stories, actors, claims, omissions, disputes. Pure: records in, records out."""

from whence.comparison.compare import compare

__all__ = ["compare"]

"""Measurements against gold; each module is a command."""

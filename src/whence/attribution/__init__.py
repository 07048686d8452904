"""Attribution: from an article to its statements, each with who said it, with which cue, through whom."""

from whence.attribution.attributing import attribute
from whence.attribution.document import Document, Extraction, Extractor
from whence.attribution.tagger import Rules

__all__ = ["Document", "Extraction", "Extractor", "Rules", "attribute"]

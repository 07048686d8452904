"""Text as code points: decoding, words, folding; every view keeps the map back to source offsets."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import charset_normalizer

from whence.errors import Rejected

_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*", re.UNICODE)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-"})
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_SHARE = 0.02


class Word(NamedTuple):
    """A word at `[start, end)` of its text; `form` is what is compared: folded case, marks and accents."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded document and the encoding it was in."""

    text: str
    encoding: str


@lru_cache(maxsize=200_000)
def form(word: str) -> str:
    """A word as it is compared: lower case, straight marks, no accents, no possessive."""
    plain = unicodedata.normalize("NFKD", word.translate(_QUOTES)).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return plain[:-2] if plain.endswith("'s") else plain


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    return [Word(m.start(), m.end(), form(m.group())) for m in _WORD.finditer(text, start, stop)]


def forms(text: str) -> tuple[str, ...]:
    """The compared forms of the words of a text, in order."""
    return tuple(form(m.group()) for m in _WORD.finditer(text))


def decode(data: bytes) -> Decoded:
    """Bytes to text; newlines stay as they are. Raises `Rejected` for what is empty, binary or undecodable."""
    if not data.strip():
        raise Rejected("empty", "the document is empty")
    text, encoding = _decode(data)
    odd = sum(unicodedata.category(each) == "Cc" and each not in "\n\r\t\f\v\x85" for each in text[:100_000])
    if odd > _CONTROL_SHARE * min(len(text), 100_000):
        raise Rejected("binary", "the document is no text: it holds control characters")
    if not text.strip():
        raise Rejected("empty", "the document holds white space only")
    return Decoded(text, encoding)


def _decode(data: bytes) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise Rejected("encoding", f"the document is broken {name}: {error.reason}") from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise Rejected("binary", "the document is no text: it holds zero bytes") from None
    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise Rejected("encoding", "no encoding fits the document")
    return data.decode(best.encoding), best.encoding

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
_BOMLESS_SHARE = 0.4
# Windows-1252 bytes that Western news uses: marks, currency and accented letters, but no control or odd symbol.
_WESTERN = frozenset(
    "€‚„…‘’“”•–—™Š‹ŒŽš›œžŸ\u00a0£¥§©«®°·º»¿¡¢ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
)
_WESTERN_SHARE = 0.25


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


def starts(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where the words of `text[start:end]` begin, as offsets into `text`."""
    return [m.start() for m in _WORD.finditer(text, start, len(text) if end is None else end)]


def forms(text: str) -> tuple[str, ...]:
    """The compared forms of the words of a text, in order."""
    return tuple(map(form, _WORD.findall(text)))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes to text; newlines stay as they are. Raises `Rejected` for what is empty, binary or undecodable.

    `declared` is the encoding that the document names; it is believed where the bytes are not UTF-8.
    """
    if not data.strip():
        raise Rejected("empty", "the document is empty")
    text, encoding = _decode(data, declared)
    odd = sum(unicodedata.category(each) == "Cc" and each not in "\n\r\t\f\v\x85" for each in text[:100_000])
    if odd > _CONTROL_SHARE * min(len(text), 100_000):
        raise Rejected("binary", "the document is no text: it holds control characters")
    if not text.strip().strip("\ufeff").strip():
        raise Rejected("empty", "the document holds white space only")
    return Decoded(text, encoding)


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise Rejected("encoding", f"the document is broken {name}: {error.reason}") from None
    for guess in filter(None, (_wide(data), "utf-8", _known(declared))):
        try:
            return data.decode(guess), guess
        except (UnicodeError, LookupError):  # some declared encodings are none of text
            continue
    if b"\x00" in data:
        raise Rejected("binary", "the document is no text: it holds zero bytes")
    return _guessed(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of mostly ASCII text is zero."""
    start = data[:2000]
    if start.count(0) < _BOMLESS_SHARE * len(start):
        return None
    if start[1::2].count(0) > 2 * _BOMLESS_SHARE * len(start[1::2]) and not start[::2].count(0):
        return "utf-16-le"
    return (
        "utf-16-be" if start[::2].count(0) > 2 * _BOMLESS_SHARE * len(start[::2]) and not start[1::2].count(0) else None
    )


def _known(declared: str | None) -> str | None:
    """A declared encoding as Python names it; Latin-1 and ASCII mean Windows-1252 on the web (WHATWG Encoding)."""
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guessed(data: bytes) -> tuple[str, str]:
    """Windows-1252 where all its bytes make sense in it, for old Western files are in that; else the best guess."""
    high = [each for each in data[:200_000] if each >= 0x80]
    if len(high) <= _WESTERN_SHARE * min(len(data), 200_000):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = ""
        if text and all(each in _WESTERN for each in text if each >= "\x80"):
            return text, "cp1252"
    best = charset_normalizer.from_bytes(data[:1_000_000]).best()
    if best is None:
        raise Rejected("encoding", "no encoding fits the document")
    return data.decode(best.encoding, "replace"), best.encoding

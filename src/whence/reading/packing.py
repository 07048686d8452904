"""Streams that may be packed (gzip, xz): unpacked piece by piece, so that no small file can fill the memory."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol, cast

from whence.errors import Rejected

_CHUNK = 1 << 18
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"


class _Unpacker(Protocol):
    """What zlib's and lzma's decompressors have in common, here."""

    eof: bool
    unused_data: bytes

    def feed(self, data: bytes) -> Iterator[bytes]: ...


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.eof = False
        self.unused_data = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most `_CHUNK` bytes that `data` unpacks to."""
        while data:
            yield self._inner.decompress(data, _CHUNK)
            data = self._inner.unconsumed_tail
        self.eof, self.unused_data = self._inner.eof, self._inner.unused_data


class _Xz:
    def __init__(self) -> None:
        self._inner = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=1 << 28)
        self.eof = False
        self.unused_data = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most `_CHUNK` bytes that `data` unpacks to."""
        yield self._inner.decompress(data, _CHUNK)
        while not self._inner.eof and not self._inner.needs_input:
            yield self._inner.decompress(b"", _CHUNK)
        self.eof = self._inner.eof
        self.unused_data = self._inner.unused_data if self.eof else b""


class _Rejoined:
    """A stream whose first bytes were already taken."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size` of them unless the start is longer; empty at the end."""
        if self._start:
            start, self._start = self._start, b""
            return start
        return self._rest.read(size)


def _unpacker(start: bytes) -> _Unpacker | None:
    if start.startswith(_GZIP):
        return _Gzip()
    return _Xz() if start.startswith(_XZ) else None


def unpacked(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, unpacked where its first bytes say it is packed.

    Raises `Rejected` with code "truncated" or "packing" where the packing breaks, after all that came before it.
    """
    data = stream.read(_CHUNK)
    unpacker = _unpacker(data)
    if unpacker is None:
        while data:
            yield data
            data = stream.read(_CHUNK)
        return
    while data:
        try:
            yield from (piece for piece in unpacker.feed(data) if piece)
        except (zlib.error, lzma.LZMAError) as error:
            raise Rejected("packing", f"the packed data are broken: {error}") from None
        data = unpacker.unused_data if unpacker.eof else b""
        if unpacker.eof:
            data = (data or stream.read(_CHUNK)).lstrip(b"\x00")  # padding is allowed between and after members
            unpacker = _unpacker(data) or unpacker
            if unpacker.eof:
                return  # what follows the last member is no part of it
        else:
            data = stream.read(_CHUNK)
    if not unpacker.eof:
        raise Rejected("truncated", "the packed file breaks off before its end")


def beginning(stream: BinaryIO, size: int) -> bytes:
    """The first unpacked bytes of a stream, as many as one piece gives, at most `size`; empty where it is broken."""
    try:
        return next(unpacked(stream), b"")[:size]
    except Rejected:
        return b""


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first unpacked bytes, and a stream that still gives all of them."""
    start = stream.read(_CHUNK)
    unpacker = _unpacker(start)
    shown = start
    if unpacker is not None:
        try:
            shown = next(unpacker.feed(start), b"")
        except (zlib.error, lzma.LZMAError):
            shown = b""
    return shown[:size], cast(BinaryIO, _Rejoined(start, stream))

"""From paths to documents: folders are walked in sorted order, and nothing is passed over without a reason."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from whence.reading import packing
from whence.records import Reject

Format = Literal["text", "html", "json"]

_ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
}
_PACKED = (".gz", ".xz")
# Text by their content, but tables, programs and ledgers by their meaning: nobody said them.
_NO_ARTICLE = re.compile(
    r"\.(?:[ct]sv|ann|db|sqlite3?|db-wal|db-shm|parquet|pdf|docx?|odt|rtf|epub|xlsx?|ods|pptx?|zip|tar|tgz|bz2|7z|warc"
    r"|png|jpe?g|gif|webp|svg|mp[34]|py|js|css|xml|ya?ml|toml|ini|log)"
)
_SNIFF = 4096
_LOOKS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LOOKS_JSON = re.compile(rb'\s*\{\s*"')
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """One file or stream: `path` below the argument as given, and where its bytes are.

    `first` is the number of its first line, where it is but a part of a file of lines.
    """

    path: str
    format: Format
    file: Path | None = None
    stream: BinaryIO | None = None
    first: int = 1

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes, piece by piece; raises `Rejected` (truncated) where the packing breaks off."""
        if self.stream is not None:
            yield from packing.unpacked(self.stream)
        elif self.file is not None:
            with self.file.open("rb") as stream:
                yield from packing.unpacked(stream)


def documents(
    paths: Iterable[str | Path], stdin: BinaryIO | bytes | None = None, skip: Collection[Path] = ()
) -> Iterator[Document | Reject]:
    """The documents below the paths, `-` being `stdin`; a path that is missing or no text is a `Reject`.

    Folders are walked in sorted order without hidden files. `skip` names files that are no input (the ledger).
    """
    left_out = {each.resolve() for each in skip}
    for path in paths:
        if str(path) == "-":
            yield from _standard_input(stdin)
            continue
        place = Path(path)
        if place.is_dir():
            for file in _walk(place, place):
                if isinstance(file, Reject):
                    yield file
                elif not left_out or file.resolve() not in left_out:
                    yield _document(file, _below(file, place))
        elif place.exists():
            if not left_out or place.resolve() not in left_out:
                yield _document(place, place.name)
        else:
            yield Reject(str(path), "missing", "there is no such file or folder")


def _walk(folder: Path, top: Path) -> Iterator[Path | Reject]:
    try:
        entries = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        yield Reject(_below(folder, top), "unreadable", f"the folder cannot be read: {error.strerror or error}")
        return
    for each in entries:
        if not each.is_dir():
            yield each
        elif each.is_symlink():
            yield Reject(_below(each, top), "format", "links to folders are not followed; name the folder itself")
        else:
            yield from _walk(each, top)


def _below(place: Path, top: Path) -> str:
    return place.relative_to(top).as_posix()


def _document(file: Path, path: str) -> Document | Reject:
    if not file.is_file():
        return Reject(path, "format", "it is no ordinary file")
    endings = [each.lower() for each in file.suffixes]
    packed = bool(endings) and endings[-1] in _PACKED
    ending = endings[-1 - packed] if len(endings) > packed else ""
    if ending in _ENDINGS:
        return Document(path, _ENDINGS[ending], file)
    if _NO_ARTICLE.fullmatch(ending):
        return Reject(
            path, "format", f"Whence reads no {ending} files; give it .txt, .html, .jsonl, also as .gz or .xz"
        )
    try:
        with file.open("rb") as stream:
            start = packing.beginning(stream, _SNIFF)
    except OSError as error:
        return Reject(path, "unreadable", f"the file cannot be read: {error.strerror or error}")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Reject(path, "format", "the file is no text, and its ending is none that Whence reads")
    return Document(path, _sniffed(start), file)


def _standard_input(stdin: BinaryIO | bytes | None) -> Iterator[Document | Reject]:
    if stdin is None:
        yield Reject("-", "missing", "standard input was named, but there is none")
        return
    raw = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
    start, stream = packing.peeked(raw, _SNIFF)
    yield Document("-", _sniffed(start), stream=stream)


def _sniffed(start: bytes) -> Format:
    start = start.removeprefix(_BOM).removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    if _LOOKS_JSON.match(start):
        return "json"
    return "html" if _LOOKS_HTML.match(start) else "text"

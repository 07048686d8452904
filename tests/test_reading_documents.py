"""Walking, unpacking and plain text: whence.reading.{documents,packing,plain}."""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.options import ReadingOptions
from whence.reading import Document, documents, read
from whence.records import Article, Reject

DEFAULTS = ReadingOptions()
TEXT = "Board Promises Cranes by Winter\r\n\r\nThe board said on Monday that both cranes would be repaired soon. 🙂\n"


def everything(
    *paths: str | Path, stdin: bytes | io.BytesIO | None = None, options: ReadingOptions = DEFAULTS
) -> list[Article | Reject]:
    found: list[Article | Reject] = []
    for each in documents(paths, stdin):
        found += read(each, options) if isinstance(each, Document) else [each]
    return found


def article(*paths: str | Path, stdin: bytes | None = None) -> Article:
    (found,) = everything(*paths, stdin=stdin)
    assert isinstance(found, Article), found
    return found


def outcome(place: Path, options: ReadingOptions = DEFAULTS) -> list[str]:
    return [each.code if isinstance(each, Reject) else "ok" for each in everything(place, options=options)]


def test_text_is_the_decoded_file_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    found = article(tmp_path / "a.txt")
    assert found.text == TEXT
    assert (found.path, found.key, found.title) == ("a.txt", "a.txt", "Board Promises Cranes by Winter")
    assert (found.outlet, found.published, found.url, found.authors) == (None, None, None, ())


def test_folders_are_walked_in_order_below_the_argument(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", "b/one.md", ".hidden/x.txt", ".dot.txt", "c", "page.html"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(TEXT)
    found = [each.path for each in documents([tmp_path])]
    assert found == ["a.txt", "b/one.md", "b/two.txt", "c", "page.html"]


@pytest.mark.parametrize("name", ["a.pdf", "a.csv", "whence.db", "a.png", "a.xlsx.gz"])
def test_files_that_are_no_articles_are_rejected_not_skipped(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    (found,) = documents([tmp_path])
    assert isinstance(found, Reject)
    assert (found.path, found.code) == (name, "format")


def test_an_unknown_ending_is_judged_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "story.2019").write_text(TEXT)
    (tmp_path / "thing.bin").write_bytes(b"\x7fELF\x00\x00\x01")
    (tmp_path / "web").write_text("<!DOCTYPE html><html><body><p>x</p></body></html>")
    (tmp_path / "rows").write_text('{"text": "x"}\n')
    found = {each.path: each.code if isinstance(each, Reject) else each.format for each in documents([tmp_path])}
    assert found == {"story.2019": "text", "thing.bin": "format", "web": "html", "rows": "json"}


def test_skip_names_what_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "whence.db").write_text("x")
    assert [each.path for each in documents([tmp_path], skip=[tmp_path / "whence.db"])] == ["a.txt"]


def test_a_missing_path_is_a_reject_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    missing, found = everything(tmp_path / "none.txt", tmp_path / "a.txt")
    assert isinstance(missing, Reject)
    assert missing.code == "missing"
    assert isinstance(found, Article)


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [each.code for each in documents([tmp_path]) if isinstance(each, Reject)] == ["format", "format"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\n \n", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary")],
)
def test_broken_text_is_rejected_with_a_reason(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (found,) = everything(tmp_path / "a.txt")
    assert isinstance(found, Reject)
    assert (found.code, bool(found.reason)) == (code, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "The café’s owner said – twice – that nobody had asked her about the licence."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert article(tmp_path / "a.txt").text.removeprefix("\ufeff") == text


@pytest.mark.parametrize("stdin", [TEXT.encode(), gzip.compress(TEXT.encode()), lzma.compress(TEXT.encode())])
def test_standard_input_as_text(stdin: bytes) -> None:
    found = article("-", stdin=stdin)
    assert (found.text, found.path, found.key) == (TEXT, "-", "-")


def test_standard_input_as_records_and_as_nothing() -> None:
    stream = io.BytesIO(b'{"id": "x", "text": "One."}\n{"text": "Two."}\n')
    assert [each.key for each in everything("-", stdin=stream) if isinstance(each, Article)] == ["x", "-#2"]
    assert [each.code for each in everything("-", stdin=b"") if isinstance(each, Reject)] == ["empty"]
    assert [each.code for each in everything("-") if isinstance(each, Reject)] == ["missing"]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packed_text(tmp_path: Path, pack: type[gzip.GzipFile]) -> None:
    name = "a.txt.gz" if pack is gzip.compress else "a.txt.xz"  # type: ignore[comparison-overlap]
    (tmp_path / name).write_bytes(pack(TEXT.encode()) + pack(b"More."))  # type: ignore[operator]
    assert article(tmp_path / name).text == TEXT + "More."


@pytest.mark.parametrize("ending", ["gz", "xz"])
def test_what_came_before_a_break_is_kept(tmp_path: Path, ending: str) -> None:
    text = "".join(f"Sentence {n} on cranes é {zlib.crc32(str(n).encode())}.\n" for n in range(20_000))
    packed = gzip.compress(text.encode()) if ending == "gz" else lzma.compress(text.encode())
    place = tmp_path / f"a.txt.{ending}"
    place.write_bytes(packed[: len(packed) // 2])
    found, reject = everything(place)
    assert isinstance(found, Article)
    assert isinstance(reject, Reject)
    assert text.startswith(found.text)
    assert len(found.text) > 10_000
    assert reject.code == "truncated"


def test_rubbish_that_says_it_is_packed(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(b"\x1f\x8b\x08" + b"rubbish" * 9)
    (tmp_path / "b.txt.xz").write_bytes(b"\xfd7zXZ\x00" + b"rubbish" * 9)
    assert outcome(tmp_path) == ["packing", "packing"]


def test_a_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_000))
    (tmp_path / "b.jsonl.xz").write_bytes(lzma.compress(b"a" * 50_000_000))
    options = ReadingOptions(max_bytes=1_000_000)
    assert outcome(tmp_path, options) == ["too_large", "too_large"]


@given(st.binary(max_size=300), st.sampled_from([".txt", ".jsonl", ".json"]))
def test_any_bytes_end_as_articles_or_rejects(data: bytes, _ending: str) -> None:
    for each in documents(["-"], data):
        assert isinstance(each, Document)
        if each.format != "html":
            assert all(isinstance(found, Article | Reject) for found in read(each))

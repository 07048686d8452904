"""Files that a browser sends, laid out in a folder as they lay where they came from."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile

_LONGEST = 200


def stage(files: Sequence[UploadFile], meta: UploadFile | None) -> tuple[Path, Path | None, int]:
    """(a new folder with the files in `pile/`, the table of metadata, how many files); the caller removes the folder.

    A folder that all files share is left out of their paths, so that a file has one name however it was given.
    """
    home = Path(tempfile.mkdtemp(prefix="whence-add-"))
    pile = home / "pile"
    pile.mkdir()
    named = [(path, each) for each in files if (path := safe_path(each.filename or "")) is not None]
    top = _shared([path for path, _ in named])
    for path, each in named:
        place = _free(pile / path.relative_to(top))
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as out:
            shutil.copyfileobj(each.file, out)
    table = None
    if meta is not None and meta.filename:
        table = home / "meta.csv"
        with table.open("wb") as out:
            shutil.copyfileobj(meta.file, out)
    return home, table, len(named)


def safe_path(name: str) -> PurePosixPath | None:
    """A relative path without ways out of its folder; None for what is hidden or has no name."""
    parts = [each.strip() for each in name.replace("\\", "/").replace("\x00", "").split("/")]
    kept = [each[-_LONGEST:] for each in parts if each and each != "." and not each.endswith(":")]
    if not kept or any(each.startswith(".") for each in kept):
        return None
    return PurePosixPath(*kept)


def _shared(paths: Sequence[PurePosixPath]) -> PurePosixPath:
    """The one folder at the top of all paths, else nothing."""
    tops = {path.parts[0] for path in paths if len(path.parts) > 1}
    one = len(tops) == 1 and all(len(path.parts) > 1 for path in paths)
    return PurePosixPath(tops.pop()) if one else PurePosixPath()


def _free(place: Path) -> Path:
    """The place itself, or the next free one beside it: no file silently takes the place of another."""
    number = 2
    free = place
    while free.exists():
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
        number += 1
    return free

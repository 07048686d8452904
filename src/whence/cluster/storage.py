"""Files on local disk or in object storage (s3://, gs://, abfs://), through pyarrow's file systems."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.fs
import pyarrow.parquet

from whence.errors import BadOption, NothingToRead


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where it is, its name below the place it was sought in, and its bytes."""

    uri: str
    name: str
    size: int


def remote(uri: str) -> bool:
    """Whether a place is no path of this machine."""
    return "://" in uri


def below(uri: str, *names: str) -> str:
    """A place inside another."""
    return "/".join([uri.rstrip("/") or uri, *names])


def files(uri: str) -> Iterator[Found]:
    """The file at a place, or all below it, in sorted order, hidden ones left out. Raises `NothingToRead`."""
    system, path = _system(uri)
    info = system.get_file_info(path)
    if info.type == pyarrow.fs.FileType.File:
        yield Found(uri, path.rsplit("/", 1)[-1], info.size)
        return
    every = system.get_file_info(pyarrow.fs.FileSelector(path, recursive=True, allow_not_found=True))
    if info.type == pyarrow.fs.FileType.NotFound and not every:
        raise NothingToRead(f"nothing to read: there is no {uri}")
    start = len(path.rstrip("/")) + 1
    for each in sorted(every, key=lambda each: each.path.split("/")):
        name = each.path[start:]
        if each.type == pyarrow.fs.FileType.File and not any(part.startswith(".") for part in name.split("/")):
            yield Found(below(uri, name), name, each.size)


def names(uri: str) -> set[str]:
    """The names of the files in a folder; none where there is no folder."""
    system, path = _system(uri)
    return {
        each.base_name
        for each in system.get_file_info(pyarrow.fs.FileSelector(path, allow_not_found=True))
        if each.type == pyarrow.fs.FileType.File and not each.base_name.startswith(".")
    }


def read(uri: str, start: int = 0, end: int | None = None) -> bytes:
    """The bytes of a file, or of a range of it."""
    system, path = _system(uri)
    with system.open_input_file(path) as file:
        file.seek(start)
        return bytes(file.read() if end is None else file.read(max(0, end - start)))


def opened(uri: str) -> Any:
    """A file of bytes, from its beginning on, that can be sought in."""
    system, path = _system(uri)
    return system.open_input_file(path)


def write(uri: str, data: bytes) -> None:
    """Put a file in its place, whole or not at all; one that is there is replaced."""
    system, path = _system(uri)
    if not remote(uri):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        aside = f"{Path(path).parent}/.{Path(path).name}.{os.getpid()}"
        Path(aside).write_bytes(data)
        Path(aside).replace(path)
        return
    with system.open_output_stream(path) as file:  # object storage shows it when it is complete
        file.write(data)


def remove(uri: str) -> None:
    """Take a file away."""
    system, path = _system(uri)
    system.delete_file(path)


def write_table(uri: str, table: pyarrow.Table) -> None:
    """Put a table in its place as Parquet."""
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream, compression="zstd")
    write(uri, stream.getvalue())


def read_table(uri: str, columns: list[str] | None = None) -> pyarrow.Table:
    """The table of a Parquet file, or some of its columns."""
    with opened(uri) as file:
        return pyarrow.parquet.read_table(file, columns=columns)


def _system(uri: str) -> tuple[Any, str]:
    """The file system of a place, and the place in it. The environment (AWS_…) has credentials and endpoint."""
    if not remote(uri):
        return pyarrow.fs.LocalFileSystem(), str(Path(uri).absolute())
    try:
        if uri.startswith("s3://") and (endpoint := os.environ.get("AWS_ENDPOINT_URL")) and "endpoint" not in uri:
            scheme, _, host = endpoint.rpartition("://")
            region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
            system = pyarrow.fs.S3FileSystem(endpoint_override=host, scheme=scheme or "https", region=region)
            return system, uri.removeprefix("s3://")
        system, path = pyarrow.fs.FileSystem.from_uri(uri)
    except (ValueError, pyarrow.ArrowInvalid) as error:
        raise BadOption(f"{uri} is no place that can be read: {error}") from None
    return system, path

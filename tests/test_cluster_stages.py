"""The stages on many processes: what they write and `load` brings in is what `add` would have found."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from whence import samples
from whence.cli import whence
from whence.cluster import parts, storage
from whence.options import Options

TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
TIMES = 3


def extra(*more: str) -> None:
    """Skip where the cluster extra is not installed."""
    for name in ("daft", "ray", *more):
        pytest.importorskip(name, reason="the cluster extra is not installed: pip install 'whence[cluster]'")


def started(*words: str) -> subprocess.Popen[str]:
    """The command line in a process of its own, for Daft allows one runner a process."""
    command = [sys.executable, "-m", "whence", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def ran(*words: str) -> str:
    out, said = (process := started(*words)).communicate(timeout=300)
    assert process.returncode == 0, said[-3000:]
    return out


def run(*words: str) -> str:
    result = CliRunner().invoke(whence, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def passages(out: str | Path) -> int:
    """Passages that the join found, and `load` takes over."""
    ids = storage.read_table(storage.below(str(out), "survey", "articles.parquet")).column("id").to_pylist()
    found = parts.passages(str(out), Options().reuse, frozenset(ids))
    assert found is not None
    return len(found)


def exported(ledger: Path) -> dict[str, str]:
    return {table: run("export", table, "--ledger", str(ledger)) for table in TABLES}


def records() -> Iterator[dict[str, Any]]:
    """The sample articles, each in three outlets, every other one without an id."""
    with samples.metadata().open(encoding="utf-8") as stream:
        table = {row["path"]: row for row in csv.DictReader(stream)}
    for path in sorted(samples.folder().glob("*.txt")):
        row = table.get(path.name, {})
        for time_ in range(TIMES):
            outlet = " ".join([row.get("outlet") or "The Bell", *["Evening"] * time_])
            record = {"outlet": outlet, "date": row.get("date") or None, "text": path.read_text("utf-8")}
            yield record if time_ == 1 else {"id": f"{path.stem}-{time_}", **record}


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pile") / "pile.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records()), "utf-8")
    return path


@pytest.fixture(scope="module")
def wanted(pile: Path) -> dict[str, str]:
    """What `add` finds on one machine."""
    extra()
    ledger = pile.parent / "local.db"
    run("add", str(pile), "--ledger", str(ledger))
    return exported(ledger)


def test_the_native_runner_gives_what_add_gives_and_goes_on_where_it_stopped(
    pile: Path, wanted: dict[str, str], tmp_path: Path
) -> None:
    out, ledger = tmp_path / "out", tmp_path / "native.db"
    command = ("cluster", "attribute", str(pile), "-o", str(out), "--unit-bytes", "20000", "--workers", "2")
    assert " 0 units were done before" in ran(*command)
    files = sorted((out / "statements").iterdir())
    written = files[1].read_bytes()
    files[1].unlink()
    assert f"in 1 units, {len(files) - 1} units were done before" in ran(*command)
    assert files[1].read_bytes() == written
    said = ran("cluster", "passages", *command[2:])
    assert said.startswith(f"{out}: 0 articles read"), said
    assert passages(out) > 0
    run("load", str(out), "--ledger", str(ledger))
    assert exported(ledger) == wanted
    assert "0 articles new" in run("load", str(out), "--ledger", str(ledger))


def test_what_is_not_all_attributed_is_not_loaded(pile: Path, tmp_path: Path) -> None:
    from whence.cluster import plan
    from whence.engines import Embedded

    plan.settle(plan.make([str(pile)], Options(), Embedded(1)), str(tmp_path))
    result = CliRunner().invoke(whence, ["load", str(tmp_path), "--ledger", str(tmp_path / "a.db")])
    assert result.exit_code == 2
    assert "0 of 1 units are attributed" in result.output


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of an S3 server that runs on this machine."""
    extra("moto", "boto3")
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="news")
    yield "s3://news"
    server.stop()


def test_ray_over_object_storage_gives_the_same_though_a_machine_is_lost(
    pile: Path, wanted: dict[str, str], tmp_path: Path, bucket: str
) -> None:
    from ray.cluster_utils import Cluster

    parquet = tmp_path / "pile.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(records())), parquet, row_group_size=4)
    storage.write(f"{bucket}/in/pile.jsonl", pile.read_bytes())
    memory = {"object_store_memory": 80 << 20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, **memory})
    try:
        lost = cluster.add_node(num_cpus=1, object_store_memory=80 << 20)
        cluster.wait_for_nodes()
        out = f"{bucket}/out"
        process = started(
            *("cluster", "attribute", f"{bucket}/in", "-o", out, "--runner", "ray", "--address", cluster.address),
            *("--unit-bytes", "4000"),
        )
        while process.poll() is None and not storage.names(f"{out}/statements"):
            time.sleep(0.1)
        cluster.remove_node(lost, allow_graceful=False)
        before = len(storage.names(f"{out}/statements"))
        _, said = process.communicate(timeout=240)
        assert process.returncode == 0, said[-3000:]
        command = ("cluster", "passages", f"{bucket}/in", "-o", out, "--runner", "ray", "--address", cluster.address)
        ran(*command, "--unit-bytes", "4000")
    finally:
        cluster.shutdown()
    assert 0 < before < len(storage.names(f"{out}/statements")), "the machine was not lost in the middle"
    assert passages(out) > 0
    ledger = tmp_path / "ray.db"
    run("load", out, "--ledger", str(ledger))
    assert exported(ledger) == wanted

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
from whence.engines import quiet
from whence.options import Options

TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
TIMES = 3
HERE = Path(__file__).parent
WAIT = 400.0
"""Seconds for whatever another process does; far more than it takes on a busy machine."""


def extra(*more: str) -> None:
    """Skip where the cluster extra is not installed."""
    for name in ("daft", "ray", *more):
        pytest.importorskip(name, reason="the cluster extra is not installed: pip install 'whence[cluster]'")


def started(*words: str, deaths: str = "") -> subprocess.Popen[str]:
    """The command line in a process of its own, for Daft allows one runner a process; `deaths`: see cluster_work."""
    command = [sys.executable, *(["-c", "import cluster_work; cluster_work.main()"] if deaths else ["-m", "whence"])]
    environment = {**os.environ, "PYTHONPATH": importable(), "WHENCE_DEATHS": deaths}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, *words], text=True, env=environment, **pipes)  # type: ignore[call-overload,no-any-return]


def importable() -> str:
    """A path for Python on which workers find the modules of the tests."""
    return os.pathsep.join(each for each in (os.environ.get("PYTHONPATH"), str(HERE)) if each)


def ran(*words: str, deaths: str = "") -> str:
    out, said = (process := started(*words, deaths=deaths)).communicate(timeout=WAIT)
    assert process.returncode == 0, said[-3000:]
    return out


def run(*words: str) -> str:
    result = CliRunner().invoke(whence, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def joined(out: str | Path) -> int:
    """Passages that the join found, and `load` takes over."""
    ids = storage.read_table(storage.below(str(out), "survey", "articles.parquet")).column("id").to_pylist()
    found = parts.passages(str(out), Options().reuse, frozenset(ids))
    assert found is not None
    return len(found)


def exported(ledger: Path) -> dict[str, str]:
    """All tables; the name of the input apart, which `add` reads as lines only."""
    tables = {table: run("export", table, "--ledger", str(ledger)) for table in TABLES}
    return {name: text.replace("pile.parquet", "pile.jsonl") for name, text in tables.items()}


def grouped(out: str | Path) -> int:
    """Stories of several articles that were found, and `load` takes over."""
    ids = storage.read_table(storage.below(str(out), "survey", "articles.parquet")).column("id").to_pylist()
    found = parts.stories(str(out), Options().stories, frozenset(ids))
    assert found is not None
    return sum(len(each.articles) > 1 for each in found)


def loaded(out: str | Path, ledger: Path, *runner: str, deaths: str = "") -> dict[str, str]:
    """What stands in a ledger that what the cluster wrote is loaded into; claims here, or on a runner."""
    assert joined(out) > 0
    words = ("load", str(out), "--ledger", str(ledger), *runner)
    assert "articles new" in (ran(*words, deaths=deaths) if runner else run(*words))
    return exported(ledger)


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
def table(pile: Path) -> Path:
    """The same records as Parquet."""
    path = pile.with_suffix(".parquet")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(records())), path, row_group_size=6)
    return path


@pytest.fixture(scope="module")
def wanted(pile: Path) -> dict[str, str]:
    """What `add` finds on one machine."""
    extra()
    ledger = pile.parent / "local.db"
    run("add", str(pile), "--ledger", str(ledger))
    found = exported(ledger)
    assert found["reuse"].count("\n") > 10
    return found


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of an S3 server that runs on this machine."""
    extra("moto", "boto3")
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_REGION", "us-east-1")
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="news")
        yield "s3://news"
    server.stop()


@pytest.fixture(scope="module")
def cluster(bucket: str) -> Iterator[Any]:
    """Two machines of Ray, as it takes them, of one processor each; they reach the bucket."""
    assert bucket
    quiet.ray()
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", importable())
        # the machine may be full of other programs; what Ray then ends are our workers
        patch.setenv("RAY_memory_monitor_refresh_ms", "0")
        memory = {"object_store_memory": 80 << 20}
        found = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, **memory})
        try:
            found.add_node(num_cpus=1, **memory)
            found.wait_for_nodes()
            yield found
        finally:
            found.shutdown()


def test_the_native_runner_gives_what_add_gives_and_goes_on_where_it_stopped(
    pile: Path, wanted: dict[str, str], tmp_path: Path
) -> None:
    out, ledger = tmp_path / "out", tmp_path / "native.db"
    command = ("cluster", "attribute", str(pile), "-o", str(out), "--unit-bytes", "5000", "--workers", "2")
    assert " 0 units were done before" in ran(*command, deaths=f"{tmp_path} _attribute:3:kill")
    assert (tmp_path / "_attribute-3").exists(), "no worker was killed"
    files = sorted((out / "statements").iterdir())
    written = files[1].read_bytes()
    files[1].unlink()
    assert f"in 1 units, {len(files) - 1} units were done before" in ran(*command)
    assert files[1].read_bytes() == written
    said = ran("cluster", "passages", *command[2:], deaths=f"{tmp_path} give:2:kill")
    assert said.startswith(f"{out}: 0 articles read"), said
    assert (tmp_path / "give-2").exists(), "no worker was killed"
    assert loaded(out, ledger) == wanted
    assert "0 articles new" in run("load", str(out), "--ledger", str(ledger))


def test_what_is_not_all_attributed_is_not_loaded(pile: Path, tmp_path: Path) -> None:
    from whence.cluster import plan
    from whence.engines import Embedded

    plan.settle(plan.make([str(pile)], Options(), Embedded(1)), str(tmp_path))
    result = CliRunner().invoke(whence, ["load", str(tmp_path), "--ledger", str(tmp_path / "a.db")])
    assert result.exit_code == 2
    assert "0 of 1 units are attributed" in result.output


def test_the_native_runner_gives_the_same_from_parquet_over_object_storage(
    table: Path, wanted: dict[str, str], tmp_path: Path, bucket: str
) -> None:
    out = f"{bucket}/native"
    storage.write(f"{bucket}/tables/pile.parquet", table.read_bytes())
    for stage in ("passages", "stories", "attribute"):
        ran("cluster", stage, f"{bucket}/tables", "-o", out, "--unit-bytes", "5000", "--workers", "2")
    assert grouped(out) > 0
    assert loaded(out, tmp_path / "native.db", "--runner", "native", "--workers", "2") == wanted


def test_ray_gives_the_same_from_parquet_though_workers_are_killed(
    table: Path, wanted: dict[str, str], tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "out"
    deaths = {"attribute": ["_attribute-3"], "passages": ["give-2", "pairs-3"], "stories": ["_nearest-1"]}
    for stage, names in deaths.items():
        ran(
            *("cluster", stage, str(table), "-o", str(out), "--unit-bytes", "5000"),
            *("--runner", "ray", "--address", cluster.address),
            deaths=" ".join([str(tmp_path), *(f"{name.replace('-', ':')}:kill" for name in names)]),
        )
        assert all((tmp_path / name).exists() for name in names), "no worker was killed"
    assert grouped(out) > 0
    runner = ("--runner", "ray", "--address", cluster.address)
    assert loaded(out, tmp_path / "ray.db", *runner, deaths=f"{tmp_path} _elsewhere:1:kill") == wanted
    assert (tmp_path / "_elsewhere-1").exists(), "no worker was killed"


def test_ray_over_object_storage_gives_the_same_though_a_machine_is_lost(
    pile: Path, wanted: dict[str, str], tmp_path: Path, bucket: str, cluster: Any
) -> None:
    out = f"{bucket}/ray"
    storage.write(f"{bucket}/lines/pile.jsonl", pile.read_bytes())
    options = ("-o", out, "--runner", "ray", "--address", cluster.address, "--unit-bytes", "4000")
    lost = cluster.add_node(num_cpus=1, object_store_memory=80 << 20)
    cluster.wait_for_nodes()
    process = started(*("cluster", "attribute", f"{bucket}/lines", *options), deaths=f"{tmp_path} _attribute:3:wait")
    began = time.monotonic()
    while process.poll() is None and not storage.names(f"{out}/statements"):
        assert time.monotonic() - began < WAIT, "no unit was done"
        time.sleep(0.1)
    before = len(storage.names(f"{out}/statements"))  # the third unit waits for the machine to be gone
    cluster.remove_node(lost, allow_graceful=False)
    (tmp_path / "gone").touch()
    _, said = process.communicate(timeout=WAIT)
    assert process.returncode == 0, said[-3000:]
    ran("cluster", "passages", f"{bucket}/lines", *options)
    assert 0 < before < len(storage.names(f"{out}/statements")), "the machine was not lost in the middle"
    assert loaded(out, tmp_path / "ray.db") == wanted

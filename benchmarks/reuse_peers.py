"""Passages and pairs side by side with tools from PyPI, on the same documents in one run, scored by one scorer.

pip install datasketch rensa duckdb        # no dependencies of the project
python benchmarks/reuse_peers.py ../shared/reuse/syn2k [TOOL ...]

Tools: whence, datasketch and rensa (MinHash of word 3-grams, LSH at Jaccard 0.2: pairs only), duckdb (an SQL join of
word 5-grams, neighbours on one diagonal grouped), passim (its recorded passages). Each runs in a process of its own;
core-seconds are user plus system, start to results written.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

SCORER = Path(__file__).parents[1].parent / "shared" / "score" / "reuse.py"
PAIRS_ONLY = ("datasketch", "rensa")
TOOLS = ("whence", "duckdb", "datasketch", "rensa", "passim")
WORD = re.compile(r"\w+")
THRESHOLD, PERMUTATIONS = 0.2, 128
JOIN = """
COPY (
  WITH grams AS (SELECT hash, doc, pos FROM grams WHERE hash IN
                 (SELECT hash FROM grams GROUP BY hash HAVING count(DISTINCT doc) BETWEEN 2 AND 60)),
  hits AS (SELECT a.doc AS a, b.doc AS b, a.pos AS x, b.pos AS y FROM grams a JOIN grams b
           ON a.hash = b.hash AND a.doc < b.doc JOIN docs d ON d.doc = a.doc JOIN docs e ON e.doc = b.doc
           WHERE d.series <> e.series),
  steps AS (SELECT *, CASE WHEN x - lag(x) OVER w <= 25 THEN 0 ELSE 1 END AS fresh FROM hits
            WINDOW w AS (PARTITION BY a, b, (y - x) // 8 ORDER BY x)),
  runs AS (SELECT *, sum(fresh) OVER (PARTITION BY a, b, (y - x) // 8 ORDER BY x) AS run FROM steps)
  SELECT d.id, min(s.start), max(t.stop), e.id, min(u.start), max(v.stop) FROM runs
  JOIN docs d ON d.doc = a JOIN docs e ON e.doc = b
  JOIN words s ON s.doc = a AND s.pos = x JOIN words t ON t.doc = a AND t.pos = x + 4
  JOIN words u ON u.doc = b AND u.pos = y JOIN words v ON v.doc = b AND v.pos = y + 4
  GROUP BY d.id, e.id, (y - x) // 8, run HAVING count(*) >= 3
) TO '{}' (FORMAT csv, DELIMITER '\t', HEADER false)
"""


def documents(folder: Path) -> list[dict[str, Any]]:
    """The documents of a generated set, packed or not."""
    plain = folder / "docs.jsonl"
    data = plain.read_bytes() if plain.exists() else lzma.decompress(Path(f"{plain}.xz").read_bytes())
    return [json.loads(line) for line in data.splitlines()]


def whence(folder: Path, out: Path) -> None:
    """The filter, as a user calls it."""
    name = next(each for each in ("docs.jsonl", "docs.jsonl.xz") if (folder / each).exists())
    command = [sys.executable, "-m", "whence", "passages", str(folder / name), "--group", "series", "--format", "tsv"]
    subprocess.run([*command, "-o", str(out)], check=True, stderr=subprocess.DEVNULL)


def shingles(text: str) -> list[str]:
    """Word 3-grams, in lower case, each once."""
    words = WORD.findall(text.lower())
    return sorted({" ".join(words[at : at + 3]) for at in range(len(words) - 2)})


def datasketch(folder: Path, out: Path) -> None:
    """MinHash and LSH as its documentation shows."""
    module = import_module("datasketch")
    found = documents(folder)
    index = module.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = []
    for at, each in enumerate(found):
        made = module.MinHash(num_perm=PERMUTATIONS)
        made.update_batch([shingle.encode() for shingle in shingles(each["text"])])
        index.insert(at, made)
        hashes.append(made)
    _write_pairs(out, found, ((at, other) for at, made in enumerate(hashes) for other in index.query(made)))


def rensa(folder: Path, out: Path) -> None:
    """R-MinHash and LSH as its documentation shows."""
    module = import_module("rensa")
    found = documents(folder)
    index = module.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=64)
    hashes = []
    for at, each in enumerate(found):
        made = module.RMinHash(num_perm=PERMUTATIONS, seed=42)
        made.update(shingles(each["text"]))
        index.insert(at, made)
        hashes.append(made)
    _write_pairs(out, found, ((at, other) for at, made in enumerate(hashes) for other in index.query(made)))


def _write_pairs(out: Path, found: list[dict[str, Any]], pairs: Iterator[tuple[int, int]]) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for a, b in sorted({(a, b) for a, b in pairs if a < b and found[a]["series"] != found[b]["series"]}):
            lines.write(f"{found[a]['id']}\t{found[b]['id']}\n")


def duckdb(folder: Path, out: Path) -> None:
    """An SQL join of word 5-grams."""
    import pyarrow

    base = import_module("duckdb").connect(
        config={"threads": 1, "memory_limit": "6GB", "temp_directory": str(out.parent)}
    )
    found = documents(folder)
    words = [(at, pos, m.start(), m.end(), m.group().lower()) for at, each in enumerate(found)
             for pos, m in enumerate(WORD.finditer(each["text"]))]  # fmt: skip
    names = ("doc", "pos", "start", "stop", "word")
    tables = {
        "words": pyarrow.table(dict(zip(names, map(list, zip(*words, strict=True)), strict=True))),
        "docs": pyarrow.table({"doc": range(len(found)), "id": [d["id"] for d in found],
                               "series": [d["series"] for d in found]}),
    }  # fmt: skip
    for name, table in tables.items():
        base.register(f"given_{name}", table)
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM given_{name}")
    after = ", ".join(f"lead(word, {step}) OVER w" for step in range(1, 5))
    base.execute(
        f"CREATE TABLE grams AS SELECT hash(concat_ws(' ', word, {after})) AS hash, doc, pos FROM words"
        " WINDOW w AS (PARTITION BY doc ORDER BY pos)"
    )
    base.execute(JOIN.format(out))


def passim(folder: Path, out: Path) -> None:
    """The passages recorded with the documents; its core-seconds are in shared/notes/reuse.md."""
    out.write_bytes(lzma.decompress((folder / "passim.tsv.xz").read_bytes()))


def main() -> None:
    """Run each tool in a process of its own and print its cost and its scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tools", nargs="*", default=TOOLS)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        globals()[asked.tools[0]](asked.folder, asked.run)
        return
    for tool in asked.tools:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "found.tsv"
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, __file__, str(asked.folder), tool, "--run", str(out)], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            command = [sys.executable, str(SCORER), str(asked.folder), str(out)]
            flag = ["--docpairs"] if tool in PAIRS_ONLY else []
            score = subprocess.run([*command, *flag], check=True, capture_output=True, text=True).stdout.splitlines()
            print(f"{tool}: {spent:.1f} core-seconds; {score[0]}")
            print("\n".join(line for line in score if line.startswith("chars")), flush=True)


if __name__ == "__main__":
    main()

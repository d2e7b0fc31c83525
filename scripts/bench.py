"""Convert 10, 100 and 1,000 synthetic works and print seconds and peak memory for each clause.

The works are the real ones many times over under new slugs, sources and sigla, with their notes, the readings behind
those and the references; in each copy every source's clauses stand in another order. The glossary is the real one,
whose terms occur in every copy: its places grow with the works. They are made in a temporary folder and converted
in a process of its own, whose time and memory are what is printed. Nothing is asserted: a straight line shows in the
last columns.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from edition.read import read_project

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10, 100, 1000)

Files = dict[str, bytes]


# What the editorial formats are is known from here …

SINGLE = ("edition.yml", "labels.yml", "regularizations.yml", "style.yml")
SHARED = tuple(f"editorial/{name}" for name in (*SINGLE, "pages/"))
COPIED = ("transcriptions", "works", "emendations", "variants", "translations")
COPIED += ("annotations", "comparisons", "reconciliations")
GLOSSARY, REFERENCES = "editorial/glossary.yml", "editorial/references.yml"
LINES = ("at", "through")
SIGLA = ("witness", "witnesses", "siglum", "translation", "authority")


def copy_of(project: Mapping[str, bytes], number: int) -> tuple[Files, dict]:
    """One copy of every work and source, without its anchors, and its entries for sources.yml."""
    chance = random.Random(number)
    registry = _registry(project)
    named = _renaming(project, number)
    files: Files = {}
    entries: dict[str, dict] = {}
    for folder in COPIED:
        for stem in _stems(project, folder):
            record = named(_load(project[f"editorial/{folder}/{stem}.yml"]))
            if folder == "transcriptions":
                entry = named(registry[stem])
                lines = project[f"sources/{registry[stem]['file']}"].decode().splitlines(keepends=True)
                text, record["cuts"] = _in_another_order(lines, record["cuts"], chance)
                entry |= {"file": f"{record['source']}.txt", "sha256": hashlib.sha256(text).hexdigest()}
                files[f"sources/{entry['file']}"] = text
                entries[record["source"]] = entry
            files[f"editorial/{folder}/{named(stem)}.yml"] = _yaml(record)
    return files, entries


def _registry(project: Mapping[str, bytes]) -> dict[str, dict]:
    return _load(project["sources/sources.yml"])["sources"]


def references_of(project: Mapping[str, bytes], number: int) -> list[dict]:
    """The references of one copy: what its works mention, under ids of its own."""
    named = _renaming(project, number)
    references = _load(project[REFERENCES])["references"] if REFERENCES in project else []
    return [named(record) | {"id": f"{record['id']}-{number}"} for record in references]


def _renaming(project: Mapping[str, bytes], number: int):
    """A function that gives data with slugs, source names, sigla and ids of references made those of this copy."""
    registry = _registry(project)
    names, sigla = [*registry, *_stems(project, "works")], [record["siglum"] for record in registry.values()]
    name = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def renamed(value, key: str = ""):
        if isinstance(value, dict):
            return {renamed(k): renamed(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [renamed(one, key) for one in value]
        if not isinstance(value, str):
            return value
        if key in SIGLA and (value in sigla or key in ("siglum", "translation")):
            return f"{value}{number}"
        if key == "references":
            return f"{value}-{number}"
        return name.sub(lambda match: f"{match[0]}-{number}", value)

    return renamed


def _in_another_order(lines: list[str], cuts: list[dict], chance: random.Random) -> tuple[bytes, list[dict]]:
    """A source with its clauses, whole lines each, in another order, and its cuts at their new lines."""
    groups = _groups(cuts)
    ends = [group[0]["at"] for group in groups[1:]] + [len(lines) + 1]
    blocks = [(group, lines[group[0]["at"] - 1 : end - 1]) for group, end in zip(groups, ends, strict=True)]
    chance.shuffle(blocks)
    text, moved = lines[: groups[0][0]["at"] - 1], []
    for group, block in blocks:
        by = len(text) + 1 - group[0]["at"]
        moved += [cut | {name: cut[name] + by for name in LINES if name in cut} for cut in group]
        text += [line if line.endswith("\n") else f"{line}\n" for line in block]
    return "".join(text).encode(), moved


def _groups(cuts: list[dict]) -> list[list[dict]]:
    """Cuts that stay together: those of a line, and those of a clause with what is dropped between them."""
    last = {(cut.get("keep"), cut.get("lang")): at for at, cut in enumerate(cuts) if "keep" in cut}
    groups: list[list[dict]] = []
    until = -1
    for at, cut in enumerate(cuts):
        if at > until and (not groups or cut["at"] != groups[-1][-1]["at"]):
            groups.append([])
        groups[-1].append(cut)
        until = max(until, last.get((cut.get("keep"), cut.get("lang")), at))
    return groups


# … to here.


def _stems(project: Mapping[str, bytes], folder: str) -> list[str]:
    prefix = f"editorial/{folder}/"
    return [path.removeprefix(prefix).removesuffix(".yml") for path in project if path.startswith(prefix)]


def _load(data: bytes) -> dict:
    return yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _yaml(record: object) -> bytes:
    """JSON, which is YAML too; a date prints as itself."""
    return json.dumps(record, ensure_ascii=False, default=str).encode()


def synthetic(project: Mapping[str, bytes], works: int) -> Files:
    """A project with at least that many works: whole copies of the real one."""
    files = {path: data for path, data in project.items() if path.startswith(SHARED)}
    entries: dict[str, dict] = {}
    references: list[dict] = []
    for number in range(1, -(-works // len(_stems(project, "works"))) + 1):
        copied, registered = copy_of(project, number)
        files |= copied
        entries |= registered
        references += references_of(project, number)
    if GLOSSARY in project:  # it names clauses of the first copy
        files[GLOSSARY] = _yaml(_renaming(project, 1)(_load(project[GLOSSARY])))
    return files | {"sources/sources.yml": _yaml({"sources": entries}), REFERENCES: _yaml({"references": references})}


def measure(folder: Path) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one conversion of the project in ``folder``."""
    command = [sys.executable, str(ROOT / "scripts" / "convert.py"), "--root", str(folder)]
    with (folder / "printed").open("w") as printed:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit((folder / "printed").read_text("utf-8")[:2000])
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def rows(sizes: list[int]) -> Iterator[tuple[int, int, int, float, int]]:
    """Works, clauses, notes, seconds and bytes, for each size."""
    project = read_project(ROOT)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            folder = Path(name)
            for path, data in synthetic(project, size).items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            register = [sys.executable, str(ROOT / "scripts" / "convert.py"), "--root", name, "--register"]
            subprocess.run(register, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            seconds, memory = measure(folder)
            data = folder / "build" / "public" / "data"
            works = json.loads((data / "works.json").read_text("utf-8"))
            notes = (data / "annotations.jsonl").read_bytes().count(b"\n")
            yield len(works), sum(len(work["clauses"]) for work in works), notes, seconds, memory


def main() -> int:
    """Print a row for each size as it is measured; 0."""
    parser = argparse.ArgumentParser(description="Time conversions of synthetic works.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many works (10 100 1000)")
    titles = f"{'works':>6} {'clauses':>8} {'notes':>8} {'seconds':>8}"
    titles += f" {'ms/clause':>10} {'peak MB':>8} {'kB/clause':>10}"
    print(titles, "times the row above", sep="  ", flush=True)
    above = None
    for works, clauses, notes, seconds, memory in rows(list(parser.parse_args().sizes)):
        line = f"{works:>6,} {clauses:>8,} {notes:>8,} {seconds:>8.2f} {1e3 * seconds / clauses:>10.3f}"
        line += f" {memory / 1e6:>8,.0f} {memory / 1e3 / clauses:>10.1f}"
        if above:
            line += f"  clauses × {clauses / above[0]:.1f}, seconds × {seconds / above[1]:.1f}"
            line += f", memory × {memory / above[2]:.1f}"
        print(line, flush=True)
        above = (clauses, seconds, memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())

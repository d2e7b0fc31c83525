"""Sources and editorial judgement in; pages, data and resolvers out.

convert.py             write docs/ and build/public/
convert.py --check     compare the committed pages with what would be made; write nothing
convert.py --register  append new clauses to the registry of anchors, then write
convert.py --release   record the anchors that this version of the edition promises, then write

Exit status: 0 done · 1 problems, printed as file:line:col: CODE finding (fix: remedy), nothing written ·
2 usage · 3 the environment lacks something.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from edition import anchors, build, register
from edition.model import Agreement, Edition
from edition.problems import EXIT_OK, EXIT_PROBLEMS, Place, Problem, Problems, report
from edition.read import read_project, read_tree
from edition.write import remove_files, write_files
from project import committed, generated_folders, load, outputs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    # Nothing here makes cycles, and full collections over a growing edition make the work grow faster than the text.
    gc.disable()
    options = _options(arguments)
    began = time.perf_counter()
    root = Path(options.root).resolve()
    if options.register:
        problems = _register(root)
        if problems:
            return _fail(problems)
    edition, problems = load(root)
    if edition is None:
        return _fail(problems)
    files, problems = outputs(edition)
    if options.check and not problems:
        problems = _stale(root, edition, files)
    if problems:
        return _fail(problems)
    if options.check:
        print(_summary(edition, began))
        return EXIT_OK
    if options.release:
        write_files(root, register.release_file(edition))
    there = [name for folder in generated_folders(edition) for name in read_tree(root, folder)]
    write_files(root, files)
    remove_files(root, (name for name in there if name not in files))
    print(_summary(edition, began))
    return EXIT_OK


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="compare, write nothing")
    what.add_argument("--register", action="store_true", help="append new clauses to the registry of anchors")
    what.add_argument("--release", action="store_true", help="record the anchors this version promises")
    parser.add_argument("--root", default=Path(__file__).parent.parent, help="the project’s folder")
    return parser.parse_args(arguments)


def _register(root: Path) -> Problems:
    """Append what the registry lacks. Only a registry that is behind may be wrong with the project."""
    files = read_project(root)
    made, problems = build.stages(files)
    others = tuple(problem for problem in problems if problem.code != anchors.UNREGISTERED)
    if made is None or others:
        return others
    missing = anchors.unregistered(made.works, made.decided)
    write_files(root, register.registry_lines(missing, files, made.decided.edition.version))
    return ()


def _stale(root: Path, edition: Edition, files: Mapping[str, bytes]) -> Problems:
    """Committed pages that are not what the edition makes."""
    wanted = committed(edition)
    there = {
        name: data for language in edition.languages for name, data in read_tree(root, f"docs/{language.key}").items()
    }
    found = [
        Problem(Place(name), "G001",
                "this page is not what the edition makes" if name in there else "this page is missing",
                "run scripts/convert.py and commit it")
        for name, data in wanted.items() if there.get(name) != data
    ]
    found += [
        Problem(Place(name), "G002", "the edition makes no such page", "run scripts/convert.py, which removes it")
        for name in there if name not in files
    ]
    return tuple(found)


def _fail(problems: Problems) -> int:
    print(report(problems), file=sys.stderr)
    return EXIT_PROBLEMS


def _summary(edition: Edition, began: float) -> str:
    clauses = sum(1 for _ in edition.clauses())
    done = (
        f"{len(edition.works)} works · {clauses} clauses · {len(edition.emendations())} emendations · "
        f"{len(edition.apparatus())} variants · {len(edition.annotations)} notes · {len(edition.terms)} terms · "
        f"{len(edition.references)} references · {time.perf_counter() - began:.2f} s"
    )
    return "\n".join([*map(_agreement, edition.agreements), done])


def _agreement(agreement: Agreement) -> str:
    """How far the two readings of a work agreed."""
    rate = 100 * agreement.both / agreement.notes if agreement.notes else 0
    return (
        f"{agreement.work}: two readings of {agreement.clauses} clauses, {agreement.findings[0]} and "
        f"{agreement.findings[1]} findings, {agreement.shared[0]} and {agreement.shared[1]} of them on words that the "
        f"other found too · {agreement.notes} notes on differences, {agreement.both} of them found by both "
        f"({rate:.0f} %), {agreement.one} by one · {agreement.aside} findings set aside"
    )


if __name__ == "__main__":
    sys.exit(main())

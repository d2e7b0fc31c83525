"""The rules of the house that a machine can hold: who imports whom, what code may not know, its size."""

from __future__ import annotations

import ast
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
EDITION = SCRIPTS / "edition"
MODULES = sorted([*SCRIPTS.rglob("*.py"), *(ROOT / "hooks").glob("*.py")])

LONGEST_MODULE, LONGEST_HOOK, LONGEST_FUNCTION = 250, 40, 40

#: Only these two modules of the edition touch the disk, and only the pipeline puts the stages together.
DISK = {"read", "write"}
NOUNS = {"model", "provenance", "commentary", "problems"}
#: What a module needs to touch anything outside its arguments.
OUTSIDE = {"asyncio", "glob", "http", "io", "locale", "os", "pathlib", "random", "secrets", "shutil",
           "socket", "subprocess", "tempfile", "time", "urllib.request", "uuid"}  # fmt: skip

#: In pieces, so that this file does not name them either.
REGISTRIES = [
    ".".join(host)
    for host in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
        ("crates", "io"), ("rubygems", "org"), ("proxy", "golang", "org"), ("anaconda", "org"),
        ("unpkg", "com"), ("jsdelivr", "net"), ("deb", "debian", "org"), ("archive", "ubuntu", "com"),
    )
]  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|farm|root|home|Users)/\w")

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")

by_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports_of(path: Path) -> Iterator[str]:
    """Full names of what a module imports: ``edition.model`` for ``from .model import …`` in the package."""
    package = path.relative_to(SCRIPTS).parent.parts if path.is_relative_to(SCRIPTS) else ()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if is_module(whole) else base


def is_module(name: str) -> bool:
    path = SCRIPTS.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def of_edition(path: Path) -> set[str]:
    """The modules of the edition that a module imports, without the package's name."""
    return {name.removeprefix("edition.") for name in imports_of(path) if name.startswith("edition.")}


def stages() -> dict[str, Path]:
    skipped = DISK | NOUNS | {"__init__", "build"}
    return {path.stem: path for path in EDITION.glob("*.py") if path.stem not in skipped}


def test_nouns_import_nothing_of_the_edition_but_nouns() -> None:
    for name in NOUNS:
        assert of_edition(EDITION / f"{name}.py") <= NOUNS - {name}


@pytest.mark.parametrize("name", sorted(stages()))
def test_a_stage_sees_nouns_and_stages_only(name: str) -> None:
    assert of_edition(stages()[name]) <= NOUNS | set(stages())


def test_stages_import_one_way() -> None:
    """No stage reaches itself through what it imports."""
    wanted = {name: of_edition(path) & set(stages()) for name, path in stages().items()}
    while free := {name for name, others in wanted.items() if not others & set(wanted)}:
        wanted = {name: others for name, others in wanted.items() if name not in free}
    assert not wanted, "these import each other in a ring"


def test_the_readers_and_writers_do_not_build_or_render() -> None:
    for name in DISK:
        assert of_edition(EDITION / f"{name}.py") <= NOUNS | set(stages())


def test_the_pipeline_neither_reads_nor_renders() -> None:
    assert of_edition(EDITION / "build.py") <= NOUNS | set(stages())


@pytest.mark.parametrize("path", sorted((EDITION / "render").glob("*.py")), ids=lambda path: path.name)
def test_a_renderer_sees_the_model_only(path: Path) -> None:
    others = {name for name in of_edition(path) if not re.match(r"render(\.|$)", name)}
    assert others <= {"model"}


@by_module
def test_only_commands_put_things_together(path: Path) -> None:
    """Nothing in the package imports a command, and nobody touches sys.path."""
    commands = {command.stem for command in SCRIPTS.glob("*.py")}
    if path.is_relative_to(EDITION):
        assert not commands & {name.partition(".")[0] for name in imports_of(path)}
    assert "sys.path" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(EDITION.rglob("*.py")) if path.stem not in DISK],
    ids=lambda path: path.relative_to(EDITION).as_posix(),
)
def test_the_core_is_pure(path: Path) -> None:
    """Files, clocks, chance, locales and networks are for commands, and for read and write."""
    assert not OUTSIDE & {name for whole in imports_of(path) for name in (whole, whole.partition(".")[0])}
    calls = {node.func.id for node in ast.walk(tree_of(path)) if is_call_by_name(node)}
    assert not calls & {"open", "print", "input", "exec", "eval", "__import__"}
    attributes = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    assert not attributes & {"now", "today", "utcnow"}


def is_call_by_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


@by_module
def test_a_module_is_short(path: Path) -> None:
    longest = LONGEST_HOOK if path.parent.name == "hooks" else LONGEST_MODULE
    assert len(path.read_text("utf-8").splitlines()) <= longest


@by_module
def test_a_function_is_short(path: Path) -> None:
    functions = (n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION}


@cache
def slugs() -> list[str]:
    return sorted(path.stem for path in (ROOT / "editorial" / "works").glob("*.yml"))


@cache
def sources() -> dict[str, str]:
    """The text of each source without white space, by siglum."""
    listed = yaml.safe_load((ROOT / "sources" / "sources.yml").read_text("utf-8"))
    records = listed["sources"] if isinstance(listed, dict) and "sources" in listed else listed
    records = records.values() if isinstance(records, dict) else records
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "sources").glob("*.txt"))]
    assert len(texts) == len(list(records))
    return {record["siglum"]: re.sub(r"\s+", "", text) for record, text in zip(records, texts, strict=True)}


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every string in the code with its line. Docstrings and comments may cite evidence."""
    statements = {id(node.value) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.lineno, node.value


@by_module
def test_code_knows_no_work(path: Path) -> None:
    """Not in a docstring either: WORK stands for any."""
    assert slugs()
    with path.open("rb") as file:
        tokens = [token for token in tokenize.tokenize(file.readline) if token.type != tokenize.COMMENT]
    code = "\n".join(token.string for token in tokens)
    assert not [slug for slug in slugs() if slug in code]


@by_module
def test_code_holds_no_text_of_a_source(path: Path) -> None:
    """No two Han characters together, and no six words of a source: judgement is data."""
    every = "".join(sources().values())
    for line, text in strings_of(path):
        assert not HAN.search(text), f"line {line}"
        words = text.split()
        runs = ("".join(words[at : at + 6]) for at in range(len(words) - 5))
        assert not [run for run in runs if len(run) > 20 and run in every], f"line {line}"


@by_module
def test_code_treats_no_witness_apart(path: Path) -> None:
    """No siglum with a line (A:48), and no comparison with a siglum."""
    sigla = "|".join(sorted(sources()))
    place = re.compile(rf"\b(?:{sigla})(?::|, ?lines? |\.)\d+\b")
    assert not [line for line, text in strings_of(path) if place.search(text)]
    comparisons = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Compare))
    compared = (node for one in comparisons for node in [one.left, *one.comparators])
    constants = {node.value for node in compared if isinstance(node, ast.Constant)}
    assert not constants & set(sources())


@cache
def tracked() -> list[Path]:
    """The files that git tracks or would, were all of them added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        names = [host for host in REGISTRIES if host in text.lower()] + MACHINE_PATH.findall(text)
        found += [f"{path.relative_to(ROOT)}: {name}" for name in names]
    assert not found


def test_every_command_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*?## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert {"site", "test", "serve", "check", "bench", "lock", "clean", "help"} == set(targets)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [target for target in targets if f"make {target}" not in readme]


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    groups = text.partition("[dependency-groups]")[2].partition("\n[")[0]
    wanted = [line for line in groups.splitlines() if line.startswith('    "')]
    unexplained = [line for number, line in enumerate(wanted) if "#" not in line]
    assert len(wanted) > 10
    assert all("pymdown" in line for line in unexplained)  # explained by the comment above the pair


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_pins_every_file_and_names_no_index(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--(?:extra-)?index|--find-links", "\n".join(entries))

"""Each folder of tests/cases/yaml is a rule: what is said of in/input.yml, exactly, is in expected.txt."""

from pathlib import Path

import pytest

from edition.problems import report
from edition.strict_yaml import parse

CASES = sorted((Path(__file__).parent / "cases" / "yaml").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_problems_are_those_expected(case: Path) -> None:
    _, problems = parse((case / "in" / "input.yml").read_bytes(), "input.yml")
    said = "".join(f"{line}\n" for line in report(problems).splitlines())
    assert said == (case / "expected.txt").read_bytes().decode()


def test_every_code_has_a_case() -> None:
    said = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    assert [code for code in (f"Y{number:03}" for number in range(1, 14)) if code not in said] == []

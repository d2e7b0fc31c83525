"""What is wrong with the input, said so that an editor can mend it.

A problem is printed as ``file:line:col: CODE finding (fix: remedy)``. Stages
return their problems beside their result; nothing raises for bad input, and
nothing is written while there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

EXIT_OK = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: ``line`` and ``col`` are 1-based, ``col`` counts code points."""

    file: str
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. ``code`` is a letter for the stage and three digits, and never changes its meaning."""

    place: Place
    code: str
    finding: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.finding} (fix: {self.remedy})"


Problems = tuple[Problem, ...]


def quoted(text: str, limit: int = 40) -> str:
    """``text`` as it may be shown on one line of a terminal: controls escaped, long text cut in the middle."""
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}…{text[-half:]}"
    return "“" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text) + "”"


def report(problems: Problems) -> str:
    """All problems in the order of their places, one a line."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))

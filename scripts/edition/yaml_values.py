"""What a YAML document is made of here: scalars, sequences and mappings that know their places. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, integer, boolean or None. ``raw`` is as written, with its quotes; ``plain``: it has none."""

    value: str | int | bool | None
    raw: str
    plain: bool
    file: str
    line: int  # line and column are here, not in a Place: half the objects, and a third of the time
    col: int

    @property
    def place(self) -> Place:
        """Where it begins: its first character or quote."""
        return Place(self.file, self.line, self.col)


@dataclass(frozen=True, slots=True)
class Sequence:
    """``place`` is that of its first dash or of its bracket."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """``values`` and ``keys`` (which know their places) by key, in the order of the file.

    ``place`` is that of its first key or of its brace.
    """

    values: dict[str, Value]
    keys: dict[str, Scalar]
    place: Place


Value = Scalar | Sequence | Mapping

"""How exact the edition is, in figures: each a function of the edition, none of them written by hand."""

from __future__ import annotations

from collections.abc import Callable

from edition.model import Edition
from edition.render import escape
from edition.render.strip import percent
from edition.render.words import Words

COUNTS: dict[str, Callable[[Edition], int]] = {
    "works": lambda edition: len(edition.works),
    "sources": lambda edition: len(edition.sources),
    "count.clauses": lambda edition: sum(1 for _ in edition.clauses()),
    "count.emendations": lambda edition: len(edition.emendations()),
    "count.readings": lambda edition: len(edition.apparatus()),
    "count.accidentals": lambda edition: edition.accidentals,
    "count.notes": lambda edition: len(edition.annotations),
    "count.characters": lambda edition: sum(len(source.text) for source in edition.sources),
    "count.accounted": lambda edition: sum(len(entry.text) for entry in edition.ledger),
    "count.kept": lambda edition: _with_fate(edition, "kept"),
    "count.dropped": lambda edition: _with_fate(edition, "dropped"),
    "count.regularized": lambda edition: sum(rule.count for rule in edition.regularizations),
    "count.rules": lambda edition: len(edition.regularizations),
}
LISTED = (
    "sources", "count.characters", "count.accounted", "count.clauses",
    "count.regularized", "count.emendations", "count.readings", "count.notes",
)  # fmt: skip


def figure(name: str) -> Callable[[Words, str], str]:
    """The field that is filled with a count, with a comma between thousands."""
    return lambda words, here: f"{COUNTS[name](words.edition):,}"


def listing(words: Words, here: str) -> str:
    """The figures worth knowing at a glance, each with its words: a block of HTML."""
    edition = words.edition
    shown = {name: f"{COUNTS[name](edition):,}" for name in LISTED}
    shown["count.accounted"] = percent(COUNTS["count.accounted"](edition), COUNTS["count.characters"](edition))
    items = [
        f"<li><strong>{escape.html(count)}</strong> <span>{escape.html(words(_label(name)))}</span></li>"
        for name, count in shown.items()
    ]
    return "\n".join(('<ul class="figures">', *items, "</ul>"))


def _with_fate(edition: Edition, fate: str) -> int:
    return sum(len(entry.text) for entry in edition.ledger if entry.fate == fate)


def _label(name: str) -> str:
    return f"figure.{name.removeprefix('count.')}"

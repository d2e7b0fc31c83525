"""A source line by line: its characters as they stand, and the fate of each run in words beneath.

What a run becomes stands beside it in ``<ins>``; where a line serves several clauses, a small
link says where each begins. Nothing is told by colour alone: every fate of a line is named,
a regularization with how often it applies. Where a line goes on from an earlier one, it says from which.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from edition.model import Emendation, LedgerEntry, Source, Span
from edition.render import escape, links
from edition.render.words import Words, shorten

QUOTE = 80  # code points of a passage that is named beneath a line
PAIR = 8  # code points of a mark and what it becomes, at most, that are held on the line of what is before them

Continued = Mapping[int, Sequence[tuple[str, int]]]  # line -> how its pieces are joined, and to which lines


@dataclass(frozen=True, slots=True)
class Run:
    """The part of a ledger entry that falls on one line, without its line feed, and what stands in its place.

    Of an entry that goes over several lines, only the first part that can be seen says what becomes of it.
    """

    text: str
    becomes: str
    entry: LedgerEntry


@dataclass(slots=True)
class Line:
    """The runs of one line, in order. Its line feed belongs to its last run and is not in ``text``."""

    number: int  # 1-based
    runs: list[Run] = field(default_factory=list)
    joins: Sequence[tuple[str, int]] = ()  # how it goes on from earlier lines, and which

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def continued(spans: Iterable[Span], text: str) -> Continued:
    """Where the pieces of a source that were cut off begin: line -> join and last line of the piece before.

    ``spans`` are those of one source, in order, and ``text`` is the source. Lines that show nothing of a piece
    are not of it; a piece that goes on within a line is not named.
    """
    found: dict[int, list[tuple[str, int]]] = {}
    ends: dict[tuple[str | None, ...], int] = {}
    for span in spans:
        piece = text[span.start : span.end]
        shown = piece.lstrip()
        if span.ref is None or not shown:
            continue
        part = (span.ref, span.lang, span.part)
        first = span.line + piece[: len(piece) - len(shown)].count("\n")
        before = ends.get(part, first)
        if span.join and before < first:
            found.setdefault(first, []).append((span.join, before))
        ends[part] = first + shown.rstrip().count("\n")
    return found


def split(entries: Sequence[LedgerEntry], joins: Continued | None = None) -> list[Line]:
    """The lines of a source from its ledger; joined by line feeds they are the file, but for a last one.

    An insertion, which has no characters, stands on the line that it names.
    """
    lines: list[Line] = []
    number = 1
    for entry in entries:
        at = number if entry.text else entry.line
        becomes = entry.becomes
        pieces = entry.text.split("\n")
        number += len(pieces) - 1
        for offset, piece in enumerate(pieces):
            if not piece and entry.text and offset == len(pieces) - 1:
                continue  # the entry ends with its line
            lines += [Line(n) for n in range(len(lines) + 1, at + offset + 1)]
            seen = piece or not entry.text
            lines[at + offset - 1].runs.append(Run(piece, becomes if seen else "", entry))
            becomes = "" if seen else becomes
    for line in lines:
        line.joins = (joins or {}).get(line.number, ())
    return lines


def html(line: Line, source: Source, emendations: Mapping[str, Emendation], words: Words, here: str) -> str:
    """One line as one block of HTML, with its number as id and as link to itself."""
    tag = _tag(line, source, words)
    blank = "" if line.text.strip() else " blank"
    name = escape.html(words("source.line", number=line.number))
    return (
        f'<div class="line{blank}" id="L{line.number}">'
        f'<a class="number" href="#L{line.number}" aria-label="{name}">{line.number}</a>'
        f'<p class="source" lang="{tag}">{_characters(line, words, here)}</p>'
        f'<p class="fates">{words("sign.semicolon").join(_fates(line, emendations, words, here))}</p></div>'
    )


def _tag(line: Line, source: Source, words: Words) -> str:
    """The language of a line: what it is kept for, else the source's only one, else undetermined."""
    kept = [run.entry.lang for run in line.runs if run.entry.lang]
    keys = kept[:1] or (source.languages if len(source.languages) == 1 else ())
    return words.edition.language(keys[0]).tag if keys else "und"


def _characters(line: Line, words: Words, here: str) -> str:
    """The runs of a line; each but a kept one is in an element that says its fate."""
    several = len({run.entry.ref for run in line.runs if run.entry.ref}) > 1
    pieces = []
    for ref, runs in groupby(line.runs, key=lambda run: run.entry.ref):
        if several and ref:
            name = escape.html(ref.partition("#")[2])
            pieces.append(f'<a class="to" href="{_way(ref, words, here)}">{name}</a>')
        pieces += _runs(runs)
    return "".join(pieces)


def _runs(runs: Iterable[Run]) -> list[str]:
    """Runs as HTML; a mark that may not begin a line is held on the line of the wide sign or the gap before it.

    Browsers part the two where an element begins between them.
    """
    pieces: list[str] = []
    held: list[str] = []
    for run in runs:
        kept, text, shown = run.entry.fate == "kept", run.text, _run(run)
        if held and _closes((run.becomes or text)[:1]) and (kept or len(text + run.becomes) <= PAIR):
            held.append(escape.html(text[:1]) if kept else shown)
            text = text[1:] if kept else ""
            if not text:
                continue
        pieces += _together(held)
        held = []
        if kept and text and unicodedata.east_asian_width(text[-1]) in "WF":
            pieces.append(escape.html(text[:-1]))
            held = [escape.html(text[-1])]
        elif text.isspace() and not run.becomes:
            held = [shown]
        else:
            pieces.append(escape.html(text) if kept else shown)
    return pieces + _together(held)


def _closes(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign) in ("Pe", "Pf", "Po")


def _together(held: list[str]) -> list[str]:
    return [f'<span class="pair">{"".join(held)}</span>'] if len(held) > 1 else held


def _run(run: Run) -> str:
    text, becomes, fate = escape.html(run.text), escape.html(run.becomes), run.entry.fate
    if fate == "kept":
        return text
    kind = f"{fate} gap" if run.text.isspace() else fate
    stands = f'<del class="{kind}">{text}</del>' if text else ""
    return stands + (f'<ins class="{fate}">{becomes}</ins>' if becomes else "")


def _fates(line: Line, emendations: Mapping[str, Emendation], words: Words, here: str) -> list[str]:
    """The fates of a line in words: kept where, dropped why, regularized how often, emended how."""
    entries = [run.entry for run in line.runs]
    fates = []
    published = [entry for entry in entries if entry.ref and entry.fate in ("kept", "emended")]
    if published:
        refs = dict.fromkeys(entry.ref or "" for entry in published)
        fates.append(_fate("kept", [_clause(ref, published, words, here) for ref in refs], words))
    fates += [
        f'<a href="#L{before}">{_label(f"join.{join}", words, line=before)}</a>' for join, before in line.joins
    ]
    reasons = dict.fromkeys(entry.reason for entry in entries if entry.fate == "dropped")
    if reasons:
        fates.append(_fate("dropped", [_label(f"reason.{reason}", words) for reason in reasons], words))
    rules = Counter(entry.rule or "" for entry in entries if entry.fate == "regularized")
    if rules:
        counted = ((escape.html(words.rule(rule)), count) for rule, count in rules.items())
        named = [f"{rule} ×{count}" if count > 1 else rule for rule, count in counted]
        fates.append(_fate("regularized", named, words))
    emended = {entry.emendation: entry for entry in entries if entry.fate == "emended"}
    if emended:
        changes = [_change(entry, emendations.get(id or ""), words) for id, entry in emended.items()]
        fates.append(_fate("emended", changes, words))
    return fates


def _fate(fate: str, named: list[str], words: Words) -> str:
    return f'<span class="{fate}">{_label(f"fate.{fate}", words)}</span> {words.list(named)}'


def _change(entry: LedgerEntry, emendation: Emendation | None, words: Words) -> str:
    """The whole emendation, though a ledger entry may be a part of it, with its reason."""
    before, after = (emendation.before, emendation.after) if emendation else (entry.text, entry.becomes)
    tag = words.edition.language(entry.lang).tag if entry.lang else "und"
    named = " → ".join(_quote(text, tag, words) for text in (before, after))
    why = _label(f"reason.{emendation.reason}", words) if emendation else ""
    return f"{named}{words('sign.open')}{why}{words('sign.close')}" if why else named


def _quote(text: str, tag: str, words: Words) -> str:
    """A passage in its language; one that cannot be seen is named in the page's."""
    shown = words.visible(text)
    named = escape.html(shorten(shown, QUOTE))
    return f'<q lang="{tag}">{named}</q>' if shown == text else named


def _way(ref: str, words: Words, here: str) -> str:
    return escape.html(links.relative(here, links.clause(words.language, ref)))


def _clause(ref: str, published: list[LedgerEntry], words: Words, here: str) -> str:
    """A link to a clause, with the parts of it that a line serves when that is not its text alone."""
    name = f'<a href="{_way(ref, words, here)}">{escape.html(ref)}</a>'
    parts = list(dict.fromkeys(entry.part or "text" for entry in published if entry.ref == ref))
    if parts == ["text"]:
        return name
    named = words.list([_label(f"part.{part}", words) for part in parts])
    return f"{name}{words('sign.open')}{named}{words('sign.close')}"


def _label(key: str, words: Words, **values: object) -> str:
    return escape.html(words(key, **values))

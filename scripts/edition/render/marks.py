"""Annotated words: a published text split wherever a quote begins or ends, each piece linked to what speaks of it.

A piece that notes speak of is a link to the first of them and names them all; else it leads to the reference or the
term it is. Where words are absent stands a link without words, which the style sheet shows. The characters of the
text are the published ones, none more and none less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.model import Edition, Quotes
from edition.render import escape, links
from edition.render.words import Words

LAYERS = ("note", "ref", "term")  # what a link leads to, the first of them that a piece has


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a part of a text, and what it belongs to: ``start`` is ``end`` where words are absent."""

    start: int
    end: int
    layer: str
    id: str
    kind: str  # of a note
    significance: int  # of a note
    number: bool  # the note's sign stands after it


Place = tuple[str, str, str]  # reference, language, part
Marks = Mapping[Place, list[Mark]]


def of_edition(edition: Edition) -> Marks:
    """All marks: of notes, of names of references, and of terms, the first place of each in a text."""
    marks: dict[Place, list[Mark]] = defaultdict(list)
    for note in edition.annotations:
        _add(marks, note.quotes, "note", note.id, note.kind, note.significance)
    for reference in edition.references:
        for mention in reference.mentions:
            if not mention.implicit:
                _add(marks, mention.quotes, "ref", reference.id, "", 0)
    _add_terms(marks, edition)
    return marks


def _add(marks: dict[Place, list[Mark]], quotes: Quotes, layer: str, id: str, kind: str, significance: int) -> None:
    for quoted in quotes.values():
        for quote in quoted:
            for n, piece in enumerate(quote.pieces, 1):
                mark = Mark(piece.start, piece.end, layer, id, kind, significance, n == len(quote.pieces))
                marks[quote.ref, quote.lang, piece.part].append(mark)


def _add_terms(marks: dict[Place, list[Mark]], edition: Edition) -> None:
    """The first attestation of each term in the text of each clause, where no longer term stands."""
    found: dict[Place, list[Mark]] = defaultdict(list)
    for term in (term for term in edition.terms if term.marked):
        seen: set[Place] = set()
        for quoted in term.attestations.values():
            for quote in quoted:
                piece = quote.pieces[0]
                place = (quote.ref, quote.lang, piece.part)
                if piece.part == "text" and len(quote.pieces) == 1 and place not in seen:
                    seen.add(place)
                    found[place].append(Mark(piece.start, piece.end, "term", term.id, "", 0, False))
    for place, several in found.items():
        end = 0
        for mark in sorted(several, key=lambda mark: (mark.start, -mark.end)):
            if mark.start >= end:
                marks[place].append(mark)
                end = mark.end


def marked(text: str, marks: list[Mark], words: Words, here: str) -> str:
    """``text`` as inline Markdown with its marks: the empty list leaves it as it is."""
    if not marks:
        return escape.markdown(text)
    pieces = []
    for start, end, active, absent in _split(len(text), marks):
        pieces += [_lack(mark, words) for mark in absent]
        if start < end:
            piece = _piece(text, start, end)
            spoken = any(map(str.isalnum, text[start:end]))
            pieces.append(_link(piece, active, end, spoken, words, here) if active else piece)
    return "".join(pieces)


def _piece(text: str, start: int, end: int) -> str:
    """A piece of a text as inline Markdown: a single space stays plain where words stand on both sides of it."""
    words = text[start:end]
    before = " " if words[:1] == " " and text[max(start - 1, 0) : start].strip() and words[1:2].strip() else ""
    after = " " if words[-1:] == " " and words[-2:-1].strip() and text[end : end + 1].strip() else ""
    return before + escape.markdown(words[len(before) : len(words) - len(after)]) + after


def _split(length: int, marks: list[Mark]) -> Iterator[tuple[int, int, list[Mark], list[Mark]]]:
    """Every piece between two boundaries with the marks that cover it, and the absences at its start."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    lacks: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        (begins if mark.start < mark.end else lacks)[mark.start].append(mark)
    edges = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    active: list[Mark] = []
    for start, end in zip(edges, [*edges[1:], length], strict=True):
        active = [mark for mark in active if mark.end > start] + begins[start]
        yield start, end, active, lacks[start]


def _link(piece: str, active: list[Mark], end: int, spoken: bool, words: Words, here: str) -> str:
    """A piece of the text as a link; of several notes, to that with the shortest quote, which is the most precise."""
    layer = next(layer for layer in LAYERS if any(mark.layer == layer for mark in active))
    own = sorted((mark for mark in active if mark.layer == layer), key=lambda mark: mark.end - mark.start)
    if layer == "note":
        classes = f".q .s{max(mark.significance for mark in own)} "
        classes += " ".join(f".{kind}" for kind in dict.fromkeys(mark.kind for mark in own))
        attributes = [f'data-notes="{" ".join(dict.fromkeys(mark.id for mark in own))}"']
        signs = [mark.id[1:] for mark in own if mark.number and mark.end == end]
        attributes += [f'data-sign="{" ".join(signs)}"'] if signs else []
        way = f"#{own[0].id}"
    else:
        classes, attributes, way = f".{layer}", [], _way(own[0], words, here)
    others = {mark.layer: mark for mark in reversed(active) if mark.layer != "note" and mark != own[0]}
    for mark in others.values():
        if layer == "note" or mark.layer != layer:
            attributes.append(f'data-{mark.layer}="{mark.id}"')
    if not spoken:
        # A space or a comma alone between two quotes says nothing as a link; its note has other words.
        return f'<span class="{classes.replace(".", "")}" {" ".join(dict.fromkeys(attributes))}>{piece}</span>'
    return f"[{piece}]({way}){{: {' '.join((classes, *dict.fromkeys(attributes)))} }}"


def _way(mark: Mark, words: Words, here: str) -> str:
    page = "references" if mark.layer == "ref" else "glossary"
    return links.relative(here, f"{links.page(words.language, page)}#{mark.id}")


def _lack(mark: Mark, words: Words) -> str:
    name = escape.html(words("note.absent-here", id=mark.id[1:]))
    sign = f' data-sign="{mark.id[1:]}"' if mark.number else ""
    said = f'lang="{words.language.tag}" aria-label="{name}"'
    return f'[](#{mark.id}){{: .lack .s{mark.significance} .{mark.kind} data-notes="{mark.id}"{sign} {said} }}'

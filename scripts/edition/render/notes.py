"""The notes of a work: folded beneath their clause (or beside it), and all of them on a page of their own.

``docs/LANG/WORK/notes.md`` has every note of a work open, with the words it is about in every language, and says how
the notes came about. A note's own address is ``/WORK/#nN``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from edition.model import Agreement, Annotation, Clause, Edition, Language, Quote, Work
from edition.render import links
from edition.render.cite import citations
from edition.render.escape import html, markdown
from edition.render.page import block, front_matter, paragraph, prose
from edition.render.words import Words, others, title

#: Of a quote in the line that a folded note shows: so many units, words or characters.
SHOWN = {"word": 5, "character": 10}

ByWork = Mapping[str, list[Annotation]]


def by_work(edition: Edition) -> ByWork:
    """The notes of each work, in the order of its text."""
    notes: dict[str, list[Annotation]] = defaultdict(list)
    for note in edition.annotations:
        notes[note.work].append(note)
    return notes


def render(edition: Edition) -> dict[str, bytes]:
    """The pages of all notes, by path, for works that have any."""
    agreements = {agreement.work: agreement for agreement in edition.agreements}
    return {
        f"docs/{language.key}/{slug}/notes.md": (
            _page(edition.work_by_slug[slug], notes, agreements.get(slug), Words(edition, language)) + "\n"
        ).encode()
        for slug, notes in by_work(edition).items()
        for language in edition.languages
    }


def folded(clause: Clause, notes: list[Annotation], words: Words, here: str) -> list[str]:
    """The blocks of a clause's notes, each folded under a line that says what it is about; none without notes."""
    if not notes:
        return []
    name = html(words("notes.of", clause=words.clause(clause)))
    blocks = [f'//// html | div.notes[role="group" aria-label="{name}"]']
    for note in notes:
        attrs = f'{{class: "note {note.kind}", data-note: {note.id}, data-significance: "{note.significance}"}}'
        blocks += [f"/// details | {_summary(note, words)}\n    attrs: {attrs}", *_said(note, words, here), "///"]
    return [*blocks, "////"]


def _summary(note: Annotation, words: Words) -> str:
    """The note's number, its kind, and the first words it is about: "12 Omission: one … – …"."""
    quoted = [
        _quoted(note.quotes[language.key][:1], language, words, SHOWN[language.unit])
        for language in others(words.edition, words.language)
        if language.key in note.quotes
    ]
    return (
        f'<span class="sign">{note.id[1:]}</span> '
        f'<span class="kind">{markdown(words(f"note.{note.differs or note.kind}"))}</span> '
        f"{words('sign.contrast').join(quoted)}"
    )


def _kind(note: Annotation, words: Words) -> str:
    kind = words(f"note.{note.kind}")
    return words("note.kind-differs", kind=kind, differs=words(f"note.{note.differs}")) if note.differs else kind


def _quoted(quotes: Iterable[Quote], language: Language, words: Words, limit: int = 0) -> str:
    """Quotes of one language, or the word that it lacks them."""
    said = []
    for quote in quotes:
        if quote.text:
            text = _first(quote.text, language, limit) if limit else quote.text
            said.append(f'<span class="said" lang="{language.tag}">{markdown(text)}</span>')
        else:
            lack = markdown(words("note.absent", language=words.name(language)))
            said.append(f'<span class="unsaid">{lack}</span>')
    return words("sign.several").join(said)


def _first(text: str, language: Language, limit: int) -> str:
    """The first words or characters of a text, with a sign that more follow."""
    units = text.split(" ") if language.unit == "word" else list(text)
    return text if len(units) <= limit else (" " if language.unit == "word" else "").join(units[:limit]) + "…"


def _said(note: Annotation, words: Words, here: str) -> list[str]:
    """What a note says, and what is to be known of it. Its id stands within the fold, so that its address opens it."""
    formerly = "".join(f'<span id="{id}"></span>' for id in note.formerly)
    body = formerly + prose(words.of(note.body), words, here, note.work)
    return [paragraph(body, f"#{note.id} .body"), *_about(note, words, here)]


def _about(note: Annotation, words: Words, here: str) -> list[str]:
    said = [markdown(words("note.significance", n=note.significance))]
    if note.opinion:
        said.append(markdown(words("note.opinion")))
    if note.kind == "translation" and any(agreement.work == note.work for agreement in words.edition.agreements):
        said.append(markdown(words(f"note.{('none', 'one', 'both')[len(note.readings)]}")))
    blocks = [paragraph(words("sign.semicolon").join(said), ".about")]
    if note.see:
        seen = words.list([_clause(ref, note.work, words, here) for ref in note.see])
        blocks.insert(0, paragraph(f"{markdown(words('note.see'))}{words('sign.colon')}{seen}", ".see"))
    sources = citations(note.references, note.citations, words, here)
    if sources:
        blocks.append(paragraph(f"{markdown(words('note.sources'))}{words('sign.colon')}{sources}", ".sources"))
    return blocks


def _clause(ref: str, work: str, words: Words, here: str) -> str:
    way = links.relative(here, links.clause(words.language, ref))
    return f"[{markdown(words.named(ref, work))}]({way})"


def _page(work: Work, notes: list[Annotation], agreement: Agreement | None, words: Words) -> str:
    name = title(work, words.language.key)
    here = links.page(words.language, work.slug, "notes")
    heading = words("notes.title", title=name)
    back = links.relative(here, links.page(words.language, work.slug))
    blocks = [
        front_matter(heading, words("notes.description", title=name)),
        f"# {markdown(heading)} {{: #title }}",
        paragraph(f"[{markdown(words('notes.back'))}]({back})", ".ways"),
    ]
    at = ""
    for note in notes:
        if note.ref != at:
            at = note.ref
            blocks.append(f"## {_clause(at, work.slug, words, here)} {{: #{at.partition('#')[2]} }}")
        blocks += _note(note, words, here)
    return "\n\n".join(blocks + (_agreement(agreement, words) if agreement else []))


def _note(note: Annotation, words: Words, here: str) -> list[str]:
    """A note as a section: its heading leads to its place beside the text."""
    way = links.relative(here, links.clause(words.language, f"{note.work}#{note.id}"))
    name = f'<span class="sign">{note.id[1:]}</span> <span class="kind">{markdown(_kind(note, words))}</span>'
    blocks = [f"### [{name}]({way}) {{: #{note.id}-head }}"]
    for language in others(words.edition, words.language):
        if language.key in note.quotes:
            name = markdown(words.name(language))
            quoted = _quoted(note.quotes[language.key], language, words)
            blocks.append(paragraph(f"{name}{words('sign.colon')}{quoted}", ".quoted"))
    return [block(f"section.note.{note.kind}", *blocks, *_said(note, words, here))]


def _agreement(agreement: Agreement, words: Words) -> list[str]:
    """How far two independent readings agreed, in figures."""
    rate = f"{100 * agreement.both / agreement.notes:.0f}%" if agreement.notes else "–"
    said = words(
        "notes.agreement-said", clauses=agreement.clauses, first=agreement.findings[0], second=agreement.findings[1],
        shared_first=agreement.shared[0], shared_second=agreement.shared[1],
        notes=agreement.notes, both=agreement.both, rate=rate, one=agreement.one,
        none=agreement.notes - agreement.both - agreement.one, aside=agreement.aside,
    )  # fmt: skip
    return [f"## {markdown(words('notes.agreement'))} {{: #agreement }}", markdown(said)]

"""The page of each work in each language: ``docs/LANG/WORK.md``, Markdown one can read.

A clause opens with a heading in the page's language that bears its id; both
languages' texts follow, the page's own first, then the apparatus and the
emendations and the notes, folded, and the ways to its permanent address and its source lines.
"""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import quote

from edition.model import Annotation, Clause, ClauseText, Edition, Language, Work
from edition.render import apparatus, escape, links, marks, masthead, notes
from edition.render.page import block, front_matter, paragraph
from edition.render.words import Words, others, title


def render(edition: Edition) -> dict[str, bytes]:
    """The pages of all works, by path; each ends with one line feed."""
    of_work = notes.by_work(edition)
    marked = marks.of_edition(edition)
    return {
        f"docs/{language.key}/{work.slug}.md": (
            _page(_View(work, of_work.get(work.slug, []), marked, Words(edition, language))) + "\n"
        ).encode()
        for work in edition.works
        for language in edition.languages
    }


class _View:
    """A work as its page in one language shows it: with the notes by clause, and the marks in its texts."""

    def __init__(self, work: Work, notes: list[Annotation], marked: marks.Marks, words: Words) -> None:
        self.work, self.marked, self.words = work, marked, words
        self.here = links.page(words.language, work.slug)
        self.notes: dict[str, list[Annotation]] = defaultdict(list)
        for note in notes:
            self.notes[note.ref].append(note)

    def text(self, clause: Clause, language: Language, part: str, text: str) -> str:
        """A part of a clause as inline Markdown with its marks."""
        found = self.marked.get((clause.ref, language.key, part), [])
        return marks.marked(text, found, self.words, self.here)


def _page(view: _View) -> str:
    work, words, here = view.work, view.words, view.here
    blocks = [_front_matter(work, words), *masthead.masthead(work, words, here)]
    if view.notes:
        blocks.append(_lead(view))
    level = 2
    framing = []
    for clause in work.clauses:
        if clause.kind == "framing":
            framing.append(clause)
            continue
        # Items of a section stand under its heading; what closes the work does not.
        own = 3 if level == 3 and clause.kind not in ("section", "closing", "preamble") else 2
        level = 3 if clause.kind == "section" else own
        blocks += _clause(clause, own, view)
    return "\n\n".join(blocks + (_framing(framing, view) if framing else []))


def _front_matter(work: Work, words: Words) -> str:
    own = title(work, words.language.key)
    date, issuer = words.date(work.date), words.of(work.issuer)
    description = f"{own}{words('sign.stop')}{words.list([w for w in (issuer, date) if w])}"
    return front_matter(own, description, work.slug)


def _lead(view: _View) -> str:
    """How many notes there are, and the way to all of them. The filter's controls, which a script makes, stand here."""
    count = sum(map(len, view.notes.values()))
    way = links.relative(view.here, links.page(view.words.language, view.work.slug, "notes"))
    every = f"[{escape.markdown(view.words('notes.all'))}]({way})"
    return paragraph(f"{escape.markdown(view.words('notes.count', count=count))} {every}", ".notes-lead")


def _framing(clauses: list[Clause], view: _View) -> list[str]:
    """The lines that a compiler or a newswire added, apart from the work and named as such."""
    blocks = [
        "////// html | aside.framing",
        f"## {escape.markdown(view.words('framing.title'))} {{: #framing }}",
        escape.markdown(view.words("framing.note")),
    ]
    for clause in clauses:
        blocks += _clause(clause, 3, view)
    return [*blocks, "//////"]


def _clause(clause: Clause, level: int, view: _View) -> list[str]:
    words, here = view.words, view.here
    languages = others(words.edition, words.language)
    blocks = [f"///// html | section.clause.{clause.kind}", *_headings(clause, level, view, languages)]
    blocks.append(paragraph(f"[§ {clause.id}](#{clause.id})", ".no"))
    if _has_text(clause):
        for language in languages:
            blocks += _version(clause, language, view)
    blocks += apparatus.details(clause.texts, words, here)
    blocks += notes.folded(clause, view.notes.get(clause.ref, []), words, here)
    return [*blocks, _ways(clause, words, here), "/////"]


def _headings(clause: Clause, level: int, view: _View, languages: tuple[Language, ...]) -> list[str]:
    """The heading in the page's language that bears the id, then the other languages' printed headings."""
    own, *rest = languages
    text = clause.texts.get(own.key)
    printed = text is not None and text.heading != ""
    content = _printed_heading(clause, own, view) if printed else escape.markdown(view.words.clause(clause))
    blocks = [f"{'#' * level} {content} {{: #{clause.id}{'' if printed else ' .label'} }}"]
    for language in rest:
        other = clause.texts.get(language.key)
        if other and other.heading:
            heading = _printed_heading(clause, language, view)
            blocks.append(paragraph(heading, f'.other-heading lang="{language.tag}"'))
    return blocks if _has_text(clause) else blocks + masthead.status(clause.texts, view.words)


def _has_text(clause: Clause) -> bool:
    return any(text.text for text in clause.texts.values())


def _printed_heading(clause: Clause, language: Language, view: _View) -> str:
    text = clause.texts[language.key]
    return f"{_marker(text, language)}{view.text(clause, language, 'heading', text.heading)}"


def _marker(text: ClauseText, language: Language) -> str:
    if not text.marker:
        return ""
    return f'<span class="marker">{escape.markdown(text.marker)}</span>{language.space}'


def _version(clause: Clause, language: Language, view: _View) -> list[str]:
    """A clause's text in one language with the language's name, or the word that the language lacks it."""
    words = view.words
    text = clause.texts.get(language.key)
    if text is None:
        lack = escape.markdown(words("version.absent", language=words.name(language)))
        return [block("div.version.absent", lack)]
    if not text.text:
        return []
    name, said, kind = escape.markdown(language.name), ".language", ""
    if text.status == "editorial":  # said in the page's language, to who reads no other
        kind = ".editorial"
        name = escape.markdown(f"{words.name(language)} · {words('status.editorial')}")
        said += f' lang="{words.language.tag}"'
    # The marker of a clause with a printed heading stands before that.
    marker = "" if text.heading else _marker(text, language)
    return [
        block(
            f'div.version{kind}[lang="{language.tag}"]',
            paragraph(name, said),
            paragraph(marker + view.text(clause, language, "text", text.text), ".text"),
        )
    ]


def _ways(clause: Clause, words: Words, here: str) -> str:
    """One line: the permanent address of a clause, its source lines by language, where to report an error."""
    way = links.relative(here, links.resolver(clause.ref))
    parts = [f"[{escape.markdown(words('clause.address'))}]({way})"]
    for language, lines in apparatus.places(clause.texts, words, here):
        name = escape.markdown(words("clause.places", language=words.name(language)))
        parts.append(f"{name}{words('sign.colon')}{lines}")
    parts.append(f"[{escape.markdown(words('clause.report'))}]({_report(clause.ref, words, here)}){{: .report }}")
    return paragraph(" ".join(f"<span>{part}</span>" for part in parts), ".ways")


def _report(ref: str, words: Words, here: str) -> str:
    """Where an error in a clause is reported: the edition's address, filled in, or the page that says how."""
    edition = words.edition
    if not edition.report:
        return links.relative(here, f"{links.page(words.language, 'about')}#errors")
    url = edition.address + links.resolver(ref)
    return escape.address(edition.report.replace("{ref}", quote(ref)).replace("{url}", quote(url)))

"""The page of each work in each language: ``docs/LANG/WORK.md``, Markdown one can read.

A clause opens with a heading in the page's language that bears its id; both
languages' texts follow, the page's own first, then the apparatus and the
emendations, folded, and the ways to its permanent address and its source lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from edition.model import Clause, ClauseText, Edition, Language, Work
from edition.render import apparatus, escape, links
from edition.render.page import block, facts, front_matter, paragraph, prose
from edition.render.words import Words, others, title


def render(edition: Edition) -> dict[str, bytes]:
    """The pages of all works, by path; each ends with one line feed."""
    return {
        f"docs/{language.key}/{work.slug}.md": (_page(edition, work, language) + "\n").encode()
        for work in edition.works
        for language in edition.languages
    }


def _page(edition: Edition, work: Work, language: Language) -> str:
    words = Words(edition, language)
    here = links.page(language, work.slug)
    blocks = [_front_matter(work, words), *_title(work, words, here), _facts(work, words, here)]
    if words.of(work.head_note):
        blocks.append(paragraph(prose(words.of(work.head_note), words), ".head-note"))
    if words.of(work.translation):
        blocks.append(block("div.notice", prose(words.of(work.translation), words)))
    blocks += _publications(work, words)
    framing = [clause for clause in work.clauses if clause.kind == "framing"]
    if framing:
        blocks += _framing(framing, words, here)
    level = 2
    for clause in work.clauses:
        if clause.kind == "framing":
            continue
        # Items of a section stand under its heading; what closes the work does not.
        own = 3 if level == 3 and clause.kind not in ("section", "closing", "preamble") else 2
        level = 3 if clause.kind == "section" else own
        blocks += _clause(clause, own, words, here)
    return "\n\n".join(blocks)


def _front_matter(work: Work, words: Words) -> str:
    own = title(work, words.language.key)
    date, issuer = words.date(work.date), words.of(work.issuer)
    description = f"{own}{words('sign.stop')}{words.list([w for w in (issuer, date) if w])}"
    return front_matter(own, description, work.slug)


def _title(work: Work, words: Words, here: str) -> list[str]:
    own, *rest = others(words.edition, words.language)
    blocks = [f"# {escape.markdown(title(work, own.key) or work.slug)} {{: #title }}"]
    for language in rest:
        if title(work, language.key):
            other = escape.markdown(title(work, language.key))
            blocks.append(paragraph(other, f'.other-title lang="{language.tag}"'))
    blocks += _status(work.title, words)
    return blocks + apparatus.details(work.title, words, here)


def _status(texts: Mapping[str, ClauseText], words: Words) -> list[str]:
    """Says of each language whose words are the editors' translation that they are."""
    return [
        paragraph(escape.markdown(words("title.editorial", language=words.name(language))), ".status")
        for language in others(words.edition, words.language)
        if language.key in texts and texts[language.key].status == "editorial"
    ]


def _facts(work: Work, words: Words, here: str) -> str:
    kind = f"kind.{work.kind}"
    rows = [
        ("fact.kind", escape.markdown(words(kind) if words.known(kind) else work.kind)),
        ("fact.date", escape.markdown(words.date(work.date))),
        ("fact.place", escape.markdown(words.of(work.place))),
        ("fact.issuer", escape.markdown(words.of(work.issuer))),
        ("fact.witnesses", _witnesses(work, words, here)),
        ("fact.title-source", words("sign.semicolon").join(_title_sources(work, words, here))),
        ("fact.date-note", prose(words.of(work.date_note), words)),
    ]
    return facts(rows, words)


def _title_sources(work: Work, words: Words, here: str) -> list[str]:
    """The lines that a title comes from, with its language: "A 368 (English)"."""
    return [
        f"{lines}{_bracketed(words.name(language), words)}" for language, lines in _places(work.title, words, here)
    ]


def _witnesses(work: Work, words: Words, here: str) -> list[str]:
    """Each witness with a link to its source and the languages it carries; the editors' translation last."""
    sources = words.edition.source_by_siglum
    carried: dict[str, list[str]] = {}
    for language in others(words.edition, words.language):
        for siglum in work.witnesses.get(language.key, ()):
            carried.setdefault(siglum, []).append(words.name(language))
    named = []
    for siglum, languages in sorted(carried.items(), key=lambda witness: witness[0] not in sources):
        name = escape.markdown(words("status.editorial"))
        if siglum in sources:
            way = links.relative(here, links.source(words.language, sources[siglum].name))
            name = f"[{escape.markdown(words.witness(sources[siglum]))}]({way})"
        named.append(f"{name}{_bracketed(words.list(languages), words)}")
    return named


def _bracketed(text: str, words: Words) -> str:
    return f"{words('sign.open')}{escape.markdown(text)}{words('sign.close')}"


def _publications(work: Work, words: Words) -> list[str]:
    """Which version is authoritative, and where the work was published, as far as the editors know."""
    lines = [prose(words.of(work.standing), words)] if words.of(work.standing) else []
    items = []
    for publication in work.publications:
        tag = words.edition.language(publication.language).tag
        title = f'<span lang="{tag}">{escape.markdown(publication.title)}</span>'
        what = [
            words.of(publication.publisher), words.date(publication.date),
            words(f"publication.{publication.extent}"),
            words(f"publication.{publication.seen}", date=words.date(publication.accessed)),
        ]
        said = escape.markdown(words("sign.comma").join(what))
        items.append(f"- [{title}]({escape.address(publication.address)}){words('sign.colon')}{said}")
    if items:
        lines += [paragraph(escape.markdown(words("publication.title")), ".lead-in"), "\n".join(items)]
    return [block("div.publications", *lines)] if lines else []


def _framing(clauses: list[Clause], words: Words, here: str) -> list[str]:
    """The lines that a compiler or a newswire added, apart from the work and named as such."""
    blocks = [
        "///// html | aside.framing",
        f"## {escape.markdown(words('framing.title'))} {{: #framing }}",
        escape.markdown(words("framing.note")),
    ]
    for clause in clauses:
        blocks += _clause(clause, 3, words, here)
    return [*blocks, "/////"]


def _clause(clause: Clause, level: int, words: Words, here: str) -> list[str]:
    languages = others(words.edition, words.language)
    blocks = [f"//// html | section.clause.{clause.kind}", *_headings(clause, level, words, languages)]
    blocks.append(paragraph(f"[§ {clause.id}](#{clause.id})", ".no"))
    if _has_text(clause):
        for language in languages:
            blocks += _version(clause, language, words)
    blocks += apparatus.details(clause.texts, words, here)
    return [*blocks, _ways(clause, words, here), "////"]


def _headings(clause: Clause, level: int, words: Words, languages: tuple[Language, ...]) -> list[str]:
    """The heading in the page's language that bears the id, then the other languages' printed headings."""
    own, *rest = languages
    text = clause.texts.get(own.key)
    printed = text is not None and text.heading != ""
    content = _printed_heading(text, own) if printed else escape.markdown(words.clause(clause))
    blocks = [f"{'#' * level} {content} {{: #{clause.id}{'' if printed else ' .label'} }}"]
    for language in rest:
        other = clause.texts.get(language.key)
        if other and other.heading:
            heading = _printed_heading(other, language)
            blocks.append(paragraph(heading, f'.other-heading lang="{language.tag}"'))
    return blocks if _has_text(clause) else blocks + _status(clause.texts, words)


def _has_text(clause: Clause) -> bool:
    return any(text.text for text in clause.texts.values())


def _printed_heading(text: ClauseText, language: Language) -> str:
    return f"{_marker(text, language)}{escape.markdown(text.heading)}"


def _marker(text: ClauseText, language: Language) -> str:
    if not text.marker:
        return ""
    return f'<span class="marker">{escape.markdown(text.marker)}</span>{language.space}'


def _version(clause: Clause, language: Language, words: Words) -> list[str]:
    """A clause's text in one language with the language's name, or the word that the language lacks it."""
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
            paragraph(marker + escape.markdown(text.text), ".text"),
        )
    ]


def _ways(clause: Clause, words: Words, here: str) -> str:
    """One line: the permanent address of a clause, its source lines by language, where to report an error."""
    way = links.relative(here, links.resolver(clause.ref))
    parts = [f"[{escape.markdown(words('clause.address'))}]({way})"]
    for language, lines in _places(clause.texts, words, here):
        name = escape.markdown(words("clause.places", language=words.name(language)))
        parts.append(f"{name}{words('sign.colon')}{lines}")
    report = f"[{escape.markdown(words('clause.report'))}]({_report(clause.ref, words, here)}){{: .report }}"
    return paragraph(f'{" · ".join(parts)} <span class="after">· {report}</span>', ".ways")


def _places(texts: Mapping[str, ClauseText], words: Words, here: str) -> list[tuple[Language, str]]:
    """By language, links to the source lines that its words come from; a language without any is left out."""
    return [
        (language, words.list([apparatus.place(place, words, here) for place in texts[language.key].places]))
        for language in others(words.edition, words.language)
        if language.key in texts and texts[language.key].places
    ]


def _report(ref: str, words: Words, here: str) -> str:
    """Where an error in a clause is reported: the edition's address, filled in, or the page that says how."""
    edition = words.edition
    if not edition.report:
        return links.relative(here, f"{links.page(words.language, 'about')}#errors")
    url = edition.address + links.resolver(ref)
    return escape.address(edition.report.replace("{ref}", quote(ref)).replace("{url}", quote(url)))

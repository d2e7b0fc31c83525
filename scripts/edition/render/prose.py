"""The editors' pages (home, method, about): their Markdown, with computed figures, tables and lists in it.

``{{ name }}`` stands for a figure or a word within a line, or for a table or a list alone on its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import quote

from edition.model import Edition
from edition.render import catalogue, chronology, data, escape, figures, links
from edition.render.page import block, front_matter
from edition.render.words import Words, title

MADE = "# Made by scripts/convert.py from editorial/pages/. Change that, not this."
_FIELD = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_TITLE = re.compile(r"^# +(.*?) *(?:\{:[^}]*\})? *$", re.MULTILINE)


def render(edition: Edition) -> dict[str, bytes]:
    """The pages in every language, by path; KeyError names a field that is not one of ``fields()``."""
    pages = {}
    for name, by_language in edition.prose.items():
        for language in edition.languages:
            words = Words(edition, language)
            here = links.page(language, *(() if name == "index" else (name,)))
            page = _page(by_language[language.key], words, here)
            pages[f"docs/{language.key}/{name}.md"] = (page.rstrip("\n") + "\n").encode()
    return pages


def fields() -> frozenset[str]:
    """The names of all fields."""
    return frozenset(_FIELDS)


def _page(prose: str, words: Words, here: str) -> str:
    heading = _TITLE.search(prose)
    own = words.of(words.edition.title)
    name = heading.group(1) if heading and not _FIELD.search(heading.group(1)) else own
    matter = front_matter(name, own)
    return f"{matter}\n\n" + _FIELD.sub(lambda field: _FIELDS[field.group(1)](words, here), prose)


def _years(words: Words, here: str) -> str:
    years = [work.date.partition("-")[0] for work in words.edition.works]
    return escape.markdown(words("sign.range").join(dict.fromkeys(f(years) for f in (min, max))))


def _title_parts(words: Words, here: str) -> str:
    """The title of the edition, cut after its colon into parts that each stay on a line while there is room."""
    colon = words("sign.colon").rstrip()
    first, sign, rest = words.of(words.edition.title).partition(colon)
    parts = [escape.markdown(part) for part in (first + sign, rest.strip()) if part]
    return words.language.space.join(f'<span class="part">{part}</span>' for part in parts)


def _accidentals(words: Words, here: str) -> str:
    """How many differences are left that are not shown, in a sentence that suits their number."""
    count = words.edition.accidentals
    key = {0: "accidentals.none", 1: "accidentals.one"}.get(count, "accidentals.some")
    return escape.markdown(words(key, count=f"{count:,}"))


def _list_data(words: Words, here: str) -> str:
    """The files of published data with what is in each, a list item each.

    The links are HTML: of a Markdown link to a file MkDocs wants the target under docs/.
    """
    items = []
    for file in data.FILES:
        way = escape.html(links.relative(here, links.data(file)))
        what = escape.markdown(words(f"data.{file.partition('.')[0]}"))
        items.append(f'- <a href="{way}">{escape.markdown(file)}</a>{words("sign.colon")}{what}')
    return "\n".join(items)


def _table(name: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], words: Words) -> str:
    """A table as one block of HTML, whose cells are HTML; the first cell of a row is its heading.

    A column of figures is marked as one, its heading included.
    """
    rows = list(rows)
    columns = zip(heads, zip(*rows, strict=True), strict=True) if rows else ()
    head = "".join(_head(key, all(map(_is_figure, cells)), words) for key, cells in columns)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(map(_cell, rest))}</tr>' for first, *rest in rows
    )
    return f'<table class="{name}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _head(key: str, is_figure: bool, words: Words) -> str:
    kind = ' class="figure"' if is_figure else ""
    return f'<th scope="col"{kind}>{escape.html(words(f"table.{key}"))}</th>'


def _cell(cell: str) -> str:
    return f'<td class="figure">{cell}</td>' if _is_figure(cell) else f"<td>{cell}</td>"


def _is_figure(cell: str) -> bool:
    return cell.replace(",", "").isdecimal()


def _names(languages: Iterable[str], words: Words) -> str:
    """The names of languages, given by their keys: the page's own first."""
    own_first = sorted(languages, key=lambda key: key != words.language.key)
    return words.list([words.name(words.edition.language(key)) for key in own_first])


def _table_regularizations(words: Words, here: str) -> str:
    rows = (
        (
            escape.html(words.of(rule.label)),
            escape.html(_names(rule.languages, words)),
            escape.html(words.of(rule.description)),
            f"{rule.count:,}",
        )
        for rule in words.edition.regularizations
    )
    return _table("regularizations", ("rule", "languages", "does", "times"), rows, words)


def _table_reasons(words: Words, here: str) -> str:
    dropped = [entry for entry in words.edition.ledger if entry.fate == "dropped"]
    characters = Counter()
    for entry in dropped:
        characters[entry.reason] += len(entry.text)
    runs = Counter(entry.reason for entry in dropped)
    rows = (
        (escape.html(words(f"reason.{reason}")), f"{runs[reason]:,}", f"{characters[reason]:,}")
        for reason in sorted(runs)
    )
    return _table("reasons", ("reason", "times", "characters"), rows, words)


def _table_agreement(words: Words, here: str) -> str:
    """How far two independent readings of each work agree."""
    heads = ("document", "findings", "shared", "notes", "both")
    rows = (
        (
            escape.html(title(words.edition.work_by_slug[one.work], words.language.key)),
            escape.html(words.list([f"{n:,}" for n in one.findings])),
            escape.html(words.list([f"{n:,}" for n in one.shared])),
            f"{one.notes:,}",
            f"{one.both:,}",
        )
        for one in words.edition.agreements
    )
    return _table("agreement", heads, rows, words)


def _table_witnesses(words: Words, here: str) -> str:
    return _table("witnesses", ("siglum", "witness", "witness-of"), _witness_rows(words, here), words)


def _witness_rows(words: Words, here: str) -> Iterable[tuple[str, ...]]:
    carried: dict[str, list[str]] = {}
    for work in words.edition.works:
        names: dict[str, list[str]] = {}
        for language in words.edition.languages:
            for siglum in work.witnesses.get(language.key, ()):
                names.setdefault(siglum, []).append(language.key)
        for siglum, own in names.items():
            languages = f"{words('sign.open')}{_names(own, words)}{words('sign.close')}"
            carried.setdefault(siglum, []).append(escape.html(title(work, words.language.key) + languages))
    for source in words.edition.sources:
        way = escape.html(links.relative(here, links.source(words.language, source.name)))
        name = f'<a href="{way}">{escape.html(words.of(source.title))}</a>'
        yield escape.html(source.siglum), name, words("sign.semicolon").join(carried.get(source.siglum, []))


def _way(*segments: str) -> Callable[[Words, str], str]:
    return lambda words, here: links.relative(here, links.page(words.language, *segments))


def _report(words: Words, here: str) -> str:
    """A link to where errors are reported, of no clause in particular; else words that there is no such place."""
    address = words.edition.report.replace("{ref}", "").replace("{url}", quote(words.edition.address))
    if not address:
        return escape.markdown(words("report.none"))
    link = f"[{escape.markdown(words('clause.report'))}]({escape.address(address)})"
    return f"{link}{words('sign.stop')}{escape.markdown(words('report.clauses'))}"


def _citation(words: Words, here: str) -> str:
    """The first item of the first work, cited: with the address of the site when it has one, else a hint to add it."""
    edition = words.edition
    work = min(edition.works, key=lambda work: (work.date, work.slug))
    clause = next((clause for clause in work.clauses if clause.kind == "item"), work.clauses[0])
    address = links.resolver(clause.ref)
    shown = escape.markdown(f"{edition.address or '…/'}{address}")
    values = {
        "title": title(work, words.language.key), "clause": words.clause(clause), "version": edition.version,
        "edition": words.of(edition.title), "date": words.date(edition.date),
    }  # fmt: skip
    said = escape.markdown(words("cite.example", **values))
    hint = "" if edition.address else f'<span class="hint">{escape.markdown(words("cite.hint"))}</span>'
    return block("div.citation", f"{said}[{shown}]({links.relative(here, address)}){hint}")


_FIELDS: dict[str, Callable[[Words, str], str]] = {
    "title": lambda words, here: escape.markdown(words.of(words.edition.title)),
    "title.parts": _title_parts,
    "editors": lambda words, here: escape.markdown(words.of(words.edition.editors)),
    "version": lambda words, here: escape.markdown(words.edition.version),
    "date": lambda words, here: escape.markdown(words.date(words.edition.date)),
    "years": _years,
    **{name: figures.figure(name) for name in figures.COUNTS},
    "works.in-words": lambda words, here: escape.markdown(words.number(len(words.edition.works))),
    "list.works": catalogue.listing,
    "list.figures": figures.listing,
    "drawing.works": lambda words, here: chronology.draw(words.edition.works, words, here),
    "said.accidentals": _accidentals,
    "cite.example": _citation,
    "report": _report,
    "list.data": _list_data,
    "table.regularizations": _table_regularizations,
    "table.reasons": _table_reasons,
    "table.witnesses": _table_witnesses,
    "table.agreement": _table_agreement,
    "link.sources": _way("sources"),
    "link.method": _way("method"),
    "link.about": _way("about"),
    "link.glossary": _way("glossary"),
    "link.compare": _way("compare"),
    "link.home": lambda words, here: links.relative(here, links.page(words.language)),
    "link.works": lambda words, here: f"{links.relative(here, links.page(words.language))}#works",
    "link.references": _way("references"),
}

"""The themes: ``docs/LANG/themes/index.md``, a matrix of themes and works and a list, and a page for each theme.

The matrix is a table with the number of passages in each cell, and by the cell's class a picture too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from edition.model import Edition, Theme, Work
from edition.render import appearances, links, theme
from edition.render.escape import html, markdown
from edition.render.page import block, front_matter, paragraph, prose
from edition.render.words import Words, others

LEVELS = 6  # of a cell that is not empty
WIDE = 8  # with more works than these the matrix scrolls sideways


def render(edition: Edition) -> dict[str, bytes]:
    """The index and the themes' pages in every language, by path; none when there are no themes."""
    if not edition.themes:
        return {}
    pages = {}
    for language in edition.languages:
        words = Words(edition, language)
        pages[f"docs/{language.key}/themes/index.md"] = _index(words)
        for id, page in theme.pages(words):
            pages[f"docs/{language.key}/themes/{id}.md"] = page
    return {path: (page + "\n").encode() for path, page in pages.items()}


def level(count: int, most: int) -> int:
    """How strongly a count is drawn, 1 to LEVELS: by its root, as an area is seen, between one and the most."""
    return 1 if most <= 1 else round(1 + (LEVELS - 1) * (sqrt(count) - 1) / (sqrt(most) - 1))


def _index(words: Words) -> str:
    heading = words("themes.title")
    here = links.page(words.language, "themes")
    count = len(words.edition.themes)
    blocks = [
        front_matter(heading, words("themes.description")),
        f"# {markdown(heading)} {{: #title }}",
        markdown(words("themes.intro", count=count, works=words.number(len(words.edition.works)))),
        f"## {markdown(words('themes.matrix'))} {{: #matrix }}",
        _matrix(words, here),
        f"## {markdown(words('themes.list'))} {{: #list }}",
    ]
    order = appearances.order(words.edition)
    for one in words.edition.themes:
        blocks.append(_entry(one, order, words, here))
    return "\n\n".join(blocks)


def _matrix(words: Words, here: str) -> str:
    works = appearances.dated(words.edition)
    counts = {one.id: theme.counts(one) for one in words.edition.themes}
    most = max((count for by_work in counts.values() for count in by_work.values()), default=0)
    heads = "".join(_head(work, words, here) for work in works)
    rows = []
    for one in words.edition.themes:
        cells = "".join(_cell(one, work, counts[one.id].get(work.slug, 0), most, words, here) for work in works)
        way = html(links.relative(here, theme.address(one.id, words)))
        rows.append(f'<tr><th scope="row"><a href="{way}">{html(words.of(one.name))}</a></th>{cells}</tr>')
    several = " many" if len(works) > WIDE else ""
    return "\n".join((
        f'<div class="matrix{several}">', "<table>",
        f"<caption>{html(words('themes.matrix-said'))}</caption>",
        f'<thead><tr><th scope="col">{html(words("themes.theme"))}</th>{heads}</tr></thead>',
        "<tbody>", *rows, "</tbody>", "</table>", "</div>",
    ))  # fmt: skip


def _head(work: Work, words: Words, here: str) -> str:
    way = html(links.relative(here, links.page(words.language, work.slug)))
    name, year = html(words.short(work)), html(work.date[:4])
    return f'<th scope="col"><a href="{way}"><span>{name}</span> <span class="year">{year}</span></a></th>'


def _cell(one: Theme, work: Work, count: int, most: int, words: Words, here: str) -> str:
    """The number of passages, which leads to them; for who hears it, with the word for what is counted."""
    if not count:
        return f'<td class="none"><span class="spoken">{html(words("themes.none"))}</span></td>'
    way = html(links.relative(here, f"{theme.address(one.id, words)}#{work.slug}"))
    unit = html(words("themes.unit.one" if count == 1 else "themes.unit"))
    said = f'{count}<span class="spoken">{words.language.space}{unit}</span>'
    return f'<td><a class="level-{level(count, most)}" href="{way}">{said}</a></td>'


def _entry(one: Theme, order: Mapping[str, int], words: Words, here: str) -> str:
    """A theme in the list: its names, the first sentence of what is said of it, and how far it runs."""
    way = links.relative(here, theme.address(one.id, words))
    blocks = [f"### [{markdown(words.of(one.name))}]({way}) {{: #theme-{one.id} }}"]
    for language in others(words.edition, words.language)[1:]:
        blocks.append(paragraph(markdown(one.name.get(language.key, "")), f'.other-heading lang="{language.tag}"'))
    blocks.append(prose(theme.sentence(words.of(one.summary)), words, here))
    blocks.append(paragraph(markdown(_extent(one, order, words)), ".when"))
    return block("section.theme", *filter(None, blocks))


def _extent(one: Theme, order: Mapping[str, int], words: Words) -> str:
    """How many passages in how many works, from which to which."""
    said = theme.counted(len(one.passages), words)
    named: Sequence[str] = [
        words.short(words.edition.work_by_slug[ref.partition("#")[0]])
        for ref in appearances.ends((passage.ref for passage in one.passages), order)
    ]
    return f"{said}{words('sign.colon')}{words('sign.to').join(dict.fromkeys(named))}" if named else said

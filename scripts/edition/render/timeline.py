"""The timeline: ``docs/LANG/timeline.md``, a drawing and, by year, every event with the words that mention it.

What the filter of the page asks for stands on each event: its kind, the works whose clauses mention it (or the one
that it is), and the themes that have passages in those clauses; of a work, in any of its clauses.
"""

from __future__ import annotations

from collections import defaultdict

from edition.model import Edition, Event
from edition.render import links
from edition.render.cite import citation, citations, mentioned
from edition.render.escape import html, markdown
from edition.render.page import facts, front_matter, paragraph, prose
from edition.render.timeline_drawing import GLYPHS, glyph, lying, standing, works_of
from edition.render.words import Words, others, title

KINDS = ("work", *GLYPHS)


def render(edition: Edition) -> dict[str, bytes]:
    """The timeline in every language, by path; none when there are no events."""
    if not edition.events:
        return {}
    return {
        f"docs/{language.key}/timeline.md": (_page(Words(edition, language)) + "\n").encode()
        for language in edition.languages
    }


def themes_of(event: Event, edition: Edition) -> list[str]:
    """The ids of the themes that have passages in the clauses that mention an event, or in the work that it is."""
    refs = {mention.ref for mention in event.mentions}
    if event.work:
        refs |= {clause.ref for clause in edition.work_by_slug[event.work].clauses}
    return [theme.id for theme in edition.themes if refs & {passage.ref for passage in theme.passages}]


def _page(words: Words) -> str:
    heading = words("timeline.title")
    here = links.page(words.language, "timeline")
    works = sum(event.kind == "work" for event in words.edition.events)
    count = len(words.edition.events)
    blocks = [
        front_matter(heading, words("timeline.description")),
        f"# {markdown(heading)} {{: #title }}",
        markdown(words("timeline.intro", count=count, works=words.number(works), others=count - works)),
        _figure(words),
        _filter(words),
    ]
    by_year: dict[str, list[Event]] = defaultdict(list)
    for event in words.edition.events:
        by_year[event.date[:4]].append(event)
    for year, events in by_year.items():
        blocks += ["////// html | section.year", f"## {markdown(words.date(year))} {{: #y{year} }}"]
        blocks.append("///// html | ol.events")
        for event in events:
            blocks += _event(event, words, here)
        blocks += ["/////", "//////"]
    return "\n\n".join(blocks)


def _figure(words: Words) -> str:
    """Both drawings, and what their signs mean."""
    kinds = {event.kind for event in words.edition.events}
    items = [
        f'<li><svg class="swatch" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">{_swatch(kind)}</svg>'
        f" {html(words(f'timeline.{kind}'))}</li>"
        for kind in KINDS
        if kind in kinds
    ]
    return "\n".join(
        (
            '<figure class="timeline course">',
            lying(words),
            standing(words),
            f'<figcaption><ul class="shares">{"".join(items)}</ul>',
            *(f'<p class="{kind}">{html(words(f"timeline.{kind}"))}</p>' for kind in ("tl-lying", "tl-standing")),
            "</figcaption>",
            "</figure>",
        )
    )


def _swatch(kind: str) -> str:
    return glyph(kind, 0, 0) if kind in GLYPHS else '<circle class="tl-mark" cx="0" cy="0" r="6"/>'


def _filter(words: Words) -> str:
    """Where the script puts the filter, with the names that it offers."""
    edition = words.edition
    found = {id for event in edition.events for id in themes_of(event, edition)}
    names = [("work", work.slug, words.short(work)) for work in edition.works]
    names += [("theme", theme.id, words.of(theme.name)) for theme in edition.themes if theme.id in found]
    items = "".join(f'<li data-{kind}="{html(id)}">{html(name)}</li>' for kind, id, name in names)
    return f'<div class="timeline-filter">\n<ul hidden>{items}</ul>\n</div>'


def _event(event: Event, words: Words, here: str) -> list[str]:
    edition = words.edition
    data = f'"data-kind": {event.kind}, "data-works": "{" ".join(works_of(event, edition))}"'
    data += f', "data-themes": "{" ".join(themes_of(event, edition))}"'
    blocks = [
        f"//// html | li.event\n    attrs: {{{data}}}\n    markdown: block",
        f"### {markdown(words.of(event.name))} {{: #{event.id} }}",
    ]
    for language in others(edition, words.language)[1:]:
        name = markdown(event.name.get(language.key, ""))
        blocks.append(paragraph(name, f'.other-heading lang="{language.tag}"'))
    kind = f'<span class="kind">{markdown(words(f"timeline.{event.kind}"))}</span>'
    blocks.append(paragraph(f'{_time(event, words)}<span class="dot"> · </span>{kind}', ".when"))
    blocks.append(prose(words.of(event.summary), words, here, event.work))
    rows = [
        ("timeline.document", _document(event, words, here)),
        ("fact.date-note", prose(words.of(event.uncertain), words, here, event.work)),
        ("timeline.rests", citations([event.reference] if event.reference else [], (), words, here)),
        ("timeline.sources", [citation(source, words) for source in event.citations]),
        ("timeline.mentions", [mentioned(mention, words, here) for mention in event.mentions]),
    ]
    return [*blocks, facts(rows, words), "////"]


def _time(event: Event, words: Words) -> str:
    times = [
        f'<time datetime="{html(iso)}">{markdown(words.date(iso))}</time>' for iso in (event.date, event.end) if iso
    ]
    return words("sign.to").join(times)


def _document(event: Event, words: Words, here: str) -> str:
    if not event.work:
        return ""
    work = words.edition.work_by_slug[event.work]
    way = links.relative(here, links.page(words.language, work.slug))
    return f"[{markdown(title(work, words.language.key) or work.slug)}]({way})"

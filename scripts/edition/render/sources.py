"""The witnesses: a page of all of them, and a page of each, line by line.

One raw block of HTML a line: the pages grow with their source and no faster.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from edition.model import FATES, Edition, Emendation, LedgerEntry, Source, Span, Work
from edition.render import carried, escape, lines, links, strip
from edition.render.page import block, facts, front_matter, paragraph, prose
from edition.render.words import Words


def render(edition: Edition) -> dict[str, bytes]:
    """The pages of the sources in every language, by path; each ends with one line feed."""
    entries: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in edition.ledger:
        entries[entry.source].append(entry)
    emendations = {emendation.id: emendation for emendation in edition.emendations()}
    by_slug = {work.slug: work for work in edition.works}
    spans: dict[str, list[Span]] = defaultdict(list)
    for span in edition.spans:
        spans[span.source].append(span)
    split = {
        source.file: lines.split(entries[source.file], lines.continued(spans[source.siglum], source.text))
        for source in edition.sources
    }
    pages = {}
    for language in edition.languages:
        words = Words(edition, language)
        pages[f"docs/{language.key}/sources/index.md"] = _index(edition, entries, by_slug, words)
        for source in edition.sources:
            page = _page(source, entries[source.file], split[source.file], emendations, by_slug, words)
            pages[f"docs/{language.key}/sources/{source.name}.md"] = page
    return {path: (page + "\n").encode() for path, page in pages.items()}


def _index(
    edition: Edition, entries: Mapping[str, list[LedgerEntry]], works: Mapping[str, Work], words: Words
) -> str:
    here = links.page(words.language, "sources")
    blocks = _head(words("sources.title"), words("sources.description"))
    blocks.append(escape.markdown(words("sources.intro")))
    for source in edition.sources:
        way = links.relative(here, links.source(words.language, source.name))
        name = escape.markdown(words.witness(source))
        blocks += [
            f"## [{name}]({way}) {{: #{source.name} }}",
            strip.figure(entries[source.file], words),
            carried.works(carried.of(entries[source.file]), works, words, here),
            paragraph(f"[{escape.markdown(words('sources.read'))}]({way})", ".ways"),
            _facts(source, words),
        ]
    return "\n\n".join(block for block in blocks if block)


def _page(
    source: Source,
    entries: list[LedgerEntry],
    its_lines: list[lines.Line],
    emendations: Mapping[str, Emendation],
    works: Mapping[str, Work],
    words: Words,
) -> str:
    here = links.source(words.language, source.name)
    name = words.witness(source)
    back = links.relative(here, links.page(words.language, "sources"))
    blocks = [
        *_head(name, f"{name}{words('sign.stop')}{words('source.description')}"),
        paragraph(f"[{escape.markdown(words('sources.title'))}]({back})", ".ways"),
        strip.figure(entries, words, explained=True),
        _facts(source, words),
        f"## {escape.markdown(words('source.carries'))} {{: #carries }}",
        carried.clauses(carried.of(entries), works, words, here),
        f"## {escape.markdown(words('source.summary'))} {{: #summary }}",
        _fates(entries, words),
        f"## {escape.markdown(words('source.legend'))} {{: #legend }}",
        _legend(words),
        f"## {escape.markdown(words('source.lines'))} {{: #lines }}",
        *(lines.html(line, source, emendations, words, here) for line in its_lines),
    ]
    return "\n\n".join(block for block in blocks if block)


def _head(title: str, description: str) -> list[str]:
    return [front_matter(title, description), f"# {escape.markdown(title)} {{: #title }}"]


def _facts(source: Source, words: Words) -> str:
    keys = sorted(source.languages, key=lambda key: key != words.language.key)
    names = words.list([words.name(words.edition.language(key)) for key in keys])
    rows = [
        ("source.languages", escape.markdown(names)),
        ("source.origin", prose(words.of(source.origin), words)),
        ("source.rights", prose(words.of(source.rights), words)),
        ("source.file", f"<code>{escape.markdown(source.file)}</code>"),
        ("source.original-name", f"<code>{escape.markdown(source.original_name)}</code>"),
        ("source.sha256", f"<code>{escape.markdown(source.sha256)}</code>"),
    ]
    return facts(rows, words)


def _fates(entries: list[LedgerEntry], words: Words) -> str:
    """How many characters of a source have each fate, a list item each; why and how; where, of what has a mark."""
    characters, runs = Counter(), Counter()
    kinds: dict[str, Counter[str]] = {fate: Counter() for fate in FATES}
    for entry in entries:
        characters[entry.fate] += len(entry.text)
        runs[entry.fate] += 1
        kind = entry.rule or entry.reason
        if kind and entry.fate in ("dropped", "regularized"):
            kinds[entry.fate][kind] += 1
    total = sum(characters.values())
    items = [f"- {escape.markdown(_counted('source.total', total, len(entries), words))}"]
    for fate in FATES:
        count = _counted("source.count", characters[fate], runs[fate], words)
        named = [f"{_kind(fate, kind, words)} ×{n}" for kind, n in sorted(kinds[fate].items())]
        why = f"{words('sign.open')}{words.list(named)}{words('sign.close')}" if named else ""
        label = f'<span class="{fate}">{escape.markdown(words(f"fate.{fate}"))}</span>'
        where = _where(entries, fate, words) if fate in strip.MARKS else ""
        items.append(f"- {label}{words('sign.colon')}{escape.markdown(count + why)}{where}")
    return block("div.fate-counts", "\n".join(items))


def _counted(key: str, characters: int, runs: int, words: Words) -> str:
    """So many characters in so many runs, in words that suit their number; characters alone may be none."""
    if not runs:
        return words("source.none")
    said = {
        name: words(f"source.{name}{'.one' if count == 1 else ''}", count=f"{count:,}")
        for name, count in (("characters", characters), ("runs", runs))
    }
    return words(key, **said)


def _where(entries: list[LedgerEntry], fate: str, words: Words) -> str:
    """The lines on which runs with a fate begin, linked."""
    numbers = dict.fromkeys(entry.line for entry in entries if entry.fate == fate)
    if not numbers:
        return ""
    linked = words.list([f"[{number}](#L{number})" for number in numbers])
    at = words("source.at.one" if len(numbers) == 1 else "source.at")
    return f"{words('sign.semicolon')}{escape.markdown(at)} {linked}"


def _kind(fate: str, kind: str, words: Words) -> str:
    return words(f"reason.{kind}") if fate == "dropped" else words.rule(kind)


def _legend(words: Words) -> str:
    """What each fate looks like and means, in the marks that the lines use."""
    samples = {
        "kept": "{old}",
        "dropped": '<del class="dropped">{old}</del>',
        "regularized": '<del class="regularized">{old}</del><ins class="regularized">{new}</ins>',
        "emended": '<del class="emended">{old}</del><ins class="emended">{new}</ins>',
    }
    items = []
    for fate in FATES:
        old, new = (escape.markdown(words(f"legend.{which}")) for which in ("old", "new"))
        label = f'<span class="{fate}">{escape.markdown(words(f"fate.{fate}"))}</span>'
        sample = samples[fate].format(old=old, new=new)
        items.append(f"- {label} {sample}{words('sign.colon')}{escape.markdown(words(f'legend.{fate}'))}")
    return block("div.legend", "\n".join(items))

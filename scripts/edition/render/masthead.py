"""The head of a work's page: its titles, the facts about it, what it is, and where it was published."""

from __future__ import annotations

from collections.abc import Mapping

from edition.model import ClauseText, Work
from edition.render import apparatus, escape, links
from edition.render.page import block, facts, paragraph, prose
from edition.render.words import Words, others, title


def masthead(work: Work, words: Words, here: str) -> list[str]:
    """The blocks before the first clause."""
    blocks = [*_title(work, words, here), _facts(work, words, here)]
    if words.of(work.head_note):
        blocks.append(paragraph(prose(words.of(work.head_note), words), ".head-note"))
    if words.of(work.translation):
        blocks.append(block("div.notice", prose(words.of(work.translation), words)))
    return blocks + _publications(work, words)


def _title(work: Work, words: Words, here: str) -> list[str]:
    own, *rest = others(words.edition, words.language)
    blocks = [f"# {escape.markdown(title(work, own.key) or work.slug)} {{: #title }}"]
    for language in rest:
        if title(work, language.key):
            other = escape.markdown(title(work, language.key))
            blocks.append(paragraph(other, f'.other-title lang="{language.tag}"'))
    blocks += status(work.title, words)
    return blocks + apparatus.details(work.title, words, here)


def status(texts: Mapping[str, ClauseText], words: Words) -> list[str]:
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
        ("fact.translation", escape.markdown(_translated(work, words))),
        ("fact.title-source", words("sign.semicolon").join(_title_sources(work, words, here))),
        ("fact.date-note", prose(words.of(work.date_note), words)),
    ]
    return facts(rows, words)


def _title_sources(work: Work, words: Words, here: str) -> list[str]:
    """The lines that a title comes from, with its language: "A 368 (English)"."""
    return [
        f"{lines}{_bracketed(words.name(language), words)}"
        for language, lines in apparatus.places(work.title, words, here)
    ]


def _witnesses(work: Work, words: Words, here: str) -> list[str]:
    """Each witness with a link to its source and the languages it carries."""
    sources = words.edition.source_by_siglum
    carried: dict[str, list[str]] = {}
    for language in others(words.edition, words.language):
        for siglum in work.witnesses.get(language.key, ()):
            carried.setdefault(siglum, []).append(words.name(language))
    named = []
    for siglum, languages in carried.items():
        if siglum in sources:
            way = links.relative(here, links.source(words.language, sources[siglum].name))
            name = f"[{escape.markdown(words.witness(sources[siglum]))}]({way})"
            named.append(f"{name}{_bracketed(words.list(languages), words)}")
    return named


def _translated(work: Work, words: Words) -> str:
    """The languages whose words are the editors' translation, which is no witness."""
    sources = words.edition.source_by_siglum
    languages = [
        words.name(language)
        for language in others(words.edition, words.language)
        if any(siglum not in sources for siglum in work.witnesses.get(language.key, ()))
    ]
    return words.list(languages)


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

"""The glossary: ``docs/LANG/glossary.md``, in the order of the page's language, with every place a term occurs.

Which wording answers to which is not typed but read off the text: a row for each clause where a term occurs, with
the wordings that stand there in each language.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from edition.model import Edition, Language, Term
from edition.render import appearances, links
from edition.render.escape import html, markdown
from edition.render.page import facts, front_matter, paragraph, prose
from edition.render.words import Words, others

#: The tones of pinyin in their order, by their marks; an unmarked syllable comes before all of them.
TONES = {"\u0304": "!", "\u0301": '"', "\u030c": "#", "\u0300": "$"}


def render(edition: Edition) -> dict[str, bytes]:
    """The glossary in every language, by path; none when there are no terms."""
    if not edition.terms:
        return {}
    return {
        f"docs/{language.key}/glossary.md": (_page(Words(edition, language)) + "\n").encode()
        for language in edition.languages
    }


def ordered(terms: tuple[Term, ...], language: Language) -> list[Term]:
    """Terms by their romanization in a language that has one (sounds before tones), else by the letters."""

    def key(term: Term) -> tuple[str, str, str]:
        said = term.romanization.get(language.key) or term.head(language.key)
        letters = unicodedata.normalize("NFD", said.casefold())
        bare = "".join(c for c in letters if not unicodedata.combining(c))
        return bare, "".join(TONES.get(c, c) for c in letters), term.id

    return sorted(terms, key=key)


def _page(words: Words) -> str:
    heading = words("glossary.title")
    here = links.page(words.language, "glossary")
    blocks = [
        front_matter(heading, words("glossary.description")),
        f"# {markdown(heading)} {{: #title }}",
        markdown(words("glossary.intro", count=len(words.edition.terms))),
    ]
    works, order = appearances.dated(words.edition), appearances.order(words.edition)
    blocks.append(appearances.key(works, words))
    heads = {term.id: term.head(words.language.key) for term in words.edition.terms}
    for term in ordered(words.edition.terms, words.language):
        blocks += _term(term, heads, appearances.line(term, order, works, words, here), words, here)
    return "\n\n".join(blocks)


def _term(term: Term, heads: Mapping[str, str], appears: str, words: Words, here: str) -> list[str]:
    own, *rest = others(words.edition, words.language)
    blocks = ["//// html | section.term", f"## {markdown(term.head(own.key))} {{: #{term.id} }}"]
    for language in rest:
        said = markdown(term.head(language.key))
        if sound := term.romanization.get(language.key):
            said += f' <span class="sound" lang="{_latin(language)}">{markdown(sound)}</span>'
        blocks.append(paragraph(said, f'.other-heading lang="{language.tag}"'))
    if sound := term.romanization.get(own.key):
        blocks.append(paragraph(markdown(sound), f'.sound lang="{_latin(own)}"'))
    blocks.append(prose(words.of(term.definition), words, here))
    if words.of(term.usage):
        blocks.append(paragraph(prose(words.of(term.usage), words, here), ".usage"))
    see = [f"[{markdown(heads[id])}](#{id})" for id in term.see]
    rows = [("glossary.domain", markdown(words(f"domain.{term.domain}")))]
    rows += [(f"glossary.wordings.{lang.key}", _wordings(term, lang, words)) for lang in (own, *rest)]
    rows += [("glossary.appearances", appears), ("glossary.see", words.list(see))]
    return [*blocks, facts(rows, words), *_places(term, words, here), "////"]


def _latin(language: Language) -> str:
    """The language tag of a romanization: BCP 47, the language in Latin script."""
    return f"{language.tag.partition('-')[0]}-Latn"


def _wordings(term: Term, language: Language, words: Words) -> str:
    """The wordings of a term that occur in a language, the most frequent first, with how often."""
    counts: dict[str, int] = defaultdict(int)
    for quote in term.attestations.get(language.key, ()):
        counts[appearances.wording(quote, term)] += 1
    said = [
        f'<span class="said" lang="{language.tag}">{markdown(form)}</span> ×{count}'
        for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return words.list(said)


def _places(term: Term, words: Words, here: str) -> list[str]:
    """Every clause where the term occurs, folded: a row each, with the wordings in each language."""
    languages = others(words.edition, words.language)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in languages:
        for quote in term.attestations.get(language.key, ()):
            form = appearances.wording(quote, term)
            if form not in found[quote.ref][language.key]:
                found[quote.ref][language.key].append(form)
    order = {ref: n for n, ref in enumerate(words.edition.clause_by_ref)}
    names = "".join(f'<th scope="col">{html(words.name(language))}</th>' for language in languages)
    rows = [f'<thead><tr><th scope="col">{html(words("glossary.clause"))}</th>{names}</tr></thead>', "<tbody>"]
    for ref in sorted(found, key=order.__getitem__):
        way = html(links.relative(here, links.clause(words.language, ref)))
        cells = "".join(_cell(found[ref][language.key], language, words) for language in languages)
        rows.append(f'<tr><th scope="row"><a href="{way}">{html(words.named(ref))}</a></th>{cells}</tr>')
    summary = markdown(words("glossary.places", count=len(found)))
    table = "\n".join(('<table class="wordings">', *rows, "</tbody>", "</table>"))
    return [f"/// details | {summary}\n    attrs: {{class: places}}", table, "///"]


def _cell(forms: list[str], language: Language, words: Words) -> str:
    if not forms:
        return f'<td class="none">{html(words("glossary.none"))}</td>'
    return f'<td lang="{language.tag}">{html(words("sign.list").join(forms))}</td>'



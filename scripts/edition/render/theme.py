"""The page of a theme: ``docs/LANG/themes/ID.md``, its passages in order of date, side by side in the languages.

What is first, no longer there or worded otherwise from work to work is computed (wordings), and the page says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.model import Language, Mention, Term, Theme, Work
from edition.render import links
from edition.render.appearances import EDITORIAL, dated, ends, order, where
from edition.render.escape import html, markdown
from edition.render.page import block, facts, front_matter, paragraph, plain, prose
from edition.render.wordings import Changes, Rewording, Wordings
from edition.render.words import Words, others

#: The first sentence of a text of the editors.
_SENTENCE = re.compile(r"\A.*?(?:[.!?][’”)]*(?=\s|\Z)|[。！？][’”）]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _View:
    """A theme as its page in one language shows it."""

    theme: Theme
    words: Words
    here: str
    works: tuple[Work, ...]  # in order of date
    terms: tuple[Term, ...]
    order: Mapping[str, int]  # of clauses
    before: Theme | None
    after: Theme | None

    def passages(self, work: Work) -> list[Mention]:
        found = (passage for passage in self.theme.passages if passage.ref.partition("#")[0] == work.slug)
        return sorted(found, key=lambda passage: self.order[passage.ref])


def pages(words: Words) -> Iterator[tuple[str, str]]:
    """The id of each theme with its page."""
    edition = words.edition
    works, clauses = dated(edition), order(edition)
    by_id = {term.id: term for term in edition.terms}
    several: Sequence[Theme | None] = (None, *edition.themes, None)
    for n, theme in enumerate(edition.themes):
        terms = tuple(by_id[id] for id in theme.terms)
        here = address(theme.id, words)
        yield theme.id, _page(_View(theme, words, here, works, terms, clauses, several[n], several[n + 2]))


def address(id: str, words: Words) -> str:
    return links.page(words.language, "themes", id)


def counts(theme: Theme) -> Counter[str]:
    """The number of a theme's passages by work, of the works that have any."""
    return Counter(passage.ref.partition("#")[0] for passage in theme.passages)


def counted(count: int, words: Words) -> str:
    return words("theme.passages.one" if count == 1 else "theme.passages", count=count)


def sentence(text: str) -> str:
    """The first sentence of a text; all of it when it has no stop."""
    found = _SENTENCE.match(text)
    return found.group() if found else text


def _page(view: _View) -> str:
    theme, words = view.theme, view.words
    name, summary = words.of(theme.name), words.of(theme.summary)
    index = links.relative(view.here, links.page(words.language, "themes"))
    blocks = [
        front_matter(name, plain(sentence(summary), words)),
        f"# {markdown(name)} {{: #title }}",
    ]
    for language in others(words.edition, words.language)[1:]:
        blocks.append(paragraph(markdown(theme.name.get(language.key, "")), f'.other-title lang="{language.tag}"'))
    blocks.append(prose(summary, words, view.here))
    blocks.append(facts(_facts(view), words))
    if view.terms:
        blocks.append(paragraph(markdown(words("theme.computed")), ".hint"))
    blocks += _sections(view)
    blocks.append(_ways(view, index))
    return "\n\n".join(filter(None, blocks))


def _facts(view: _View) -> list[tuple[str, str | list[str]]]:
    words, found = view.words, counts(view.theme)
    several = [
        f"[{markdown(words.short(work))}](#{work.slug})&nbsp;{found[work.slug]}"
        for work in view.works
        if work.slug in found
    ]
    without = [markdown(words.short(work)) for work in view.works if work.slug not in found]
    said = [where(ref, words, view.here) for ref in ends((p.ref for p in view.theme.passages), view.order)]
    return [
        *zip(("theme.first", "theme.last"), said, strict=False),
        ("theme.counts", words.list(several)),
        ("theme.without", words.list(without)),
        ("theme.terms", words.list([_term(term, view) for term in view.terms])),
    ]


def _term(term: Term, view: _View) -> str:
    way = links.relative(view.here, f"{links.page(view.words.language, 'glossary')}#{term.id}")
    return f"[{markdown(term.head(view.words.language.key))}]({way})"


def _sections(view: _View) -> Iterator[str]:
    """A section for each work with passages, each beside the one before it."""
    wordings = Wordings(view.words.edition, view.terms)
    before: Work | None = None
    for n, work in enumerate(view.works):
        passages = view.passages(work)
        if not passages:
            continue
        words = view.words
        way = links.relative(view.here, links.page(words.language, work.slug))
        yield f"## [{markdown(words.short(work))}]({way}) {{: #{work.slug} }}"
        said = f"{words.date(work.date)}{words('sign.semicolon')}{counted(len(passages), words)}"
        yield paragraph(markdown(said), ".when")
        yield _changes(wordings.changes(work, before, view.works[:n]), view)
        for passage in passages:
            yield _passage(passage, view)
        before = work


def _changes(changes: Changes, view: _View) -> str:
    """What is new and what is gone, a line each, as Markdown; "" when nothing is."""
    words = view.words
    rows = (
        ("theme.new", [_term(term, view) for term in changes.new]),
        ("theme.again", [_term(term, view) for term in changes.again]),
        ("theme.reworded", [_rewording(one, view) for one in changes.reworded]),
        ("theme.gone", [_term(term, view) for term in changes.gone]),
    )
    items = [
        f'- <span class="fact">{markdown(words(key))}{words("sign.colon").rstrip()}</span>{words.language.space}'
        f"{words('sign.semicolon' if key == 'theme.reworded' else 'sign.list').join(said)}"
        for key, said in rows
        if said
    ]
    return block("div.changes", "\n".join(items)) if items else ""


def _rewording(one: Rewording, view: _View) -> str:
    """The term, and in each language where it changed its earlier wordings and its present ones."""
    words = view.words
    said = [
        f"{_forms(one.went[language.key], language, words)} → {_forms(one.came[language.key], language, words)}"
        for language in others(words.edition, words.language)
        if language.key in one.went
    ]
    return f"{_term(one.term, view)}{words('sign.open')}{words('sign.semicolon').join(said)}{words('sign.close')}"


def _forms(forms: Iterable[str], language: Language, words: Words) -> str:
    return words.list([f'<span class="said" lang="{language.tag}">{markdown(form)}</span>' for form in forms])


def _passage(passage: Mention, view: _View) -> str:
    """The clause, and its words in each language, the page's own first."""
    words = view.words
    way = links.relative(view.here, links.clause(words.language, passage.ref))
    clause = words.edition.clause_by_ref[passage.ref]
    blocks = [paragraph(f"[{markdown(words.clause(clause))}]({way})", ".where")]
    for language in others(words.edition, words.language):
        blocks.append(_said(passage, language, words))
    return block("div.passage", *blocks)


def _said(passage: Mention, language: Language, words: Words) -> str:
    """The exact words of a passage in a language, or the word that it lacks them."""
    said = [markdown(quote.text) for quote in passage.quotes.get(language.key, ()) if quote.text]
    if not said:
        return paragraph(markdown(words("note.absent", language=words.name(language))), ".unsaid")
    text = words("sign.several").join(said)
    if words.edition.clause_by_ref[passage.ref].texts[language.key].status == EDITORIAL:
        mark = markdown(words("status.editorial"))
        text += f' <span class="editorial" lang="{words.language.tag}">{mark}</span>'
    return paragraph(text, f'.said lang="{language.tag}"')


def _ways(view: _View, index: str) -> str:
    """The themes before and after this one, and the way to all of them."""
    words = view.words
    items = [
        f"- {markdown(words(key))}{words('sign.colon')}"
        f"[{markdown(words.of(theme.name))}]({links.relative(view.here, address(theme.id, words))})"
        for key, theme in (("theme.previous", view.before), ("theme.next", view.after))
        if theme
    ]
    items.append(f"- [{markdown(words('theme.all'))}]({index})")
    return block(f'nav.theme-ways[aria-label="{html(words("theme.ways"))}"]', "\n".join(items))

"""In which works a term stands, first and last: computed from its attestations, said in words and drawn.

Works are in order of date, clauses in the order of their work. A work where only the editors' translation has a
term is told apart: its issuer did not use the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from edition.model import Edition, Quote, Term, Work
from edition.render import links
from edition.render.escape import html, markdown
from edition.render.words import Words

ISSUED, EDITORIAL = "issued", "editorial"


def dated(edition: Edition) -> tuple[Work, ...]:
    """The works in order of date; those of one day in the order of the edition."""
    return tuple(sorted(edition.works, key=lambda work: work.date))


def order(edition: Edition) -> dict[str, int]:
    """The place of every clause when the works stand in order of date."""
    refs = (clause.ref for work in dated(edition) for clause in work.clauses)
    return {ref: n for n, ref in enumerate(refs)}


def ends(refs: Iterable[str], order: Mapping[str, int]) -> tuple[str, ...]:
    """The first and the last of ``refs``; nothing when there are none."""
    found = sorted(refs, key=order.__getitem__)
    return (found[0], found[-1]) if found else ()


def attested(term: Term) -> tuple[str, ...]:
    """The clauses where a term stands in any language, each once for each place."""
    return tuple(quote.ref for quotes in term.attestations.values() for quote in quotes)


def wording(quote: Quote, term: Term) -> str:
    """A wording as the glossary lists it, whatever its case where it stands."""
    forms = term.forms[quote.lang]
    return next((form for form in forms if form.casefold() == quote.text.casefold()), quote.text)


def status(quote: Quote, edition: Edition) -> str:
    """Whose words a quote is of: issued or editorial."""
    return edition.clause_by_ref[quote.ref].texts[quote.lang].status


def standing(term: Term, edition: Edition) -> dict[str, str]:
    """By work where a term stands: issued, or editorial where only the editors' translation has it."""
    found: dict[str, str] = {}
    for quotes in term.attestations.values():
        for quote in quotes:
            slug = quote.ref.partition("#")[0]
            if found.get(slug) != ISSUED:
                found[slug] = ISSUED if status(quote, edition) == ISSUED else EDITORIAL
    return found


def where(ref: str, words: Words, here: str) -> str:
    """A clause and the date of its work, as Markdown: "[Initiative, Point 1](…) (18 October 2023)"."""
    way = links.relative(here, links.clause(words.language, ref))
    date = words.date(words.edition.work_by_slug[ref.partition("#")[0]].date)
    return f"[{markdown(words.named(ref))}]({way}){words('sign.open')}{markdown(date)}{words('sign.close')}"


def line(term: Term, order: Mapping[str, int], works: Sequence[Work], words: Words, here: str) -> str:
    """The picture, then where a term stands first and last, as Markdown; "" when it stands nowhere."""
    refs = ends(attested(term), order)
    if not refs:
        return ""
    first, last = refs
    found = standing(term, words.edition)
    space = words.language.space
    said = f"{markdown(words('appearances.first'))}{space}{where(first, words, here)}"
    if first.partition("#")[0] == last.partition("#")[0]:
        said += f"{words('sign.semicolon')}{markdown(words('appearances.only'))}"
    else:
        said += f"{words('sign.semicolon')}{markdown(words('appearances.last'))}{space}{where(last, words, here)}"
    return f"{picture(found, works, words)} {said}"


def picture(found: Mapping[str, str], works: Sequence[Work], words: Words) -> str:
    """One cell a work in order of date, and for those who cannot see it the works that have the term."""
    cells = "".join(f'<span class="{found.get(work.slug, "none")}"></span>' for work in works)
    names = [_named(work, found[work.slug], words) for work in works if work.slug in found]
    spoken = words("appearances.in", works=words.list(names))
    return f'<span class="appearances">{cells}</span><span class="spoken">{markdown(spoken)}</span>'


def _named(work: Work, status: str, words: Words) -> str:
    name = words.short(work)
    if status == ISSUED:
        return name
    return f"{name}{words('sign.open')}{words('status.editorial')}{words('sign.close')}"


def key(works: Sequence[Work], words: Words) -> str:
    """What the cells of the picture stand for, in HTML: the works with their years, and the kinds of cell there are."""
    terms = words.edition.terms
    partly = any(EDITORIAL in standing(term, words.edition).values() for term in terms)
    said = words.language.space.join(
        words(label) for label in ("appearances.key", *(("appearances.key-editorial",) if partly else ()))
    )
    items = "".join(f"<li>{html(words.short(work))} {html(work.date[:4])}</li>" for work in works)
    return f'<div class="appearances-key">\n<p>{html(said)}</p>\n<ol>{items}</ol>\n</div>'

"""The works as a list in the order of their dates: what each is, who issued it and when, with a link to it."""

from __future__ import annotations

from edition.model import Language, Work
from edition.render import escape, links
from edition.render.page import paragraph, prose
from edition.render.words import Words, others, title


def listing(words: Words, here: str) -> str:
    """An article a work: title with link, title in the other languages, date, issuer, status, what it is."""
    works = sorted(words.edition.works, key=lambda work: (work.date, work.slug))
    return "\n\n".join(_article(work, words, here) for work in works)


def _article(work: Work, words: Words, here: str) -> str:
    way = links.relative(here, links.page(words.language, work.slug))
    own, *rest = others(words.edition, words.language)
    name = escape.markdown(title(work, own.key) or work.slug)
    lines = [
        "//// html | article.work",
        f"### [{name}]({way}) {{: #{work.slug} }}",
        *(
            paragraph(escape.markdown(title(work, other.key)), f'.other-title lang="{other.tag}"')
            for other in rest
            if title(work, other.key)
        ),
        paragraph(_when(work, words), ".when"),
        prose(words.of(work.head_note), words),
        *(_status(language, words) for language in (own, *rest) if _editorial(work, language)),
        "////",
    ]
    return "\n\n".join(line for line in lines if line)


def _when(work: Work, words: Words) -> str:
    """The date and who issued the work, each in an element, and the dot that parts them where they share a line."""
    facts = [fact for fact in (words.date(work.date), words.of(work.issuer)) if fact]
    return '<span class="dot"> · </span>'.join(f"<span>{escape.markdown(fact)}</span>" for fact in facts)


def _editorial(work: Work, language: Language) -> bool:
    return language.key in work.title and work.title[language.key].status == "editorial"


def _status(language: Language, words: Words) -> str:
    return paragraph(escape.markdown(words("title.editorial", language=words.name(language))), ".status")

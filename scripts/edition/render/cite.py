"""What a statement of the editors rests on: references of the edition, public material, and words of the texts."""

from __future__ import annotations

from collections.abc import Iterable

from edition.model import Citation, Mention
from edition.render import escape, links
from edition.render.page import prose
from edition.render.words import Words, others


def citations(references: Iterable[str], sources: Iterable[Citation], words: Words, here: str) -> str:
    """Both kinds in one line of Markdown, "" when there are none."""
    names = words.edition.reference_by_id
    said = []
    for id in references:
        way = links.relative(here, f"{links.page(words.language, 'references')}#{id}")
        said.append(f"[{escape.markdown(words.of(names[id].name))}]({way})")
    return words("sign.semicolon").join([*said, *(citation(source, words) for source in sources)])


def citation(source: Citation, words: Words) -> str:
    """Title with its link, publisher, and whether and when it was read."""
    name = prose(source.title, words)
    if source.address:
        name = f"[{name}]({escape.address(source.address)})"
    seen = words("note.accessed" if source.read else "note.listed", date=words.date(source.accessed))
    publisher = prose(source.publisher, words)
    return f"{name}{words('sign.open')}{publisher}{words('sign.comma')}{escape.markdown(seen)}{words('sign.close')}"


def mentioned(mention: Mention, words: Words, here: str) -> str:
    """The clause, and the words there in each language."""
    way = links.relative(here, links.clause(words.language, mention.ref))
    said = [
        f'<span class="said" lang="{language.tag}">{escape.markdown(quote.text)}</span>'
        for language in others(words.edition, words.language)
        for quote in mention.quotes.get(language.key, ())
        if quote.text
    ]
    colon = words("sign.colon")
    return f"[{escape.markdown(words.named(mention.ref))}]({way}){colon}{words('sign.contrast').join(said)}"

"""What every generated page opens with, and the lists of facts that pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.render import escape, links
from edition.render.words import Words

MADE = "# Made by scripts/convert.py from sources/ and editorial/. Change those, not this."

#: A clause named in the editors' prose: {WORK#ID}.
CLAUSE = re.compile(r"\{([a-z0-9-]+#[a-z0-9-]+)\}")
_SENTENCE = re.compile(r"[.。;；] ?")


def front_matter(title: str, description: str, work: str = "") -> str:
    """Title and description as the theme wants them: HTML in YAML. The line above says what made the page.

    ``work`` is the slug of the work that the page shows, for the controls that only such a page has.
    """
    fields = {"title": title, "description": description, "work": work}
    lines = [f"{name}: {escape.yaml(escape.html(text))}" for name, text in fields.items() if text]
    return "\n".join(("---", MADE, *lines, "---"))


def facts(facts: Iterable[tuple[str, str | list[str]]], words: Words) -> str:
    """A list of facts: label keys with Markdown, or with a list of it; a fact without words is left out."""
    colon, space = words("sign.colon").rstrip(), words.language.space
    items = []
    for key, said in facts:
        several = isinstance(said, list) and len(said) > 1
        fact = "".join(f"\n    - {one}" for one in said) if several else space + "".join(said)
        if said:
            items.append(f'- <span class="fact">{escape.markdown(words(key))}{colon}</span>{fact}')
    return block("div.facts", "\n".join(items))


def prose(text: str, words: Words, here: str = "", work: str = "") -> str:
    """Words of the editors as inline Markdown, with the language of what they quote from another.

    A clause named in braces becomes a link from ``here``, with its work's name when that is not ``work``, nor the one
    that the sentence has just named.
    """
    pieces = []
    for said, ref in _named(text, words, work):
        if ref:
            way = links.relative(here, links.clause(words.language, ref))
            pieces.append(f"[{escape.markdown(said)}]({way})")
        else:
            pieces.append(_runs(said, words))
    return "".join(pieces)


def plain(text: str, words: Words, work: str = "") -> str:
    """Words of the editors as plain text, the clauses named in braces by their names, all spaces plain."""
    return "".join(said.replace("\u00a0", " ") for said, _ in _named(text, words, work))


def _named(text: str, words: Words, work: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text, a clause named in braces as its name with its reference, other pieces with none."""
    said = ""
    for n, piece in enumerate(CLAUSE.split(text)):
        own = piece
        if n % 2:
            slug = piece.partition("#")[0]
            own = words.named(piece, slug if words.last_named(_SENTENCE.split(said)[-1]) == slug else work)
        said += own
        yield own, piece if n % 2 else ""


def _runs(text: str, words: Words) -> str:
    runs = list(words.runs(text))
    pieces = []
    for n, (tag, run) in enumerate(runs):
        before = " " if run.startswith(" ") and (n > 0 or run.strip(" ")) else ""
        after = " " if run.endswith(" ") and run.strip(" ") else ""
        inner = escape.markdown(run[len(before) : len(run) - len(after)])
        pieces.append(f'{before}<span lang="{tag}">{inner}</span>{after}' if tag else f"{before}{inner}{after}")
    return "".join(pieces)


def block(element: str, *content: str) -> str:
    """Markdown within an element, given as ``div.class``."""
    return "\n\n".join((f"/// html | {element}", *content, "///"))


def paragraph(content: str, attributes: str) -> str:
    """A paragraph of inline Markdown with an attribute list."""
    return f"{content}\n{{: {attributes} }}"

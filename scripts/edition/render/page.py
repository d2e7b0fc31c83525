"""What every generated page opens with, and the lists of facts that pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.render import escape, links
from edition.render.words import Words

MADE = "# Made by scripts/convert.py from sources/ and editorial/. Change those, not this."

#: A clause named in the editors' prose: {WORK#ID}.
CLAUSE = re.compile(r"\{([a-z0-9-]+#[a-z0-9-]+)\}")


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

    A clause named in braces becomes a link from ``here``, with its work's name when that is not ``work``.
    """
    pieces = []
    for n, piece in enumerate(CLAUSE.split(text)):
        if n % 2:
            way = links.relative(here, links.clause(words.language, piece))
            pieces.append(f"[{escape.markdown(words.named(piece, work))}]({way})")
        else:
            pieces.append(_runs(piece, words))
    return "".join(pieces)


def plain(text: str, words: Words, work: str = "") -> str:
    """Words of the editors as plain text, the clauses named in braces by their names, all spaces plain."""
    return CLAUSE.sub(lambda named: words.named(named[1], work).replace("\u00a0", " "), text)


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

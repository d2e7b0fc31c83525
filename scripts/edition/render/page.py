"""What every generated page opens with, and the lists of facts that pages share."""

from __future__ import annotations

from collections.abc import Iterable

from edition.render import escape
from edition.render.words import Words

MADE = "# Made by scripts/convert.py from sources/ and editorial/. Change those, not this."


def front_matter(title: str, description: str) -> str:
    """Title and description as the theme wants them: HTML in YAML. The line above says what made the page."""
    fields = {"title": title, "description": description}
    lines = [f"{name}: {escape.yaml(escape.html(text))}" for name, text in fields.items() if text]
    return "\n".join(("---", MADE, *lines, "---"))


def facts(facts: Iterable[tuple[str, str]], words: Words) -> str:
    """A list of facts: label keys with Markdown; a fact without words is left out."""
    items = [f"- {escape.markdown(words(key))}{words('sign.colon')}{fact}" for key, fact in facts if fact]
    return block("div.facts", "\n".join(items))


def block(element: str, *content: str) -> str:
    """Markdown within an element, given as ``div.class``."""
    return "\n\n".join((f"/// html | {element}", *content, "///"))


def paragraph(content: str, attributes: str) -> str:
    """A paragraph of inline Markdown with an attribute list."""
    return f"{content}\n{{: {attributes} }}"

"""A generated page as the site's Markdown reads it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import markdown
from lxml import html
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

ROOT = Path(__file__).resolve().parent.parent


@cache
def engine() -> markdown.Markdown:
    """Markdown with the extensions of mkdocs.yml, those that MkDocs adds included."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    extensions, options = config["markdown_extensions"], config["mdx_configs"]
    return markdown.Markdown(extensions=extensions, extension_configs=options)


def page(source: bytes) -> html.HtmlElement:
    """The page's content, in one ``<main>``."""
    body, _ = get_data(source.decode())
    return html.fromstring(f"<main>{engine().reset().convert(body)}</main>")


def front_matter(source: bytes) -> dict[str, str]:
    return get_data(source.decode())[1]


def one(tree: html.HtmlElement, path: str, **variables: str) -> html.HtmlElement:
    """The only element at an XPath."""
    (element,) = tree.xpath(path, **variables)
    return element

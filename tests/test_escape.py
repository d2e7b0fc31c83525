"""Whatever text a source, a note or a title holds, a page shows that text and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from edition.render import escape

ROOT = Path(__file__).resolve().parent.parent
CONTROLS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n"]
# fmt: off
SIGNS = [
    *"\\`*_[](){}<>#+-=~/|!:&;^$\"'.?%@",
    "\n", "\t", " ", "  ", "    ", "\u00a0", "\u3000", "\u2028", "\u200b", "字", "“", "word", "1. ", "- ", "| ",
    "///", "```", "~~~", ":::", "!!!", "&amp;", "&#42;", "<b>", "{: #x }", "[^1]", "html | script",
    "wzxhzdk:0", "klzzwxh:0001", "http://x.y", "javascript:", "onclick=x",
]
HOSTILE = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<b>", "<!-- a -->", "<!", "</p>", "]]>", "<?php",
    "[a](javascript:alert(1))", "![a](x.png)", "[a][b]", "[a]: http://x.y", "]: http://x.y", "]:", "a]", "[TOC]",
    "{: onclick=alert(1) }", "text {: #title .x }", "{{ x }}", "{% x %}", "# a", "#", "a #", "a\n# b", "a\n---",
    "*", "* a", "**a**", "_a_", "`a`", "^x^", "~x~", "$x$", ":smile:", "[^1]", "[^1]: a", "*[a]: b", "|a|b|", "|",
    "2023.", "2023. a", "3.5", "٣. a", "- a", "+ a", "---", "- - -", "> a", ">", "    code", "\tcode", "```", "~~~",
    "/// html | script", "///", "//// details | a", "a\n/// b", ":::", "::: a", "!!! note", "??? note", '=== "a"',
    "&lt;", "&#42;", "&amp;lt;", "&copy", "&", "<", "a\\", "\\*", "\\", "\\\\`", "===", '--8<-- "x"', "a (b) c",
    "http://x.y", "<http://x.y>", "<a@b.c>", "wzxhzdk:0", "klzzwxh:0042", "amp", " a ", "a  ", "a\n\nb",
    "\u3000全角", "a\u2028b", "\ufeffa", "\ufffe", "“‘’”", "U.N. - I.", "——",
]
# fmt: on
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS), min_size=1),
    st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join),
)
# Markdown around the two texts; the elements it makes, in order, with their attributes.
PLACES = {
    "heading": ("## {a} {{: #c1 .clause }}\n\n## {b} {{: #c2 }}", "h2 h2"),
    "paragraph": ("{a}\n\n{b}\n{{: .text }}", "p p"),
    "link": ("[{a}](../x/#y) · [{b}](z/)", "p a a"),
    "inline": ('<span lang="zh">{a}</span> → <b>{b}</b>, x', "p span b"),
    "list": ("- {a}\n- {b}", "ul li li"),
    "blocks": (
        '//// html | section.clause\n\n/// html | div[lang="en"]\n\n{a}\n\n///\n\n/// html | div\n{b}\n///\n\n////',
        "section div p div p",
    ),
    "summary": (
        "/// details | {a}\n    attrs: {{class: apparatus}}\n\n- {b}\n\n///",
        "details summary ul li",
    ),
}


class Page(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.elements.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.fixture(scope="module")
def engine() -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
    )


def render(engine: markdown.Markdown, place: str, a: str, b: str) -> Page:
    template, _ = PLACES[place]
    return Page(engine.reset().convert(template.format(a=a, b=b)))


def check(engine: markdown.Markdown, place: str, a: str, b: str) -> None:
    """``a`` and ``b`` come out exactly (no white space is folded), in the place's own elements and attributes."""
    plain = render(engine, place, "A", "B")
    page = render(engine, place, escape.markdown(a), escape.markdown(b))
    assert " ".join(page.elements) == PLACES[place][1]
    assert page.attributes == plain.attributes
    assert page.text == "".join({"A": a, "B": b}.get(c, c) for c in plain.text)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=300, deadline=None)
@given(a=TEXT, b=TEXT)
def test_any_text_comes_out_as_that_text_and_as_no_element(engine, place, a, b):
    check(engine, place, a, b)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_comes_out_as_text(engine, place, text):
    check(engine, place, text, text)
    check(engine, place, text, "b")


def test_no_text_becomes_markup_in_the_table_of_contents(engine):
    for text in HOSTILE:
        render(engine, "heading", escape.markdown(text), "b")
        page = Page(engine.toc_tokens[0]["name"])
        assert page.elements == []
        assert page.text.split() == text.split()


@given(TEXT)
def test_html_holds_in_an_attribute_an_element_and_a_page(engine, text):
    raw = f'<div class="line" title="{escape.html(text)}">{escape.html(text)}</div>'
    for page in (Page(raw), Page(engine.reset().convert(f"{raw}\n\n{raw}"))):
        assert set(page.elements) == {"div"}
        assert dict(page.attributes)["title"] == text
        assert text in page.text


@given(TEXT)
def test_front_matter_gives_the_text_back(text):
    assert yaml.safe_load(f"title: {escape.yaml(text)}") == {"title": text}
    assert "\n" not in escape.yaml(text)


def test_ordinary_prose_is_left_alone():
    for prose in (
        "We call on all countries (large and small) to act: AI, data – and “trust”; 3.5 million, 50% + 1.",
        "发展人工智能应坚持“以人为本”理念，以增进人类共同福祉为目标——《全球数字契约》（2024年）。",
        "—— 人工智能+",
    ):
        assert escape.markdown(prose) == prose

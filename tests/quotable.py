"""Small works to quote from, and records as the editors would write them."""

from __future__ import annotations

import json
from typing import TypeVar

from hypothesis import strategies as st

from edition.model import Bilingual, Clause, ClauseText, Language, Work
from edition.quotes import Text, text_of
from edition.records import Record, validate
from edition.strict_yaml import parse

R = TypeVar("R", bound=Record)

EN = Language("en", "en", "English", "", " ", "word")
ZH = Language("zh", "zh-Hans", "中文", "zh/", "", "character")
NONE: Bilingual = {}


def record(kind: type[R], **fields: object) -> R:
    """A record with its places, each field where it stands in one line of a file."""
    value, faults = parse(json.dumps(fields, ensure_ascii=False).encode(), "editorial/x.yml")
    assert value is not None and not faults
    made, faults = validate(value, kind)
    assert made is not None, faults
    return made


def clause(id: str, **texts: tuple[str, str]) -> Clause:
    """A clause of the work w with heading and text by language."""
    made = {lang: ClauseText("", heading, text, "A", "issued") for lang, (heading, text) in texts.items()}
    return Clause(f"w#{id}", "w", id, "item", made)


def work(*clauses: Clause) -> Work:
    return Work(
        "w", {}, "2020-01-01", "plan", NONE, NONE, NONE, NONE, NONE, NONE, (), ("en", "zh"), {}, tuple(clauses)
    )


def text(*clauses: Clause) -> Text:
    return text_of([work(*clauses)], [EN, ZH])


def positions(one: Clause, language: Language) -> tuple[str, list[tuple[str, int] | None]]:
    """The words of a clause, and of each character the part and the offset where it stands; None between the parts."""
    printed = one.texts[language.key]
    heading = [("heading", at) for at in range(len(printed.heading))]
    body = [("text", at) for at in range(len(printed.text))]
    between = language.space if heading and body else ""
    return printed.heading + between + printed.text, [*heading, *[None] * len(between), *body]


def words(tokens: list[str], language: Language) -> st.SearchStrategy[str]:
    """A published text made of a few tokens, so that they come again; "" sometimes."""
    return st.lists(st.sampled_from(tokens), max_size=6).map(language.space.join)

"""What the editors say on a page: languages told apart within it, publications, reports, and the scripts' words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import one, page
from toy_edition import EDITION, TOY

from edition.model import Publication
from edition.render import interface, works
from edition.render.page import prose
from edition.render.words import Words

LATIN = r"[A-Za-z]*[a-z][A-Za-z’-]*(?:,? [A-Za-z][A-Za-z’-]*)*"
HAN = r"[\u3400-\u9fff\uff01-\uff5e\u3000-\u303f|]*[\u3400-\u9fff][\u3400-\u9fff\uff01-\uff5e\u3000-\u303f|]*"
MIXED = replace(
    EDITION,
    languages=tuple(replace(lang, run={"en": LATIN, "zh": HAN}[lang.key]) for lang in EDITION.languages),
)
ENGLISH, CHINESE = (Words(MIXED, language) for language in MIXED.languages)


@given(st.text(st.sampled_from("ab Z安全观，。“”|<*_[]1."), max_size=30))
def test_the_pieces_of_a_text_are_the_text(text):
    for words in (ENGLISH, CHINESE):
        runs = list(words.runs(text))
        assert "".join(run for _, run in runs) == text
        assert all(run for _, run in runs)
        shown = page(f"x{prose(text, words)}x".encode()).text_content()
        assert shown.strip() == f"x{text}x"


@pytest.mark.parametrize(
    ("words", "text", "runs"),
    [
        (ENGLISH, "A word (安全|观) in it", ["", "zh-Hans", ""]),
        (ENGLISH, "No other language: A, B.", [""]),
        (CHINESE, "英文作uphold。", ["", "en", ""]),
        (CHINESE, "A本脱连词，作clarify implement。", ["", "en", ""]),
        (CHINESE, "提取自PDF（CSTD）", [""]),
    ],
)
def test_words_of_another_language_bear_its_tag(words, text, runs):
    assert [tag for tag, _ in words.runs(text)] == runs


def work_page(edition, work):
    others = (work if one.slug == work.slug else one for one in edition.works)
    made = works.render(replace(edition, works=tuple(others)))
    return page(made[f"docs/en/{work.slug}.md"])


def test_a_clause_leads_to_where_errors_are_reported():
    clause = next(c for c in TOY.clauses if c.kind == "item")
    link = "//section[(h2|h3)/@id=$id]//a[contains(@class, 'report')]"
    unknown = one(work_page(EDITION, TOY), link, id=clause.id)
    assert unknown.get("href") == "../about/#errors"
    address = "https://errors.example/new?about={ref}&where={url}"
    known = replace(EDITION, report=address, address="https://edition.example/")
    href = one(work_page(known, TOY), link, id=clause.id).get("href")
    assert href == (
        f"https://errors.example/new?about={TOY.slug}%23{clause.id}"
        f"&where=https%3A//edition.example/id/{TOY.slug}/{clause.id}/"
    )


def test_publications_name_title_publisher_date_and_how_they_are_known():
    found = Publication(
        "zh", "全文 <b>[1](x)</b>", {"en": "An *agency*", "zh": "某社"}, "2024-07-05",
        "https://agency.example/a_b?c=d&e=f", "full-text", "listed", "2026-11-20",
    )
    tree = work_page(EDITION, replace(TOY, publications=(found,), standing={"en": "Neither prevails.", "zh": "无"}))
    box = one(tree, "//div[contains(@class, 'publications')]")
    assert "Neither prevails." in box.text_content()
    link = one(box, ".//a")
    assert (link.get("href"), link.text_content()) == (found.address, found.title)
    assert one(link, "./span").get("lang") == "zh-Hans"
    said = one(box, ".//li").text_content()
    for words in ("An *agency*", "5\u00a0July 2024", "full text", "20\u00a0November 2026"):
        assert words in said


def test_the_scripts_get_the_words_of_the_interface_and_no_markup():
    labels = {"ui.copy": {"en": "Copy </script>", "zh": "复制\u2028"}, "other": {"en": "x", "zh": "x"}}
    made = interface.render(replace(EDITION, labels=labels, terms=(), references=()))
    names = [f"{name}.{key}.js" for name in ("glosses", "labels") for key in ("en", "zh")]
    assert sorted(made) == [f"build/public/assets/js/{name}" for name in names]
    for key in ("en", "zh"):
        text = made[f"build/public/assets/js/labels.{key}.js"].decode("ascii")
        words, version = text.splitlines()
        assert words.startswith("window.editionLabels = ") and words.endswith(";")
        assert version == f'window.editionVersion = "{EDITION.version}";'
        data = json.loads(words.removeprefix("window.editionLabels = ").rstrip(";"))
        assert data == {"copy": labels["ui.copy"][key]}

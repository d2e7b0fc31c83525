"""A work in a second engine."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import browser
from firefox import started
from places import LANGUAGES, address_of, clauses_of, middle_of, tag_of, told, work_of
from serving import Served

pytestmark = pytest.mark.browser

SEEN = """[...document.querySelectorAll("main section.clause .version[lang='%s'] p.text")]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 1).map(e => e.innerText).join("")"""
COLUMNS = """["%s", "%s"].map(lang => document.getElementById("%s").closest("section"
  ).querySelector(`.version[lang="${lang}"] p.text`).getBoundingClientRect()
  ).map(({left, right, top}) => [left, right, top])"""


@pytest.fixture(scope="session")
def program() -> str:
    found = browser.find_firefox()
    if found is None:
        asked = os.environ.get(browser.FIREFOX_VARIABLE) or os.environ.get("CI")
        (pytest.fail if asked else pytest.skip)(f"no Firefox (fix: {browser.FIREFOX_REMEDY})")
    return str(found)


def test_a_work_in_firefox(program: str, served: Served, tmp_path: Path) -> None:
    """In every language: all texts to be seen, in two columns at one height; a view hides one; nothing goes wrong."""
    work, faults = work_of(served), []
    with started(program, tmp_path) as firefox:
        for lang in LANGUAGES:
            firefox.open(f"{address_of(served, 'work', lang)}?view=both#{middle_of(work)}")
            for other in LANGUAGES:
                shown = re.sub(r"\s", "", firefox.evaluate(SEEN % tag_of(other)))
                texts = {c["id"]: re.sub(r"\s", "", c["text"]) for c in clauses_of(served, work, other).values()}
                faults += [f"{lang}: no {id} in {other}" for id, text in texts.items() if text not in shown]
            other = next(each for each in LANGUAGES if each != lang)
            own, its = firefox.evaluate(COLUMNS % (tag_of(lang), tag_of(other), middle_of(work)))
            if own[1] > its[0] or abs(own[2] - its[2]) > 8:
                faults.append(f"{lang}: no two columns: {own}, {its}")
            if firefox.evaluate("document.activeElement.id") != middle_of(work):
                faults.append(f"{lang}: the clause of the address has no focus")
            firefox.open(f"{address_of(served, 'work', lang)}?view={lang}")
            if firefox.evaluate(SEEN % tag_of(other)) or not firefox.evaluate(SEEN % tag_of(lang)):
                faults.append(f"{lang}: the view does not hide the other language")
        faults += firefox.faults(served.origin)
    assert not faults, told(faults)

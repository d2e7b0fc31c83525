"""The markup of every page of the built site: what the HTML standard, a screen reader and the edition ask of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from places import EDITION, LANDING, LANGUAGES, ROOT, ids_of, pages_of, path_of, source_of, tag_of, told
from serving import Served

pytestmark = pytest.mark.browser

CHECKER = ROOT / ".venv-test" / "checker"
HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
#: Three words of Latin letters, one of them not a name, are a phrase to be read aloud in its own language.
LATIN = re.compile(r"[A-Za-z][\w’'-]*(?:[,:;]? [A-Za-z][\w’'-]*){2,}")
LOWER = re.compile(r"(?:^| )[a-z]")
NOT_SPOKEN = {"script", "style", "code", "kbd", "samp"}
ERROR_PAGE = "404.html"
SPOKEN_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
HEADINGS = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"


@pytest.fixture(scope="session")
def trees(served: Served) -> dict[str, html.HtmlElement]:
    """Every page below its path from the root of the site."""
    parser = html.HTMLParser(encoding="utf-8")
    return {
        page.relative_to(served.folder).as_posix(): html.parse(str(page), parser).getroot()
        for page in pages_of(served.folder)
    }


@pytest.fixture(scope="session")
def works(served: Served, trees: dict) -> list[tuple[dict, str, html.HtmlElement]]:
    """Each work, with a language and its page in it."""
    return [
        (work, lang, trees[f"{path_of(lang)}{work['slug']}/index.html"])
        for work in served.data("works.json")
        for lang in LANGUAGES
    ]


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command of the Nu Html Checker, got once through npm as package-lock.json pins it."""
    jar = CHECKER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    here, missing = Path(__file__).parent, [name for name in ("java", "npm") if not shutil.which(name)]
    if not missing and not (jar.is_file() and same(here / "package-lock.json", CHECKER / "package-lock.json")):
        CHECKER.mkdir(parents=True, exist_ok=True)
        shutil.copy(here / "package.json", CHECKER)
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        shutil.copy(here / "package-lock.json", CHECKER / "package-lock.json")
        done = subprocess.run(install, cwd=CHECKER, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        missing = [f"vnu-jar ({done.stderr.strip()[-300:]})"] if done.returncode else []
    if missing:
        reason = f"the HTML checker needs {', '.join(missing)} (fix: install Java and Node; a network is needed once)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return ["java", "-jar", str(jar)]


def same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def test_html_is_valid(checker: list[str], folder: Path) -> None:
    """No page breaks a rule of the HTML standard; nothing is excepted."""
    command = [*checker, "--errors-only", "--skip-non-html", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    messages = json.loads(done.stderr)["messages"]
    assert not messages, told([f"{m.get('url', '').rpartition(folder.name)[2]}: {m['message']}" for m in messages])


def test_headings_are_an_outline(trees: dict) -> None:
    faults = []
    for path, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.xpath(f"//body//*[{HEADINGS}]")]
        if levels[:1] != [1] or levels.count(1) != 1:
            faults.append(f"{path}: the first heading, and only it, is of the first level: {levels[:8]}")
        skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        faults += [f"{path}: from h{one} to h{two}" for one, two in skipped]
        empty = tree.xpath(f"//body//*[{HEADINGS}][not(normalize-space())]")
        faults += [f"{path}: a heading without words" for _ in empty]
    assert not faults, told(faults)


def test_a_clause_has_one_heading_in_the_language_of_the_page(works: list) -> None:
    faults = []
    for work, lang, tree in works:
        sections = tree.xpath("//section[contains(concat(' ', @class, ' '), ' clause ')]")
        found = []
        for section in sections:
            headings = section.xpath(f".//*[{HEADINGS}]")
            found += [heading.get("id") for heading in headings[:1]]
            if len(headings) != 1 or headings[0].tag not in ("h2", "h3", "h4"):
                faults.append(f"{lang} {work['slug']}#{found[-1:]}: {len(headings)} headings")
            elif any(language_of(e) != LANGUAGES[lang]["tag"] for e in (headings[0], *headings[0].iter("bdi"))):
                faults.append(f"{lang} {work['slug']}#{found[-1]}: its heading is in {language_of(headings[0])}")
        if sorted(found) != sorted(ids_of(work)):
            faults.append(f"{lang} {work['slug']}: sections and clauses differ: {set(found) ^ set(ids_of(work))}")
    assert not faults, told(faults)


def test_a_clause_has_its_number_its_texts_and_its_ways(works: list, served: Served) -> None:
    """A quiet link to itself, a version in every language, and a way to report an error that names it."""
    clauses = served.data("clauses.jsonl")
    texts = {(c["ref"], c["lang"]): squeezed(c["text"]) for c in clauses if c["text"]}
    faults = []
    for work, lang, tree in works:
        for id in ids_of(work):
            ref = f"{work['slug']}#{id}"
            where = f"{lang} {ref}"
            [section] = tree.xpath(f"//section[.//*[@id='{id}'][{HEADINGS}]]")
            if not section.xpath(f".//p[contains(concat(' ', @class, ' '), ' no ')]/a[@href='#{id}']"):
                faults.append(f"{where}: no p.no > a to itself")
            for other, language in LANGUAGES.items():
                versions = section.xpath(f".//div[contains(@class, 'version')][@lang='{language['tag']}']")
                words = [text for v in versions for text in v.xpath(".//p[contains(@class, 'text')]//text()")]
                shown = squeezed("".join(words))
                if (ref, other) in texts and texts[ref, other] not in shown:
                    faults.append(f"{where}: its text in {other} is not there: {shown[:60]}")
            reports = section.xpath(".//p[contains(@class, 'ways')]//a[contains(@class, 'report')]/@href")
            if bool(EDITION.get("report")) != any(ref in unquote(unquote(way)) for way in reports):
                faults.append(f"{where}: the way to report an error: {reports}")
    assert not faults, told(faults)


def test_every_word_says_its_language(trees: dict) -> None:
    """Han stands in Chinese, and in Chinese no phrase of Latin letters, but what is code, a name or a siglum."""
    faults = []
    for path, tree in trees.items():
        for element in tree.iter():
            if not isinstance(element.tag, str) or element.tag in NOT_SPOKEN or element.xpath("ancestor::code"):
                continue
            if (path, element.tag) == (ERROR_PAGE, "title"):
                continue  # it is for every language, and has no room for an element with a language of its own
            runs = [(language_of(element), element.text)]
            runs += [(language_of(element), child.tail) for child in element]
            runs += [(language_of(element), element.get(name)) for name in SPOKEN_ATTRIBUTES]
            for lang, words in runs:
                if words and is_foreign(lang, words):
                    faults.append(f"{path}: <{element.tag} {class_of(element)}> in {lang}: {words.strip()[:60]}")
    assert not faults, told(sorted(set(faults)))


def is_foreign(lang: str, words: str) -> bool:
    if not lang.startswith("zh") or lang.endswith("-Latn"):
        return bool(HAN.search(words))
    return any(LOWER.search(found) for found in LATIN.findall(words))


def test_landmarks(trees: dict) -> None:
    """One main part on every page; header, footer, named navigation and a way past them on all that have a header."""
    faults = []
    for path, tree in trees.items():
        counts = {name: len(tree.xpath(f"//{name}[not(ancestor::main)]")) for name in ("main", "header", "footer")}
        is_bare = path.startswith("id/")
        wanted = {"main": 1, "header": 0 if is_bare else 1, "footer": 0 if is_bare or path == ERROR_PAGE else 1}
        if counts != wanted:
            faults.append(f"{path}: {counts}")
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.xpath("//nav")]
        if not all(names) or len(set(names)) != len(names):
            faults.append(f"{path}: navigation is called {names}")
        if wanted["header"]:
            first = (tree.xpath("//body//a/@href") or [""])[0]
            if not first.startswith("#") or not tree.xpath(f"//main/descendant-or-self::*[@id='{first[1:]}']"):
                faults.append(f"{path}: the first link is no way to the main part: {first}")
    assert not faults, told(faults)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_navigation_says_where_a_page_is(trees: dict, served: Served, lang: str) -> None:
    """On a landing page, that it is this page; on a page below one, that it is there."""
    places = {name: ("page", name) for name in LANDING} | {f"sources/{source_of(served, lang)}": ("true", "sources")}
    places["compare"] = ("true", "search")  # a tool beside search
    for path, (current, name) in places.items():
        named = trees[f"{path_of(lang)}{path}/index.html"].xpath("//header//nav//a[@aria-current]")
        assert [way.get("aria-current") for way in named] == [current], path
        reached = (Path(f"/{path_of(lang)}{path}") / named[0].get("href")).as_posix()
        assert os.path.normpath(reached) == f"/{path_of(lang)}{name}"


def test_no_id_stands_twice_and_no_link_within_a_page_is_dead(trees: dict) -> None:
    faults = []
    for path, tree in trees.items():
        ids = tree.xpath("//@id")
        faults += [f"{path}: id {id} {ids.count(id)} times" for id in sorted(set(ids)) if ids.count(id) > 1]
        within = {unquote(way[1:]) for way in tree.xpath("//a/@href") if way.startswith("#")}
        faults += [f"{path}: no #{way}" for way in sorted(within - set(ids))]
    assert not faults, told(faults)


def test_nothing_of_the_pages_own_is_inline(trees: dict) -> None:
    faults = []
    for path, tree in trees.items():
        faults += [f"{path}: <{e.tag} style>" for e in tree.xpath("//*[@style]")]
        faults += [f"{path}: <{e.tag}>" for e in tree.xpath("//style | //script[not(@src)]")]
        faults += [f"{path}: @{name}" for name in tree.xpath("//@*") if (name.attrname or "").startswith("on")]
    assert not faults, told(sorted(set(faults)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_landing_pages_have_their_parts(trees: dict, served: Served, lang: str) -> None:
    """A line of time with every work, figures, the strip of a source, and the statements that others link to."""
    home, about = (trees[f"{path_of(lang)}{path}index.html"] for path in ("", "about/"))
    drawn = home.xpath("//figure[contains(@class, 'timeline')]//a/@href")
    slugs = {work["slug"] for work in served.data("works.json")}
    assert slugs <= {way.rstrip("/").rpartition("/")[2] for way in drawn}, f"figure.timeline leads to {drawn}"
    figures = home.xpath("//ul[contains(@class, 'figures')]/li")
    assert figures and all(re.search(r"\d", figure.text_content()) for figure in figures), "ul.figures has no figures"
    missing = [id for id in ("rights", "privacy", "accessibility", "errors") if not about.xpath(f"//*[@id='{id}']")]
    assert not missing, f"about: no {missing}"
    assert not [name for name in LANDING if f"{path_of(lang)}{name}/index.html" not in trees]
    source = trees[f"{path_of(lang)}sources/{source_of(served, lang)}/index.html"]
    assert source.xpath("//figure[contains(@class, 'strip')]"), "source: no figure.strip"


def test_the_error_page_speaks_every_language(trees: dict) -> None:
    tree = trees[ERROR_PAGE]
    for lang in LANGUAGES:
        spoken = "".join(t for t in tree.xpath("//main//text()") if language_of(t.getparent()) == tag_of(lang))
        assert len(squeezed(spoken)) > 10, f"{ERROR_PAGE} says nothing in {lang}"
        homes = [way for way in tree.xpath("//main//a/@href") if way.removesuffix(".").endswith(f"/{path_of(lang)}")]
        assert homes, f"{ERROR_PAGE}: no way to the home page in {lang}"


def language_of(element: html.HtmlElement) -> str:
    return next(iter(element.xpath("ancestor-or-self::*[@lang][1]/@lang")), "")


def class_of(element: html.HtmlElement) -> str:
    return ".".join([*(element.get("class") or "").split(), *([f"#{element.get('id')}"] if element.get("id") else [])])


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)

"""A tiny site that keeps every promise passes; each broken promise is found, at its place."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from edition.model import Anchor, Edition, Language
from edition.verify import verify

ENGLISH = Language("en", "en", "English", "", " ", "word")
CHINESE = Language("zh", "zh-Hans", "中文", "zh/", "", "character")
ACTIVE = Anchor("w#c1", ("en", "zh"), "active", None, "1")
THEME_SCRIPT = '__scope=new URL("{{ base_url }}",location)'

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<link rel="canonical" href="https://example.org/edition/{own}">
<link rel="alternate" hreflang="{other_lang}" href="{up}{other}">
<link rel="icon" href="{up}assets/icon.svg"><link rel="stylesheet" href="{up}assets/page.css">
<script>__scope=new URL("{up}",location)</script>
<script type="application/json">{{"base": "{up}"}}</script>
<script src="{up}assets/page.js"></script>
</head>
<body><main>
{main}
</main></body>
</html>
"""
WORDS = {"en": f"<p>{'Words of the language of the page. ' * 6}</p>", "zh": f"<p>{'本页的文字。' * 9}</p>"}
RESOLVER = b'''<html lang="en"><link rel="icon" href="data:,">
<a href="../../../w/#c1">e</a><a href="../../../zh/w/#c1">z</a></html>'''
ERROR_PAGE = b"""<html lang="en"><link rel="icon" href="/edition/assets/icon.svg">
<a href="/edition/zh/">z</a></html>"""


def page(key: str, own: str, other: str, up: str, main: str) -> bytes:
    lang, other_lang = ("en", "zh-Hans") if key == "en" else ("zh-Hans", "en")
    text = PAGE.format(lang=lang, other_lang=other_lang, own=own, other=other, up=up, main=main + WORDS[key])
    return text.encode()


def good_site() -> dict[str, bytes]:
    return {
        "index.html": page("en", "", "zh/", "", '<h1 id="w">W</h1><a href="w/#c1">one</a>'),
        "zh/index.html": page("zh", "zh/", "", "../", '<a href="w/?view=both#c1">一</a>'),
        "w/index.html": page("en", "w/", "zh/w/", "../", '<h2 id="c1">I</h2><a href="https://un.org/">o</a>'),
        "zh/w/index.html": page("zh", "zh/w/", "w/", "../../", '<b id="c1">一</b><a href="../../w/">e</a>'),
        "id/w/c1/index.html": RESOLVER,
        "404.html": ERROR_PAGE,
        "assets/icon.svg": b"",
        "assets/page.css": b"/* url(gone.png) */ body { background: url(data:image/png;base64,AA) }",
        "assets/page.js": b'const home = "https://example.org/";',
        "sitemap.xml": b"<urlset><url><loc>https://example.org/edition/w/</loc></url></urlset>",
    }


def edition(*anchors: Anchor, address: str = "https://example.org/edition/") -> Edition:
    empty = {field.name: () for field in dataclasses.fields(Edition) if field.init}
    work = SimpleNamespace(slug="w", languages=("en", "zh"), clauses=())
    given = {"languages": (ENGLISH, CHINESE), "address": address, "works": (work,)}
    return Edition(**empty | given | {"anchors": anchors or (ACTIVE,)})


def found(site: dict[str, bytes], *anchors: Anchor) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in verify(site, edition(*anchors), (THEME_SCRIPT,))]


def test_a_site_that_keeps_its_promises_passes() -> None:
    assert verify(good_site(), edition(), (THEME_SCRIPT,)) == ()


def test_an_edition_without_an_address_yet_has_a_site_that_works_anywhere() -> None:
    """Then only the error page, served at any depth, names the root; nothing can name its own address."""
    site = {
        path: data.replace(b'<link rel="canonical" href="https://example.org/edition/', b'<meta content="')
        for path, data in good_site().items()
    } | {"sitemap.xml": b"<urlset/>", "404.html": ERROR_PAGE.replace(b"/edition/", b"/")}
    assert verify(site, edition(address=""), (THEME_SCRIPT,)) == ()
    site["w/index.html"] = site["w/index.html"].replace(b"https://un.org/", b"/zh/")
    assert [problem.code for problem in verify(site, edition(address=""), (THEME_SCRIPT,))] == ["V004"]


IN_MAIN = [
    ('<a href="nowhere/">', "V001"),
    ('<a href="../zh">', "V001"),  # a folder without its slash
    ('<img src="../gone.png">', "V001"),
    ('<img srcset="../assets/page.css 1x, ../gone.png 2x">', "V001"),
    ('<a href="#c9">', "V002"),
    ('<a href="../#c9">', "V002"),
    ('<b id="c1"></b>', "V003"),
    ('<a href="/edition/zh/">', "V004"),
    ('<a href="../../zh/">', "V004"),
    ('<base href="/">', "V004"),
    ('<img src="https://example.com/x.png">', "V005"),
    ('<img src="//example.com/x.png">', "V005"),
    ('<img src="\\\\example.com\\x.png">', "V005"),
    ('<img src="https://example.org/edition/x.png">', "V005"),  # another host, when read elsewhere
    ('<script src="https://example.com/x.js"></script>', "V005"),
    ('<link rel="preconnect" href="https://example.com">', "V005"),
    ('<link rel="icon" href="https://example.com/x.ico">', "V005"),
    ('<iframe src="https://example.com/"></iframe>', "V005"),
    ('<form action="https://example.com/"></form>', "V005"),
    ('<svg><use xlink:href="https://example.com/x.svg#a"/></svg>', "V005"),
    ("<style>p{}</style>", "V006"),
    ('<p style="color:red">x</p>', "V006"),
    ('<p onclick="x()">x</p>', "V006"),
    ("<script>alert(1)</script>", "V006"),
    ('<script>__scope=new URL("x");alert("y",location)</script>', "V006"),  # the theme's, with more in it
    ('<link rel="alternate" hreflang="zh-Hans" href="./">', "V007"),
    ('<a href="javascript:alert(1)">', "V011"),
    ('<a href=" JAVASCRIPT:alert(1)">', "V011"),
    ('<a href="data:text/html,x">', "V011"),
    ('<link rel="canonical" href="https://example.com/w/">', "V014"),
]


@pytest.mark.parametrize(("matter", "code"), IN_MAIN, ids=[f"{code} {matter}" for matter, code in IN_MAIN])
def test_a_fault_in_a_page_is_found_on_its_line(matter: str, code: str) -> None:
    site = good_site()
    site["w/index.html"] = site["w/index.html"].replace(b"</main>", f"\n{matter}</main>".encode())
    assert [entry.split() for entry in found(site)] == [[f"w/index.html:14:{column_of(matter)}", code]]


def column_of(matter: str) -> int:
    """Where the fault itself begins: at an address, an id or an attribute's name, else at the tag."""
    values = matter.split('"')[1:]
    value = next((v for v in values if "/" in v or "#" in v or ":" in v or "\\" in v or v == "c1"), None)
    for words in (" style=", " onclick="):
        if words in matter:
            return matter.index(words) + 2
    if value is None or matter.startswith("<script>"):
        return 1
    return matter.index(value.split(", ")[-1].split()[0]) + 1 if "src" in matter else matter.index(value) + 1


def changed(path: str, before: str, after: str) -> dict[str, bytes]:
    site = good_site()
    assert before.encode() in site[path]
    return site | {path: site[path].replace(before.encode(), after.encode())}


def without(path: str) -> dict[str, bytes]:
    return {name: data for name, data in good_site().items() if name != path}


ELSEWHERE = [
    (changed("zh/w/index.html", '<html lang="zh-Hans">', '<html lang="en">'), "zh/w/index.html:2:1 V007"),
    (changed("zh/w/index.html", WORDS["zh"], WORDS["en"]), "zh/w/index.html:1:1 V008"),
    (changed("w/index.html", WORDS["en"], WORDS["zh"]), "w/index.html:1:1 V008"),
    (changed("id/w/c1/index.html", "zh/w/#c1", "zh/w/"), "id/w/c1/index.html:1:1 V010"),
    (without("id/w/c1/index.html"), "id/w/c1/index.html:1:1 V010"),
    (changed("id/w/c1/index.html", '<link rel="icon" href="data:,">', ""), "id/w/c1/index.html:1:1 V015"),
    (changed("404.html", "/edition/zh/", "zh/"), "404.html:2:10 V004"),
    (good_site() | {"w/index.html": b""}, "w/index.html:1:1 V013"),
    (good_site() | {"w/index.html": b"<html lang=en>\xff</html>"}, "w/index.html:1:1 V013"),
    (good_site() | {"assets/page.css": b"\n@import 'https://example.com/';"}, "assets/page.css:2:10 V005"),
    (good_site() | {"assets/page.css": b"a { b: url( 'gone.png' ) }"}, "assets/page.css:1:14 V001"),
    (good_site() | {"assets/page.js": b'x;\nfetch("https://example.com/x")'}, "assets/page.js:2:8 V005"),
    (good_site() | {"assets/page.js": b"import('//example.com/x.js')"}, "assets/page.js:1:9 V005"),
    (changed("sitemap.xml", "edition/w/", "edition/gone/"), "sitemap.xml:1:19 V001"),
    (changed("sitemap.xml", "example.org", "example.com"), "sitemap.xml:1:19 V014"),
    (good_site() | {"new/index.html": page("en", "new/", "zh/", "../", "")}, "new/index.html:1:1 V012"),
]


@pytest.mark.parametrize(("site", "place_and_code"), ELSEWHERE, ids=[entry for _, entry in ELSEWHERE])
def test_a_fault_of_the_site_is_found_at_its_place(site: dict[str, bytes], place_and_code: str) -> None:
    assert place_and_code in found(site)


def test_a_lost_anchor_is_found_in_the_language_that_lost_it() -> None:
    site = changed("zh/w/index.html", 'id="c1"', 'id="c2"')
    assert "zh/w/index.html:1:1 V009" in found(site)
    assert "w/index.html:1:1 V009" not in found(site)


def test_an_anchor_needs_only_the_languages_it_is_registered_with() -> None:
    site = changed("zh/w/index.html", 'id="c1"', 'id="c2"')
    for path in ("zh/index.html", "id/w/c1/index.html"):
        site[path] = site[path].replace("#c1\">一".encode(), "\">一".encode()).replace(b"zh/w/#c1", b"zh/w/")
    assert found(site, Anchor("w#c1", ("en",), "active", None, "1")) == []


def test_a_retired_anchor_leads_to_its_successor() -> None:
    retired = Anchor("w#old", ("en", "zh"), "retired", "w#c1", "1")
    site = good_site()
    site["id/w/old/index.html"] = site["id/w/c1/index.html"]
    assert found(site, ACTIVE, retired) == []
    site["id/w/old/index.html"] = RESOLVER.replace(b"zh/w/#c1", b"zh/w/")
    assert found(site, ACTIVE, retired) == ["id/w/old/index.html:1:1 V010"]


def test_what_declares_another_language_does_not_count_against_a_page() -> None:
    chinese = WORDS["zh"].replace("<p>", '<p lang="zh-Hans">') * 3
    assert found(changed("w/index.html", "</main>", chinese + "</main>")) == []


def test_all_faults_are_told_at_once_and_in_the_order_of_places() -> None:
    site = changed("w/index.html", "</main>", '\n<a href="/x">\n<a href="gone/">\n<p style="">\n</main>')
    site["index.html"] = site["index.html"].replace(b"#c1", b"#c2")
    assert found(site) == [
        "index.html:12:27 V002",
        "w/index.html:14:10 V004",
        "w/index.html:15:10 V001",
        "w/index.html:16:4 V006",
    ]


def test_a_finding_says_what_is_wrong_and_what_mends_it() -> None:
    site = changed("w/index.html", "</main>", '<a href="../zh"></main>')
    (problem,) = verify(site, edition(), (THEME_SCRIPT,))
    assert problem.finding == "“../zh” leads to no file (zh)"
    assert problem.remedy == "end it with “/”"

"""Verify a built site: what the edition promises its readers holds in the very files that will be published.

Reads the site as ``{relative path: bytes}`` and the Edition; returns problems; writes nothing. The places are
in the built site: their file is a path below its root.

V001  an address leads to no file of the site
V002  a fragment names no element of its page
V003  an id stands twice in a page
V004  an address works only if the site stands at a certain place (it begins with "/", or climbs out)
V005  something is asked of another host without the reader's doing
V006  style, script or an event handler inside a page
V007  a page, or a link to its translation, says it is in a language that it is not in by its address
V008  a page is in the words of another language than its own
V009  a registered anchor is not at its address
V010  a registered anchor has no resolver, or one that does not lead to it
V011  an address runs a script
V012  a page is missing in a language
V013  a page is empty or not UTF-8
V014  a canonical or alternate address is not one of this edition
V015  a page names no icon, so that the browser asks for /favicon.ico, which is not of this site
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from . import built
from .built import FETCHED, FOLLOWED, NAMED, Address, Page
from .follow import RESOLVERS, Site, Target, arrive, follow
from .model import Edition
from .problems import Place, Problem, Problems, quoted

_ENOUGH = 20  # a page with fewer words than this says nothing about its language


def verify(files: Mapping[str, bytes], edition: Edition, theme_scripts: Iterable[str] = ()) -> Problems:
    """Every broken promise in the site, in the order of places.

    ``theme_scripts`` are the bodies of the inline scripts in the theme's own templates, ``{{ … }}`` and all:
    no other may stand in a page. A host that a script puts together as it runs is not seen here.
    """
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    for path in files:
        if path.endswith(".html"):
            page = built.read_page(files[path])
            if page is None:
                finding = "the page is empty or not UTF-8"
                problems.append(Problem(Place(path), "V013", finding, "mend what renders it"))
            else:
                pages[path] = page
    site = Site(files, pages, edition)
    allowed = [_as_pattern(body) for body in theme_scripts]
    for path, page in pages.items():
        problems += _addresses(site, path, page)
        problems += _inline(site, path, page, allowed)
        problems += _language(site, path, page)
    problems += _style_sheets_and_scripts(site)
    problems += _sitemap(site)
    problems += _translations(site)
    problems += _anchors(site)
    return tuple(sorted(set(problems)))


def _addresses(site: Site, path: str, page: Page) -> Iterator[Problem]:
    for address in page.addresses:
        found = follow(site, path, address)
        if isinstance(found, Problem):
            yield found
        elif found is not None:
            yield from arrive(site, path, address, found)
            if address.hreflang:
                yield from _alternate(site, path, address, site.pages.get(found[0]))


def _alternate(site: Site, path: str, address: Address, target: Page | None) -> Iterator[Problem]:
    said = address.hreflang
    if target and said != "x-default" and said.partition("-")[0] != target.lang.partition("-")[0]:
        finding = f"{quoted(address.text, 80)} is said to be {said} and is {target.lang or 'in no language'}"
        yield site.problem(path, address.line, address.text, "V007", finding, "correct hreflang or href")


def _inline(site: Site, path: str, page: Page, allowed: list[re.Pattern[str]]) -> Iterator[Problem]:
    for name, line in page.repeated:
        finding = f"id “{name}” stands here and on line {page.ids[name]}"
        yield site.problem(path, line, name, "V003", finding, "give each its own id")
    if not page.icon:
        yield Problem(Place(path), "V015", "the page names no icon", "add <link rel=icon> to its head")
    for what, line in page.inline:
        yield site.problem(path, line, what, "V006", f"{what} in the page", "move it to docs/assets")
    for body, line in page.scripts:
        if not any(pattern.fullmatch(body) for pattern in allowed):
            finding = f"an inline script that is not the theme's: {quoted(body)}"
            yield site.problem(path, line, "<script", "V006", finding, "move it to docs/assets/js")


def _as_pattern(body: str) -> re.Pattern[str]:
    """A template's script with each ``{{ … }}`` standing for any text without quotes or tags."""
    return re.compile(r"[^\"'<>]*".join(re.escape(part) for part in re.split(r"\{\{.*?\}\}", body.strip())))


def _language(site: Site, path: str, page: Page) -> Iterator[Problem]:
    language = site.language(path)
    tags = [language.tag] if language else [one.tag for one in site.edition.languages]
    if page.lang not in tags:
        finding = f"<html lang> is {quoted(page.lang)}, not {' or '.join(tags)}"
        remedy = "correct the theme's language file, or the folder of the page"
        yield site.problem(path, 20, "<html", "V007", finding, remedy)
    if language and page.han + page.words >= _ENOUGH:
        unspaced = page.words > page.han
        if unspaced if language.space == "" else not unspaced:
            finding = f"{page.han} Han characters and {page.words} Latin words in a page in {language.name}"
            remedy = "translate the page, or declare the language of its parts with lang"
            yield Problem(Place(path), "V008", finding, remedy)


def _style_sheets_and_scripts(site: Site) -> Iterator[Problem]:
    for path, data in site.files.items():
        found = built.addresses_in_css(data) if path.endswith(".css") else []
        found += built.hosts_in_js(data) if path.endswith((".js", ".mjs")) else []
        for text, line in found:
            address = Address(text, FETCHED, line)
            target = follow(site, path, address)
            if isinstance(target, Problem):
                yield target
            elif target is not None and not text.startswith("#"):
                yield from arrive(site, path, address, target)


def _sitemap(site: Site) -> Iterator[Problem]:
    for text, line in built.addresses_in_sitemap(site.files.get("sitemap.xml", b"")):
        address = Address(text, NAMED, line)
        target = follow(site, "sitemap.xml", address)
        if isinstance(target, Problem):
            yield target
        elif target is not None:
            yield from arrive(site, "sitemap.xml", address, target)


def _translations(site: Site) -> Iterator[Problem]:
    works = {work.slug: work for work in site.edition.works}
    for path in site.pages:
        own = site.language(path)
        if own is None:
            continue
        tail = path.removeprefix(own.path.strip("/") + "/")
        work = works.get(tail.partition("/")[0])
        for other in site.edition.languages:
            wanted = posixpath.join(other.path.strip("/"), tail)
            if wanted not in site.pages and (work is None or other.key in work.languages):
                finding = f"the page is missing in {other.name} ({wanted})"
                yield Problem(Place(path), "V012", finding, "make it in every language")


def _anchors(site: Site) -> Iterator[Problem]:
    anchors = site.edition.anchors
    addresses = {anchor.ref: set(_homes(site, anchor.ref, anchor.languages)) for anchor in anchors}
    for anchor in anchors:
        ref, homes = anchor.ref, addresses[anchor.ref]
        if anchor.status == "retired":
            homes = addresses.get(anchor.successor or "", set())
        for path, fragment in sorted(homes):
            if path not in site.pages:
                finding = f"{ref} has no page"
            elif fragment not in site.pages[path].ids:
                finding = f"{ref} has no element “{fragment}” here"
            else:
                continue
            yield Problem(Place(path), "V009", finding, "put it back: anchors are for ever")
        yield from _resolver(site, ref, homes)


def _homes(site: Site, ref: str, keys: Iterable[str]) -> Iterator[Target]:
    work, _, fragment = ref.partition("#")
    for key in keys:
        yield site.page_of(work, site.edition.language(key)), fragment


def _resolver(site: Site, ref: str, homes: set[Target]) -> Iterator[Problem]:
    path = posixpath.join(RESOLVERS, *ref.split("#", 1), "index.html")
    if path not in site.pages:
        yield Problem(Place(path), "V010", f"{ref} has no resolver", "make its page: it is permanent")
        return
    followed = (a for a in site.pages[path].addresses if a.use == FOLLOWED)
    reached = {target for a in followed if isinstance(target := follow(site, path, a), tuple)}
    for file, fragment in sorted(homes - reached):
        finding = f"no link to {file}#{fragment}, where {ref} stands"
        yield Problem(Place(path), "V010", finding, "link to the clause in each of its languages")

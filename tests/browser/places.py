"""What kinds of pages the site has and where one of each is: slugs and names come from the site itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from serving import Served

ROOT = Path(__file__).resolve().parents[2]
EDITION = yaml.safe_load((ROOT / "editorial" / "edition.yml").read_text("utf-8"))

#: key -> {"tag": BCP 47, "path": its part of addresses, …}
LANGUAGES: dict[str, dict] = EDITION["languages"]
VIEWS = (*LANGUAGES, "both")

#: A folder of each name, in every language
LANDING = ("search", "compare", "timeline", "themes", "glossary", "references", "sources", "method", "about")
#: A work with readings and emendations, one with sections, and one of which a version is the editors' translation.
WORKS = ("work", "sections", "report")
# The last two serve every language.
KINDS = ("home", *WORKS, "notes", *LANDING, "theme", "source", "missing", "resolver")
KINDS_IN_LANGUAGES = [
    (kind, lang) for kind in KINDS for lang in LANGUAGES if kind != "resolver" or lang == next(iter(LANGUAGES))
]

PHONE, DESK, WIDE = 360, 1280, 1680  # at the widest, a list stands beside the text

by_language = pytest.mark.parametrize("lang", LANGUAGES)
by_kind = pytest.mark.parametrize(("kind", "lang"), KINDS_IN_LANGUAGES)
by_work = pytest.mark.parametrize("kind", WORKS)
by_width = pytest.mark.parametrize("width", (PHONE, DESK))
by_scheme = pytest.mark.parametrize("scheme", ("light", "dark"))


def other_than(lang: str) -> str:
    return next(other for other in LANGUAGES if other != lang)


def path_of(lang: str) -> str:
    return LANGUAGES[lang]["path"]


def tag_of(lang: str) -> str:
    return LANGUAGES[lang]["tag"]


def work_of(served: Served, kind: str = "work") -> dict:
    """Of its kind, the work that has most of what makes it so, else the longest."""
    clauses = served.data("clauses.jsonl")
    translated = {clause["work"] for clause in clauses if clause["translation_status"] != "issued"}
    having = [record["ref"] for name in ("apparatus.jsonl", "emendations.jsonl") for record in served.data(name)]
    if kind == "sections":
        having = [clause["ref"] for clause in clauses if clause["kind"] == "section"]
    works = [work for work in served.data("works.json") if (work["slug"] in translated) == (kind == "report")]
    counts = Counter(ref.partition("#")[0] for ref in having)
    return max(works, key=lambda work: (counts[work["slug"]], len(work["clauses"])))


def ids_of(work: dict) -> list[str]:
    """Of the clauses that every page of the work shows, in order."""
    return work["clauses"]


def middle_of(work: dict) -> str:
    """The id of a clause so far down that its page must scroll."""
    ids = ids_of(work)
    return ids[len(ids) // 2]


def source_of(served: Served, lang: str) -> str:
    """The name of the source with the smallest page: what is to be seen on one is to be seen on each."""
    pages = (served.folder / path_of(lang) / "sources").glob("*/index.html")
    return min(pages, key=lambda page: page.stat().st_size).parent.name


def theme_of(served: Served) -> str:
    """The id of the theme that has the most passages."""
    return max(served.data("themes.json"), key=lambda theme: len(theme["passages"]))["id"]


def address_of(served: Served, kind: str, lang: str) -> str:
    if kind == "resolver":
        work = work_of(served)
        return served.at(f"id/{work['slug']}/{middle_of(work)}/")
    prefix = path_of(lang)
    if kind == "missing":  # the server of a project page gives it for any path below the edition's own
        return served.at_own(f"{prefix}no/such/page/")
    if kind in WORKS:
        return served.at(f"{prefix}{work_of(served, kind)['slug']}/")
    if kind == "notes":
        return served.at(f"{prefix}{work_of(served)['slug']}/notes/")
    if kind == "theme":
        return served.at(f"{prefix}themes/{theme_of(served)}/")
    if kind == "source":
        return served.at(f"{prefix}sources/{source_of(served, lang)}/")
    return served.at(prefix if kind == "home" else f"{prefix}{kind}/")


def clauses_of(served: Served, work: dict, lang: str) -> dict[str, dict]:
    """id -> the record of the clause, of those that the work has in this language."""
    found = (c for c in served.data("clauses.jsonl") if (c["work"], c["lang"]) == (work["slug"], lang))
    return {clause["id"]: clause for clause in found}


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def told(faults: list) -> str:
    """Faults, a line each, so that all are mended at once."""
    shown = [fault if isinstance(fault, str) else json.dumps(fault, ensure_ascii=False) for fault in faults]
    return "\n".join([f"{len(faults)} faults", *shown[:60], *(["…"] if len(shown) > 60 else [])])

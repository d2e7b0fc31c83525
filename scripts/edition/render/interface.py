"""What the reading scripts show: words and glosses, as classic scripts ``build/public/assets/js/NAME.KEY.js``.

``labels.KEY.js`` sets ``window.editionLabels``, an object of the labels whose keys begin with ``ui.``, without that
prefix, and ``window.editionVersion``. ``glosses.KEY.js`` sets ``window.editionGlosses``: by layer (``term``, ``ref``)
and id, name and meaning.
Classic scripts, because modules and fetch are blocked where a page is opened from a folder.
"""

from __future__ import annotations

import json

from edition.model import Edition, Language
from edition.render import links
from edition.render.page import plain
from edition.render.words import Words

PREFIX = "ui."


def render(edition: Edition) -> dict[str, bytes]:
    """The scripts by path. A word is text: the scripts put it in the page as text and never as markup."""
    made = {}
    for language in edition.languages:
        for name, variable, value in (
            ("labels", "editionLabels", _labels(edition, language)),
            ("glosses", "editionGlosses", _glosses(Words(edition, language))),
        ):
            path = f"build/public/{links.asset(f'js/{name}.{language.key}.js')}"
            made[path] = f"window.{variable} = {json.dumps(value, ensure_ascii=True, sort_keys=True)};\n".encode()
        labels = f"build/public/{links.asset(f'js/labels.{language.key}.js')}"
        made[labels] += f"window.editionVersion = {json.dumps(edition.version)};\n".encode()
    return made


def _labels(edition: Edition, language: Language) -> dict[str, str]:
    return {
        key.removeprefix(PREFIX): words[language.key] for key, words in edition.labels.items() if key.startswith(PREFIX)
    }


def _glosses(words: Words) -> dict[str, dict[str, list[str]]]:
    own = words.language.key
    edition = words.edition
    return {
        "term": {term.id: [term.head(own), plain(words.of(term.definition), words)] for term in edition.terms},
        "ref": {one.id: [words.of(one.name), plain(words.of(one.summary), words)] for one in edition.references},
    }

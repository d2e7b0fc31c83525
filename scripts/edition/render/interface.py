"""The words that the reading scripts show: ``build/public/assets/js/labels.KEY.js``, a classic script a language.

Each sets ``window.editionLabels``, an object of the labels whose keys begin with ``ui.``, without that prefix.
Classic scripts, because modules and fetch are blocked where a page is opened from a folder.
"""

from __future__ import annotations

import json

from edition.model import Edition

PREFIX = "ui."


def render(edition: Edition) -> dict[str, bytes]:
    """The scripts by path. A label is text: the scripts put it in the page as text and never as markup."""
    return {
        f"build/public/assets/js/labels.{language.key}.js": _script(
            {
                key.removeprefix(PREFIX): words[language.key]
                for key, words in edition.labels.items()
                if key.startswith(PREFIX)
            }
        )
        for language in edition.languages
    }


def _script(labels: dict[str, str]) -> bytes:
    return f"window.editionLabels = {json.dumps(labels, ensure_ascii=True, sort_keys=True)};\n".encode()

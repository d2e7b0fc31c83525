"""A lint for the editors' prose: every language there, of comparable length, in the house style.

U001 a language is missing · U002 too long · U003 the languages differ too much in length ·
U004 a character or spacing that the language does not use · U005 a turn of phrase to avoid · U006 unpaired marks ·
U007 no stop at the end
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .commentary_schema import StyleFile
from .problems import Place, Problem, quoted
from .records import Record
from .schema import LanguageRecord

_CLAUSE = re.compile(r"\{[^{}]*\}")
_PAIRS = ("“”", "（）", "《》", "()")
_ENDS = re.compile(r"[.?!。？！][”’）)]*\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """The languages of the edition, how the editors write in each, and patterns of what they avoid, with reasons."""

    languages: Mapping[str, LanguageRecord]
    file: StyleFile
    never: Mapping[str, re.Pattern[str]]
    avoided: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


def style(languages: Mapping[str, LanguageRecord], file: StyleFile) -> Style:
    return Style(
        languages,
        file,
        {key: re.compile(rules.never) for key, rules in file.languages.items()},
        {key: tuple((re.compile(a.pattern), a.why) for a in rules.avoid) for key, rules in file.languages.items()},
    )


def prose(record: Record, field: str, words: Mapping[str, str], style: Style) -> Iterator[Problem]:
    """What is wrong with the editors' prose in the ``field`` of a record; nothing in a language without rules."""
    lengths: dict[str, float] = {}
    for key, language in style.languages.items():
        if key not in words:
            yield Problem(record.place(field), "U001", f"{field} lacks {key}", "write it")
            continue
        rules = style.file.languages.get(key)
        if rules is None:
            continue
        text = _CLAUSE.sub(rules.clause, words[key])
        place = record.place(field, key)
        length = len(text.split()) if language.unit == "word" else len(text)
        lengths[key] = length / rules.worth
        if length > rules.most:
            yield Problem(place, "U002", f"{length} {language.unit}s, where {rules.most} are the most",
                          "say it in fewer")
        yield from _signs(key, text, place, style)
    if lengths and 100 * max(lengths.values()) > style.file.percent * min(lengths.values()):
        yield Problem(record.place(field), "U003", "one language says much more than another",
                      "say the same in each")


def _signs(key: str, text: str, place: Place, style: Style) -> Iterator[Problem]:
    if found := style.never[key].search(text):
        around = text[max(found.start() - 6, 0) : found.end() + 6]
        yield Problem(place, "U004", f"{quoted(found.group())} in {quoted(around)}",
                      "use the signs and spacing of the language")
    for pattern, why in style.avoided.get(key, ()):
        if found := pattern.search(text):
            yield Problem(place, "U005", f"{quoted(found.group())}: {why}", "say it another way")
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield Problem(place, "U006", f"unpaired {opening}{closing}", "pair them")
    if not _ENDS.search(text):
        yield Problem(place, "U007", f"no stop at the end of {quoted(text)}", "end the sentence")

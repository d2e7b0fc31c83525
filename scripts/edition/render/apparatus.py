"""The folded block beneath a clause: where the witnesses differ, and what the editors mended.

Signs: ``lemma] A`` is the published reading and who prints it, what follows is what others print;
``A 18`` is line 18 of witness A; struck-out words are as printed, the words after the arrow as published.
"""

from __future__ import annotations

from collections.abc import Mapping

from edition.model import ApparatusEntry, ClauseText, Emendation, Language, Reading, WitnessPlace
from edition.render import escape, links
from edition.render.page import paragraph, prose
from edition.render.words import Words, others, shorten

LEMMA = 64  # code points of a lemma that are shown
QUOTE = 160  # code points of a passage in an emendation or a reading; the source pages have all of it


def details(texts: Mapping[str, ClauseText], words: Words, here: str) -> list[str]:
    """The blocks of a folded element, none when there is nothing to tell."""
    items = []
    readings = emendations = 0
    for language in others(words.edition, words.language):
        if language.key not in texts:
            continue
        text = texts[language.key]
        readings += len(text.apparatus)
        emendations += len(text.emendations)
        items += [_entry(entry, language.tag, words) for entry in text.apparatus]
        items += [_emendation(emendation, language.tag, words, here) for emendation in text.emendations]
    if not items:
        return []
    counts = [
        words(key, count=count)
        for key, count in (("apparatus.readings", readings), ("apparatus.emendations", emendations))
        if count
    ]
    summary = escape.markdown(words.list(counts))
    head = f"/// details | {summary}\n    attrs: {{class: apparatus}}"
    signs = links.relative(here, f"{links.page(words.language, 'method')}#signs")
    explained = paragraph(f"[{escape.markdown(words('apparatus.signs'))}]({signs})", ".signs")
    return [head, "\n".join(f"- {item}" for item in items), explained, "///"]


def place(place: WitnessPlace, words: Words, here: str) -> str:
    """A link to the first of a clause's lines in a witness: "C 25–27"."""
    lines = str(place.first_line) + (f"–{place.last_line}" if place.last_line != place.first_line else "")
    way = links.relative(here, links.source(words.language, place.source, place.first_line))
    return f"[{escape.markdown(f'{place.siglum} {lines}')}]({way})"


def places(texts: Mapping[str, ClauseText], words: Words, here: str) -> list[tuple[Language, str]]:
    """By language, links to the source lines that its words come from; a language without any is left out."""
    return [
        (language, words.list([place(one, words, here) for one in texts[language.key].places]))
        for language in others(words.edition, words.language)
        if language.key in texts and texts[language.key].places
    ]


def _entry(entry: ApparatusEntry, tag: str, words: Words) -> str:
    """``lemma] D; reading A (kind). Note``"""
    sigla = escape.markdown(" ".join(entry.lemma_witnesses))
    parts = [f"{_quote('b', entry.lemma, tag, LEMMA, words)}&#93; {sigla}"]
    parts += [_reading(reading, tag, words) for reading in entry.readings]
    return words("sign.semicolon").join(parts) + _note(words.of(entry.note), words)


def _reading(reading: Reading, tag: str, words: Words) -> str:
    sigla = escape.markdown(" ".join(reading.witnesses))
    kind = f"{words('sign.open')}{escape.markdown(words(f'reading.{reading.kind}'))}{words('sign.close')}"
    if reading.text == "":
        absent = words("reading.absent-lacuna" if reading.kind == "lacuna" else "reading.absent")
        return f"{sigla} {escape.markdown(absent)}" + ("" if reading.kind == "lacuna" else kind)
    return f"{_quote('span', reading.text, tag, QUOTE, words)} {sigla}{kind}"


def _emendation(emendation: Emendation, tag: str, words: Words, here: str) -> str:
    """``A 18: printed → published (reason; authority). Note``"""
    source = words.edition.source_by_siglum.get(emendation.witness)
    where = escape.markdown(f"{emendation.witness} {emendation.line}")
    if source:
        way = links.relative(here, links.source(words.language, source.name, emendation.line))
        where = f"[{where}]({way})"
    reasons = (words(f"reason.{emendation.reason}"), words.authority(emendation.authority))
    why = words("sign.semicolon").join(map(escape.markdown, reasons))
    return (
        f"{where}{words('sign.colon')}{_quote('del', emendation.before, tag, QUOTE, words)} → "
        f"{_quote('ins', emendation.after, tag, QUOTE, words)}"
        f"{words('sign.open')}{why}{words('sign.close')}{_note(words.of(emendation.note), words)}"
    )


def _quote(element: str, text: str, tag: str, limit: int, words: Words) -> str:
    """``text`` in an element with its language; one that cannot be seen is named in the page's language."""
    shown = words.visible(text)
    lang = f' lang="{tag}"' if shown == text else ""
    return f"<{element}{lang}>{escape.markdown(shorten(shown, limit))}</{element}>"


def _note(note: str, words: Words) -> str:
    return f"{words('sign.stop')}{prose(note, words)}" if note else ""

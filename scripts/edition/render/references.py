"""The references: ``docs/LANG/references.md``, by kind and date, with every place that names them."""

from __future__ import annotations

from collections import defaultdict

from edition.model import Edition, Reference
from edition.render import links
from edition.render.cite import citation, mentioned
from edition.render.escape import markdown
from edition.render.page import facts, front_matter, paragraph, prose
from edition.render.words import Words, others


def render(edition: Edition) -> dict[str, bytes]:
    """The references in every language, by path; none when there are none."""
    if not edition.references:
        return {}
    return {
        f"docs/{language.key}/references.md": (_page(Words(edition, language)) + "\n").encode()
        for language in edition.languages
    }


def _page(words: Words) -> str:
    heading = words("references.title")
    here = links.page(words.language, "references")
    blocks = [
        front_matter(heading, words("references.description")),
        f"# {markdown(heading)} {{: #title }}",
        markdown(words("references.intro", count=len(words.edition.references))),
    ]
    by_kind: dict[str, list[Reference]] = defaultdict(list)
    for reference in words.edition.references:
        by_kind[reference.kind].append(reference)
    for kind, references in by_kind.items():
        blocks.append(f"## {markdown(words(f'references.{kind}'))} {{: #kind-{kind} }}")
        for reference in sorted(references, key=lambda reference: (reference.date or "9", reference.id)):
            blocks += _reference(reference, words, here)
    return "\n\n".join(blocks)


def _reference(reference: Reference, words: Words, here: str) -> list[str]:
    blocks = ["/// html | section.reference", f"### {markdown(words.of(reference.name))} {{: #{reference.id} }}"]
    for language in others(words.edition, words.language)[1:]:
        name = markdown(reference.name.get(language.key, ""))
        blocks.append(paragraph(name, f'.other-heading lang="{language.tag}"'))
    blocks.append(prose(words.of(reference.summary), words, here))
    if words.of(reference.caution):
        blocks.append(paragraph(prose(words.of(reference.caution), words, here), ".caution"))
    rows = [
        ("reference.symbol", markdown(reference.symbol)),
        ("reference.date", _date(reference, words)),
        ("reference.sure", markdown(words(f"reference.sure.{reference.sure}"))),
        ("reference.sources", [citation(source, words) for source in reference.citations]),
        ("reference.named", [mentioned(m, words, here) for m in reference.mentions if not m.implicit]),
        ("reference.implied", [mentioned(m, words, here) for m in reference.mentions if m.implicit]),
    ]
    return [*blocks, facts(rows, words), "///"]


def _date(reference: Reference, words: Words) -> str:
    if not reference.date:
        return ""
    end = f"{words('sign.to')}{words.date(reference.end)}" if reference.end else ""
    said = f"{words.date(reference.date)}{end}{words('sign.open')}{words.of(reference.dated)}{words('sign.close')}"
    return markdown(said)

"""What the wordings of terms tell of one work beside an earlier one: new, back again, worded otherwise, gone.

Computed from attestations in what was issued; an editors' translation is left out, since its words are not the
issuer's. An idea that is put in words that are no term's is not seen here, and the pages say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from edition.model import Edition, Term, Work
from edition.render.appearances import ISSUED, status, wording

#: By work and language: the wordings of a term that stand there, in the order of the text.
Standing = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A term that stands in both works: by language, what of the earlier one's wordings went and what came."""

    term: Term
    went: Mapping[str, tuple[str, ...]]
    came: Mapping[str, tuple[str, ...]]  # has the same languages


@dataclass(frozen=True, slots=True)
class Changes:
    """Terms in the order in which the theme lists them."""

    new: tuple[Term, ...] = ()  # in no earlier work of the edition
    again: tuple[Term, ...] = ()  # in an earlier work, not in the one before
    reworded: tuple[Rewording, ...] = ()
    gone: tuple[Term, ...] = ()  # in the work before


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of ``terms`` in the works of an edition."""

    edition: Edition
    terms: tuple[Term, ...]
    standing: Mapping[str, Standing] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "standing", {term.id: _standing(term, self.edition) for term in self.terms})

    def changes(self, work: Work, before: Work | None, earlier: Iterable[Work]) -> Changes:
        """Of ``work`` beside ``before``; ``earlier`` are all works of the edition with an earlier place in time."""
        past = [other.slug for other in earlier]
        new, again, reworded, gone = [], [], [], []
        for term in self.terms:
            standing = self.standing[term.id]
            here, there = standing.get(work.slug, {}), standing.get(before.slug, {}) if before else {}
            if here and not there:
                (again if any(slug in standing for slug in past) else new).append(term)
            elif here and (rewording := _rewording(term, there, here)):
                reworded.append(rewording)
            elif not here and set(there) & set(_issued(work)):
                gone.append(term)
        return Changes(tuple(new), tuple(again), tuple(reworded), tuple(gone))


def _standing(term: Term, edition: Edition) -> Standing:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lang, quotes in term.attestations.items():
        for quote in quotes:
            said = found[quote.ref.partition("#")[0]][lang] if status(quote, edition) == ISSUED else []
            form = wording(quote, term)
            if form not in said:
                said.append(form)
    return {slug: {lang: tuple(said) for lang, said in by_lang.items()} for slug, by_lang in found.items()}


def _issued(work: Work) -> Sequence[str]:
    """The languages in which a work was issued."""
    return [lang for lang, text in work.title.items() if text.status == ISSUED]


def _rewording(
    term: Term, there: Mapping[str, tuple[str, ...]], here: Mapping[str, tuple[str, ...]]
) -> Rewording | None:
    """In the languages where a wording went and another came; None when there is no such language."""
    went, came = {}, {}
    for lang in here.keys() & there.keys():
        lost = tuple(form for form in there[lang] if form not in here[lang])
        gained = tuple(form for form in here[lang] if form not in there[lang])
        if lost and gained:
            went[lang], came[lang] = lost, gained
    return Rewording(term, went, came) if went else None

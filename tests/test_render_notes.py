"""Notes beside their text: the words stay the published ones, and each piece says which notes speak of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import engine, front_matter, one, page
from test_escape import TEXT
from toy_edition import ANNOTATIONS, C1, EDITION, EN, HOSTILE, PUBLIC, REPORT, TOY, ZH
from toy_edition import quote as quoted

from edition.render import escape, interface, links, marks, notes, works
from edition.render.words import Words

WORKS, PAGES = works.render(EDITION), notes.render(EDITION)
LABELS = EDITION.labels
LANGUAGES = pytest.mark.parametrize("language", EDITION.languages, ids=lambda language: language.key)
EACH = pytest.mark.parametrize(
    ("work", "language"), [(work, language) for work in EDITION.works for language in EDITION.languages],
    ids=lambda it: getattr(it, "slug", None) or it.key,
)  # fmt: skip
PLACES = pytest.mark.parametrize(
    "template", ["{}\n{{: .text }}", "## {} {{: #c1 }}", '<span class="marker">1.</span> {}\n{{: .text }}']
)


class Shown(HTMLParser):
    """What is shown of a paragraph or a heading: its characters, each with the mark it stands in, and the absences."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[dict[str, str]] = [{}]
        self.runs: list[tuple[str, str, dict[str, str]]] = []
        self.lacks: list[tuple[int, dict[str, str]]] = []
        self.elements: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return "".join(said for said, _, _ in self.runs)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if found.get("class") == "marker":
            found = {"marker": ""}
        elif "lack" in found.get("class", "").split():
            self.lacks.append((len(self.text), found))
        self.elements.append(tag)
        self.marks.append(found)

    def handle_endtag(self, tag):
        self.marks.pop()

    def handle_data(self, data):
        if "marker" not in self.marks[-1]:
            self.runs.append((data, self.elements[-1], self.marks[-1]))

    def named(self, layer: str) -> list[set[str]]:
        """For every character, the ids that its mark names: ``notes``, ``ref`` or ``term``."""
        return [set(found.get(f"data-{layer}", "").split()) for said, _, found in self.runs for _ in said]


@st.composite
def annotated(draw):
    """A text, and notes, names and terms about ranges of it, some empty."""
    text = draw(TEXT)
    marks_ = []
    for n in range(1, draw(st.integers(0, 5)) + 1):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        kind, significance = draw(st.sampled_from(["term", "translation"])), draw(st.integers(1, 3))
        marks_.append(marks.Mark(start, end, "note", f"n{n}", kind, significance, True))
    for layer in draw(st.sets(st.sampled_from(["ref", "term"]))):
        start = draw(st.integers(0, len(text) - 1))
        marks_.append(marks.Mark(start, draw(st.integers(start + 1, len(text))), layer, f"my-{layer}", "", 0, False))
    return text, marks_


@PLACES
@settings(max_examples=300)
@given(annotated())
def test_marks_leave_every_text_as_it_is_and_name_exactly_what_covers_each_character(template, both):
    text, found = both
    plain = Shown(engine().reset().convert(template.format("X")))
    read = Shown(engine().reset().convert(
        template.format(marks.marked(text, found, Words(EDITION, EN), "toy-2024/"))))
    lead = plain.text.index("X")
    assert read.text == plain.text.replace("X", text)
    assert set(read.elements) <= set(plain.elements) | {"a", "span"}
    spoken = [mark for mark in found if mark.start < mark.end]
    covering = [
        {mark.id for mark in spoken if mark.layer == "note" and mark.start <= at < mark.end} for at in range(len(text))
    ]
    assert read.named("notes")[lead : lead + len(text)] == covering
    for mark in spoken:
        if mark.layer == "note":
            pieces = [said for said, _, bears in read.runs if mark.id in bears.get("data-notes", "").split()]
            assert "".join(pieces) == text[mark.start : mark.end]
    lacking = sorted((mark.start, f"#{mark.id}") for mark in found if mark.start == mark.end)
    assert sorted((at - lead, bears["href"]) for at, bears in read.lacks) == lacking


@settings(max_examples=200)
@given(annotated())
def test_each_sign_stands_once_at_the_end_of_its_words_and_a_link_leads_to_the_shortest_quote(both):
    text, found = both
    read = Shown(engine().reset().convert(marks.marked(text, found, Words(EDITION, EN), "toy-2024/") + "\n{: .text }"))
    by_id = {mark.id: mark for mark in found}
    signs: Counter[str] = Counter()
    at = 0
    ends = []
    for n, (said, element, bears) in enumerate(read.runs):
        at += len(said)
        following = read.runs[n + 1][2] if n + 1 < len(read.runs) else {}
        if bears is following:
            continue
        own = [by_id[id] for id in bears.get("data-notes", "").split()]
        for id in bears.get("data-sign", "").split():
            signs[f"n{id}"] += 1
            ends.append(at == by_id[f"n{id}"].end)
        if own:
            assert f"s{max(mark.significance for mark in own)}" in bears["class"].split()
            assert {mark.kind for mark in own} <= set(bears["class"].split())
        if own and element == "a":
            shortest = min(mark.end - mark.start for mark in own)
            goal = by_id[bears["href"].removeprefix("#")]
            assert goal in own and goal.end - goal.start == shortest
    signs.update(f"n{bears['data-sign']}" for _, bears in read.lacks)
    assert all(ends)
    assert signs == Counter(mark.id for mark in found if mark.layer == "note")


@given(annotated())
def test_names_and_terms_are_named_under_notes_and_lead_to_their_page_where_there_are_none(both):
    text, found = both
    made = marks.marked(text, found, Words(EDITION, ZH), "zh/toy-2024/")
    read = Shown(engine().reset().convert(made + "\n{: .text }"))
    at = 0
    for said, element, bears in read.runs:
        here = {mark.layer: mark.id for mark in found if mark.start <= at < mark.end}
        at += len(said)
        leads = {"ref": "../references/#my-ref", "term": "../glossary/#my-term"}
        if not here or element not in ("a", "span"):
            assert not here
            continue
        first = next(layer for layer in ("note", "ref", "term") if layer in here)
        if element == "a" and first != "note":
            assert bears["href"] == leads[first] and bears["class"] == first
        for layer in ("ref", "term"):
            if layer in here and (layer != first):
                assert bears.get(f"data-{layer}") == here[layer]
            assert layer in here or f"data-{layer}" not in bears


def work_page(work, language):
    return page(WORKS[f"docs/{language.key}/{work.slug}.md"])


def notes_page(work, language):
    return page(PAGES[f"docs/{language.key}/{work.slug}/notes.md"])


def of(work):
    return [note for note in ANNOTATIONS if note.work == work.slug]


def printed(tree, clause, language, other, part):
    """The element that shows a part of a clause in the ``other`` language on a page of ``language``."""
    section = one(tree, "//section[(h2|h3)/@id=$id]", id=clause.id)
    if part == "text":
        return one(section, "./div[@lang=$tag]/p[contains(@class, 'text')]", tag=other.tag)
    return one(section, "(./h2|./h3)" if other is language else "./p[@class='other-heading']")


@EACH
def test_the_pieces_of_every_quote_are_its_words_and_nothing_else_names_the_note(work, language):
    tree = work_page(work, language)
    for clause in work.clauses:
        for other in EDITION.languages:
            text = clause.texts.get(other.key)
            for part in ("heading", "text") if text else ():
                words = getattr(text, part)
                if not words:
                    continue
                element = printed(tree, clause, language, other, part)
                covering = [set() for _ in words]
                for note in of(work):
                    for quote in note.quotes.get(other.key, ()) if note.ref == clause.ref else ():
                        for piece in quote.pieces:
                            for at in range(piece.start, piece.end if piece.part == part else 0):
                                covering[at].add(note.id)
                named = []
                for child in (None, *element):
                    own = "" if child is None else child.text_content()
                    after = element.text if child is None else child.tail
                    marker = child is not None and child.get("class") == "marker"
                    ids = set() if child is None else set(child.get("data-notes", "").split())
                    named += [] if marker else [ids] * len(own)
                    named += [set()] * len((after or "").removeprefix(other.space) if marker else after or "")
                assert named == covering, (clause.ref, other.key, part)


@EACH
def test_the_sign_of_a_note_stands_once_for_each_of_its_quotes(work, language):
    """A quote that goes from the heading into the text has it after its last words only."""
    tree = work_page(work, language)
    signs = Counter(f"n{id}" for signs in tree.xpath("//@data-sign") for id in signs.split())
    assert signs == {note.id: sum(map(len, note.quotes.values())) for note in of(work)}


@EACH
def test_absences_stand_where_the_words_would(work, language):
    tree = work_page(work, language)
    for note in of(work):
        clause = EDITION.clause_by_ref[note.ref]
        for other in EDITION.languages:
            for quote in note.quotes.get(other.key, ()):
                if quote.text:
                    continue
                element = printed(tree, clause, language, other, "text")
                lack = one(element, "./a[contains(@class, 'lack')][@href=$way]", way=f"#{note.id}")
                marker = clause.texts[other.key].marker if not clause.texts[other.key].heading else ""
                before = "".join(lack.xpath("preceding-sibling::node()/descendant-or-self::text()"))
                expected = f"{marker}{other.space if marker else ''}{clause.texts[other.key].text}"
                at = quote.pieces[0].start + len(expected) - len(clause.texts[other.key].text)
                assert before == expected[:at] and not lack.text_content()
                assert lack.get("aria-label") == LABELS["note.absent-here"][language.key].format(id=note.id[1:])


@EACH
def test_each_note_is_once_on_its_page_in_its_clause_with_its_id_inside_its_fold(work, language):
    tree = work_page(work, language)
    assert tree.xpath("//details/@data-note") == [note.id for note in in_order(work)]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for note in of(work):
        fold = one(tree, "//details[@data-note=$id]", id=note.id)
        assert fold.get("open") is None and fold.get("data-significance") == str(note.significance)
        assert one(tree, "//*[@id=$id]", id=note.id) in fold.iter()
        assert fold.get("id") is None and one(fold, "./summary").get("id") is None
        assert fold.xpath("ancestor::section/*/@id") == [note.ref.partition("#")[2]]
        for former in note.formerly:
            assert one(tree, "//*[@id=$id]", id=former) in fold.iter()


def in_order(work):
    """The notes of a work by clause; framing lines, which stand last, have none."""
    order = [clause.ref for clause in work.clauses]
    return sorted(of(work), key=lambda note: order.index(note.ref))


def body_of(note, words):
    """What a note says, the clauses it names by their names there."""
    body = note.body[words.language.key]
    named = re.sub(r"\{(toy-[a-z0-9-]+#[a-z0-9-]+)\}", lambda found: words.named(found[1], note.work), body)
    assert HOSTILE in named and "{x}" in named
    return named


@EACH
def test_a_note_says_its_body_and_what_is_to_be_known_of_it(work, language):
    words = Words(EDITION, language)
    tree, all_notes = work_page(work, language), notes_page(work, language)
    for note in of(work):
        for place in (one(tree, "//details[@data-note=$id]", id=note.id),
                      one(all_notes, "//section[p/@id=$id]", id=note.id)):
            body = one(place, ".//p[contains(@class, 'body')]")
            assert body.text_content() == body_of(note, words)
            assert {element.tag for element in body.iter()} <= {"p", "a", "span"}
            about = one(place, ".//p[@class='about']").text_content()
            assert LABELS["note.significance"][language.key].format(n=note.significance) in about
            assert (LABELS["note.opinion"][language.key] in about) == note.opinion
            found = LABELS[f"note.{('none', 'one', 'both')[len(note.readings)]}"][language.key]
            assert (found in about) == (note.kind == "translation" and work is TOY)


@EACH
def test_kinds_differences_and_words_are_named(work, language):
    words = Words(EDITION, language)
    own, other = (language, next(one for one in EDITION.languages if one is not language))
    tree, all_notes = work_page(work, language), notes_page(work, language)
    for note in of(work):
        summary = one(tree, "//details[@data-note=$id]/summary", id=note.id)
        assert one(summary, "./*[@class='sign']").text_content() == note.id[1:]
        kind = LABELS[f"note.{note.differs or note.kind}"][language.key]
        assert one(summary, "./*[@class='kind']").text_content() == kind
        section = one(all_notes, "//section[p/@id=$id]", id=note.id)
        heading = one(section, "./h3")
        assert LABELS[f"note.{note.kind}"][language.key] in heading.text_content()
        assert kind in heading.text_content()
        said = [(lang, quote) for lang in (own, other) for quote in note.quotes.get(lang.key, ())]
        whole = [(span.get("lang"), span.text_content()) for span in section.xpath("./p[@class='quoted']/span")]
        lack = LABELS["note.absent"][language.key]
        absent = {lang.key: lack.format(language=words.name(lang)) for lang in (own, other)}
        assert whole == [(lang.tag, q.text) if q.text else (None, absent[lang.key]) for lang, q in said]
        # Folded, of each language the first quote, cut to its first words.
        firsts = [next((q for at, q in said if at is lang), None) for lang in (own, other)]
        brief = summary.xpath("./*[@class='said' or @class='unsaid']")
        for span, quote in zip(brief, [quote for quote in firsts if quote], strict=True):
            text = span.text_content()
            assert span.get("lang") == (EDITION.language(quote.lang).tag if quote.text else None)
            assert quote.text.startswith(text.removesuffix("…")) if quote.text else text == absent[quote.lang]


@LANGUAGES
def test_a_note_leads_to_other_clauses_to_references_and_to_public_material(language):
    words = Words(EDITION, language)
    tree = work_page(TOY, language)
    (see,) = tree.xpath("//details[@data-note='n2']//p[@class='see']")
    assert [(a.get("href"), a.text_content()) for a in see.iter("a")] == [
        ("#c1-1", words.named("toy-2024#c1-1", "toy-2024")), ("../toy-report/#c1", words.named("toy-report#c1"))]
    (sources,) = tree.xpath("//details[@data-note='n4']//p[@class='sources']")
    assert [(a.get("href"), a.text_content()) for a in sources.iter("a")] == [
        ("../references/#body", EDITION.references[1].name[language.key]), ("../references/#plain", HOSTILE),
        ("https://example.org/a?b=%3Cc%3E&d=%28e%29#f", PUBLIC.title),
    ]
    for said in (PUBLIC.publisher, "《文件》 of 2019", words("note.listed", date=words.date("2026-11-20"))):
        assert said in sources.text_content()
    bare = one(tree, "//details[@data-note='n5']")
    assert not bare.xpath(".//p[@class='see']|.//p[@class='sources']")


@EACH
def test_a_page_of_notes_has_every_note_under_its_clause_with_ids_and_levels_in_order(work, language):
    tree = notes_page(work, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(h.tag[1]) for h in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    expected = []
    for note in in_order(work):
        clause = note.ref.partition("#")[2]
        expected += ([] if clause in expected else [clause]) + [f"{note.id}-head"]
    found = [h.get("id") for h in tree.xpath("//h2|//h3")]
    assert found == expected + ["agreement"] * (work is TOY)
    assert one(tree, "//p[@class='ways']/a").get("href") == "../"
    for note in of(work):
        assert tree.xpath("//h3[@id=$id]/a/@href", id=f"{note.id}-head") == [f"../#{note.id}"]
    assert tree.xpath("//h2[@id='c1']/a/@href") == ["../#c1"]


@EACH
def test_nothing_in_a_note_becomes_an_element_or_an_attribute(work, language):
    tree = notes_page(work, language)
    assert {element.tag for element in tree.iter()} <= {"main", "h1", "h2", "h3", "p", "section", "a", "span"}
    assert {name for element in tree.iter() for name in element.attrib} <= {"id", "class", "lang", "href"}
    public = escape.address(PUBLIC.address).replace("&amp;", "&")
    hrefs = [href for href in tree.xpath("//@href") if href != public]
    assert all(re.fullmatch(r"[./a-zA-Z0-9-]*(#[\w-]+)?", href) for href in hrefs)
    matter = front_matter(PAGES[f"docs/{language.key}/{work.slug}/notes.md"])
    assert not re.search('[<>"]', matter["title"] + matter["description"])


@LANGUAGES
def test_how_far_the_readings_agreed_is_said_in_figures(language):
    tree = notes_page(TOY, language)
    (agreement,) = EDITION.agreements
    said = one(tree, "//h2[@id='agreement']/following-sibling::p").text_content()
    assert said == LABELS["notes.agreement-said"][language.key].format(
        clauses=6, first=4, second=7, shared_first=3, shared_second=2,
        notes=8, both=3, rate="38%", one=2, none=3, aside=5,
    )  # fmt: skip
    none = replace(EDITION, agreements=(replace(agreement, notes=0, both=0, one=0),))
    made = page(notes.render(none)[f"docs/{language.key}/toy-2024/notes.md"])
    assert "–" in one(made, "//h2[@id='agreement']/following-sibling::p").text_content()


@LANGUAGES
def test_a_work_without_notes_has_no_page_of_them_and_no_lead(language):
    bare = replace(EDITION, annotations=tuple(note for note in ANNOTATIONS if note.work == TOY.slug))
    assert set(notes.render(bare)) == {f"docs/{key}/toy-2024/notes.md" for key in ("en", "zh")}
    tree = page(works.render(bare)[f"docs/{language.key}/{REPORT.slug}.md"])
    assert not tree.xpath("//details|//p[@class='notes-lead']")
    lead = one(page(works.render(bare)[f"docs/{language.key}/toy-2024.md"]), "//p[@class='notes-lead']")
    assert one(lead, "./a").get("href") == "notes/"
    assert LABELS["notes.count"][language.key].format(count=len(of(TOY))) in lead.text_content()


def test_a_term_is_marked_once_in_a_text_where_no_longer_term_stands_and_only_if_it_is_to_be():
    tree = work_page(TOY, EN)
    text = one(tree, "//section[h2/@id='c1']/div[@lang='en']/p[contains(@class, 'text')]")
    assert [a.get("data-term") for a in text.xpath("./*[@data-term]")] == ["on"]
    assert not text.xpath(".//*[@data-term='and']")
    found = marks.of_edition(EDITION)
    terms = {place: [mark for mark in several if mark.layer == "term"] for place, several in found.items()}
    for place, several in terms.items():
        assert len({mark.id for mark in several}) == len(several), place
        assert place[2] == "text" or not several
        assert all(a.end <= b.start for a, b in pairwise(sorted(several, key=lambda mark: mark.start)))
    assert not [mark for several in terms.values() for mark in several if mark.id == "and"]


def test_of_terms_that_overlap_the_first_and_longest_is_marked():
    def found(*texts):
        terms = [
            replace(EDITION.terms[1], id=f"t{n}", attestations={"en": (quoted(C1, "en", text=text),)})
            for n, text in enumerate(texts)
        ]
        several = marks.of_edition(replace(EDITION, annotations=(), references=(), terms=tuple(terms)))
        return [mark.id for mark in several[C1, "en", "text"]]

    assert found("plain", "text, plain", "text,", "plain {: #x }", "and") == ["t1", "t4"]
    assert found("text,", "plain") == ["t0", "t1"]


def test_what_is_implied_is_not_marked():
    found = marks.of_edition(EDITION)
    assert not [mark for mark in found.get(("toy-2024#p1", "zh", "text"), []) if mark.layer == "ref"]
    assert [mark.id for mark in found[C1, "en", "text"] if mark.layer == "ref"] == ["plain"]


@LANGUAGES
def test_glosses_are_ascii_json_and_say_names_and_meanings_as_text(language):
    made = interface.render(EDITION)[f"build/public/{links.asset(f'js/glosses.{language.key}.js')}"].decode("ascii")
    opening = "window.editionGlosses = "
    assert made.startswith(opening) and made.endswith(";\n") and made.count("\n") == 1
    data = json.loads(made.removeprefix(opening).removesuffix(";\n"))
    assert set(data) == {"term", "ref"}
    assert set(data["term"]) == {term.id for term in EDITION.terms}
    assert {id: name for id, (name, _) in data["ref"].items()} == {
        one.id: one.name[language.key] for one in EDITION.references}
    name, meaning = data["term"]["on"]
    assert name == EDITION.terms[0].forms[language.key][0]
    named = Words(EDITION, language).named("toy-2024#c1-2").replace("\u00a0", " ")
    assert HOSTILE in meaning and named in meaning and "{toy-2024" not in meaning


def test_rendering_is_pure():
    assert notes.render(EDITION) == PAGES
    assert all(content.endswith(b"\n") and b"\r" not in content for content in PAGES.values())

"""The published data say what the edition says, record by record, in UTF-8 JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from toy_edition import EDITION, HOSTILE, PUBLIC, TOY

from edition.render import data

FILES = {path.removeprefix("build/public/data/"): content for path, content in data.render(EDITION).items()}


def records(name: str):
    if name.endswith(".json"):
        return json.loads(FILES[name])
    return [json.loads(line) for line in FILES[name].decode().splitlines()]


def test_every_file_of_the_design_is_there():
    lists = {"works.json", "themes.json", "events.json", "glossary.json", "references.json", "anchors.json"}
    lines = {"clauses.jsonl", "ledger.jsonl", "emendations.jsonl", "apparatus.jsonl", "annotations.jsonl"}
    assert set(FILES) == lists | lines
    assert all(FILES[name].endswith(b"\n") for name in lists)


def test_an_edition_without_a_commentary_has_its_files_too():
    bare = data.render(replace(EDITION, annotations=(), terms=(), references=()))
    for name in ("glossary.json", "references.json"):
        assert bare[f"build/public/data/{name}"] == b"[]\n"
    assert bare["build/public/data/annotations.jsonl"] == b""


def test_the_ledger_partitions_every_source():
    for source in EDITION.sources:
        at, text = 0, ""
        for record in records("ledger.jsonl"):
            if record["source"] == source.file:
                assert record["start"] == at and record["end"] - at == len(record["text"])
                assert record["line"] == source.text.count("\n", 0, at) + 1
                at, text = record["end"], text + record["text"]
        assert text == source.text


def test_a_ledger_record_has_every_field():
    keys = ("source", "start", "end", "line", "text", "fate", "ref", "part", "lang")
    keys += ("rule", "reason", "emendation", "becomes", "join")
    assert {tuple(record) for record in records("ledger.jsonl")} == {keys}


def test_a_clause_is_one_record_in_each_of_its_languages():
    found = {(record["ref"], record["lang"]): record for record in records("clauses.jsonl")}
    assert len(found) == len(records("clauses.jsonl"))
    for clause in EDITION.clauses():
        for lang in ("en", "zh"):
            assert ((clause.ref, lang) in found) == (lang in clause.texts)
            if lang in clause.texts:
                text, record = clause.texts[lang], found[clause.ref, lang]
                assert (record["marker"], record["heading"], record["text"]) == (
                    text.marker,
                    text.heading,
                    text.text,
                )
                assert record["translation_status"] == text.status
                assert record["url"] == f"{'zh/' if lang == 'zh' else ''}{clause.work}/#{clause.id}"
    assert [r["id"] for r in records("clauses.jsonl") if r["lang"] == "en" and r["work"] == TOY.slug] == [
        clause.id for clause in TOY.clauses
    ]


def test_a_work_lists_its_clauses_in_order():
    toy, report = records("works.json")
    assert toy["title"] == {"en": "Toys & <i>Games</i>", "zh": "玩具与《<b>游戏</b>》"}
    assert toy["clauses"] == [clause.id for clause in TOY.clauses]
    assert toy["witnesses"] == {"en": ["A", "B"], "zh": ["A"]}
    assert (toy["slug"], toy["date"], toy["kind"], toy["languages"]) == (
        "toy-2024",
        "2024-07-04",
        "plan",
        ["en", "zh"],
    )
    assert report["translation_status"] == {"en": "issued", "zh": "editorial"}


def test_emendations_readings_and_anchors_are_the_edition_s():
    assert [(r["from"], r["to"], r["witness"], r["line"]) for r in records("emendations.jsonl")] == [
        (e.before, e.after, e.witness, e.line) for e in EDITION.emendations()
    ]
    assert [(r["lemma"], r["readings"]) for r in records("apparatus.jsonl")] == [
        (a.lemma, [{"witnesses": list(r.witnesses), "text": r.text, "kind": r.kind} for r in a.readings])
        for a in EDITION.apparatus()
    ]
    assert tuple(records("anchors.json")[0]) == (
        "ref", "languages", "status", "successor", "since",
    )  # fmt: skip
    assert {r["ref"]: r["successor"] for r in records("anchors.json")}["toy-2024#c9"] == "toy-2024#c1"


def quoted(quotes, lang):
    said = [quote.text for quote in quotes.get(lang, ()) if quote.text]
    return said[0] if len(said) == 1 else said or None


def test_a_note_is_a_record_of_the_design_s_fields_in_the_order_of_the_text():
    found = records("annotations.jsonl")
    assert [(record["work"], record["id"]) for record in found] == [(n.work, n.id) for n in EDITION.annotations]
    fixed = {"id", "ref", "kind", "quote", "body", "sources", "significance", "see"}
    for record, note in zip(found, EDITION.annotations, strict=True):
        assert fixed <= set(record) and set(record) == set(found[0])
        assert (record["ref"], record["kind"], record["significance"]) == (note.ref, note.kind, note.significance)
        assert record["quote"] == {lang: quoted(note.quotes, lang) for lang in ("en", "zh")}
        absent = {lang: q.after for lang, several in note.quotes.items() for q in several if not q.text}
        assert record["absent_after"] == absent and not set(absent) & {k for k, v in record["quote"].items() if v}
        assert set(record["body"]) == {"en", "zh"} and "{toy" not in "".join(record["body"].values())
        assert (record["see"], record["references"], record["formerly"]) == (
            list(note.see), list(note.references), list(note.formerly))
        assert (record["differs"], record["readings"]) == (note.differs or None, list(note.readings))
        assert record["url"] == {"en": f"{note.work}/#{note.id}", "zh": f"zh/{note.work}/#{note.id}"}
    by_id = {record["id"]: record for record in found if record["work"] == TOY.slug}
    assert by_id["n2"]["quote"] == {"en": "text, plain {: #x }", "zh": None}
    assert by_id["n12"]["quote"] == {"en": "The", "zh": ["，", "同行"]}
    assert by_id["n6"]["quote"]["en"] == "this</b>. The"
    assert [(s["title"], s["url"], s["read"]) for s in by_id["n4"]["sources"]] == [
        (PUBLIC.title, PUBLIC.address, True), ("《文件》 of 2019", None, False)]
    assert set(by_id["n4"]["sources"][0]) == {"title", "publisher", "url", "accessed", "read"}


def test_a_term_is_a_record_with_every_place_of_every_wording():
    found = records("glossary.json")
    assert [record["id"] for record in found] == [term.id for term in EDITION.terms]
    on = found[0]
    assert on["term"] == {"en": "on.", "zh": "<i>治理</i>"}
    assert on["variants"] == {"en": ["{: #x }", "*section*"], "zh": []}
    assert (on["romanization"], on["domain"], on["see"]) == ({"zh": "zhì lǐ"}, "law", ["heed", "and"])
    assert on["attestations"] == [
        {"ref": "toy-2024#s1", "lang": "en", "text": "*section*"},
        {"ref": "toy-2024#c1", "lang": "en", "text": "{: #x }"},
        {"ref": "toy-2024#c1", "lang": "en", "text": "on."},
        {"ref": "toy-2024#c1-1", "lang": "en", "text": "1. dash"},
        {"ref": "toy-2024#c1", "lang": "zh", "text": "<i>治理</i>"},
    ]
    assert HOSTILE in on["definition"]["en"] and HOSTILE in on["usage"]["zh"]


def test_a_reference_is_a_record_with_what_names_it():
    found = {record["id"]: record for record in records("references.json")}
    assert list(found) == [reference.id for reference in EDITION.references]
    plain, body = found["plain"], found["body"]
    assert plain["mentions"] == [
        {"ref": "toy-2024#p1", "quote": {"en": None, "zh": "序"}, "implicit": True},
        {"ref": "toy-2024#c1", "quote": {"en": "text, plain", "zh": None}, "implicit": False},
    ]
    assert (plain["name"]["en"], plain["symbol"]) == (HOSTILE, "A/RES/1 <b> *c*")
    assert (plain["date"], plain["end"], plain["dated"]["en"], plain["sure"]) == ("2019-03", "2020", "<i>signed</i>", 3)
    assert (body["symbol"], body["date"], body["end"], body["caution"], body["sources"]) == (None, None, None, {}, [])
    assert set(plain) == set(body)


def test_an_event_is_a_record_in_order_of_date_with_the_words_that_mention_it():
    found = records("events.json")
    assert [record["id"] for record in found] == [event.id for event in EDITION.events]
    fixed = ("id", "kind", "work", "date", "end", "name", "summary", "uncertain", "reference", "sources", "clauses")
    assert all(tuple(record)[: len(fixed)] == fixed and set(record) == set(found[0]) for record in found)
    for record, event in zip(found, EDITION.events, strict=True):
        assert (record["kind"], record["work"], record["date"]) == (event.kind, event.work or None, event.date)
        assert (record["end"], record["reference"]) == (event.end or None, event.reference or None)
        assert record["name"] == event.name and "{toy" not in "".join(record["summary"].values())
        assert [source["title"] for source in record["sources"]] == [source.title for source in event.citations]
        assert record["url"] == {"en": f"timeline/#{event.id}", "zh": f"zh/timeline/#{event.id}"}
    assert found[1]["clauses"] == [
        {"ref": "toy-2024#c1", "quote": {"en": "plain {: #x }", "zh": "<i>治理"}},
        {"ref": "toy-report#c1", "quote": {"en": "News", "zh": None}},
    ]
    assert found[5]["clauses"] == [{"ref": "toy-2024#end", "quote": {"en": "~~~", "zh": None}}]


def test_a_record_is_one_line_whatever_it_holds():
    odd = replace(EDITION.ledger[0], text="a\u2028b\u0085c\x7f\n\U0001f600")
    content = data.render(replace(EDITION, ledger=(odd,)))["build/public/data/ledger.jsonl"]
    assert len(content.decode().splitlines()) == 1
    assert json.loads(content)["text"] == odd.text
    assert "\U0001f600" in content.decode()


def test_rendering_is_pure():
    assert data.render(EDITION) == {f"build/public/data/{name}": content for name, content in FILES.items()}

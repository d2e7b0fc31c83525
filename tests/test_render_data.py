"""The published data say what the edition says, record by record, in UTF-8 JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from toy_edition import EDITION, TOY

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
    for name in ("themes.json", "events.json", "glossary.json", "references.json"):
        assert records(name) == []
    assert FILES["annotations.jsonl"] == b""


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


def test_a_record_is_one_line_whatever_it_holds():
    odd = replace(EDITION.ledger[0], text="a\u2028b\u0085c\x7f\n\U0001f600")
    content = data.render(replace(EDITION, ledger=(odd,)))["build/public/data/ledger.jsonl"]
    assert len(content.decode().splitlines()) == 1
    assert json.loads(content)["text"] == odd.text
    assert "\U0001f600" in content.decode()


def test_rendering_is_pure():
    assert data.render(EDITION) == {f"build/public/data/{name}": content for name, content in FILES.items()}

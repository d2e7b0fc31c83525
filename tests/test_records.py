"""Records: what validates, and that every problem is said at its place."""

import json
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from edition.records import Date, Record, Slug, Text, Words, refusal, validate
from edition.strict_yaml import parse


def no_teh(text: str) -> str:
    if "teh" in text:
        raise refusal("D900", "teh", "the")
    if "hte" in text:
        raise ValueError("hte is not a word")
    return text


class Note(Record):
    kind: Literal["note"] = "note"
    body: Words
    see: tuple[Slug, ...] = ()


class Event(Record):
    kind: Literal["event"]
    on: Date
    note: str = ""


class Journey(Record):
    kind: Literal["journey"]
    from_: Text = Field(alias="from")
    to: Text
    via: Text
    notes: list[Note] = Field(alias="with", default_factory=list)


class Change(Record):
    id: Slug
    from_: str = Field(alias="from")
    to: Annotated[str, AfterValidator(no_teh)] = ""
    line: Annotated[int, Field(ge=1)] | None = None
    pair: tuple[str, int] | None = None
    number: Annotated[str, StringConstraints(pattern="^[0-9]$")] = "1"

    @model_validator(mode="after")
    def _changes(self) -> "Change":
        if self.from_ == self.to:
            raise refusal("D901", "nothing changes", "write other words")
        return self


class File(Record):
    changes: tuple[Change, ...] = ()
    by_id: dict[Slug, Change] = Field(default_factory=dict)
    words: Words = Field(default_factory=dict)
    quote: str | list[Text] | None = None
    either: Note | Event | Journey | str | None = None
    marked: list[Annotated[Note | Event, Field(discriminator="kind")]] = Field(default_factory=list)
    flag: bool = False


def said(text: str, model: type[Record] = File) -> list[str]:
    """LINE:COL CODE of each problem."""
    value, problems = parse(text, "f.yml")
    assert value is not None and problems == ()
    record, problems = validate(value, model)
    assert (record is None) == bool(problems)
    return [f"{problem.place.line}:{problem.place.col} {problem.code}" for problem in problems]


def sentence(text: str) -> str:
    value, _ = parse(text, "f.yml")
    assert value is not None
    (problem,) = validate(value, File)[1]
    return str(problem)


def made(text: str) -> File:
    value, _ = parse(text, "f.yml")
    assert value is not None
    record, problems = validate(value, File)
    assert record is not None, problems
    return record


FULL = """\
changes:
  - id: e1
    from: 全球
    to: x
  - {id: e2, from: '', to: y, pair: [a, 1]}
by_id:
  one:
    from: "a"
    id: e3
words: {en: a, zh: 中}
either:
  body:
    en: b
  see: [s, t]
marked:
  - kind: event
    on: 2023-10-18
"""


def test_records_know_their_places() -> None:
    record = made(FULL)
    place = {
        "1:1": record.place(),
        "2:3": record.place("changes"),
        "2:5": record.changes[0].place(),
        "3:11": record.changes[0].place("from"),
        "5:5": record.changes[1].place(),
        "5:20": record.changes[1].place("from"),
        "8:11": record.by_id["one"].place("from"),
        "10:20": record.place("words", "zh"),
        "13:9": record.either.place("body", "en"),  # type: ignore[union-attr] -- a Note
        "14:12": record.either.place("see", 1),  # type: ignore[union-attr]
        "17:9": record.marked[0].place("on"),
    }
    assert {where: f"{p.line}:{p.col}" for where, p in place.items()} == {where: where for where in place}


def test_records_under_an_alias_know_their_places() -> None:
    journey = made("either: {kind: journey, from: a, to: b, via: c, with: [{body: {en: d}}]}").either
    assert isinstance(journey, Journey)
    assert journey.place("with", 0, "body", "en") == journey.notes[0].place("body", "en")
    assert journey.notes[0].place("body", "en").col == 68


def test_an_absent_field_is_where_its_mapping_is() -> None:
    record = made(FULL)
    assert record.place("flag") == record.place()
    assert record.changes[1].place("line") == record.changes[1].place()
    assert record.place("words", "fr") == record.place("words")
    assert record.place("changes", 9) == record.place("changes")


def test_a_record_without_yaml_has_no_place() -> None:
    with pytest.raises(LookupError):
        Note(body={"en": "x"}).place()


def test_equality_does_not_ask_where() -> None:
    assert made("words: {en: a}") == made("\n\nwords:\n  en: a\n") == File(words={"en": "a"})


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError):
        made("flag: true").flag = False  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("chnages: []", ["1:1 D001"]),
        ("changes:\n- id: a\n  from: b\n  frm: c", ["4:3 D001"]),
        ("from_: x\nplace: y", ["1:1 D001", "2:1 D001"]),
        ("changes:\n- id: a", ["2:3 D002"]),
        ("by_id:\n  one: {id: a, from_: c}", ["2:8 D002", "2:16 D001"]),
        ("[]", ["1:1 D003"]),
        ("~", ["1:1 D003"]),
        ("changes: {a: b}", ["1:10 D003"]),
        ("by_id: []", ["1:8 D003"]),
        ("words: {en: 5, zh: ~}", ["1:13 D003", "1:20 D003"]),
        ("flag: 'true'", ["1:7 D003"]),
        ("changes:\n- {id: a, from: b, line: '1'}", ["2:26 D003"]),
        ("changes:\n- {id: a, from: b, line: true}", ["2:26 D003"]),
        ("changes:\n- {id: a, from: b, line: 0}", ["2:26 D004"]),
        ("changes:\n- {id: a, from: b, number: 'x'}", ["2:28 D004"]),
        ("changes:\n- {id: a, from: b, pair: [a]}", ["2:26 D002"]),
        ("changes:\n- {id: a, from: b, pair: [a, b]}", ["2:30 D003"]),
        ("changes:\n- {id: a, from: b, to: hte}", ["2:24 D004"]),
        ("changes:\n- {id: a, from: b, to: teh}", ["2:24 D900"]),
        ("changes:\n- {id: a, from: b, to: b}", ["2:3 D901"]),
        ("changes:\n- {id: A, from: b}", ["2:8 D005"]),
        ("by_id:\n  Ö: {id: a, from: b}", ["2:3 D005"]),
        ("words: {en: ' ', zh: ''}", ["1:13 D007", "1:22 D007"]),
        ("words: {en: ' a', zh: 'a '}", ["1:13 D008", "1:23 D008"]),
        ("words:\n  en: |\n    a\n", ["2:7 D008"]),
        ("words: {en: e\u0301}", ["1:13 D009"]),
        ('words: {en: "a\\u200bb", zh: "\\u202ex"}', ["1:13 D010", "1:29 D010"]),
        ("quote: 5", ["1:8 D003"]),
        ("quote: [a, 5, ' ']", ["1:12 D003", "1:15 D007"]),
        ("either: 5", ["1:9 D003"]),
        ("either: {bdy: {}}", ["1:9 D002", "1:10 D001"]),
        ("either: {kind: event}", ["1:9 D002"]),
        ("either: {kind: event, on: 2023-02-30}", ["1:27 D006"]),
        ("either: {kind: journey}", ["1:9 D002"] * 3),
        ("either: {kind: journey, from: a, to: b, via: c, with: [{body: {en: ''}}]}", ["1:68 D007"]),
        ("marked:\n- {kind: note}", ["2:3 D002"]),
        ("marked:\n- {kind: nota, body: {}}", ["2:10 D004"]),
        ("marked:\n- {body: {}}", ["2:3 D002"]),
        ("marked:\n- {kind: note, body: {en: ''}, note: x}", ["2:27 D007", "2:32 D001"]),
        ("marked:\n- {kind: event, on: x, see: y}", ["2:21 D006", "2:24 D001"]),
    ],
)
def test_problems_are_at_their_places(text: str, problems: list[str]) -> None:
    assert said(text) == problems


@pytest.mark.parametrize("slug", ["a", "c2-1", "-", "0", "a" * 64])
def test_ids(slug: str) -> None:
    assert said(f"by_id:\n  '{slug}': {{id: '{slug}', from: x}}") == []


@pytest.mark.parametrize("slug", ["", "a" * 65, "A", "a_b", "a b", "中", "é", "a#b", "a\\n"])
def test_what_is_no_id(slug: str) -> None:
    assert said(f'changes:\n- id: "{slug}"\n  from: x') == ["2:7 D005"]


@pytest.mark.parametrize(
    "date", ["2023-2-30", "2023-02-30", "20231018", "2023-W01-1", "2023-10-18T00:00", "٢٠٢٣-10-18"]
)
def test_what_is_no_date(date: str) -> None:
    assert said(f"either: {{kind: event, on: '{date}'}}") == ["1:27 D006"]


def test_a_finding_and_its_remedy_are_plain_words() -> None:
    assert (
        sentence("wrods: {}")
        == "f.yml:1:1: D001 there is no field “wrods” here (fix: write “words”, or remove it)"
    )
    assert sentence("zzz: {}") == (
        "f.yml:1:1: D001 there is no field “zzz” here (fix: write one of: "
        "changes, by_id, words, quote, either, marked, flag, or remove it)"
    )
    assert sentence("changes: [{id: a, from: b, frm: c}]").endswith("(fix: write “from”, or remove it)")
    fields_of_a_note = "(fix: write one of: kind, body, see, or remove it)"
    assert sentence("either: {body: {}, zzz: 1}").endswith(fields_of_a_note)
    assert sentence("marked: [{kind: note, body: {}, zzz: 1}]").endswith(fields_of_a_note)
    assert sentence("marked: [{kind: note}]") == "f.yml:1:10: D002 the field “body” is missing (fix: add it)"
    assert sentence("quote: 5") == (
        "f.yml:1:8: D003 expected text or a list, found the number 5 "
        "(fix: put it in quotes if it is meant as text)"
    )
    assert sentence("flag: 'no'") == (
        "f.yml:1:7: D003 expected true or false, found the text “no” (fix: write true or false)"
    )
    assert sentence("marked: [{kind: nota, body: {}}]") == (
        "f.yml:1:17: D004 the text “nota” is not allowed here (fix: write “note”)"
    )
    assert sentence("changes: [{id: a, from: b, to: hte}]") == (
        "f.yml:1:32: D004 the text “hte” is not allowed: hte is not a word "
        "(fix: write a value that is allowed)"
    )


FIELDS = sorted(File.model_fields)
words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | words,
    lambda below: st.lists(below) | st.dictionaries(st.sampled_from(FIELDS) | words, below),
)


@given(trees)
def test_any_data_gives_a_record_or_problems_without_jargon(data: Any) -> None:
    value, _ = parse(json.dumps(data, ensure_ascii=False), "f.yml")
    if value is None:
        return
    record, problems = validate(value, File)
    assert (record is None) == bool(problems)
    for problem in problems:
        assert "Input should" not in str(problem) and "http" not in problem.remedy


class Small(Record):
    id: Slug
    words: Words
    from_: str = Field(alias="from")


class Many(Record):
    entries: tuple[Small, ...]

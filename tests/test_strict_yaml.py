"""Strict YAML: what is read, where it is, what is refused, and that nothing breaks it."""

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from edition.characters import INVISIBLE
from edition.problems import Place
from edition.strict_yaml import parse
from edition.yaml_values import Mapping, Scalar, Sequence, Value

texts = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not INVISIBLE.search(text))


def nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(leaves, lambda below: st.lists(below) | st.dictionaries(texts, below), max_leaves=20)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def plain(value: Value | None) -> Any:
    if isinstance(value, Mapping):
        assert list(value.keys) == list(value.values)
        return {key: plain(below) for key, below in value.values.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    assert isinstance(value, Scalar)
    return value.value


def scalars(value: Value) -> list[Scalar]:
    if isinstance(value, Mapping):
        return [*value.keys.values(), *(s for below in value.values.values() for s in scalars(below))]
    return [value] if isinstance(value, Scalar) else [s for item in value.items for s in scalars(item)]


def read(text: str | bytes) -> Any:
    value, problems = parse(text, "f.yml")
    assert problems == ()
    return plain(value)


def codes(text: str | bytes) -> list[str]:
    return [problem.code for problem in parse(text, "f.yml")[1]]


@given(nested(texts))
def test_nested_text_written_by_pyyaml_is_read_back(data: Any) -> None:
    assert read(yaml.dump(data, Dumper=NoAliases, default_style='"', allow_unicode=True)) == data
    assert read(yaml.dump(data, Dumper=NoAliases, default_style='"')) == data


@given(nested(texts | st.booleans() | st.none() | st.integers(-(10**18) + 1, 10**18 - 1)))
def test_json_is_read_as_json(data: Any) -> None:
    again = read(json.dumps(data, ensure_ascii=False))
    assert json.dumps(again) == json.dumps(data)  # as text, because 1 == True


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"!<%ED%A0%80> a")  # PyYAML itself raises UnicodeDecodeError
@example(b"\xef\xbb\xbf\xef\xbb\xbf%YAML 1.1\n--- &a *a\n")
@example(b"? ? ? &x\n")
def test_any_bytes_give_a_value_or_problems(data: bytes) -> None:
    value, problems = parse(data, "f.yml")
    assert value is not None or problems


@given(st.text("ab:-?&*!|>%@`{}[],#'\" \n\t\\xu0中𠀀~<\r\u2028\u200b\ud800"))
@example("[")
def test_any_punctuation_gives_a_value_or_problems(text: str) -> None:
    value, problems = parse(text, "f.yml")
    assert value is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.col <= len(lines[problem.place.line - 1]) + 1


@given(nested(texts), st.booleans())
def test_a_place_points_at_the_raw_text(data: Any, flow: bool) -> None:
    text = yaml.dump(data, Dumper=NoAliases, allow_unicode=True, default_style="'", default_flow_style=flow)
    value, _ = parse(text, "f.yml")
    assert value is not None
    lines = text.split("\n")
    for scalar in scalars(value):
        rest = "\n".join([lines[scalar.line - 1][scalar.col - 1 :], *lines[scalar.line :]])
        assert scalar.raw[0] in "'\""
        assert rest.startswith(scalar.raw)


def test_columns_count_code_points() -> None:
    value, problems = parse("𠀀𠀀: {é中: 'x', y: \"𠀀\", z: 5}\r\n全:\r\n  - 球\r\n", "f.yml")
    assert isinstance(value, Mapping) and problems == ()
    inner, last = value.values["𠀀𠀀"], value.values["全"]
    assert isinstance(inner, Mapping) and isinstance(last, Sequence)
    assert inner.place == Place("f.yml", 1, 5)
    assert inner.keys["é中"].place == Place("f.yml", 1, 6)
    assert inner.values["é中"].place == Place("f.yml", 1, 10)
    assert inner.keys["z"].place == Place("f.yml", 1, 23)
    assert last.place == Place("f.yml", 3, 3)
    assert last.items[0].place == Place("f.yml", 3, 5)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[(text, None) for text in ("null", "~", "")],
        *[("true", True), ("false", False), ("0", 0), ("-12", -12), ("9" * 18, int("9" * 18))],
        *[("9" * 19, "9" * 19), ("9" * 5000, "9" * 5000)],
        *[("'5'", "5"), ('"true"', "true"), ("'null'", "null"), ('""', ""), ('"\\u4e2d\\t"', "中\t")],
        *[("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"), ('"\\u200b"', "\u200b")],
    ],
)
def test_scalars(written: str, meant: Any) -> None:
    value = read(f"a: {written}")["a"]
    assert (type(value), value) == (type(meant), meant)


STAY_TEXT = """2023-10-18 12:30 1.5 1e3 .inf 0x1f 0o7 007 +1 1_000 -0 ١٢
yes no on off y n True FALSE Null NULL"""


@pytest.mark.parametrize("text", STAY_TEXT.split())
def test_what_looks_like_more_stays_text(text: str) -> None:
    assert read(f"a: {text}") == {"a": text}
    assert read(f"{text}: a") == {text: "a"}


@pytest.mark.parametrize(("text", "col"), [("[", 2), ("a: 'b𠀀", 7), ("{a: b,", 7)])
def test_what_is_missing_at_the_end_is_missing_behind_the_last_character(text: str, col: int) -> None:
    assert [problem.place for problem in parse(text, "f.yml")[1]] == [Place("f.yml", 1, col)]


def test_nothing_is_looked_at_from_the_second_document_on() -> None:
    assert codes("a: &x b\n---\n*c\n---\n!d e\n") == ["Y007", "Y010"]


def test_a_lone_alias_is_not_nothing() -> None:
    assert codes("*a") == ["Y006"]


def test_raw_and_plain_tell_how_it_was_written() -> None:
    value, _ = parse("[a b, 'c''d', \"e\"]", "f.yml")
    assert isinstance(value, Sequence)
    written = [(item.raw, item.plain) for item in value.items if isinstance(item, Scalar)]
    assert written == [("a b", True), ("'c''d'", False), ('"e"', False)]


def test_harmless_problems_leave_the_value() -> None:
    value, problems = parse("a: &x 1\na: 2\nb: x\u200by\n", "f.yml")
    assert [problem.code for problem in problems] == ["Y007", "Y005", "Y003"]
    assert plain(value) == {"a": 1, "b": "x\u200by"}


@pytest.mark.parametrize(
    "text", ["a: *b", "!t a", "a\0b", b"\xff", "1: a", "<<: {}", "", "a: b: c", "a\n---\nb"]
)
def test_other_problems_leave_no_value(text: str | bytes) -> None:
    assert parse(text, "f.yml")[0] is None


def test_32_levels_are_read_and_33_are_not() -> None:
    assert codes("[" * 32 + "]" * 32) == []
    assert codes("[" * 33 + "]" * 33) == ["Y009"]
    assert codes("- " * 32 + "a") == []
    assert codes("- " * 33 + "a") == ["Y009"]
    assert codes("{a: " * 32 + "}" * 32) == []
    assert codes("a:\n" + "- " * 40 + "x\nb:\n" + "- " * 40 + "x\n") == ["Y009", "Y009"]


@pytest.mark.parametrize("depth", [3_000, 100_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[", "")]
)
def test_a_deep_nesting_is_refused_at_once(opening: str, closing: str, depth: int) -> None:
    start = time.process_time()
    assert codes(opening * depth + closing * depth) == ["Y009"]
    assert time.process_time() - start < 1


def test_a_thousand_malformed_bytes_are_a_thousand_places() -> None:
    _, problems = parse(b"\xff a\n" * 1_000, "f.yml")
    places = [problem.place for problem in problems if problem.code == "Y001"]
    assert places == [Place("f.yml", line, 1) for line in range(1, 1_001)]

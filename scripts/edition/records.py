"""Records: data from strict YAML with the types we declare, which know their places.

    class Cut(Record):
        at: int
        before: Text | None = None
        source: Slug = Field(alias="from")

``validate`` turns a Value into a Record, or says all that is wrong with it:

D001  a field that the record does not have
D002  a field that is missing
D003  the wrong kind of value (text, number, list, mapping …)
D004  a value of the right kind that is not allowed (choices, patterns, ranges, a validator's ValueError)
D005  an id that is not ``[a-z0-9-]{1,64}``
D006  a date that is not YYYY-MM-DD, or does not exist
D007  text that is empty
D008  text with space before or after it
D009  text that is not in Unicode's composed form (NFC)
D010  text with control, bidi control or zero-width characters

A validator of one's own may raise ``refusal(code, finding, remedy)``. Records stand
in records, lists, tuples and dicts, in the order and under the keys of the file.
A field that YAML calls ``place`` needs another name in Python, and an alias.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from .problems import Place, Problem, Problems, quoted
from .strict_yaml import INVISIBLE, Mapping, Scalar, Sequence, Value


def refusal(code: str, finding: str, remedy: str) -> PydanticCustomError:
    """What a validator raises to be reported as the problem ``code`` at the place of its value."""
    return PydanticCustomError("refusal", "{finding}", {"code": code, "finding": finding, "remedy": remedy})


def _slug(text: str) -> str:
    if not re.fullmatch("[a-z0-9-]{1,64}", text):
        raise refusal("D005", f"{quoted(text)} is not an id", "use 1 to 64 of a–z, 0–9 and hyphen")
    return text


def _date(text: str) -> str:
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and datetime.date.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise refusal("D006", f"{quoted(text)} is not a date", "write a date that exists as YYYY-MM-DD")


def _text(text: str) -> str:
    if not text.strip():
        raise refusal("D007", "the text is empty", "write the words, or leave the field out")
    if text != text.strip():
        remedy = "remove it; begin a block with |- or >-, not | or >"
        raise refusal("D008", "the text begins or ends with space", remedy)
    if not unicodedata.is_normalized("NFC", text):
        remedy = "write accented letters as single characters"
        raise refusal("D009", "the text is not in Unicode's composed form (NFC)", remedy)
    if found := INVISIBLE.search(text):
        raise refusal("D010", f"the text contains U+{ord(found[0]):04X}, which cannot be seen", "remove it")
    return text


#: An id: 1 to 64 of a–z, 0–9, hyphen.
Slug = Annotated[str, AfterValidator(_slug)]
#: A date that exists, YYYY-MM-DD, kept as text.
Date = Annotated[str, AfterValidator(_date)]
#: Words to be published: not empty, no space around, NFC, all of it visible. Lines may end within it.
Text = Annotated[str, AfterValidator(_text)]
#: Words by language key.
Words = dict[str, Text]


class Record(BaseModel):
    """A frozen record without unknown fields. Types are strict, but a list may fill a tuple."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    # Outside the fields, so that two records that say the same are equal, wherever they stand.
    __slots__ = ("_mapping",)

    def place(self, *path: str | int) -> Place:
        """Where the value at ``path`` begins, or what is nearest above it when that was not written.

        Fields go by their names in YAML: ``place()``, ``place("from")``, ``place("quote", "zh")``,
        ``place("see", 0)``. Raises LookupError for a record that was not made from YAML.
        """
        value: Value | None = getattr(self, "_mapping", None)
        if value is None:
            raise LookupError(f"this {type(self).__name__} was not made from YAML")
        for step in path:
            below = _below(value, step)
            if below is None:
                break
            value = below
        return value.place


R = TypeVar("R", bound=Record)


def validate(value: Value, model: type[R]) -> tuple[R | None, Problems]:
    """The record that ``value`` is, or None and all that is wrong with it.

    ``value`` is no deeper than ``parse`` lets it be: it is walked by recursion.
    """
    try:
        # As JSON, because strict validation of Python data would refuse a list for a tuple.
        record = model.model_validate_json(json.dumps(_plain(value)))
    except ValidationError as error:
        return None, _problems(value, model, error)
    _tell_places(record, value)
    return record, ()


def _plain(value: Value) -> Any:
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(below) for key, below in value.values.items()}
    return [_plain(item) for item in value.items]


def _below(value: Value, step: str | int) -> Value | None:
    if isinstance(value, Mapping) and isinstance(step, str):
        return value.values.get(step)
    if isinstance(value, Sequence) and isinstance(step, int) and 0 <= step < len(value.items):
        return value.items[step]
    return None


@cache
def _fields(model: type[Record]) -> dict[str, tuple[str, Any]]:
    """The fields of a record: name in YAML -> (name in Python, annotation)."""
    return {info.alias or name: (name, info.annotation) for name, info in model.model_fields.items()}


def _tell_places(record: Record, value: Value) -> None:
    """Give every record in ``record`` the mapping it was made from."""
    stack: list[tuple[Any, Value | None]] = [(record, value)]
    while stack:
        made, source = stack.pop()
        pairs: Iterable[tuple[Any, Value | None]] = ()
        if isinstance(made, Record) and isinstance(source, Mapping):
            object.__setattr__(made, "_mapping", source)
            within, values = made.__dict__, source.values
            pairs = ((within[name], values.get(key)) for key, (name, _) in _fields(type(made)).items())
        elif isinstance(made, (list, tuple)) and isinstance(source, Sequence):
            pairs = zip(made, source.items, strict=False)
        elif isinstance(made, dict) and isinstance(source, Mapping):
            pairs = ((below, source.values.get(key)) for key, below in made.items())
        stack.extend(pair for pair in pairs if isinstance(pair[0], (Record, list, tuple, dict)))


# From here on: what pydantic found, in our words and at its place.

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "none_required": "nothing",
}
_LIMITS = {
    "string_too_short": "has fewer than {min_length} characters",
    "string_too_long": "has more than {max_length} characters",
    "too_short": "has fewer than {min_length} entries",
    "too_long": "has more than {max_length} entries",
    "greater_than": "is not more than {gt}",
    "greater_than_equal": "is less than {ge}",
    "less_than": "is not less than {lt}",
    "less_than_equal": "is more than {le}",
    "string_pattern_mismatch": "does not match {pattern}",
    "value_error": "is not allowed: {error}",
    "assertion_error": "is not allowed: {error}",
}


class _Error(NamedTuple):
    """An error of pydantic's, found in the YAML: ``value`` stands at ``path`` and may be one of ``kinds``.

    ``tags`` are the unions on the way: the path of each and the member that complains.
    """

    type: str
    last: str | int  # the field, where one is missing or unknown
    context: dict[str, Any]
    path: tuple[str | int, ...]
    value: Value
    kinds: tuple[Any, ...]
    tags: tuple[tuple[tuple[str | int, ...], str | int], ...]


def _problems(root: Value, model: type[Record], error: ValidationError) -> Problems:
    """The errors as problems. The members of a union that all expected something else speak as one."""
    problems, unmet = [], defaultdict(list)
    for found in _relevant([_find(root, model, each) for each in error.errors(include_url=False)]):
        if found.type in _EXPECTED:
            unmet[found.path].append(found)
        else:
            problems.append(_problem(found))
    for errors in unmet.values():
        expected = list(dict.fromkeys(_EXPECTED[found.type] for found in errors))
        value = errors[0].value
        remedy = f"write {' or '.join(expected)}"
        if "text" in expected and isinstance(value, Scalar) and value.raw:
            remedy = "put it in quotes if it is meant as text"
        finding = f"expected {' or '.join(expected)}, found {_shown(value)}"
        problems.append(Problem(value.place, "D003", finding, remedy))
    return tuple(sorted(problems))


def _find(root: Value, model: type[Record], error: Any) -> _Error:
    """Follow the error's ``loc``, in which keys and indices are mixed with names of members of unions."""
    loc, last = error["loc"], ""
    if error["type"] in ("missing", "extra_forbidden"):
        loc, last = loc[:-1], loc[-1]
    elif loc[-1:] == ("[key]",):
        loc, last = loc[:-2], loc[-2]
    value, kinds, path, tags = root, (model,), (), ()
    for step in loc:
        if len(kinds) > 1 and (not tags or tags[-1][0] != path):
            tags += ((path, step),)
            kinds = _tagged(kinds, step)
        elif below := _below(value, step):
            value, path = below, (*path, step)
            kinds = tuple(kind for above in kinds for kind in _kinds_below(above, step))
    return _Error(error["type"], last, error.get("ctx", {}), path, value, kinds, tags)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """The types a value may have, None and annotations taken away: more than one for a union."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return (annotation,)
    members = tuple(member for member in get_args(annotation) if member is not type(None))
    return _alternatives(members[0]) if len(members) == 1 else members


def _kinds_below(kind: Any, step: str | int) -> tuple[Any, ...]:
    """What may stand under ``step`` in a ``kind``."""
    if _is_record(kind):
        return _alternatives(_fields(kind)[step][1]) if step in _fields(kind) else ()
    return _alternatives(get_args(kind)[-1 if isinstance(step, str) else 0]) if get_args(kind) else ()


def _tagged(members: tuple[Any, ...], tag: str | int) -> tuple[Any, ...]:
    """The members of a union that ``tag`` speaks of: by name, by discriminator, or else all of them."""
    members = tuple(kind for member in members for kind in _alternatives(member))
    named = [kind for kind in members if _is_record(kind) and kind.__name__ == tag]
    marked = [kind for kind in members if _is_record(kind) and _is_marked(kind, tag)]
    return tuple(named or marked or members)


def _is_marked(record: type[Record], tag: str | int) -> bool:
    """Whether a field of the record may be the very word ``tag``, as a discriminator is."""
    return any(tag in get_args(annotation) for _, annotation in _fields(record).values())


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def _relevant(errors: list[_Error]) -> list[_Error]:
    """Of each union, the errors of the member most likely meant: its kind fits, and least of it is wrong."""
    unions: dict[Any, dict[Any, list[_Error]]] = defaultdict(lambda: defaultdict(list))
    for error in errors:
        for path, tag in error.tags:
            unions[path][tag].append(error)
    losers = set()
    for path, members in unions.items():
        fit = {tag: e for tag, e in members.items() if not (e[0].type in _EXPECTED and e[0].path == path)}
        if fit:
            best = min(fit, key=lambda tag: (sum(e.type != "missing" for e in fit[tag]), len(fit[tag])))
            losers |= {(path, tag) for tag in members if tag != best}
    return [error for error in errors if losers.isdisjoint(error.tags)]


def _problem(error: _Error) -> Problem:
    """The problem that an error is, of any type but those of _EXPECTED."""
    value, context, last = error.value, error.context, error.last
    place = value.keys[last].place if isinstance(value, Mapping) and last in value.keys else value.place
    if error.type == "extra_forbidden":
        known = [key for kind in error.kinds if _is_record(kind) for key in _fields(kind)]
        remedy = f"{_choice(last, known)}, or remove it"
        return Problem(place, "D001", f"there is no field {quoted(last)} here", remedy)
    if error.type in ("missing", "union_tag_not_found"):
        name = last if error.type == "missing" else context["discriminator"].strip("'")
        what = f"the field {quoted(name)}" if isinstance(name, str) else f"entry {name + 1} of the list"
        return Problem(place, "D002", f"{what} is missing", "add it")
    if error.type == "refusal":
        return Problem(place, context["code"], context["finding"], context["remedy"])
    if error.type in ("literal_error", "enum", "union_tag_invalid"):
        value = _below(value, context.get("discriminator", "").strip("'")) or value
        choices = re.findall("'([^']*)'", context.get("expected_tags") or context["expected"])
        written = value.value if isinstance(value, Scalar) else ""
        finding = f"{_shown(value)} is not allowed here"
        return Problem(value.place, "D004", finding, _choice(str(written), choices))
    if error.type in _LIMITS:
        finding = f"{_shown(value)} {_LIMITS[error.type].format(**context)}"
        return Problem(place, "D004", finding, "write a value that is allowed")
    return Problem(place, "D004", f"{_shown(value)} is not allowed here", "write a value that is allowed")


def _choice(written: str, known: list[str]) -> str:
    """What to write: the known words that are near, or all of them."""
    known = list(dict.fromkeys(known))
    near = difflib.get_close_matches(written, known)
    if near:
        return f"write {' or '.join(quoted(word) for word in near)}"
    return f"write one of: {', '.join(known)}" if known else "there is nothing that may stand here"


def _shown(value: Value) -> str:
    if isinstance(value, Scalar):
        if isinstance(value.value, str):
            return f"the text {quoted(value.value)}"
        return f"the number {value.value}" if type(value.value) is int else value.raw or "nothing"
    return "a mapping" if isinstance(value, Mapping) else "a list"

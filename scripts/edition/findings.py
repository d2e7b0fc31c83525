"""What pydantic found wrong, in our words and at its place in the YAML. The codes are described in records."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from .problems import Problem, Problems, quoted
from .yaml_values import Mapping, Scalar, Sequence, Value


def refusal(code: str, finding: str, remedy: str) -> PydanticCustomError:
    """What a validator raises to be reported as the problem ``code`` at the place of its value."""
    return PydanticCustomError("refusal", "{finding}", {"code": code, "finding": finding, "remedy": remedy})


def value_below(value: Value, step: str | int) -> Value | None:
    """The value under a key or an index, None when there is none."""
    if isinstance(value, Mapping) and isinstance(step, str):
        return value.values.get(step)
    if isinstance(value, Sequence) and isinstance(step, int) and 0 <= step < len(value.items):
        return value.items[step]
    return None


@cache
def fields(model: type[BaseModel]) -> dict[str, tuple[str, Any]]:
    """The fields of a record: name in YAML -> (name in Python, annotation)."""
    return {info.alias or name: (name, info.annotation) for name, info in model.model_fields.items()}


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


def problems_of(root: Value, model: type[BaseModel], error: ValidationError) -> Problems:
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


def _find(root: Value, model: type[BaseModel], error: Any) -> _Error:
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
        elif below := value_below(value, step):
            value, path = below, (*path, step)
            kinds = tuple(kind for above in kinds for kind in _kindsbelow(above, step))
    return _Error(error["type"], last, error.get("ctx", {}), path, value, kinds, tags)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """The types a value may have, None and annotations taken away: more than one for a union."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return (annotation,)
    members = tuple(member for member in get_args(annotation) if member is not type(None))
    return _alternatives(members[0]) if len(members) == 1 else members


def _kindsbelow(kind: Any, step: str | int) -> tuple[Any, ...]:
    """What may stand under ``step`` in a ``kind``."""
    if _is_record(kind):
        return _alternatives(fields(kind)[step][1]) if step in fields(kind) else ()
    return _alternatives(get_args(kind)[-1 if isinstance(step, str) else 0]) if get_args(kind) else ()


def _tagged(members: tuple[Any, ...], tag: str | int) -> tuple[Any, ...]:
    """The members of a union that ``tag`` speaks of: by name, by discriminator, or else all of them."""
    members = tuple(kind for member in members for kind in _alternatives(member))
    named = [kind for kind in members if _is_record(kind) and kind.__name__ == tag]
    marked = [kind for kind in members if _is_record(kind) and _is_marked(kind, tag)]
    return tuple(named or marked or members)


def _is_marked(record: type[BaseModel], tag: str | int) -> bool:
    """Whether a field of the record may be the very word ``tag``, as a discriminator is."""
    return any(tag in get_args(annotation) for _, annotation in fields(record).values())


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


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
        known = [key for kind in error.kinds if _is_record(kind) for key in fields(kind)]
        remedy = f"{_choice(last, known)}, or remove it"
        return Problem(place, "D001", f"there is no field {quoted(last)} here", remedy)
    if error.type in ("missing", "union_tag_not_found"):
        name = last if error.type == "missing" else context["discriminator"].strip("'")
        what = f"the field {quoted(name)}" if isinstance(name, str) else f"entry {name + 1} of the list"
        return Problem(place, "D002", f"{what} is missing", "add it")
    if error.type == "refusal":
        return Problem(place, context["code"], context["finding"], context["remedy"])
    if error.type in ("literal_error", "enum", "union_tag_invalid"):
        value = value_below(value, context.get("discriminator", "").strip("'")) or value
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

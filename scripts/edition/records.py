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
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from .characters import INVISIBLE
from .findings import fields, problems_of, refusal, value_below
from .problems import Place, Problems, quoted
from .yaml_values import Mapping, Scalar, Sequence, Value


def _slug(text: str) -> str:
    if not re.fullmatch("[a-z0-9-]{1,64}", text):
        raise refusal("D005", f"{quoted(text)} is not an id", "use 1 to 64 of a–z, 0–9 and hyphen")
    return text


def is_date(text: str) -> bool:
    """Whether ``text`` is a date that exists, as YYYY-MM-DD."""
    try:
        return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _date(text: str) -> str:
    if is_date(text):
        return text
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
            below = value_below(value, step)
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
        return None, problems_of(value, model, error)
    _tell_places(record, value)
    return record, ()


def _plain(value: Value) -> Any:
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(below) for key, below in value.values.items()}
    return [_plain(item) for item in value.items]


def _tell_places(record: Record, value: Value) -> None:
    """Give every record in ``record`` the mapping it was made from."""
    stack: list[tuple[Any, Value | None]] = [(record, value)]
    while stack:
        made, source = stack.pop()
        pairs: Iterable[tuple[Any, Value | None]] = ()
        if isinstance(made, Record) and isinstance(source, Mapping):
            object.__setattr__(made, "_mapping", source)
            within, values = made.__dict__, source.values
            pairs = ((within[name], values.get(key)) for key, (name, _) in fields(type(made)).items())
        elif isinstance(made, (list, tuple)) and isinstance(source, Sequence):
            pairs = zip(made, source.items, strict=False)
        elif isinstance(made, dict) and isinstance(source, Mapping):
            pairs = ((below, source.values.get(key)) for key, below in made.items())
        stack.extend(pair for pair in pairs if isinstance(pair[0], (Record, list, tuple, dict)))

"""A tree of values grown from libyaml's events, without recursion; what is not of the subset is a problem.

The subset and the codes are described in strict_yaml, which is what others use.
"""

from __future__ import annotations

import re

import yaml

from .characters import CONTROL, named
from .problems import Place, Problem, quoted
from .yaml_values import Mapping, Scalar, Sequence, Value

MAX_DEPTH = 32
#: libyaml's work is quadratic in the depth of ``[[[…``: so far we look for further problems, and no further.
_GIVE_UP_DEPTH = 1_000
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}

#: libyaml's words -> what an editor most often has to do.
_REMEDIES = {
    "mapping values are not allowed": "put a value that contains “: ” in quotes, or mend the indentation",
    "cannot start any token": "indent with spaces, not tabs; put a value that begins with @ ` or % in quotes",
    "did not find expected key": "mend the indentation, or the quotes of the line above",
    "did not find expected <document start>": "mend the indentation of this line",
    "did not find expected alphabetic": "put a value that begins with * or & in quotes",
    "unexpected end of stream": "close the quotes",
    "unknown escape": "double the backslash, or use single quotes",
    "could not find expected ':'": "put a colon and a space after the key",
    "did not find expected ',' or": "close the bracket, put a comma, or quote a value that contains one",
}


class _Frame:
    """An open sequence (``items``) or mapping (``values``, ``keys``; ``key`` waits for its value)."""

    __slots__ = ("is_mapping", "items", "key", "keys", "place", "values")

    def __init__(self, place: Place, is_mapping: bool) -> None:
        self.place, self.is_mapping = place, is_mapping
        self.items: list[Value] = []
        self.values: dict[str, Value] = {}
        self.keys: dict[str, Scalar] = {}
        self.key: Scalar | None = None


#: Stands where a node or a key was refused, so that keys and values still alternate.
_REFUSED = Scalar(None, "", False, "", 1, 1)


class Tree:
    """Grows ``root`` from the events of ``text`` with a stack of its own: nothing recurs."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self.frames: list[_Frame] = []
        self.beyond = 0  # how many levels below MAX_DEPTH we are
        self.in_document = False
        self.enough = False

    def read(self) -> None:
        """Take every event, up to a syntax error, a second document or an absurd depth."""
        take = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }
        last = None
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                last = event
                if handle := take.get(type(event)):
                    handle(event)
                    if self.enough:
                        return
        except yaml.YAMLError as error:
            self._syntax(error)
            return
        except UnicodeDecodeError:  # PyYAML meets !%FF, and does not say where
            self._problem(self._place(last.end_mark), "Y008", "a tag that is not UTF-8", "remove it")
            return
        if self.root is None or (isinstance(self.root, Scalar) and self.root.plain and not self.root.raw):
            remedy = "write its content, or delete the file"
            self._problem(Place(self.file), "Y011", "the file holds nothing", remedy)

    def _problem(self, place: Place, code: str, finding: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, finding, remedy))

    def _place(self, mark: yaml.Mark) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _syntax(self, error: yaml.YAMLError) -> None:
        said = getattr(error, "problem", None) or "this cannot be read"
        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        place = self._place(mark) if mark else Place(self.file)
        if mark and mark.index >= len(self.text):  # libyaml counts a line more than there is
            lines = self.text.split("\n")
            place = Place(self.file, len(lines), len(lines[-1]) + 1)
        since = ""
        if context and context.line < mark.line:
            since = f", {error.context} that begins in line {context.line + 1}"
        remedy = next((does for words, does in _REMEDIES.items() if words in said), "mend the syntax here")
        self._problem(place, "Y004", f"not YAML: {said}{since}", remedy)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        place = self._place(event.start_mark)
        if event.version or event.tags:
            self._problem(place, "Y008", "a directive (%) stands before the document", "remove it")
        if self.in_document:
            self._problem(place, "Y010", "a second document begins here", "keep one document a file")
            self.enough = True
        self.in_document = True

    def _properties(self, event: yaml.NodeEvent) -> None:
        place = self._place(event.start_mark)
        if event.anchor is not None:
            self._problem(place, "Y007", f"the anchor {quoted('&' + event.anchor)}", "remove it")
        if event.tag is not None:
            self._problem(place, "Y008", f"the tag {quoted(event.tag)}", "remove it; put text in quotes")

    def _alias(self, event: yaml.AliasEvent) -> None:
        if not self.beyond:
            place = self._place(event.start_mark)
            remedy = "write the value out; put text that begins with * in quotes"
            self._problem(place, "Y006", f"the alias {quoted('*' + event.anchor)}", remedy)
            self._put(_REFUSED)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self.beyond:
            return
        mark, value, style = event.start_mark, event.value, event.style
        plain, raw = not style, self.text[mark.index : event.end_mark.index]
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if plain:
            if value in _CONSTANTS:
                value = _CONSTANTS[value]
            elif _INTEGER.fullmatch(value):
                value = int(value)
        elif style == '"' and "\\" in raw and (found := re.search(CONTROL, value)):
            finding = f"an escape for the control character {named(found[0])}"
            self._problem(self._place(mark), "Y002", finding, "remove it")
        self._put(Scalar(value, raw, plain, self.file, mark.line + 1, mark.column + 1))

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event.start_mark)
        if len(self.frames) < MAX_DEPTH:
            self._properties(event)
            self.frames.append(_Frame(place, type(event) is yaml.MappingStartEvent))
            return
        if not self.beyond:
            self._problem(place, "Y009", f"nested deeper than {MAX_DEPTH} levels", "make the data flatter")
        self.beyond += 1
        self.enough = self.beyond > _GIVE_UP_DEPTH

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        if self.beyond:
            self.beyond -= 1
            if not self.beyond:
                self._put(_REFUSED)
            return
        frame = self.frames.pop()
        if frame.is_mapping:
            self._put(Mapping(frame.values, frame.keys, frame.place))
        else:
            self._put(Sequence(tuple(frame.items), frame.place))

    def _put(self, node: Value) -> None:
        """Give a finished node to the frame that waits for it."""
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node if node is _REFUSED else self._key(node, frame.keys)
        else:
            if frame.key is not _REFUSED:
                frame.keys[frame.key.value] = frame.key
                frame.values[frame.key.value] = node
            frame.key = None

    def _key(self, node: Value, keys: dict[str, Scalar]) -> Scalar:
        """The node as one more of ``keys``; _REFUSED when it cannot be one."""
        if not isinstance(node, Scalar):
            self._problem(node.place, "Y012", "a list or a mapping stands as a key", "make the key a word")
        elif not isinstance(node.value, str):
            finding = f"the key {quoted(node.raw)} is read as a number, true, false or nothing"
            self._problem(node.place, "Y012", finding, "put the key in quotes")
        elif node.plain and node.value == "<<":
            self._problem(node.place, "Y013", "the merge key “<<”", "write the fields out")
        elif node.value in keys:
            finding = f"the key {quoted(node.value)} is already there, in line {keys[node.value].line}"
            self._problem(node.place, "Y005", finding, "keep one of the two")
        else:
            return node
        return _REFUSED

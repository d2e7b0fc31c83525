"""Characters that a reader cannot see and an editor cannot check: controls, bidi controls, zero-width ones."""

from __future__ import annotations

import re
import unicodedata

CONTROL = r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
FORMAT = (
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
#: What no published words may contain.
INVISIBLE = re.compile(rf"{CONTROL}|{FORMAT}")


def named(character: str) -> str:
    """A character by code point and Unicode name: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()

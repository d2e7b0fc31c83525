"""An edition made by hand: one work in two languages and a report in translation, full of hostile text."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import yaml

from edition.model import (
    Agreement,
    Anchor,
    Annotation,
    ApparatusEntry,
    Citation,
    Clause,
    ClauseText,
    Edition,
    Emendation,
    Event,
    Language,
    LedgerEntry,
    Mention,
    Piece,
    Quote,
    Reading,
    Reference,
    Regularization,
    Source,
    Term,
    Theme,
    WitnessPlace,
    Work,
)

ROOT = Path(__file__).resolve().parent.parent
EN = Language("en", "en", "English", "", " ", "word")
ZH = Language("zh", "zh-Hans", "中文", "zh/", "", "character")
HOSTILE = (
    '<img src=x onerror=alert(1)> [a](javascript:alert(1)) {: onclick=x } **b** `c` &lt; &#42; \\ ]: z | "q"'
)


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


NONE = both("", "")
PRINTED = "# A running head\n1. Heed <b>this</b>. Teh text, plain\n{: #x } and on.\n\n一、注意:全 球<i>治理</i>,同行\n"
CLEAN = "1. Heed <b>this</b>. The text, plain {: #x } and on.\n"


def _source(name: str, siglum: str, languages: tuple[str, ...], text: str) -> Source:
    digest = sha256(text.encode()).hexdigest()
    title, origin = both(f"Papers & “{name}”", f"《{name}》文件"), both(HOSTILE, HOSTILE)
    return Source(name, f"{name}.txt", siglum, languages, title, origin, NONE, f"{name}.orig", digest, text)


SOURCES = (_source("papers", "A", ("en", "zh"), PRINTED), _source("copy", "B", ("en",), CLEAN))

EMENDATION = Emendation(
    "toy-1", "toy-2024#c1", "en", "text", "A", "papers.txt", 2, 38, "Teh", "The", "ocr-misreading", "B",
    both(HOSTILE, "乙本作 The。"),
)  # fmt: skip
LOST = Emendation(
    "toy-2", "toy-2024#c1", "zh", "text", "A", "papers.txt", 5, 0, " ", "", "lost-space", "conjecture", NONE
)
VARIANTS = (
    ApparatusEntry(
        "toy-2024#c1", "en", "text", 10, "plain {: #x }", ("A", "B"),
        (Reading(("B",), "*plain*", "substantive"), Reading(("A",), "", "substantive")), both("[^1] note", ""),
    ),
    ApparatusEntry("toy-2024#c1", "en", "text", 0, "long " * 40, ("A",), (Reading(("B",), "", "lacuna"),), NONE),
)  # fmt: skip


def _entries() -> tuple[LedgerEntry, ...]:
    """The fates of the papers and of the copy, which they partition."""
    c1 = {"ref": "toy-2024#c1", "lang": "en"}
    zh = {"ref": "toy-2024#c1", "lang": "zh", "part": "text"}
    rows = [
        ("# A running head\n", "dropped", "", {"reason": "running-head"}),
        ("1.", "kept", "1.", c1 | {"part": "marker"}),
        (" ", "regularized", "", c1 | {"part": "marker", "rule": "edge-space"}),
        ("Heed <b>this</b>.", "kept", "Heed <b>this</b>.", c1 | {"part": "heading"}),
        (" ", "regularized", "", c1 | {"part": "heading", "rule": "edge-space"}),
        ("Teh", "emended", "The", c1 | {"part": "text", "emendation": "toy-1"}),
        (" text, plain", "kept", " text, plain", c1 | {"part": "text"}),
        ("\n", "regularized", " ", c1 | {"part": "text", "rule": "line-wrap"}),
        ("{: #x } and on.", "kept", "{: #x } and on.", c1 | {"part": "text", "join": "line-wrap"}),
        ("\n\n", "regularized", "", c1 | {"part": "text", "rule": "edge-space"}),
        ("一、", "kept", "一、", zh | {"part": "marker"}),
        ("注意", "kept", "注意", zh),
        (":", "regularized", "：", zh | {"rule": "full-width-punctuation"}),
        ("全", "kept", "全", zh),
        (" ", "emended", "", zh | {"emendation": "toy-2"}),
        ("球<i>治理</i>", "kept", "球<i>治理</i>", zh),
        (",", "regularized", "，", zh | {"rule": "full-width-punctuation"}),
        ("同行", "kept", "同行", zh),
        ("", "emended", "。", zh | {"emendation": "toy-2"}),
        ("\n", "regularized", "", zh | {"rule": "edge-space"}),
    ]
    entries, start = [], 0
    for text, fate, becomes, more in rows:
        line = PRINTED.count("\n", 0, start) + 1
        entries.append(LedgerEntry("papers.txt", start, start + len(text), line, text, fate, becomes, **more))
        start += len(text)
    copy = LedgerEntry("copy.txt", 0, len(CLEAN), 1, CLEAN, "kept", CLEAN, **(c1 | {"part": "text"}))
    return (*entries, copy)


def _places(*places: tuple[str, str, int, int]) -> tuple[WitnessPlace, ...]:
    return tuple(WitnessPlace(*place) for place in places)


def _text(
    text: str, marker: str = "", heading: str = "", status: str = "issued", **more: object
) -> ClauseText:
    witness = "T" if status == "editorial" else "A"
    return ClauseText(marker, heading, text, witness, status, **more)


def _clause(work: str, id: str, kind: str, **texts: ClauseText) -> Clause:
    return Clause(f"{work}#{id}", work, id, kind, texts)


C1_EN = _text(
    "The text, plain {: #x } and on.", "1.", "Heed <b>this</b>.",
    places=_places(("A", "papers", 2, 3), ("B", "copy", 1, 1)), apparatus=VARIANTS, emendations=(EMENDATION,),
)  # fmt: skip
C1_ZH = _text(
    "注意：全球<i>治理</i>，同行。", "一、", places=_places(("A", "papers", 5, 5)), emendations=(LOST,)
)
CLAUSES = (
    _clause("toy-2024", "f1", "framing", en=_text("2023. [TOC]")),
    _clause("toy-2024", "p1", "preamble", en=_text(HOSTILE), zh=_text("# 序言 " + HOSTILE)),
    _clause("toy-2024", "c1", "item", en=C1_EN, zh=C1_ZH),
    _clause("toy-2024", "s1", "section", en=_text("", "I.", "A *section*"), zh=_text("", "一、", "《部分》")),
    _clause("toy-2024", "c1-1", "item", en=_text("- 1. dash", "——"), zh=_text("——破折号", "——")),
    _clause("toy-2024", "c1-2", "item", en=_text("/// html | script"), zh=_text("　全角  空格 ")),
    _clause("toy-2024", "end", "closing", en=_text("~~~"), zh=_text("```")),
)
TOY = Work(
    "toy-2024", {"en": _text("Toys & <i>Games</i>"), "zh": _text("玩具与《<b>游戏</b>》")}, "2024-07-04", "plan",
    both("An *issuer*", "发布_者"), both("Here", "此地"), both("Not sure.", "存疑。"), both(HOSTILE, HOSTILE), NONE,
    NONE, (), ("en", "zh"), {"en": ("A", "B"), "zh": ("A",)}, CLAUSES,
)  # fmt: skip
REPORT = Work(
    "toy-report", {"en": _text("A report"), "zh": _text("一篇报道", status="editorial")}, "2025", "report",
    both("A paper", "报纸"), NONE, NONE, both("News.", "新闻。"), both("The Chinese is ours.", "中文为编者所译。"),
    NONE, (), ("en", "zh"), {"en": ("B",), "zh": ("T",)},
    (_clause("toy-report", "c1", "paragraph", en=_text("News."), zh=_text("新闻。", status="editorial")),),
)  # fmt: skip


#: A body of a note: hostile, with a clause named in braces and braces that name none.
BODY = HOSTILE + " {} {x} {{ y }} {% z %} /// end [^1] {toy-2024#c1-2} — {toy-report#c1}."
SPOKEN = both(BODY, "# 注：" + BODY)
PUBLIC = Citation('<i>Title</i> [a](b) "c"', "Publisher_*x*", "https://example.org/a?b=<c>&d=(e)#f", "2026-11-20", True)
LISTED = Citation("《文件》 of 2019", "出版者", "", "2026-11-20", False)


def quote(ref: str, lang: str, **parts: str) -> Quote:
    """The words of a clause that stand once in its ``heading``, its ``text``, or at the end of one and in the other."""
    text = {clause.ref: clause for clause in (*TOY.clauses, *REPORT.clauses)}[ref].texts[lang]
    pieces = []
    for part, words in parts.items():
        start = getattr(text, part).index(words)
        pieces.append(Piece(part, start, start + len(words)))
    return Quote(ref, lang, {"en": " ", "zh": ""}[lang].join(parts.values()), tuple(pieces))


def absence(ref: str, lang: str, at: int, after: str = "after") -> Quote:
    """Words absent from a clause’s text at an offset."""
    return Quote(ref, lang, "", (Piece("text", at, at),), after)


def _note(id: str, ref: str, kind: str, quotes: list[Quote], differs: str = "", **more: object) -> Annotation:
    work = ref.partition("#")[0]
    by_lang = {lang: found for lang in ("en", "zh") if (found := tuple(q for q in quotes if q.lang == lang))}
    more = {"significance": 1, "see": (), "references": (), "citations": (), "opinion": False, "formerly": ()} | more
    body = {lang: f"{id}: {words}" for lang, words in SPOKEN.items()}
    return Annotation(id, ref, work, kind, differs, by_lang, body, **more)


P1, C1, S1, C1_1, C1_2, END = (f"toy-2024#{id}" for id in ("p1", "c1", "s1", "c1-1", "c1-2", "end"))
LENGTH = len(HOSTILE)
ANNOTATIONS = (
    # Absent where the text begins and where it ends; the words are the whole text.
    _note("n1", P1, "translation", [absence(P1, "en", 0), quote(P1, "zh", text="# 序言")], "omission", significance=3,
          readings=("first", "second")),
    _note("n9", P1, "translation", [absence(P1, "en", LENGTH), quote(P1, "zh", text=HOSTILE)], "omission"),
    _note("n11", P1, "term", [quote(P1, "en", text="<img src=x onerror=alert(1)> [a](javascript:alert(1)) {:")]),
    # In the first item quotes overlap (n2, n3), nest (n4), touch (n5) and go from heading to text (n6).
    _note("n2", C1, "translation", [quote(C1, "en", text="text, plain {: #x }"), absence(C1, "zh", 3)], "addition",
          readings=("second",), see=(C1_1, "toy-report#c1"), significance=2),
    _note("n3", C1, "term", [quote(C1, "en", text="plain {: #x } and"), quote(C1, "zh", text="全球<i>治理")],
          formerly=("n7", "n8"), see=(C1_2,)),
    _note("n4", C1, "reference", [quote(C1, "en", text="plain")], references=("body", "plain"),
          citations=(PUBLIC, LISTED), significance=3),
    _note("n5", C1, "context", [quote(C1, "en", text=" and on.")], opinion=True),
    _note("n6", C1, "textual", [quote(C1, "en", heading="this</b>.", text="The"), quote(C1, "zh", text="注意：全球")]),
    # Two notes on the same words, of which one has others too.
    _note("n10", C1, "translation", [quote(C1, "en", text="plain"), quote(C1, "zh", text="同行")], "terminology"),
    _note("n12", C1, "translation",
          [quote(C1, "en", text="The"), quote(C1, "zh", text="，"), quote(C1, "zh", text="同行")], "force"),
    _note("n13", S1, "parallel", [quote(S1, "en", heading="*section*"), quote(S1, "zh", heading="《部分》")]),
    _note("n14", C1_1, "translation", [quote(C1_1, "en", text="- 1."), quote(C1_1, "zh", text="——破")], "order"),
    _note("n15", C1_2, "translation", [quote(C1_2, "en", text="html | script"), quote(C1_2, "zh", text="　全角  空")],
          "scope"),
    _note("n16", END, "textual", [quote(END, "en", text="~~~"), quote(END, "zh", text="```")]),
    _note("n1", "toy-report#c1", "reference", [quote("toy-report#c1", "en", text="News")], references=("body",)),
)  # fmt: skip
REFERENCES = (
    Reference(
        "plain", "instrument", both(HOSTILE, HOSTILE), "A/RES/1 <b> *c*", "2019-03", "2020",
        both("<i>signed</i>", "签署_"), SPOKEN, SPOKEN, 3, (PUBLIC, LISTED),
        (
            Mention(P1, {"zh": (quote(P1, "zh", text="序"),)}, True),
            Mention(C1, {"en": (quote(C1, "en", text="text, plain"),)}, False),
        ),
    ),
    Reference(
        "body", "body", both("A body", "一机构"), "", "", "", {}, both("Said.", "说。"), {}, 1, (),
        (Mention(C1_1, {"en": (quote(C1_1, "en", text="dash"),), "zh": (quote(C1_1, "zh", text="破折号"),)}, False),),
    ),
    Reference(
        "early", "instrument", both("An early one", "较早者"), "", "2018", "", both("made", "作成"),
        both("Said.", "说。"), {}, 2, (PUBLIC,), (Mention(C1_2, {"en": (quote(C1_2, "en", text="script"),)}, False),),
    ),
)  # fmt: skip


def _term(id: str, en: tuple[str, ...], zh: tuple[str, ...], sound: str, found: list[Quote], **more: object) -> Term:
    by_lang = {lang: tuple(q for q in found if q.lang == lang) for lang in ("en", "zh")}
    said = SPOKEN if id == "on" else both("Said.", "说。")
    return Term(id, {"en": en, "zh": zh}, {"zh": sound}, "law", said, said, more.pop("see", ()), by_lang, **more)


TERMS = (
    _term("on", ("on.", "{: #x }", "*section*"), ("<i>治理</i>",), "zhì lǐ", [
        quote(S1, "en", heading="*section*"), quote(C1, "en", text="{: #x }"),
        quote(C1, "en", text="on."), quote(C1, "zh", text="<i>治理</i>"),
        quote(C1_1, "en", text="1. dash"),
    ], see=("heed", "and")),
    _term("heed", ("Heed",), ("全",), "quán", [
        quote(C1, "en", heading="Heed"), quote(C1, "zh", text="全"), quote(C1_2, "zh", text="全"),
    ]),
    _term("and", ("And",), ("号",), "hào", [quote(C1, "en", text="and"), quote(C1_1, "zh", text="号")], marked=False),
    _term("news", ("news",), ("新闻",), "háo wén", [quote("toy-report#c1", "zh", text="新闻")]),
)  # fmt: skip
THEMES = (
    Theme("words", both(HOSTILE, "# " + HOSTILE), SPOKEN, ("on", "heed"), (
        Mention(P1, {"en": (quote(P1, "en", text=HOSTILE),), "zh": (quote(P1, "zh", text="# 序言"),)}, False),
        Mention(C1, {"en": (quote(C1, "en", heading="Heed <b>"), quote(C1, "en", text="{: #x } and on.")),
                     "zh": (quote(C1, "zh", text="<i>治理</i>"),)}, False),
        Mention("toy-report#c1", {"en": (quote("toy-report#c1", "en", text="News"),),
                                  "zh": (quote("toy-report#c1", "zh", text="新闻"),)}, False),
    )),
    Theme("alone", both("Alone! Yes", "独一"), both("No stop", "无句号"), (), (
        Mention(C1_1, {"zh": (quote(C1_1, "zh", text="——破折号"),)}, False),
        Mention(END, {"en": (quote(END, "en", text="~~~"),), "zh": (absence(END, "zh", 0),)}, False),
    )),
    Theme("news", both("- News | 1.", "/// 新闻"), both("First. Second.", "其一。其二。"), ("news", "on"), (
        Mention("toy-report#c1", {"en": (quote("toy-report#c1", "en", text="News."),)}, False),
    )),
)  # fmt: skip
REPORT_C1 = Mention("toy-report#c1", {"en": (quote("toy-report#c1", "en", text="News"),)}, False)
EVENTS = (
    Event("signed", "instrument", "", "1945-06", "", both(HOSTILE, "# " + HOSTILE), SPOKEN, {}, "plain", (), ()),
    Event("met", "meeting", "", "2019-03-30", "2020", both("/// html | script", "- 会 {: #x }"), SPOKEN, SPOKEN, "",
          (PUBLIC, LISTED), (
        Mention(C1, {"en": (quote(C1, "en", text="plain {: #x }"),), "zh": (quote(C1, "zh", text="<i>治理"),)}, False),
        REPORT_C1,
    )),
    Event("issued", "work", "toy-2024", "2024-07-04", "", both("Toys issued", "玩具发布"), SPOKEN, {}, "body", (),
          (REPORT_C1,)),
    Event("also", "announcement", "", "2024-07-04", "", both("1. Also", "~~~"), SPOKEN, {}, "early", (PUBLIC,), ()),
    Event("reported", "work", "toy-report", "2025", "", both("Reported", "报道"), SPOKEN, SPOKEN, "", (LISTED,), ()),
    Event("due", "deadline", "", "2030-12-31", "", both("Due | now", "到期"), SPOKEN, {}, "plain", (), (
        Mention(END, {"en": (quote(END, "en", text="~~~"),), "zh": (absence(END, "zh", 0),)}, False),
    )),
)  # fmt: skip
AGREEMENTS = (Agreement("toy-2024", 6, (4, 7), (3, 2), 8, 3, 2, 5),)


def _anchors(*works: Work) -> tuple[Anchor, ...]:
    anchors = []
    for work in works:
        anchors.append(Anchor(f"{work.slug}#title", ("en", "zh"), "active", None, "0.1.0"))
        anchors += [Anchor(c.ref, tuple(c.texts), "active", None, "0.1.0") for c in work.clauses]
    return (*anchors, Anchor("toy-2024#c9", ("en", "zh"), "retired", "toy-2024#c1", "0.1.0"))


def _prose() -> dict[str, dict[str, str]]:
    folder = ROOT / "editorial" / "pages"
    return {
        name: {key: (folder / f"{name}.{key}.md").read_text("utf-8") for key in ("en", "zh")}
        for name in ("index", "method", "about")
    }


RULES = ("edge-space", "line-wrap", "full-width-punctuation")
EDITION = Edition(
    title=both("A toy <edition>", "玩具版"), version="0.1.0", date="2026-11-20", address="",
    editors=both("Nobody & sons", "无名氏"), report="", languages=(EN, ZH),
    labels=yaml.safe_load((ROOT / "editorial" / "labels.yml").read_text("utf-8")), prose=_prose(),
    sources=SOURCES, works=(TOY, REPORT), spans=(), ledger=_entries(),
    regularizations=tuple(
        Regularization(rule, ("en", "zh"), both(rule, f"“{rule}”"), both(HOSTILE, HOSTILE), 2) for rule in RULES
    ),
    anchors=_anchors(TOY, REPORT), accidentals=3, annotations=ANNOTATIONS, terms=TERMS, references=REFERENCES,
    agreements=AGREEMENTS, themes=THEMES, events=EVENTS,
)  # fmt: skip


def larger(times: int) -> Edition:
    """The toy with its papers printed ``times`` times over, each on record."""
    ledger, start, line = [], 0, 0
    for _ in range(times):
        for entry in EDITION.ledger[:-1]:
            moved = {"start": entry.start + start, "end": entry.end + start, "line": entry.line + line}
            ledger.append(replace(entry, **moved))
        start, line = start + len(PRINTED), line + PRINTED.count("\n")
    papers = replace(SOURCES[0], text=PRINTED * times)
    return replace(EDITION, sources=(papers, SOURCES[1]), ledger=(*ledger, EDITION.ledger[-1]))

"""The rules of accessibility that a program can check: axe-core, from PyPI and without Node."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_PROGRAM = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_RUN = """([tags, within]) => axe.run(within, {
  runOnly: tags, resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
  .then(found => found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target}: ${node.failureSummary.replace(/\\s+/g, " ")}`)))"""


def violations(page: Page, within: str = "html") -> list[str]:
    """What breaks a rule of WCAG 2.2 AA or of best practice: the rule, the element, and what is wrong."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_PROGRAM)
    return page.evaluate(_RUN, [TAGS, within])

"""Terminal: findings as people read them. Nothing of a document can steer the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from callsheet.diagnostics import Finding


def plain(text: str) -> str:
    """Return text whose control characters are spelled out, newlines and tabs apart."""
    if text.isprintable():
        return text
    return "".join(
        c if c in "\n\t" or c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in text
    )


def show(findings: Iterable[Finding], stream: TextIO) -> None:
    """Print errors and warnings, and a line that counts them. Notes are for ``--json``."""
    grave = [finding for finding in findings if finding.severity != "note"]
    for finding in grave:
        print(plain(finding.as_text()), file=stream)
    if grave:
        print(count_line(grave), file=stream)


def count_line(findings: Iterable[Finding]) -> str:
    """Return ``2 errors, 1 warning``; empty where there are none."""
    severities = [finding.severity for finding in findings]
    counts = {name: severities.count(name) for name in ("error", "warning", "note")}
    return ", ".join(f"{n} {name}{'s' * (n != 1)}" for name, n in counts.items() if n)


def show_json(values: dict[str, Any], findings: Iterable[Finding], stream: TextIO) -> None:
    """Print one JSON object: the values, and the findings in the shape that every command uses."""
    whole = {**values, "findings": [finding.as_json() for finding in findings]}
    print(json.dumps(whole, ensure_ascii=False, indent=1), file=stream)

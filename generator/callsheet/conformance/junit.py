"""JUnit: a verdict for the machines that read such reports."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from callsheet.conformance.verdict import Verdict

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot say."""


def junit(verdict: Verdict, title: str) -> str:
    """Return the report as XML."""
    tests = verdict.told["tests"]
    ends = [test["ended"] for test in tests]
    counts = {
        "tests": len(tests),
        "failures": ends.count("failed"),
        "skipped": ends.count("left out"),
    }
    suite = Element("testsuite", {"name": _clean(title), "errors": "0", **_texts(counts)})
    for test in tests:
        case = SubElement(
            suite,
            "testcase",
            {
                "classname": _clean(test["operation"]),
                "name": _clean(test["name"]),
                "time": f"{test['seconds']:.4f}",
            },
        )
        if test["ended"] == "failed":
            first = test["reason"].splitlines()[0]
            SubElement(case, "failure", message=_clean(first)).text = _clean(test["reason"])
        elif test["ended"] == "left out":
            SubElement(case, "skipped", message=_clean(test["reason"]))
    whole = Element("testsuites", {"name": "callsheet conform", **_texts(counts)})
    whole.append(suite)
    text: str = tostring(whole, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _texts(counts: dict[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in counts.items()}


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)

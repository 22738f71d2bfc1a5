"""Versions: how far a change moves the version of an API and of its clients."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from callsheet.changes.model import Change
from callsheet.data import dataclass
from callsheet.document import Document

Step = Literal["none", "patch", "minor", "major"]

_SMALL = (
    "prose-changed",
    "extension-changed",
    "info-changed",
    "component-",
    "job-pace-changed",
    "rewritten",
)
"""Changes after which every call and every answer is what it was."""

_BELOW_ONE: dict[Step, Step] = {
    "none": "none",
    "patch": "patch",
    "minor": "patch",
    "major": "minor",
}
"""What a step is below 1.0.0, where anything may break."""

_VERSION = re.compile(r"(v?)(\d+)\.(\d+)(?:\.(\d+))?(.*)")


@dataclass(frozen=True, slots=True)
class Following:
    """The version that follows on a document's own."""

    step: Step
    """What the changes ask for."""
    before: str
    after: str
    """Empty where no version follows on the one before."""

    def as_json(self) -> dict[str, str]:
        """Return the shape of ``--json``."""
        return {"old": self.before, "next": self.after}

    def __str__(self) -> str:
        """``major (0.1.0 -> 0.2.0, as a 0.x version steps)``."""
        if self.step == "none" or not self.after:
            return self.step
        return f"{self.step} ({self.before} -> {self.after}{_because(self.before, self.step)})"


def following(old: Document, changes: Iterable[Change]) -> Following:
    """Return what a release of the changes does with the version that a document has."""
    step = step_of(changes)
    node = info.get("version") if (info := old.root.get("info")) else None
    before = str(node.value) if node else ""
    try:
        return Following(step, before, next_version(before, step))
    except ValueError:
        return Following(step, before, "")


def _because(version: str, step: Step) -> str:
    """Return why a version steps otherwise than the changes ask for, if it does."""
    found = _VERSION.fullmatch(version.strip())
    if found and found[5].startswith("-"):
        return ", as a pre-release ends"
    is_less = found is not None and int(found[2]) == 0 and _BELOW_ONE[step] != step
    return ", as a 0.x version steps" if is_less else ""


def step_of(changes: Iterable[Change]) -> Step:
    """Return the step of semantic versioning that changes ask for, accepted or not."""
    found: Step = "none"
    for change in changes:
        if change.level == "breaking":
            return "major"
        if change.code == "version-changed":
            continue
        if change.level == "risky" or not _is_small(change.code):
            found = "minor"
        elif found == "none":
            found = "patch"
    return found


def _is_small(code: str) -> bool:
    return code.partition("-")[2].startswith(_SMALL) or code.startswith(_SMALL)


def next_version(version: str, step: Step) -> str:
    """Return the version after a step; below 1.0.0, where anything may break, a smaller one.

    Raises ValueError where the version is none of two or three numbers.
    """
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        raise ValueError(version)
    prefix, major, minor = found[1], int(found[2]), int(found[3])
    patch = int(found[4] or 0)
    if found[5].startswith("-") and step != "none":  # 2.0.0-rc.1 comes before 2.0.0
        return f"{prefix}{major}.{minor}.{patch}"
    if major == 0:
        step = _BELOW_ONE[step]
    match step:
        case "major":
            return f"{prefix}{major + 1}.0.0"
        case "minor":
            return f"{prefix}{major}.{minor + 1}.0"
        case "patch":
            return f"{prefix}{major}.{minor}.{patch + 1}"
        case _:
            return version

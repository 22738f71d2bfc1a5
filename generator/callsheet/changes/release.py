"""Release: the version that changes ask for, written into a document and into a changelog."""

from __future__ import annotations

import re

from callsheet.diagnostics import Report, Stop
from callsheet.source import Node, parse

_HEADING = re.compile(r"^## \[?(?!unreleased)", re.IGNORECASE | re.MULTILINE)
_UNRELEASED = re.compile(r"^## \[?unreleased\]?.*$", re.IGNORECASE | re.MULTILINE)

_TITLE = "# Changelog\n"


def with_version(root: Node, version: str) -> str:
    """Return the text of a document with another ``info.version``; all else stays as it is.

    Raises :class:`Stop` where the version cannot be found as it is written.
    """
    info = root.get("info")
    node = info.get("version") if info else None
    report = Report()
    if node is None or not isinstance(node.value, str | int | float):
        report.error("no-version", "the document has no `info.version` to go on from", root.place)
        raise Stop(report)
    text, place = root.source.text, node.place
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    written = re.compile(rf"""(["']?){re.escape(str(node.value))}(["']?)""")
    found = written.match(line, place.column - 1)
    if found is not None:
        quote = found[1] or ('"' if _is_number(version) else "")
        lines[place.line - 1] = (
            f"{line[: found.start()]}{quote}{version}{quote}{line[found.end() :]}"
        )
        made = "".join(lines)
        again = parse(made, root.source.name, path=root.source.path)
        wanted = {**root.value, "info": {**root.value["info"], "version": version}}
        if again.value == wanted:
            return made
    report.error(
        "no-version",
        "the version is written in a way that cannot be changed in place",
        node.place,
        hint=f"write {version} there by hand",
    )
    raise Stop(report)


def _is_number(version: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", version) is not None


def with_entry(changelog: str, version: str, date: str, lines: list[str]) -> str:
    """Return a changelog with one entry more, above the others and below what is unreleased."""
    body = "\n".join(lines).strip()
    entry = f"## [{version}] - {date}\n\n{body}\n"
    if not changelog.strip():
        return f"{_TITLE}\n{entry}"
    unreleased = _UNRELEASED.search(changelog)
    found = _HEADING.search(changelog, unreleased.end() if unreleased else 0)
    if found is None:
        return f"{changelog.rstrip()}\n\n{entry}"
    return f"{changelog[: found.start()]}{entry}\n{changelog[found.start() :]}"

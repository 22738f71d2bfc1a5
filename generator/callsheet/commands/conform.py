"""``callsheet conform``: ask a server for what a document promises; say what it does not keep."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from callsheet.cache import Cache
from callsheet.commands.options import add_config_options, add_json_option, config_of
from callsheet.config import Config
from callsheet.diagnostics import Finding, Place, Report, Stop
from callsheet.progress import Progress
from callsheet.source import Node, load, steps_of
from callsheet.terminal import plain, show

TARGET = "conformance"
_NEEDS = ("httpx2", "jsonschema_rs", "pytest")
_PASSED_ON = (
    (
        "paid_calls",
        "how many calls may start a job, or 'all' (all on this machine, 5 elsewhere)",
        "N",
    ),
    (
        "failing_request",
        "a body whose job is known to fail, so that failures are tested, too",
        "JSON|FILE",
    ),
    (
        "failing_header",
        "a header that makes a job fail, such as 'X-Mock-Outcome: failed'",
        "NAME:VALUE",
    ),
    ("poll_interval", "pause between two polls of a job", "SECONDS"),
    ("patience", "how long a job may take; default: 120", "SECONDS"),
    ("only", "only operations whose 'METHOD /path' or id has this", "TEXT"),
)
"""Options that the suite itself has."""
_NO_TEST = 5
"""What pytest ends with where there was nothing to test: the document may have no operation."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the suite gave."""

    code: int
    """pytest's own: 0 all passed, 1 some failed, 5 there was no test, all others no verdict."""
    findings: tuple[dict[str, Any], ...] = ()
    passed: int = 0
    failed: int = 0
    skipped: tuple[tuple[str, int], ...] = ()
    left_out: tuple[str, ...] = ()
    """What of the document has no test, and why."""
    said: str = ""
    """What pytest printed."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Ask a server for everything that a document promises, and print what it does not keep:\n"
        "the operation, the place in the document, the request as a curl line, and the answer."
    )
    parser.epilog = (
        "examples:\n"
        "  callsheet conform http://127.0.0.1:8000 --api-key sk-test\n"
        "  callsheet conform https://api.example.com --only 'POST /pets' --paid-calls 3\n"
    )
    parser.add_argument("url", metavar="URL", help="where the server is")
    parser.add_argument(
        "--api-key",
        metavar="KEY",
        help="the key to ask it with; default: the environment's CONFORMANCE_API_KEY",
    )
    for name, text, value in _PASSED_ON:
        parser.add_argument("--" + name.replace("_", "-"), metavar=value, help=text)
    parser.add_argument(
        "--junit", metavar="FILE", help="write a report for machines that read JUnit"
    )
    add_json_option(parser)
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the suite. Returns 0 where every promise is kept, 1 where not, 2 without a verdict."""
    report = Report()
    _check_packages(report)
    config = replace(config_of(arguments, report), targets=(TARGET,))
    with tempfile.TemporaryDirectory(prefix="callsheet-conform-") as folder:
        _make(config, Path(folder), report)
        outcome = _ask(arguments, Path(folder))
    if outcome.code == _NO_TEST and arguments.only:
        report.error("nothing-chosen", f"no operation has {arguments.only!r} in its name")
        raise Stop(report)
    if outcome.code not in (0, 1, _NO_TEST):
        report.error("no-verdict", _last_words(outcome.said))
        raise Stop(report)
    findings = tuple(_placed(config, outcome.findings))
    if arguments.json:
        _print_json(outcome, findings, report)
    else:
        _print_text(outcome, findings, report)
    return 1 if findings or outcome.failed else 0


def _check_packages(report: Report) -> None:
    missing = [name for name in _NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        report.error(
            "package-missing",
            f"the suite needs packages that are not installed: {', '.join(missing)}",
            hint="pip install 'callsheet[generated]' pytest",
        )
        raise Stop(report)


def _make(config: Config, folder: Path, report: Report) -> None:
    """Write the suite of a document to a folder."""
    from callsheet.pipeline import build

    with Progress() as progress:
        tree = build(
            config, report, cache=Cache.beside(config.folder, Report()), tell=progress.tell
        )
    for file in tree:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _ask(arguments: argparse.Namespace, folder: Path) -> Outcome:
    """Run the suite in a folder by itself: no plugin or setting of the caller reaches it."""
    suite, found = folder / TARGET, folder / "findings.json"
    words = [sys.executable, "-m", "pytest", str(suite), "-c", str(suite / "pytest.ini")]
    words += ["-q", "--no-header", "--tb=no", f"--base-url={arguments.url}", f"--findings={found}"]
    for name, _, _ in _PASSED_ON:
        value = getattr(arguments, name)
        if value is not None:
            words.append(f"--{name.replace('_', '-')}={value}")
    if arguments.junit:
        words.append(f"--junitxml={Path(arguments.junit).resolve()}")
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    around |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    if arguments.api_key is not None:
        # Not as an argument, which would show in the list of processes.
        around["CONFORMANCE_API_KEY"] = arguments.api_key
    ended = subprocess.run(words, env=around, capture_output=True, text=True, check=False)
    said = ended.stdout + ended.stderr
    if not found.is_file():
        return Outcome(ended.returncode or 2, said=said)
    whole = json.loads(found.read_text(encoding="utf-8"))
    skipped = tuple(whole["skipped"].items())
    return Outcome(
        code=ended.returncode,
        findings=tuple(whole["findings"]),
        passed=whole["passed"],
        failed=whole["failed"],
        skipped=skipped,
        left_out=tuple(whole["left_out"]),
        said=said,
    )


def _last_words(said: str) -> str:
    """Return the line of pytest's output that says why there is no verdict."""
    lines = [line.strip(" !=") for line in said.splitlines() if line.strip(" !=")]
    telling = [
        line for line in lines if line.startswith(("ERROR", "_pytest.outcomes.Exit", "Exit", "E  "))
    ]
    word = (telling or lines or ["pytest said nothing"])[-1]
    return word.removeprefix("_pytest.outcomes.Exit: ").removeprefix("ERROR: ")


def _placed(config: Config, findings: tuple[dict[str, Any], ...]) -> Iterator[dict[str, Any]]:
    """Yield the findings, each with the line of the document that the server does not keep."""
    files: dict[str, Node] = {}
    for found in findings:
        identity, _, pointer = str(found["pointer"]).partition("#")
        path = config.spec.parent / identity if identity else config.spec
        if identity not in files:
            files[identity] = load(path, _shown(path))
        place = files[identity].source.place(steps_of(pointer), key=True)
        finding = Finding(
            found["code"], "error", found["message"], place, operation=found["operation"]
        )
        rest = {name: found[name] for name in ("request", "response", "test")}
        yield {**finding.as_json(), **rest, "place": place}


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _print_json(outcome: Outcome, findings: tuple[dict[str, Any], ...], report: Report) -> None:
    told = [{name: value for name, value in one.items() if name != "place"} for one in findings]
    whole = {
        "passed": outcome.passed,
        "failed": outcome.failed,
        "skipped": dict(outcome.skipped),
        "left_out": list(outcome.left_out),
        "findings": [
            *told,
            *(finding.as_json() for finding in report if finding.severity != "note"),
        ],
    }
    print(json.dumps(whole, ensure_ascii=False, indent=1))


def _print_text(outcome: Outcome, findings: tuple[dict[str, Any], ...], report: Report) -> None:
    for found in findings:
        place: Place = found["place"]
        finding = Finding(
            found["code"], "error", f"{found['operation']}: {found['message']}", place
        )
        print(plain(finding.as_text()))
        for word, name in (("sent", "request"), ("received", "response")):
            lines = str(found[name]).splitlines() or [""]
            print(
                plain(
                    "\n".join(
                        [f"      {word}: {lines[0]}", *(" " * 8 + line for line in lines[1:])]
                    )
                )
            )
        print()
    for reason in outcome.left_out:
        print(plain(f"no test: {reason}"))
    for reason, count in outcome.skipped:
        print(plain(f"left out ({count}): {reason}"))
    skipped = sum(count for _, count in outcome.skipped)
    verdict = f"{len(findings)} finding{'s' * (len(findings) != 1)}"
    print(f"{verdict}; tests: {outcome.passed} passed, {outcome.failed} failed, {skipped} left out")
    sys.stdout.flush()
    show([finding for finding in report if finding.severity != "note"], sys.stderr)

"""``callsheet conform``: ask a server for what a document promises; say what it does not keep."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from callsheet.commands.options import add_config_options, add_json_option, config_of
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.progress import Progress
from callsheet.terminal import show

_NEEDS = {"jsonschema_rs": "generated"}
"""By package that is imported, the extra of callsheet that brings it."""
_NEEDS_TO_FUZZ = {"schemathesis": "fuzz"}
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
    ("patience", "how long a job may take; default: 30 on this machine, 600 elsewhere", "SECONDS"),
)
"""Options that the suite itself has."""
_CHOICES = (
    ("only", "only operations whose 'METHOD /path' or id has this, or only this rule"),
    ("skip", "not the operations whose 'METHOD /path' or id has this, or not this rule"),
)
"""Options that may be given more than once."""


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
        "  callsheet conform http://127.0.0.1:8000 --json > known.json\n"
        "  callsheet conform http://127.0.0.1:8000 --baseline known.json --junit report.xml\n"
        "  callsheet conform http://127.0.0.1:8000 --fuzz 100\n"
    )
    parser.add_argument("url", metavar="URL", help="where the server is")
    parser.add_argument(
        "--api-key",
        metavar="KEY",
        help="the key to ask it with; default: the environment's CONFORMANCE_API_KEY",
    )
    for name, text, value in _PASSED_ON:
        parser.add_argument("--" + name.replace("_", "-"), metavar=value, help=text)
    for name, text in _CHOICES:
        parser.add_argument("--" + name, metavar="TEXT", action="append", default=[], help=text)
    parser.add_argument(
        "--fuzz",
        metavar="N",
        type=_count,
        default=0,
        help="afterwards, N made-up requests to each operation, by Schemathesis (callsheet[fuzz])",
    )
    reports = parser.add_argument_group("reports")
    reports.add_argument(
        "--baseline",
        metavar="FILE",
        help="accept the findings of an earlier --json, and say which of them are gone",
    )
    reports.add_argument("--junit", metavar="FILE", help="write a report for machines that read it")
    reports.add_argument(
        "--html", metavar="FILE", help="write one page for those who run the server"
    )
    add_json_option(parser)
    add_config_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the suite. Returns 0 where every promise is kept, 1 where not, 2 without a verdict."""
    from callsheet.conformance.verdict import judged, placed

    report = Report()
    _check_packages(_NEEDS | _NEEDS_TO_FUZZ if arguments.fuzz else _NEEDS, report)
    config = config_of(arguments, report)
    told = _ask(config, _options(arguments), arguments.fuzz, report)
    if not told["tests"] and arguments.only:
        chosen = ", ".join(map(repr, arguments.only))
        report.error("nothing-chosen", f"no operation has {chosen} in its name")
        raise Stop(report)
    baseline = Path(arguments.baseline) if arguments.baseline else None
    verdict = judged(told, placed(config.spec, told["findings"]), baseline)
    if arguments.junit:
        from callsheet.conformance.junit import junit

        _write(Path(arguments.junit), junit(verdict, arguments.url), report)
    if arguments.html:
        from callsheet.conformance.page import page

        _write(Path(arguments.html), page(verdict, config.spec.stem, arguments.url), report)
    complaints = [finding for finding in report if finding.severity != "note"]
    if arguments.json:
        findings = [one.as_json() for one in verdict.findings]
        findings += [finding.as_json() for finding in complaints]
        whole = {name: value for name, value in told.items() if name != "findings"}
        whole |= {
            "accepted": [one.as_json() for one in verdict.accepted],
            "stale": list(verdict.stale),
            "findings": findings,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        from callsheet.conformance.text import lines

        print("\n".join(lines(verdict)), flush=True)
        show(complaints, sys.stderr)
    return 1 if verdict.findings else 0


def _check_packages(needs: dict[str, str], report: Report) -> None:
    missing = [name for name in needs if importlib.util.find_spec(name) is None]
    for name in missing:
        report.error(
            "package-missing",
            f"the suite needs a package that is not installed: {name}",
            hint=f"pip install 'callsheet[{needs[name]}]'",
        )
    if missing:
        raise Stop(report)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of requests, 1 or more")
    return int(text)


def _ask(config: Config, options: dict[str, str], examples: int, report: Report) -> dict[str, Any]:
    """Make the suite and run it. Raises :class:`Stop` where it comes to no verdict."""
    from callsheet.conformance.suite import NoVerdict, suite_of

    with (
        Progress() as progress,
        suite_of(config, report, progress.tell) as suite,
    ):
        progress.tell("asking the server")
        try:
            return suite.run(options, examples)
        except NoVerdict as error:
            report.error(error.code, str(error))
            raise Stop(report) from error


def _options(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the options for the suite that is made."""
    made = {"--base-url": arguments.url, "--api-key": arguments.api_key or ""}
    for name, _, _ in _PASSED_ON:
        made["--" + name.replace("_", "-")] = getattr(arguments, name) or ""
    return made | {"--" + name: ",".join(getattr(arguments, name)) for name, _ in _CHOICES}


def _write(path: Path, text: str, report: Report) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        report.error("unwritable", f"{path}: {error.strerror}")
        raise Stop(report) from error

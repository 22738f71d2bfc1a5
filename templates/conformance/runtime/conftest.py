"""Options and the one fixture: a server to ask."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from . import suite
from .account import Account
from .arguments import OPTIONS, WrongArgument, settings_of
from .asking import Unreachable
from .facts import Broken, LeftOut
from .groups import GROUPS
from .harness import Server
from .operations import LEFT_OUT, OPERATIONS, STARTS

_SERVER = pytest.StashKey[Server]()
_PLACES = {group.name: place for place, group in enumerate(suite.in_order(GROUPS))}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options; some have an environment variable for what a shell need not show."""
    group = parser.getgroup("conformance")
    for name, (value, text) in OPTIONS.items():
        group.addoption(name, metavar=value, default="", help=text)
    group.addoption(
        "--findings", metavar="FILE", default="", help="write what was found as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the server known, before anything is collected."""
    options = {name: str(config.getoption(name)) for name in OPTIONS}
    if not (options["--base-url"] or os.environ.get("CONFORMANCE_BASE_URL")):
        return  # whoever only looks at the tests need not say
    try:
        settings = settings_of(options)
    except WrongArgument as error:
        raise pytest.UsageError(str(error)) from error
    config.stash[_SERVER] = Server(settings, OPERATIONS, STARTS, GROUPS)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Put the tests in their order, and leave out the operations that were not asked for."""
    server = config.stash.get(_SERVER, None)
    if server is None:
        if config.getoption("--collect-only"):
            return
        raise pytest.UsageError(
            "say which server to ask: --base-url URL, or CONFORMANCE_BASE_URL"
        )
    items.sort(key=lambda item: _PLACES.get(_name(item), len(_PLACES)))
    by_name = {group.name: group for group in GROUPS}
    chosen = [
        item
        for item in items
        if _name(item) not in by_name or suite.is_chosen(server, by_name[_name(item)])
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
    """Tell pytest how a test ended, in its own words."""
    server = pyfuncitem.config.stash.get(_SERVER, None)
    if server is not None:
        server.test = pyfuncitem.name.removeprefix("test_")
    try:
        return (yield)
    except LeftOut as left:
        pytest.skip(str(left))
    except Broken as broken:
        pytest.fail(str(broken), pytrace=False)
    except Unreachable as error:
        pytest.exit(str(error), returncode=2)


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """Return the server under test, with all that is known of it."""
    return request.config.stash[_SERVER]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write down what was found, and how many tests came to which end."""
    server = config.stash.get(_SERVER, None)
    path = str(config.getoption("--findings"))
    if server is None or not path:
        return
    stats: dict[str, list[Any]] = terminalreporter.stats
    whole = {
        "findings": server.findings,
        "passed": len(stats.get("passed", ())),
        "failed": len(stats.get("failed", ())) + len(stats.get("error", ())),
        "skipped": dict(
            Counter(_reason(report) for report in stats.get("skipped", ()))
        ),
        "jobs": server.budget.started,
        "coverage": Account(server.coverage).as_json(),
        "left_out": LEFT_OUT,
    }
    Path(path).write_text(
        json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def _name(item: pytest.Item) -> str:
    return item.name.partition("[")[0].removeprefix("test_")


def _reason(report: Any) -> str:
    """Return why a test was skipped."""
    where: Any = report.longrepr
    is_skip = isinstance(report.longrepr, tuple)
    return str(where[2]).removeprefix("Skipped: ") if is_skip else ""

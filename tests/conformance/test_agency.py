"""The suite and a second server by hand: correct in dozens of manners, faulty in hundreds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import agency_semantic
import agency_structural
from agency import KEY, REFUSED, Agency, Manner
from agency_manners import MANNERS
from agency_twists import Fault
from agency_wire import serve
from suites import Suite, Verdict

ROOT = Path(__file__).resolve().parents[2]
FAILING = {"model": "sora-2", "prompt": f"a {REFUSED} clip"}
FILES = ("clip.mp4", "thumbnail.webp", "spritesheet.webp")
STRUCTURAL = agency_structural.CATALOGUE.faults
SEMANTIC = agency_semantic.CATALOGUE.faults
FAULTS = STRUCTURAL | SEMANTIC
GROUPS = dict.fromkeys(fault.group for fault in FAULTS.values())
SURVIVORS = {
    "refuses: A.post seed of 0 and below": "no keyword tells these numbers from others",
    "bytes: a page without a type": "bytes without a type may be anything",
    "bytes: twice": "who reads boxes stops at the second file",
}
"""Faults that the suite does not find, and why."""
QUICK = (
    "gateway",
    "ids: slashes and spaces",
    "ids: numbers beyond doubles",
    "chunks",
    "other words",
    "what vendors do not know",
    "one worker",
    "twelve jobs and no more",
)
"""The manners that differ most from each other."""


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite(ROOT / "generated")


@contextmanager
def serving(agency: Agency) -> Iterator[str]:
    """Serve in a thread with a loop of its own; yield the URL."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(serve(agency.answer, agency.manner.framing))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def made(manner: Manner) -> Agency:
    return Agency(manner, *((ROOT / "spec/samples" / name).read_bytes() for name in FILES))


def ask(suite: Suite, agency: Agency, **settings: object) -> Verdict:
    with serving(agency) as url:
        return suite.ask(url, **{"key": KEY, "failing": FAILING, "patience": 30.0, **settings})


def is_found(suite: Suite, fault: Fault) -> bool:
    agency = made(fault.manner)
    fault.twist.apply(agency)
    # The other dialect has nothing to tell of it.
    dialects = {path.partition("/{")[0] for path in fault.paths}
    verdict = ask(suite, agency, patience=1.0, only=sorted(dialects))
    return any(title.split()[1] in fault.paths for title, _ in verdict.codes)


@pytest.mark.parametrize(
    "manner",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in MANNERS],
)
def test_a_correct_server_gives_no_alarm(suite: Suite, manner: str) -> None:
    verdict = ask(suite, made(MANNERS[manner]))
    assert [(one["code"], one["message"], one["request"]) for one in verdict.findings] == []


@pytest.mark.parametrize("name", ["keys: any key that begins like one", "result: url once"])
def test_a_fault_is_found_where_it_is(suite: Suite, name: str) -> None:
    assert is_found(suite, FAULTS[name])


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_faults_are_found_where_they_are(suite: Suite, group: str) -> None:
    faults = [fault for fault in FAULTS.values() if fault.group == group]
    missed = {fault.name for fault in faults if not is_found(suite, fault)}
    assert missed == {name for name in SURVIVORS if FAULTS[name].group == group}


@pytest.mark.parametrize(("faults", "least"), [(STRUCTURAL, 0.97), (SEMANTIC, 0.9)])
def test_what_is_missed_is_little(faults: dict[str, Fault], least: float) -> None:
    missed = [name for name in SURVIVORS if name in faults]
    assert 1 - len(missed) / len(faults) >= least


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ids: each twice", "states: running after done"])
def test_five_runs_come_to_one_verdict(suite: Suite, name: str) -> None:
    verdicts: list[list[str]] = []
    for _ in range(5):
        agency = made(FAULTS[name].manner)
        FAULTS[name].twist.apply(agency)
        found = ask(suite, agency).findings
        verdicts.append([f"{one['code']} {one['operation']} {one['test']}" for one in found])
    assert verdicts == [verdicts[0]] * 5

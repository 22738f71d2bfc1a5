"""The suite of a document without jobs and a server by hand: no false alarm, few faults missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ferry_office import KEY, MANNERS, Office, every_fault
from print_shop import serving
from suites import HERE, Suite, Verdict, write_suite

QUICK = ("one user", "much of this")
"""The manners that differ most from each other."""
SURVIVORS = {
    "forgets booking format": "no such booking, which is what it says then, is as good an answer",
    "payment: the number comes back": "what is writeOnly should not be shown, which is no must",
}
"""Faults that the suite does not find, and why."""
FOUND = {
    "bookings: any id exists": ("GET /bookings/{booking}", "unknown-id-accepted"),
    "bookings: nothing is kept": ("GET /bookings/{booking}", "created-lost"),
    "bookings: the answer tells another id": ("GET /bookings/{booking}", "created-lost"),
    "bookings: the list lacks the newest": ("GET /bookings", "created-unlisted"),
    "booking: its id is another one when looked at": ("GET /bookings/{booking}", "created-differs"),
    "booking: another one is shown": ("GET /bookings/{booking}", "created-differs"),
    "booking: its crossing is lost": ("GET /bookings/{booking}", "created-differs"),
    "cancel: nothing happens": ("GET /bookings/{booking}", "deleted-stays"),
    "cancel: what is cancelled stays in the list": ("GET /bookings", "deleted-stays"),
    "chart: cut": ("GET /harbours/{code}/chart", "body-cut"),
    "refuses a seal as a file": ("POST /bookings/{booking}/papers", "valid-refused"),
    "refuses a seal as text": ("POST /bookings/{booking}/papers", "valid-refused"),
    "refuses a bank": ("POST /bookings/{booking}/payment", "valid-refused"),
}
LATER = {
    "refuses a seal as a file",
    "bookings: the answer tells another id",
    "booking: another one is shown",
    "booking: its crossing is lost",
    "cancel: what is cancelled stays in the list",
}
"""Of these, the ones that others stand for."""


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    folder: Path = tmp_path_factory.mktemp("ferry")
    write_suite(HERE / "ferry.openapi.yaml", folder)
    return Suite(folder)


def ask(suite: Suite, office: Office) -> Verdict:
    with serving(office) as url:
        return suite.ask(url, key=KEY)


@pytest.mark.parametrize(
    "manner",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in MANNERS],
)
def test_a_correct_server_gives_no_alarm(suite: Suite, manner: str) -> None:
    verdict = ask(suite, Office(MANNERS[manner]))
    assert [(one["code"], one["message"], one["request"]) for one in verdict.findings] == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        pytest.param(*one, marks=pytest.mark.slow if one[0] in LATER else ())
        for one in FOUND.items()
    ],
)
def test_a_fault_is_found_where_it_is(suite: Suite, fault: str, found: tuple[str, str]) -> None:
    assert found in ask(suite, Office(fault=fault)).codes


@pytest.mark.slow
def test_faults_are_found(suite: Suite) -> None:
    faults = every_fault()
    assert len(faults) > 200
    missed = [one for one in faults if not ask(suite, Office(fault=one)).findings]
    assert missed == sorted(SURVIVORS)

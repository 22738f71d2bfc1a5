"""The suite of spec/video.openapi.yaml and a server by hand: no false alarm, no fault missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_faults import FAULTS
from studio_server import DOOMED, KEY, MANNERS, Studio, serving
from suites import Suite, Verdict

ROOT = Path(__file__).resolve().parents[2]
FAILING = {"model": "sora-2", "prompt": DOOMED}
SAMPLE = dict.fromkeys(fault.group for fault in FAULTS.values())
SAMPLE = {group: [n for n, f in FAULTS.items() if f.group == group][-1] for group in SAMPLE}


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite(ROOT / "generated")


def ask(suite: Suite, studio: Studio, patience: float = 30.0) -> Verdict:
    with serving(studio) as url:
        return suite.ask(url, key=KEY, failing=FAILING, patience=patience)


@pytest.mark.parametrize("manner", MANNERS)
def test_a_correct_server_gives_no_alarm(suite: Suite, manner: str) -> None:
    verdict = ask(suite, Studio(MANNERS[manner]))
    assert [(one["code"], one["message"], one["request"]) for one in verdict.findings] == []


@pytest.mark.parametrize("name", SAMPLE.values())
def test_a_fault_is_found_where_it_is(suite: Suite, name: str) -> None:
    fault = FAULTS[name]
    verdict = ask(suite, fault.make(), patience=1.5)
    assert {title for title, _ in verdict.codes} & set(fault.titles)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FAULTS if name not in SAMPLE.values()])
def test_every_fault_is_found_where_it_is(suite: Suite, name: str) -> None:
    test_a_fault_is_found_where_it_is(suite, name)


def test_five_runs_come_to_one_verdict(suite: Suite) -> None:
    runs = [ask(suite, FAULTS["life: status back"].make()).told for _ in range(5)]
    verdicts = [
        [(one["code"], one["operation"], one["found"], one["test"]) for one in told["findings"]]
        for told in runs
    ]
    assert verdicts == [verdicts[0]] * 5
    assert len({str([(t["name"], t["ended"]) for t in told["tests"]]) for told in runs}) == 1

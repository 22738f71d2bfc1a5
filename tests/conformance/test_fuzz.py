"""Fuzzing: what only a strange request finds is found, and judged as all else is."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import Any

import pytest

from callsheet.cli import main
from print_shop import KEY, Shop, serving
from suites import HERE

pytest.importorskip("schemathesis", reason="callsheet[fuzz] is not installed")

SPEC = HERE / "printing.openapi.yaml"
ONLY = ["--only", "POST /prints"]
FAULT = "crashes-on-strange-note"
SMALLEST = re.compile(r"""--data-raw '\{"note": "."\}'\Z""")


def conform(shop: Shop, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    with serving(shop) as url:
        main(["conform", url, "--api-key", KEY, "--spec", str(SPEC), "--json", *words])
    told: dict[str, Any] = json.loads(capsys.readouterr().out.replace(url, "http://shop"))
    return told


def fuzzed(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [test for test in told["tests"] if test["check"] == "fuzzes"]


@pytest.mark.slow
def test_a_crash_that_only_a_strange_request_finds(capsys: pytest.CaptureFixture[str]) -> None:
    told = conform(Shop(FAULT), capsys, *ONLY, "--fuzz", "40")
    (found,) = told["findings"]
    assert (found["code"], found["operation"]) == ("fuzz-server-error", "POST /prints")
    assert found["spec"]["pointer"] == "#/paths/~1prints/post"
    assert found["response"].startswith("HTTP 500")
    assert '-H "X-Key: $API_KEY"' in found["request"]
    assert SMALLEST.search(found["request"])
    assert KEY not in json.dumps(told)
    failed = [test for test in told["tests"] if test["ended"] == "failed"]
    assert failed == fuzzed(told)  # no test of the first stage saw it


@pytest.mark.slow
def test_a_correct_server_gives_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    told = conform(Shop(), capsys, "--fuzz", "60")
    assert told["findings"] == []
    assert [test["ended"] for test in fuzzed(told)] == ["passed"] * 6


@pytest.mark.slow
def test_two_runs_send_and_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [conform(Shop(FAULT), capsys, *ONLY, "--fuzz", "40") for _ in range(2)]
    for test in (test for told in runs for test in told["tests"]):
        del test["seconds"]
    assert runs[0] == runs[1]


@pytest.mark.slow
def test_nothing_is_shrunk_where_that_may_be_paid_for(capsys: pytest.CaptureFixture[str]) -> None:
    told = conform(Shop(FAULT), capsys, *ONLY, "--paid-calls", "1000", "--fuzz", "40")
    (found,) = told["findings"]
    assert found["code"] == "fuzz-server-error"
    assert not SMALLEST.search(found["request"])


def test_no_job_is_started_that_is_not_paid_for(capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop()
    told = conform(shop, capsys, *ONLY, "--paid-calls", "2", "--fuzz", "40")
    assert 0 < len(shop.prints) <= 2
    (test,) = fuzzed(told)
    assert test["ended"] == "left out"
    assert "--paid-calls" in test["reason"]


def test_without_schemathesis_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "schemathesis" else find(name)
    )
    assert main(["conform", "http://127.0.0.1:9", "--spec", str(SPEC), "--fuzz", "9"]) == 2
    assert "pip install 'callsheet[fuzz]'" in capsys.readouterr().err

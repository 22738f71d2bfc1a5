"""Coverage: each rule of the document is said to be kept and broken by requests, or why not."""

from __future__ import annotations

from typing import Any

import pytest

from print_shop import KEY, Shop, serving
from suites import Suite

Coverage = dict[str, Any]


@pytest.fixture(scope="module")
def whole(shop_suite: Suite) -> Coverage:
    """What a run covers that may do anything."""
    with serving(Shop()) as url:
        told = shop_suite.ask(url, key=KEY, failing_headers={"X-Jam": "yes"}).told
    coverage: Coverage = told["coverage"]
    return coverage


def rule(coverage: Coverage, title: str, where: str, place: str, keyword: str) -> dict[str, Any]:
    """Return what is told of a rule of a request."""
    (found,) = (
        one
        for one in coverage["keywords"][title]
        if (one["in"], one["place"], one["keyword"]) == (where, place, keyword)
    )
    return dict(found)


@pytest.mark.parametrize(
    ("title", "where", "place", "keyword", "says"),
    [
        ("POST /prints", "application/json", "", "required", "title, copies"),
        ("POST /prints", "application/json", "", "additionalProperties", "false"),
        ("POST /prints", "application/json", "/title", "maxLength", "20"),
        ("POST /prints", "application/json", "/paper", "enum", "a4, a5"),
        ("POST /prints", "application/json", "/pages/*", "minimum", "1"),
        ("POST /prints", "multipart/form-data", "/copies", "maximum", "99"),
        ("GET /prints", "query limit", "", "maximum", "50"),
        ("GET /prints", "query owner", "", "required", "true"),
        ("GET /prints", "header X-Shop", "", "format", "uuid"),
        ("GET /papers/{size}", "path size", "", "enum", "a4, a5"),
    ],
)
def test_a_rule_is_kept_and_broken(
    whole: Coverage, title: str, where: str, place: str, keyword: str, says: str
) -> None:
    found = rule(whole, title, where, place, keyword)
    assert (found["says"], found["valid"], found["invalid"]) == (says, True, True)
    assert "why" not in found


@pytest.mark.parametrize(
    ("where", "place", "keyword", "why"),
    [
        ("multipart/form-data", "/title", "type", "in a form it is text"),
        ("multipart/form-data", "/document", "type", "what is in a file"),
    ],
)
def test_what_nothing_can_break_is_told_apart(
    whole: Coverage, where: str, place: str, keyword: str, why: str
) -> None:
    found = rule(whole, "POST /prints", where, place, keyword)
    assert (found["valid"], found["invalid"]) == (True, None)
    assert found["why"]["invalid"].startswith(why)


def test_whatever_was_not_done_has_a_reason(whole: Coverage) -> None:
    rules = [one for listed in whole["keywords"].values() for one in listed]
    not_done = [(one, side) for one in rules for side in ("valid", "invalid") if not one[side]]
    assert all(one["why"][side] for one, side in not_done)
    assert all(one["seen"] or one["why"] for rules in whole["schemas"].values() for one in rules)


def test_a_rule_of_answers_is_seen_where_it_was_sent(whole: Coverage) -> None:
    rules = {(one["place"], one["keyword"]): one for one in whole["schemas"]["Print"]}
    assert rules["/percent", "maximum"]["seen"]
    assert rules["/created", "format"]["why"] == "the server did not send it"


def test_a_summary_counts_it_all(whole: Coverage) -> None:
    summary = whole["summary"]
    assert summary["operations"] == [6, 6]
    assert summary["valid"][0] == summary["valid"][1]
    assert summary["answers"][0] < summary["answers"][1]


def test_a_run_tells_the_same_as_the_one_before(shop_suite: Suite, whole: Coverage) -> None:
    with serving(Shop()) as url:
        told = shop_suite.ask(url, key=KEY, failing_headers={"X-Jam": "yes"}).told
    assert told["coverage"] == whole


def test_a_run_without_a_key_says_that_it_had_none(shop_suite: Suite) -> None:
    with serving(Shop()) as url:
        told = shop_suite.ask(url, paid_calls=1).told["coverage"]
    why = "the server wants a key, and no --api-key was given"
    assert rule(told, "GET /prints", "query limit", "", "maximum")["why"]["invalid"] == why
    assert told["unseen"]["GET /prints"]["200"] == why


def test_a_budget_is_a_reason(shop_suite: Suite) -> None:
    with serving(Shop()) as url:
        told = shop_suite.ask(url, key=KEY, paid_calls=1).told["coverage"]
    found = rule(told, "POST /prints", "multipart/form-data", "/title", "maxLength")
    assert found["why"] == {
        "valid": "not among the 1 calls that --paid-calls allows",
        "invalid": "all 1 calls that --paid-calls allows are made",
    }

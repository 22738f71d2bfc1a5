"""Servers that keep their promises pass; a promise that is broken is found by its rule."""

from __future__ import annotations

import pytest

from print_shop import KEY, Shop, serving
from suites import Suite, Verdict

CREATE = "POST /prints"
LIST = "GET /prints"
POLL = "GET /prints/{printId}"
STOP = "DELETE /prints/{printId}"
PAGES = "GET /prints/{printId}/pages"
PAPER = "GET /papers/{size}"

FOUND = {
    "any-key": (CREATE, "credentials-ignored"),
    "any-media": (CREATE, "invalid-accepted"),
    "any-method": ("PUT /papers/{size}", "method-accepted"),
    "bad-date": (POLL, "body-invalid"),
    "copies-too-strict": (CREATE, "valid-refused"),
    "counts-bytes": (CREATE, "valid-refused"),
    "crashes-on-malformed": (CREATE, "server-error"),
    "crashes-on-type": (CREATE, "server-error"),
    "crashes-on-unknown": (POLL, "server-error"),
    "early-pages": (PAGES, "result-early"),
    "echo": (CREATE, "echo-differs"),
    "end-left": (POLL, "job-end-left"),
    "error-media": (CREATE, "media-undocumented"),
    "error-shape": (CREATE, "body-invalid"),
    "id-changes": (POLL, "job-id-changed"),
    "invents-prints": (POLL, "unknown-id-accepted"),
    "late-shape": (POLL, "body-invalid"),
    "loses-prints": (POLL, "job-lost"),
    "never-ends": (POLL, "job-unfinished"),
    "no-id": (CREATE, "body-invalid"),
    "no-key": (LIST, "credentials-ignored"),
    "no-location": (CREATE, "header-missing"),
    "no-media": (PAPER, "media-undocumented"),
    "no-pages": (PAGES, "body-missing"),
    "no-pdf": (PAGES, "body-bytes"),
    "no-reason": (POLL, "failure-unexplained"),
    "one-id": (CREATE, "job-id-reused"),
    "pages-media": (PAGES, "media-undocumented"),
    "paper-width": (PAPER, "body-invalid"),
    "progress-back": (POLL, "progress-back"),
    "progress-outside": (POLL, "body-invalid"),
    "reads-text-as-number": (CREATE, "invalid-accepted"),
    "state-back": (POLL, "job-state-back"),
    "status": (CREATE, "status-undocumented"),
    "stops-nothing": (POLL, "cancel-ignored"),
}

FORGOTTEN_OF_A_BODY = (
    "additionalProperties",
    "document",
    "title-required",
    "title-type",
    "title-minLength",
    "title-maxLength",
    "copies-required",
    "copies-type",
    "copies-minimum",
    "copies-maximum",
    "paper-enum",
    "pages-type",
    "pages-minItems",
    "pages-maxItems",
    "pages-uniqueItems",
    "pages-items",
    "due-format",
    "note-type",
    "dozen",
    "scale-required",
    "scale",
    "duplex-type",
)
FORGOTTEN_OF_PARAMETERS = (
    "limit-type",
    "limit-maximum",
    "limit-minimum",
    "state",
    "owner-required",
    "owner-pattern",
    "shop-required",
    "shop-format",
)


def ask(suite: Suite, shop: Shop, **settings: object) -> Verdict:
    with serving(shop) as url:
        return suite.ask(url, **{"key": KEY, "failing_headers": {"X-Jam": "yes"}, **settings})


@pytest.mark.parametrize(
    "shop",
    [
        pytest.param(Shop(), id="as written"),
        pytest.param(Shop(steps=0), id="done at once"),
        pytest.param(Shop(steps=9), id="slow"),
        pytest.param(Shop(extra={"x-more": [1], "reason": None}), id="more fields, and null"),
    ],
)
def test_a_correct_server_passes(shop_suite: Suite, shop: Shop) -> None:
    verdict = ask(shop_suite, shop)
    assert [(one["code"], one["message"]) for one in verdict.findings] == []
    assert verdict.failed == []


@pytest.mark.parametrize("fault", FOUND)
def test_a_broken_promise_is_found(shop_suite: Suite, fault: str) -> None:
    verdict = ask(shop_suite, Shop(fault), patience=0.5)
    assert FOUND[fault] in verdict.codes


@pytest.mark.parametrize("rule", FORGOTTEN_OF_A_BODY)
def test_a_rule_of_the_body_that_is_forgotten_is_found(shop_suite: Suite, rule: str) -> None:
    verdict = ask(shop_suite, Shop("ignores-" + rule))
    assert verdict.codes == {(CREATE, "invalid-accepted")}


@pytest.mark.parametrize("rule", FORGOTTEN_OF_PARAMETERS)
def test_a_rule_of_a_parameter_that_is_forgotten_is_found(shop_suite: Suite, rule: str) -> None:
    verdict = ask(shop_suite, Shop("ignores-" + rule))
    assert verdict.codes == {(LIST, "invalid-accepted")}


def test_two_runs_say_the_same(shop_suite: Suite) -> None:
    first, second = (ask(shop_suite, Shop("error-shape")) for _ in range(2))
    assert [one["test"] for one in first.findings] == [one["test"] for one in second.findings]
    assert first.skipped == second.skipped


def test_one_cause_is_told_once(shop_suite: Suite) -> None:
    verdict = ask(shop_suite, Shop("error-media"))
    (told,) = verdict.findings
    assert told["code"] == "media-undocumented"
    assert CREATE in (told["operation"], *told["also"])


def test_a_finding_says_what_to_look_at(shop_suite: Suite) -> None:
    verdict = ask(shop_suite, Shop("ignores-copies-maximum"))
    told = verdict.findings[0]
    assert told["pointer"] == "#/components/schemas/Order/properties/copies/maximum"
    assert "maximum: 99" in told["message"]
    assert '"copies": 100' in told["request"]
    assert told["response"].startswith("HTTP 201, application/json")


def test_the_key_is_not_shown(shop_suite: Suite) -> None:
    verdict = ask(shop_suite, Shop("error-media"))
    assert not any(KEY in one["request"] for one in verdict.findings)
    assert any('-H "X-Key: $API_KEY"' in one["request"] for one in verdict.findings)


def test_no_more_jobs_are_started_than_paid_for(shop_suite: Suite) -> None:
    shop = Shop()
    ask(shop_suite, shop, paid_calls=3)
    assert 0 < len(shop.prints) <= 3


def test_a_refused_smallest_request_is_one_finding(shop_suite: Suite) -> None:
    verdict = ask(shop_suite, Shop(), key="another-key")
    assert {code for _, code in verdict.codes} == {"valid-refused"}
    assert len([one for one in verdict.findings if one["operation"] == CREATE]) == 1

"""When a call is tried again, and after how long, without a connection and without a clock."""

from __future__ import annotations

import pickle
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("video")


@pytest.fixture(scope="module")
def course(video: ModuleType) -> ModuleType:
    import course

    return course


PASSING = [408, 425, 429, 500, 502, 503, 504]
REFUSED = [425, 429]


@pytest.mark.parametrize("status", PASSING)
def test_what_reads_is_tried_again_after_what_passes(course: Any, status: int) -> None:
    ran = course.run(course.GET, course.said(status), course.said(200))
    assert (len(ran.sent), ran.closed, ran.kind) == (2, 1, "")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_nothing_is_tried_again_after_what_stays(course: Any, status: int) -> None:
    assert len(course.run(course.GET, course.said(status)).sent) == 1


@pytest.mark.parametrize("status", PASSING)
def test_what_acts_is_tried_again_where_the_server_did_nothing(course: Any, status: int) -> None:
    ran = course.run(course.POST, course.said(status), course.said(200))
    assert len(ran.sent) == 1 + (status in REFUSED)


def test_a_server_that_says_when_to_come_back_did_nothing(course: Any) -> None:
    again = course.run(course.POST, course.said(503, retry_after="1"), course.said(200))
    broken = course.run(course.POST, course.said(502, retry_after="1"), course.said(200))
    assert (len(again.sent), len(broken.sent)) == (2, 1)


def test_what_never_left_is_sent_again(course: Any) -> None:
    for request in (course.POST, replace(course.GET, resend="never")):
        assert len(course.run(request, course.UNMADE, course.said(200)).sent) == 2


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS"])
def test_what_does_the_same_twice_is_sent_again(course: Any, method: str) -> None:
    request = replace(course.GET, route=f"{method} /pets")
    assert len(course.run(request, course.LOST, course.said(200)).sent) == 2


def test_what_may_have_arrived_is_not_sent_again(course: Any) -> None:
    for method in ("POST", "PATCH"):
        ran = course.run(replace(course.POST, route=f"{method} /pets"), course.LOST)
        assert (len(ran.sent), ran.kind) == (1, "OutcomeUnknown")
        assert ran.error.route == f"{method} /pets"
        assert str(ran.error.__cause__).startswith("POST /pets: the line is cut")


def test_the_document_can_allow_it(course: Any) -> None:
    request = replace(course.POST, resend="always")
    assert len(course.run(request, course.said(500), course.LOST, course.said(200)).sent) == 3
    assert course.run(request, course.LOST).kind == "APIConnectionError"


def test_the_document_can_forbid_it(course: Any) -> None:
    for request in (course.GET, course.POST):
        never = replace(request, resend="never", idempotency_header="Key")
        assert len(course.run(never, course.said(429)).sent) == 1
        assert course.run(never, course.LOST).kind == "OutcomeUnknown"


def test_a_key_makes_it_safe(course: Any) -> None:
    request = replace(course.POST, idempotency_header="Idempotency-Key")
    ran = course.run(request, course.LOST, course.said(500), course.said(200))
    keys = [dict(sent.headers)["Idempotency-Key"] for sent in ran.sent]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    other = course.run(request, course.said(200))
    assert dict(other.sent[0].headers)["Idempotency-Key"] != keys[0]


def test_a_key_of_the_caller_is_taken(course: Any) -> None:
    request = replace(course.POST, idempotency_header="Idempotency-Key")
    ran = course.run(request, course.LOST, extra_headers={"idempotency-key": "mine"})
    assert [dict(sent.headers)["idempotency-key"] for sent in ran.sent] == ["mine"] * 3
    assert (ran.kind, ran.error.idempotency_key) == ("OutcomeUnknown", "mine")
    assert str(ran.error).endswith("Calling again is safe with the same idempotency key.")


def test_a_doubt_stays_whatever_comes_later(course: Any) -> None:
    request = replace(course.POST, idempotency_header="Idempotency-Key")
    assert course.run(request, course.LOST, course.UNMADE).kind == "OutcomeUnknown"
    ran = course.run(request, course.LOST, course.said(400))
    assert (ran.kind, ran.error.outcome_unknown, ran.error.attempts) == ("StatusError", True, 2)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [(400, False), (408, True), (429, False), (500, True), (501, False), (502, True), (503, True)],
)
def test_a_failure_says_whether_it_may_have_been_carried_out(
    course: Any, status: int, is_open: bool
) -> None:
    ran = course.run(course.POST, course.said(status))
    assert ran.error.outcome_unknown is is_open
    assert ("It may have been carried out all the same" in str(ran.error)) is is_open
    assert course.run(course.GET, course.said(status)).error.outcome_unknown is False


def test_pauses_grow_to_a_bound_and_are_chosen_below_it(course: Any) -> None:
    longest = course.run(course.GET, course.said(500), max_retries=6).slept
    assert longest == [0.5, 1, 2, 4, 8, 8]
    assert course.run(course.GET, course.said(500), chance=0.5).slept == [0.25, 0.5]


def test_retries_can_be_turned_off_and_up(course: Any) -> None:
    assert len(course.run(course.GET, course.said(500), max_retries=0).sent) == 1
    assert len(course.run(course.GET, course.said(500), max_retries=5).sent) == 6


@pytest.mark.parametrize(
    ("wish", "date", "slept"),
    [
        ("7", "", 7.0),
        ("0.25", "", 0.5),
        ("-3", "", 0.5),
        ("nan", "", 0.5),
        ("inf", "", 0.5),
        ("later", "", 0.5),
        ("", "", 0.5),
        # By the server's own clock, which is years off.
        ("Thu, 01 Jan 2015 00:00:09 GMT", "Thu, 01 Jan 2015 00:00:00 GMT", 9.0),
        ("Thu, 01 Jan 2015 00:00:00 GMT", "Thu, 01 Jan 2015 00:00:09 GMT", 0.5),
        ("Thu, 01 Jan 2015 00:00:00 GMT", "", 0.5),
        ("Thu, 99 Jan 99999 00:00:00 GMT", "", 0.5),
    ],
)
def test_the_servers_wish_is_the_least_pause(
    course: Any, wish: str, date: str, slept: float
) -> None:
    refused = course.said(429, retry_after=wish, date=date)
    assert course.run(course.GET, refused, course.said(200)).slept == [slept]


def test_a_wish_that_nobody_sleeps_through_ends_the_call_at_once(course: Any) -> None:
    ran = course.run(course.GET, course.said(429, retry_after="3600"))
    assert ran.slept == []
    assert "asks for a pause of 3600 s" in str(ran.error)
    assert ran.error.retry_after == 3600


def test_a_wish_beyond_the_deadline_ends_the_call_at_once(course: Any) -> None:
    ran = course.run(course.GET, course.said(503, retry_after="30"), deadline=10.0, takes=1.0)
    assert ran.slept == []
    assert "asks for a pause of 30 s, and only 9 s are left until the deadline" in str(ran.error)


def test_the_deadline_is_over_all_attempts_and_pauses(course: Any) -> None:
    ran = course.run(course.GET, course.said(500), deadline=6.0, takes=2.0, max_retries=9)
    # 2 s, a pause of 0.5 s, 2 s, and a pause of 1 s: 0.5 s are left, too few for a pause of 2 s.
    assert ran.within == [6.0, 3.5, 0.5]
    assert ran.slept == [0.5, 1.0]
    assert [sent.timeout.read for sent in ran.sent] == [6.0, 3.5, 0.5]
    assert [sent.timeout.connect for sent in ran.sent] == [6.0, 3.5, 0.5]


def test_without_a_deadline_nobody_looks_at_the_clock(course: Any) -> None:
    assert course.run(course.GET, course.said(200)).within == [None]


def test_a_call_can_do_without_the_deadline_of_its_client(course: Any) -> None:
    base = course.settings.Settings("https://pets.example", "PETS", "pets/1", deadline=1.0)
    assert course.run(course.GET, course.said(200), base=base).within == [1.0]
    assert course.run(course.GET, course.said(200), base=base, deadline=None).within == [None]


@pytest.mark.parametrize(
    "options", [{"max_retries": -1}, {"deadline": 0}, {"deadline": float("nan")}]
)
def test_options_that_make_no_sense_are_refused(course: Any, options: Any) -> None:
    with pytest.raises(course.errors.ArgumentError):
        course.RequestOptions(**options)


@pytest.mark.parametrize("body", [b'{"id": ', b"", b"<html>"])
def test_a_success_that_nobody_can_read_leaves_it_open(course: Any, body: bytes) -> None:
    ran = course.run(course.POST, course.said(200, body, x_request_id="r7"))
    assert (ran.kind, ran.error.request_id) == ("OutcomeUnknown", "r7")
    assert "r7" in str(ran.error)
    assert course.run(course.GET, course.said(200, body)).kind == "APIResponseValidationError"


def test_an_error_says_how_often_it_was_tried(course: Any) -> None:
    assert "Tried 3 times." in str(course.run(course.GET, course.said(500)).error)
    assert "Tried 3 times." in str(course.run(course.GET, course.UNMADE).error)
    assert "Tried" not in str(course.run(course.GET, course.said(500), max_retries=0).error)


def test_errors_survive_a_way_to_another_process(course: Any) -> None:
    for request, outcome in (
        (course.POST, course.LOST),
        (course.GET, course.UNMADE),
        (course.POST, course.said(500)),
    ):
        error = course.run(request, outcome, max_retries=0).error
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))
        assert vars(again).keys() == vars(error).keys()

"""Whether a call is tried again, after how long, and what its end means where it is not.

Trying again is safe where it does no harm to carry a request out twice, and where it is certain
that the server has not carried it out. The rest is never sent again: then `OutcomeUnknown` or
`outcome_unknown` says that nobody knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from .errors import APIConnectionError, APIError, OutcomeUnknown
from .omit import Omit
from .options import RequestOptions
from .outgoing import Outgoing
from .request import Request
from .response import Response, Trail
from .settings import Settings

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be others a moment later. 409 is not: its cause stays until somebody acts."""

LONGEST_WISH = 60.0
"""Seconds of a `Retry-After` that are slept through; a longer one is for the caller to plan."""

Outcome: TypeAlias = Response | APIConnectionError
"""What came of an attempt: an answer, its body not read, or none."""


class Course:
    """One call, from its first attempt to its end."""

    def __init__(
        self,
        request: Request[Any],
        sent: Outgoing,
        settings: Settings,
        options: RequestOptions,
    ) -> None:
        self._request = request
        self._sent = sent
        self._backoff = settings.backoff
        self._doubt = ""
        self._note = ""
        self._repeatable = request.resend != "never" and (
            request.is_harmless or bool(sent.idempotency_key)
        )
        self.number = 0
        """Of attempts so far."""
        self.max_retries = settings.max_retries
        if not isinstance(options.max_retries, Omit):
            self.max_retries = options.max_retries
        self.deadline = settings.deadline
        if not isinstance(options.deadline, Omit):
            self.deadline = options.deadline

    def pause(self, outcome: Outcome, left: float | None) -> float | None:
        """Return the seconds until the next attempt; None where there shall be none.

        `left` are those until the deadline.
        """
        self._note = ""
        if not self._request.is_harmless and may_have_acted(outcome):
            self._doubt = self._doubt or _said(outcome)
        if not self._may_send_again(outcome):
            return None
        if self.number > self.max_retries or (left is not None and left <= 0):
            self._note = f"Tried {self.number} times." if self.number > 1 else ""
            return None
        wish = outcome.retry_after if isinstance(outcome, Response) else None
        pause = max(self._backoff.pause(self.number), wish or 0.0)
        asked = "The server asks for" if wish else "The next attempt was due after"
        if wish is not None and wish > LONGEST_WISH:
            self._note = (
                f"{asked} a pause of {wish:g} s, and no more than {LONGEST_WISH:g} s are "
                "slept through."
            )
            return None
        if left is not None and pause >= left:
            # Sleeping to the deadline would only make the same failure come later.
            self._note = (
                f"{asked} a pause of {pause:.3g} s, and only {left:.3g} s are left until "
                "the deadline."
            )
            return None
        return pause

    def _may_send_again(self, outcome: Outcome) -> bool:
        if isinstance(outcome, Response) and outcome.status not in PASSING:
            return False
        if self._sent.payload is not None and self._sent.payload.is_spent:
            self._note = "It was not sent again, since its body can be read only once."
            return False
        if isinstance(outcome, APIConnectionError) and not outcome.delivered:
            return True
        if self._request.resend == "never":
            return False
        return self._repeatable or is_refusal(outcome)

    def ended(self, response: Response) -> Response:
        """Return the failure with which the call ends, with what is known of its way there."""
        if not (self._doubt or self._note or self.number > 1):
            return response
        trail = Trail(self.number, self._note, bool(self._doubt))
        return replace(response, trail=trail)

    def failed(self, error: APIConnectionError) -> APIError:
        """Return the error with which the call ends."""
        if not self._doubt:
            is_safe = self._request.is_harmless or not error.delivered
            advice = "Calling again is safe." if is_safe else ""
            return error.noted(f"{self._note} {advice}".strip())
        return OutcomeUnknown(
            f"{self._doubt} {self._note}".rstrip(),
            route=self._request.route,
            request_id=error.request_id,
            idempotency_key=self._sent.idempotency_key,
        )


def is_refusal(outcome: Outcome) -> bool:
    """Whether an answer says that the server has not carried the request out, and would later.

    So do 425 (RFC 8470), 429 (RFC 6585) and 503 where it says when to come back. Without that, a 503
    is also what a proxy says that lost a server in the middle of its work, and so are 502 and 504.
    A 408 should mean that the request never arrived as a whole; but gateways send it too when
    what is behind them takes long.
    """
    if not isinstance(outcome, Response):
        return False
    if outcome.status == 503:
        return outcome.retry_after is not None
    return outcome.status in (425, 429)


def may_have_acted(outcome: Outcome) -> bool:
    """Whether the server may have carried out what it was asked for, and not be able to say so."""
    if isinstance(outcome, APIConnectionError):
        return outcome.delivered
    if is_refusal(outcome) or outcome.status in (501, 505):
        return False
    # 303 leads to what a request has made.
    return outcome.status in (303, 408) or outcome.status >= 500


def _said(outcome: Outcome) -> str:
    if isinstance(outcome, APIConnectionError):
        return str(outcome)
    return f"{outcome.route} was answered with {outcome.status}."

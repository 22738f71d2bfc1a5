"""Account: a run's coverage of the document, told in JSON's types, and why something was not covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .coverage import Coverage, same
from .facts import Operation
from .keywords import Keyword, definitions, keywords, own_keywords

_UNTRIED = {
    "format": "what else a text must be, to be none, is a matter of taste",
    "pattern": "no text was found that this alone forbids",
    "maxLength": "a text beyond it is longer than is worth sending",
    "maxItems": "a list beyond it is longer than is worth sending",
}
"""Why no case breaks a rule of a body, where the suite was not made to say."""
_UNSEEN = {
    "402": "no key without credit is known to the suite",
    "403": "no key without the right to it is known to the suite",
    "404": "there is no id to get wrong",
    "409": "the suite brings nothing into such a state",
    "410": "the suite brings nothing into such a state",
    "425": "the suite brings nothing into such a state",
    "429": "the suite does not ask so often",
    "5": "no request makes a server fail on purpose",
}
"""Why a status was not seen, where no test of it was left out."""


class Account:
    """Tells what was noted, always in one order."""

    def __init__(self, notes: Coverage) -> None:
        self.notes = notes

    def as_json(self) -> dict[str, Any]:
        """Return all of it."""
        asked = {
            operation.title: list(self._asked(operation))
            for operation in self.notes.operations
        }
        came = {one.at for known in self.notes.bodies for one in keywords(known)}
        answered = {
            key: list(self._answered(key, came)) for key in self._answer_schemas()
        }
        return {
            "requests": self.notes.requests,
            "summary": self._summary(asked, answered),
            "statuses": {
                title: {str(status): count for status, count in sorted(seen.items())}
                for title, seen in self.notes.statuses.items()
            },
            "unseen": {
                operation.title: dict(self._unseen(operation))
                for operation in self.notes.operations
            },
            "keywords": asked,
            "schemas": answered,
        }

    def _summary(
        self,
        asked: Mapping[str, list[dict[str, Any]]],
        answered: Mapping[str, list[dict[str, Any]]],
    ) -> dict[str, Any]:
        rules = [one for listed in asked.values() for one in listed]
        names = [
            (operation.title, parameter)
            for operation in self.notes.operations
            for parameter in operation.parameters
        ]
        told = [one for listed in answered.values() for one in listed]
        statuses = [
            (operation, answer)
            for operation in self.notes.operations
            for answer in operation.answers
        ]
        return {
            "operations": _count(
                bool(self.notes.statuses[operation.title])
                for operation in self.notes.operations
            ),
            "parameters": _count(
                bool(self.notes.sides(title, parameter.at))
                for title, parameter in names
            ),
            "statuses": _count(
                any(
                    operation.answer(code) is answer
                    for code in self.notes.codes(operation)
                )
                for operation, answer in statuses
            ),
            "valid": _count(one["valid"] for one in rules),
            "invalid": _count(
                one["invalid"] for one in rules if one["invalid"] is not None
            ),
            "answers": _count(one["seen"] for one in told),
        }

    def _unseen(self, operation: Operation) -> Iterator[tuple[str, str]]:
        """Yield each documented status that was not seen, and why not."""
        codes = self.notes.codes(operation)
        for answer in operation.answers:
            if any(operation.answer(code) is answer for code in codes):
                continue
            status = answer.status
            left = self._first_left_out(operation)
            if status in ("401", "403") and operation.title in self.notes.guards:
                yield status, self.notes.guards[operation.title]
            elif status[0] in "23" and left:
                yield status, left
            elif status in _UNSEEN or status[0] in _UNSEEN:
                yield status, _UNSEEN.get(status) or _UNSEEN[status[0]]
            else:
                yield status, "no request was answered so"

    def _left_out(self, operation: Operation, rule: Keyword, side: str) -> str:
        """Return why a test of a rule was left out; nothing where none was."""
        left = self.notes.left_out.get(operation.title, {})
        return left.get((same(rule.at), side), "")

    def _first_left_out(self, operation: Operation) -> str:
        """Return why a request that must be accepted was left out; nothing where none was."""
        left = self.notes.left_out.get(operation.title, {})
        return next((why for (_, side), why in left.items() if side == "valid"), "")

    def _asked(self, operation: Operation) -> Iterator[dict[str, Any]]:
        """Yield each rule of an operation's parameters and bodies."""
        requests = self.notes.requests_of.get(operation.title, {})
        for parameter in operation.parameters:
            where = f"{parameter.location} {parameter.name}"
            if parameter.required:
                rule = Keyword(parameter.at, "", "required", "true")
                yield self._rule(operation, where, rule, None)
            for rule in keywords(parameter.schema):
                yield self._rule(operation, where, rule, None)
        for media, request in requests.items():
            rules = keywords(request.schema) if request.schema else ()
            yield from _by_type(
                [self._rule(operation, media, rule, media) for rule in rules]
            )

    def _rule(
        self, operation: Operation, where: str, rule: Keyword, media: str | None
    ) -> dict[str, Any]:
        """Tell of a rule; nothing can break it where ``invalid`` is None."""
        sides = self.notes.sides(operation.title, rule.at, media)
        why: dict[str, str] = {}
        told: dict[str, Any] = {"in": where, **_named(rule)}
        told |= {"valid": "valid" in sides, "invalid": "invalid" in sides}
        if not told["valid"]:
            why["valid"] = self._why_not_kept(operation, rule)
        if not told["invalid"]:
            cannot = self._cannot(operation, where, rule, media)
            told["invalid"] = None if cannot else False
            why["invalid"] = cannot or self._why_not_broken(operation, rule)
        return told | ({"why": why} if why else {})

    def _why_not_kept(self, operation: Operation, rule: Keyword) -> str:
        left = self._left_out(operation, rule, "valid")
        left = left or self._first_left_out(operation)
        return left or "no valid request of the suite has a value there"

    def _cannot(
        self, operation: Operation, where: str, rule: Keyword, media: str | None
    ) -> str:
        """Return why nothing can break a rule; nothing where something could."""
        if media is None:
            is_text = rule.name == "type" and rule.says == "string"
            if is_text:
                return "all that can be sent there is text"
            is_there = (rule.name, rule.says) in (
                ("minLength", "1"),
                ("required", "true"),
            )
            is_path = is_there and where.startswith("path ")
            return "without it, it would be another path" if is_path else ""
        request = self.notes.requests_of[operation.title][media]
        return request.unasked.get(rule.at, "")

    def _why_not_broken(self, operation: Operation, rule: Keyword) -> str:
        left = self._left_out(operation, rule, "invalid")
        if left:
            return left
        if operation.title not in self.notes.requests_of:
            return "the operation has no test"
        return _UNTRIED.get(rule.name, "no case was found that breaks it alone")

    def _answer_schemas(self) -> list[str]:
        """Return the schemas that answers are made of, in the order of the definitions."""
        owned = {
            at
            for operation in self.notes.operations
            for answer in operation.answers
            for media in answer.media
            if media.schema
            for at in (one.at for one in keywords(media.schema))
        }
        return [
            key
            for key in definitions()
            if any(one.at in owned for one in own_keywords(key))
        ]

    def _answered(self, key: str, came: set[str]) -> Iterator[dict[str, Any]]:
        """Yield each rule that a schema of answers has itself."""
        for rule in own_keywords(key):
            is_seen = same(rule.at) in self.notes.seen
            told: dict[str, Any] = {**_named(rule), "seen": is_seen}
            if not is_seen:
                never = "no answer with this schema came"
                told["why"] = "the server did not send it" if rule.at in came else never
            yield told


def _by_type(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rules as they are told, those of types by their place.

    A value of a wrong type is of none that the alternatives name, and stands with the first of them.
    """
    first: dict[str, dict[str, Any]] = {}
    for one in told:
        if one["keyword"] == "type" and one["invalid"] is not False:
            first.setdefault(one["place"], one)
    for one in told:
        known = first.get(one["place"])
        if one["keyword"] == "type" and one["invalid"] is False and known:
            why = {**one.pop("why", {}), **known.get("why", {})}
            why = {
                side: why[side] for side in why if not one[side] or side == "invalid"
            }
            one["invalid"] = known["invalid"]
            if known["invalid"]:
                why.pop("invalid", None)
            one |= {"why": why} if why else {}
    return told


def _named(rule: Keyword) -> dict[str, Any]:
    return {
        "place": rule.place,
        "keyword": rule.name,
        "says": rule.says,
        "at": rule.at,
    }


def _count(those: Iterable[bool]) -> list[int]:
    """Return how many of those are true, and how many there are."""
    listed = list(those)
    return [sum(listed), len(listed)]

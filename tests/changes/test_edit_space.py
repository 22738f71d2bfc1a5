"""Complete by construction: whatever can be edited in a document is judged, or waived."""

from __future__ import annotations

import itertools

import pytest

from edit_space import MEMBERS, NEEDED, PLACES, SAME, WAIVED, WHOLE, published
from judged import changes, put
from schema_space import KEYWORDS, known_keywords

FALLBACKS = ("member-changed", "keyword-changed")


def test_every_member_of_every_object_is_in_the_table_or_waived() -> None:
    listed = {(kind, member) for kind, members in MEMBERS.items() for member in members}
    known = published() - {("oauth-flows", one) for one in ("authorizationUrl", "tokenUrl")}
    known -= {("oauth-flows", one) for one in ("refreshUrl", "scopes")}
    assert sorted(known - listed - WAIVED.keys()) == []


def test_every_keyword_of_a_schema_is_in_the_table() -> None:
    assert sorted(known_keywords() - KEYWORDS.keys()) == []


@pytest.mark.parametrize("kind", MEMBERS)
def test_every_edit_of_a_member_is_judged(kind: str) -> None:
    wrong = []
    for member, values in MEMBERS[kind].items():
        states = values if (kind, member) in NEEDED else (..., *values)
        for before, after in itertools.permutations(states, 2):
            place = PLACES[kind]
            found = changes(*(put(WHOLE, place, member, one) for one in (before, after)))
            told = f"{kind}.{member}: {before!r} -> {after!r}: {[one.code for one in found]}"
            if not found and not ((kind, member) in SAME and ... in (before, after)):
                wrong.append(told)
            if any(one.code in FALLBACKS for one in found):
                wrong.append(told)
    assert wrong == []


@pytest.mark.parametrize("kind", MEMBERS)
def test_what_is_the_same_is_silent(kind: str) -> None:
    for member, values in MEMBERS[kind].items():
        for value in values:
            one = put(WHOLE, PLACES[kind], member, value)
            assert changes(one, one) == ()

"""From differences to edits: an overlay that would make the document say what the pages say.

An edit is proposed only where the page leaves one meaning. What could be meant in two ways is
listed, each with the reason why nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.data import dataclass
from callsheet.document import Document
from callsheet.overlay.actions import Action
from callsheet.pages.doubts import Doubts
from callsheet.pages.edits import EDITS, update
from callsheet.pages.endpoints import path_item
from callsheet.pages.finding import Difference
from callsheet.pages.page import Page
from callsheet.pages.schemas import Unclear
from callsheet.pages.sections import Claim, claims_of


@dataclass(frozen=True, slots=True)
class Open:
    """A difference for which no edit is proposed, and why."""

    page: Page
    difference: Difference
    why: str


def propose(
    document: Document, found: Sequence[tuple[Page, Difference]]
) -> tuple[list[Action], list[Open]]:
    """Return the edits that the differences call for, and what is left to a person."""
    actions, left = list[Action](), list[Open]()
    doubts = Doubts(difference for _, difference in found)
    for page, difference in found:
        try:
            doubt = doubts.of(difference)
            if doubt:
                raise Unclear(doubt)
            if difference.code == "page-endpoint-unknown":
                made = [_new_endpoint(document, page, difference)]
            else:
                made = EDITS[difference.code](document, difference)
        except KeyError:
            left.append(Open(page, difference, "it takes a person to say which side is right"))
        except Unclear as unclear:
            left.append(Open(page, difference, str(unclear)))
        else:
            reason = f"{page.file}:{difference.line}: {difference.message}"
            actions += [_because(action, reason) for action in made]
    return _distinct(actions), left


def _because(action: Action, reason: str) -> Action:
    return Action(
        action.target, reason, action.update, action.has_update, action.remove, action.copy
    )


def _distinct(actions: Sequence[Action]) -> list[Action]:
    """Drop edits that are asked for twice, by a table and by a sample, say."""
    kept = dict[str, Action]()
    for action in actions:
        kept.setdefault(repr((action.target, action.update, action.remove)), action)
    return list(kept.values())


# An endpoint that the document lacks.


def _new_endpoint(document: Document, page: Page, difference: Difference) -> Action:
    claims: list[Claim] = [
        claim
        for claim in claims_of(page)
        if claim.section.endpoint is not None and claim.section.endpoint == difference.said
    ]
    paths = document.root.get("paths")
    if paths is None or not claims:
        raise Unclear("the page says nothing more of it")
    return update(paths, path_item(document, difference.said, claims))

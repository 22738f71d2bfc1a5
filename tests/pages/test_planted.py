"""One change on a page is told, with its line; a change of wording is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.pages.finding import Difference
from planted import PAGES, Plant, cosmetics, plants

Docs = Callable[..., list[Difference]]

PLANTS = plants()


def judged(docs: Docs, plant: Plant) -> list[Difference]:
    """Return what is told of a changed page and not of the page itself."""
    before = {
        (each.code, each.message)
        for each in docs((PAGES / plant.page).read_text("utf-8"), plant.page)
    }
    after = docs(plant.text, plant.page)
    return [each for each in after if (each.code, each.message) not in before]


def check(docs: Docs, chosen: list[Plant]) -> None:
    missed, misplaced = list[str](), list[str]()
    for plant in chosen:
        told = [each for each in judged(docs, plant) if each.code in plant.codes]
        if not told:
            missed.append(str(plant))
        elif all(each.line != plant.line for each in told):
            misplaced.append(f"{plant}: told on {[each.line for each in told]}")
    assert missed == []
    assert misplaced == []


def test_what_is_planted_is_told_where_it_stands(docs: Docs) -> None:
    check(docs, PLANTS[::24])


@pytest.mark.slow
def test_all_that_is_planted_is_told_where_it_stands(docs: Docs) -> None:
    assert len(PLANTS) > 450
    check(docs, PLANTS)


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.iterdir()))
def test_a_page_that_agrees_is_left_alone(docs: Docs, page: str) -> None:
    told = docs((PAGES / page).read_text("utf-8"), page)
    assert [each for each in told if each.code != "page-unread"] == []


@pytest.mark.parametrize("plant", cosmetics(), ids=str)
def test_a_change_of_wording_is_none(docs: Docs, plant: Plant) -> None:
    assert judged(docs, plant) == []

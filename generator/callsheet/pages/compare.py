"""A page against the document: every claim of the page is looked up, every difference is told.

What is only worded differently is no difference: order, language, hosts, ids, names of path
parameters. An endpoint that is none of the document's is told once, and what is below it is left
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet.document import Document
from callsheet.pages.comparison import Comparison
from callsheet.pages.declared import Operation, operations_of
from callsheet.pages.finding import Difference
from callsheet.pages.page import Page
from callsheet.pages.samples import Judge
from callsheet.pages.sections import claims_of


def compare(document: Document, pages: Sequence[Page]) -> list[tuple[Page, Difference]]:
    """Return how the pages and the document differ, page by page, in the order of the lines."""
    operations = operations_of(document)
    judge = Judge(document)
    found, mentioned = list[tuple[Page, Difference]](), set[str]()
    first = dict[str, tuple[Page, int]]()
    for page in pages:
        comparison = Comparison(document, operations, judge)
        differences = list(comparison.run(claims_of(page)))
        mentioned |= comparison.mentioned.keys()
        for title, line in comparison.mentioned.items():
            first.setdefault(title, (page, line))
        differences += [
            Difference("page-unread", unread.why, unread.line) for unread in page.unread
        ]
        found += [(page, each) for each in sorted(_once(differences), key=lambda d: d.line)]
    found += _unmentioned(operations, mentioned, first)
    return found


def _once(differences: Sequence[Difference]) -> list[Difference]:
    """Drop what is told twice: the same of the same line, a row and its sample excepted."""
    kept = dict[tuple[str, int, str], Difference]()
    for each in differences:
        kept.setdefault((each.code, each.line, each.message), each)
    return list(kept.values())


def _unmentioned(
    operations: Sequence[Operation], mentioned: set[str], first: dict[str, tuple[Page, int]]
) -> Iterator[tuple[Page, Difference]]:
    """Yield operations that no page tells of, though it tells of others with the same tag."""
    for operation in operations:
        if operation.title in mentioned:
            continue
        tags = _tags(operation)
        near = [each for each in operations if each.title in mentioned and tags & _tags(each)]
        if near:
            page, line = first[near[-1].title]
            yield (
                page,
                Difference(
                    "page-endpoint-missing",
                    f"{operation.title} is in the document and not on the page, "
                    f"which has {near[-1].title}",
                    line,
                    operation.node,
                    operation=operation,
                    name=operation.title,
                ),
            )


def _tags(operation: Operation) -> set[str]:
    tags = operation.node.get("tags")
    named = {str(tag.value) for tag in tags.each()} if tags else set[str]()
    return named or {operation.path.strip("/").split("/")[0]}

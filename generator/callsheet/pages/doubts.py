"""Why a difference is no edit yet: what the rest of the page says makes two meanings of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from callsheet.likeness import nearest
from callsheet.pages.declared import Field
from callsheet.pages.finding import Difference

_OWN = tuple[str, str, str]
"""Operation, kind of group and dotted prefix: what the tables and samples of one object share."""


class Doubts:
    """What the differences of a page cast doubt on, taken together."""

    def __init__(self, found: Iterable[Difference]) -> None:
        self.missing = dict[_OWN, dict[str, bool]]()
        self.rows = set[tuple[_OWN, str]]()
        self.disputed = set[tuple[_OWN, str]]()
        self.gone = dict[tuple[_OWN, str], list[str]]()
        for each in found:
            own = _own(each)
            match each.code:
                case "page-field-missing":
                    required = each.field is not None and each.field.required
                    self.missing.setdefault(own, {})[each.name] = required
                case "page-field-unknown":
                    self.rows.add((own, each.name))
                case "page-contradiction":
                    self.disputed.add((own, each.name))
                case "page-enum" if each.said[0] == "remove":
                    self.gone.setdefault((own, each.name), []).append(str(each.said[1]))
                case _:
                    pass

    def of(self, difference: Difference) -> str:
        """Return why nothing is proposed for a difference; '' where its meaning is plain."""
        own, name = _own(difference), difference.name
        disputed = (own, name) in self.disputed
        match difference.code:
            case "page-required" | "page-type" | "page-field-unknown" if disputed:
                return "the page says two things of it"
            case "page-field-unknown":
                return self._renamed(own, name) or _elsewhere(difference)
            case "page-sample-field":
                return self._slip(difference)
            case "page-enum" if difference.said[0] == "add":
                meant = nearest(str(difference.said[1]), self.gone.get((own, name), ()))
                return f"it may be another spelling of `{meant}`" if meant else ""
            case _:
                return ""

    def _renamed(self, own: _OWN, name: str) -> str:
        """Return which field of the document an unknown one may be, where the page lacks it."""
        lacking = self.missing.get(own, {})
        meant = nearest(name, lacking) or next(
            (known for known in lacking if name.startswith(known)), ""
        )
        if meant:
            return f"it may be `{meant}` under another name, which the table does not list"
        musts = [known for known, required in lacking.items() if required]
        if musts:
            return f"it may be `{musts[0]}` under another name, which the table has to list"
        return ""

    def _slip(self, difference: Difference) -> str:
        """Return why a field that only a sample shows may be a slip of the pen."""
        own, group, name = _own(difference), difference.group, difference.name
        if (own, name) in self.rows:
            return "the row of the page's table says more of it"
        known: Mapping[str, Field] = group.fields if group else {}
        meant = nearest(name, known) or next((one for one in known if name.startswith(one)), "")
        if meant:
            return f"it may be `{meant}`, misspelled in the sample"
        if own in self.missing:
            return "the sample has it, and the page's own table does not"
        return ""


def _elsewhere(difference: Difference) -> str:
    """Return which table of the page shows the same object whole, and without the field."""
    line = difference.more.get("without")
    return f"the table on line {line} shows the same fields, and lists no such one" if line else ""


def _own(difference: Difference) -> _OWN:
    operation, group = difference.operation, difference.group
    return (
        operation.title if operation else "",
        group.where if group else "",
        group.prefix if group else "",
    )

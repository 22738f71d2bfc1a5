"""The names that the models module imports, and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import field

from callsheet.data import dataclass

_FROM = {
    "TYPE_CHECKING": "typing",
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "TypeAlias": "typing",
    "UUID": "uuid",
    "Field": "pydantic",
    "TypeAliasType": "typing_extensions",
    "FileInput": "._model",
    "Model": "._model",
    "Tagged": "._model",
}
_GROUPS = (("typing", "uuid"), ("pydantic", "typing_extensions"), ("._model",))


@dataclass(slots=True)
class Imports:
    """Collects what is used. What an API calls as we do is imported under another name."""

    taken: Collection[str]
    """Names of the module's own classes."""
    used: set[str] = field(default_factory=set[str])

    def local(self, name: str) -> str:
        """Return how to call an imported name, and note its use. Builtins are not imported."""
        if name not in _FROM and name != "dt":
            return name
        self.used.add(name)
        return f"_{name}" if name in self.taken else name

    def lines(self) -> Iterator[str]:
        """Yield the import statements as isort orders them."""
        yield "from __future__ import annotations"
        yield ""
        if "dt" in self.used:
            yield f"import datetime as {self.local('dt')}"
        for group in _GROUPS:
            found = [line for module in group if (line := self._line(module))]
            yield from found
            if found or (group == _GROUPS[0] and "dt" in self.used):
                yield ""

    def _line(self, module: str) -> str:
        names = [name for name, source in _FROM.items() if source == module and name in self.used]
        spelled = ", ".join(self._import(name) for name in names)
        return f"from {module} import {spelled}" if spelled else ""

    def _import(self, name: str) -> str:
        local = self.local(name)
        return name if local == name else f"{name} as {local}"

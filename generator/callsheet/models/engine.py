"""The one module that knows datamodel-code-generator, which is pinned exactly.

The engine writes a module of pydantic classes. What is kept of it is, for each field, its
annotation and its default; its imports, its order, its configuration and its layout are not.
"""

from __future__ import annotations

import ast
import hashlib
import json
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.versions import version_of

_SPELLED = {
    ("datetime", "date"): "dt.date",
    ("datetime", "datetime"): "dt.datetime",
    ("uuid", "UUID"): "UUID",
    ("typing", "Any"): "Any",
    ("typing", "Literal"): "Literal",
    ("builtins", "bytes"): "FileInput",
}
"""What the engine may import, and how our module calls it."""


class EngineError(Exception):
    """The engine failed, or wrote something that this module cannot read."""


@dataclass(frozen=True, slots=True)
class Written:
    """A field as the engine wrote it."""

    annotation: ast.expr
    default: ast.expr | None


_ENGINE = "datamodel-code-generator"
_KIND = "types"
_KEPT = 20_000
"""Types that are remembered; beyond them, only those of the last run."""


def write(shapes: Iterable[str], cache: Cache) -> dict[str, Written]:
    """Return what the engine makes of each shape, as :mod:`callsheet.models.schemas` puts them.

    It is asked for those alone that it was never asked for before. Raises :class:`EngineError`.
    """
    wanted = tuple(dict.fromkeys(shapes))
    key = _key()
    kept: dict[str, list[str]] = cache.value(_KIND, key, {})
    fresh = _asked([shape for shape in wanted if shape not in kept])
    if fresh:
        whole = {**kept, **fresh}
        fits = len(whole) <= _KEPT
        lasting = whole if fits else {shape: whole[shape] for shape in wanted}
        cache.put_value(_KIND, key, lasting)
        kept = whole
    return {shape: _read(*kept[shape]) for shape in wanted}


def _key() -> str:
    """Return what identifies those who answer: the engine, and how this module asks it."""
    own = Path(__file__).read_bytes()
    return hashlib.sha256(f"{version_of(_ENGINE)}\0".encode() + own).hexdigest()


def _read(annotation: str, default: str) -> Written:
    return Written(_expression(annotation), _expression(default) if default else None)


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _asked(shapes: list[str]) -> dict[str, list[str]]:
    """Return annotation and default of each shape, both as text; the default may be empty."""
    if not shapes:
        return {}
    text = _generate(_document(shapes))
    try:
        module = ast.parse(text)
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise EngineError(f"its output is no Python: {error}") from error
    respell = _Respell(_imported(module))
    made: dict[str, Written] = {}
    for statement in module.body:
        if isinstance(statement, ast.ClassDef) and statement.name == _CARRIER:
            made = _fields(statement, respell)
    if list(made) != [f"f{at}" for at in range(len(shapes))]:
        raise EngineError("it lost a type")
    texts = (
        [ast.unparse(one.annotation), ast.unparse(one.default) if one.default else ""]
        for one in made.values()
    )
    return dict(zip(shapes, texts, strict=True))


def _document(shapes: Iterable[str]) -> dict[str, Any]:
    """Return the schema of one object that has a field of each shape."""
    read = [json.loads(shape) for shape in shapes]
    names = {name for *_, count in read for name in map(local, range(count))}
    stand_in: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": True}
    carrier = {
        "type": "object",
        "properties": {f"f{at}": schema for at, (schema, _, _) in enumerate(read)},
        "required": [f"f{at}" for at, (_, is_required, _) in enumerate(read) if is_required],
        "additionalProperties": True,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {**dict.fromkeys(sorted(names), stand_in), _CARRIER: carrier},
    }


_CARRIER = "Carrier"


def local(at: int) -> str:
    """Return what the engine calls the declaration that a shape refers to as number ``at``."""
    return f"T{at}"


def _generate(schemas: Mapping[str, Any]) -> str:
    # Half a second of imports, for those who ask for models only.
    from datamodel_code_generator import InputFileType, LiteralType, PythonVersion, generate
    from datamodel_code_generator.config import GenerateConfig
    from datamodel_code_generator.enums import DataModelType
    from datamodel_code_generator.format import DatetimeClassType

    config = GenerateConfig(
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_310,
        output_datetime_class=DatetimeClassType.Datetime,
        enum_field_as_literal=LiteralType.All,
        use_one_literal_as_default=True,
        skip_root_model=True,
        disable_timestamp=True,
        formatters=[],
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = generate(schemas, config=config)
    except Exception as error:
        # It raises its own errors, pydantic's, jinja2's and plain ones; each means the same to us.
        raise EngineError(f"{type(error).__name__}: {error}") from error
    if not isinstance(text, str):
        raise EngineError("it wrote several modules where one was asked for")
    return text


def _imported(module: ast.Module) -> dict[str, tuple[str, str]]:
    """Return what each imported name is: the engine writes ``date as date_aliased`` at will."""
    return {
        alias.asname or alias.name: (statement.module or "", alias.name)
        for statement in module.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def _fields(statement: ast.ClassDef, respell: _Respell) -> dict[str, Written]:
    return {
        line.target.id: Written(respell.visit(line.annotation), line.value)
        for line in statement.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


class _Respell(ast.NodeTransformer):
    """Calls imported things as our module does, and writes ``X | None`` for ``Optional[X]``."""

    def __init__(self, imported: Mapping[str, tuple[str, str]]) -> None:
        self.imported = imported

    def visit_Name(self, node: ast.Name) -> ast.expr:
        spelled = _SPELLED.get(self.imported.get(node.id, ("builtins", node.id)))
        return ast.parse(spelled, mode="eval").body if spelled else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id in ("Optional", "Union"):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            if node.value.id == "Optional":
                parts = [*parts, ast.Constant(None)]
            whole: ast.expr = self.visit(parts[0])
            for part in parts[1:]:
                whole = ast.BinOp(whole, ast.BitOr(), self.visit(part))
            return whole
        self.generic_visit(node)
        return node

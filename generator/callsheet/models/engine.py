"""The one module that knows datamodel-code-generator, which is pinned exactly.

The engine writes a module of pydantic classes. What is kept of it is, for each field, its
annotation and its default; its imports, its order, its configuration and its layout are not.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

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


Classes: TypeAlias = Mapping[str, Mapping[str, Written]]
"""Fields by the name of their class and their own."""


def write(schemas: Mapping[str, Any]) -> Classes:
    """Return the fields of every definition that the engine made a class of.

    Raises :class:`EngineError`.
    """
    text = _generate(schemas)
    try:
        module = ast.parse(text)
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise EngineError(f"its output is no Python: {error}") from error
    respell = _Respell(_imported(module))
    made: dict[str, dict[str, Written]] = {}
    for statement in module.body:
        if isinstance(statement, ast.ClassDef):
            made[statement.name] = _fields(statement, respell)
    return made


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

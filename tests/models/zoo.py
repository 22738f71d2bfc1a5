"""Declarations built by hand, one nuisance each, and the package that they become."""

from __future__ import annotations

import importlib
import itertools
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from callsheet.cache import Cache
from callsheet.diagnostics import Place, Report
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Declaration,
    Default,
    Discriminator,
    Doc,
    ErrorFacts,
    Field,
    Kind,
    Literal,
    Mapping,
    Nullable,
    Optional,
    Presence,
    Record,
    Ref,
    Required,
    Scalar,
    Strength,
    Type,
    Union,
)
from callsheet.languages.python import Python
from callsheet.models import model_bodies
from callsheet.names import name

RUNTIME = Path(__file__).parents[2] / "templates" / "models" / "runtime"
STRING, INTEGER, NUMBER = Scalar(Kind.STRING), Scalar(Kind.INTEGER), Scalar(Kind.NUMBER)
_ANYTHING = Anything()

_counter = itertools.count()


def ref(key: str) -> Ref:
    return Ref(f"#/components/schemas/{key}")


def member(
    key: str,
    made: Type,
    presence: Presence | None = None,
    doc: str = "",
    **schema: Any,
) -> Field:
    """A field; its pointer is set by the record that takes it."""
    wish = Strength("given", key)
    return Field("", key, made, presence or Optional(), Doc("", doc), schema, strength=wish)


def record(key: str, *fields: Field, extra: Type | None = _ANYTHING, doc: str = "") -> Record:
    pointer = ref(key).target
    placed = tuple(
        Field(
            f"{pointer}~field/{one.key}",
            one.key,
            one.type,
            one.presence,
            one.doc,
            one.schema,
            strength=one.strength,
        )
        for one in fields
    )
    return Record(pointer, placed, extra, Doc("", doc), False, Strength("given", key))


def alias(key: str, made: Type, doc: str = "") -> Alias:
    return Alias(ref(key).target, made, Doc("", doc), False, Strength("given", key))


def api_of(*declarations: Declaration) -> Api:
    return Api(
        title="Pets",
        version="1",
        doc=Doc(),
        license="",
        servers=(),
        schemes=(),
        declarations=declarations,
        resources=(),
        schemas={},
        errors=ErrorFacts((), (), (), (), ()),
        failures=(),
        samples=(),
        locate=lambda pointer: Place("pets.yaml", 1, 1, pointer),
    )


def text_of(*declarations: Declaration) -> str:
    api = api_of(*declarations)
    return model_bodies(api, name(api, Python(), Report()), Cache(None, Report()))


def write_package(folder: Path, *declarations: Declaration) -> Path:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "models.py").write_text(text_of(*declarations), encoding="utf-8")
    for file in RUNTIME.glob("*.py"):
        shutil.copy(file, folder)
    return folder


def import_package(folder: Path) -> ModuleType:
    """Import ``models`` of a package under a name of its own, with ``decode`` at hand."""
    package = f"made_{next(_counter)}"
    root = folder.parent / package
    folder.rename(root)
    sys.path.insert(0, str(root.parent))
    try:
        models = importlib.import_module(f"{package}.models")
        models.decode = importlib.import_module(f"{package}._decode").decode  # type: ignore[attr-defined]
    finally:
        sys.path.pop(0)
    return models


def _literal(
    *values: str | int | bool, kind: Kind = Kind.STRING, is_const: bool = False
) -> Literal:
    return Literal(values, kind, is_const)


_PETS = Discriminator(
    "kind", (("cat", ref("Cat").target), ("dog", ref("Dog").target), ("pup", ref("Dog").target))
)

ZOO: tuple[Declaration, ...] = (
    alias("Pet", Union((ref("Cat"), ref("Dog")), _PETS), doc="A pet of either kind."),
    record(
        "Cat",
        member("kind", STRING, Required(), "Tells cats from dogs."),
        member("petName", STRING, Required(), maxLength=40, minLength=1),
        member("lives", INTEGER, Default(9), minimum=1, maximum=9),
        doc='A cat.\n\nIt says "meow" \\ and ends in """quotes""".',
    ),
    record("Dog", member("kind", STRING, Required()), member("good", Scalar(Kind.BOOLEAN))),
    record(
        "Circle",
        member("shape", _literal("circle", is_const=True), Required()),
        member("radius", NUMBER, Required()),
    ),
    record(
        "Square",
        member("shape", _literal("square", is_const=True), Required()),
        member("side", NUMBER, Required()),
    ),
    alias("Shape", Union((ref("Circle"), ref("Square")))),
    alias("ShapeOrPet", Union((ref("Shape"), ref("Pet"), STRING))),
    record(
        "Owner",
        member("id", Scalar(Kind.UUID), Required()),
        member("pet", Nullable(ref("Pet"))),
        member("pets", Array(ref("Pet"))),
        member("inline", Array(Union((ref("Cat"), ref("Dog")), _PETS))),
        member("shape", ref("Shape")),
        member("by-name", Mapping(ref("Pet"))),
        member("status", ref("Status")),
        member("level", _literal(1, 2, kind=Kind.INTEGER)),
        member("nick", Nullable(STRING)),
        member("must", Nullable(STRING), Required()),
        member("friend", ref("Owner")),
        member("born", Scalar(Kind.DATE)),
        member("seen", Scalar(Kind.DATETIME)),
        member("either", Union((INTEGER, STRING))),
        member("data", ref("Json")),
        member("what", ref("ShapeOrPet")),
        member("anything", Anything()),
    ),
    alias("Status", _literal("asleep", "awake")),
    alias(
        "Json",
        Nullable(
            Union((STRING, NUMBER, Scalar(Kind.BOOLEAN), Array(ref("Json")), Mapping(ref("Json"))))
        ),
        doc="Any JSON value.",
    ),
    alias("Nest", Array(ref("Nest"))),
    alias("Left", Union((Array(ref("Right")), STRING))),
    alias("Right", Union((ref("Left"), INTEGER))),
    alias("Void", Nullable(ref("Void"))),
    alias("Stamp", Scalar(Kind.DATETIME)),
    alias("CatAgain", ref("Cat")),
    record("Empty", extra=None),
    record("Scores", member("total", INTEGER), extra=ref("Dog"), doc="Dogs by name."),
    record("Early", extra=ref("Late"), doc="Extra fields of a type that comes later."),
    record("Late", member("seen", STRING)),
    record("Upload", member("file", Scalar(Kind.BINARY), Required()), member("mode", STRING)),
    # Named as what annotations are made of.
    record(
        "Field",
        member("date", Scalar(Kind.DATE)),
        member("datetime", Scalar(Kind.DATETIME)),
        member("dt", Scalar(Kind.DATE)),
    ),
    record(
        "Tagged",
        member("str", STRING),
        member("int", INTEGER),
        member("list", Array(STRING)),
        member("x", STRING),
    ),
    record("UUID", member("uuid", Scalar(Kind.UUID)), member("UUID", STRING)),
    record("Any", member("any", Anything()), member("Literal", _literal("a"))),
    # Named as what pydantic's base class has.
    record(
        "Model",
        *(
            member(key, STRING)
            for key in ("copy", "json", "schema", "model_config", "dict", "construct", "validate")
        ),
        *(
            member(key, STRING)
            for key in ("fields", "model_name", "to_wire", "_private", "__class__", "model_fields")
        ),
        *(
            member(key, STRING)
            for key in ("class", "2fa", "@type", "naïve", "日本", "", "a b", "a-b", "self")
        ),
    ),
    record(
        "Odd",
        member("quote", _literal("it's", 'a "b"', "line\nbreak", "\\d", "\ud800", "é")),
        member("flag", _literal(True, kind=Kind.BOOLEAN)),
        member("half", _literal("\ud800", is_const=True)),
        member("gone", ref("Missing")),
        member("deep", Array(Array(Array(Nullable(ref("Nest")))))),
    ),
)

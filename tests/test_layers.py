"""Imports point one way: a stage knows those before it, never those after."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator" / "callsheet"

LAYERS: list[set[str]] = [
    {"plain", "data"},
    {"likeness", "lines", "fingerprints", "versions"},
    {"diagnostics"},
    {"cache"},
    {"yaml_pieces"},
    {"json_reader", "yaml_reader", "toml"},
    {"pieces"},
    {"imports"},
    {"source"},
    {"shape", "dialect"},
    {"references"},
    {"document"},
    {"openapi"},
    {"vocabulary"},
    {"oneway"},
    {"jsonschema"},
    {"read"},
    {"slices"},
    {"overlay"},
    {"lint"},
    {"pages"},
    {"ir"},
    {"travel", "usages", "words"},
    {"lower"},
    {"naming", "wishes"},
    {"names"},
    {"languages"},
    {"config", "ledger", "manifest", "trace", "tree"},
    {"explain", "models", "contract", "cases"},
    {"behaviour", "changes"},
    {"targets", "parts", "products", "progress", "terminal"},
    {"filters", "outputs", "settle", "stamp"},
    {"disk", "environment"},
    {"render", "tidy"},
    {"callers", "pipeline"},
    {"kept"},
    {"conformance"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__"},
]


def layer_of(module: str) -> int:
    """Return the layer of a module, its package's for one inside a package."""
    name = module.split(".")[1] if "." in module else "__init__"
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


def imports_of(path: Path) -> set[str]:
    """Return the modules of ours that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "callsheet":
                found.update(f"callsheet.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.startswith("callsheet.")}


def test_every_module_has_its_layer() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    modules |= {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    listed = [name for layer in LAYERS for name in layer]
    assert sorted(listed) == sorted(modules)


def test_no_module_imports_a_later_layer() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(("callsheet", *path.relative_to(PACKAGE).with_suffix("").parts))
        for name in sorted(imports_of(path)):
            same_package = module.split(".")[1] == name.split(".")[1]
            if not same_package and layer_of(name) >= layer_of(module):
                wrong.append(f"{module} imports {name}")
    assert wrong == []

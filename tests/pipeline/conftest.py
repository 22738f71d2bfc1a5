"""A small project on the disk: a document, a target of its own, a callsheet.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

DOCUMENT = """\
openapi: 3.1.0
info: {title: Pet Shop, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: {'200': {description: all of them}}
  /toys:
    get:
      operationId: listToys
      tags: [toys]
      responses: {'200': {$ref: 'shared.yaml#/answer'}}
"""

FILES = {
    "api.yaml": DOCUMENT,
    "shared.yaml": "answer: {description: all of them}\n",
    "callsheet.toml": 'spec = "api.yaml"\ntemplates = ["templates"]\ntargets = ["small", "more"]\n',
    "templates/small/target.toml": (
        'summary = "Small"\nformat = ["{resource}.py"]\n[outputs]\n'
        '"{package}/{resource}.py" = "resource.py.j2"\n"{package}/__init__.py" = "copied.py"\n'
    ),
    "templates/small/resource.py.j2": (
        "{{ header }}\n\nimport os\n\n{% for operation in resource.operations %}\n"
        "TITLE   = {{ operation.title|literal }}\n{% endfor %}\n"
    ),
    "templates/small/copied.py": '"""As it is."""\n',
    "templates/more/target.toml": (
        'summary = "More"\nrequires = ["small"]\n[outputs]\n"README.md" = "readme.md.j2"\n'
    ),
    "templates/more/readme.md.j2": "{{ header }}\n# {{ api.title }}\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is also the working directory."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path

"""Reading: references lead somewhere or the run ends, at the place that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.diagnostics import Report, Stop
from callsheet.document import Document
from callsheet.lower import lower
from callsheet.read import read

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_json", ".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "openapi.yaml"


def schema_referring_to(reference: str, more: str = "") -> str:
    return f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: '{reference}'}}\n{more}"


def opened(path: Path, *, allow_outside: bool = False) -> Document:
    return read(path, Report(), allow_outside=allow_outside)


def errors(path: Path, *, allow_outside: bool = False) -> list[str]:
    report = Report()
    with pytest.raises(Stop) as stop:
        read(path, report, allow_outside=allow_outside)
    assert stop.value.report is report
    return [finding.code for finding in report if finding.severity == "error"]


# -- following -------------------------------------------------------------------------------------


def test_a_chain_is_followed_to_the_thing_itself(tmp_path: Path) -> None:
    more = "    B: {$ref: '#/components/schemas/C'}\n    C: {type: string}\n"
    document = opened(
        write(tmp_path, openapi_yaml=schema_referring_to("#/components/schemas/B", more))
    )
    node = document.root / "components" / "schemas" / "A"
    assert document.target(node).pointer == "#/components/schemas/B"
    assert document.resolve(node).pointer == "#/components/schemas/C"


def test_a_node_without_reference_is_itself(tmp_path: Path) -> None:
    document = opened(write(tmp_path, openapi_yaml=f"{HEAD}paths: {{}}\n"))
    assert document.resolve(document.root) is document.root


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("parts/b.yaml", "parts/b.yaml#"),
        ("./parts/b.yaml#", "parts/b.yaml#"),
        ("parts/b.yaml#/x~1y", "parts/b.yaml#/x~1y"),
        ("parts/b.yaml#/with%20space", "parts/b.yaml#/with space"),
        ("parts/b.yaml#/%E7%8C%AB", "parts/b.yaml#/猫"),
        ("parts/../parts/b.yaml#/list/0", "parts/b.yaml#/list/0"),
        ("parts/b.yaml#/back", "#/components/schemas/C"),
        ("parts/b.yaml#/sideways", "parts/c.json#/D"),
        ("#/x-own/Schema", "#/x-own/Schema"),
    ],
)
def test_references_go_across_files(tmp_path: Path, reference: str, pointer: str) -> None:
    other = (
        "type: object\nx/y: {type: string}\nwith space: {type: string}\n猫: {type: string}\n"
        "list: [{type: string}]\nback: {$ref: '../openapi.yaml#/components/schemas/C'}\n"
        "sideways: {$ref: 'c.json#/D'}\n"
    )
    more = "    C: {type: string}\nx-own: {Schema: {type: string}}\n"
    path = write(
        tmp_path,
        openapi_yaml=schema_referring_to(reference, more),
        parts__b_yaml=other,
        parts__c_json='{"D": {"type": "string"}}',
    )
    document = opened(path)
    assert document.resolve(document.root / "components" / "schemas" / "A").pointer == pointer


def test_a_place_in_another_file_is_found_again(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        openapi_yaml=schema_referring_to("parts/b.yaml#/B"),
        parts__b_yaml="# first\nB: {type: string}\n",
    )
    place = opened(path).locate("parts/b.yaml#/B")
    assert place.file.endswith("parts/b.yaml")
    assert place.line == 2


def test_references_inside_data_are_data(tmp_path: Path) -> None:
    text = HEAD + (
        "paths: {}\n"
        "x-data: {$ref: '#/nowhere'}\n"
        "components:\n"
        "  examples: {E: {value: {$ref: '#/nowhere'}}}\n"
        "  schemas:\n"
        "    A:\n"
        "      type: object\n"
        "      default: {$ref: '#/nowhere'}\n"
        "      const: {$ref: '#/nowhere'}\n"
        "      enum: [{$ref: '#/nowhere'}]\n"
        "      examples: [{$ref: '#/nowhere'}]\n"
        "      properties: {$ref: {type: string}}\n"
    )
    assert opened(write(tmp_path, openapi_yaml=text)).version == "3.1"


def test_a_recursive_schema_is_no_loop(tmp_path: Path) -> None:
    more = "    B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}}}\n"
    opened(write(tmp_path, openapi_yaml=schema_referring_to("#/components/schemas/B", more)))


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("#/components/schemas/Nothing", "reference-missing"),
        ("#/components/schemas/A", "reference-loop"),
        ("#/info/title/x", "reference-missing"),
        ("nothing.yaml", "reference-missing"),
        ("b.yaml#/list/01", "reference-missing"),
        ("b.yaml#/list/9", "reference-missing"),
        ("../secret.yaml", "reference-outside"),
        ("%2e%2e/secret.yaml", "reference-outside"),
        ("/etc/hostname", "reference-outside"),
        ("link.yaml", "reference-outside"),
        ("http://example.com/a.yaml", "reference-remote"),
        ("//example.com/a.yaml", "reference-remote"),
        ("file:///etc/hostname", "reference-remote"),
        ("a\\0b.yaml", "reference-missing"),
        ("broken.yaml", "duplicate-key"),
    ],
)
def test_references_that_lead_nowhere_end_the_run(
    tmp_path: Path, reference: str, code: str
) -> None:
    folder = tmp_path / "spec"
    path = write(
        folder,
        openapi_yaml=schema_referring_to("REF").replace("'REF'", f'"{reference}"'),
        b_yaml="list: [{type: string}]\n",
        broken_yaml="a: 1\na: 2\n",
    )
    (tmp_path / "secret.yaml").write_text("type: string\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert code in errors(path)


def test_other_local_files_are_read_when_allowed(tmp_path: Path) -> None:
    path = write(tmp_path / "spec", openapi_yaml=schema_referring_to("../common.yaml"))
    (tmp_path / "common.yaml").write_text("type: string\n")
    document = opened(path, allow_outside=True)
    node = document.root / "components" / "schemas" / "A"
    assert document.resolve(node).pointer == "../common.yaml#"


def test_the_network_is_never_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, openapi_yaml=schema_referring_to("http://127.0.0.1:9/a.yaml"))
    assert errors(path, allow_outside=True) == ["reference-remote"]


def test_a_missing_target_is_named_with_what_was_meant(tmp_path: Path) -> None:
    more = "    Room: {type: string}\n"
    path = write(tmp_path, openapi_yaml=schema_referring_to("#/components/schemas/Rooom", more))
    report = Report()
    with pytest.raises(Stop):
        read(path, report)
    assert next(iter(report)).hint == "did you mean #/components/schemas/Room?"


def test_two_operations_cannot_share_an_id(tmp_path: Path) -> None:
    operation = "{operationId: list, responses: {'200': {description: All.}}}"
    text = f"{HEAD}paths:\n  /a: {{get: {operation}}}\n  /b: {{get: {operation}}}\n"
    assert errors(write(tmp_path, openapi_yaml=text)) == ["operation-id-twice"]


def test_documents_of_others_may_share_an_id_where_that_is_allowed(tmp_path: Path) -> None:
    operation = "{operationId: list, responses: {'200': {description: All.}}}"
    text = f"{HEAD}paths:\n  /a: {{get: {operation}}}\n  /b: {{get: {operation}}}\n"
    path, report = write(tmp_path, openapi_yaml=text), Report()
    document = read(path, report, allow=("operation-id-twice",))
    (finding,) = report
    assert (finding.severity, finding.operation) == ("warning", "GET /b")
    assert "GET /a" in finding.message
    operations = lower(document, report).operations
    assert [(one.id, one.strength.wish) for one in operations] == [("list", "list"), ("", "get b")]


def test_an_extension_that_cannot_be_understood_ends_the_run(tmp_path: Path) -> None:
    text = f"{HEAD}paths: {{}}\nx-error: {{message: error}}\n"
    assert errors(write(tmp_path, openapi_yaml=text)) == ["extension-shape"]


def test_straying_from_the_published_schema_is_a_warning(tmp_path: Path) -> None:
    report = Report()
    read(write(tmp_path, openapi_yaml="openapi: 3.1.0\ninfo: {title: T}\npaths: {}\n"), report)
    assert [(finding.code, finding.severity) for finding in report] == [
        ("openapi-schema", "warning")
    ]


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.2", "'3.1'", "3.0.0-rc1"])
def test_versions(tmp_path: Path, version: str) -> None:
    text = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
    assert opened(write(tmp_path, openapi_yaml=text)).version == version.strip("'")[:3]


@pytest.mark.parametrize("text", ["[]", "just words", "a: 1", "openapi: [3]", "openapi: 3"])
def test_what_is_no_openapi_document_is_refused(tmp_path: Path, text: str) -> None:
    assert len(errors(write(tmp_path, openapi_yaml=text))) == 1

"""What the schemas of a document become."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.ir import Default, Record, Required
from lowered import lowered


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{enum: [a, b]}", 'Literal["a", "b"] | str'),
        ("{type: string, enum: [a, null], nullable: true}", 'Literal["a"] | str'),
        ("{anyOf: [{type: string, enum: [a]}, {type: string}]}", 'Literal["a"] | str'),
        ("{oneOf: [{const: a}, {const: b}]}", 'Literal["a", "b"] | str'),
        ("{const: a}", 'Literal["a"]'),
        ("{enum: [1, 2, a]}", 'Literal[1, 2] | int | Literal["a"] | str'),
        ("{type: [string, integer]}", "int | str"),
        ("{oneOf: [{type: string}, {type: array, items: {type: string}}]}", "str | List[str]"),
        ("{anyOf: [{type: string}, {type: integer}, {type: 'null'}]}", "str | int"),
    ],
)
def test_component_becomes_alias(tmp_path: Path, schema: str, expected: str) -> None:
    made = lowered(tmp_path, f"components: {{schemas: {{T: {schema}}}}}\n")
    assert made.type("T") == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, format: date-time}", "datetime.datetime"),
        ("{type: string, format: uuid}", "uuid.UUID"),
        ("{type: string, format: binary}", "str"),  # inside JSON bytes are text
        ("{type: string, format: byte}", "str"),
        ("{type: integer, nullable: true}", "int | None"),
        ("{type: [integer, 'null']}", "int | None"),
        ("{type: array, items: {type: [string, 'null']}}", "List[str | None]"),
        (
            "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
            "List[str | int]",
        ),
        ("{type: object}", "dict[str, Any]"),
        ("{type: object, additionalProperties: {type: integer}}", "dict[str, int]"),
        ("{additionalProperties: {type: integer}}", "dict[str, int]"),
        (
            "{patternProperties: {'^x': {type: string}}, additionalProperties: false}",
            "dict[str, str]",
        ),
        ("{}", "Any"),
        ("true", "Any"),
        ("{pattern: '^a'}", "str"),
        ("{minimum: 1}", "float"),
        ("{oneOf: [{type: string}, {}]}", "Any"),
        ("{enum: [1.5, 2.5]}", "Any"),
        ("{$ref: '#/components/schemas/Plain'}", "str"),
        ("{allOf: [{$ref: '#/components/schemas/Other'}], description: With words}", "Other"),
        ("{allOf: [{$ref: '#/components/schemas/Other'}], nullable: true}", "Other | None"),
        ("{oneOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}", "Other | None"),
    ],
)
def test_field_type(tmp_path: Path, schema: str, expected: str) -> None:
    made = lowered(
        tmp_path,
        f"""
        components:
          schemas:
            Plain: {{type: string, maxLength: 5}}
            Other: {{type: object, properties: {{a: {{type: string}}}}}}
            T: {{type: object, properties: {{field: {schema}}}}}
        """,
    )
    assert made.fields("T") == {"field": expected}


def test_all_of_lays_its_parts_side_by_side(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            Base: {type: object, required: [id], properties: {id: {type: string}}}
            Pet:
              allOf:
                - $ref: '#/components/schemas/Base'
                - {type: object, required: [name], properties: {name: {type: string}}}
        """,
    )
    assert made.fields("Pet") == {"id": "str", "name": "str"}
    pet = made.api.declaration("#/components/schemas/Pet")
    assert isinstance(pet, Record)
    assert all(isinstance(field.presence, Required) for field in pet.fields)


def test_condition_on_presence_is_no_alternative(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            T:
              type: object
              properties: {a: {type: string}, b: {type: string}}
              anyOf: [{required: [a]}, {required: [b]}]
        """,
    )
    assert made.fields("T") == {"a": "str", "b": "str"}


def test_recursion_ends_in_a_reference(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            Tree:
              type: object
              properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}
            Json:
              oneOf:
                - {type: string}
                - {type: array, items: {$ref: '#/components/schemas/Json'}}
        """,
    )
    assert made.fields("Tree") == {"children": "List[Tree]"}
    assert made.type("Json") == "str | List[Json]"


def test_read_only_makes_a_second_type_for_requests(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        paths:
          /pets:
            post:
              requestBody:
                content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}
        components:
          schemas:
            Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
            Pet:
              type: object
              required: [id, name]
              properties: {id: {type: string, readOnly: true}, name: {type: string}}
        """,
    )
    assert made.fields("Pet") == {"id": "str", "name": "str"}
    assert made.fields("#/components/schemas/Pet~request") == {"name": "str"}
    assert made.arguments() == {"pet": "PetRequest | Mapping[str, object]"}


def test_discriminator_takes_mapping_then_names(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            Cat: {type: object, properties: {kind: {type: string}}}
            Dog: {type: object, properties: {kind: {type: string}}}
            Pet:
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
              discriminator: {propertyName: kind, mapping: {feline: Cat}}
        """,
    )
    pet = made.api.declaration("#/components/schemas/Pet")
    assert pet.type.discriminator.mapping == (
        ("feline", "#/components/schemas/Cat"),
        ("Dog", "#/components/schemas/Dog"),
    )


def test_default_beside_a_reference_counts(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        components:
          schemas:
            Size: {type: string, enum: [s, m]}
            T: {type: object, properties: {size: {$ref: '#/components/schemas/Size', default: m}}}
        """,
    )
    record = made.api.declaration("#/components/schemas/T")
    assert isinstance(record, Record)
    assert record.fields[0].presence == Default("m")


def test_unknown_type_is_a_warning_with_a_place(tmp_path: Path) -> None:
    made = lowered(
        tmp_path, "components: {schemas: {T: {type: object, properties: {a: {type: text}}}}}\n"
    )
    finding = next(one for one in made.report if one.code == "type-unknown")
    assert finding.severity == "warning"
    assert finding.place is not None
    assert finding.place.line == 3

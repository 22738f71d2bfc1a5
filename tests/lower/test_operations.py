"""What the operations of a document become."""

from __future__ import annotations

from pathlib import Path

from callsheet.ir import Default, Optional, Required
from lowered import lowered

OK = "responses: {'204': {description: done}}"


def test_body_fields_become_arguments_required_first(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets/{{id}}:
            put:
              parameters:
                - {{name: id, in: path, required: true, schema: {{type: integer}}}}
                - {{name: dry, in: query, schema: {{type: boolean, default: false}}}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [name]
                      properties: {{tag: {{type: string}}, name: {{type: string}}}}
              {OK}
        """,
    )
    assert made.arguments() == {"id": "int", "name": "str", "dry": "bool", "tag": "str"}
    kinds = [type(one.presence) for one in made.operation.arguments]
    assert kinds == [Required, Required, Default, Optional]


def test_same_name_in_path_and_body_is_told_apart_by_place(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets/{{id}}:
            put:
              parameters: [{{name: id, in: path, required: true, schema: {{type: integer}}}}]
              requestBody:
                content:
                  application/json:
                    schema: {{type: object, properties: {{id: {{type: string}}}}}}
              {OK}
        """,
    )
    assert made.arguments() == {"id": "int", "body_id": "str"}


def test_media_types_share_their_fields(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets:
            post:
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [photo]
                      properties: {{photo: {{type: object, properties: {{url: {{type: string}}}}}}}}
                  multipart/form-data:
                    schema:
                      type: object
                      required: [photo]
                      properties: {{photo: {{type: string, format: binary}}}}
              {OK}
        """,
    )
    (argument,) = made.operation.arguments
    assert made.arguments() == {"photo": "PostPetsRequestPhoto | Mapping[str, object] | FileInput"}
    assert argument.media == ("application/json", "multipart/form-data")
    assert isinstance(argument.presence, Required)


def test_body_that_is_a_list_is_one_argument(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets:
            post:
              requestBody:
                required: true
                content: {{application/json: {{schema: {{type: array, items: {{type: string}}}}}}}}
              {OK}
        """,
    )
    assert made.arguments() == {"body": "Sequence[str]"}


def test_undeclared_placeholder_is_assumed_and_told(tmp_path: Path) -> None:
    made = lowered(tmp_path, f"paths: {{'/pets/{{id}}': {{get: {{{OK}}}}}}}\n")
    assert made.arguments() == {"id": "str"}
    assert made.codes == ["path-parameter-undeclared"]


def test_webhooks_and_callbacks_are_told(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets:
            post:
              {OK}
              callbacks: {{onData: {{'{{$request.body#/url}}': {{post: {{{OK}}}}}}}}}
        webhooks: {{fed: {{post: {{{OK}}}}}}}
        """,
    )
    assert sorted(made.codes) == ["callback-left-out", "webhook-left-out"]


def test_operations_without_tag_or_id_are_named_by_their_path(tmp_path: Path) -> None:
    made = lowered(tmp_path, f"paths: {{'/api/v2/pets/{{id}}': {{get: {{{OK}}}}}}}\n")
    (resource,) = made.api.resources
    assert made.names.value(resource.pointer) == "pets"
    assert made.names.value(made.operation.pointer) == "get_api_v2_by_id"


def test_envelope_is_seen_through(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        """
        paths:
          /pets:
            get:
              responses:
                '200':
                  description: flat, or wrapped
                  content:
                    application/json:
                      x-unwrap: {payload: /data, unless: /id}
                      schema:
                        anyOf:
                          - $ref: '#/components/schemas/Pet'
                          - {type: object, properties: {data: {$ref: '#/components/schemas/Pet'}}}
        components:
          schemas:
            Pet:
              type: object
              required: [id]
              properties: {id: {type: string}, data: {type: object}}
        """,
    )
    (content,) = made.operation.responses[0].contents
    assert content.value == made.operation.responses[0].contents[0].unwrapped
    assert made.names.type(content.value.target) == "Pet"


def test_security_alternatives_keep_their_order(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /a: {{get: {{security: [{{key: [], who: []}}, {{}}], {OK}}}}}
        components:
          securitySchemes:
            key: {{type: apiKey, in: query, name: k}}
            who: {{type: http, scheme: basic}}
        """,
    )
    assert made.operation.security == (("key", "who"), ())
    assert [scheme.kind for scheme in made.api.schemes] == ["query", "basic"]


def test_what_is_said_of_sending_again_is_kept(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /a: {{post: {{x-resend: never, x-idempotency-key: Once-Key, {OK}}}}}
        """,
    )
    assert (made.operation.resend, made.operation.idempotency_header) == ("never", "Once-Key")


def test_a_field_of_a_form_in_a_style_that_is_none_travels_as_usual(tmp_path: Path) -> None:
    made = lowered(
        tmp_path,
        f"""
        paths:
          /pets:
            post:
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {{type: object, properties: {{tags: {{type: array, items: {{}}}}}}}}
                    encoding: {{tags: {{style: weird}}}}
              {OK}
        """,
    )
    assert made.codes == ["openapi-schema", "style-unknown"]
    assert made.operation.body is not None
    (part,) = made.operation.body.contents[0].parts
    assert (part.style, part.explode) == ("form", True)

"""What a field of a pydantic model cannot be called."""

from __future__ import annotations

_PYDANTIC = frozenset(
    [
        "construct",
        "copy",
        "dict",
        "from_orm",
        "json",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
    ]
)
_OURS = frozenset(["to_dict", "to_json", "to_wire"])
"""What the base class of every record adds."""

_TYPES = frozenset(["bool", "bytes", "dict", "dt", "float", "int", "list", "str"])
"""Spelled in annotations, where a field of the same class would hide them: ``str: str | None``."""

RESERVED_FIELDS = _PYDANTIC | _OURS | _TYPES

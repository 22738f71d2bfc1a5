"""What a schema demands beyond a type, in words: the server judges it, a model only tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from callsheet.ir import Default, Doc, Field, Json
from callsheet.languages.python_text import literal

_DEPRECATED = "Deprecated."


def marked(doc: Doc, deprecated: bool) -> Doc:
    """Return the prose of a declaration, with a word where it is no longer to be used."""
    if not deprecated:
        return doc
    description = "\n\n".join(text for text in (doc.description, _DEPRECATED) if text)
    return replace(doc, description=description)


def told(field: Field) -> Doc:
    """Return the prose of a field with its default and its limits behind it."""
    facts = " ".join(_facts(field))
    if not facts:
        return field.doc
    if not (field.doc.summary or field.doc.description):
        return Doc("", facts)
    description = "\n\n".join(text for text in (field.doc.description, facts) if text)
    return Doc(field.doc.summary, description)


def _facts(field: Field) -> Iterator[str]:
    if field.deprecated:
        yield _DEPRECATED
    if isinstance(field.presence, Default):
        yield f"Default: `{literal(field.presence.value)}`."
    schema: dict[str, Json] | bool = field.schema
    if not isinstance(schema, bool):
        yield from _range(schema)
        yield from _count(schema, "minLength", "maxLength", "character")
        yield from _count(schema, "minItems", "maxItems", "item")
        if "multipleOf" in schema and schema["multipleOf"] != 1:
            yield f"A multiple of {schema['multipleOf']}."
        if "pattern" in schema:
            yield f"Matches `{schema['pattern']}`."


def _range(schema: dict[str, Json]) -> Iterator[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    # OpenAPI 3.0 says with a boolean what 3.1 says with a number of its own.
    above = low if schema.get("exclusiveMinimum") is True else schema.get("exclusiveMinimum")
    below = high if schema.get("exclusiveMaximum") is True else schema.get("exclusiveMaximum")
    parts = [
        f"{word} {number}"
        for word, number in (
            ("more than", above),
            ("at least", None if above is low else low),
            ("less than", below),
            ("at most", None if below is high else high),
        )
        if isinstance(number, int | float) and not isinstance(number, bool)
    ]
    if parts:
        yield _sentence(" and ".join(parts))


def _count(schema: dict[str, Json], least: str, most: str, noun: str) -> Iterator[str]:
    low, high = schema.get(least), schema.get(most)
    if isinstance(low, int) and low > 0 and isinstance(high, int):
        yield _sentence(
            f"{low} {_plural(noun, low)}" if low == high else f"{low} to {high} {noun}s"
        )
    elif isinstance(high, int):
        yield _sentence(f"at most {high} {_plural(noun, high)}")
    elif isinstance(low, int) and low > 0:
        yield _sentence(f"at least {low} {_plural(noun, low)}")


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."

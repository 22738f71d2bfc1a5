"""The codes of findings about documents, each with what it means in one line."""

from __future__ import annotations

CODES: dict[str, str] = {
    # loading
    "unreadable": "the file cannot be read",
    "too-large": "the file is larger than callsheet reads",
    "too-deep": "values are nested deeper than callsheet reads",
    "not-text": "the file is not UTF-8",
    "not-yaml": "the file is neither YAML nor JSON",
    "empty": "the file holds no value",
    "duplicate-key": "a mapping has the same key twice",
    "complex-key": "a key of a mapping is no single word",
    "alias-bomb": "aliases of YAML expand to too many values",
    "alias-loop": "an alias of YAML stands inside what it names",
    # reading
    "not-openapi": "the document is not one of OpenAPI",
    "swagger-2": "the document is of Swagger 2, the predecessor",
    "openapi-version": "the version of OpenAPI is not 3.0 or 3.1",
    "openapi-schema": "the published schema of OpenAPI does not allow this",
    "wrong-shape": "a value that carries the structure is no mapping",
    "reference-missing": "a reference leads to nothing",
    "reference-remote": "a reference leads to a network, which is never followed",
    "reference-outside": "a reference leads out of the document's folder",
    "reference-loop": "a reference leads back to itself",
    "reference-kind": "a reference leads to another kind of object",
    "discriminator-mapping": "a discriminator maps a value to no schema",
    "unsupported-keyword": "a keyword of JSON Schema has no effect",
    "operation-id-twice": "two operations share an operationId",
    # extensions
    "extension-shape": "an extension does not have the form it must have",
    "extension-unknown": "the name of an extension looks misspelt",
    "extension-misplaced": "an extension stands where it has no effect",
    "operation-missing": "an extension names an operation that does not exist",
    "parameter-missing": "an extension names a parameter that the operation does not have",
    "media-missing": "an extension names a media type that no answer has",
    "place-missing": "an extension names a place that the schema does not have",
    "state-twice": "a word stands for two states of a job",
    "state-unlisted": "the schema has a word that stands for no state",
    "resend-starts-again": "an operation that starts a job may be sent again at will",
    "resend-without-effect": "what is said of sending a request again changes nothing",
    "idempotency-header": "the header for an idempotency key has another meaning",
    # paths
    "path-twice": "two paths differ in nothing but the names of their parameters",
    "path-parameter-missing": "a parameter of the path template is not declared",
    "path-parameter-unused": "a path parameter is not in the path template",
    "path-template": "the braces of a path template do not match",
    # calls
    "parameter-twice": "two parameters share name and location",
    "parameter-ignored": "a header parameter that OpenAPI tells readers to ignore",
    "no-success": "an operation describes no answer that means success",
    "body-unexpected": "a request has a body that many servers ignore",
    # schemas
    "enum-type": "a value of an enumeration is not of the schema's type",
    "enum-twice": "an enumeration has a value twice",
    "pattern-invalid": "a pattern is no regular expression",
    "required-unknown": "a required property is not described",
    "keyword-unknown": "a keyword of a schema looks misspelt",
    "keyword-obsolete": "a keyword of OpenAPI 3.0 has no effect in 3.1",
    "limits-crossed": "a lower limit is above the upper one",
    # examples
    "example-invalid": "an example does not fit its schema",
    "default-invalid": "a default does not fit its schema",
    "example-file-missing": "the file of an example does not exist",
    "example-file-outside": "the file of an example is outside of the document's folder",
    # components
    "component-unused": "nothing refers to a component",
    # surroundings
    "tag-undeclared": "a tag is used and not declared",
    "tag-unused": "a tag is declared and not used",
    "tag-twice": "a tag is declared twice",
    "security-undeclared": "a security requirement names a scheme that does not exist",
    "scope-undeclared": "a security requirement names a scope that the scheme does not have",
    "server-variable-undeclared": "a variable of a server's URL is not declared",
    "server-variable-unused": "a variable of a server is not in its URL",
    "server-variable-default": "the default of a server's variable is not one of its values",
    "link-operation-missing": "a link names an operation that does not exist",
    # prose
    "no-operation-id": "an operation has no operationId",
    "no-summary": "an operation has no summary",
    "no-description": "a parameter, property or response has no description",
}

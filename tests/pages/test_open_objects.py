"""Objects that let anything pass: what the document does name in them is held all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.pages.finding import Difference

Docs = Callable[..., list[Difference]]


def told(found: list[Difference]) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.name) for each in found if "missing" not in each.code]


def page(body: str) -> str:
    return f"POST /v1/video/generations\n\n### Request\n\n```json\n{body}\n```\n"


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ('"seed": [1]', "metadata.seed"),
        ('"camera_control": {"type": "simple", "config": {"zoom": "far"}}',
         "metadata.camera_control.config.zoom"),
    ],
)  # fmt: skip
def test_an_open_alternative_excuses_no_wrong_value(docs: Docs, metadata: str, name: str) -> None:
    body = f'{{"model": "m",\n"prompt": "p",\n"metadata": {{\n{metadata}}}}}'
    assert told(docs(page(body))) == [("page-sample-invalid", 9, name)]


def test_a_value_fits_where_one_alternative_names_it(docs: Docs) -> None:
    body = '{"model": "m", "prompt": "p", "metadata": {"seed": 3, "watermark": false}}'
    assert told(docs(page(body))) == []


def test_json_in_a_field_of_a_form_is_judged(docs: Docs) -> None:
    command = (
        "```sh\ncurl https://host/v1/videos \\\n  -H 'Authorization: Bearer x' \\\n"
        "  -F prompt=p -F model=m \\\n"
        '  -F \'metadata={"img_url": "https://x",\n    "watermerk": true,\n'
        '    "prompt_extend": 7}\'\n'
        "```\n"
    )
    assert told(docs(command)) == [
        ("page-sample-field", 6, "watermerk"),
        ("page-sample-invalid", 7, "prompt_extend"),
    ]


def test_json_in_a_field_of_a_form_that_is_broken(docs: Docs) -> None:
    command = (
        "```sh\ncurl https://host/v1/videos -H 'Authorization: Bearer x' \\\n"
        "  -F prompt=p -F model=m -F 'metadata={\"img_url\" 3}'\n```\n"
    )
    assert [(each.code, each.line) for each in docs(command)][:1] == [("page-sample-broken", 3)]

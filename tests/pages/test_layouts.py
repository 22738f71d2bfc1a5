"""Layouts and damages that public pages come in: each is read, and none is misread."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.document import Document
from callsheet.pages.finding import Difference
from callsheet.pages.page import Page
from callsheet.pages.propose import propose

Docs = Callable[..., list[Difference]]

HEAD = "## Submit\n\nPOST /v1/video/generations\n\n### Request parameters\n\n"


def told(found: list[Difference]) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.name) for each in found if "missing" not in each.code]


def test_pipes_whose_rows_are_broken_over_lines(docs: Docs) -> None:
    text = (
        "POST /v1/video/generations\n\n请求参数\n\n"
        "| 参数 | 类型 | 必填 | 描述 |\n|---|---|---|---|\n"
        "| model |\nstring | 是 |\n模型 |\nprompt |\nstring\n| 是 | 提示词 |\n"
        "fps | boolean\n| 否 | 帧率 |\nseed | integer | 否 |\n\nn | integer | 是 | 数量 |\n"
    )
    assert told(docs(text, "page.txt")) == [("page-type", 13, "fps"), ("page-required", 17, "n")]


def test_a_break_of_the_page_within_a_command_and_a_sample(docs: Docs) -> None:
    text = (
        "POST /v1/video/generations\n\ncurl https://host/v1/video/generations\n\\\n"
        "  --header 'Authorization: Bearer x' \\\n\n- 3 -\n\n"
        "  --header 'Content-Type: application/json'"
        ' \\\n  --data \'{\n  "model": "m",\n\n- 4 -\n\n  "prompt": 5\n}\'\n'
    )
    assert told(docs(text, "page.txt")) == [("page-sample-invalid", 15, "prompt")]


def test_a_brace_of_a_program_is_no_sample(docs: Docs) -> None:
    text = "POST /v1/videos\n\nfetch('https://host/v1/videos',\n{\n  method: 'POST',\n})\n"
    assert told(docs(text, "page.txt")) == []


def test_a_method_is_told_where_it_stands(docs: Docs) -> None:
    text = (
        "```sh\ncurl https://host/v1/videos \\\n"
        "  -H 'Authorization: Bearer x' \\\n  -X PATCH\n```\n"
    )
    assert told(docs(text)) == [("page-method", 4, "PATCH /v1/videos")]


@pytest.mark.parametrize(
    "words", ["defaults to MP4 video", "default is good enough for most", "default 720x128\n0"]
)
def test_words_behind_default_are_no_value(docs: Docs, words: str) -> None:
    text = (
        f"GET /v1/videos/{{video_id}}/content\n\n### Query\n\nName Type Required Description\n"
        f"variant string no What to send, {words}\n"
    )
    assert told(docs(text, "page.txt")) == []


def test_an_endpoint_that_is_described_twice_lists_its_fields_twice(docs: Docs) -> None:
    table = "### Path parameters\n\n| Name | Type |\n|---|---|\n| {} | string |\n\n"
    one = "## Ask\n\nGET /v1/videos/{video_id}\n\n" + table.format("video_id")
    two = "## Ask again\n\nGET /v1/videos/{video_id}\n\n" + table.format("other")
    found = [each for each in docs(one + two) if each.code == "page-field-missing"]
    assert [(each.name, each.line) for each in found] == [("video_id", 17)]


ROW = "| {} | string | {} | x |\n"
TABLE = HEAD + "| Name | Type | Required | Description |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (("prompt", "yes", "modell", "yes"), "it may be `model` under another name"),
        (("model", "yes", "words", "yes"), "it may be `prompt` under another name"),
    ],
)
def test_a_field_under_another_name_is_listed(
    docs: Docs, document: Document, rows: tuple[str, ...], why: str
) -> None:
    text = TABLE + ROW.format(*rows[:2]) + ROW.format(*rows[2:])
    assert why in " ".join(_left(docs, document, text))


def _left(docs: Docs, document: Document, text: str) -> list[str]:
    page = Page("page.md", ())
    actions, left = propose(document, [(page, each) for each in docs(text)])
    assert actions == []
    return [each.why for each in left]


def test_a_slip_in_a_sample_is_listed(docs: Docs, document: Document) -> None:
    sample = '```json\n{"model": "m", "prompt": "p", "duratoin": 5}\n```\n'
    assert "misspelled in the sample" in " ".join(_left(docs, document, HEAD + sample))


def test_a_media_type_that_the_body_is_not_of_is_listed(docs: Docs, document: Document) -> None:
    command = (
        "```sh\ncurl https://h/v1/video/generations -H 'Authorization: Bearer x' "
        '-H \'Content-Type: application/xml\' -d \'{"model": "m", "prompt": "p"}\'\n```\n'
    )
    assert "what the command sends is application/json" in _left(docs, document, command)


LISTS = [
    (
        "- `prompt` (integer, required): What to show.\n- `model` (string, optional): Which.\n",
        (7, 8),
    ),
    (
        "- **prompt** (integer, required) – Shown.\n- **model** (string, optional) – Which.\n",
        (7, 8),
    ),
    ("* prompt `integer` – What to show.\n* model (string, 可选): 模型\n", (7, 8)),
    (
        (
            "#### `prompt`\n- Type: Integer\n- Required: Yes\n\n"
            "#### `model`\n- Type: String\n- Required: No\n- Description: Which.\n"
        ),
        (8, 13),
    ),
    (
        (
            "#### prompt\n- **类型**：integer\n- **必填**：是\n\n"
            "#### model\n- **类型**：string\n- **必填**：否\n"
        ),
        (8, 13),
    ),
]


@pytest.mark.parametrize(("fields", "lines"), LISTS)
def test_fields_as_points_of_a_list_or_below_headings(
    docs: Docs, fields: str, lines: tuple[int, int]
) -> None:
    assert told(docs(HEAD + fields)) == [
        ("page-type", lines[0], "prompt"),
        ("page-required", lines[1], "model"),
    ]


def test_points_that_explain_something_else_are_no_fields(docs: Docs) -> None:
    points = "- `sora-2` (fast): For drafts.\n- `kling-v1` (slow): For clips.\n- Vidu: more\n"
    assert docs(HEAD + points) == docs(HEAD)


def test_names_that_a_star_marks_as_required(docs: Docs) -> None:
    text = "POST /v1/video/generations\n\nRequest\n\nmodel*string\nprompt*integer\nfps*integer\n"
    assert told(docs(text, "page.txt")) == [
        ("page-type", 6, "prompt"),
        ("page-required", 7, "fps"),
    ]


PROGRAM = """```javascript
const form = new FormData();
form.append('prompt', text);
form.append('{part}', 'sora-2');
const made = await fetch('https://host/v1/videos', {{
  method: '{method}',
  body: form,
}});
const kept = await fetch(`${{base}}/v1/videos/${{made.id}}`);
await fetch('https://host/v1/videos', options);
```

```python
answer = requests.get(f"{{BASE}}/v1/{path}/{{job}}", headers=headers)
```
"""


@pytest.mark.parametrize(
    ("part", "method", "path", "findings"),
    [
        ("model", "POST", "videos", []),
        ("modell", "POST", "videos", [("page-sample-field", 4, "modell")]),
        ("model", "PUT", "videos", [("page-method", 6, "PUT /v1/videos")]),
        ("model", "POST", "vidoes", [("page-path", 14, "GET /v1/vidoes/{job}")]),
    ],
)
def test_calls_in_programs(
    docs: Docs, part: str, method: str, path: str, findings: list[tuple[str, int, str]]
) -> None:
    assert told(docs(PROGRAM.format(part=part, method=method, path=path))) == findings


def test_fields_as_components_of_mdx(docs: Docs) -> None:
    text = (
        '---\ntitle: Create\napi: "POST /v1/video/generations"\n---\n\n## Body\n\n'
        '<ParamField body="model" type="string" required>\n  The model.\n\n  More words.\n'
        "</ParamField>\n\n"
        '<ParamField body="prompt" type="integer" required default="x">Text.</ParamField>\n'
        '<ParamField body="seed" type="integer" required />\n'
        '<ParamField body="metadata" type="object">\n  <Expandable title="keys">\n'
        '    <ParamField body="negative_promt" type="string">\n      No.\n    </ParamField>\n'
        "  </Expandable>\n</ParamField>\n\n## Response\n\n"
        '<ResponseField name="task_id" type="string">Id</ResponseField>\n'
        '<ResponseField name="status" type="boolean">Status</ResponseField>\n\n'
        "<RequestExample>\n```bash cURL\ncurl https://host/v1/video/generations \\\n"
        '  -H \'Authorization: Bearer x\' \\\n  -d \'{"model": 3, "prompt": "p"}\'\n```\n'
        "</RequestExample>\n"
    )
    assert told(docs(text, "page.mdx")) == [
        ("page-type", 14, "prompt"),
        ("page-contradiction", 14, "prompt"),
        ("page-required", 15, "seed"),
        ("page-contradiction", 15, "seed"),
        ("page-field-unknown", 18, "metadata.negative_promt"),
        ("page-type", 27, "status"),
        ("page-sample-invalid", 33, "model"),
    ]


def test_a_path_that_is_copied_step_by_step(docs: Docs) -> None:
    text = "Skip to content\nPOST\n/\nv1\n/\nmovies\n\nGET\n/v1/videos/{video_id}\n\nCreate it.\n"
    assert told(docs(text, "page.txt")) == [("page-path", 3, "POST /v1/movies")]


def test_points_with_colons_and_words_between(docs: Docs) -> None:
    text = (
        "POST /v1/video/generations\n\n### 參數\n\n- `model`: string:必填,模型\n- 見下\n"
        "- `prompt`: integer:必填,描述\n- `seed`: integer:必填,種子\n- `n`: integer:可選,數量\n"
    )
    assert told(docs(text)) == [("page-type", 7, "prompt"), ("page-required", 8, "seed")]


@pytest.mark.parametrize(
    ("yes", "no", "string", "number"),
    [
        ("да", "нет", "строка", "число"),
        ("예", "아니요", "문자열", "숫자"),
        ("Oui", "Non", "chaîne", "nombre"),
        ("sí", "no", "cadena", "número"),
    ],
)
def test_types_in_other_languages(docs: Docs, yes: str, no: str, string: str, number: str) -> None:
    text = (
        "POST /v1/video/generations\n\n| A | B | C | D |\n|---|---|---|---|\n"
        f"| model | {string} | {yes} | x |\n| prompt | {number} | {yes} | x |\n"
        f"| seed | {number} | {no} | x |\n| n | {string} | {no} | x |\n"
        f"| user | {string} | {yes} | x |\n"
    )
    assert told(docs(text)) == [
        ("page-type", 6, "prompt"),
        ("page-type", 8, "n"),
        ("page-required", 9, "user"),
    ]


HINDI = (
    "POST /v1/video/generations\n\n| पैरामीटर | प्रकार | आवश्यक | विवरण |\n|---|---|---|---|\n"
    "| model | string | हाँ | मॉडल |\n| prompt | string | हाँ | विवरण |\n"
    "| duration | number | नहीं | अवधि |\n| seed | integer | नहीं | बीज |\n"
    "| n | integer | नहीं | संख्या |\n"
)


def test_answers_in_a_language_that_nobody_taught(docs: Docs) -> None:
    assert told(docs(HINDI)) == []
    changed = HINDI.replace("| seed | integer | नहीं", "| seed | integer | हाँ")
    assert told(docs(changed)) == [("page-required", 8, "seed")]


def test_two_words_that_are_no_answers(docs: Docs) -> None:
    mixed = HINDI.replace("| model | string | हाँ", "| model | string | नहीं").replace(
        "| seed | integer | नहीं", "| seed | integer | हाँ"
    )
    assert told(docs(mixed)) == []


def test_fields_below_one_another(docs: Docs) -> None:
    text = (
        "POST\n/\nv1\n/\nvideos\n\nボディ\n\nmultipart/form-data\nmodel\nstring\n\nThe model.\n\n"
        'prompt\nstring\n必須\n\nThe words.\n\n:\n\n"a cat"\n\n'
        "size\nenum<string>\nデフォルト:640x480\n\nSize.\n\n利用可能なオプション:\n720x1280,\n1280x720\n"
        "secunds\ninteger\n\nLength.\n\nレスポンス\n\n200 - application/json\n\nDone.\n\n"
        "id\ninteger\n\nThe id.\n\nobject\nstring\n"
    )
    assert told(docs(text, "page.txt")) == [
        ("page-default", 27, "size"),
        ("page-enum", 32, "size"),
        ("page-enum", 32, "size"),
        ("page-field-unknown", 34, "secunds"),
        ("page-type", 46, "id"),
    ]


def test_a_name_and_its_type_in_one_word(docs: Docs) -> None:
    text = (
        "POST\n/v1/video/generations\n\nRequest Body\n\napplication/json\n\n"
        "model*string\n\nModel\n\nprompt?string\n\nText\n\nseed?string\n\nSeed\n\n"
        "userstringRequired\n\nUser\n\nResponse Body\n\n"
        '{\n  "task_id": 5\n}\n'
    )
    assert told(docs(text, "page.txt")) == [
        ("page-required", 12, "prompt"),
        ("page-type", 16, "seed"),
        ("page-required", 20, "user"),
        ("page-sample-invalid", 27, "task_id"),
    ]


def test_a_new_field_that_must_be_sent_and_that_the_sample_lacks(
    document: Document, docs: Docs
) -> None:
    text = (
        HEAD + "| Name | Type | Required |\n|---|---|---|\n| model | string | yes |\n"
        "| prompt | string | yes |\n| fresh | string | yes |\n\n"
        '```json\n{"model": "m", "prompt": "p"}\n```\n'
    )
    found = docs(text)
    assert told(found) == [
        ("page-field-unknown", 11, "fresh"),
        ("page-contradiction", 11, "fresh"),
    ]
    actions, _ = propose(document, [(Page("page.md", ()), each) for each in found])
    assert actions == []


def test_words_that_repeat_a_name_are_no_heading(docs: Docs) -> None:
    text = (
        "POST\n/v1/video/generations\n\nRequest Body\n\nresponse_format?string\n\n"
        "Response format\n\nusher?string\n\nUser\n\nResponse Body\n\ntask_id*integer\n\nThe id.\n"
    )
    assert told(docs(text, "page.txt")) == [
        ("page-field-unknown", 10, "usher"),
        ("page-type", 16, "task_id"),
    ]


def _tables_of_one_schema(*listed: str) -> str:
    """Return a page with several tables of one object."""
    page = "## Ask\n\nGET /v1/videos/{video_id}\n\n"
    for at, names in enumerate(listed):
        rows = "".join(f"| {name} | {kind} |\n" for name, kind in KINDS.items() if name in names)
        heads = f"## Again {at}\n\nGET /v1/videos/{{video_id}}\n\n" if at else ""
        page += f"{heads}### Response\n\n| Name | Type |\n|---|---|\n{rows}\n"
    return page


KINDS = dict.fromkeys(("id", "object", "model", "status", "fresh"), "string")
KINDS |= {"created_at": "integer", "progress": "integer"}
WHOLE = "id object model status created_at progress"


def _lacks(docs: Docs, *listed: str) -> list[tuple[str, int]]:
    """Return the fields that tables do not list, of those that the pages here speak of."""
    found = docs(_tables_of_one_schema(*listed))
    return [(d.name, d.line) for d in found if "missing" in d.code and d.name in KINDS]


def test_a_table_may_show_a_part_of_what_another_shows(docs: Docs) -> None:
    assert _lacks(docs, WHOLE, "id object model", "id object model") == []


def test_a_row_that_one_of_two_tables_lacks_is_told(docs: Docs) -> None:
    assert _lacks(docs, WHOLE, WHOLE.replace(" progress", "")) == [("progress", 22)]


@pytest.mark.parametrize(
    ("others", "proposed"), [(("id model", "id status", "id object"), 1), ((WHOLE, WHOLE), 0)]
)
def test_a_field_that_a_whole_table_of_the_same_lacks_is_listed(
    docs: Docs, document: Document, others: tuple[str, ...], proposed: int
) -> None:
    new = [d for d in docs(_tables_of_one_schema(WHOLE + " fresh", *others)) if d.name == "fresh"]
    actions, left = propose(document, [(Page("page.md", ()), each) for each in new])
    assert len(actions) == proposed
    assert all("shows the same fields" in each.why for each in left)


def test_a_row_against_the_sample_below_it(document: Document, docs: Docs) -> None:
    text = (
        HEAD + "| Name | Type | Required |\n|---|---|---|\n| model | string | yes |\n"
        "| seed | object | no |\n| user | string | yes |\n\n"
        '```json\n{"model": "m", "prompt": "p",\n "seed": 3}\n```\n'
    )
    found = docs(text)
    assert told(found) == [
        ("page-type", 10, "seed"),
        ("page-contradiction", 10, "seed"),
        ("page-required", 11, "user"),
        ("page-contradiction", 11, "user"),
    ]
    actions, _ = propose(document, [(Page("page.md", ()), each) for each in found])
    assert actions == []

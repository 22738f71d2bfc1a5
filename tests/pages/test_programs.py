"""Programs on a page: what they would send is read, and nothing of them is run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.pages.finding import Difference

Docs = Callable[..., list[Difference]]

CALLS = {
    "fetch": """const response = await fetch('https://host/v1/video/generations', {
  method: 'POST',
  headers: {'Authorization': `Bearer ${key}`, 'Content-Type': 'application/json'},
  body: JSON.stringify({
    model: 'kling-v1', // the model
    prompt: text,
    PLACE
  })
});
""",
    "fetch, in variables": """const url = "https://host/v1/video/generations";
const payload = {
  model: "kling-v1",
  ...rest,
  prompt: "A " + thing,
  PLACE
};
const options = {method: "POST", headers, body: JSON.stringify(payload)};
fetch(url, options).then(answer => answer.json());
""",
    "axios": """axios.post(`${base}/v1/video/generations`, {
  model,
  prompt,
  PLACE
}, {headers: {Authorization: 'Bearer ' + key}});
""",
    "axios, one object": """axios({ method: 'POST', url: 'https://host/v1/video/generations',
  data: {'model': 'm', 'prompt': 'p',
    PLACE
  }})
""",
    "requests": """import requests
response = requests.post(
    "https://host/v1/video/generations",
    headers={"Authorization": f"Bearer {KEY}"},
    json={
        "model": "kling-v1",
        "prompt": "a" * 3,
        PLACE
    },
)
print(response.json())
""",
    "requests, in variables": """url = BASE + "/v1/video/generations"
payload = {
    "model": "kling-v1", "prompt": PROMPT,
    PLACE
}
requests.request("POST", url, data=json.dumps(payload), headers=headers, timeout=60)
""",
}


def told(found: list[Difference]) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.name) for each in found if "missing" not in each.code]


def page(program: str) -> str:
    return f"# Video\n\n```\n{program}```\n"


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize(
    ("planted", "finding"),
    [
        ("'seed': 3, 'duration': 5,", None),
        ("'saed': 3,", ("page-sample-field", "saed")),
        ("'duration': [5],", ("page-sample-invalid", "duration")),
        ("'duration': 5 * 2,", None),
        ("'metadata': {'seed': \"x\"},", ("page-sample-invalid", "metadata.seed")),
    ],
)
def test_a_body_is_judged_where_it_is_written(
    docs: Docs, kind: str, planted: str, finding: tuple[str, str] | None
) -> None:
    program = CALLS[kind]
    text = page(program.replace("PLACE", planted))
    line = text[: text.index(planted)].count("\n") + 1
    expected = [(finding[0], line, finding[1])] if finding else []
    assert told(docs(text)) == expected


@pytest.mark.parametrize("kind", CALLS)
def test_a_program_in_plain_text(docs: Docs, kind: str) -> None:
    program = CALLS[kind].replace("PLACE", "'saed': 3,")
    text = f"Generate a clip\n\nRequest example\n{program}\nResponse\n\nThe job (see below).\n"
    line = text[: text.index("'saed'")].count("\n") + 1
    assert told(docs(text, "page.txt")) == [("page-sample-field", line, "saed")]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("/v1/video/generations", "/v1/movie/generations", "page-path"),
        ("'POST'", "'PUT'", "page-method"),
        ("`Bearer ${key}`", "`Basic ${key}`", "page-auth"),
        ("'Bearer ' + key", "'Basic ' + key", "page-auth"),
        ('f"Bearer {KEY}"', 'f"Basic {KEY}"', "page-auth"),
        ("requests.post(", "requests.put(", "page-method"),
        ("'application/json'", "'application/xml'", "page-media-type"),
    ],
)
def test_where_and_how_a_program_calls(docs: Docs, old: str, new: str, finding: str) -> None:
    seen = 0
    for program in CALLS.values():
        if old not in program:
            continue
        seen += 1
        text = page(program.replace("PLACE", ""))
        line = text[: text.index(old)].count("\n") + 1
        found = docs(text.replace(old, new))
        assert (finding, line) in [(each.code, each.line) for each in found]
    assert seen


def test_a_query_and_a_form_of_a_program(docs: Docs) -> None:
    program = (
        'requests.get(f"{base}/v1/videos/{id}/content", params={"variant": kind,\n  "befor": 3})\n'
        'requests.post("https://host/v1/videos", data={"prompt": "p", "model": "m",\n'
        '  "secunds": "4"}, files={"input_reference": open("a.png", "rb")})\n'
    )
    assert told(docs(page(program))) == [
        ("page-field-unknown", 5, "befor"),
        ("page-sample-field", 7, "secunds"),
    ]


@pytest.mark.parametrize(
    "program",
    [
        "fetch(url, options)\n",
        "fetch('https://host/v1/videos', options)\n",
        "fetch(\n",
        "fetch('https://host/v1/videos', {method: 'POST', body: \n",
        "requests.post(url=make(), json=**x)\n",
        "const a = {b: {c: [}\nfetch('https://host/v1/videos', a)\n",
        "fetch(" + "[" * 5000 + "\n",
        "fetch(" + "{a:" * 5000 + "\n",
    ],
)
def test_what_a_program_hides_is_not_guessed(docs: Docs, program: str) -> None:
    assert told(docs(page(program))) == []

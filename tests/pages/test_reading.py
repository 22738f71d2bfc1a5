"""Pages become blocks whose text knows its lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.pages.curl import read_commands
from callsheet.pages.finding import Difference
from callsheet.pages.json_sample import NotJson, read_samples
from callsheet.pages.page import Block, Code, Heading, Item, Page, Prose, Table, Text
from callsheet.pages.reading import LARGEST, LARGEST_TEXT, Unreadable, read_page

Docs = Callable[..., list[Difference]]

MARKDOWN = """---
title: Front matter
---
# A *title* with `code`

Words on
two lines.

- one
  - two

| a | b |
|---|---|
| `x` | y<br>z |

```json
{"a": 1}
```

!!! note
    Indented words.

<table><tr><td>raw</td></tr></table>
"""

HTML = """<!doctype html>
<html><head><script>
alert("never")
</script></head><body>
<nav>menu</nav>
<h1>A
title</h1>
<!-- two
lines --><p>Words
on two lines.<br>Third.</p>
<ul><li>one<ul><li>two</ul></ul>
<table><tr><th>Name<th>Type
<tr><td><code>x</code><td>string
</table>
<pre class="lang-json"><span>{</span>
  "a":
    1
}</pre>
<p hidden>not seen</p>
</body></html>
"""

TEXT = """Create
POST /things
Name Type Required Description
name string yes what it is
called
long_
name integer no a number
Response
{"id": "a",
 "ok": true}
"""


def page(tmp_path: Path, name: str, text: str) -> Page:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_page(path, name)


def shown(block: Block) -> object:
    match block:
        case Heading(level, text):
            return (f"h{level}", text.text, text.line())
        case Prose(text):
            return ("p", text.text, text.line())
        case Item(depth, text):
            return (f"li{depth}", text.text, text.line())
        case Code(language, text):
            return (language, text.text, [line for _, line in text.starts])
        case Table(rows, headed):
            return (headed, [[(cell.text, cell.line()) for cell in row] for row in rows])


def test_markdown(tmp_path: Path) -> None:
    assert [shown(block) for block in page(tmp_path, "a.md", MARKDOWN).blocks] == [
        ("h1", "A title with `code`", 4),
        ("p", "Words on\ntwo lines.", 6),
        ("li0", "one", 9),
        ("li1", "two", 10),
        (True, [[("a", 12), ("b", 12)], [("`x`", 14), ("y\nz", 14)]]),
        ("json", '{"a": 1}\n', [17, 18]),
        ("p", "Indented words.", 21),
        (False, [[("raw", 23)]]),
    ]


def test_html(tmp_path: Path) -> None:
    assert [shown(block) for block in page(tmp_path, "a.html", HTML).blocks] == [
        ("h1", "A title", 6),
        ("p", "Words on two lines.\nThird.", 9),
        ("li0", "one", 11),
        ("li1", "two", 11),
        (True, [[("Name", 12), ("Type", 12)], [("`x`", 13), ("string", 13)]]),
        ("json", '{\n  "a":\n    1\n}', [15, 16, 17, 18]),
    ]


def test_text_of_a_pdf(tmp_path: Path) -> None:
    assert [shown(block) for block in page(tmp_path, "a.txt", TEXT).blocks] == [
        ("h3", "Create", 1),
        ("h3", "POST /things", 2),
        (
            True,
            [
                [("Name", 3), ("Type", 3), ("Required", 3), ("Description", 3)],
                [("name", 4), ("string", 4), ("yes", 4), ("what it is\ncalled", 4)],
                [("long_name", 6), ("integer", 7), ("no", 7), ("a number", 7)],
            ],
        ),
        ("h3", "Response", 8),
        ("json", '{"id": "a",\n "ok": true}', [9, 10]),
    ]


def test_lost_characters_are_told(tmp_path: Path) -> None:
    read = page(tmp_path, "a.txt", "Fine.\n\nThe \ufffd\ufffd value.\n")
    assert [(unread.line, unread.why) for unread in read.unread] == [
        (3, "characters are lost: “The \ufffd value.”")
    ]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "a.md",
            b"%PDF-1.7 ...",
            "it is a PDF; give its text (pdftotext -layout page.pdf page.txt)",
        ),
        ("a.html", b"GIF89a\0\0\0", "it is binary, not a page of text"),
        ("gone.md", None, "No such file or directory"),
    ],
)
def test_what_is_no_page_is_refused(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable, match=why.replace("(", r"\(").replace(")", r"\)")):
        read_page(tmp_path / name, name)


def test_a_page_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="more than 8,388,608; split it"):
        read_page(tmp_path / "a.md", "a.md")


def test_plain_text_is_bounded_earlier(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("| a |\nstring |\n" * (LARGEST_TEXT // 15 + 1))
    with pytest.raises(Unreadable, match=r"plain text of 1,048,\d+ characters, more than"):
        read_page(tmp_path / "a.txt", "a.txt")


@pytest.mark.parametrize(
    "line",
    [
        "| a |\nstring | yes |\n",
        '{"a": [\n',
        "requests.post(\n",
        "const a = {b: 1};\n",
        "a\n",
        "model string\n",
    ],
)
def test_plain_text_of_one_broken_line(docs: Docs, line: str) -> None:
    """What a line begins is looked for within bounds, so that time grows with the page alone."""
    head = "POST /v1/videos\n\nname | type | required\n"
    seconds = [_seconds(docs, head + line * (size // len(line))) for size in (4_000, 40_000)]
    assert seconds[1] < 30 * max(seconds[0], 0.05)


def _seconds(docs: Docs, text: str) -> float:
    start = time.process_time()
    docs(text, "page.txt")
    return time.process_time() - start


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.html", "<div>" * 20_000 + "x"),
        ("lists.md", "- " * 5_000 + "x"),
        ("quotes.md", ">" * 20_000 + "x"),
        ("cells.html", "<table>" * 500 + "<tr><td>x"),
        ("brackets.txt", "{" * 100_000),
        ("backticks.md", "`" * 50_000),
        ("curl.txt", "curl '" + "a" * 100_000),
        ("words.txt", "a " * 200_000),
        ("pipes.md", "|" * 100_000 + "\n" + "|-" * 50_000),
        ("links.md", "[" * 20_000),
        ("stars.md", "*a " * 20_000),
        ("rows.txt", "name | type\n" + "x y\n" * 10_000),
        ("broken.txt", "name | type | required\n" + "a |\n" * 5_000),
        ("calls.md", "```js\n" + "fetch('https://h/v1/x', " * 2_000 + "\n```\n"),
        ("points.md", "- a (" + "x" * 50_000 + "\n- b (string"),
        ("ends.txt", "curl https://h/v1/x " + "\\\n" * 20_000),
    ],
)
def test_hostile_pages_are_read_or_told_in_little_time(
    tmp_path: Path, name: str, text: str
) -> None:
    start = time.process_time()
    read = page(tmp_path, name, text)
    assert time.process_time() - start < 10  # of work; some 1 s at most, where nothing else runs
    assert read.blocks or read.unread


def test_what_is_nested_too_deep_is_told(tmp_path: Path) -> None:
    read = page(tmp_path, "a.html", "<div>\n" * 300 + "x")
    assert [unread.why for unread in read.unread] == [
        "elements are nested more than 256 deep; what is below was not read"
    ]


@given(
    st.text(st.characters(exclude_characters="\0"), max_size=200),
    st.sampled_from(["md", "html", "txt"]),
)
def test_any_text_is_a_page(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{suffix}"
    path.write_bytes(text.encode("utf-8", "replace"))
    lines = text.count("\n") + text.count("\r") + 1
    for block in read_page(path, path.name).blocks:
        if not isinstance(block, Table):
            assert 1 <= block.text.line() <= lines


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1, // why\n "b": [1, 2, ...],}', [{"a": 1, "b": [1, 2]}]),
        ('{"url": "https://a/\n   b.png"}', [{"url": "https://a/b.png"}]),
        ('{"id": <id>, "n": {{n}}}', [{"id": None, "n": None}]),
        ('{"a": 1}\n{"b": null}', [{"a": 1}, {"b": None}]),
        (r'{"a": "\u00e9\n\"x\""}', [{"a": 'é\n"x"'.replace("\n", "")}]),
    ],
)
def test_samples_as_pages_print_them(text: str, values: list[object]) -> None:
    assert [sample.value for sample in read_samples(Text.of_lines(text, 1))] == values


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('{\n"a" 1}', 2, "a colon is expected here"),
        ('{"a": 1,\n\n"a": 2}', 3, "the key 'a' stands twice"),
        ('{"a": "x', 1, "a string does not end"),
        ("[" * 200, 1, "values are nested more than 100 deep"),
        ('{"a": 1', 1, "the text ends before a '}'"),
    ],
)
def test_what_is_no_json_is_told_with_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(NotJson) as caught:
        read_samples(Text.of_lines(text, 1))
    assert (caught.value.line, caught.value.why) == (line, why)


def test_a_curl_command_is_read_as_a_shell_would_split_it() -> None:
    text = """# two commands
curl -X PUT "https://$HOST/v1/things/{id}?page=2" \\
  -H 'Authorization: Bearer '"$KEY" --compressed \\
  --data-raw '{
    "a": "it'"'"'s"
  }' | jq .
curl https://host/v1/upload -F file=@a.png -F "note=a b"
"""
    first, second = read_commands(Text.of_lines(text, 1))
    assert (first.method, first.path, first.query, first.line) == (
        "PUT",
        "/v1/things/{id}",
        ["page"],
        2,
    )
    assert first.headers[0][0] == "authorization"
    assert first.headers[0][1].text == "Bearer $KEY"
    assert read_samples(first.data[0][0])[0].value == {"a": "it's"}
    assert first.data[0][0].line(4) == 5
    assert (second.method, [name for name, _ in second.form]) == ("POST", ["file", "note"])

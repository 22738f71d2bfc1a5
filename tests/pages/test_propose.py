"""From a changed page to an overlay, and from there into the document."""

from __future__ import annotations

import shutil
from difflib import unified_diff
from pathlib import Path

import pytest

from callsheet.cli import main

ROOT = Path(__file__).parents[2]

PAGE = (Path(__file__).parent / "pages" / "videos.zh.md").read_text("utf-8")


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "spec" / "video.openapi.yaml"


def changed(spec: Path, *swaps: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Change the page, propose and apply; return the lines that left the document, and came."""
    page = PAGE
    for old, new in swaps:
        assert old in page
        page = page.replace(old, new, 1)
    Path("page.md").write_text(page, "utf-8")
    before = spec.read_text("utf-8").splitlines()
    assert main(["docs", "page.md", "--spec", str(spec), "--propose", "o.yaml"]) == 1
    if not Path("o.yaml").exists():
        return [], []
    assert main(["apply", "o.yaml", "--spec", str(spec), "--yes"]) == 0
    after = spec.read_text("utf-8").splitlines()
    differ = list(unified_diff(before, after, lineterm="", n=0))[2:]
    gone = [line[1:].strip() for line in differ if line.startswith("-")]
    come = [line[1:].strip() for line in differ if line.startswith("+")]
    assert main(["docs", "page.md", "--spec", str(spec)]) == 0, "the edit makes the two agree"
    return gone, come


EDITS = [
    (
        "、`spritesheet`",
        "",
        ["enum: [video, thumbnail, spritesheet]"],
        ["enum: [video, thumbnail]"],
    ),
    (
        "`pro`、`4k`",
        "`pro`、`4k`、`8k`",
        ["enum: [std, pro, 4k]"],
        ["enum: [std, pro, 4k, 8k]"],
    ),
    ("最多 32000", "最多 16000", ["maxLength: 32000"], ["maxLength: 16000"]),
    ("默认 `sora-2`", "默认 `sora-3`", ["default: sora-2"], ["default: sora-3"]),
    (
        "| mode | string | 否 |",
        "| loop | boolean | 否 | 首尾相接 |\n| mode | string | 否 |",
        [],
        ["loop:", "description: 首尾相接。"],
    ),
    ("| progress | integer |", "| progress | number |", ["type: integer"], ["type: number"]),
    (
        "| variant | string | 否 |",
        "| variant | string | 是 |",
        ["required: false"],
        ["required: true"],
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "gone", "come"), EDITS)
def test_an_edit_says_what_the_page_says(
    spec: Path, old: str, new: str, gone: list[str], come: list[str]
) -> None:
    left, came = changed(spec, (old, new))
    assert left == gone
    assert came[: len(come)] == come


def test_edits_say_together_what_the_page_says_and_touch_nothing_else(spec: Path) -> None:
    chosen = [edit for edit in EDITS if "`8k`" not in edit[1]]
    left, came = changed(spec, *((old, new) for old, new, _, _ in chosen))
    assert sorted(left) == sorted(line for _, _, gone, _ in chosen for line in gone)
    assert [line for _, _, _, come in chosen for line in come if line not in came] == []
    assert len(came) - len(left) == 3, "the new field: its name, its description, its type"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("| 否 | 时长，单位秒", "| 是 | 时长，单位秒", ""),
        ('"progress": 0,', '"progress": "none",', "it takes a person to say which side is right"),
        ("POST /v1/videos\n", "PUT /v1/videos\n", "it takes a person to say which side is right"),
        ('Bearer sk-xxxx" \\\n  -F', 'Basic sk-xxxx" \\\n  -F', "it takes a person"),
        ("| error | object |", "| error | array |", "by reference or by alternatives"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_listed(
    spec: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, why: str
) -> None:
    Path("page.md").write_text(PAGE.replace(old, new, 1), "utf-8")
    main(["docs", "page.md", "--spec", str(spec), "--propose", "o.yaml"])
    told = capsys.readouterr().out
    if why:
        assert "not proposed: page.md:" in told
        assert why in told
        assert not Path("o.yaml").exists()
    else:
        assert Path("o.yaml").exists()


NEW = """
## 改编

### 接口

```
POST /v1/videos/{video_id}/remix
```

### 路径参数

| 名称 | 数据类型 | 必填 | 说明 |
|------|----------|------|------|
| video_id | string | 是 | 任务编号 |

### 请求参数

| 名称 | 数据类型 | 必填 | 说明 |
|------|----------|------|------|
| prompt | string | 是 | 新的画面内容 |

### 响应

#### 200 - 已受理

```json
{"id": "video_124", "object": "video", "model": "sora-2", "status": "queued", "progress": 0,
 "created_at": 1712697600, "remixed_from_video_id": "video_123"}
```
"""


def test_a_new_endpoint_becomes_an_operation(spec: Path) -> None:
    changed(spec, ("\n## 错误响应\n", NEW + "\n## 错误响应\n"))
    text = spec.read_text("utf-8")
    operation = text[text.index("  /v1/videos/{video_id}/remix:") : text.index("\ncomponents:")]
    assert "operationId: remixVideo" in operation
    assert "- $ref: '#/components/parameters/VideoId'" in operation
    assert "$ref: '#/components/schemas/Video'" in operation
    assert main(["lint", str(spec), "--strict"]) == 0


def test_nothing_is_written_without_a_yes(
    spec: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("page.md").write_text(PAGE.replace("最多 32000", "最多 16000"), "utf-8")
    main(["docs", "page.md", "--spec", str(spec), "--propose", "o.yaml"])
    before = spec.read_bytes()
    assert main(["apply", "o.yaml", "--spec", str(spec)]) == 1
    assert spec.read_bytes() == before
    told = capsys.readouterr()
    assert "+          maxLength: 16000" in told.out
    assert told.err == "give --yes to write without being asked\n"

"""A template may import more than one document needs: what is not used goes."""

from __future__ import annotations

import black
import pytest

from callsheet.imports import without_unused

CASES = {
    "an import that nothing uses": ("import os\nimport re\n\nre\n", "import re\n\nre\n"),
    "one name of several": (
        "from typing import Any, List, Literal\n\nx: List[Any] = []\n",
        "from typing import Any, List\n\nx: List[Any] = []\n",
    ),
    "a group of imports, with its blank line": (
        '"""Doc."""\n\nimport re\n\nimport httpx\n\nfrom . import models\n\nmodels, re\n',
        '"""Doc."""\n\nimport re\n\nfrom . import models\n\nmodels, re\n',
    ),
    "all imports, so that the gap before a class stays": (
        '"""Doc."""\n\nimport re\n\n\nclass A:\n    pass\n',
        '"""Doc."""\n\n\nclass A:\n    pass\n',
    ),
    "the only lines of a file": ("import re\nimport os\n", ""),
    "the last lines of a file": ('"""Doc."""\n\nimport re\n', '"""Doc."""\n'),
    "a long list, which stays spread over lines": (
        "from somewhere import (\n"
        + "".join(f"    a_rather_long_name_{n},\n" for n in range(5))
        + ")\n\n"
        + "".join(f"a_rather_long_name_{n}\n" for n in range(4)),
        "from somewhere import (\n"
        + "".join(f"    a_rather_long_name_{n},\n" for n in range(4))
        + ")\n\n"
        + "".join(f"a_rather_long_name_{n}\n" for n in range(4)),
    ),
    "a block for type checkers that becomes empty": (
        (
            "import re\nfrom typing import TYPE_CHECKING, Any\n\n"
            "if TYPE_CHECKING:\n    from .x import Y\n\nz: Any = re\n"
        ),
        "import re\nfrom typing import Any\n\nz: Any = re\n",
    ),
    "one import in a block for type checkers": (
        (
            "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
            '    from .x import A\n    from .y import B\n\nz: "B"\n'
        ),
        'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .y import B\n\nz: "B"\n',
    ),
    "a module that a string only mentions": (
        'import json\nfrom typing import Literal\n\nx: Literal["json"] = "json"\n',
        'from typing import Literal\n\nx: Literal["json"] = "json"\n',
    ),
}

KEPT = {
    "the future": "from __future__ import annotations\n",
    "a name said to be for others": "from .client import Client as Client\n",
    "a name in __all__": 'from .client import Client\n\n__all__ = ["Client"]\n',
    "a name in an annotation in quotes": 'import uuid\n\n\ndef f(x: "uuid.UUID") -> None: ...\n',
    "a name in a quoted part of an annotation": 'import uuid\n\nx: list["uuid.UUID"] = []\n',
    "a name in a cast": 'import uuid\nfrom typing import cast\n\nx = cast("uuid.UUID", 1)\n',
    "a submodule whose package is used": "import os.path\n\nos.path\n",
    "a star": "from x import *\n",
    "an import that shares its line": "import os; import re\n\nre\n",
    "an import inside a function": "def f() -> None:\n    import os\n",
    "a name used before a form feed in a text": 'import re\n\nx = "\x0c"\nre\n',
}


@pytest.mark.parametrize("case", CASES)
def test_dropped(case: str) -> None:
    before, after = CASES[case]
    assert without_unused(before) == after


@pytest.mark.parametrize("case", KEPT)
def test_kept(case: str) -> None:
    assert without_unused(KEPT[case]) == KEPT[case]


@pytest.mark.parametrize("case", CASES)
def test_what_is_left_is_as_black_has_it(case: str) -> None:
    after = without_unused(CASES[case][0])
    assert black.format_str(after, mode=black.Mode()) == after


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(SyntaxError):
        without_unused("def f(:\n")

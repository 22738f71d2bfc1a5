"""The documents that there are cases for, and their cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from callsheet.behaviour import files_beside
from callsheet.behaviour.model import Case
from callsheet.behaviour.reader import Reader, usual_keys
from callsheet.config import Config
from callsheet.diagnostics import Report, Stop
from callsheet.document import Document as OpenApi
from callsheet.ir import Api
from callsheet.lower import lower
from callsheet.read import read
from callsheet.source import load
from callsheet.targets import discover, folders, required
from case_examples import Examples
from case_styles import STYLES
from making import written

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with a folder of cases beside it."""

    name: str
    spec: Path
    package: str
    output: Path | None = None
    """Where its styles are, if they are not to be generated first."""

    def made(self, folder: Path) -> Path:
        """Return where its styles are: in the folder, unless they are there already."""
        if self.output is not None:
            return self.output
        known = discover(folders(None), Report())
        asked = {name for style in STYLES for name in style.targets}
        wanted = tuple(sorted({*asked, *required(asked, known)}))
        prefix = self.package.upper()
        config = Config(self.spec, folder, self.package, self.package, prefix, wanted)
        return written(config)


DOCUMENTS = (
    Document("video", ROOT / "spec/video.openapi.yaml", "burncloud_video", ROOT / "generated"),
    Document("kitchen_sink", ROOT / "tests/specs/kitchen_sink/openapi.yaml", "sink_cases"),
    Document("image_job", ROOT / "tests/specs/image_job/image_job.yaml", "studio_cases"),
)


@cache
def read_of(document: Document) -> OpenApi:
    """Return a document, read."""
    return read(document.spec, Report())


@cache
def api_of(document: Document) -> Api:
    """Return a document, lowered."""
    return lower(read_of(document), Report())


@cache
def cases_of(document: Document) -> tuple[Case, ...]:
    """Return all cases of a document: those that it makes by itself, and the written ones."""
    api, report = api_of(document), Report()
    roots = [load(path, identity=path.name) for path in files_beside(document.spec)]
    written = Reader(read_of(document), api, report).files(roots)
    if report.has_errors:
        raise Stop(report)
    return (*Examples(api, document.spec.parent, usual_keys(api)).cases(), *written)

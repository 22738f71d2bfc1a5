"""The declaration: which document makes which targets, where to, under which names."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path

from callsheet.data import dataclass
from callsheet.diagnostics import ALLOWABLE, Place, Report, Stop
from callsheet.toml import Toml, meant, read_toml

FILE_NAME = "callsheet.toml"
OUT = "generated"

_KEYS = ("spec", "out", "package", "project", "env-prefix", "targets", "templates", "allow")
_PACKAGE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_PROJECT = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\Z")
_PREFIX = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """What templates may know beside the API."""

    package: str
    """The import package: ``acme_pets``."""
    project: str
    """The distribution: ``acme-pets``."""
    env_prefix: str
    """In front of the names of environment variables: ``ACME`` for ``ACME_API_KEY``."""


@dataclass(frozen=True, slots=True)
class Config:
    """What to make of which document. Paths are absolute."""

    spec: Path
    out: Path
    package: str = ""
    """Empty, as the next two may be: made from the document's title then."""
    project: str = ""
    env_prefix: str = ""
    targets: tuple[str, ...] = ()
    """Empty: every target there is."""
    templates: tuple[Path, ...] = ()
    """Folders looked through before the built-in templates."""
    folder: Path | None = None
    """Where callsheet.toml lies; None where there is no such file, and then nothing is cached."""
    allow_outside: bool = False
    """Whether references may lead out of the document's folder."""
    allow: tuple[str, ...] = ()
    """Codes of errors that are taken for warnings."""
    file: Toml | None = field(default=None, repr=False, compare=False)

    def settings(self, title: str) -> Settings:
        """Return the settings, those that were not given made from the document's title."""
        package = self.package or package_of(title)
        return Settings(
            package=package,
            project=self.project or package.replace("_", "-"),
            env_prefix=self.env_prefix or package.upper(),
        )

    def place(self, key: str, item: str = "") -> Place | None:
        """Return where a setting stands; None where it comes from no file."""
        return self.file.place(key, item) if self.file else None


def package_of(title: str) -> str:
    """Return an import package for a title: ``Pet Store`` becomes ``pet_store``.

    One word alone gets ``_client`` behind it, for ``json`` or ``calendar`` would hide a module of
    the standard library, and which ones there are differs between versions of Python.
    """
    words = [word.lower() for word in _WORD.findall(title)]
    return "_".join(words) if len(words) > 1 else "_".join([*words, "client"])


def find(start: Path) -> Path | None:
    """Return the callsheet.toml of a folder, or of the nearest one above that has it."""
    start = start.resolve()
    return next((f for at in (start, *start.parents) if (f := at / FILE_NAME).is_file()), None)


def read_config(path: Path, report: Report) -> Config:
    """Return what a callsheet.toml says. Raises :class:`Stop` with all that is wrong with it."""
    file = read_toml(path, report)
    file.only(_KEYS)
    folder = path.resolve().parent
    spec = _inside(file, "spec", file.string("spec"), folder)
    if "spec" not in file.values:
        file.error("setting-missing", "'spec' must name the OpenAPI document", "")
    elif not spec.is_file() and isinstance(file.values["spec"], str):
        file.error("spec-missing", f"there is no file {file.values['spec']}", "spec")
    config = Config(
        spec=spec,
        out=_inside(file, "out", file.string("out", OUT), folder),
        package=file.string("package"),
        project=file.string("project"),
        env_prefix=file.string("env-prefix"),
        targets=_targets(file),
        templates=tuple(_templates(file, folder)),
        folder=folder,
        allow=_allowed(file),
        file=file,
    )
    _check_names(config, report)
    if report.has_errors:
        raise Stop(report)
    return config


def override(
    config: Config | None,
    report: Report,
    *,
    spec: str = "",
    package: str = "",
    out: str = "",
    allow_outside: bool = False,
    allow: Iterable[str] = (),
) -> Config:
    """Return a config with what the command line says, which needs no file.

    Paths are relative to the working directory. Raises :class:`Stop` where something is wrong.
    """
    if config is None and not spec:
        hint = f"write a {FILE_NAME}, or name the document: callsheet generate --spec FILE"
        report.error("no-config", f"there is no {FILE_NAME} here or above", hint=hint)
        raise Stop(report)
    made = config or Config(Path(spec), Path(OUT).resolve())
    allowed = tuple(sorted({*made.allow, *allow}))
    made = replace(made, allow_outside=allow_outside, allow=allowed)
    if spec:
        made = replace(made, spec=Path(spec).resolve())
        if not made.spec.is_file():
            report.error("spec-missing", f"there is no file {spec}")
    if out:
        made = replace(made, out=Path(out).resolve())
    if package:
        made = replace(made, package=package)
        _check_package(package, None, report)
    if report.has_errors:
        raise Stop(report)
    return made


def _targets(file: Toml) -> tuple[str, ...]:
    names = file.strings("targets")
    for name in {name for name in names if names.count(name) > 1}:
        file.error("repeated", f"the target {name!r} stands here more than once", "targets", name)
    if file.values.get("targets") == []:
        hint = "remove the line to make every target; `callsheet targets` lists them"
        file.error("no-targets", "'targets' is empty: nothing would be made", "targets", hint=hint)
    return names


def _allowed(file: Toml) -> tuple[str, ...]:
    codes = file.strings("allow")
    for code in codes:
        if code not in ALLOWABLE:
            hint = f"what can be allowed: {', '.join(ALLOWABLE)}"
            file.error("not-allowable", f"{code!r} cannot be allowed", "allow", code, hint)
    return codes


def _templates(file: Toml, folder: Path) -> list[Path]:
    found: list[Path] = []
    for name in file.strings("templates"):
        path = _inside(file, "templates", name, folder)
        if not path.is_dir():
            message = f"there is no folder {name}"
            hint = meant(name, (one.name for one in folder.iterdir() if one.is_dir()))
            file.error("templates-missing", message, "templates", name, hint)
        found.append(path)
    return found


def _inside(file: Toml, key: str, name: str, folder: Path) -> Path:
    """Return a path of the file, which must not lead out of its folder unless it is absolute."""
    path = (folder / name).resolve()
    if not Path(name).is_absolute() and not path.is_relative_to(folder):
        hint = "write it as an absolute path if that is meant"
        file.error("path-outside", f"{name!r} leads out of the folder", key, name, hint)
    return path


def _check_names(config: Config, report: Report) -> None:
    _check_package(config.package, config.place("package"), report)
    if config.project and not _PROJECT.match(config.project):
        message = (
            f"{config.project!r} is no distribution name: letters, digits, and . _ - between them"
        )
        report.error("bad-project", message, config.place("project"))
    if config.env_prefix and not _PREFIX.match(config.env_prefix):
        message = f"{config.env_prefix!r} is no prefix of environment variables: A-Z, digits and _"
        report.error("bad-env-prefix", message, config.place("env-prefix"))


def _check_package(package: str, place: Place | None, report: Report) -> None:
    if package and (not _PACKAGE.match(package) or keyword.iskeyword(package)):
        message = f"{package!r} is no import package: letters, digits and _, no word of Python"
        hint = f"for instance {package_of(package)!r}"
        report.error("bad-package", message, place, hint=hint)

"""Targets: a folder of templates with a target.toml is one. Here they are found and ordered."""

from __future__ import annotations

import pkgutil
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from callsheet.config import Config, Settings
from callsheet.data import dataclass
from callsheet.diagnostics import Place, Report, Stop
from callsheet.toml import Toml, meant, read_toml, shown

FILE_NAME = "target.toml"

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
LOOPS = ("resource", "operation", "job", "usage", "sample", "drop_in")
"""Placeholders of an output path that stand for many files; a job is what starts one."""

_KEYS = (
    "summary",
    "language",
    "requires",
    "outputs",
    "words",
    "scripts",
    "readme",
    "callers",
    "format",
)
_KNOWN = ("package", "project", *LOOPS)
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Output:
    """One row of a target's table of outputs."""

    path: str
    """Below the output folder, with placeholders."""
    source: str
    """Name of a template or of a file to copy, from the root of the templates; ``{sample}`` for
    the bytes of a file of the document."""
    place: Place = field(repr=False, compare=False)
    wants_format: bool = False
    """Whether a formatter must go over it; all else comes out of its template formatted."""

    @property
    def loops(self) -> tuple[str, ...]:
        """The placeholders of the path that stand for many files."""
        return tuple(name for name in PLACEHOLDER.findall(self.path) if name in LOOPS)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that callsheet can make."""

    name: str
    summary: str
    language: str
    requires: tuple[str, ...]
    outputs: tuple[Output, ...]
    words: Mapping[str, str]
    scripts: Mapping[str, str]
    """Programs that the package installs: name and entry point, with placeholders."""
    readme: str
    """Name of a template, from the root of the templates, for a part of the package's README."""
    callers: Mapping[str, str]
    """Whose words ``diff`` speaks, and the name of the template that has them."""
    file: Toml = field(repr=False, compare=False)


def folders(config: Config | None) -> tuple[Path, ...]:
    """Return where templates are looked for, in order: the user's own folders, then ours."""
    checkout = _HERE.parents[1] / "templates"
    ours = (
        checkout if _HERE.parent.name == "generator" and checkout.is_dir() else _HERE / "templates"
    )
    return (*(config.templates if config else ()), ours)


def discover(places: Iterable[Path], report: Report) -> dict[str, Target]:
    """Return every target of the folders by name; of two with one name, the earlier folder's."""
    found: dict[str, Target] = {}
    for folder in places:
        for file in sorted(folder.glob("*/" + FILE_NAME)):
            name = file.parent.name
            if name not in found and not name.startswith(("_", ".")):
                found[name] = _target(name, read_toml(file, report))
    return dict(sorted(found.items()))


def choose(config: Config, report: Report) -> tuple[Target, ...]:
    """Return the targets that a config asks for, each after those it requires.

    Raises :class:`Stop` where one is unknown, lacks one that it requires, or two want one path.
    """
    places = folders(config)
    known = discover(places, report)
    _check_overrides(places, report)
    if report.has_errors:
        raise Stop(report)
    wanted = config.targets or tuple(known)
    for name in wanted:
        if name not in known:
            place = config.place("targets", name)
            message = f"there is no target {name!r}"
            report.error("unknown-target", message, place, hint=_hint(name, known, places))
    chosen = {name: known[name] for name in wanted if name in known}
    for target in chosen.values():
        _check_requirements(target, chosen, known, config)
    ordered = _in_order(chosen)
    _check_owners(ordered, report)
    if report.has_errors:
        raise Stop(report)
    return ordered


def _hint(name: str, known: Iterable[str], places: Iterable[Path]) -> str:
    """Return what to do about a target that is not there."""
    for folder in places:
        if name and not name.startswith((".", "_", "/")) and (folder / name).is_dir():
            return f"{shown(folder / name)} has no {FILE_NAME}: write one"
    return meant(name, known)


def _check_overrides(places: Sequence[Path], report: Report) -> None:
    """Warn of files that stand where a later folder's would, and that nothing reads.

    A folder without a target.toml takes the place of single files of a target with its name.
    """
    for number, folder in enumerate(places[:-1]):
        for home in sorted(folder.iterdir()):
            is_target = home.name.startswith(("_", ".")) or (home / FILE_NAME).exists()
            if is_target or not home.is_dir():
                continue
            later = [other / home.name for other in places[number + 1 :]]
            known = {
                file.relative_to(other).as_posix() for other in later for file in _files(other)
            }
            for file in _files(home):
                name = file.relative_to(home).as_posix()
                if name not in known:
                    message = f"{home.name}/{name} takes the place of no file of a target"
                    hint = (
                        meant(name, known)
                        if known
                        else f"a target of its own needs a {FILE_NAME} beside it"
                    )
                    report.warning("override-unused", message, Place(shown(file), 1, 1), hint=hint)


def _files(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    )


def required(names: Iterable[str], known: Mapping[str, Target]) -> tuple[str, ...]:
    """Return what the named targets require, directly or not, without themselves; sorted."""
    names = tuple(names)
    found: set[str] = set()
    left = list(names)
    while left:
        new = {name for name in known[left.pop()].requires if name in known} - found
        found |= new
        left.extend(new)
    return tuple(sorted(found.difference(names)))


def scripts(targets: Iterable[Target], settings: Settings) -> dict[str, str]:
    """Return the programs that a package installs which these targets make, sorted."""

    def filled(text: str) -> str:
        return PLACEHOLDER.sub(lambda found: str(getattr(settings, found[1], found[0])), text)

    rows = (row for target in targets for row in target.scripts.items())
    return dict(sorted((filled(name), filled(entry)) for name, entry in rows))


def _target(name: str, file: Toml) -> Target:
    file.only(_KEYS)
    language = file.string("language", "python")
    if language not in (spoken := _languages()):
        message = f"callsheet does not speak {language!r}"
        file.error("unknown-language", message, "language", hint=meant(language, spoken))
    if not file.string("summary"):
        file.error("setting-missing", "'summary' must say in a line what the target is", "summary")
    outputs = tuple(_outputs(name, file))
    if not outputs:
        file.error("setting-missing", "[outputs] must name at least one file", "outputs")
    return Target(
        name=name,
        summary=file.string("summary"),
        language=language,
        requires=file.strings("requires"),
        outputs=outputs,
        words=MappingProxyType(file.words("words").values),
        scripts=_scripts(file),
        readme=_source(name, file.string("readme")) if file.string("readme") else "",
        callers={who: _source(name, one) for who, one in file.words("callers").values.items()},
        file=file,
    )


def _scripts(file: Toml) -> Mapping[str, str]:
    table = file.words("scripts")
    for name, entry in table.values.items():
        for word in PLACEHOLDER.findall(f"{name} {entry}"):
            if word not in ("package", "project"):
                message = f"there is no placeholder {{{word}}} for a program"
                table.error("unknown-placeholder", message, name, hint=meant(word, _KNOWN))
    return table.values


@cache
def _languages() -> tuple[str, ...]:
    """Return the languages that there are; a module with an underscore is a part of one."""
    modules = pkgutil.iter_modules([str(_HERE / "languages")])
    return tuple(sorted(module.name for module in modules if "_" not in module.name))


def _outputs(name: str, file: Toml) -> Iterable[Output]:
    table = file.words("outputs")
    patterns = file.strings("format")
    for pattern in patterns:
        if not any(PurePosixPath(path).match(pattern) for path in table.values):
            message = f"{pattern!r} in 'format' matches no output"
            file.error("unknown-output", message, "format", pattern, meant(pattern, table.values))
    for path, written in table.values.items():
        wants_format = any(PurePosixPath(path).match(pattern) for pattern in patterns)
        output = Output(path, _source(name, written), table.place(path), wants_format)
        _check_output(output, written, table)
        yield output


def _check_output(output: Output, written: str, table: Toml) -> None:
    for word in PLACEHOLDER.findall(output.path):
        if word not in _KNOWN:
            message = f"there is no placeholder {{{word}}}"
            hint = meant(word, _KNOWN)
            table.error("unknown-placeholder", message, output.path, hint=hint)
    for name in ("sample", "drop_in"):
        if name in output.loops and len(output.loops) > 1:
            table.error("bad-output", f"{{{name}}} goes with no other loop", output.path)
    if written == "{sample}" and "sample" not in output.loops:
        message = "the path must hold {sample} too, or the files would all have one name"
        table.error("bad-output", message, output.path)
    if output.source.startswith((".", "/")):
        hint = "" if output.source.startswith(("..", "/")) else "what is hidden is no template"
        message = f"{written!r} leads out of the templates"
        table.error("path-outside", message, output.path, hint=hint)


def _source(target: str, written: str) -> str:
    """Return a source from the root of the templates: ``../_python/x.j2`` is ``_python/x.j2``."""
    return written if written == "{sample}" else posixpath.normpath(posixpath.join(target, written))


def _check_requirements(
    target: Target, chosen: Mapping[str, Target], known: Mapping[str, Target], config: Config
) -> None:
    for name in target.requires:
        if name not in known:
            message = f"there is no target {name!r} to require"
            target.file.error("unknown-target", message, "requires", name, meant(name, known))
        elif name not in chosen:
            message = (
                f"the target {target.name!r} requires {name!r}, which is not among the targets"
            )
            place = config.place("targets", target.name)
            hint = f"add {name!r} to 'targets'"
            target.file.report.error("target-missing", message, place, hint=hint)


def _in_order(chosen: Mapping[str, Target]) -> tuple[Target, ...]:
    """Return the targets so that each stands after those it requires, else by name."""
    done: dict[str, Target] = {}
    left = dict(sorted(chosen.items()))
    while left:
        ready = [t for t in left.values() if not any(name in left for name in t.requires)]
        if not ready:
            stuck = next(iter(left.values()))
            among = ", ".join(left)
            stuck.file.error(
                "target-cycle", f"these targets require each other: {among}", "requires"
            )
            return tuple(done.values())
        for target in ready:
            done[target.name] = left.pop(target.name)
    return tuple(done.values())


def _check_owners(targets: Iterable[Target], report: Report) -> None:
    owners: dict[str, Target] = {}
    for target in targets:
        for output in target.outputs:
            owner = owners.setdefault(output.path, target)
            if owner is not target:
                message = f"{output.path} is also an output of the target {owner.name!r}"
                hint = "give it another path, or take one of the two out of 'targets'"
                report.error("path-owned-twice", message, output.place, hint=hint)

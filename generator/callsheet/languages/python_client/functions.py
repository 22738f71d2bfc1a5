"""A client in one file: a function for each operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Operation,
)
from callsheet.languages.python_client.flat_bodies import Bodies
from callsheet.languages.python_client.flat_inputs import Inputs
from callsheet.languages.python_client.flat_jobs import Jobs
from callsheet.languages.python_client.jobs import is_fetched
from callsheet.languages.python_client.methods import Methods, positional
from callsheet.languages.python_client.package import error_names
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Filled,
    Item,
    Keyed,
    annotation,
    call,
    filled,
    flat,
    lay_out,
    mapped,
    tupled,
)

_WIDTH = 100

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LoneKey:
    """The one key of an API, as literals: its option, variable, header, and what is before it."""

    option: str
    variable: str
    header: str
    lead: str


@dataclass(frozen=True)
class Functions:
    """Spells functions."""

    api: Api
    spell: Spelling

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "flat_apart": self.apart,
            "flat_words": self.words,
            "flat_gives": self.gives,
            "flat_features": self.features,
            "flat_roots": self.roots,
            "flat_jobs": self._jobs.all,
            "function_head": self.head,
            "function_call": self.call,
            "function_result": self.result,
            "job_answer": self._jobs.answer,
            "job_facts": self._jobs.facts,
            "usual_security": self.security,
            "lone_key": self.lone_key,
            "error_places": self.error_places,
            "shared_words": self._jobs.shared_words,
            "status_errors": self.status_errors,
            "key_table": self.key_table,
        }

    def roots(self, api: Api) -> list[str]:
        """Return what a caller may use: all that is there for it alone is kept."""
        names = [self.spell["name"](one) for one in api.operations]
        for one in self._jobs.all(api):
            names += [one.wait_for, one.watch, *([one.download] if is_fetched(one.job) else [])]
        unused = ("DownloadCorrupt", "JobsNotSubmitted", "JobNotDone")
        return [*names, "configure", *(one for one in error_names(api) if one not in unused)]

    def apart(self, operation: Operation) -> str:
        """Return what of an operation is no plain case: its path, its body, both or nothing."""
        has_ready_path = Inputs(self.api, self.spell).wants_ready_path(operation)
        has_plain_body = Bodies(self.api, self.spell).is_plain(operation)
        return f"{'path' if has_ready_path else ''} {'' if has_plain_body else 'body'}".strip()

    def words(self, apart: str) -> dict[str, str]:
        """Return what the calls have in common, for the template of one; empty where nothing."""
        found = apart.split()
        return {
            "paths": "ready" if "path" in found else "",
            "bodies": "" if "body" in found else "plain",
        }

    def gives(self, operation: Operation, words: Words) -> str:
        """Return what the call of an operation gives, a word in each line."""
        items = self._facts(operation, words)
        given = {item.lead.partition("=")[0] for item in items if isinstance(item, Keyed)}
        has_text = any(kind == "text" for _, _, kind in self._answers(operation))
        return "\n".join(sorted(given | ({"texts"} if has_text else set())))

    def features(self, api: Api, gives: str) -> frozenset[str]:
        """Return what the calls and the jobs of a document give: the rest is not made."""
        items = [item for one in self._jobs.all(api) for item in self._jobs.items(one)]
        given = {item.lead.partition("=")[0] for item in items if isinstance(item, Keyed)}
        given.update(gives.split())
        plain = [item for item in items if isinstance(item, str)]
        is_lone = self.lone_key(api, "") is not None
        further = {
            "kind_or_choose": bool(given & {"kind", "choose"}),
            "ready": "path" in given,
            "paced": any(one.startswith(("growth=", "max=")) for one in plain),
            "whole": any(one.startswith("whole=") for one in plain),
            "lone_key": is_lone,
            "usual_keys": not is_lone and "authorize" not in given,
            "fetched": bool(given & {"fetch", "media"}),
            "fetch_alone": given & {"fetch", "media"} == {"fetch"},
        }
        return frozenset([*given, *(name for name, is_there in further.items() if is_there)])

    def head(self, operation: Operation) -> str:
        """Return the head of an operation's function."""
        rows = self._methods.rows(operation, 4, 100)
        if self._is_download(operation):
            first = 1 if positional(operation) else 0
            rows.insert(first, "path: str | os.PathLike[str]")
            rows += [] if "*" in rows else ["*"]
            rows.append("on_progress: Callable[[int, int | None], object] | None = None")
        rows.append("**options: Unpack[Options]")
        return self.filled_head(self.spell["name"](operation), rows, self.result(operation))

    def filled_head(self, name: str, rows: list[str], result: str) -> str:
        """Return the head of a function, with as many parameters on a line as fit."""
        line = f"def {name}({', '.join(rows)}) -> {result}:"
        if len(line) <= _WIDTH and "\n" not in line:
            return line
        inner = filled(rows, "    ", _WIDTH)
        return f"def {name}(\n{inner}\n) -> {annotation(result, 0, 5, ':', _WIDTH)}"

    def result(self, operation: Operation) -> str:
        """Return the type of what an operation's function returns."""
        return Results(self.spell).returned(operation, {"download": "Path"})

    def call(self, operation: Operation, words: Words) -> str:
        """Return the statements that carry an operation out."""
        kind = self.result(operation)
        made = call(f"_Call[{kind}]", *self._facts(operation, words))
        if self._is_download(operation):
            fetched = Keyed("return ", call("_fetch", "call", "path", "on_progress"))
            steps = (Keyed("call = ", made), fetched)
            return "\n    ".join(lay_out(one, 4, after=0, width=_WIDTH) for one in steps)
        lead = "" if kind == "None" else "return "
        return lay_out(Keyed(lead, replace(made, closing=").run()")), 4, after=0, width=_WIDTH)

    def _facts(self, operation: Operation, words: Words) -> Iterable[Item]:
        literal = self.spell["literal"]
        inputs = Inputs(self.api, self.spell, has_ready_paths=bool(words["paths"]))
        yield literal(inputs.route(operation))
        yield "options"
        yield from inputs.given(operation)
        yield from Bodies(self.api, self.spell).given(operation, are_plain=bool(words["bodies"]))
        yield from self._meaning(operation)
        if operation.security != self.api.usual_security:
            yield Keyed("authorize=", self._ways(operation.security))
        if operation.server is not None:
            made = f"urljoin(_BASE_URL, {literal(operation.server.default_url)})"
            yield Keyed("server=", made)
        if operation.resend or operation.idempotency_header:
            yield Keyed("resend=", literal(operation.resend or operation.idempotency_header))

    def security(self, api: Api) -> str:
        """Return the keys that most operations need, as they are spelled."""
        return lay_out(self._ways(api.usual_security), 0, 13, width=_WIDTH)

    def _ways(self, security: Any) -> Item:
        literal = self.spell["literal"]
        return call("_with_keys", *(flat(tupled(*map(literal, one))) for one in security))

    def lone_key(self, api: Api, env_prefix: str) -> LoneKey | None:
        """Return the key that all operations need, if there is one alone and it is a header's."""
        keys = tuple(self.spell["keys"](api, env_prefix))
        usual = api.usual_security
        if len(keys) != 1 or any(one.security != usual for one in api.operations):
            return None
        (key,) = keys
        kind, literal = key.scheme.kind, self.spell["literal"]
        if usual != ((key.scheme.key,),) or kind not in ("bearer", "header"):
            return None
        lead = literal("Bearer " if kind == "bearer" else "")
        return LoneKey(literal(key.name), literal(key.env), literal(key.scheme.wire.lower()), lead)

    def _meaning(self, operation: Operation) -> Iterable[Item]:
        """Say what answers mean, where they are not JSON of one kind alone."""
        literal = self.spell["literal"]
        medias = dict.fromkeys(
            content.media for one in operation.successes for content in one.contents
        )
        accept = ", ".join(medias) or "*/*"
        if accept != "application/json":
            yield f"accept={literal(accept)}"
        answers = [*self._answers(operation)]
        kinds = dict.fromkeys(kind for _, _, kind in answers) or {"none": None}
        if len(kinds) > 1:
            rows = (call("_Answer", *map(literal, one)) for one in answers)
            yield Keyed("choose=", call("_one_of", *rows))
        elif not kinds.keys() & {"json", "file"}:
            yield Keyed("kind=", literal(*kinds))
        for response in operation.successes:
            for one in response.contents:
                if one.unwrap is not None:
                    payload, unless = literal(one.unwrap.payload), literal(one.unwrap.unless)
                    yield Keyed("unwrap=", f"({payload}, {unless})")
                    return

    def _answers(self, operation: Operation) -> Iterable[tuple[str, str, str]]:
        """Yield status, media type and kind of the answers that mean success."""
        for response in operation.successes:
            contents = () if operation.method == "HEAD" else response.contents
            if not contents:
                yield response.status, "", "none"
            for one in contents:
                kind = {"text": "text", "binary": "file"}.get(one.kind, "json")
                yield response.status, one.media, kind

    def _is_download(self, operation: Operation) -> bool:
        return Results(self.spell).verb(operation) == "open"

    def key_table(self, api: Api, env_prefix: str) -> str:
        """Return the security schemes: how each key is sent, and how it is given."""
        literal = self.spell["literal"]
        rows = (
            Keyed(
                f"{literal(one.scheme.key)}: ",
                tupled(*map(literal, (one.scheme.kind, one.scheme.wire, one.name, one.env))),
            )
            for one in self.spell["keys"](api, env_prefix)
        )
        return lay_out(mapped(*rows), 0, 40, width=_WIDTH)

    def error_places(self, api: Api) -> str:
        """Return where the body of an error has its message, code, type and parameter."""
        found = (api.errors.message, api.errors.code, api.errors.type, api.errors.param)
        rows = (flat(tupled(*map(self.spell["literal"], one))) if one else "()" for one in found)
        return lay_out(Filled("(", tuple(rows), ")"), 0, 38, width=_WIDTH)

    def status_errors(self, api: Api) -> str:
        """Return the class of each status that has one of its own."""
        rows = [f"{one.status}: {one.name}" for one in self.spell["single_failures"](api)]
        return lay_out(Filled("{", tuple(rows), "}"), 0, 55, width=_WIDTH)

    @cached_property
    def _methods(self) -> Methods:
        return Methods(self.spell, Results(self.spell))

    @cached_property
    def _jobs(self) -> Jobs:
        return Jobs(self.api, self.spell)

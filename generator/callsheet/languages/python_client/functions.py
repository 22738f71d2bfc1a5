"""A client in one file: a function for each operation, and some for the jobs that it starts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from callsheet.ir import (
    Alias,
    Api,
    Argument,
    Call,
    Content,
    Job,
    Literal,
    Nullable,
    Operation,
    Pace,
    Parameter,
    Part,
    Ref,
    Scalar,
    Type,
    Union,
)
from callsheet.languages.python_client.jobs import is_fetched
from callsheet.languages.python_client.methods import Methods, positional
from callsheet.languages.python_client.package import error_names
from callsheet.languages.python_client.requests import is_file
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Filled,
    Group,
    Item,
    Keyed,
    annotation,
    call,
    filled,
    flat,
    lay_out,
    listed,
    mapped,
    tupled,
)

_WIDTH = 100

_SEGMENTS = {"simple": "_segment", "label": "_label", "matrix": "_matrix"}
_BETWEEN = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_PARAMETER = re.compile(r"{([^{}]*)}")
_ENCODERS = {
    "json": "_as_json",
    "form": "_as_form",
    "multipart": "_as_multipart",
    "text": "_as_text",
    "binary": "_as_binary",
}


@dataclass(frozen=True, slots=True)
class JobFunctions:
    """The functions for the jobs that one operation starts, by their names."""

    operation: Operation
    job: Job
    plan: str
    """The constant that says how the jobs go."""
    argument: Argument
    """What takes the id of a job, where it is asked for."""
    wait_for: str
    watch: str
    download: str


@dataclass(frozen=True, slots=True)
class LoneKey:
    """The one key of an API, as literals: its option, variable, header, and what is before it."""

    option: str
    variable: str
    header: str
    lead: str


@dataclass(frozen=True, slots=True)
class Functions:
    """Spells functions."""

    api: Api
    spell: Spelling

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {
            "flat_features": self.features,
            "flat_roots": self.roots,
            "flat_jobs": self.jobs,
            "function_head": self.head,
            "function_call": self.call,
            "function_result": self.result,
            "job_answer": self.answer,
            "job_facts": self.facts,
            "usual_security": self.security,
            "lone_key": self.lone_key,
            "error_places": self.error_places,
            "shared_words": self.shared_words,
            "status_errors": self.status_errors,
            "key_table": self.key_table,
        }

    def roots(self, api: Api) -> list[str]:
        """Return what a caller may use: all that is there for it alone is kept."""
        names = [self.spell["name"](one) for one in api.operations]
        for one in self.jobs(api):
            names += [one.wait_for, one.watch, *([one.download] if is_fetched(one.job) else [])]
        unused = ("DownloadCorrupt", "JobsNotSubmitted", "JobNotDone")
        return [*names, "configure", *(one for one in error_names(api) if one not in unused)]

    def features(self, api: Api) -> frozenset[str]:
        """Return what the calls and the jobs of a document give: the rest is not made."""
        items = [item for one in api.operations for item in self._facts(one)]
        items += [item for one in self.jobs(api) for item in self._job_facts(one)]
        given = {item.lead.partition("=")[0] for item in items if isinstance(item, Keyed)}
        kinds = {kind for one in api.operations for _, _, kind in self._answers(one)}
        further = {
            "texts": "text" in kinds,
            "kind_or_choose": bool(given & {"kind", "choose"}),
            "ready": "path" in given,
            "fetched": bool(given & {"fetch", "media"}),
            "fetch_alone": given & {"fetch", "media"} == {"fetch"},
        }
        return frozenset([*given, *(name for name, is_there in further.items() if is_there)])

    # -- names

    def jobs(self, api: Api) -> tuple[JobFunctions, ...]:
        """Return the functions for jobs. An operation's own name always wins over theirs."""
        taken = {self.spell["name"](one) for one in api.operations}
        made: list[JobFunctions] = []
        for one in api.operations:
            if one.job is None:
                continue
            name = self.spell["name"](one)
            words = name.strip("_").split("_")
            noun = "_".join(words[1:] or words)
            wished = [f"{verb}_{noun}" for verb in ("wait_for", "watch", "download")]
            argument = self._argument(one.job.poll)
            plan = f"_{name.strip('_').upper()}"
            free = (_free(wish, taken) for wish in wished)
            made.append(JobFunctions(one, one.job, plan, argument, *free))
        return tuple(made)

    # -- functions

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

    def call(self, operation: Operation) -> str:
        """Return the statements that carry an operation out."""
        kind = self.result(operation)
        made = call(f"_Call[{kind}]", *self._facts(operation))
        if self._is_download(operation):
            fetched = Keyed("return ", call("_fetch", "call", "path", "on_progress"))
            steps = (Keyed("call = ", made), fetched)
            return "\n    ".join(lay_out(one, 4, after=0, width=_WIDTH) for one in steps)
        else:
            made = replace(made, closing=").run()")
        lead = "" if kind == "None" else "return "
        return lay_out(Keyed(lead, made), 4, after=0, width=_WIDTH)

    def _facts(self, operation: Operation) -> Iterable[Item]:
        literal = self.spell["literal"]
        found = {one.wire: one for one in operation.parameters if one.location == "path"}
        wires = [one for one in _PARAMETER.findall(operation.path) if one in found]
        route = _PARAMETER.sub(lambda one: "{}" if one[1] in found else one[0], operation.path)
        yield literal(f"{operation.method} {route}")
        yield "options"
        if wires and self._has_ready_paths:
            ready = listed(*(self._input(operation, found[wire]) for wire in wires))
            yield Keyed("path=", ready)
        elif wires:
            yield listed(*(self._value(operation, found[wire]) for wire in wires))
        yield from self._query(operation)
        inputs = [*self._headers(operation)]
        if inputs:
            yield Keyed("inputs=", listed(*inputs))
        yield from self._body(operation)
        yield from self._meaning(operation)
        if operation.security != self.usual_security(self.api):
            yield Keyed("authorize=", self._ways(operation.security))
        if operation.server is not None:
            made = f"urljoin(_BASE_URL, {literal(operation.server.default_url)})"
            yield Keyed("server=", made)
        if operation.resend or operation.idempotency_header:
            yield Keyed("resend=", literal(operation.resend or operation.idempotency_header))

    @property
    def _has_ready_paths(self) -> bool:
        """Whether a path has a parameter that is no single word: then all are made ready here."""
        return any(
            parameter.style != "simple" or self._is_styled(one, parameter)
            for one in self.api.operations
            for parameter in one.parameters
            if parameter.location == "path"
        )

    def _query(self, operation: Operation) -> Iterable[Item]:
        literal = self.spell["literal"]
        query = [one for one in operation.parameters if one.location == "query"]
        if any(self._is_styled(operation, one) for one in query):
            yield Keyed("pairs=", listed(*(self._input(operation, one) for one in query)))
        elif query:
            rows = (f"{literal(one.wire)}: {self._value(operation, one)}" for one in query)
            yield Keyed("query=", Filled("{", tuple(rows), "}"))

    def _is_styled(self, operation: Operation, parameter: Parameter) -> bool:
        is_word = self._is_word(self._taken(operation, parameter).type)
        return parameter.allow_reserved or not (parameter.media or is_word)

    def _taken(self, operation: Operation, parameter: Parameter) -> Argument:
        found = (one for one in operation.arguments if one.source == parameter.location)
        return next(one for one in found if one.wire == parameter.wire)

    def _value(self, operation: Operation, parameter: Parameter) -> str:
        value: str = self.spell["name"](self._taken(operation, parameter))
        if parameter.media:
            return f"_whole({value}, {self.spell['literal'](parameter.media)})"
        return value

    def _headers(self, operation: Operation) -> Iterable[Item]:
        literal = self.spell["literal"]
        for one in operation.parameters:
            if one.location == "header":
                yield self._input(operation, one)
        cookies = [one for one in operation.parameters if one.location == "cookie"]
        if cookies:
            yield _starred(call("_cookies", *(self._input(operation, one) for one in cookies)))
        if operation.idempotency_header:
            yield f"({literal(operation.idempotency_header)}, str(uuid.uuid4()))"

    def usual_security(self, api: Api) -> Any:
        """Return the keys that most operations need."""
        found = [one.security for one in api.operations]
        return max(found, key=found.count, default=())

    def security(self, api: Api) -> str:
        """Return the keys that most operations need, as they are spelled."""
        return lay_out(self._ways(self.usual_security(api)), 0, 13, width=_WIDTH)

    def _ways(self, security: Any) -> Item:
        literal = self.spell["literal"]
        return call("_with_keys", *(flat(tupled(*map(literal, one))) for one in security))

    def lone_key(self, api: Api, env_prefix: str) -> LoneKey | None:
        """Return the key that all operations need, if there is one alone and it is a header's."""
        keys = tuple(self.spell["keys"](api, env_prefix))
        usual = self.usual_security(api)
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

    def _input(self, operation: Operation, parameter: Parameter) -> Item:
        literal = self.spell["literal"]
        wire, value = literal(parameter.wire), self._value(operation, parameter)
        style = "" if parameter.media else parameter.style
        is_word = not parameter.media and self._is_word(self._taken(operation, parameter).type)
        explode = not parameter.media and parameter.explode
        exploded = ["explode=True"] if explode else []
        if parameter.location == "path" and is_word and style == "simple":
            return call("_word", value)
        if parameter.location == "path":
            named = [wire] if style == "matrix" else []
            function = _SEGMENTS.get(style, "_segment")
            return call(function, *named, value, *exploded)
        if parameter.location == "header":
            return _starred(call("_header", wire, value, *exploded))
        further = [] if explode or parameter.media else ["explode=False"]
        if parameter.location == "query" and parameter.allow_reserved:
            further.append("safe=_RESERVED")
        if parameter.location == "query" and style == "deepObject":
            return _starred(call("_deep", wire, value, *further[1 - explode :]))
        if parameter.location == "query" and style in _BETWEEN:
            further.append(f"between={literal(_BETWEEN[style])}")
        return _starred(call("_form", wire, value, *further))

    def _is_word(self, made: Type, depth: int = 0) -> bool:
        """Whether a value is always a single one."""
        match made:
            case Scalar() | Literal():
                return True
            case Union(members=members):
                return all(self._is_word(one, depth) for one in members)
            case Nullable(inner=inner):
                return self._is_word(inner, depth)
            case Ref(target=target) if depth < 8:
                found = next((one for one in self.api.declarations if one.pointer == target), None)
                return isinstance(found, Alias) and self._is_word(found.type, depth + 1)
            case _:
                return False

    def _body(self, operation: Operation) -> Iterable[Keyed]:
        body = operation.body
        if body is None or not body.contents:
            return
        literal, name = self.spell["literal"], self.spell["name"]
        fields = [one for one in operation.arguments if one.source == "field"]
        whole = next((one for one in operation.arguments if one.source == "body"), None)
        if whole is not None:
            yield Keyed("body=", name(whole))
        else:
            values = Filled("{", tuple(f"{literal(one.wire)}: {name(one)}" for one in fields), "}")
            yield Keyed("body=", values if body.required else call("_optional", values))
        rows = self._encoders(operation)
        if self._has_plain_bodies:
            yield from (Keyed("form=", one) for one in map(_form_medias, rows) if one is not None)
            return
        if rows != [Keyed('"application/json": ', "_as_json")]:
            yield Keyed("contents=", mapped(*rows))

    def _encoders(self, operation: Operation) -> list[Keyed]:
        """Return what makes the body, by its media types."""
        literal = self.spell["literal"]
        fields = [one for one in operation.arguments if one.source == "field"]
        contents = operation.body.contents if operation.body else ()
        return [Keyed(f"{literal(one.media)}: ", self._encoder(one, fields)) for one in contents]

    @property
    def _has_plain_bodies(self) -> bool:
        """Whether all bodies are JSON, or a form where they have files in them."""
        made = [self._encoders(one) for one in self.api.operations]
        return all(
            not rows
            or (rows[0] == _JSON and all(_form_medias(one) is not None for one in rows[1:]))
            for rows in made
        )

    def _encoder(self, content: Content, fields: list[Argument]) -> Item:
        literal = self.spell["literal"]
        made: Item = _ENCODERS[content.kind]
        lacks = [one.wire for one in fields if content.media not in one.media]
        if content.kind == "form":
            parts = [one for one in content.parts if one != Part(one.key)]
            rows = mapped(*(Keyed(f"{literal(one.key)}: ", self._part(one)) for one in parts))
            made = call(str(made), rows)
        if content.kind == "multipart":
            medias = [one for one in content.parts if one.media]
            made = call("partial", str(made), mapped(*(self._part_media(one) for one in medias)))
            files = [one.wire for one in fields if is_file(one.type) and one.wire not in lacks]
            deep = [one for one in content.parts if one.style == "deepObject" and not one.media]
            if files:
                made = call("_with_files", made, *map(literal, files))
            if deep:
                made = call("_bracketed", made, *(literal(one.key) for one in deep))
        if lacks and content.kind in ("json", "form", "multipart"):
            return call("_lacking", made, *map(literal, lacks))
        return made

    def _part_media(self, part: Part) -> Keyed:
        """Return the media type of a part; of several the first that says enough."""
        literal, medias = self.spell["literal"], part.media.replace(",", " ").split()
        usual = next((one for one in medias if "*" not in one), "application/octet-stream")
        return Keyed(f"{literal(part.key)}: ", literal(usual))

    def _part(self, part: Part) -> Group:
        literal, usual = self.spell["literal"], Part(part.key)
        made: list[Item] = []
        if part.media:
            made.append(f"media={literal(part.media)}")
        if part.style != usual.style:
            made.append(f"style={literal(part.style)}")
        if part.explode != usual.explode:
            made.append(f"explode={part.explode}")
        if part.allow_reserved:
            made.append("safe=_RESERVED")
        return call("_Field", *made)

    def _is_download(self, operation: Operation) -> bool:
        return Results(self.spell).verb(operation) == "open"

    # -- jobs

    def facts(self, one: JobFunctions) -> list[str]:
        """Return what the document says of the jobs, one argument of their plan each."""
        rows: list[str] = []
        for item in self._job_facts(one):
            row = lay_out(item, 4, width=_WIDTH)
            if rows and "\n" not in rows[-1] + row and len(rows[-1]) + len(row) < _WIDTH - 7:
                row = f"{rows.pop()}, {row}"
            rows.append(row)
        return rows

    def _job_facts(self, one: JobFunctions) -> Iterable[Item]:
        literal, job = self.spell["literal"], one.job
        poll = call(self._name(job.poll), f"{self.spell['name'](one.argument)}=job", "**options")
        yield Keyed("poll=lambda job, options: ", poll)
        yield self._places("id_at", job.id)
        yield self._places("status_at", job.status)
        yield Keyed("states=", "_STATES" if self._has_one_tongue else self._words(job))
        for key, places in (
            ("progress_at", job.progress),
            ("reason_at", job.failure_message),
            ("code_at", job.failure_code),
        ):
            if places:
                yield self._places(key, places)
        if job.progress_whole != 100:
            yield f"whole={job.progress_whole:g}"
        for key in ("first", "growth", "max"):
            if getattr(job.pace, key) != getattr(Pace(), key):
                yield f"{key}={getattr(job.pace, key):g}"
        if job.pace.headers:
            yield Keyed("headers=", listed(*map(literal, job.pace.headers)))
        results = Results(self.spell)
        if results.carried(one.operation) == results.carried(self._found(job.poll)):
            yield "is_one_type=True"
        yield from self._fetched(one)

    def _words(self, job: Job) -> Item:
        """Return the server's words for each state. Any other word means that the job runs."""
        literal = self.spell["literal"]
        rows = (
            Keyed(f"{literal(state)}: ", Filled("[", tuple(map(literal, _folded(words))), "]"))
            for state, words in job.states
            if state != "running"
        )
        return mapped(*rows)

    @property
    def _has_one_tongue(self) -> bool:
        """Whether there are several kinds of jobs, whose states have the same words."""
        tongues = [
            {state: frozenset(_folded(words)) for state, words in one.job.states}
            for one in self.jobs(self.api)
        ]
        return len(tongues) > 1 and all(one == tongues[0] for one in tongues)

    def shared_words(self, api: Api) -> str:
        """Return the words for each state that all jobs have; empty where they differ."""
        if not self._has_one_tongue:
            return ""
        return lay_out(self._words(self.jobs(api)[0].job), 0, 45, width=_WIDTH)

    def answer(self, one: JobFunctions) -> str:
        """Return the type of what tells where a job stands."""
        return self.result(self._found(one.job.poll))

    def _fetched(self, one: JobFunctions) -> Iterable[Item]:
        """Say where the result of a job is: at a URL, or behind an operation."""
        literal, job = self.spell["literal"], one.job
        if job.result is not None:
            argument = self.spell["name"](self._argument(job.result))
            further = ("path=path", "on_progress=told", "**options")
            made = call(self._name(job.result), f"{argument}=job", *further)
            yield Keyed("fetch=lambda job, path, told, options: ", made)
        elif job.result_url:
            yield self._places("url_at", job.result_url)
            yield Keyed("media=", literal(job.result_media or "*/*"))

    def _places(self, key: str, pointers: tuple[str, ...]) -> Keyed:
        return Keyed(f"{key}=", tupled(*map(self.spell["literal"], pointers)))

    def _argument(self, target: Call) -> Argument:
        return next(
            one
            for one in self._found(target).arguments
            if one.wire == target.parameter and one.source in ("path", "query")
        )

    def _found(self, target: Call) -> Operation:
        return next(one for one in self.api.operations if one.pointer == target.operation)

    def _name(self, target: Call) -> str:
        made: str = self.spell["name"](self._found(target))
        return made

    # -- what stands around

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
        rows.append("500: InternalServerError")
        return lay_out(Filled("{", tuple(rows), "}"), 0, 55, width=_WIDTH)

    @property
    def _methods(self) -> Methods:
        return Methods(self.spell, Results(self.spell))


_JSON = Keyed('"application/json": ', "_as_json")


def _form_medias(row: Keyed) -> Group | None:
    """Return the media types of the parts of a form; None where it is no plain one."""
    match row:
        case Keyed(
            '"multipart/form-data": ', Group("partial(", ("_as_multipart", Group() as found))
        ):
            return found
        case _:
            return None


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str.casefold, words)))


def _starred(made: Group) -> Keyed:
    return Keyed("*", made)


def _free(wish: str, taken: set[str]) -> str:
    name = wish
    while name in taken:
        name = f"{name}_job"
    taken.add(name)
    return name

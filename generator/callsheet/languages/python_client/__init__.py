"""Python clients: what their templates print, beyond single names, types and literals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from callsheet.ir import Api
from callsheet.languages.python_client.command_line import CommandLine
from callsheet.languages.python_client.command_values import CommandValues
from callsheet.languages.python_client.docs import Docs
from callsheet.languages.python_client.drop_in import DropIns
from callsheet.languages.python_client.jobs import Jobs
from callsheet.languages.python_client.methods import Methods
from callsheet.languages.python_client.package import Package
from callsheet.languages.python_client.readme import Readme
from callsheet.languages.python_client.requests import Requests
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_client.typed import Typed


def filters(api: Api, base: Spelling) -> dict[str, Callable[..., Any]]:
    """Return the filters of client templates, with those of the language they are made of."""
    results = Results(base)
    methods, requests, docs = Methods(base, results), Requests(base, results), Docs(api, base)
    jobs = Jobs(api, base, methods, results)
    typed = Typed(base, CommandValues(api))
    own: dict[str, Callable[..., Any]] = {
        "definition": methods.definition,
        "method": methods.method,
        "making": methods.making,
        "request_options": methods.options,
        "deprecated_arguments": methods.deprecated_arguments,
        "deprecation": methods.deprecation,
        "accessor": methods.accessor,
        "raw_accessor": methods.raw_accessor,
        "raw_twin": methods.raw_twin,
        "raw_method": methods.raw_method,
        "slots": requests.slots,
        "verb": results.verb,
        "route": docs.route,
        "summary": docs.summary,
        "headline": docs.headline,
        "details": docs.details,
        "about": docs.about,
        "returns": docs.returns,
        "raises": docs.raises,
        **jobs.filters(),
        **DropIns(api, base, methods, results, jobs).filters(),
        **CommandLine(api, base, methods, results, jobs, typed).filters(),
        **typed.filters(),
        **Package(base).filters(),
    }
    return own | Readme(api, {**base, **own}, results).filters()

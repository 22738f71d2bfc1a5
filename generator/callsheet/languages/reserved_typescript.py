"""What nothing in a TypeScript client can be called."""

from __future__ import annotations

_KEYWORDS = """
    arguments await break case catch class const continue debugger default delete do else enum
    eval export extends false finally for function if implements import in instanceof
    interface let new null package private protected public return static super switch this
    throw true try typeof undefined var void while with yield
"""
_GLOBALS = """
    Array ArrayBuffer Blob Boolean Date Error File FileInput FormData Function Headers
    Infinity JSON Map Math NaN Number Object Promise Proxy Record Reflect RegExp Request
    Response Set String Symbol URL Uint8Array WeakMap WeakSet
"""
_ARGUMENTS = """
    binaryAnswer binaryBody downloading emptyAnswer fields formBody jsonAnswer jsonBody models
    multipartBody options params request textAnswer textBody wholeBody
"""
_CLIENT = """
    AndWaitOptions ManyOptions RaceOptions Secrets SharedOptions
    Attempt Call Client ClientOptions Credential Download Hooks Job JobPlan JobState JobsOf
    Progress Reply RequestOptions Session Settings StatusError APIError APIStatusError
"""

KEYWORDS = frozenset(_KEYWORDS.split())
"""No identifier, though a member may be called so."""
GLOBALS = frozenset(_GLOBALS.split())
"""What every program has, and a type of this name would hide."""
ARGUMENTS = frozenset(_ARGUMENTS.split())
"""What a function that makes a request has beside its argument."""
CLIENT = frozenset(_CLIENT.split())
"""What the modules of a client have beside the classes of its resources."""

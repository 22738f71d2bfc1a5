"""Declarations over as many lines as they need, as black leaves them.

Black itself is asked only for what is too long in more than one way: it does 2,500 lines a second,
and to import it takes as long as to write the models of a small document.
"""

from __future__ import annotations

from callsheet.languages.python_layout import WIDTH, annotation, call, lay_out, split


def declared(name: str, hint: str, value: str, indent: int) -> str:
    """Return ``name: hint = value``, or without a value where that is empty."""
    after = f" = {value}" if value else ""
    return _fitting(_declared(name, hint, value, indent), f"{name}: {hint}{after}", indent)


def class_line(name: str, arguments: str) -> str:
    """Return the head of a class."""
    line = f"class {name}({arguments}):"
    return line if len(line) <= WIDTH else f"class {name}(\n    {arguments}\n):"


def assigned(left: str, right: str, indent: int) -> str:
    """Return ``left = right`` for a type on the right."""
    made = f"{' ' * indent}{left} = {annotation(right, indent, len(left) + 3, '')}"
    return _fitting(made, f"{left} = {right}", indent)


def called(left: str, function: str, *arguments: str, indent: int) -> str:
    """Return ``left = function(arguments)``."""
    made = lay_out(call(function, *arguments), indent, len(left) + 3, 0)
    return f"{' ' * indent}{left} = {made}"


def _declared(name: str, hint: str, value: str, indent: int) -> str:
    pad = " " * indent
    head = f"{pad}{name}: {hint}"
    after = f" = {value}" if value else ""
    if len(head) + len(after) <= WIDTH:
        return head + after
    if value.endswith(")") and len(head) + len(" = ") + value.index("(") + 1 <= WIDTH:
        function, _, rest = value.partition("(")
        rows = "".join(f"{pad}    {one},\n" for one in split(rest[:-1], ","))
        return f"{head} = {function}(\n{rows}{pad})"
    if value and len(head) + len(" = (") <= WIDTH:
        # There black breaks the value off, unless a comma behind the last item asks for more lines.
        if not hint.startswith("Annotated[") or len(split(hint, "|")) > 1:
            return f"{head} = (\n{pad}    {value}\n{pad})"
        items = split(hint.removeprefix("Annotated[").removesuffix("]"), ",")
        rows = "".join(f"{pad}    {item},\n" for item in items)
        return f"{pad}{name}: Annotated[\n{rows}{pad}]{after}"
    return f"{pad}{name}: {annotation(hint, indent, len(name) + 2, after)}"


def _fitting(made: str, flat: str, indent: int) -> str:
    """Return what was made of a flat statement if every line of it fits, else what black makes."""
    if all(len(line) <= WIDTH for line in made.split("\n")):
        return made
    import black

    heads = [f"{' ' * level}if x:\n" for level in range(0, indent, 4)]
    text = black.format_str("".join(heads) + " " * indent + flat + "\n", mode=black.Mode())
    return "\n".join(text.rstrip("\n").split("\n")[len(heads) :])

"""What a sentence says of one value: its default, the values it may have, its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.data import dataclass
from callsheet.pages.page import Text

_TOKEN = r"(?:`[^`\n]+`|\"[^\"\n]{1,60}\"|“[^”\n]{1,60}”|'[^'\n]{1,60}'|-?[A-Za-z0-9_][A-Za-z0-9_.:/*×\-]*)"
_BETWEEN = r"\s*(?:,|，|、|/|\||;|；|\bor\b|\band\b|或者|或|和|および|または|及び|・)\s*(?:(?:or|and|或|和)\s+)?"
_LIST = rf"{_TOKEN}(?:{_BETWEEN}{_TOKEN})+"
_EXPLAINED = rf"{_TOKEN}\s*[:：=（(]\s*[^,，、;；:：()（）\n]+[)）]?"
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"

_DEFAULT = re.compile(
    rf"(?:默认值|默认|預設|缺省|defaults?(?:\s+(?:value|to|is|of))*|デフォルト(?:値)?|既定値?|기본값?|par défaut|standardmäßig"
    rf"|por defecto|predeterminado|padrão|по умолчанию)\s*(?:为|是|值|は|：|:|=|to|is|為|使用)*\s*({_TOKEN})",
    re.IGNORECASE,
)
_VALUES = re.compile(
    rf"(?:可选值|可选|可取值?|取值范围|取值|枚举值?|枚举|支持|选项|one of|either|(?:allowed|possible|supported|valid|accepted) values"
    rf"(?: are| include)?|must be|can be|values|enum|options|利用可能なオプション|可用选项|доступные варианты|許容値|選択肢|いずれか|次のいずれか|값|valeurs(?: possibles)?"
    rf"|mögliche werte|valores(?: posibles)?|значения)\s*(?:有|为|是|包括|如下|は|：|:|=|are|of)*\s*({_LIST})",
    re.IGNORECASE,
)
_GLOSSED = re.compile(rf"[（(]\s*({_EXPLAINED}(?:\s*[,，、;；]\s*{_EXPLAINED})+)\s*[)）]")
_ALWAYS = re.compile(
    rf"(?:固定为|固定值|固定値|恒为|始终为|总是|fixed (?:as|to|at)|fixed value|always|constant|固定|常に|항상|toujours|immer|siempre)\s*(?:为|是|：|:)?\s*({_TOKEN})",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between|from|范围|取值范围|区间|範囲|범위|range|zwischen|entre|от)\s*(?:为|是|は|：|:|is|of)?\s*[\[(（]?\s*({_NUMBER})\s*"
    rf"(?:-|–|—|~|～|至|到|to|and|und|et|y|до|,|，|〜|から)\s*({_NUMBER})",
    re.IGNORECASE,
)
_BARE_RANGE = re.compile(
    rf"(?<![\w.:/-])({_NUMBER})\s*(?:-|–|—|~|～|〜|至|到)\s*({_NUMBER})(?![\w:/-])"
)
_MOST = re.compile(
    rf"(?:最大长度|最长|最多|最大|不超过|不得超过|上限|至多|max(?:imum)?(?: length)?(?: of)?|at most|up to|no more than|<=|≤|最大で"
    rf"|最大長|以内|höchstens|au plus|como máximo|не более)\s*(?:为|是|は|：|:|is)?\s*({_NUMBER})\s*([^\s,，。.;；)）]*\s?\w*)",
    re.IGNORECASE,
)
_LEAST = re.compile(
    rf"(?:最小长度|最短|最少|最小|至少|不少于|不小于|下限|min(?:imum)?(?: length)?(?: of)?|at least|no less than|>=|≥|mindestens"
    rf"|au moins|al menos|не менее)\s*(?:为|是|は|：|:|is)?\s*({_NUMBER})\s*([^\s,，。.;；)）]*\s?\w*)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"字符|字数|个字|character|char\b|文字|자|zeichen|caract|символ|length|长度|長", re.IGNORECASE
)
_ITEMS = re.compile(
    r"张|个|项|条|items?\b|images?\b|files?\b|entries|elements|枚|件|개", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Default:
    """``default 5``."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Values:
    """``one of std, pro``; ``always`` for a single one."""

    values: tuple[str, ...]
    line: int
    always: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """``at most 2500 characters``; the keyword is that of JSON Schema, or ``most``/``least``."""

    side: str
    """``least`` or ``most``."""
    of: str
    """``length``, ``items``, ``value`` or '' where the text leaves it open."""
    number: float
    line: int


Says = Default | Values | Limit


def says_of(text: Text) -> Iterator[Says]:
    """Yield what a description says of its field."""
    source = text.text
    default = _DEFAULT.search(source)
    if default and _is_whole(source, default):
        yield Default(_unquoted(default.group(1)), text.line(default.start(1)))
    yield from _values(text)
    yield from _limits(text)


def said_next(text: Text) -> Iterator[Says]:
    """Yield what a piece of a sentence says of the field before it, if it says so at once."""
    patterns = (_DEFAULT, _VALUES, _RANGE, _MOST, _LEAST)
    begins = (found.start() for each in patterns if (found := each.search(text.text)))
    if min(begins, default=_AT_ONCE) < _AT_ONCE:
        yield from says_of(text)


_AT_ONCE = 20
"""Characters within which a sentence goes on to say something of a field."""


def _is_whole(source: str, found: re.Match[str]) -> bool:
    """Tell a value from the beginning of a word: ``默认为MP4视频`` speaks of a kind of file."""
    value, after = found.group(1), source[found.end(1) : found.end(1) + 40]
    if _CUT.match(after):
        return False  # ``720x128`` at the end of a line, and ``0`` on the next
    number = value.replace(".", "", 1).lstrip("-").isdigit()
    if number or value[0] in "`\"“'":
        return bool(_unquoted(value))
    return bool(_unquoted(value)) and not after[:1].isalpha() and not _NOUN.match(after)


_CUT = re.compile(r"\n[0-9A-Za-z_]+\s*$")
_NOUN = re.compile(
    r"\s+(?!(?:if|when|unless|for|and|or|in|on|which|where|but|to|otherwise|as|while|with)\b)[a-z]"
)


def tokens(text: str) -> tuple[str, ...]:
    """Return the values of a list such as ```std`, `pro```."""
    return tuple(
        _unquoted(found) for found in re.findall(_TOKEN, text) if found.lower() not in ("or", "and")
    )


def _values(text: Text) -> Iterator[Values]:
    source = text.text
    listed = _VALUES.search(source)
    if listed:
        found = tokens(listed.group(1))
        if len(found) > 1:
            yield Values(found, text.line(listed.start(1)))
            return
    glossed = _GLOSSED.search(source)
    if glossed:
        heads = re.findall(rf"({_TOKEN})\s*[:：=（(]", glossed.group(1))
        if len(heads) > 1:
            yield Values(tuple(map(_unquoted, heads)), text.line(glossed.start(1)))
            return
    always = _ALWAYS.search(source)
    if always:
        yield Values((_unquoted(always.group(1)),), text.line(always.start(1)), always=True)


def _limits(text: Text) -> Iterator[Limit]:
    source = text.text
    span = _RANGE.search(source) or _BARE_RANGE.search(source)
    if span:
        line = text.line(span.start(1))
        kind = _kind(source[span.end() : span.end() + 12]) or _kind(
            source[max(0, span.start() - 12) : span.start()]
        )
        yield Limit("least", kind or "value", _number(span.group(1)), line)
        yield Limit("most", kind or "value", _number(span.group(2)), line)
        return
    for side, pattern in (("most", _MOST), ("least", _LEAST)):
        found = pattern.search(source)
        if found:
            kind = _kind(found.group(2)) or _kind(found.group(0).split(found.group(1))[0])
            yield Limit(side, kind, _number(found.group(1)), text.line(found.start(1)))


def _kind(text: str) -> str:
    return "length" if _LENGTH.search(text) else "items" if _ITEMS.search(text) else ""


def _number(text: str) -> float:
    number = float(text.replace(",", ""))
    return int(number) if number == int(number) else number


def _unquoted(text: str) -> str:
    return text.strip("`\"“”'").rstrip(".,:;")

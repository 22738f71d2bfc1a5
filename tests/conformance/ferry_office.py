"""A ferry office by hand, from ferry.openapi.yaml alone: correct and faulty in many manners."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KEY = "ferry-key"
KNOWN = "7d0f6a52-3f5e-4c0e-9d0a-0a1b2c3d4e5f"
CROSSING = "4f9e1a52-3f5e-4c0e-9d0a-0a1b2c3d4e5f"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000"
    "0003010100c9fe92ef0000000049454e44ae426082"
)
MERGE = "application/merge-patch+json"
FORM = "application/x-www-form-urlencoded"
HARBOURS = (("BGO", "Bergen", "NO", 60.39, 5.32), ("SVG", "Stavanger", "NO", 58.97, 5.73))
DECKS = ("car", "open", "cabin")
UUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
Answer = tuple[int, dict[str, str], bytes]


class Refusal(Exception):
    """A 4xx."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True)
class Manner:
    """What the document leaves open."""

    invalid: int = 422
    """Status of what has the right shape and a wrong value."""
    malformed_id: int = 400
    other_media: int = 415
    other_method: int = 405
    checks_first: bool = False
    """Whether a request is examined before its credentials are."""
    filled: bool = True
    """Whether there is a booking at the start, that of the document's example."""
    unknown_crossing: int = 0
    """Status of a booking for a crossing that does not exist; 0 where all do."""
    knows_users: bool = False
    strict_query: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    """Members that are added to what is open."""
    headers: dict[str, str] = field(default_factory=dict)
    leave_out: bool = False
    """Whether what is optional stays away."""
    nulls: bool = False
    time: str = "2027-05-01T08:00:00Z"
    charset: str = ""
    upper: bool = False
    forgiving: bool = False
    """Whether what is gone can be cancelled again."""
    spaced: bool = False
    remembers: bool = False
    """Whether what is cancelled can be looked at, and says that it is."""
    late: float = 0.0
    """Seconds until what was booked or cancelled shows."""
    place: str = "/bookings/{}"
    """What a Location says."""


MANNERS = {
    "plain": Manner(),
    "400 for all": Manner(invalid=400, malformed_id=404, other_media=400, other_method=404),
    "looks at keys last": Manner(checks_first=True),
    "nothing booked yet": Manner(filled=False),
    "409 for no such crossing": Manner(unknown_crossing=409),
    "422 for no such crossing": Manner(unknown_crossing=422),
    "404 for no such crossing": Manner(unknown_crossing=404),
    "one user": Manner(knows_users=True),
    "refuses what it need not know": Manner(strict_query=True),
    "says more": Manner(
        extra={"x": [1], "new": None},
        headers={"X-Rate": "7", "Set-Cookie": "a=b", "Vary": "Accept"},
    ),
    "says less": Manner(leave_out=True),
    "says null": Manner(nulls=True),
    "time elsewhere": Manner(time="2027-05-01T10:00:00.123456789+02:00"),
    "time in small letters": Manner(time="2027-05-01t10:00:00z"),
    "another layout": Manner(charset="; charset=utf-8", spaced=True),
    "ids in capitals": Manner(upper=True),
    "cancels twice": Manner(forgiving=True, filled=False, malformed_id=404),
    "remembers what is cancelled": Manner(remembers=True),
    "takes a moment": Manner(late=0.25, place="https://elsewhere.example.com/api/bookings/{}"),
    "speaks of another place": Manner(place="/receipts/7"),
    "does not implement": Manner(other_method=501),
    "much of this": Manner(
        unknown_crossing=422, knows_users=True, invalid=400, strict_query=True, checks_first=True
    ),
}
"""Offices that keep every promise, and differ in all else."""


@dataclass
class Office:
    """The server. ``fault`` names the one promise that it breaks; empty for none."""

    manner: Manner = field(default_factory=Manner)
    fault: str = ""
    bookings: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Faults that the server could have had on its way."""
    count: int = 0
    cancelled: list[dict[str, Any]] = field(default_factory=list)
    hidden: dict[str, float] = field(default_factory=dict)
    """Until when a booking does not show."""

    def __post_init__(self) -> None:
        if self.manner.filled:
            order = {
                "crossing": CROSSING,
                "email": "a@example.com",
                "passengers": [{"name": "A", "age": 1}],
            }
            self.bookings[KNOWN] = self.booked(KNOWN, order)

    def has(self, fault: str) -> bool:
        self.asked.add(fault)
        return self.fault == fault

    def need(self, rule: str, holds: Any, status: int = 0) -> None:
        """Refuse unless something holds, or the rule is the one that is forgotten."""
        if not self.has(f"forgets {rule}") and not holds:
            raise Refusal(status or self.manner.invalid, rule)

    def strict(self, rule: str, is_given: Any) -> None:
        """Refuse what is allowed, if that is the fault."""
        if self.has(f"refuses {rule}") and is_given:
            raise Refusal(self.manner.invalid, rule)

    # -- ways --------------------------------------------------------------------------------------

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        parts = urlsplit(target)
        steps = [unquote(step) for step in parts.path.strip("/").split("/")]
        query = parse_qsl(parts.query, keep_blank_values=True)
        try:
            return self.route(method, steps, query, headers, body)
        except Refusal as refusal:
            status = refusal.status
            told: dict[str, Any] = {"title": "No", "status": status, "detail": str(refusal)}
            if self.has("problem: no title"):
                del told["title"]
            if self.has("problem: status as text"):
                told["status"] = str(status)
            if self.has("problem: html"):
                return status, {"Content-Type": "text/html"}, b"<h1>No</h1>"
            if self.has("problem: plain json"):
                return self.json(status, told)
            if self.has("problem: no body"):
                return status, {}, b""
            return self.json(status, told | self.manner.extra, "application/problem+json")

    def route(
        self, method: str, steps: list[str], query: Any, headers: dict[str, str], body: bytes
    ) -> Answer:
        ways: dict[str, Callable[[], Answer]] = {}
        is_open, allowed = False, set[str]()
        match steps:
            case ["harbours"]:
                ways = {"GET": lambda: self.harbours(query)}
                is_open, allowed = True, {"country", "limit", "page"}
            case ["harbours", code, "chart"]:
                ways, is_open = {"GET": lambda: self.chart(code)}, True
            case ["crossings"]:
                ways = {"GET": lambda: self.crossings(query, headers)}
                is_open, allowed = True, {"from", "to", "after", "decks", "bikes"}
            case ["bookings"]:
                ways = {"GET": lambda: self.listed(query), "POST": lambda: self.book(headers, body)}
                allowed = {"state"}
            case ["bookings", one]:
                ways = {
                    "GET": lambda: self.look(one),
                    "PATCH": lambda: self.change(one, headers, body),
                    "DELETE": lambda: self.cancel(one),
                }
            case ["bookings", one, "payment"]:
                ways = {"POST": lambda: self.pay(one, headers, body)}
            case ["bookings", one, "papers"]:
                ways = {"POST": lambda: self.add(one, headers, body)}
            case ["logins"]:
                ways, is_open = {"POST": lambda: self.log_in(headers, body)}, True
            case _:
                raise Refusal(404, "no such path")
        if method not in ways:
            if self.has("any method"):
                return self.json(200, {})
            raise Refusal(self.manner.other_method, "no such method")
        if self.manner.strict_query and any(name not in allowed for name, _ in query):
            raise Refusal(400, "no such parameter")
        if is_open:
            return ways[method]()
        if not self.manner.checks_first:
            self.authorise(headers)
            return ways[method]()
        before = {name: dict(one) for name, one in self.bookings.items()}
        made = ways[method]()
        try:
            self.authorise(headers)
        except Refusal:
            self.bookings = before
            raise
        return made

    def authorise(self, headers: dict[str, str]) -> None:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if self.has("keys: none needed"):
            return
        if self.has("keys: any") and key:
            return
        if self.has("keys: the beginning counts") and key and key.startswith(KEY[:5]):
            return
        status = 400 if self.has("keys: refused with 400") else 401
        if scheme.lower() != "bearer" or key != KEY:
            raise Refusal(status, "who are you")

    # -- harbours and crossings --------------------------------------------------------------------

    def harbours(self, query: list[tuple[str, str]]) -> Answer:
        given = dict(query)
        self.need("country", re.fullmatch("[A-Z]{2}", given.get("country", "NO")), 400)
        self.strict("the largest limit", given.get("limit") == "50")
        limit = self.whole(given.get("limit", "10"), "limit")
        page = self.whole(given.get("page", "1"), "page")
        self.need("limit minimum", limit >= 1, 400)
        self.need("limit maximum", limit <= 50, 400)
        self.need("page minimum", page >= 1, 400)
        data: list[Any] = []
        for code, name, country, *position in HARBOURS[(page - 1) * limit :][:limit]:
            one = {"code": code, "name": name, "country": country, "position": position}
            if self.has("harbours: position as object"):
                one["position"] = {"lat": position[0], "lon": position[1]}
            if self.has("harbours: a third number"):
                one["position"] = [*position, 0]
            if self.has("harbours: latitude and longitude swapped beyond"):
                one["position"] = [100.5, position[0]]
            if self.has("harbours: code in small letters"):
                one["code"] = code.lower()
            if self.has("harbours: no name"):
                del one["name"]
            if not self.manner.leave_out:
                one["closed"] = None if self.manner.nulls else "2027-01-01"
            if self.has("harbours: closed with time"):
                one["closed"] = self.manner.time
            data.append(one | self.manner.extra)
        told: dict[str, Any] = {"data": data}
        if self.has("harbours: data is null"):
            told["data"] = None
        if self.has("harbours: a bare list"):
            return self.json(200, data, more={"X-Total": "2"})
        if not self.manner.leave_out:
            told["next"] = None if self.manner.nulls else "/harbours?page=2"
        if self.has("harbours: next is a number"):
            told["next"] = page + 1
        total = {} if self.has("harbours: no X-Total") else {"X-Total": "2"}
        if self.has("harbours: X-Total in words"):
            total = {"X-Total": "two"}
        return self.json(200, told | self.manner.extra, more=total)

    def chart(self, code: str) -> Answer:
        is_code = re.fullmatch("[A-Z]{3}", code)
        if not is_code and not self.has("forgets chart code"):
            raise Refusal(self.manner.malformed_id, "no code")
        if code not in [one[0] for one in HARBOURS] and is_code:
            raise Refusal(404, "no such harbour")
        kind = "image/jpeg" if self.has("chart: another type") else "image/png"
        if self.has("chart: json"):
            return self.json(200, {"url": "x"})
        content = b"<html></html>" if self.has("chart: no picture") else PNG
        content = b"" if self.has("chart: empty") else content
        more = {"Content-Encoding": "identity"} if self.has("chart: cut") else {}
        content = content[:40] if more else content
        return 200, {"Content-Type": kind, **more, **self.manner.headers}, content

    def crossings(self, query: list[tuple[str, str]], headers: dict[str, str]) -> Answer:
        given = dict(query)
        for name in ("from", "to"):
            self.need(f"{name} required", name in given, 400)
            self.need(f"{name} pattern", re.fullmatch("[A-Z]{3}", given.get(name, "BGO")), 400)
        self.need("after format", is_time(given.get("after", self.manner.time)), 400)
        decks = given["decks"].split(",") if "decks" in given else []
        self.strict("two decks", len(decks) > 1)
        self.strict("bikes=false", given.get("bikes") == "false")
        self.strict("a trace", "x-trace" in headers)
        self.need("decks enum", all(one in DECKS for one in decks), 400)
        self.need("decks unique", len(set(decks)) == len(decks), 400)
        self.need("bikes type", given.get("bikes", "true") in ("true", "false"), 400)
        self.need(
            "X-Trace pattern", re.fullmatch("[0-9a-f]{8}", headers.get("x-trace", "0" * 8)), 400
        )
        if self.has("crossings: 404 where there are none"):
            raise Refusal(404, "none")
        one: dict[str, Any] = {
            "id": self.id(CROSSING), "from": given.get("from", "BGO"), "to": given.get("to", "SVG"),
            "departs": self.manner.time, "minutes": 90, "price": 129.5, "decks": ["car", "open"],
        }  # fmt: skip
        if not self.manner.leave_out:
            one["places"] = {"car": 3}
        wrong: dict[str, dict[str, Any]] = {
            "crossings: id is a number": {"id": 7},
            "crossings: id is no uuid": {"id": "c7"},
            "crossings: local time": {"departs": "2027-05-01T08:00:00"},
            "crossings: time in seconds": {"departs": 1800000000},
            "crossings: minutes as text": {"minutes": "90"},
            "crossings: minutes with a fraction": {"minutes": 90.5},
            "crossings: no time at all": {"minutes": 0},
            "crossings: for nothing": {"price": 0},
            "crossings: price as text": {"price": "129.50"},
            "crossings: decks twice": {"decks": ["car", "car"]},
            "crossings: no decks": {"decks": []},
            "crossings: an unknown deck": {"decks": ["sun"]},
            "crossings: decks as text": {"decks": "car,open"},
            "crossings: places below zero": {"places": {"car": -1}},
            "crossings: places of an unknown deck": {"places": {"sun": 1}},
            "crossings: price is null": {"price": None},
        }
        for fault, members in wrong.items():
            one |= members if self.has(fault) else {}
        if self.has("crossings: no price"):
            del one["price"]
        if self.has("crossings: an object"):
            return self.json(200, {"data": [one]})
        return self.json(200, [one | self.manner.extra])

    # -- bookings ----------------------------------------------------------------------------------

    def listed(self, query: list[tuple[str, str]]) -> Answer:
        wanted = dict(query).get("state")
        self.need("state enum", wanted in (None, "booked", "paid", "cancelled"), 400)
        now = time.monotonic()
        found = [
            self.shown(one)
            for identity, one in self.bookings.items()
            if wanted in (None, one["state"]) and self.hidden.get(identity, 0) <= now
        ]
        if self.has("bookings: the list lacks the newest"):
            del found[-1:]
        if self.has("cancel: what is cancelled stays in the list"):
            found += [self.shown(one) for one in self.cancelled if wanted in (None, "booked")]
        return self.json(200, found)

    def book(self, headers: dict[str, str], body: bytes) -> Answer:
        order = self.read(headers, body, "application/json", "order")
        self.check_order(order)
        self.count += 1
        identity = str(uuid.UUID(int=self.count << 64 | 4 << 76 | 8 << 60 | self.count, version=4))
        one = self.booked(identity, order)
        if not self.has("bookings: nothing is kept"):
            self.bookings[identity] = one
            self.hidden[identity] = time.monotonic() + self.manner.late
        if self.has("bookings: the answer tells another id"):
            identity = str(uuid.UUID(int=self.count, version=4))
            one = {**one, "id": identity}
        status = 200 if self.has("booking: 200 instead of 201") else 201
        place = (
            {}
            if self.has("booking: no Location")
            else {"Location": self.manner.place.format(identity)}
        )
        if self.has("booking: nothing comes back"):
            return status, place, b""
        return self.json(status, self.shown(one), more=place)

    def booked(self, identity: str, order: dict[str, Any]) -> dict[str, Any]:
        known = ("crossing", "email", "passengers", "vehicle", "remark", "wishes")
        kept = {name: order[name] for name in known if name in order}
        return {**kept, "id": identity, "created": self.manner.time, "state": "booked"}

    def check_order(self, order: Any) -> None:
        need = self.need
        need("order object", isinstance(order, dict))
        known = {
            "id",
            "created",
            "state",
            "crossing",
            "email",
            "passengers",
            "vehicle",
            "remark",
            "wishes",
        }
        need("order additionalProperties", order.keys() <= known)
        for name in ("crossing", "email", "passengers"):
            need(f"order {name} required", name in order)
        crossing = order.get("crossing", CROSSING)
        need("crossing format", isinstance(crossing, str) and UUID.fullmatch(crossing))
        if self.manner.unknown_crossing and crossing != CROSSING:
            raise Refusal(self.manner.unknown_crossing, "no such crossing")
        need("email format", is_mail(order.get("email", "a@example.com")))
        several = order.get("passengers", [{"name": "A", "age": 1}])
        need("passengers type", isinstance(several, list))
        need("passengers minItems", len(several) >= 1)
        self.strict("nine passengers", len(several) == 9)
        self.strict("a vehicle", "vehicle" in order)
        self.strict("no vehicle", "vehicle" not in order)
        self.strict("remark: null", "remark" in order and order["remark"] is None)
        self.strict("four wishes", len(order.get("wishes", ())) == 4)
        self.strict("no wishes at all", order.get("wishes") == [])
        need("passengers maxItems", len(several) <= 9)
        for one in several if isinstance(several, list) else ():
            self.check_passenger(one)
        if "vehicle" in order:
            self.check_vehicle(order["vehicle"])
        self.check_remark(order)
        wishes = order.get("wishes", [])
        need("wishes type", isinstance(wishes, list))
        need("wishes maxItems", len(wishes) <= 4)
        need("wishes items", all(isinstance(one, str) for one in wishes))
        need("wishes minLength", all(one != "" for one in wishes))
        need("wishes uniqueItems", len({json.dumps(one) for one in wishes}) == len(wishes))

    def check_passenger(self, one: Any) -> None:
        need = self.need
        need("passenger object", isinstance(one, dict))
        if not isinstance(one, dict):
            return
        need("passenger additionalProperties", one.keys() <= {"name", "age", "fare"})
        name, age = one.get("name", "A"), one.get("age", 1)
        need("passenger name required", "name" in one)
        need("passenger age required", "age" in one)
        need("name type", isinstance(name, str))
        self.strict("a name beyond ASCII", isinstance(name, str) and not name.isascii())
        self.strict("a name of 60 characters", isinstance(name, str) and len(name) == 60)
        self.strict("age 0", age == 0 and is_number(age))
        self.strict("age 120", age == 120)
        self.strict("fare: null", "fare" in one and one["fare"] is None)
        self.strict("a senior", one.get("fare") == "senior")
        need("name minLength", name != "")
        need("name maxLength", not isinstance(name, str) or len(name) <= 60)
        need("name pattern", not isinstance(name, str) or name == "" or re.search(r"\S", name))
        need("age type", is_whole(age))
        need("age minimum", not is_number(age) or age >= 0)
        need("age maximum", not is_number(age) or age <= 120)
        need("fare enum", one.get("fare") in ("child", "senior", None))

    def check_vehicle(self, one: Any) -> None:
        need = self.need
        need("vehicle object", isinstance(one, dict))
        if not isinstance(one, dict):
            return
        kind = one.get("kind")
        need("vehicle kind", kind in ("car", "bicycle"))
        self.strict("a bicycle", kind == "bicycle")
        if kind == "car":
            self.strict("a plate of five digits", len(str(one.get("plate"))) == 8)
            self.strict("a length of 20", one.get("length") == 20)
            need("car additionalProperties", one.keys() <= {"kind", "plate", "length"})
            need("car plate required", "plate" in one)
            need("car length required", "length" in one)
            plate, length = one.get("plate", "AB 1234"), one.get("length", 4)
            need(
                "plate pattern",
                isinstance(plate, str) and re.fullmatch("[A-Z]{2} [0-9]{4,5}", plate),
            )
            need("length type", is_number(length))
            need("length exclusiveMinimum", not is_number(length) or length > 0)
            need("length maximum", not is_number(length) or length <= 20)
        elif kind == "bicycle":
            need("bicycle additionalProperties", one.keys() <= {"kind", "electric"})
            need("electric type", isinstance(one.get("electric", True), bool))

    def check_remark(self, one: dict[str, Any]) -> None:
        remark = one.get("remark")
        self.need("remark type", remark is None or isinstance(remark, str))
        self.need("remark maxLength", not isinstance(remark, str) or len(remark) <= 200)

    def find(self, identity: str) -> dict[str, Any]:
        if not UUID.fullmatch(identity) and not self.has("forgets booking format"):
            raise Refusal(self.manner.malformed_id, "no id")
        found = self.bookings.get(identity.lower())
        if self.hidden.get(identity.lower(), 0) > time.monotonic():
            found = None
        if found is None:
            if self.has("bookings: any id exists"):
                return self.booked(
                    identity, {"crossing": CROSSING, "email": "a@example.com", "passengers": []}
                )
            if self.has("bookings: crash on unknown"):
                raise ZeroDivisionError
            raise Refusal(404, "no such booking")
        return found

    def look(self, identity: str) -> Answer:
        found = self.find(identity)
        if self.has("booking: another one is shown"):
            found = next(iter(self.bookings.values()))
        if self.has("booking: its id is another one when looked at"):
            found = {**found, "id": str(uuid.uuid4())}
        if self.has("booking: its crossing is lost"):
            found = {**found, "crossing": KNOWN}
        return self.json(200, self.shown(found))

    def change(self, identity: str, headers: dict[str, str], body: bytes) -> Answer:
        change = self.read(headers, body, MERGE, "change")
        self.need("change object", isinstance(change, dict))
        self.strict("a change of one thing", isinstance(change, dict) and len(change) == 1)
        self.need("change minProperties", change)
        self.need("change additionalProperties", change.keys() <= {"email", "remark"})
        self.need("change email format", is_mail(change.get("email", "a@example.com")))
        self.check_remark(change)
        if self.has("change: null refused") and change.get("remark", "") is None:
            raise Refusal(422, "remark")
        found = self.find(identity)
        found.update(change)
        status = 202 if self.has("change: 202") else 200
        return self.json(status, self.shown(found))

    def cancel(self, identity: str) -> Answer:
        if not (self.manner.forgiving and UUID.fullmatch(identity)):
            self.find(identity)
        if self.manner.remembers and identity.lower() in self.bookings:
            self.bookings[identity.lower()]["state"] = "cancelled"
        elif not self.has("cancel: nothing happens") and identity.lower() in self.bookings:
            self.cancelled.append(self.bookings.pop(identity.lower()))
        if self.has("cancel: 200 with a body"):
            return self.json(200, {})
        return 204, dict(self.manner.headers), b""

    def shown(self, one: dict[str, Any]) -> dict[str, Any]:
        made = {**one, "id": self.id(one["id"])}
        if self.manner.nulls:
            made.setdefault("remark", None)
        wrong: dict[str, dict[str, Any]] = {
            "booking: an undeclared member": {"price": 12},
            "booking: an unknown state": {"state": "open"},
            "booking: created as a date": {"created": "2027-05-01"},
            "booking: wishes are null": {"wishes": None},
            "booking: remark is a number": {"remark": 7},
            "booking: nobody goes": {"passengers": []},
            "booking: passengers as names": {"passengers": ["A"]},
            "booking: vehicle of no kind": {"vehicle": {"kind": "boat"}},
            "booking: id is no uuid": {"id": "b1"},
            "booking: email is no address": {"email": "me"},
        }
        for fault, members in wrong.items():
            made |= members if self.has(fault) else {}
        if self.has("booking: no state"):
            del made["state"]
        return made

    # -- payments, papers, accounts ----------------------------------------------------------------

    def pay(self, identity: str, headers: dict[str, str], body: bytes) -> Answer:
        one = self.read(headers, body, "application/json", "payment")
        need = self.need
        need("payment object", isinstance(one, dict))
        need("payment additionalProperties", one.keys() <= {"id", "amount", "currency", "source"})
        for name in ("amount", "currency", "source"):
            need(f"payment {name} required", name in one)
        amount, source = (
            one.get("amount", 1),
            one.get("source", {"object": "bank", "iban": "x" * 15}),
        )
        need("amount type", is_number(amount))
        need("amount exclusiveMinimum", not is_number(amount) or amount > 0)
        need("amount maximum", not is_number(amount) or amount <= 10000)
        need("amount multipleOf", not is_number(amount) or (amount * 2) % 1 == 0)
        need("currency enum", one.get("currency", "NOK") in ("NOK", "EUR"))
        need("source object", isinstance(source, dict))
        self.strict("a half", is_number(amount) and amount % 1)
        self.strict("euros", one.get("currency") == "EUR")
        self.strict("a bank", source.get("object") == "bank")
        self.check_source(source)
        self.find(identity)["state"] = "paid"
        hidden = {name: value for name, value in source.items() if name not in ("number", "iban")}
        if self.has("payment: the number comes back"):
            hidden = source
        told = {**one, "source": hidden, "id": str(uuid.UUID(int=7, version=4))}
        if self.has("payment: amount as text"):
            told["amount"] = str(amount)
        if self.has("payment: no currency"):
            told.pop("currency", None)
        return self.json(200, told)

    def check_source(self, source: dict[str, Any]) -> None:
        need = self.need
        kind = source.get("object")
        need("source kind", kind in ("card", "bank"))
        if kind == "card":
            need(
                "card additionalProperties", source.keys() <= {"object", "number", "month", "year"}
            )
            for name in ("number", "month", "year"):
                need(f"card {name} required", name in source)
            number, month, year = (
                source.get(n, d) for n, d in (("number", "4" * 16), ("month", 1), ("year", 2030))
            )
            need(
                "card number pattern",
                isinstance(number, str) and re.fullmatch("[0-9]{12,19}", number),
            )
            need("month type", is_whole(month))
            need("month minimum", not is_number(month) or month >= 1)
            need("month maximum", not is_number(month) or month <= 12)
            need("year type", is_whole(year))
            need("year minimum", not is_number(year) or year >= 2020)
        elif kind == "bank":
            need("bank additionalProperties", source.keys() <= {"object", "iban", "kind"})
            need("iban required", "iban" in source)
            iban = source.get("iban", "x" * 15)
            need("iban type", isinstance(iban, str))
            need("iban minLength", not isinstance(iban, str) or len(iban) >= 15)
            need("iban maxLength", not isinstance(iban, str) or len(iban) <= 34)
            need("bank kind enum", source.get("kind", "person") in ("person", "company"))

    def add(self, identity: str, headers: dict[str, str], body: bytes) -> Answer:
        kind = headers.get("content-type", "")
        if kind.partition(";")[0] != "multipart/form-data":
            raise Refusal(self.manner.other_media, "no form")
        message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        parts = message.get_payload() if message.is_multipart() else []
        form = {
            part.get_param("name", header="content-disposition"): part
            for part in parts
            if not isinstance(part, str)
        }
        need = self.need
        need("papers additionalProperties", form.keys() <= {"label", "pages", "scan", "seal"})
        need("label required", "label" in form)
        need("scan required", "scan" in form)
        texts = {
            name: part.get_payload(decode=True).decode()
            for name, part in form.items()
            if name not in ("scan", "seal")
        }
        if "seal" in form:
            is_file = form["seal"].get_filename() is not None
            self.strict("a seal as a file", is_file)
            self.strict("a seal as text", not is_file)
        label, pages = texts.get("label", "x"), texts.get("pages", "1")
        need("label minLength", label != "")
        self.strict("a label beyond ASCII", not label.isascii())
        self.strict("pages", "pages" in texts)
        need("label maxLength", len(label) <= 20)
        need("label pattern", label == "" or label.strip())
        number = self.whole(pages, "pages", self.manner.invalid)
        need("pages minimum", number >= 1)
        need("pages maximum", number <= 9)
        self.find(identity)
        told: dict[str, Any] = {"label": label, "bytes": 70}
        if not self.manner.leave_out:
            told["added"] = "2027-05-01"
        if self.has("papers: bytes below zero"):
            told["bytes"] = -1
        return self.json(200, told | self.manner.extra)

    def log_in(self, headers: dict[str, str], body: bytes) -> Answer:
        if headers.get("content-type", "").partition(";")[0] != FORM and not self.has(
            "forgets login media"
        ):
            raise Refusal(self.manner.other_media, "no form")
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        need = self.need
        need("user required", "user" in form)
        need("password required", "password" in form)
        user, password = form.get("user", "ada"), form.get("password", "correct horse")
        need("user minLength", len(user) >= 3)
        self.strict("remember=false", form.get("remember") == "false")
        self.strict("a scope", "scope" in form)
        self.strict("a blank in a password", " " in password)
        need("user maxLength", len(user) <= 30)
        need("password minLength", len(password) >= 8)
        need("remember type", form.get("remember", "true") in ("true", "false"))
        need("scope enum", form.get("scope", "read") in ("read", "write"))
        if self.manner.knows_users and (user, password) != ("ada", "correct horse"):
            raise Refusal(401, "who are you")
        told: dict[str, Any] = {"token": KEY, "expires": 3600}
        if self.has("login: no token"):
            del told["token"]
        if self.has("login: an empty token"):
            told["token"] = ""
        if self.has("login: expires as text"):
            told["expires"] = self.manner.time
        return self.json(200, told | self.manner.extra)

    # -- bytes -------------------------------------------------------------------------------------

    def read(self, headers: dict[str, str], body: bytes, media: str, name: str) -> Any:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != media and not self.has(f"forgets {name} media"):
            raise Refusal(self.manner.other_media, "no such type")
        try:
            return json.loads(body)
        except ValueError:
            if self.has(f"{name}: crash on what is no JSON"):
                raise
            raise Refusal(400, "no JSON") from None

    def whole(self, text: str, rule: str, status: int = 400) -> int:
        if not re.fullmatch("-?[0-9]+", text):
            self.need(f"{rule} type", False, status)
            return 1
        return int(text)

    def id(self, text: str) -> str:
        return text.upper() if self.manner.upper else text

    def json(
        self,
        status: int,
        value: Any,
        media: str = "application/json",
        more: dict[str, str] | None = None,
    ) -> Answer:
        text = json.dumps(
            value, ensure_ascii=self.manner.spaced, indent=1 if self.manner.spaced else None
        )
        kind = {"Content-Type": media + self.manner.charset}
        return status, {**kind, **(more or {}), **self.manner.headers}, text.encode()


def is_whole(value: Any) -> bool:
    return is_number(value) and value == int(value)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_time(text: Any) -> bool:
    pattern = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"
    if not isinstance(text, str) or not re.fullmatch(pattern, text):
        return False
    try:
        datetime.fromisoformat(text.upper().replace(":60", ":59"))
    except ValueError:
        return False
    return True


def is_mail(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


class Curious(Office):
    """An office that takes everything, to see all that could be forgotten."""

    def need(self, rule: str, holds: Any, status: int = 0) -> None:
        self.has(f"forgets {rule}")


def every_fault() -> list[str]:
    """Return the faults that there are: those that a server meets on its way through its work."""
    office, key = Curious(), {"authorization": f"Bearer {KEY}"}
    people = [{"name": "A", "age": 1}]
    order = {"crossing": CROSSING, "email": "a@example.com", "passengers": people, "wishes": []}
    vehicles = ({"kind": "car", "plate": "AB 1234", "length": 4}, {"kind": "bicycle"})
    cards = ({"object": "card"}, {"object": "bank", "iban": "x" * 20})
    asked = [
        ("POST", "/bookings", "application/json", {**order, "vehicle": one}) for one in vehicles
    ]
    paid = {"amount": 1, "currency": "NOK"}
    way = f"/bookings/{KNOWN}"
    asked += [
        ("POST", way + "/payment", "application/json", {**paid, "source": one}) for one in cards
    ]
    asked += [("PATCH", way, MERGE, {"remark": None}), ("POST", "/logins", "a/b", 1)]
    asked += [
        ("PATCH", way, "a/b", 1),
        *(("POST", place, "a/b", 1) for place in ("/bookings", way + "/payment")),
    ]
    for method, target, kind, value in asked:
        for body in (json.dumps(value).encode(), b"{"):
            office.answer(method, target, {**key, "content-type": kind}, body)
    office.answer("POST", "/logins", {"content-type": FORM}, b"user=ada&password=correct+horse")
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n'
        for name in ("label", "scan", "pages", "seal")
    )
    form = {**key, "content-type": "multipart/form-data; boundary=x"}
    office.answer("POST", way + "/papers", form, f"{parts}--x--\r\n".encode())
    for target in (
        "/harbours?limit=x&page=x",
        "/harbours",
        "/crossings?from=BGO&to=SVG",
        "/harbours/BGO/chart",
        "/harbours/b/chart",
        "/bookings",
        way,
        f"/bookings/{CROSSING}",
        "/bookings/b",
    ):
        office.answer("GET", target, key, b"")
    office.answer("GET", "/bookings", {"authorization": "Bearer no"}, b"")
    office.answer("PUT", "/bookings", key, b"")
    office.answer("DELETE", way, key, b"")
    return sorted(office.asked)

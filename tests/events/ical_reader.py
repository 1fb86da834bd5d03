"""A strict reader of calendar files, written from RFC 5545 and RFC 5546 and from nothing else.

The site writes its files with the library `icalendar`; what that library reads back proves little. Forgiving readers
(browsers, Google) take almost anything, Outlook does not: this one takes only what the standards allow, and of that
only what the site means to write (UTC times or whole days, no time zones, events only).
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

LONGEST_LINE = 75  # octets, without the line end (RFC 5545, 3.1)
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")  # 3.1, CONTROL: everything but the tab
# Python and others end lines at these too; a reader that does would see a line of its own.
HIDDEN_LINE_END = re.compile("[\x85\u2028\u2029]")
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}
DURATION = re.compile(r"P(?:\d+W|(?=\d|T)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")

TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
CALENDAR_ONCE = {"PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL",
                 "X-PUBLISHED-TTL"}  # fmt: skip
EVENT_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS",
              "ORGANIZER"}  # fmt: skip
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}  # 3.8.1.11, for events
#: How many attendees an event has, by method (RFC 5546, 3.2).
ATTENDEES = {"PUBLISH": 0, "REQUEST": 1, "CANCEL": 1}


class NotACalendar(AssertionError):
    """What the file does that the standards do not allow."""


@dataclass
class Property:
    name: str
    parameters: dict
    value: str


@dataclass
class Component:
    name: str
    properties: list = field(default_factory=list)
    components: list = field(default_factory=list)

    def all(self, name):
        return [found for found in self.properties if found.name == name]

    def __getitem__(self, name):
        (only,) = self.all(name)
        return understood(only)

    def __contains__(self, name):
        return bool(self.all(name))


def read(content):
    """The calendar of a file, as a Component with its events. Raises NotACalendar."""
    calendar = _nested([_property(line) for line in _unfolded(content)])
    for component in (calendar, *calendar.components):
        for found in component.properties:
            understood(found)
    _check_calendar(calendar)
    for event in calendar.components:
        _check_event(event, calendar["METHOD"])
    uids = [event["UID"] for event in calendar.components]
    need(len(uids) == len(set(uids)), "two events with one UID")
    return calendar


def need(holds, complaint):
    if not holds:
        raise NotACalendar(complaint)


def _unfolded(content):
    need(content.endswith(b"\r\n"), "the last line has no end")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    logical = []
    for line in physical:
        need(b"\r" not in line and b"\n" not in line, f"a line end that is not CRLF: {line!r}")
        need(len(line) <= LONGEST_LINE, f"{len(line)} octets: {line!r}")
        try:
            text = line.decode("utf-8")  # each line by itself: no letter is cut in two
        except UnicodeDecodeError as error:
            raise NotACalendar(f"half a letter: {line!r}") from error
        need(not CONTROL.search(text) and not HIDDEN_LINE_END.search(text), f"a control character: {text!r}")
        need(text, "an empty line")
        if text[0] in " \t":
            need(logical, "begins with a continuation")
            logical[-1] += text[1:]
        else:
            logical.append(text)
    return logical


def _property(line):
    name = NAME.match(line)
    need(name, f"no name: {line!r}")
    parameters, position = {}, name.end()
    while found := PARAMETER.match(line, position):
        parameters[found[1].upper()] = found[2].strip('"')
        position = found.end()
    need(line[position : position + 1] == ":", f"no value: {line!r}")
    return Property(name[0].upper(), parameters, line[position + 1 :])


def _nested(properties):
    open_components, whole = [], []
    for found in properties:
        if found.name == "BEGIN":
            open_components.append(Component(found.value))
        elif found.name == "END":
            need(open_components and open_components[-1].name == found.value, f"END:{found.value} closes nothing")
            closed = open_components.pop()
            (open_components[-1].components if open_components else whole).append(closed)
        else:
            need(open_components, f"{found.name} stands outside")
            open_components[-1].properties.append(found)
    need(not open_components, "something is not closed")
    need([component.name for component in whole] == ["VCALENDAR"], "not one calendar")
    return whole[0]


def _check_calendar(calendar):
    names = [found.name for found in calendar.properties]
    need(set(names) <= CALENDAR_ONCE and len(names) == len(set(names)), f"unknown or twice: {names}")
    need(calendar["VERSION"] == "2.0" and calendar["PRODID"], "no version, or nobody made it")
    need(calendar["METHOD"] in ATTENDEES, "an unknown method")
    need({event.name for event in calendar.components} <= {"VEVENT"}, "more than events (such as a VTIMEZONE)")
    need(calendar.components or "REFRESH-INTERVAL" in calendar, "an empty file")
    for name in {"REFRESH-INTERVAL", "X-PUBLISHED-TTL"} & set(names):
        need(DURATION.fullmatch(calendar[name]), f"no duration: {name}")
    if "REFRESH-INTERVAL" in calendar:  # RFC 7986, 5.7: the type must be said
        need(calendar.all("REFRESH-INTERVAL")[0].parameters.get("VALUE") == "DURATION", "REFRESH-INTERVAL of no type")


def _check_event(event, method):
    names = [found.name for found in event.properties if found.name != "ATTENDEE"]
    need(set(names) <= EVENT_ONCE and len(names) == len(set(names)), f"unknown or twice: {names}")
    need({"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"} <= set(names), f"something is missing: {names}")
    need(not event.components, "something inside an event")
    need(isinstance(event["DTSTAMP"], datetime), "DTSTAMP is no moment")
    need(event["UID"] and len(event["UID"]) < 255, "UID")
    need(event["SEQUENCE"].isdigit(), "SEQUENCE is no number")
    need(event["STATUS"] in STATUSES, f"STATUS:{event['STATUS']}")
    need(method != "CANCEL" or event["STATUS"] == "CANCELLED", "CANCEL of what goes on")
    if "DTEND" in event:
        need(type(event["DTEND"]) is type(event["DTSTART"]), "begins and ends in different ways")
        need(event["DTEND"] > event["DTSTART"], "ends before it begins")
    need("ORGANIZER" in event, "nobody organises it (RFC 5546, 3.2)")
    people = [*event.all("ORGANIZER"), *event.all("ATTENDEE")]
    need(all(re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", person.value) for person in people), "somebody without an address")
    need(len(event.all("ATTENDEE")) == ATTENDEES[method], f"{len(event.all('ATTENDEE'))} attendees")
    if "URL" in event:
        need(re.fullmatch(r"https?://[^\s]+", event["URL"]), "URL")


def understood(found):
    """The value of a property as what it means."""
    if found.name in TEXTS:
        return _text(found.value)
    if not found.name.startswith("DT"):
        return found.value
    need("TZID" not in found.parameters, "a time zone")
    kind = found.parameters.get("VALUE", "DATE-TIME")
    if kind == "DATE":
        need(re.fullmatch(r"\d{8}", found.value), f"no date: {found.value}")
        return date(int(found.value[:4]), int(found.value[4:6]), int(found.value[6:]))
    need(re.fullmatch(r"\d{8}T\d{6}Z", found.value), f"no moment in UTC: {found.value}")
    return datetime.strptime(found.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _text(value):
    bare = re.sub(r"\\[\\;,nN]", "", value)
    need("\\" not in bare and ";" not in bare and "," not in bare, f"not escaped: {value!r}")
    return re.sub(r"\\[\\;,nN]", lambda found: ESCAPES[found[0]], value)

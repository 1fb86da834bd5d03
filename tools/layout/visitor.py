"""Somebody with a browser, as far as a site without JavaScript needs one: cookies, links, and forms as they stand."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from bs4 import BeautifulSoup, Tag

#: What is sent for a file: its name and its content.
File = tuple[str, bytes]


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    def form(self, having: str) -> "Form":
        """The first form with a field of this name; raises LookupError."""
        for form in self.page.find_all("form"):
            if form.select_one(f"[name='{having}']"):
                return Form.of(form, self.url)
        raise LookupError(f"No form of {urlsplit(self.url).path} has a field {having} ({self.status}).")

    def form_of_button(self, value: str) -> "Form":
        """The form that the button with this value sends; raises LookupError."""
        for form in self.page.find_all("form"):
            if form.select_one(f"button[value='{value}']"):
                return Form.of(form, self.url)
        raise LookupError(f"{urlsplit(self.url).path} has no button {value} ({self.status}).")


@dataclass
class Form:
    action: str
    method: str
    values: list[tuple[str, str]]

    @classmethod
    def of(cls, form: Tag, page: str) -> "Form":
        """A form with what a browser would send of it, buttons aside."""
        return cls(
            action=urljoin(page, str(form.get("action") or page)),
            method=str(form.get("method", "get")).upper(),
            values=list(_values(form)),
        )


def _values(form: Tag):  # type: ignore[no-untyped-def]
    for control in form.find_all(["input", "select", "textarea"]):
        name, kind = control.get("name"), control.get("type", "text")
        if not name or control.has_attr("disabled") or kind in ("submit", "button", "file", "image", "reset"):
            continue
        if kind in ("checkbox", "radio"):
            if control.has_attr("checked"):
                yield name, control.get("value", "on")
        elif control.name == "select":
            options = control.find_all("option")
            chosen = [option for option in options if option.has_attr("selected")]
            if not control.has_attr("multiple"):
                chosen = chosen[:1] or options[:1]
            for option in chosen:
                yield name, option.get("value", option.get_text())
        elif control.name == "textarea":
            yield name, control.get_text()
        else:
            yield name, control.get("value", "")


@dataclass
class Visitor:
    #: Where connections go, and what the visitor believes to be the site's address.
    goes_to: str
    believes: str
    certificate: Path | None
    cookies: dict[str, str] = field(default_factory=dict)
    #: Every Set-Cookie that came, as it came.
    cookies_set: list[str] = field(default_factory=list)
    #: A loopback address of one's own (127.0.0.2 …): limits count by it.
    address: str = "127.0.0.1"

    def full(self, path: str) -> str:
        """The whole address of a path of the site."""
        return urljoin(self.believes, path)

    def get(self, url: str, **headers: str) -> Answer:
        """The answer, after its redirects."""
        return self.send("GET", url, headers=headers)

    def submit(self, form: Form, **changes: str | File | list[str]) -> Answer:
        """Send a form with these values instead of its own, files included; the answer after its redirects."""
        kept = [(name, value) for name, value in form.values if name not in changes]
        files = {name: value for name, value in changes.items() if isinstance(value, tuple)}
        for name, value in changes.items():
            if isinstance(value, list):
                kept += [(name, one) for one in value]
            elif isinstance(value, str):
                kept.append((name, value))
        if form.method == "GET":
            return self.get(f"{form.action.partition('?')[0]}?{urlencode(kept)}")
        if files:
            content, kind = _multipart(kept, files)
        else:
            content, kind = urlencode(kept).encode(), "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "Origin": self.believes, "Referer": form.action}
        return self.send("POST", form.action, content, headers)

    def send(
        self, method: str, url: str, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, and those that its redirects lead to. Raises OSError when nobody answers."""
        for _ in range(10):
            answer = self.send_once(method, url, content, headers or {})
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            url = urljoin(answer.url, str(answer.headers["Location"]))
            if answer.status not in (307, 308):
                method, content, headers = ("HEAD" if method == "HEAD" else "GET"), None, {}
        raise http.client.HTTPException(f"{urlsplit(url).path} leads round in circles.")

    def send_once(self, method: str, url: str, content: bytes | None = None, headers: Mapping[str, str] = {}) -> Answer:
        """One request and its own answer, whatever it is."""
        full = self.full(url)
        believed, real = urlsplit(self.believes), urlsplit(self.goes_to)
        parts = urlsplit(full)
        ours = parts.netloc == believed.netloc
        target = real if ours else parts
        sent = {**headers, "Host": parts.netloc}
        if ours:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if ours and real.scheme != believed.scheme:
            sent["X-Forwarded-Proto"] = believed.scheme
            sent["X-Forwarded-For"] = self.address
        connection = self._connect(target.scheme, str(target.hostname), target.port)
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path or "/", content, sent)
            response = connection.getresponse()
            answer = Answer(full, response.status, response.headers, response.read())
        finally:
            connection.close()
        if ours:
            self._remember(answer)
        return answer

    def _connect(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        source = (self.address, 0)
        if scheme == "https":
            trusting = ssl.create_default_context(cafile=self.certificate)
            return http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=trusting, source_address=source)
        return http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=source)

    def _remember(self, answer: Answer) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies_set.append(line)
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def _multipart(values: list[tuple[str, str]], files: Mapping[str, File]) -> tuple[bytes, str]:
    mark = uuid4().hex
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in values]
    body = "".join(parts).encode()
    for name, (file_name, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        body += head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n"
    return body + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"

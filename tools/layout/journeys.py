"""Ways through the whole that only hold when the parts work together: each goes through both web processes.

Each function walks one way in a running layout (with its starter content) and raises Broken with a sentence at the
first thing that is not as it must be. `tests/layout` and the figure "layout" of `make faults` walk them all.
"""

import base64
import hmac
import io
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

import polib
from PIL import Image

from tools.layout.layout import WEB, Layout
from tools.layout.visitor import Answer, Form, Visitor

EVENT = "/events/world-cafe-money/"
PATIENCE = 60  # seconds until a mail has to be there; the worker looks every ten
PASSWORD = "administrator-on-my-machine"  # noqa: S105  as home.management.commands.development_logins makes it
TOO_FAST = 3.2  # seconds; a form that comes back sooner is taken for a machine's (FORM_MINIMUM_SECONDS)


class Broken(Exception):
    """Something is not as it must be; the message says what."""


def must(holds: object, sentence: str) -> None:
    if not holds:
        raise Broken(sentence)


def eventually(find: Callable[[], object], sentence: str) -> None:
    """Wait for what another process does in its own time."""
    until = time.monotonic() + PATIENCE
    while not find():
        must(time.monotonic() < until, f"{sentence} (within {PATIENCE} seconds)")
        time.sleep(0.3)


def both(layout: Layout) -> list[Visitor]:
    """Somebody at each of the web processes, as the proxy would come."""
    return [layout.visitor(name) for name in WEB]


# --- Signing up -----------------------------------------------------------------------------------------------------


def sign_up(layout: Layout, staff: Visitor | None = None) -> None:
    """The form of one web process is sent to the other; the mail comes, with a calendar file; its link cancels."""
    first, second = both(layout)
    form_page = first.get(_a_form(first.get(EVENT)))
    time.sleep(TOO_FAST)
    form = form_page.form("nonce")
    person = {"name": "Amina Layout", "email": f"amina-{time.time_ns()}@example.org"}
    answers = {**person, **_answers(form_page)}
    second.cookies = dict(first.cookies)
    done = second.submit(form, go="send", **answers)
    must("You have a place" in done.text, f"The other web process did not take the form ({done.status}).")
    again = first.submit(form, go="send", **answers)
    must("You have a place" in again.text, "Sent once more to the first, the form did not lead to the same place.")

    ours = lambda: [mail for mail in layout.mails() if mail["To"] == person["email"]]  # noqa: E731
    eventually(ours, "No mail came to the mail server")
    [mail] = ours()
    kinds = [part.get_content_type() for part in mail.walk()]
    must("text/calendar" in kinds, f"The mail has no calendar file, only {kinds}.")
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    links = re.findall(rf"{re.escape(layout.environment['SITE_URL'])}(/sign-ups/\S+?/)(?=\s)", text)
    must(links, "The mail has no link to one's own page.")

    through_the_proxy = layout.visitor()
    own_page = through_the_proxy.get(links[0])
    must(own_page.status == 200, f"One's own page answers {own_page.status}.")
    must("no-store" in own_page.headers["Cache-Control"], "One's own page may be kept by a cache.")
    gone = _cancel(through_the_proxy, own_page)
    must(gone.status == 200, f"Giving the place back answers {gone.status}.")
    eventually(lambda: len(ours()) == 2, "No mail says that the place was given back")


def _a_form(event: Answer) -> str:
    links = [str(link["href"]) for link in event.page.select("a[href*='/sign-up/']")]
    must(links, f"The event offers no date to sign up for ({event.status}).")
    return links[0]


def _answers(page: Answer) -> dict[str, str]:
    """What the form asks besides who it is: the first of every choice, a need, and the consent to keep it."""
    answers = {"people": "1", "agree": "on"}
    for control in page.page.select("main input[type=radio], main input[name=need]"):
        answers.setdefault(str(control["name"]), str(control["value"]))
    return answers


def _cancel(visitor: Visitor, own_page: Answer) -> Answer:
    """Press “Give my place back”, and again where the site asks whether it is meant."""
    asked = visitor.submit(own_page.form_of_button("ask"), go="ask")
    return visitor.submit(asked.form_of_button("cancel"), go="cancel")


# --- Staff ----------------------------------------------------------------------------------------------------------


def signed_in(layout: Layout) -> Visitor:
    """The administrator, who comes in through the proxy with a password and sets up an app: the first time only."""
    staff = layout.visitor()
    page = staff.get("/admin/")
    page = staff.submit(page.form("password"), username="administrator", password=PASSWORD)
    page = staff.get("/accounts/2fa/totp/activate/")
    if page.page.select("input[type=password]"):
        page = staff.submit(page.form("password"), password=PASSWORD)
    secrets = re.findall(r"\b[A-Z2-7]{32}\b", page.text)
    must(secrets, f"No secret of an app is shown ({page.url} {page.status}).")
    staff.submit(page.form("code"), code=_code(secrets[0]))
    home = staff.get("/admin/")
    must(home.status == 200 and "/accounts/" not in home.url, f"The admin does not open ({home.url} {home.status}).")
    return staff


def _code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: six digits, SHA-1, thirty seconds)."""
    counter = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def at(layout: Layout, name: str, who: Visitor) -> Visitor:
    """The same person at one web process."""
    visitor = layout.visitor(name)
    visitor.cookies = who.cookies
    return visitor


def cookies(layout: Layout, staff: Visitor) -> None:
    """Cookies are for this host and for TLS alone; public pages set none."""
    must(staff.cookies_set, "Signing in set no cookie.")
    for line in staff.cookies_set:
        if "max-age=0" in line.lower():
            continue  # taken away
        name = line.partition("=")[0]
        attributes = line.lower()
        must(name.startswith("__Host-") or name == "messages", f"The cookie {name} is not held to this host.")
        must("; secure" in attributes, f"The cookie {name} would go without TLS.")
        must("samesite" in attributes, f"The cookie {name} says nothing of other sites.")
        must("httponly" in attributes or "csrf" in name, f"A script can read the cookie {name}.")
    stranger = layout.visitor()
    for path in ("/", EVENT, "/search/?q=tea"):
        stranger.get(path)
    must(not stranger.cookies_set, f"A public page set cookies: {stranger.cookies_set}.")


# --- Media ----------------------------------------------------------------------------------------------------------


def media(layout: Layout, staff: Visitor) -> None:
    """A picture and a document are uploaded at one web process, and had through the other and from the store."""
    first, second = at(layout, WEB[0], staff), at(layout, WEB[1], staff)
    form = first.get("/admin/images/add/").form("file")
    title = f"Table {time.time_ns()}"
    answer = first.submit(form, title=title, file=("table.jpg", _a_photo()), shows_people="nobody")
    must(answer.status == 200, f"The picture was not taken ({answer.status}).")
    seen = second.get("/admin/images/?" + "ordering=-created_at").text
    must(title in seen, "The other web process does not list the picture.")

    stranger = layout.visitor()
    shown = stranger.get(_rendition_of(layout, title))
    must(
        shown.status == 200 and shown.headers["Content-Type"].startswith("image/"),
        f"The picture answers {shown.status}.",
    )
    must("immutable" in shown.headers["Cache-Control"], "Browsers may not keep the picture.")
    must(layout.environment["SITE_URL"] in shown.url, "The picture comes from another host than the site's own.")
    for key in _keys(layout):
        answer = stranger.get(f"/media/{key}")
        allowed = key.startswith("images/")
        must((answer.status == 200) == allowed, f"{key.partition('/')[0]} answers a stranger with {answer.status}.")
    for path in ("/media/", "/media?list-type=2", "/media", "/media/images/", "/media/?prefix=documents"):
        must(stranger.get(path).status in (403, 404), f"{path} lists the store.")

    form = first.get("/admin/documents/add/").form("file")
    first.submit(form, title=title, file=("list.txt", b"names"))
    link = second.get("/admin/documents/").page.find("a", href=re.compile(r"/documents/\d+/list"))
    must(link, "The other web process does not list the document.")
    path = re.sub(r"^https?://[^/]+", "", str(link["href"]) if link else "")
    had = stranger.get(path)
    must(
        had.body == b"names" and "X-Amz-Signature" in had.url,
        f"The document is not had by a signed link ({had.status}).",
    )
    must(had.headers["Content-Disposition"].startswith("attachment"), "The document opens in the browser.")
    must("sandbox" in had.headers["Content-Security-Policy"], "The document comes without a policy.")
    must(stranger.get(had.url.partition("?")[0]).status == 404, "The document is had without its signature.")


def _a_photo() -> bytes:
    file = io.BytesIO()
    Image.radial_gradient("L").resize((1200, 900)).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def _rendition_of(layout: Layout, title: str) -> str:
    """The address of a smaller file of the picture, as pages have it."""
    code = (
        "from corner.models import Picture; "
        f"print(Picture.objects.get(title={title!r}).renditions.order_by('pk').first().url)"
    )
    return layout.manage("shell", "--no-imports", "-c", code).strip().splitlines()[-1]


def _keys(layout: Layout) -> list[str]:
    """One file of each folder in the store."""
    from tools.layout.helpers import BUCKET, store_client

    client = store_client(layout.ports["store"])
    listed = client.list_objects_v2(Bucket=BUCKET)["Contents"]
    return list({entry["Key"].partition("/")[0]: entry["Key"] for entry in listed}.values())


# --- Translations and the cache -------------------------------------------------------------------------------------


def translation(layout: Layout, staff: Visitor) -> None:
    """A page is offered at one web process, translated, published at the other, and read at both."""
    first, second = at(layout, WEB[0], staff), at(layout, WEB[1], staff)
    page_id, url = _untranslated(layout)
    form = first.get(f"/admin/localize/submit/page/{page_id}/").form("locales")
    first.submit(form, locales=[_polish(layout)])
    editor = second.get(f"/admin/pages/{_polish_page(layout, page_id)}/edit/")
    number = re.search(r"/localize/translate/(\d+)/", editor.text)
    must(number, f"The other web process does not open the translation ({editor.status}).")
    base = f"/admin/localize/translate/{number[1]}" if number else ""
    words = polib.pofile(second.get(f"{base}/pofile/download/").text)
    for entry in words:
        entry.msgstr = f"PL {entry.msgid}"
    # Its screen is drawn by a script, so there is no form to read: the token is that of any other.
    token = [
        value for value in first.get("/admin/documents/add/").form("file").values if value[0] == "csrfmiddlewaretoken"
    ]
    first.submit(Form(first.full(f"{base}/pofile/upload/"), "POST", token), file=("pl.po", str(words).encode()))
    first.submit(Form(editor.url, "POST", [*token, ("action", "publish")]))
    for reader in both(layout):
        answer = reader.get(f"/pl{url}")
        must(answer.status == 200 and "PL " in answer.text, f"/pl{url} answers {answer.status}.")


def _untranslated(layout: Layout) -> tuple[str, str]:
    """A technique that is not in Polish yet, while the page above it is."""
    code = (
        "from techniques.models import TechniquePage as T; from wagtail.models import Locale; "
        "pl = Locale.objects.get(language_code='pl'); "
        "page = next(p for p in T.objects.live().filter(locale=Locale.get_default()) "
        "if not p.has_translation(pl) and p.get_parent().has_translation(pl)); print(page.pk, page.url)"
    )
    number, url = layout.manage("shell", "--no-imports", "-c", code).split()[-2:]
    return number, re.sub(r"^https?://[^/]+", "", url)


def _polish(layout: Layout) -> str:
    code = "from wagtail.models import Locale; print(Locale.objects.get(language_code='pl').pk)"
    return layout.manage("shell", "--no-imports", "-c", code).split()[-1]


def _polish_page(layout: Layout, page_id: str) -> str:
    code = (
        "from wagtail.models import Locale, Page; polish = Locale.objects.get(language_code='pl'); "
        f"print(Page.objects.get(pk={page_id}).get_translation(polish).pk)"
    )
    return layout.manage("shell", "--no-imports", "-c", code).split()[-1]


def cache(layout: Layout, staff: Visitor) -> None:
    """What one web process changes, the other shows at once, however often it has shown the old."""
    readers = both(layout)
    for _ in range(3):
        for reader in readers:
            must(reader.get("/").status == 200, "The home page does not come.")
    for name, other in (WEB, tuple(reversed(WEB))):
        phone = f"023 8000 {datetime.now(UTC).microsecond % 10000:04}"
        worker = at(layout, name, staff)
        form = worker.get("/admin/settings/corner/sitesettings/").form("phone")
        worker.submit(form, phone=phone)
        for web in (other, name):
            must(phone in layout.visitor(web).get("/").text, f"{web} still shows what {name} has changed.")

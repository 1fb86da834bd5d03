"""The register as a page for a data-protection officer (docs/data-protection.md)."""

from collections.abc import Iterator

from django.apps import apps

from corner.data_register import Declared, Purpose, declared, rules, tables_without
from corner.models import SiteSettings

_BEFORE = """\
# Personal data: what is kept, why, and until when

This page is made from the code (`manage.py data_register --write`); a test holds that it is up to date, that no
field of any table is left out, and that each period is really kept. Do not edit it by hand. It is engineering, not
legal advice: whoever runs the site is responsible, checks the legal bases, and names themselves under Settings,
Site settings. The risks are in [dpia.md](dpia.md).

## How it is kept
- **Periods** are settings: Settings, Site settings, Safety and privacy. The numbers here are those the site begins
  with. The worker erases every day what is due; `manage.py erase_due --dry-run` says what that would be, and so
  does Sign-ups, What is deleted when.
- **Somebody asks** what is held about them, or wants it gone: they do it themselves with the link in their mail, or
  administrators do it for an e-mail address (Sign-ups, Everything about one person), and get a receipt to print or
  to copy into a mail: counts only, with a keyed hash of the address. Typing the same address finds it again.
- **Restores.** What was erased since a backup was made is erased again after it is restored (tombstones: keyed
  hashes, in the database and beside the uploaded files). Backups are kept 35 days at most.
- **Bytes that were deleted.** SQLite overwrites them at once (`secure_delete`), and the worker merges the search
  index and empties the write-ahead log every day. A database that was made before version 0.2 needs `VACUUM` once.
  PostgreSQL keeps deleted rows until its autovacuum has passed (minutes to hours), and their bytes in its files and
  its log until these are written anew; keep WAL archives no longer than backups.
- **Access needs** can be encrypted in the table: set `ACCESS_NEEDS_KEY`, then `manage.py encrypt_access_needs` for
  what is there already. To change the key: put the old one into `ACCESS_NEEDS_KEY_FALLBACKS`, run the command
  again, take it away. Without the key these rows cannot be read by anybody, also not after a restore: keep it apart
  from the backups. In clear remain that somebody has needs, how many, and whether they were answered. `dumpdata`
  writes them in clear.
- **Copies for developers** are made with `manage.py anonymised_copy FILE`, never from a backup: every personal
  field below is replaced or emptied.
- **Elsewhere**: caches hold public pages only; logs hold no names, addresses or words; lists that staff download
  are made on the way and not kept here (what staff do with the file is theirs to answer for); the mail server and
  the proxy keep logs of their own, which are not ours to erase: see that they are short.
- **Not in the register**: what people say about themselves in the words of a public page, such as a case study.
  Staff are told to write no names without consent, and how to take one out: `docs/guide/wants-off-the-site.md`.
"""


def written() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_BEFORE, *_purposes(), *_end_dates(), *_without()]) + "\n"


def _purposes() -> Iterator[str]:
    by_purpose: dict[Purpose, list[Declared]] = {}
    for each in declared():
        by_purpose.setdefault(each.purpose, []).append(each)
    ends = {rule.name: _with_numbers(rule.ends) for rule in rules()}
    yield "## What is kept"
    for purpose, fields in sorted(by_purpose.items(), key=lambda item: item[0].title):
        yield f"\n### {purpose.title}"
        if purpose.special:
            yield "**Special-category data** (Article 9 of the UK GDPR: health, and what tells of it).\n"
        yield "| | |\n|---|---|"
        yield f"| Whose | {purpose.whose} |"
        yield f"| Why | {purpose.why} |"
        yield f"| Who sees it | {purpose.seen_by} |"
        yield f"| Legal basis | {purpose.basis} |"
        yield f"| Until | {ends[purpose.rule]} |"
        yield f"| How it goes | {purpose.erased} |"
        yield f"| Handed out | {purpose.handed_out} |"
        yield "\n| Table | Field | What it is |\n|---|---|---|"
        for each in fields:
            yield f"| {each.model} | `{each.field}` | {each.what} |"


def _end_dates() -> Iterator[str]:
    yield "\n## What ends it\n"
    yield "| Rule | Until | Who does it |\n|---|---|---|"
    for rule in sorted(rules(), key=lambda each: each.name):
        yield f"| {rule.name} | {_with_numbers(rule.ends)} | {'the worker' if rule.act else 'staff'} |"


def _without() -> Iterator[str]:
    yield "\n## Tables without personal data\n"
    yield "Each of their fields was looked at, and declared so beside the models. Links to a member of staff (who"
    yield "wrote, who answered) are in many tables; they lead to nobody once the account is deleted.\n"
    rooms: dict[str, list[str]] = {}
    for label in tables_without():
        app, model = label.split(".")
        rooms.setdefault(str(apps.get_app_config(app).label), []).append(model)
    for room, names in sorted(rooms.items()):
        yield f"- **{room}**: {', '.join(names)}"


def _with_numbers(ends: str) -> str:
    numbers = {field.name: field.default for field in SiteSettings._meta.concrete_fields}
    return ends.format_map(numbers)

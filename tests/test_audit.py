"""Dependencies are audited: a known vulnerability fails, and what nobody has looked at is never green."""

import json
from datetime import date, timedelta

import pytest

from tools import audit

TODAY = date(2026, 11, 23)


def answer(packages, day=TODAY, **vulnerable):
    """What pip-audit writes, as it is kept; `vulnerable` names a package and its vulnerability."""
    told = [
        {"name": name, "version": version, "vulns": [{"id": vulnerable[name]}] if name in vulnerable else []}
        for name, version in packages
    ]
    return json.dumps({"day": day.isoformat(), "answer": {"dependencies": told, "fixes": []}})


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "audit.json"
    monkeypatch.setenv("AUDIT_FILE", str(path))
    monkeypatch.setattr(audit, "ask", lambda: None)  # the network is closed
    monkeypatch.setattr(audit, "date", type("Today", (date,), {"today": classmethod(lambda cls: TODAY)}))
    return path


def test_every_locked_package_is_read():
    found = audit.locked()
    assert len(found) > 60
    assert {"django", "wagtail", "pillow", "django-allauth"} <= {name for name, _version in found}


def test_a_planted_vulnerability_fails(file, capsys):
    file.write_text(answer(audit.locked(), django="PYSEC-2026-1"))
    assert audit.main() == 1
    assert "VULNERABLE: django" in (said := capsys.readouterr().out)
    assert "PYSEC-2026-1" in said


def test_it_does_so_however_old_the_answer_is(file, capsys):
    file.write_text(answer(audit.locked(), TODAY - timedelta(days=400), wagtail="PYSEC-2025-9"))
    assert audit.main() == 1


def test_without_one_it_says_when_that_was(file, capsys):
    file.write_text(answer(audit.locked(), TODAY - timedelta(days=3)))
    assert audit.main() == 0
    assert capsys.readouterr().out.startswith("Audited: ")
    file.write_text(answer(audit.locked(), TODAY - timedelta(days=31)))
    assert audit.main() == 0
    assert "NOT AUDITED for 31 days" in capsys.readouterr().out


@pytest.mark.parametrize("kept", [None, "", "{}", "[]", '{"day": "x", "answer": {}}', '{"day": 7, "answer": 7}'])
def test_with_no_answer_it_is_not_green_and_stops_nobody(file, capsys, kept):
    if kept is not None:
        file.write_text(kept)
    assert audit.main() == 0
    said = capsys.readouterr().out
    assert said.startswith("NOT AUDITED")
    assert "Audited:" not in said


def test_a_new_version_is_not_covered_by_an_old_answer(file, capsys):
    file.write_text(answer({(name, "0.0.1" if name == "django" else version) for name, version in audit.locked()}))
    assert audit.main() == 0
    said = capsys.readouterr().out
    assert "NOT AUDITED: 1 of" in said
    assert "django" in said
    assert "Audited:" not in said


def test_what_was_skipped_is_not_audited(file, capsys):
    skipped = [{"name": name, "skip_reason": "not found"} for name, _version in audit.locked()]
    file.write_text(json.dumps({"day": TODAY.isoformat(), "answer": {"dependencies": skipped}}))
    audit.main()
    assert "NOT AUDITED" in capsys.readouterr().out


def test_an_answer_is_kept_for_the_days_without_network(file, capsys, monkeypatch):
    monkeypatch.setattr(audit, "ask", lambda: json.loads(answer(audit.locked()))["answer"])
    assert audit.main() == 0
    monkeypatch.setattr(audit, "ask", lambda: pytest.fail("asked again on the same day"))
    assert audit.main() == 0
    assert capsys.readouterr().out.count("Audited: ") == 2

"""A machine that translates, kept on a short lead (languages.md, "Publishing a translation").

It may be slow, away or wrong. So it is asked for a few texts at a time and not for long, whatever came whole is kept,
and a text that lost a placeholder, a link or a number is left empty for a person.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any

from django.utils.module_loading import import_string
from requests import ConnectionError, Timeout
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from corner.languages.kept import keeps_everything
from corner.models import SiteSettings
from corner.settings.machine import TIMEOUT

logger = logging.getLogger(__name__)

#: Texts and letters in one request: a small server translates so much within its few seconds.
TEXTS_AT_ONCE = 10
LETTERS_AT_ONCE = 1000
#: Seconds for one press of the button. What is left then is there for the next press.
ALTOGETHER = 20
#: After so many bad answers it is not asked again.
STRIKES = 3


def is_switched_on() -> bool:
    """Whether administrators let translators ask a machine. Which one there is, if any, the environment says."""
    return SiteSettings.current().machine_translation


class TooSlow(Exception):
    """The machine has not answered in time, or answers drop by drop."""


@dataclass
class Outcome:
    """How many texts a machine was asked for, and what became of them."""

    asked: int = 0
    filled: int = 0
    #: Something was lost in them.
    broken: int = 0

    @property
    def unanswered(self) -> int:
        return self.asked - self.filled - self.broken


class CarefulMachine(BaseMachineTranslator):
    """wagtail-localize's class for a machine (OPTIONS["CLASS"]), with limits, and never an error."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self.machine = import_string(options["CLASS"])(options["OPTIONS"])
        self.display_name = self.machine.display_name
        self.outcome = Outcome()

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """Whether it is switched on in the site settings, and knows both languages. Asked before every use."""
        return is_switched_on() and self.machine.can_translate(source_locale, target_locale)

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """What came back whole. `outcome` says what did not."""
        wanted = list(strings)
        found = self._ask_for_all(source_locale, target_locale, wanted)
        whole = {
            source: StringValue.from_translated_html(text)
            for source, text in found.items()
            if keeps_everything(source.data, text)
        }
        self.outcome = Outcome(len(wanted), len(whole), len(found) - len(whole))
        return whole

    def _ask_for_all(self, source: Locale, target: Locale, wanted: list[StringValue]) -> dict[StringValue, str]:
        found: dict[StringValue, str] = {}
        seconds = 2 * self.options["OPTIONS"].get("TIMEOUT", TIMEOUT)  # to connect, and to answer
        end, strikes = time.monotonic() + ALTOGETHER, 0
        for batch in in_batches(wanted):
            if strikes == STRIKES or time.monotonic() > end:
                break
            try:
                answer = within(seconds, partial(self.machine.translate, source, target, batch))
                found |= {string: answer[string].data for string in batch if isinstance(answer[string].data, str)}
            except (Timeout, ConnectionError, TooSlow) as error:
                _tell(error)
                break  # it would be the same next time, and take as long
            except Exception as error:  # each machine has errors of its own; a text it cannot bear stops no other
                _tell(error)
                strikes += 1
        return found


class AskedBefore:
    """A machine whose answers are fetched first and written afterwards.

    wagtail-localize asks and writes in one go. To write in one transaction with what is said of it, without keeping
    the database waiting for an answer, it is called twice: at the first time it gets nothing to write.
    """

    def __init__(self, machine: CarefulMachine) -> None:
        self.display_name = machine.display_name
        self.can_translate = machine.can_translate
        self._machine = machine
        self._answers: dict[StringValue, StringValue] = {}
        self.is_writing = False

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        if self.is_writing:
            return self._answers
        self._answers = self._machine.translate(source_locale, target_locale, strings)
        return {}


def in_batches(strings: list[StringValue]) -> Iterator[list[StringValue]]:
    """A few strings at a time; a long one alone."""
    batch: list[StringValue] = []
    for string in strings:
        letters = sum(len(each.data) for each in batch) + len(string.data)
        if batch and (len(batch) == TEXTS_AT_ONCE or letters > LETTERS_AT_ONCE):
            yield batch
            batch = []
        batch.append(string)
    if batch:
        yield batch


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """What `work` gives back, or raises. Raises TooSlow after so many seconds, and leaves it to end by itself.

    Time-outs of a connection begin anew with each byte, and there are none for looking up a name.
    """
    result: dict[str, Any] = {}

    def run() -> None:
        try:
            result["value"] = work()
        except Exception as error:
            result["error"] = error

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if "error" in result:
        raise result["error"]
    if "value" not in result:
        raise TooSlow
    return result["value"]


def _tell(error: Exception) -> None:
    """For whoever runs the site. Only the kind of error: its words may hold the key or the texts."""
    logger.warning("The machine translator did not answer well: %s", type(error).__name__)

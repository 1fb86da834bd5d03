"""The models that every room shares."""

from corner.models.helpline import Helpline
from corner.models.invitation import Invitation
from corner.models.mixins import ContentNote, NothingToReadFirst
from corner.models.outgoing_email import OutgoingEmail
from corner.models.page import BasePage
from corner.models.picture import Picture, PictureRendition, ShowsPeople
from corner.models.policy_report import PolicyReport
from corner.models.privacy import Receipt, Tombstone
from corner.models.records import Attempt, AuditEntry, ConsentRecord, JobRun
from corner.models.second_reading import SecondReadingTask
from corner.models.site_settings import SiteSettings
from corner.models.topic import Topic
from corner.models.translation_check import TranslationCheck
from corner.models.trouble import Trouble

__all__ = [
    "Attempt",
    "AuditEntry",
    "BasePage",
    "ConsentRecord",
    "ContentNote",
    "Helpline",
    "Invitation",
    "JobRun",
    "NothingToReadFirst",
    "OutgoingEmail",
    "Picture",
    "PictureRendition",
    "PolicyReport",
    "Receipt",
    "SecondReadingTask",
    "ShowsPeople",
    "SiteSettings",
    "Tombstone",
    "Topic",
    "TranslationCheck",
    "Trouble",
]

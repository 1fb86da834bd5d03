"""Documents as readers get them: how large each is, and a link to those in a store across the network."""

from typing import Any

from django.db.models.signals import pre_save
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument, document_served


def by_link(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """For Wagtail's view of documents, after it has asked whether this reader may have it: a link, good for a minute.

    The store is asked first, so that one that is away gets the page that says so (`corner.media.StoreAwayPage`), and
    not an error of the browser. None where files are on disk. Raises Http404 and StoreAway.
    """
    storage = document.file.storage
    if not hasattr(storage, "signed_link"):
        return None
    if not storage.exists(document.file.name):
        raise Http404("The file of this document is gone.")
    link = storage.signed_link(document.file.name, document.filename, str(request.method))
    document_served.send(sender=type(document), instance=document, request=request)
    return HttpResponseRedirect(link, headers={"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"})


def bytes_of(document: AbstractDocument) -> int | None:
    """How large the file is; None when it cannot be asked. Wagtail's own `get_file_size` writes that down, and so has
    a reader wait for whoever writes to the database."""
    if document.file_size is not None:
        return int(document.file_size)
    try:
        return int(document.file.size)
    except Exception:  # whatever a disk or a store raises: the page is not the worse for it
        return None


def measure(instance: AbstractDocument, **kwargs: Any) -> None:
    """Before a document is saved: whoever saves writes the size down, so that no reader has to ask for it."""
    if instance.file_size is None and instance.file:
        instance.file_size = bytes_of(instance)


def wire_documents() -> None:
    pre_save.connect(measure, sender=get_document_model(), dispatch_uid="how large a document is")

"""Documents in a store across the network, which no web process carries to the reader."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
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

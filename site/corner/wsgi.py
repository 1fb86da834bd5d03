"""The WSGI application: `gunicorn --pythonpath site corner.wsgi` (never `--chdir site`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.production")
application = get_wsgi_application()

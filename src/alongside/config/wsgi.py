"""What the web server runs."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from alongside.config import serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
if (server := multiprocessing.parent_process()) and server.pid:
    serving.leave_with(server.pid)
application = get_wsgi_application()

"""What the web server runs."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from alongside.config import serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
if multiprocessing.parent_process():
    serving.leave_with_parent()
application = get_wsgi_application()

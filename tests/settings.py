"""The house's own settings, on a folder and a database that are gone after the run."""

import atexit
import os
import shutil
import sys
import tempfile

from alongside.config.commands.test import COMPILED_ONCE
from tests import postgres

os.environ |= COMPILED_ONCE  # for the processes that tests start, and for this one where pytest was called by itself
sys.dont_write_bytecode, sys.pycache_prefix = False, COMPILED_ONCE["PYTHONPYCACHEPREFIX"]

folder = tempfile.mkdtemp(prefix="alongside-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["ALONGSIDE_DATA_DIR"] = folder
os.environ.setdefault("ALONGSIDE_SECRET_KEY", "not a secret: every run of the tests may know it")
if os.environ.get("ALONGSIDE_TEST_ON") == "postgres" and not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = postgres.begin()

from alongside.config.settings import *  # noqa: E402, F403
from alongside.config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["NAME"] = f"alongside_test_{os.getpid()}"
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a database is made anew between tests

SECOND_STEP_FOR = []  # who must have one is tested in tests/people/test_second_step.py
READ_ONLY_GUARD = True
SLIPPERS_RUNTIME_TYPE_CHECKING = True

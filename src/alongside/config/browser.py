"""The browser of the tests: one that is installed, else the system's package where we may, else Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OWN = "playwright"


class NoBrowser(RuntimeError):
    """No browser is here and none could be brought; says why."""


def find() -> str | None:
    """The path of an installed browser: the one that ALONGSIDE_BROWSER names, else one of the usual names."""
    chosen = os.environ.get("ALONGSIDE_BROWSER")
    if chosen and chosen != OWN and not shutil.which(chosen):
        raise NoBrowser(f"ALONGSIDE_BROWSER names {chosen}, which is not there")
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


def bring() -> str:
    """A browser, installed if need be: its path, or `playwright` for the one that Playwright keeps for itself."""
    return find() or _by_apt() or _by_playwright()


def _by_apt() -> str | None:
    if os.getuid() or not shutil.which("apt-get"):
        return None
    print("alongside: installing Chromium for the browser tests", flush=True)
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", "chromium"]):
        subprocess.run(words, env=environ, check=False, stdout=subprocess.DEVNULL)
    return find()


def _by_playwright() -> str:
    print("alongside: fetching Playwright's Chromium for the browser tests", flush=True)
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NoBrowser(f"no Chromium installed, and Playwright's could not be fetched: {reason}")
    return OWN

"""Every setting of the house, typed and read from the environment, each with a default that is safe on a laptop.

One file on purpose: docs/reference/settings.md lists what a place may set, and a test holds the two together.
"""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from alongside.config import databases, house, outside, secret, served

env = Env()

DATA_DIR = house.data_dir()
DEBUG = env.bool("ALONGSIDE_DEBUG", default=False)
SERVED = served.read(DATA_DIR)
DEMO = env.bool("ALONGSIDE_DEMO", default=SERVED.demo)
CLOCK_SHIFT_DAYS = env.int("ALONGSIDE_CLOCK_SHIFT_DAYS", default=SERVED.clock_shift_days)
SECRET_KEY = env.str("ALONGSIDE_SECRET_KEY", "") or secret.key(DATA_DIR)
ADDRESS = env.str("ALONGSIDE_ADDRESS", SERVED.address).rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALONGSIDE_HOSTS", default=sorted({"localhost", "127.0.0.1", "[::1]", urlsplit(ADDRESS).hostname or "localhost"})
)
CSRF_TRUSTED_ORIGINS = [ADDRESS]
PROXIES = env.int("ALONGSIDE_PROXIES", default=0)  # how many of our own stand in front and add X-Forwarded-For
HARVEST_PRIVATE = env.bool("ALONGSIDE_HARVEST_PRIVATE", default=False)  # feeds inside one's own network, which else are refused
SEAL_FILE = env.path("ALONGSIDE_SEAL_FILE", default=DATA_DIR / "seal.pem")
LIMITS_FILE = DATA_DIR / "limits.sqlite3"
READ_ONLY_GUARD = DEBUG
SCHEDULE = "alongside.config.schedule.SCHEDULE"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "slippers",
    "alongside.design",
    "alongside.record",
    "alongside.jobs",
    "alongside.files",
    "alongside.terms",
    "alongside.places",
    "alongside.people",
    "alongside.search",
    "alongside.notices",
    "alongside.organisations",
    "alongside.replies",
    "alongside.positions",
    "alongside.agreements",
    "alongside.plan",
    "alongside.directory",
    "alongside.openreferral",
    "alongside.journeys",
    "alongside.pages",
    "alongside.demo",
    "allauth",  # below our rooms, whose account pages come before its own
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    # What holds for every answer.
    "alongside.kit.reading.ReadOnlyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "alongside.kit.browsers.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "alongside.kit.adjustable.Middleware",
    "alongside.kit.public.PublicMiddleware",
    # What is about a person.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "alongside.people.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.organisations.acting.ActingMiddleware",
    "alongside.config.reading.ReplicaMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.design.shell.context",
            ],
            "builtins": [
                "slippers.templatetags.slippers",
                "alongside.design.templatetags.design",
                "alongside.kit.filters",
                "alongside.record.templatetags.record",
            ],
        },
    },
]
FORM_RENDERER = "alongside.design.forms.Renderer"

DATABASES = databases.read(env.str("DATABASE_URL", ""), env.list("DATABASE_REPLICA_URLS", default=[]), DATA_DIR)
DATABASE_REPLICAS = [alias for alias in DATABASES if alias != "default"]
DATABASE_ROUTERS = ["alongside.config.databases.Router"]
REPLICA_BEHIND_AT_MOST = 5  # seconds; one that is further behind is not asked

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "alongside.people.backend.PersonBackend",
    "alongside.organisations.backend.SeatBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "alongside.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https://")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if SESSION_COOKIE_SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"  # no neighbouring site can set these for us
CSRF_FAILURE_VIEW = "alongside.pages.views.errors.refused_form"

SIGN_UP_OPEN = env.bool("ALONGSIDE_SIGN_UP_OPEN", default=True)
# In a demonstration anybody is anybody, by links that stand in the terminal.
SECOND_STEP_FOR = env.list("ALONGSIDE_SECOND_STEP_FOR", default=[] if DEMO else ["officers"])
ACCOUNT_ADAPTER = "alongside.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "alongside.people.forms.MakeAccount",
    "request_login_code": "alongside.people.forms.AskForCode",
    "confirm_login_code": "alongside.people.forms.ConfirmCode",
    "confirm_email_verification_code": "alongside.people.forms.ConfirmAddress",
    "add_email": "alongside.people.forms.NewAddress",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "alongside.people.sign_up.SignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# Councils and the NHS: [{"id": "council", "name": "Marlshire Council", "server": "https://…", "client": "…", "secret": "…"}]
OUTSIDE = outside.read(env.str("ALONGSIDE_SIGN_IN_WITH", ""))
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.app for one in OUTSIDE]}}
SOCIALACCOUNT_ADAPTER = "alongside.people.outside.OutsideAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the content policy lets no form lead to another site
MFA_ADAPTER = "alongside.people.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up without the code from their mail, so who is in with an address not yet confirmed came by a link of ours: the first
# officer, before any mail goes out. They must have a second step before anything opens, so they may set one up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute off
MFA_FORMS = {
    "add_webauthn": "alongside.people.forms.AddPasskey",
    "edit_webauthn": "alongside.people.forms.NamePasskey",
    "activate_totp": "alongside.people.forms.BeginApp",
    "login_webauthn": "alongside.people.forms.PasskeySignIn",
    "authenticate_webauthn": "alongside.people.forms.SecondStepPasskey",
    "authenticate": "alongside.people.forms.SecondStepCode",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
# Counted per network, or per network and address: a stranger elsewhere cannot use up what another person may do.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,4/m/key,20/h/key",
    "signup": "20/m/ip",
    "confirm_email": "20/m/ip",
    "login_failed": "60/m/ip",
    "second_step": "10/5m/key,30/h/key",  # for one person from one network
    "second_step_anywhere": "200/d/key",  # for one person from all networks
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cacheentry",
        "KEY_FUNCTION": "alongside.people.limits.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

EMAIL_BACKEND = "alongside.notices.backend.Outbox"
DEFAULT_FROM_EMAIL = env.str("ALONGSIDE_MAIL_FROM", "Alongside <alongside@localhost>")
SMTP_URL = env.str("ALONGSIDE_SMTP_URL", "")
RETURNS_URL = env.str("ALONGSIDE_RETURNS_URL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "alongside.kit.logs.WithoutTokens"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "filters": ["without_tokens"], "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what is not there or not allowed is no news to who runs the place
    },
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns about a folder that is not there yet
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "alongside.design.stylesheet.Finder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alongside.design.stylesheet.Storage"},
}
WHITENOISE_USE_FINDERS = True  # pages have their style before `collectstatic` has run, too
MEDIA_ROOT = DATA_DIR / "files"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ADDRESS.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

os.environ.setdefault("TZ", "UTC")

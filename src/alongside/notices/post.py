"""The post: hands mails to a mail server. `post_of(settings)` says which one this installation has, if any."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Later(Exception):
    """This mail did not go now; it may go later."""


class Refused(Exception):
    """This mail will never go: the server will not have it."""


class Unreachable(Exception):
    """No mail goes now: the server cannot be reached, or does not let us in."""


class Post(Protocol):
    """Takes mails. Open it, deliver many, close it."""

    pretends: bool

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None: ...

    def deliver(self, *, sender: str, to: str, source: bytes) -> None:
        """Returns once the mail is in the server's hands; else raises Later, Refused or Unreachable."""


class Demonstration:
    """Takes every mail and sends none, so that a demonstration never writes to anybody."""

    pretends = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def deliver(self, *, sender: str, to: str, source: bytes) -> None:
        return None


@dataclass(frozen=True)
class Server:
    """Where the mail server is and how to speak with it, as told by ALONGSIDE_SMTP_URL."""

    scheme: str
    host: str
    port: int
    user: str
    password: str


def server_of(url: str) -> Server:
    """Reads smtp://user:password@host:port; also smtps:// (TLS at once) and starttls:// (TLS or nothing)."""
    try:
        seen = urlsplit(url)
        port = seen.port
    except ValueError as reason:
        raise ImproperlyConfigured(WRONG_URL) from reason
    if seen.scheme not in PORTS or not seen.hostname:
        raise ImproperlyConfigured(WRONG_URL)
    return Server(
        seen.scheme, seen.hostname, port or PORTS[seen.scheme], unquote(seen.username or ""), unquote(seen.password or "")
    )


WRONG_URL = "ALONGSIDE_SMTP_URL is not like smtp://user:password@host:port (or smtps://, starttls://)."


class Smtp:
    """One connection to a mail server. A password is never sent in the clear, unless to this very machine."""

    pretends = False

    def __init__(self, url: str, seconds: float = 20) -> None:
        self.server = server_of(url)
        self.seconds = seconds
        self._line = smtplib.SMTP()

    def __enter__(self) -> Self:
        try:
            self._line = self._connected()
        except smtplib.SMTPAuthenticationError as reason:
            raise Unreachable(_("The mail server did not accept our name and password.")) from reason
        except (OSError, smtplib.SMTPException) as reason:
            raise Unreachable(_("The mail server could not be reached (%(why)s).") % {"why": _why(reason)}) from reason
        return self

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._line.quit()
        self._line.close()

    def deliver(self, *, sender: str, to: str, source: bytes) -> None:
        try:
            self._line.sendmail(sender, [to], source)
        except smtplib.SMTPRecipientsRefused as reason:
            code, words = reason.recipients[to]
            raise _refusal(code, words) from reason
        except smtplib.SMTPDataError as reason:
            raise _refusal(reason.smtp_code, reason.smtp_error) from reason
        except UnicodeError as reason:
            raise Refused(_("The address cannot be written as mail servers need it.")) from reason
        except smtplib.SMTPSenderRefused as reason:
            raise Unreachable(_("The mail server does not let us send as we are (%(why)s).") % {"why": _why(reason)}) from reason
        except (OSError, smtplib.SMTPException) as reason:
            raise Unreachable(_("The mail server went away (%(why)s).") % {"why": _why(reason)}) from reason

    def _connected(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        if server.scheme == "smtps":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, DNS_NAME.get_fqdn(), timeout=self.seconds, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, DNS_NAME.get_fqdn(), timeout=self.seconds)
        try:
            self._introduce(line, context)
        except BaseException:
            line.close()
            raise
        return line

    def _introduce(self, line: smtplib.SMTP, context: ssl.SSLContext) -> None:
        line.ehlo_or_helo_if_needed()
        safe = self.server.scheme == "smtps"
        if not safe and (self.server.scheme == "starttls" or line.has_extn("starttls")):
            line.starttls(context=context)
            safe = True
        if self.server.user:
            if not safe and self.server.host not in ON_THIS_MACHINE:
                raise smtplib.SMTPException("it offers no encryption, so the password was not sent")
            line.login(self.server.user, self.server.password)


def post_of() -> Post | None:
    """The post of this installation: a pretended one in a demonstration, none while no server is named."""
    if settings.DEMO:
        return Demonstration()
    return Smtp(settings.SMTP_URL) if settings.SMTP_URL else None


def _refusal(code: int, words: bytes | str) -> Exception:
    said = f"{code} {_plain(words)}"
    if 500 <= code < 600:
        return Refused(_("The mail server refused it: %(said)s") % {"said": said})
    return Later(_("The mail server asked us to come back: %(said)s") % {"said": said})


def _why(reason: Exception) -> str:
    if isinstance(reason, smtplib.SMTPResponseException):
        return f"{reason.smtp_code} {_plain(reason.smtp_error)}"
    return _plain(getattr(reason, "strerror", None) or str(reason) or type(reason).__name__)


def _plain(words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(said.split())[:200]

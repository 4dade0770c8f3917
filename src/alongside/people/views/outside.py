"""To the sign-in of a council or the NHS, and back."""

from allauth.account.utils import get_login_redirect_url
from allauth.socialaccount.providers.openid_connect import views as theirs
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alongside.kit import reading


@login_not_required
@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Away to them. Only to sign in: allauth could also tie their account to one that is signed in here."""
    if request.GET.get("process", "login") != "login":
        raise Http404
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    answer: HttpResponseBase = theirs.login(request, provider_id)
    return answer


@login_not_required
@never_cache
@require_GET
def back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from them, with a state that this browser was given, and a code that only we can turn into who it is."""
    with reading.writes_allowed("OpenID comes back by GET; its state stands for the link that was pressed"), transaction.atomic():
        answer: HttpResponseBase = theirs.callback(request, provider_id)
    return answer

"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.design import plots
from alongside.pages import doors, queries


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where help is looked for, who is here, and what else stands."""
    find = doors.address("directory:find")
    sure = queries.sureness()
    facts = {
        "find": find,
        "services": sum(int(bar.number) for bar in sure),
        "sure": plots.bars(sure, caption=_("Services, by how sure we are"), number=_("Services"), told=True) if sure else "",
        "needs": queries.common_needs(find),
        "side_by_side": queries.side_by_side(),
        "doors": doors.standing(),
    }
    return render(request, "pages/home.html", facts)

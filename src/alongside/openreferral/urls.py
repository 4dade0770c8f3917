"""Where the open feed is found. The base is stable; a slash at the end is as good as none."""

from django.urls import path, re_path

from alongside.openreferral.views import feed, page

app_name = "openreferral"
ID = r"(?P<id>[^/]+)"
urlpatterns = [
    re_path(r"^openreferral/?$", feed.details, name="details"),
    re_path(r"^openreferral/openapi\.json$", feed.described, name="openapi"),
    re_path(r"^openreferral/services/?$", feed.services, name="services"),
    re_path(rf"^openreferral/services/{ID}/?$", feed.service, name="service"),
    re_path(r"^openreferral/service_at_locations/?$", feed.at_locations, name="at_locations"),
    re_path(rf"^openreferral/service_at_locations/{ID}/?$", feed.at_location, name="at_location"),
    re_path(r"^openreferral/taxonomies/?$", feed.taxonomies, name="taxonomies"),
    re_path(rf"^openreferral/taxonomies/{ID}/?$", feed.taxonomy, name="taxonomy"),
    re_path(r"^openreferral/taxonomy_terms/?$", feed.terms, name="terms"),
    re_path(rf"^openreferral/taxonomy_terms/{ID}/?$", feed.term, name="term"),
    path("open-data/", page.open_data, name="open_data"),
    re_path(r"^openreferral/(?P<rest>.+)$", feed.nothing, name="nothing"),
]

"""Our own description of the feed (OpenAPI 3.1), made from the structures of the standard and from what is really read."""

from functools import cache
from typing import Any

import msgspec

from alongside.openreferral import standard
from alongside.openreferral.queries.asking import DAYS, MOST_PER_PAGE, PER_PAGE

Parameter = dict[str, Any]


def _query(name: str, description: str, **schema: Any) -> Parameter:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


PAGE = [
    _query("page", "Number of the page, from 1. A page after the last is empty.", type="integer", default=1),
    _query(
        "per_page", f"How many on a page: 1 to {MOST_PER_PAGE}; more gives {MOST_PER_PAGE}.", type="integer", default=PER_PAGE
    ),
]
FILTERS = [
    _query("search", "Words to look for, with everyday words for the same. The most to the point comes first.", type="string"),
    _query("taxonomy_term_id", "Services marked with this term itself.", type="string"),
    _query("taxonomy_id", "Services marked with any term of this list.", type="string"),
    _query("organization_id", "Services that this organisation runs.", type="string"),
    _query("minimum_age", "Services whose own minimum age is this or higher.", type="number"),
    _query("maximum_age", "Services whose own maximum age is this or lower.", type="number"),
    _query("day", "Services that run on this day of the week: MO, Mon or Monday, in any letters.", type="string",
           enum=[said.upper() if len(said) == 2 else said.capitalize() for said in DAYS]),
    _query("start_time", "Services with a time that begins then or later. Day, start and end are of one and the same time, that is not over "
           "for good; of services at locations, of a time at that location.",
           type="string", pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"),
    _query("end_time", "Services with a time that ends then or earlier.", type="string", pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"),
    _query("postcode", "A whole postcode. Services that serve it, or do not say whom they serve; the nearest first.", type="string",
           examples=["TA1 1AA"]),
    _query("proximity", "With a postcode: those within so many metres of its middle.", type="number", minimum=0),
    _query("modified_after", "Those that changed at that moment or later; of services also what is no longer listed (status "
           "“inactive”, nothing but its id), unless other filters are given.", type="string", format="date-time"),
    _query("full", "Everything that belongs to each, nested.", type="boolean", default=False),
    _query("format", "“ndjson” streams everything that was asked for, one JSON object a line, without pages.", type="string",
           enum=["json", "ndjson"], default="json"),
]  # fmt: skip
OF_SERVICES = [
    _query("minimal", "Only id, name, status and last_modified of each; up to 10,000 on a page.", type="boolean", default=False),
    _query("after", "With modified_after and ndjson: go on after the line with this id; modified_after is its last_modified.",
           type="string", format="uuid"),
]  # fmt: skip
LISTS: dict[str, tuple[str, type, list[Parameter]]] = {
    "services": ("Services", standard.Service, [*PAGE, *FILTERS, *OF_SERVICES]),
    "service_at_locations": ("Services at each of their locations", standard.ServiceAtLocation, [*PAGE, *FILTERS]),
    "taxonomies": ("Lists of terms, our own needs among them", standard.Taxonomy, PAGE),
    "taxonomy_terms": ("Terms", standard.TaxonomyTerm, PAGE),
}


@cache
def described() -> dict[str, Any]:
    """All of it but where it stands."""
    pages = [standard.Page[kind] for _title, kind, _parameters in LISTS.values()]  # type: ignore[valid-type]
    kinds = [kind for _title, kind, _parameters in LISTS.values()]
    schemas, components = msgspec.json.schema_components(
        [*pages, *kinds, standard.ApiDetails, standard.Fault], ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, Any] = {"/": {"get": _operation("What this feed is", schemas[-2], "details")}}
    for number, (name, (title, _kind, parameters)) in enumerate(LISTS.items()):
        paths[f"/{name}"] = {"get": _operation(title, schemas[number], name, parameters, ndjson="format" in _names(parameters))}
        one = _operation(f"{title}: one of them", schemas[len(LISTS) + number], f"{name}_one", [_ID])
        paths[f"/{name}/{{id}}"] = {"get": one}
    _leads_on(paths["/services/{id}"]["get"]["responses"])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open Referral UK feed",
            "version": "3.0",
            "description": "HSDS-UK 3.0 for programs. No key is needed. Every answer has an ETag: send it back as If-None-Match.",
            "license": {"name": standard.LICENCE, "url": standard.LICENCE_URL},
        },
        "paths": paths,
        "components": {"schemas": components},
    }


_ID = {"name": "id", "in": "path", "required": True, "description": "Its id.", "schema": {"type": "string"}}


def _names(parameters: list[Parameter]) -> set[str]:
    return {parameter["name"] for parameter in parameters}


def _operation(title: str, schema: Any, name: str, parameters: list[Parameter] | None = None, *, ndjson: bool = False) -> Any:
    content = {"application/json": {"schema": schema}}
    if ndjson:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    answers = {"200": {"description": "As asked.", "content": content}, "304": {"description": "As you have it already."}}
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
    if parameters:
        answers["400"] = {"description": "A parameter cannot be read; the answer says which and why.", "content": fault}
    if parameters == [_ID]:
        del answers["400"]
        answers["404"] = {"description": "There is none with this id.", "content": fault}
    return {"summary": title, "operationId": name, "parameters": parameters or [], "responses": answers}


def _leads_on(answers: dict[str, Any]) -> None:
    """A service that was here once says what became of it."""
    where = {"Location": {"description": "Where that other service is.", "schema": {"type": "string"}}}
    content = answers["200"]["content"]
    answers["301"] = {
        "description": "It became part of another service, which stands there.",
        "headers": where,
        "content": content,
    }
    answers["410"] = {"description": "It was here, and is no longer listed.", "content": answers["404"]["content"]}

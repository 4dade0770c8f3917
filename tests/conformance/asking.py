"""Asks the feed whatever a description of it allows, and much that it does not.

Few questions by default. ALONGSIDE_CONFORMANCE=500 asks so many of each operation.
"""

import json
import os
from collections import Counter
from typing import Any

import hypothesis
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from alongside.openreferral import openapi
from tests.conformance import official
from tests.openreferral.reading import BASE

EXAMPLES = int(os.environ.get("ALONGSIDE_CONFORMANCE", "8"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def served(environ: dict[str, Any], start_response: Any) -> Any:
    """The house as it is served, but that it leaves open the connection in whose transaction a test stands."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    return get_wsgi_application()(environ, start_response)


def ask(raw: dict[str, Any], client: Client, mode: GenerationMode) -> dict[str, Counter[int]]:
    """Ask every operation of a description; what each answered, all of it as described."""
    try:
        return _asked(raw, client, mode)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def _asked(raw: dict[str, Any], client: Client, mode: GenerationMode) -> dict[str, Counter[int]]:
    schema = schemathesis.openapi.from_dict({**raw, "servers": [{"url": f"http://localhost{BASE}"}]})
    schema.app = served
    every: list[Any] = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    return {one.path: _answers(one, client, mode) for one in every if mode.is_positive or list(one.query)}


def _answers(operation: Any, client: Client, mode: GenerationMode) -> Counter[int]:
    """What one operation answered, and how often."""
    seen: Counter[int] = Counter()
    known = {"id": _real_id(client, operation.path)} if "{id}" in operation.path else None

    @hypothesis.settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode, path_parameters=known))
    def question(case: Any) -> None:
        response = case.call()
        seen[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    question()
    return seen


def _real_id(client: Client, path: str) -> str:
    of = path.split("/")[1]
    return str(client.get(f"{BASE}/{of}").json()["contents"][0]["id"])


def own_description() -> dict[str, Any]:
    """Ours."""
    said: dict[str, Any] = json.loads(json.dumps(openapi.described()))
    return said


def official_description() -> dict[str, Any]:
    """The strict official one. It names no answer but 200; a question that cannot be read is answered by 400, as ours says."""
    raw: dict[str, Any] = json.loads(official.STRICT.read_text())
    fault = {"description": "", "content": {"application/json": {"schema": {"type": "object", "required": ["error"]}}}}
    for path in raw["paths"].values():
        path["get"]["responses"]["400"] = fault
    return raw

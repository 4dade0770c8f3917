"""The official schemas of Open Referral UK, where they lie beside the house."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from alongside.config import house

SHARED = house.ROOT.parent / "shared"
OFFICIAL = SHARED / "openreferral-uk"
COMPILED = OFFICIAL / "hsds-uk-3.0" / "schema" / "compiled"
PLAIN = OFFICIAL / "hsds-uk-3.0" / "schema"
VALIDATOR = OFFICIAL / "validator-test-profiles" / "Schemas" / "V3.0-UK"
MOCKS = OFFICIAL / "validator-mocks"
STRICT = OFFICIAL / "derived" / "openapi-3.0-inlined-strict.json"

only_beside_them = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schemas do not lie beside the house")


@functools.cache
def validator(file: Path) -> jsonschema.Draft202012Validator:
    """Checks against one schema, which may refer to its siblings; formats are checked too."""
    siblings = [(one.name, json.loads(one.read_text())) for one in sorted(file.parent.glob("*.json"))]
    registry: Any = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012)) for name, schema in siblings
    )
    formats = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(json.loads(file.read_text()), registry=registry, format_checker=formats)


def faults(file: Path, body: Any) -> list[str]:
    """What this schema finds wrong, each with where."""
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in validator(file).iter_errors(body)]

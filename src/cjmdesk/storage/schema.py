"""The JSON Schema of the file: the model's, with the header."""

from typing import Any

from cjmdesk.model.project import Project
from cjmdesk.storage.migrations import READABLE_BY, SCHEMA
from cjmdesk.storage.project_file import FORMAT


def file_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the `.cjm` file this version writes."""
    schema = _open(Project.model_json_schema(mode="validation"))
    header = {
        "format": {"const": FORMAT},
        "schema": {"type": "integer", "minimum": 1, "description": f"This version writes {SCHEMA}."},
        "readable_by": {
            "type": "integer",
            "minimum": 1,
            "description": f"The oldest form whose program may edit it; this version writes {READABLE_BY}.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "cjmdesk project",
        "properties": {**header, **schema["properties"]},
        "required": ["format", "schema", *schema.get("required", [])],
    }


def _open(schema: Any) -> Any:
    """A lane or card fits its own kind and, more loosely, the unknown kind: `anyOf`, not `oneOf`."""
    if isinstance(schema, dict):
        return {("anyOf" if key == "oneOf" else key): _open(part) for key, part in schema.items()}
    return [_open(part) for part in schema] if isinstance(schema, list) else schema

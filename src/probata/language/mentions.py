"""Who and what state is named where: names of the tables, role phrases, other people, short forms.

The order matters: role phrases ("South Korean Defense Minister Shin Wonsik") take their names first,
what is left stands alone, and pronouns and bare short forms ("he", "the ministry") are resolved last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from probata.knowledge import ActorMatch, Form, Knowledge
from probata.language.annotated import Mention, Paragraph, Reading, Reference
from probata.language.antecedents import find_references, known_kinds
from probata.language.coreference import resolve
from probata.language.drafts import Draft, head_of
from probata.language.people import People, within
from probata.language.readings import reading_of
from probata.language.rolephrases import RolePhrases
from probata.records import Report, SourceKind


def published_day(report: Report) -> date | None:
    """The day of publication, ``None`` where it is unknown or no full date."""
    try:
        return date.fromisoformat((report.published or "")[:10])
    except ValueError:
        return None


def find_mentions(
    paragraphs: Sequence[Paragraph], report: Report, knowledge: Knowledge
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    """The participants named in the text, in order, and what all its pronouns and short names refer to.

    See :class:`Mention` and :class:`Reference` for what each value means.
    """
    drafts = draft_names(paragraphs, report, knowledge)
    references = find_references(paragraphs, known_kinds(drafts, knowledge))
    drafts = resolve(paragraphs, drafts, knowledge, published_day(report), references)
    return tuple(d.done() for d in sorted(drafts, key=lambda d: (d.start, -d.end))), references


def draft_names(paragraphs: Sequence[Paragraph], report: Report, knowledge: Knowledge) -> list[Draft]:
    """The participants before pronouns and bare short forms are resolved."""
    on = published_day(report)
    matches = knowledge.actors.scan(report.text, on)
    people = People(paragraphs, matches, knowledge, on)
    drafts: list[Draft] = []
    for paragraph in paragraphs:
        inside = within(matches, paragraph)
        found = RolePhrases(paragraph, inside, people, knowledge, on).read()
        taken = {i for d in found if d.person for i in range(d.first, d.last)}
        found += [p for p in people.in_paragraph(paragraph) if p.head not in taken]
        found += [d for m in inside if (d := _named(paragraph, m, knowledge, on))]
        drafts += found
    return drafts


def _named(paragraph: Paragraph, match: ActorMatch, knowledge: Knowledge, on: date | None) -> Draft | None:
    """A state, body, outlet, group or ship by name (people are found by :class:`People`)."""
    span = paragraph.span(match.start, match.end)
    actors = [a for i in match.ids if (a := knowledge.actors.get(i)) is not None]
    if span is None or not len(span) or not actors or any(a.kind is SourceKind.PERSON for a in actors):
        return None
    canonical = tuple(dict.fromkeys(knowledge.actors.canonical_source(i, on) for i in match.ids))
    together = match.joint or len(canonical) == 1
    draft = Draft(paragraph, span.start, span.end, head_of(paragraph, span.start, span.end))
    draft.ids = canonical if together else canonical[:1]
    draft.alternatives = () if together else canonical[1:]
    first = knowledge.actors.get(draft.ids[0])
    draft.kind = first.kind if first else actors[0].kind
    draft.state = knowledge.actors.state_of(match.ids[0], on)
    draft.named, draft.joint, draft.plural = True, match.joint, match.joint
    draft.core = (span.start, span.end)
    draft.reading = Reading.MODIFIER if match.form is Form.ADJECTIVE else reading_of(draft)
    draft.rule = f"name:{match.form.value}"
    return draft

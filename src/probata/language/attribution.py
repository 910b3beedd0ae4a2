"""Who says what: direct, indirect and mixed speech, nested and joint, with stance.

By rules over the parse, the cue table and the quotation marks, and by a learned tagger where its tags are
given. :func:`attribute` is the seam: another engine gives tags, and gets the same statements out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from probata.knowledge import Knowledge
from probata.language.annotated import Mention, Paragraph
from probata.language.cues import Cues, load_cues
from probata.language.proposals import merged
from probata.language.quotations import find_quotations
from probata.language.sources import Sources, past_dateline
from probata.language.speech import Speech
from probata.language.speech_denial import set_apart, stance_of
from probata.language.speech_falsity import weigh
from probata.language.speech_layout import across, by_layout
from probata.language.speech_phrases import UNNAMED_CHARGE, according_to, by_account, by_noun
from probata.language.speech_verbs import SpeechReader
from probata.language.tagger import Tags
from probata.language.times import joint_interval
from probata.records import (
    NOBODY,
    REPORT_VOICE,
    DateInterval,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Timex,
    Via,
    make_id,
)


def attribute(
    report: Report,
    paragraphs: Sequence[Paragraph],
    mentions: Sequence[Mention],
    times: Sequence[Timex],
    knowledge: Knowledge,
    tags: Sequence[Tags] = (),
) -> tuple[Statement, ...]:
    """The statements of a report, in order of the text; a joint source makes one each.

    ``tags`` are the learned tagger's, one for each paragraph; without them the rules are alone.
    Stances follow the guide's rules 2 to 5. ``via`` runs from the source outwards to the report.
    """
    cues = load_cues()
    here: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        here[mention.paragraph].append(mention)
    readers = {p.index: Sources(p, here[p.index], cues) for p in paragraphs}
    speeches: list[Speech] = []
    for n, paragraph in enumerate(paragraphs):
        own = tags[n] if tags else None
        speeches += _in_paragraph(paragraph, here[paragraph.index], readers[paragraph.index], cues, speeches, own)
    speeches += across(paragraphs, here, speeches)
    done: dict[int, tuple[Source, ...]] = {}
    relays: dict[int, tuple[Source, ...]] = {}
    more: dict[int, list[Speech]] = {}
    for speech in speeches:
        if speech.outer is not None:
            more.setdefault(id(speech.outer), []).append(speech)
        else:
            reader = readers[speech.paragraph.index]
            done[id(speech)] = _sources(speech, reader)
            if speech.relay is not None:
                passing = reader.of(speech.relay, *reader.phrase(speech.relay, frozenset(range(*speech.cue))))
                relays[id(speech)] = tuple(s for s in passing if not speech.told or s.kind is SourceKind.MEDIA)
    around = _around(speeches)
    starts = [t.start for t in times]
    made = (
        _statement(
            report,
            speech,
            source,
            more.get(id(speech), []),
            _via(speech, around[id(speech)], done, relays),
            _said(speech, report.text, times, starts),
            stance_of(speech, source, here[speech.paragraph.index]),
        )
        for speech in speeches
        if speech.outer is None
        for source in done[id(speech)]
    )
    unique = {s.id: s for s in made}
    return tuple(sorted(unique.values(), key=lambda s: (s.content[0][0], -s.content[-1][1], s.source.id)))


def _in_paragraph(
    paragraph: Paragraph,
    mentions: Sequence[Mention],
    sources: Sources,
    cues: Cues,
    before: Sequence[Speech],
    tags: Tags | None,
) -> list[Speech]:
    doc = paragraph.doc
    ends = [s.end_char for s in doc.sents]
    quoted = []
    for q in find_quotations(doc.text, ends):
        span = doc.char_span(q.start, q.end, alignment_mode="expand")
        if span is not None and len(span):
            quoted.append((span.start, span.end))
    who = frozenset(m.head for m in mentions)
    reader = SpeechReader(paragraph, cues, quoted, who)
    found: list[Speech] = list(by_layout(paragraph, mentions, cues))
    for sentence in doc.sents:
        spoken = list(reader.read(sentence))
        spoken += (*according_to(paragraph, sentence), *by_account(paragraph, sentence))
        taken = {i for s in spoken for i in range(*s.cue)}
        spoken += by_noun(paragraph, sentence, cues, taken)
        found += spoken
    found = [s for s in found if s.rule == "colon" or not _inside_quote(s, quoted)]
    found.sort(key=lambda s: (s.cue_head, s.rule))
    for speech in found:
        if speech.source is None and speech.head is not None:
            own = frozenset(range(*speech.cue)) | {i for a, b in speech.content for i in range(a, b)}
            speech.source = sources.phrase(speech.head, own - {speech.head.i})
    for speech in found:
        _widen(speech, quoted)
    set_apart(found)
    for speech in found:
        weigh(speech, cues)
    found = merged(paragraph, found, tags, quoted, cues)
    for speech in found:
        # Who speaks within a quotation isn't who goes on when the next one opens.
        speech.quoted = speech.quoted and not any(a <= speech.cue_head < b for a, b in quoted)
    _carry_on(paragraph, found, quoted, before)
    return found


def _inside_quote(speech: Speech, quoted: Iterable[tuple[int, int]]) -> bool:
    """What somebody says within a quotation of full sentences is the speaker's own telling, still nested."""
    return any(
        a <= speech.cue_head < b and speech.head is not None and speech.head.lower_ in ("i", "we", "you")
        for a, b in quoted
    )


def _widen(speech: Speech, quoted: Sequence[tuple[int, int]]) -> None:
    """Content that touches a quotation takes it whole, back over the sentences that it runs through."""
    content = list(speech.content)
    own = set(range(*speech.cue)) | (set(range(*speech.source)) if speech.source else set())
    for first, last in quoted:
        if first <= speech.cue_head < last:
            continue
        for n, (a, b) in enumerate(content):
            if a < last and first < b and not own & set(range(first, last)):
                content[n] = (min(a, first), max(b, last))
                speech.quoted = True
    merged: list[tuple[int, int]] = []
    for a, b in sorted(content):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    speech.content = [(_past_conjunction(speech.paragraph, a, b), b) for a, b in merged]


def _past_conjunction(paragraph: Paragraph, first: int, last: int) -> int:
    """ "But the ship has left, he said": the opening word joins the outlet's sentences; a dateline says nothing."""
    first = past_dateline(paragraph.doc, first, last)
    token = paragraph.doc[first]
    if token.is_sent_start and token.lower_ in ("but", "and", "yet", "so", "however") and last - first > 2:
        return first + 2 if paragraph.doc[first + 1].text == "," else first + 1
    return first


def _carry_on(
    paragraph: Paragraph, found: list[Speech], quoted: Sequence[tuple[int, int]], before: Sequence[Speech]
) -> None:
    """A quotation that nobody is named for goes on from the speaker before it: in the paragraph, else the last one."""
    doc = paragraph.doc
    for first, last in quoted:
        if any(a < last and first < b for s in found for a, b in s.content if s.paragraph is paragraph):
            continue
        if any(first <= i < last for s in found for i in (s.cue_head,)):
            continue
        sentence = doc[first].sent
        lead = [t for t in doc[sentence.start : first] if not t.is_punct and not t.is_space]
        tail = [t for t in doc[last : doc[last - 1].sent.end] if not t.is_punct and not t.is_space]
        if lead or tail or last - first < 4:
            continue
        here = [s for s in found if s.cue_head < first and s.quoted]
        if here:
            here[-1].content.append((first, last))
        elif not found or all(s.cue_head > last for s in found):
            earlier = next((s for s in reversed(before) if s.quoted), None)
            near = earlier is not None and earlier.paragraph.index == paragraph.index - 1
            if earlier is not None and near and first == _first_word(paragraph):
                carried = earlier.outer or earlier
                found.append(
                    Speech(
                        paragraph, first, carried.cue, carried.head, carried.source, [(first, last)],
                        carried.stance, "quotation goes on", outer=carried, quoted=True,
                    )
                )  # fmt: skip


def _first_word(paragraph: Paragraph) -> int:
    return next((t.i for t in paragraph.doc if not t.is_space), 0)


def _sources(speech: Speech, reader: Sources) -> tuple[Source, ...]:
    if speech.known:
        return speech.known
    if speech.head is None or speech.source is None:
        return (NOBODY,)
    if speech.shows and reader.shows_by_itself(speech.head):
        return (REPORT_VOICE,)
    if speech.rule in ("noun:nobody", UNNAMED_CHARGE):
        return (reader.anonymous(*speech.source),)
    if speech.rule == "noun":
        return reader.of_modifier(speech.head, *speech.source)
    return reader.of(speech.head, *speech.source)


def _statement(
    report: Report,
    speech: Speech,
    source: Source,
    more: Sequence[Speech],
    via: tuple[Via, ...],
    said: DateInterval | None,
    stance: Stance,
) -> Statement:
    cue = speech.paragraph.offsets(speech.paragraph.doc[slice(*speech.cue)])
    content = tuple(sorted(s.paragraph.offsets(s.paragraph.doc[a:b]) for s in (speech, *more) for a, b in s.content))
    own = {source.id}
    return Statement(
        id=make_id("s", report.id, source.id, source.start, cue[0], content),
        report=report.id,
        source=source,
        cue=Span(*cue, report.text[slice(*cue)]),
        content=content,
        stance=stance,
        via=tuple(v for v in via if v.id not in own),
        said=said,
        engine=speech.engine,
        rule=speech.rule,
        score=speech.score,
        speaks=speech.speaks,
    )


def _around(speeches: Sequence[Speech]) -> dict[int, list[Speech]]:
    """For each attribution those within whose words its cue stands, the nearest first."""
    cues: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for speech in speeches:
        cues[speech.paragraph.index].append((speech.cue_head, id(speech)))
    for heads in cues.values():
        heads.sort()
    around: dict[int, list[Speech]] = defaultdict(list)
    by_length = sorted(speeches, key=lambda s: sum(b - a for a, b in s.content))
    for outer in by_length:
        if outer.stance is Stance.DENIES or not outer.speaks:
            continue
        heads = cues[outer.paragraph.index]
        for a, b in outer.content:
            for _, inner in heads[bisect_left(heads, (a, 0)) : bisect_left(heads, (b, 0))]:
                if inner != id(outer):
                    around[inner].append(outer)
    return around


def _via(
    speech: Speech,
    around: Sequence[Speech],
    done: dict[int, tuple[Source, ...]],
    relays: dict[int, tuple[Source, ...]],
) -> tuple[Via, ...]:
    """The sources that pass the words on, the nearest first."""
    found: dict[str, Via] = {}
    for several in (relays.get(id(speech), ()), *(done[id(s.outer or s)] for s in around)):
        for one in several:
            if one.kind is not SourceKind.ANONYMOUS:
                found.setdefault(one.id, Via(one.text, one.id, one.start, one.end))
    return tuple(found.values())


_ISSUED = frozenset({"publish", "release", "issue", "circulate", "print", "submit", "file"})
"""Verbs whose day is that of the words: "according to a report published on Monday"."""


def _said(speech: Speech, text: str, times: Sequence[Timex], starts: Sequence[int]) -> DateInterval | None:
    """When it was said: a time that hangs on the cue, outside of what is said."""
    paragraph, doc = speech.paragraph, speech.paragraph.doc
    inside = {i for a, b in speech.content for i in range(a, b)}
    verb = doc[speech.cue_head]
    sentence = verb.sent
    first, last = paragraph.offsets(sentence)
    for timex in times[bisect_left(starts, first) : bisect_left(starts, last)]:
        if timex.interval is None or timex.end > last or timex.interval.rule == "dateline":
            continue
        span = paragraph.span(timex.start, timex.end)
        if span is None or not len(span) or set(range(span.start, span.end)) & inside:
            continue
        up = span.root
        for _ in range(6):
            if up.head.i == verb.i:
                return joint_interval(text, times, timex)
            up = up.head
            if up.pos_ == "VERB" and up.lemma_ not in _ISSUED:
                break
    return None

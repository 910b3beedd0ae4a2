"""Attributions by layout: "White House: ...", "...: Seoul", "“...” – Anna Berg", "Q: ...", and over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from probata.language.annotated import Mention, Paragraph, Reading
from probata.language.cues import Cues
from probata.language.quotations import find_quotations
from probata.language.speech import Speech, subject_of
from probata.records import Source, SourceKind, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span

_COLON = re.compile(r"^(?P<who>[^:“”\"\n]{2,60}):\s+(?P<what>\S.*)$", re.DOTALL)
_TRAILING = re.compile(r"^(?P<what>.{10,200}):\s+(?P<who>[A-Z][^:.“”\"\n]{1,40})$", re.DOTALL)
_DASHED = re.compile(r"^(?P<what>.{8,400}?)\s+[-–—]{1,2}\s*(?P<who>\w[^:.“”\"\n–—]{1,60})$", re.DOTALL)
_NAME_LINE = re.compile(r"^\s*[-–—]{1,2}\s*(?P<who>[A-Z][^:.“”\"\n–—]{1,80})$")
_LABEL = re.compile(
    r"^(?P<who>Q|A|Question|Answer|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+)?)\s*:\s+(?P<what>\S.*)$", re.DOTALL
)
_LEAD_IN = re.compile(r":\s*[“\"„«]")
_SAID_FIRST = frozenset({"said", "says", "asked", "wrote", "added", "replied", "tweeted"})
_ROLES = frozenset(
    """minister ministry official report source expert analyst panel police study spokesman spokeswoman spokesperson
    ambassador envoy diplomat monitor watchdog observer reporter interviewer moderator journalist lawmaker military
    army agency survey""".split()
)
"""Nouns that stand for who speaks where no name does: "Iran shipped drones - sources"."""
_QUESTIONS = frozenset({"q", "question"})
_MARKS = '“"„«'


def by_layout(paragraph: Paragraph, mentions: Sequence[Mention], cues: Cues) -> Iterator[Speech]:
    """What one paragraph's layout attributes, in headlines and speakers' lines."""
    found = _by_colon(paragraph, mentions, cues) or _by_dash(paragraph, mentions)
    if found is not None:
        yield found
        return
    yield from _by_lead_in(paragraph, cues)


def _by_colon(paragraph: Paragraph, mentions: Sequence[Mention], cues: Cues) -> Speech | None:
    """ "White House: North Korea has sent ..." and "...: Seoul"."""
    text = paragraph.text
    match, speaker_first = _COLON.match(text), True
    if match is None or not _is_who(paragraph, *match.span("who"), mentions):
        match, speaker_first = _TRAILING.match(text), False
        if match is None or not _is_who(paragraph, *match.span("who"), mentions):
            return None
    who = paragraph.doc.char_span(*match.span("who"), alignment_mode="contract")
    colon = next((t.i for t in paragraph.doc if t.text == ":"), None)
    if who is None or not len(who) or colon is None:
        return None
    if not speaker_first:
        colon = who.start - 1
    elif who[0].lower_ in _SAID_FIRST and len(who) > 1:
        return _speech(paragraph, who[0].i, who[1:], match.span("what"))
    elif any(t.pos_ in ("VERB", "AUX") and t.lemma_.lower() in cues.verbs for t in who):
        return None
    return _speech(paragraph, colon, who, match.span("what"))


def _by_dash(paragraph: Paragraph, mentions: Sequence[Mention]) -> Speech | None:
    """ "“...” – Anna Berg, harbour master", "Iran shipped drones to Sudan - report"."""
    text = paragraph.text.rstrip()
    match = _DASHED.match(text)
    if match is None:
        return None
    quoted = text[:1] in _MARKS and match.group("what")[-1] in '”"»'
    if not quoted and (paragraph.text.rstrip()[-1] in ".!?" or "." in match.group("what")):
        return None  # a dash within a sentence: only headlines and quotations name who speaks so
    start, end = match.span("who")
    end = start + len(match.group("who").split(",")[0])
    if not _is_who(paragraph, start, end, mentions, media=False):
        return None
    who = paragraph.doc.char_span(*match.span("who"), alignment_mode="contract")
    if who is None or who.start == 0:
        return None
    return _speech(paragraph, who.start - 1, who, match.span("what"))


def _speech(paragraph: Paragraph, cue: int, who: Span, what: tuple[int, int]) -> Speech | None:
    said = paragraph.doc.char_span(*what, alignment_mode="contract")
    if said is None or not len(said) or not len(who):
        return None
    last = said.end
    while last > said.start and paragraph.doc[last - 1].is_space:
        last -= 1
    speech = Speech(
        paragraph, cue, (cue, cue + 1), who.root, (who.start, who.end), [(said.start, last)], Stance.ASSERTS, "colon"
    )
    if who[0].text != "," and len(who) <= 3 and who.root.lemma_.lower() in _ROLES and not who.root.ent_type_:
        whose = any(c.ent_type_ for c in who)
        speech.known = () if whose else (_nobody(paragraph, who),)
    return speech


def _nobody(paragraph: Paragraph, who: Span) -> Source:
    start, end = paragraph.offsets(who)
    return Source(who.text, "anonymous", SourceKind.ANONYMOUS, named=False, start=start, end=end)


def _is_who(paragraph: Paragraph, first: int, last: int, mentions: Sequence[Mention], *, media: bool = True) -> bool:
    """Whether a stretch names who speaks: somebody known that fills most of it, or a role ("minister")."""
    start, end = paragraph.start + first, paragraph.start + last
    words = paragraph.text[first:last].split()
    role = words[-1].lower() if words else ""
    if len(words) <= 3 and (role in _ROLES or role.removesuffix("s") in _ROLES):
        return not any(w.lower() in _SAID_FIRST for w in words)
    return any(
        start <= m.start
        and m.end <= end
        and m.ids
        and (m.end - m.start) * 2 > end - start
        and m.reading in (Reading.ACTOR, Reading.MODIFIER, Reading.PLACE)
        and m.end == end
        and (media or m.kind is not SourceKind.MEDIA)
        for m in mentions
    )


def _by_lead_in(paragraph: Paragraph, cues: Cues) -> Iterator[Speech]:
    """ "The minister was blunt: “We will not pay.”": a clause whose subject the quotation after it belongs to."""
    doc = paragraph.doc
    leads = list(_LEAD_IN.finditer(doc.text))
    quotations = {q.start: q for q in find_quotations(doc.text)} if leads else {}
    for match in leads:
        quotation = quotations.get(match.end() - 1)
        colon = next((t for t in doc if t.idx == match.start()), None)
        said = doc.char_span(quotation.start, quotation.end, alignment_mode="expand") if quotation else None
        if colon is None or said is None or len(said) < 4:
            continue
        begin = doc[colon.i].sent.start
        lead = [t for t in doc[begin : colon.i] if t.pos_ in ("VERB", "AUX") and t.dep_ != "aux"]
        verb = next((t for t in lead if any(c.dep_ == "nsubj" and begin <= c.i < t.i for c in t.children)), None)
        if verb is None or any(t.lemma_.lower() in cues.verbs and t.tag_ != "VB" for t in lead):
            continue  # a verb of saying reads its own quotation
        subject = subject_of(verb)
        if subject is None or subject.lower_ in ("it", "this", "that", "there", "which"):
            continue
        if subject.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP") and subject.pos_ not in ("NOUN", "PRON", "PROPN"):
            continue
        run = (verb.i, colon.i)
        yield Speech(
            paragraph, verb.i, run, subject, None, [(said.start, said.end)], Stance.ASSERTS, "lead-in", quoted=True
        )


def across(
    paragraphs: Sequence[Paragraph], mentions: Mapping[int, Sequence[Mention]], speeches: Sequence[Speech]
) -> list[Speech]:
    """What the layout attributes from one paragraph to another.

    A quotation that its paragraph doesn't close belongs to who speaks in the next one; "— Anna Berg" on a line
    of its own speaks the quotation above; "Q:", "A:" and names in capitals are the speakers of an interview.
    """
    by: dict[int, list[Speech]] = {}
    for speech in speeches:
        by.setdefault(speech.paragraph.index, []).append(speech)
    found: list[Speech] = []
    for above, paragraph in reversed(list(pairwise(paragraphs))):
        if not by.get(above.index) and (more := _above(above, paragraph, mentions[paragraph.index], by)):
            found += more
            by[above.index] = more[-1:]
    people: list[Mention] = []
    for paragraph in paragraphs:
        if not by.get(paragraph.index) and (line := _line(paragraph, people)):
            found.append(line)
        people += [m for m in mentions[paragraph.index] if m.person or m.kind is SourceKind.PERSON]
    return found


def _above(
    above: Paragraph, paragraph: Paragraph, mentions: Sequence[Mention], by: Mapping[int, Sequence[Speech]]
) -> list[Speech]:
    quotations = find_quotations(above.text)
    if len(quotations) != 1 or above.text[: quotations[0].start].strip():
        return []
    quotation = quotations[0]
    if above.text[quotation.end :].strip(" .\n"):
        return []
    said = above.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if said is None or len(said) < 4:
        return []
    run = [(said.start, said.end)]
    if not quotation.closed:
        first = next((t.i for t in paragraph.doc if not t.is_space), 0)
        for speech in by.get(paragraph.index, ()):
            if speech.quoted and any(a == first for a, _ in speech.content) and paragraph.doc[first].text in _MARKS:
                outer = speech.outer or speech
                return [
                    Speech(
                        above, said.start, outer.cue, None, None, run, outer.stance, "quotation goes on", outer, True
                    )
                ]
        return []
    match = _NAME_LINE.match(paragraph.text.rstrip())
    if match is None:
        return []
    start = match.start("who")
    if not _is_who(paragraph, start, start + len(match.group("who").split(",")[0]), mentions, media=False):
        return []
    who = paragraph.doc.char_span(*match.span("who"), alignment_mode="contract")
    if who is None or who.start == 0:
        return []
    cue = who.start - 1
    name = Speech(
        paragraph, cue, (cue, cue + 1), who.root, (who.start, who.end), [], Stance.ASSERTS, "name line", quoted=True
    )
    return [name, Speech(above, said.start, name.cue, None, None, run, name.stance, "name line", name, True)]


def _line(paragraph: Paragraph, people: Sequence[Mention]) -> Speech | None:
    """ "Q: ...", "A: ...", "BERG: ...": the lines of an interview with one of the people named before."""
    match = _LABEL.match(paragraph.text)
    if match is None:
        return None
    who = paragraph.doc.char_span(*match.span("who"), alignment_mode="contract")
    what = paragraph.doc.char_span(*match.span("what"), alignment_mode="contract")
    if who is None or what is None or not len(who) or not len(what):
        return None
    label = match.group("who").casefold()
    if label in ("a", "answer"):
        asked = people if len({m.ids for m in people}) == 1 else []
    elif label in _QUESTIONS:
        asked = []
    else:
        asked = [m for m in people if m.text.split()[-1].casefold() == label.split()[-1]]
        if not asked:
            return None
    source = _nobody(paragraph, who)
    if asked:
        m, at = asked[-1], paragraph.offsets(who)
        source = Source(who.text, m.ids[0], m.kind, m.named, *at, person=m.person, alternatives=m.alternatives)
    colon = next(t.i for t in paragraph.doc if t.text == ":" or t.text.endswith(":"))
    run = [(what.start, what.end)]
    return Speech(
        paragraph, colon, (colon, colon + 1), None, (who.start, who.end), run, Stance.ASSERTS, "interview",
        known=(source,),
    )  # fmt: skip

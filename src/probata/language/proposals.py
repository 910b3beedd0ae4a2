"""The learned tagger's proposals beside the rules' attributions.

Where both see the same cue, the words of source and content are the tagger's (its spans are the better
ones, see ``docs/evaluation.md``); the stance, the relay and the kind of the attribution stay the rules'.
What only the tagger sees becomes an attribution of its own. It speaks, so that a claim can be its
source's, only where its cue is one of the table or its words are quoted; a wish or a feeling ("he likes
the plan") is kept as an attribution that asserts nothing. What only the rules see stays: they were
written for accusations and denials, and a lost denial is the worst of errors here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.language.cues import Cues, Takes
from probata.language.speech import Speech
from probata.language.tagger import Run, Tagged, Tags
from probata.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

ENGINE = "tagger"
BOTH = "rules, tagger"
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "without", "no"})
_OTHERS = frozenset({"according", "per", "via"})
"""Cues that are no verb and no noun of the table."""
_PLAIN = ("verb:clause", "verb:quote", "verb:object", "verb:judged", "verb:about", "light verb", "lead-in")
DOUBT = 0.05
"""The probability below which the tagger's no counts; chosen on the dev part."""
_RULES_OWN = (
    "denial:", "verb:false", "verb:charge", "colon", "unverified", "according to",
)  # fmt: skip
"""Kinds whose content the rules know better: the words denied, the one charged, a whole answer or sentence."""
_HOLDS = frozenset({Takes.CLAUSE, Takes.QUOTE, Takes.OBJECT, Takes.ABOUT})
_VERBS = frozenset({"VERB", "AUX"})
_ASKS = frozenset({"ask", "wonder", "question", "inquire", "doubt"})


def merged(
    paragraph: Paragraph, found: Sequence[Speech], tags: Tags | None, quoted: Sequence[Run], cues: Cues
) -> list[Speech]:
    """The rules' attributions with the tagger's spans, then those that only the tagger sees, in order of their cues."""
    if tags is None:
        return list(found)
    for speech in found:
        speech.score = float(tags.cues[speech.cue_head])
    own = [s for s in found if not _doubtful(s, found, tags, quoted)]
    new: list[Speech] = []
    for one in tags.attributions:
        verb = _top(paragraph, one.cue)
        same = [s for s in own if one.cue[0] <= s.cue_head < one.cue[1] or s.cue[0] <= verb.i < s.cue[1]]
        if same:
            # "denied claims by pilots": one cue for the tagger, a denial and a claim for the rules; both stay.
            _take(min(same, key=lambda s: abs(s.cue_head - verb.i)), one)
        else:
            new.append(_alone(paragraph, verb, one, quoted, cues))
    return sorted((*own, *new), key=lambda s: (s.cue_head, s.rule))


def _doubtful(speech: Speech, found: Sequence[Speech], tags: Tags, quoted: Sequence[Run]) -> bool:
    """Whether the tagger is sure that a plain attribution of the rules is none ("he guessed", "the trend continues").

    Charges, denials, doubts and what is reported of nobody stay whatever the tagger makes of them; so does one within
    the words of another ("experts say a member state told them"), for it has learned few of those.
    """
    plain = speech.rule.startswith(_PLAIN) and speech.stance is Stance.ASSERTS and not speech.doubts
    at = speech.cue_head
    if not plain or tags.cues[at] >= DOUBT:
        return False
    if any(a <= at < b for a, b in quoted):
        return True
    others = [s.content for s in found if s is not speech] + [t.content for t in tags.attributions]
    return not any(a <= at < b for content in others for a, b in content)


def _take(speech: Speech, one: Tagged) -> None:
    """Gives a rule's attribution the tagger's spans."""
    speech.score, speech.engine = one.score, BOTH
    if speech.rule.startswith(_RULES_OWN) or speech.known:
        return
    speech.cue = one.cue
    if speech.relay is None and one.source is not None and speech.head is not None:
        agree = one.source[0] <= speech.head.i < one.source[1]
        if agree or speech.stance is Stance.ASSERTS:  # who alleges or denies is the rules' to say
            speech.source = one.source
            speech.head = speech.head if agree else _top(speech.paragraph, one.source)
    first = speech.content[0][0]
    speech.content = list(one.content)
    if one.cue[0] >= one.content[-1][1] and first < one.content[0][0]:
        # "During talks in Seoul, he raised concern that ..., the ministry said": the parser sees all of it said.
        speech.content[0] = (first, speech.content[0][1])


def _alone(paragraph: Paragraph, verb: Token, one: Tagged, quoted: Sequence[Run], cues: Cues) -> Speech:
    head = _top(paragraph, one.source) if one.source is not None else None
    words = list(paragraph.doc[slice(*one.cue)])
    lemma = next((t.lemma_.lower() for t in (verb, *words) if _known(t, cues)), "")
    negative = any(t.lower_ in _NEGATIVE for t in (*words, *verb.children))
    inside = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in quoted)
    cue = cues.verbs.get(lemma) or cues.nouns.get(lemma)
    quotes = 2 * inside > _length(one.content)
    speaks = quotes or any(t.lower_ in _OTHERS for t in words)
    holds = cue is not None and (lemma in cues.nouns or bool(cue.takes & _HOLDS))
    speaks = speaks or (holds and lemma not in _ASKS and not _bids(verb, one))
    speaks = speaks and (
        head is not None or quotes
    )  # "is believed to" is the rules' way of saying that nobody is named
    stance = cue.stance if cue is not None else Stance.ASSERTS
    if stance is Stance.DENIES or negative:
        # The rules know the denials; what they pass over ("did not deny", "denied entry") is none.
        stance, speaks = Stance.ASSERTS, False
    return Speech(
        paragraph, verb.i, one.cue, head, one.source, list(one.content), stance, "learned",
        quoted=inside > 0, speaks=speaks, score=one.score, engine=ENGINE,
    )  # fmt: skip


def _bids(verb: Token, one: Tagged) -> bool:
    """Whether the content is what somebody is to do ("warned the UN not to look"): a wish, no claim."""
    within = [c for c in verb.children if any(a <= c.i < b for a, b in one.content)]
    within += [g for c in within for g in c.children if c.dep_ == "dobj"]
    helping = [{g.lower_ for g in c.children if g.dep_ in ("aux", "auxpass")} for c in within if c.pos_ in _VERBS]
    return any("to" in h and not h & {"have", "be"} for h in helping)


def _known(token: Token, cues: Cues) -> bool:
    lemma = token.lemma_.lower()
    return lemma in (cues.verbs if token.pos_ in ("VERB", "AUX") else cues.nouns)


def _top(paragraph: Paragraph, run: Run) -> Token:
    """The word of a run that the others hang on."""
    return paragraph.doc[slice(*run)].root


def _length(runs: Sequence[Run]) -> int:
    return sum(b - a for a, b in runs)

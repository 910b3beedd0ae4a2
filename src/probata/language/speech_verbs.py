"""Attributions by verb, read from the parse of one sentence: "X said that", "A, said X", "accused Y of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probata.language.cues import Cue, Takes
from probata.language.speech import Speech, noun_content, subject_of
from probata.language.speech_denial import DenialReader
from probata.language.speech_falsity import lacks_proof
from probata.language.speech_reader import MEDIA, VerbReader
from probata.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CANNOT = frozenset({"can", "could", "ca", "cannot", "unable", "impossible", "fail"})
_REASONS = frozenset({"reason", "law", "need", "risk", "issue", "problem", "rule", "difficulty", "ground"})
_ABOUT = frozenset({"of", "about"})


class SpeechReader(VerbReader):
    """Finds the attributions of a sentence that hang on a verb."""

    def read(self, sentence: Span) -> Iterator[Speech]:
        """The attributions of the sentence, one for each cue verb that has words to show for it."""
        denials = DenialReader(self._paragraph, self._cues, self._quoted, self._who)
        for token in sentence:
            if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBN", "VBZ", "VBG"):
                continue
            if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in ("quote", "cite"):
                continue  # read with "quoted"
            cue = self._cues.verbs.get(token.lemma_.lower())
            denied = cue is not None and cue.stance is Stance.DENIES
            denial = denials.denial(token, cue, sentence) if cue and denied else denials.called_false(token)
            if denial:
                self._passed_on(token, denial)
                yield denial
            if denial or denied:
                continue
            if token.tag_ == "VBN" and token.dep_ in ("advcl", "acl", "amod") and not self._auxiliary(token):
                continue  # "Asked by reporters, ...", "documents cited in"
            unverified = self._unverified(token, sentence)
            if unverified:
                yield unverified
                continue
            light = self._light(token, sentence)
            if light:
                yield light
                continue
            if cue is None:
                continue
            found = self._quoted_as(token) or self._report(token, cue, sentence) or self._charge(token, cue, sentence)
            found = found or self._said(token, cue, sentence)
            if found:
                found.shows = cue.evidence
                self._passed_on(token, found)
                yield found

    def _passed_on(self, verb: Token, speech: Speech) -> None:
        if speech.relay is None:
            self._citing(verb, speech)
        if speech.relay is None and verb.lemma_ == "tell":
            told = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ == "PROPN"), None)
            if told is not None:
                speech.relay, speech.told = told, True

    # --- the kinds -------------------------------------------------------------------------------------

    def _said(self, verb: Token, cue: Cue, sentence: Span) -> Speech | None:
        """ "X said that ...", "..., said X", "X confirmed the visit"."""
        subject = self._subject(verb)
        if subject is None or not self._is_told(verb) or self._says_nothing(subject, cue):
            return None
        if verb.lemma_ == "read" and not self._is_evidence(subject):
            return None
        run = self._cue_run(verb)
        if cue.takes & {Takes.CLAUSE, Takes.QUOTE}:
            content = self._content.clause(verb, subject, run, sentence)
            if content:
                return self._speech(verb, run, content, cue.stance, "verb:clause", subject)
            if Takes.QUOTE in cue.takes:
                content = self._content.quotes(verb, run, subject, sentence)
                if content:
                    found = self._speech(verb, run, content, cue.stance, "verb:quote", subject)
                    if found:
                        found.quoted = True
                    return found
        if Takes.JUDGED in cue.takes:
            judged = self._judged(verb, sentence)
            return self._speech(verb, run, judged, cue.stance, "verb:judged", subject) if judged else None
        if Takes.ABOUT in cue.takes:
            prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in _ABOUT and c.i > verb.i), None)
            if prep is not None:
                span = (prep.i + 1, prep.right_edge.i + 1)
                return self._speech(verb, run, [span], cue.stance, "verb:about", subject)
        if Takes.OBJECT in cue.takes and (not cue.evidence or self._is_evidence(subject)):
            thing = next(
                (c for c in verb.children if c.dep_ == "dobj" or (c.dep_ == "xcomp" and c.tag_ == "VBG")), None
            )
            if thing is not None and thing.i > verb.i and thing.pos_ in ("NOUN", "PROPN", "VERB", "PRON"):
                more = [c.right_edge.i for c in verb.children if c.i > thing.i and self._belongs(c)]
                span = (thing.left_edge.i, max([thing.right_edge.i, *more]) + 1)
                return self._speech(verb, run, [span], cue.stance, "verb:object", subject)
        return None

    @staticmethod
    def _belongs(child: Token) -> bool:
        """Whether a part of the clause rather belongs to what is confirmed: "sanctions on ships that ..."."""
        if child.dep_ == "prep":
            noun = next((g for g in child.children if g.dep_ == "pobj"), None)
            return noun is not None and noun.ent_type_ not in ("DATE", "TIME") and noun.lemma_ not in MEDIA
        return child.dep_ in ("acl", "relcl", "xcomp")

    def _judged(self, verb: Token, sentence: Span) -> list[tuple[int, int]]:
        """ "called the launch a provocation", "urged the North to return": who or what, and what is said of it."""
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i), None)
        if thing is None or thing.left_edge.i <= verb.i:
            return []
        more = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp") and c.i > verb.i and c.pos_ != "PART"]
        names = verb.lemma_ in ("call", "brand", "label")
        quoted = names and any(verb.i < a <= thing.right_edge.i + 2 for a, b in self._quoted)
        if not more and not quoted:
            return []
        last = max([c.right_edge.i + 1 for c in (thing, *more)])
        return [(thing.left_edge.i, sentence.end if quoted else last)]

    def _says_nothing(self, subject: Token, cue: Cue) -> bool:
        """Whether the subject is a thing that can't be asked: "the move suggests", "cooperation shows"."""
        if not cue.evidence or subject.ent_type_ or self._is_evidence(subject):
            return False
        if subject.lower_ in ("it", "they", "this", "that", "these", "those", "which"):
            return True
        return subject.pos_ in ("NOUN", "VERB") and subject.i not in self._who

    def _is_evidence(self, subject: Token) -> bool:
        """Whether the subject is something that shows: images, data, a report."""
        return subject.lemma_.lower() in self._cues.evidence_nouns

    def _charge(self, verb: Token, cue: Cue, sentence: Span) -> Speech | None:
        """ "A accused B of doing": the content is B and what it is charged with."""
        if Takes.CHARGE not in cue.takes or not self._is_told(verb):
            return None
        subject = self._subject(verb)
        whom = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("of", "for") and c.i > verb.i), None)
        if prep is None and whom is not None:
            prep = next((c for c in whom.children if c.dep_ == "prep" and c.lower_ in ("of", "for")), None)
        if subject is None or whom is None or prep is None or subject.dep_ == "pobj":
            return None
        run = self._cue_run(verb)
        return self._speech(verb, run, [(whom.left_edge.i, sentence.end)], cue.stance, "verb:charge", subject)

    def _citing(self, verb: Token, speech: Speech) -> None:
        """ "NHK reported, citing diplomats": the words are the diplomats', NHK passes them on."""
        inside = [t for t in verb.subtree if t.lemma_ == "cite" and t.tag_ == "VBG"]
        inside = [t for t in inside if t.i > verb.i or (t.head.i == verb.i and t.dep_ == "advcl")]
        cite = next((t for t in inside if t.head.i == verb.i or self._doc[t.i - 1].text == ","), None)
        whom = next((c for c in cite.children if c.dep_ == "dobj"), None) if cite is not None else None
        if whom is None or not (whom.i in self._who or whom.ent_type_ or whom.tag_ == "NNS" or self._is_evidence(whom)):
            return
        if whom.lemma_.lower() in self._cues.nouns or whom.lemma_ in _REASONS:
            return
        if any(a <= whom.i < b for a, b in speech.content):
            cut = cite.left_edge.i if cite is not None else whom.i
            before = [self._trim(a, min(b, cut)) for a, b in speech.content]
            after = [self._trim(max(a, whom.right_edge.i + 1), b) for a, b in speech.content]
            kept = [c for c in before if c[0] < c[1]] or [c for c in after if c[0] < c[1]]
            speech.content = kept or speech.content
        if not self._is_evidence(whom):
            speech.relay, speech.head = speech.head, whom

    def _report(self, verb: Token, cue: Cue, sentence: Span) -> Speech | None:
        """ "Y is believed to ...", "Y was accused of ...", "it was alleged that ...": the source is nobody."""
        stands = verb.dep_ == "acomp" and verb.head.lemma_ in ("stand", "remain")  # "stands accused of"
        passive = stands or any(c.dep_ == "auxpass" for c in verb.children)
        if not passive or verb.tag_ != "VBN" or not cue.takes & {Takes.REPORT, Takes.CLAUSE}:
            return None
        if self._negative(verb):
            return None
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        by = next((g for g in agent.children if g.dep_ == "pobj"), None) if agent is not None else None
        whom = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        whom = subject_of(verb.head) if stands else whom
        run = (verb.head.i, verb.i + 1) if stands else self._cue_run(verb)
        what = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
        if what is None and (Takes.CHARGE in cue.takes or verb.lemma_ == "suspect"):
            # "accused by Kyiv of buying": the parser hangs what one is accused of on the accuser.
            near = [*verb.children, *(by.children if by is not None else ())]
            what = next((c for c in near if c.dep_ == "prep" and c.lower_ == "of"), None)
        if what is None or (verb.lemma_ in ("tell", "ask", "warn", "inform") and by is None):
            return None
        content = [(max(what.left_edge.i, run[1]), what.right_edge.i + 1)]
        if whom is not None and whom.lower_ != "it" and whom.i < verb.i:
            content.insert(0, (whom.left_edge.i, min(whom.right_edge.i + 1, run[0])))
        return self._speech(verb, run, content, cue.stance, "verb:passive", by)

    def _quoted_as(self, verb: Token) -> Speech | None:
        """ "quoted Kim as saying that", "was quoted as saying": whose words they are, and who passes them on."""
        if verb.lemma_.lower() not in ("quote", "cite"):
            return None
        whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        saying = next((g for g in prep.children if g.dep_ == "pcomp"), None) if prep is not None else None
        if whom is None or saying is None:
            return None
        what = next((c for c in saying.children if c.dep_ in ("ccomp", "dobj") and c.i > saying.i), None)
        if what is not None:
            content = [(what.left_edge.i, what.right_edge.i + 1)]
        else:
            content = [q for q in self._quoted if q[0] > saying.i][:1]
            before = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i), None)
            teller = next((c for c in verb.children if c.dep_ == "nsubj"), verb)
            end = min(verb.i, teller.left_edge.i)
            first = before.left_edge.i if before is not None else verb.sent.start
            if not content and (before is not None or (end - first > 3 and self._doc[end - 1].text == ",")):
                content = [(first, end)]  # "It was false, KCNA quoted her as saying"
        cue = self._cues.verbs.get(saying.lemma_.lower())
        stance = cue.stance if cue is not None else Stance.ASSERTS
        found = self._speech(saying, (saying.i, saying.i + 1), content, stance, "quoted as", whom)
        if found is not None:
            found.relay = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return found

    def _light(self, verb: Token, sentence: Span) -> Speech | None:
        """ "raised concern that", "issued a denial of": a light verb and a noun that speak together."""
        if verb.lemma_.lower() not in self._cues.light_verbs:
            return None
        noun = next(
            (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in self._cues.nouns and c.i > verb.i),
            None,
        )
        subject = self._subject(verb)
        if noun is None or subject is None or self._negative(verb) or verb.tag_ == "VBG":
            return None
        what = noun_content(noun) or next((c for c in verb.children if c.dep_ == "ccomp" and c.i > noun.i), None)
        if what is None:
            return None
        first = what.left_edge.i
        cue = self._cues.nouns[noun.lemma_.lower()]
        run = self._cue_run(verb, extra=noun.i)
        return self._speech(verb, run, [(max(first, run[1]), what.right_edge.i + 1)], cue.stance, "light verb", subject)

    def _unverified(self, verb: Token, sentence: Span) -> Speech | None:
        """ "could not be independently verified", "was unable to confirm", "found no evidence that"."""
        unproven = self._unproven(verb)
        if unproven or verb.lemma_.lower() not in self._cues.unverified:
            return unproven
        words = {c.lower_ for c in verb.children} | {verb.head.lower_ if verb.dep_ in ("xcomp", "ccomp") else ""}
        unable = verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("unable", "impossible", "fail")
        if not (words & _CANNOT and (self._negative(verb) or unable or "cannot" in words)):
            return None
        whom = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        first = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod"))])
        run = (first, verb.i + 1)
        if whom is not None:
            agent = next((c for c in verb.children if c.dep_ == "agent"), None)
            by = next((g for g in agent.children if g.dep_ == "pobj"), None) if agent is not None else None
            content = [(whom.left_edge.i, min(whom.right_edge.i + 1, first))]
            return self._speech(verb, run, content, Stance.UNVERIFIED, "unverified:passive", by)
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "ccomp") and c.i > verb.i), None)
        subject = self._subject(verb)
        if thing is None or subject is None:
            return None
        content = [(thing.left_edge.i, thing.right_edge.i + 1)]
        return self._speech(verb, run, content, Stance.UNVERIFIED, "unverified", subject)

    def _unproven(self, verb: Token) -> Speech | None:
        """ "UN experts found no evidence that a tanker had called": looked for by the subject, and not found."""
        noun = lacks_proof(verb, self._cues)
        what = noun_content(noun) if noun is not None else None
        subject = self._subject(verb)
        if what is None or subject is None or noun is None or noun.i < verb.i or subject.lower_ == "there":
            return None
        told = verb.dep_ in ("ccomp", "parataxis") and verb.head.lemma_.lower() in self._cues.verbs
        if told or verb.lemma_ == "be" or not (subject.i in self._who or subject.pos_ in ("PROPN", "NOUN")):
            return None
        run = self._cue_run(verb, extra=noun.i)
        content = [(max(what.left_edge.i, run[1]), what.right_edge.i + 1)]
        return self._speech(verb, run, content, Stance.UNVERIFIED, "unverified:no proof", subject)

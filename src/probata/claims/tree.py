"""The slots of a trigger in the dependency parse, with passive, relative clauses and control undone.

Labels are those of ClearNLP as spaCy's English models give them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from probata.claims.parties import load_parties

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OF_OBJECT = frozenset({"accuse", "suspect", "convict", "charge", "condemn", "criticize", "blame", "sanction", "thank"})
_FROM_OBJECT = frozenset("stop prevent keep bar deter block dissuade discourage ban hinder restrain prohibit".split())
"""Verbs whose object is kept from doing what stands after "from"."""
_DENIES = frozenset("deny reject dismiss refute rebut call brand label describe slam".split())
_SUBJECT_CONTROL = frozenset({"promise", "use", "take", "make", "have", "hold", "violate", "breach", "sign"})
"""Verbs with an object whose infinitive still has their subject: "made a trip to meet", "violates X to buy"."""
_DEEPER = frozenset(
    {"prep", "pobj", "dobj", "attr", "conj", "acl", "dative", "nsubjpass", "npadvmod", "advmod", "appos"}
)
_SERVE = frozenset({"fight", "serve", "help", "back", "support", "aid", "assist", "join", "work", "bolster"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BESIDE_VERB = frozenset({"aux", "auxpass", "advmod", "neg"})
_ABOUT = frozenset({"over", "under", "around", "about"})
"""What softens a number and looks like a preposition before it."""
_LINKS = frozenset({"to", "from", "with", "by", "of", "between", "for"})
_DESTINED = frozenset({"mean", "destine", "intend", "bind"})
_TIED = frozenset({"link", "tie", "connect", "back", "sponsor", "employ", "control"})
_BLAMED = frozenset({"blame", "attribute", "pin", "trace", "link", "tie", "ascribe"})
_REFLEXIVE = frozenset({"themselves", "itself", "himself", "herself"})
_BEARING = frozenset({"be", "come", "fall", "remain", "stay", "live"})
_LIMIT = 8


def is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def headline_verb(token: Token) -> bool:
    """ "Seoul sanctions Russian ships": the verb of a headline, taken for a plural, still has its object."""
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and any(c.dep_ == "dobj" for c in token.children)


def children(token: Token, *labels: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated below it ("shells, missiles and guns")."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not is_verb(child) and not _opens_clause(child):
            found += conjuncts(child)
    return found


def _opens_clause(noun: Token) -> bool:
    """Whether a noun taken for the last of a list is the subject of the verb behind it."""
    at = noun.i + 1
    while at < len(noun.doc) and noun.doc[at].dep_ in _BESIDE_VERB:
        at += 1
    return at < len(noun.doc) and misplaced_subject(noun.doc[at]) == noun


def misplaced_subject(verb: Token) -> Token | None:
    """The subject that the parser gave to the list before: "sent drones to Russia and North Korea sold shells", or to
    a preposition that only softens its number: "that over 165-thousand barrels were shipped"."""
    if not is_verb(verb) or verb.dep_ in {"acl", "relcl"} or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None  # "talks between Kim and Putin held in May led nowhere"
    if verb.tag_ not in _FINITE and not any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in verb.children):
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].head == verb and verb.doc[at].dep_ in _BESIDE_VERB:
        at -= 1
    noun = verb.doc[at]
    for counted in (noun, *noun.ancestors):
        if counted.dep_ == "pobj" and counted.right_edge.i == at and counted.head.lower_ in _ABOUT:
            return counted if children(counted, "nummod") else None
    listed = noun.dep_ == "conj" and noun.pos_ in {"NOUN", "PROPN"} and not noun.is_ancestor(verb)
    above = governor(noun.head)
    if above is None or above.i > noun.i:
        return None
    return noun if listed and any(c.dep_ == "cc" and c.i < noun.i for c in noun.head.children) else None


def is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    if children(verb, "auxpass", "nsubjpass"):
        return True
    if children(verb, "aux", "nsubj"):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "relcl", "advcl", "ROOT", "amod"} and not children(verb, "dobj")


def governor(token: Token) -> Token | None:
    """The nearest verb above."""
    for above in token.ancestors:
        if is_verb(above):
            return above
    return None


def grammatical_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of what stands as the verb's subject, also where control or a relative clause hides it."""
    if depth > _LIMIT:
        return []
    own = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ not in _REFLEXIVE]
    if own:
        child = min(own, key=lambda c: abs(c.i - verb.i))  # a dateline before it can look like a subject too
        return [verb.head] if child.lower_ in _RELATIVE and verb.dep_ == "relcl" else [child]
    if (misplaced := misplaced_subject(verb)) is not None:
        return [misplaced]
    if headline_verb(verb):
        return children(verb, "compound", "nmod", "poss")[-1:]
    for child in verb.children:
        if child.dep_ == "aux" and (shared := children(child, "nsubj")):
            return shared  # headlines: "X admits sending" is often parsed as one verb
    above = verb.head
    if above is verb:
        return []
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "conj" and is_verb(above):
        return grammatical_subject(above, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp", "oprd"}:
        return _controller(above, depth)
    if verb.dep_ in {"advcl", "parataxis", "prep", "dep"} and is_verb(above):
        return grammatical_subject(above, depth + 1)
    if verb.dep_ == "pcomp":
        return _of_prepositional(above, depth)
    if verb.dep_ in {"acl", "relcl"}:
        if infinitive:
            # "donors to fund them" do it themselves; "a plan to fund them" is whoever's plan it is
            return [above] if above.lemma_.lower() in load_parties() else _of_noun(above, depth)
        return [above]
    if verb.dep_ == "amod":
        gerund = verb.tag_ == "VBG" and above.dep_ == "dobj" and verb.i == above.head.i + 1
        return grammatical_subject(above.head, depth + 1) if gerund and is_verb(above.head) else []
    return []


def _controller(above: Token, depth: int) -> list[Token]:
    if is_verb(above):
        objects = children(above, "dobj", "dative")
        if objects and above.lemma_ not in _SUBJECT_CONTROL and not is_passive(above):
            return objects[-1:]
        return grammatical_subject(above, depth + 1)
    if above.pos_ == "NOUN":
        return _of_noun(above, depth)
    # An adjective ("eager to receive"): whose it is, its verb's subject says.
    if is_verb(above.head):
        return grammatical_subject(above.head, depth + 1)
    return []


def _of_prepositional(preposition: Token, depth: int) -> list[Token]:
    above = preposition.head
    if preposition.dep_ == "prep" and above.dep_ == "pobj" and above.head.dep_ == "prep" and above.head.lower_ == "in":
        above = above.head.head  # "in exchange for providing"
    if is_verb(above):
        if above.lemma_ in _OF_OBJECT and preposition.lower_ in {"of", "for"} and not is_passive(above):
            return children(above, "dobj")[-1:] or grammatical_subject(above, depth + 1)
        if above.lemma_ in _FROM_OBJECT and preposition.lower_ == "from":
            return grammatical_subject(above, depth + 1) if is_passive(above) else children(above, "dobj")[-1:]
        return grammatical_subject(above, depth + 1)
    if above.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(above, depth)
    return grammatical_subject(above.head, depth + 1) if is_verb(above.head) else []


def _of_noun(noun: Token, depth: int) -> list[Token]:
    """Who acts where a noun has the infinitive or gerund ("its wish to send"): its owner, else its verb's subject."""
    owner = children(noun, "poss")
    if owner:
        return owner
    verb = governor(noun)
    return grammatical_subject(verb, depth + 1) if verb is not None else []


def _prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Prepositional objects below a trigger, the nearest first, never through another clause of its own.

    Inside another noun's phrase only those count that link the parties ("shells for guns from Iran"): where
    something lies there, or was made, is not where the event is.
    """
    level = [(token, True)]
    for _ in range(_LIMIT):
        below: list[tuple[Token, bool]] = []
        for one, near in level:
            for child in one.children:
                if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART"}:
                    if _of_another(child):
                        continue
                    for inner in child.children:
                        if inner.dep_ == "pobj" and (near or child.lower_ in _LINKS):
                            yield child.lower_, inner
                            below.append((inner, one is token and child.lower_ == "of"))
                        elif inner.dep_ == "prep":
                            below.append((child, near))
                elif child.dep_ in _DEEPER and not (child.dep_ == "conj" and is_verb(child)):
                    below.append((child, near and child.dep_ != "acl"))
        if not below:
            return
        level = below


def _of_another(preposition: Token) -> bool:
    """ "Sent shells to Russia and missiles to Syria": the second "to" is where the missiles went."""
    before = preposition.nbor(-1) if preposition.i > 0 else preposition
    where = before.head
    return before.dep_ == "conj" and where.dep_ == "pobj" and where.head.lower_ == preposition.lower_


def _clause_prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    if token.dep_ in {"xcomp", "conj"} and is_verb(token) and is_verb(token.head):
        yield from ((w, p) for w, p in _own_prepositions(token.head) if p.i < token.i or token.dep_ == "conj")


def _own_prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield child.lower_, inner


def verb_slots(verb: Token) -> dict[str, list[Token]]:
    """The logical slots of a verb: ``subject``, ``object``, ``dative`` and every preposition by its word."""
    slots: dict[str, list[Token]] = defaultdict(list)
    for word, token in _prepositions(verb):
        slots[word].append(token)
    passive = is_passive(verb)
    subject = grammatical_subject(verb)
    objects = children(verb, "dobj", "attr", "oprd")
    dative = [c for c in children(verb, "dative") if c.pos_ not in {"ADP", "PART"}]
    if passive:
        slots["subject"] = [p for c in children(verb, "agent") for p in children(c, "pobj")]
        # "They were given papers": what is kept as the object is given, and the subject gets it.
        slots["object"] = children(verb, "dobj") or subject + objects
    else:
        gap = verb.dep_ == "relcl" and verb.head not in subject
        relative = [o for o in objects if o.lower_ in _RELATIVE]
        if relative or (gap and not objects and verb.head.pos_ in {"NOUN", "PROPN"}):
            objects = [verb.head, *(o for o in objects if o not in relative)]
        slots["subject"] = subject
        slots["object"] = objects + dative + [c for c in children(verb, "ccomp") if c.pos_ in {"NOUN", "PROPN"}]
    slots["dative"] = dative + (subject + objects if passive else children(verb, "dobj"))
    if verb.dep_ == "amod" and verb.tag_ == "VBG":
        # "denied supplying drones to Russia": the goods are above it, and the rest hangs on them or the denial
        slots["object"] = [verb.head]
        for above in (verb.head, verb.head.head):
            for word, token in _own_prepositions(above):
                if token.i > verb.i:
                    slots[word].append(token)
    if not slots["object"] and verb.lemma_ in _DESTINED and verb.dep_ == "conj" and is_verb(verb.head):
        slots["object"] = children(verb.head, "dobj")  # "seized parts made in X and meant for Y"
    if not slots["object"]:
        shared = [c for c in verb.children if c.dep_ == "conj" and is_verb(c) and not children(c, "nsubj", "nsubjpass")]
        slots["object"] = [o for c in shared for o in children(c, "dobj")]  # "produced and sold shells"
    own = frozenset(word for word, found in slots.items() if found)
    for word, token in _clause_prepositions(verb):
        if word not in own or token.i > verb.i:  # "sent drones to Russia and sold shells to Syria": each its own
            slots[word].append(token)
    if any(o.lower_ == "what" for o in slots["object"]):
        # "tested what it said was a missile"
        slots["object"] = slots["object"] + [t for t in verb.subtree if t.dep_ == "attr" and t.i > verb.i][:1]
    slots["bare"] = children(verb, "npadvmod")
    for below in children(verb, "advcl"):
        if below.lemma_ == "shoulder":  # "fought shoulder to shoulder with"
            for word, token in _own_prepositions(below):
                slots[word].append(token)
    # "Lazarus hackers", "hackers linked to Pyongyang": whose people the subject is.
    slots["subject-mod"] = [c for t in slots["subject"] for c in children(t, "amod", "compound", "nmod")]
    slots["subject-mod"] += [
        p for t in slots["subject"] for c in children(t, "acl") if c.lemma_ in _TIED for _, p in _own_prepositions(c)
    ]
    for below in children(verb, "xcomp", "ccomp", "advcl", "acl", "relcl"):
        # "help North Korea launch satellites", "send soldiers to fight for Russia"
        slots["inner-subject"] += children(below, "nsubj")
        slots["purpose"] += _purpose(below)
    for noun in slots["object"]:
        for below in children(noun, "acl", "relcl"):
            slots["purpose"] += _purpose(below)
    return slots


def _purpose(verb: Token) -> list[Token]:
    """Whom an infinitive of service serves: "to back Russia", "to fight for Russia"."""
    if verb.lemma_ not in _SERVE or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return []
    found = [t for word, t in _own_prepositions(verb) if word in {"for", "with", "alongside", "beside", "in"}]
    return children(verb, "dobj") + found


def noun_slots(noun: Token, support: frozenset[str]) -> dict[str, list[Token]]:
    """The slots of an event noun; its subject is that of a supporting or copular verb ("pay a visit")."""
    slots: dict[str, list[Token]] = defaultdict(list)
    for word, token in _prepositions(noun):
        slots[word].append(token)
    slots["poss"] = children(noun, "poss")
    slots["mod"] = children(noun, "amod", "compound", "nmod", "nummod")
    slots["mod"] += [g for c in list(slots["mod"]) for g in children(c, "amod", "compound", "nmod", "conj")]
    slots["adjective"] = children(noun, "amod") + [g for c in children(noun, "amod") for g in children(c, "amod")]
    slots["head"] = [noun]
    for below in children(noun, "acl", "relcl"):
        slots["purpose"] += _purpose(below)
    slots["appos"] = children(noun, "appos")
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ in _BLAMED:
        slots["blamed"] = [p for word, p in _own_prepositions(noun.head) if word in {"on", "to"}]
    slots["worth"] = [g for c in noun.subtree if c.lower_ == "worth" for g in c.children]
    if noun.dep_ in {"compound", "nmod"}:
        # "deny trading arms": the gerund taken for the first part of a compound
        slots["carrier"], noun = [noun.head], noun.head
    verb = noun.head
    chain = noun
    while chain.dep_ == "conj" and not is_verb(chain.head):
        chain = chain.head
        verb = chain.head
    above = governor(verb) if chain.dep_ == "pobj" else None
    if above is not None and verb.lower_ in {"on", "for", "in", "into", "during", "at"}:
        slots["around"] = grammatical_subject(above)
        if any(p.tag_ == "PRP$" for p in slots["poss"]) and all(noun.i < s.i < above.i for s in slots["around"]):
            slots["poss"] = slots["around"]  # "on his first trip to Seoul Blinken said": who is named only then
    if chain.dep_ == "pobj" and verb.lower_ == "under" and verb.i > verb.head.i:
        bearer = verb.head
        slots["bearer"] = grammatical_subject(bearer) if bearer.lemma_ in _BEARING else []
        if is_verb(bearer) and bearer.lemma_ in {"put", "place"}:
            slots["bearer"] = verb_slots(bearer)["object"]
        elif bearer.pos_ in {"NOUN", "PROPN"}:
            slots["bearer"] = [bearer]
    if above is not None:
        charge = verb.head
        if "deny" in support and charge.pos_ == "NOUN" and charge.dep_ == "dobj" and above.lemma_ in _DENIES:
            # "denied accusations of an arms deal with Russia": who denies is the one accused
            slots["subject"] = grammatical_subject(above)
        if verb.lower_ in {"of", "for"} and above.lemma_ in _OF_OBJECT:
            # "accused the North of arms transfers"
            slots["subject"] = children(above, "dobj") or (grammatical_subject(above) if is_passive(above) else [])
        for word, token in _own_prepositions(above):
            if word in {"by", "from"} and token.i > noun.i and not is_passive(above):
                slots[word].append(token)
    if is_verb(verb) and chain.dep_ in {"dobj", "attr", "nsubjpass"}:
        lemma = verb.lemma_.lower()
        if lemma == "be" or lemma in support:
            if chain.dep_ == "nsubjpass":
                slots["subject"] = [p for c in children(verb, "agent") for p in children(c, "pobj")]
            else:
                slots["subject"] = grammatical_subject(verb)
            for word, token in _own_prepositions(verb):
                slots[word].append(token)
            slots["dative"] = [c for c in children(verb, "dative") if c.pos_ not in {"ADP", "PART"}]
        elif chain.dep_ == "dobj":
            # Whose phrase it is, is often told wrong: "condemned deliveries to Russia".
            for word, token in _own_prepositions(verb):
                if word in _LINKS and token.i > noun.i:
                    slots[word].append(token)
    return slots

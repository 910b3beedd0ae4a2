"""The units of amounts: nouns, currencies and measures, each as the singular the guidelines use.

The names of units are those of ``gold/claims/GUIDELINES.md``; the forms are from
``domain/goods.md``, section 8. Units are never converted into each other ("tons" of unknown kind
is ``tonne`` as the guidelines have it, a container never becomes rounds); only a prefix that is
part of the unit's own name (Mt, kt) is multiplied out.
"""

from __future__ import annotations

import re

_NOUNS = {
    "container": "container box-container teu feu",
    "round": "round shell munition projectile cartridge bullet warhead-round mortar",
    "missile": "missile icbm srbm irbm slbm atacms kn-23 kn-24 kn-25 hwasong",
    "rocket": "rocket",
    "bomb": "bomb",
    "warhead": "warhead",
    "person": (
        "person people soldier troop worker labourer laborer man woman child official tourist fighter militant sailor "
        "engineer prisoner technician specialist citizen civilian refugee defector serviceman servicemen member "
        "personnel commando officer casualty passenger expert instructor adviser advisor diplomat general national "
        "student guest delegate employee inhabitant resident migrant combatant mercenary volunteer sapper builder"
    ),
    "vehicle": "vehicle car limousine truck tank limo automobile sedan suv jeep lorry motorcycle bus",
    "vessel": "vessel ship tanker boat freighter barge dhow carrier trawler submarine frigate destroyer yacht vlcc",
    "trip": "trip voyage call journey sailing",
    "railcar": "railcar wagon boxcar",
    "train": "train trainload",
    "drone": "drone",
    "uav": "uav uas shahed geran",
    "aircraft": "aircraft plane jet airplane aeroplane fighter-jet warplane bomber airliner",
    "helicopter": "helicopter",
    "launcher": "launcher",
    "howitzer": "howitzer",
    "animal": "animal horse dog lion bear yak cockatoo pheasant duck bird cow goat pig",
    "barrel": "barrel bbl",
    "satellite": "satellite",
    "balloon": "balloon",
    "visit": "visit",
    "attack": "attack cyberattack",
}
UNIT_OF_NOUN: dict[str, str] = {noun: unit for unit, nouns in _NOUNS.items() for noun in nouns.split()}
"""Lemma of a noun to its unit. A noun that isn't here is its own unit."""

COUNTABLE = frozenset(UNIT_OF_NOUN.values()) | {"tonne", "barrel"}
"""Units of goods, people and means of transport, which a number without a noun may take over."""
_PAIRS = {
    ("loitering", "munition"): "uav",
    ("attack", "drone"): "drone",
    ("freight", "car"): "railcar",
    ("rail", "car"): "railcar",
    ("train", "car"): "railcar",
    ("tank", "car"): "railcar",
    ("tanker", "car"): "railcar",
    ("missile", "launcher"): "launcher",
    ("rocket", "launcher"): "launcher",
    ("port", "call"): "trip",
    ("phone", "call"): "call",
    ("fuel", "shipment"): "shipment",
}

_MODELS = re.compile(
    r"(?P<helicopter>Mi-?\d+|Ka-?\d+)|(?P<aircraft>MiG-?\d+|Su-?\d+|Tu-?\d+|F-\d+|An-\d+|Il-\d+)"
    r"|(?P<missile>KN-?\d+|Hwasong.*|Scuds?|Iskanders?|Kalibrs?|Pukguksong.*)|(?P<uav>Shaheds?.*|Gerans?.*|Orlans?.*)"
)

TIME_NOUNS = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "century",
        "quarter",
        "night",
        "morning",
        "evening",
        "fortnight",
        "season",
        "summer",
        "winter",
        "generation",
        "moment",
        "millennium",
    ]
)
"""Lengths of time are TIMEX3 durations (:mod:`probata.language.times`), never amounts of goods."""

_CURRENCY_SIGNS = {
    "us$": "USD",
    "usd": "USD",
    "us $": "USD",
    "$": "USD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "krw": "KRW",
    "₽": "RUB",
    "rub": "RUB",
    "₴": "UAH",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "s$": "SGD",
    "nz$": "NZD",
    "cny": "CNY",
    "rmb": "CNY",
    "chf": "CHF",
    "₹": "INR",
}
CURRENCY_BEFORE = re.compile(
    rf"(?<![A-Za-z])({'|'.join(re.escape(s) for s in sorted(_CURRENCY_SIGNS, key=len, reverse=True))})[ \u00a0]?$",
    re.IGNORECASE,
)
_CURRENCY_NOUNS = (
    (r"(?:US|U\.S\.|American)[ ]dollars?|dollars?|USD|US\$|bucks", "USD"),
    (r"euros?|EUR", "EUR"),
    (r"pounds?[ ]sterling|GBP", "GBP"),
    (r"(?:Russian[ ])?(?:rubles?|roubles?)|RUB", "RUB"),
    (r"(?:South[ ]Korean[ ]|North[ ]Korean[ ])?won(?=[\s.,;)])|KRW", "KRW"),
    (r"(?:Japanese[ ])?yen|JPY", "JPY"),
    (r"(?:Chinese[ ])?yuan|renminbi|CNY", "CNY"),
    (r"hryvnias?|UAH", "UAH"),
    (r"(?:Swiss[ ])?francs?", "CHF"),
    (r"cents?", "cent"),
)
_MEASURES: tuple[tuple[str, str, int], ...] = (
    (r"%|percent(?:age[ ]points?)?|per[ ]cent|pct", "percent", 1),
    (r"Mt(?:/[a-z]+)?", "tonne", 10**6),
    (r"kt", "tonne", 1000),
    (r"(?:metric[ ]|long[ ]|short[ ])?tons?|(?:metric[ ])?tonnes?|MT|t", "tonne", 1),
    (r"kilotons?|kilotonnes?", "kiloton", 1),
    (r"(?:oil[ ])?barrels?|bbls?|b/d|bpd", "barrel", 1),
    (r"lit(?:re|er)s?", "litre", 1),
    (r"gallons?", "gallon", 1),
    (r"kilograms?|kilogrammes?|kilos?|kg", "kilogram", 1),
    (r"grams?|g", "gram", 1),
    (r"pounds?|lbs?", "pound", 1),
    (r"km/h|kph|kilomet(?:re|er)s[ ](?:an|per)[ ]hour", "kilometre per hour", 1),
    (r"mph|miles[ ](?:an|per)[ ]hour", "mile per hour", 1),
    (r"(?:square|sq\.?)[ ](?:km|kilomet(?:re|er)s?)", "square kilometre", 1),
    (r"(?:nautical[ ])?miles?", "mile", 1),
    (r"kilomet(?:re|er)s?|kms?", "kilometre", 1),
    (r"met(?:re|er)s?|m", "metre", 1),
    (r"centimet(?:re|er)s?|cm", "centimetre", 1),
    (r"feet|foot|ft", "foot", 1),
    (r"inch(?:es)?", "inch", 1),
    (r"gigawatts?|GW", "gigawatt", 1),
    (r"megawatts?|MW", "megawatt", 1),
    (r"(?:BTC|bitcoins?)", "BTC", 1),
    (r"(?:ETH|ether)", "ETH", 1),
    (r"degrees?|°[CF]?", "degree", 1),
)
_AFTER = tuple(
    (re.compile(rf"[ \u00a0\u2009]?-?(?:{form})(?![\w-])"), unit, 1) for form, unit in _CURRENCY_NOUNS
) + tuple(
    (
        re.compile(
            rf"[ \u00a0\u2009]?-?(?:{form})(?![\w-])|[ ]?%"
            if unit == "percent"
            else rf"[ \u00a0\u2009-]?(?:{form})(?![\w-])"
        ),
        unit,
        factor,
    )
    for form, unit, factor in _MEASURES
)
_FIRST_LETTERS = re.compile(r"[ \u00a0\u2009-]?[%°A-Za-z]")
CALIBRE = re.compile(r"[ \u00a0\u2009]?-?[ ]?(?:mm|millimet(?:re|er)s?|㎜)(?![\w])", re.IGNORECASE)
"""What makes a number before it a calibre and no amount."""


def currency_before(text: str, at: int) -> tuple[int, str] | None:
    """A currency sign that ends at ``at``: its start and code (ISO 4217)."""
    match = CURRENCY_BEFORE.search(text, max(0, at - 6), at)
    return (match.start(), _CURRENCY_SIGNS[match[1].lower()]) if match else None


def measure_after(text: str, at: int) -> tuple[int, str, int] | None:
    """A currency or measure that begins at ``at``: its end, its unit, and the factor of its prefix."""
    if not _FIRST_LETTERS.match(text, at):
        return None
    best: tuple[int, str, int] | None = None
    for pattern, unit, factor in _AFTER:
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[0]):
            best = match.end(), unit, factor
    return best


def unit_of_pair(before: str, lemma: str) -> str | None:
    """The unit of a head noun together with the word before it, where the two mean something else than the noun."""
    return _PAIRS.get((before, lemma))


def unit_of(lemma: str, text: str) -> str | None:
    """The unit of a head noun: from the table, from a model's name, else the noun itself in the singular."""
    key = lemma.lower()
    if key in UNIT_OF_NOUN:
        return UNIT_OF_NOUN[key]
    lower = text.lower()
    for form in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
        if form in UNIT_OF_NOUN:
            return UNIT_OF_NOUN[form]
    model = _MODELS.fullmatch(text)
    if model:
        return model.lastgroup
    return key if re.fullmatch(r"[a-z][a-z'’-]*", key) else None

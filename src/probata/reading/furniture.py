"""Lines that are page furniture by their own words, whatever stands around them.

A pattern earns its place by being a whole line that no sentence of an article can be. What depends on the
neighbours (teasers under a heading, a video's title above its length) is in :mod:`probata.reading.cutter`.
"""

from __future__ import annotations

import re

from probata.reading import furniture_words as known

IMAGE_NAME = "image-name"
CREDIT = "credit"
VIDEO = "video"
TEASER = "teaser"
SHARE = "share"
NAVIGATION = "navigation"
RELATED = "related-heading"
BYLINE = "byline"
DATE = "date"
NEWSLETTER = "newsletter"
ADVERTISEMENT = "advertisement"
COPYRIGHT = "copyright"
COMMENTS = "comments"
GALLERY = "gallery"
MARKUP = "markup"
# These are the reasons that a segment of furniture can have; pages add "outside-article".

MAX_LINE = 400
"""A longer line is left to the reader: what can be known from a pattern is short."""

MAX_FORM = 1500
"""Only sign-up forms are that long: all their messages for every error stand in one line of a dump."""

_EXACT: dict[str, str] = {
    line: reason
    for reason, lines in (
        (NAVIGATION, known.NAVIGATION),
        (ADVERTISEMENT, known.ADVERTISEMENT),
        (COMMENTS, known.COMMENTS),
        (GALLERY, known.GALLERY),
        (CREDIT, known.CREDIT),
    )
    for line in lines
}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE = (
    r"(?:\(?(?:gmt|utc|[ecmp][sd]?t|kst|jst|ist|bst|cet|cest|msk|hkt|sgt|uk|local time)\b"
    r"(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2}|z)"
)
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
_STAMP = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{_CLOCK}\s*{_ZONE}?[\s,|·-]*(?:on\s+)?(?:{_WEEKDAY},?\s+)?)?{_DAY}"
    rf"(?:[\s,|·–-]*(?:t|at\s+)?\s*{_CLOCK})?(?:,?\s*{_ZONE})?"
)
_ISSUED = (
    r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|issued|created|date|input|upload(?:ed)?)"
    r"(?:\s+(?:on|at|date|time))?)"
)
_DATE_LINE = re.compile(
    rf"^[(\[]?(?:{_ISSUED}\s*[:\-–|]?\s*)?{_STAMP}"
    rf"(?:[\s|·•,/–-]+{_ISSUED}\s*[:\-–]?\s*{_STAMP}){{0,3}}[)\]]?\.?$",
    re.I,
)
_ISSUED_AGO = re.compile(
    rf"^(?:{_ISSUED}\s*:?\s*)?\d{{1,3}}\s*"
    r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|h|m|d)\s+ago$",
    re.I,
)

LENGTH = re.compile(r"^[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}[)\]]?$")
"""The length of a video on its own line."""

_NAME = r"(?:[A-Z][\w’'-]*\.?|de|da|van|von|bin|al|el)"
_PERSON = rf"[A-Z][\w.’'-]*(?:\s+{_NAME}){{0,4}}"
_BYLINE_START = re.compile(r"^(?i:by|words by|story by|reported by|written by|from)[:\s]+(?=[A-Z])")
_BYLINE_NAMES = re.compile(
    rf"{_PERSON}(?:\s*(?:,|&|\||•|/|–|—|-|\band\b|\bin\b|\bfor\b|\bof\b)\s*(?:the\s+)?{_PERSON}){{0,8}}"
    r"(?:\s*[,|•]?\s*\S+@\S+)?"
)
_NOT_A_NAME = re.compile(
    rf"^(?:{_WEEKDAY}|{_MONTH}|the|this|that|then|now|next|last|all|any|early|late|contrast|comparison|far|law|and)\b"
    r"|\b(?:was|were|is|are|has|had|have|will|would|said|says|to)\b",
    re.I,
)
_DESK_NOTE = re.compile(
    r"^[(\[—–-]*\s*(?:additional\s+)?(?:report(?:ing|ed)|writing|written|edit(?:ing|ed)|compiled|translated)"
    r"\s+by\s.{3,300}$",
    re.I,
)
_DESK_NOTE_PART = re.compile(r"\b(?:edit(?:ing|ed)|writing|report(?:ing|ed))\s+by\b", re.I)
_STAFF = re.compile(r"^(?:associated press|staff|special)\s+(?:writers?|reporters?|correspondents?)\b[^.]{0,60}$", re.I)

_IMAGE_NAME = re.compile(
    r"^(?:(?:image|photo|picture|file)\s*:\s*)?[\w\-.,()%+@ ]{0,160}[\w)%-]"
    r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)(?:\?\S*)?$",
    re.I,
)
_MEDIA_CREDIT = re.compile(
    r"^[(\[]?(?:photo(?:graph)?|image|picture|graphic|illustration|video|gallery|source|credit|photo credit|"
    r"image credit|gallery credit|image source|picture source|file photo|photo courtesy|courtesy)s?"
    r"\s*(?:[:/|–—-]|\bby\b|(?<=courtesy) of\b)\s*(?P<whose>.{2,90})$",
    re.I,
)
_STOCK = re.compile(
    r"\b(?:getty(?: images)?|shutterstock|istock|alamy|epa(?:-efe)?|via (?:reuters|ap|afp|kns|getty|yonhap|x|twitter)|"
    r"ap photo|afp photo|pool photo|handout|kcna via|reuters/|/reuters|/ap|/afp|/epa|/tass|file photo|sputnik/|"
    r"wikimedia)\b",
    re.I,
)
_JOINING = frozenset("by via of from the and for in at through courtesy handout photo file de van von al".split())
_END_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\.?$")
_PICTURE_BRACKET = re.compile(
    r"\b(?:photos?|file|pool|getty|kns|epa|handout|ap photo)\b"
    r"|\b(?:ap|afp|reuters|yonhap|kcna|tass|xinhua)\b\s*(?:/|via)"
    r"|(?:/|\bvia)\s*\b(?:ap|afp|reuters|yonhap|kcna|tass|xinhua|agencies)\b",
    re.I,
)
_AGENCY_BRACKET = re.compile(r"\b(?:ap|afp|reuters|yonhap|kcna|tass|xinhua)\b", re.I)
_CAPTION_WORDS = re.compile(
    r"\bin (?:this|an?) (?:undated |file |handout |recent |combination |pool |screen )*"
    r"(?:photo|image|picture|grab|screengrab)\b"
    r"|\b(?:is|are) (?:seen|pictured|shown|photographed)\b|^(?:an?|this|the) (?:image|photo|picture|photograph|view)\b"
    r"|\b(?:file (?:photo|picture|image)|photo (?:provided|released|taken|shows)|seen in this"
    r"|pictured (?:above|here|left|right))\b|^(?:photo|image|picture|file|caption)\s*[:|]",
    re.I,
)
_CAPTION_LABEL = re.compile(r"(?:file|photo|image|picture|caption)\b", re.I)

_RELATED_FROM = re.compile(
    r"^(?:more|more stories|more news|latest) (?:from|on|about|in|by)\b[^.!?]{1,50}$",
    re.I,
)
_POINTER = r"\s*(?::|\||>|»|→|–|—)\s*\S.{4,250}$"
_TEASER_LINE = re.compile(
    r"^(?:read more|read also|also read|read next|read|related|related story|related article|related news|see also|"
    r"see more|more|must read|don't miss|recommended|up next|further reading|editor's pick)" + _POINTER,
    re.I,
)
_VIDEO_LINE = re.compile(
    r"^(?:watch|video|just watched|must watch|listen|podcast|play video|now playing)" + _POINTER,
    re.I,
)
_PLAYER = re.compile(
    r"^(?:just watched|must watch|now playing|watch now)\b.*(?:replay|more videos|must watch|\d{1,2}:\d{2}).*$",
    re.I | re.S,
)
_BRACKETED = re.compile(r"^\[[A-Z0-9“\"'‘][^\[\]]{12,200}[^.!?\]\"”]\]$")
_CAPITALS_POINTER = re.compile(
    r"^(?:CLICK HERE\b.{0,100}|(?:GET|DOWNLOAD) [A-Z0-9 ’'&.-]{2,60} (?:APP|NEWSLETTER|ON THE GO)\b.{0,60})$"
)
_NEWSLETTER_LINE = re.compile(
    r"^(?:(?:get|receive) (?:the latest|our|breaking|all the|more|daily)\b.{0,160}"
    r"\b(?:inbox|newsletter|email|alerts?)\b.{0,40}|"
    r"(?:sign up|subscribe|register) (?:for|to|now|here|today|and get)\b.{0,200}|newsletter sign[ -]?up\b.{0,600}|"
    r".{0,80}\bsign up (?:to|for) .{0,80}\b(?:in your inbox|newsletter)\b.{0,20}|"
    r"enter your email\b.{0,120}|join our (?:newsletter|mailing list|whatsapp|telegram)\b.{0,150}|"
    r"(?:download|get) (?:the|our) app\b.{0,100}|(?:follow|like|find|join) us on\b.{0,150})$",
    re.I,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4}|notice|by\b)).{0,300}$|^.{0,120}\ball rights reserved\b.{0,160}$"
    r"|^.{0,60}\bmay not be (?:published|reproduced|republished|copied)\b.{0,100}"
    r"\b(?:without|rewritten|permission)\b.{0,80}$",
    re.I,
)
_CRUMBS = re.compile(r"^[\w&' -]{2,30}(?:\s*[>»›]\s*[\w&'’,: -]{2,80}){1,6}$")
_COUNT_OF = re.compile(r"^(?:(?:photo|image|picture|slide|caption)\s+)?\d{1,3}\s*(?:of|/)\s*\d{1,3}$", re.I)
_COUNTERS = re.compile(
    r"^(?:\d{1,2}\s*(?:min(?:ute)?s?)\s+read|(?:reading|read) time:?\s*\d{1,2}\s*min\w*"
    r"|\d{1,9}\s+(?:views?|comments?|shares?|likes?))$",
    re.I,
)
_TAGS = re.compile(r"^(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|posted in)\s*:\s*\S.{0,200}[^.]$", re.I)
_GALLERY_END = re.compile(r"\s*\b(?:hide|show|toggle) caption(?:\s+\d{1,3} of \d{1,3})?$", re.I)
_FULL_STOP = re.compile(r"(?<!\.\.)\.[\"'”’)\]]*$")


def furniture(line: str) -> str | None:
    """The reason why a line is furniture by its own words; ``None`` where it may be text."""
    if len(line) > MAX_LINE:
        return NEWSLETTER if len(line) < MAX_FORM and _is_form(line) else None
    flat = " ".join(line.split()).replace("’", "'")
    bare = flat.strip(" *•·|»›>→–—-[]").rstrip(":.").casefold()
    if not any(c.isalnum() for c in bare):
        return MARKUP
    stopped = _full_stop(flat)
    if (reason := _EXACT.get(bare)) and not (stopped and reason == NAVIGATION):
        return reason
    for reason, found in (
        (IMAGE_NAME, _IMAGE_NAME.match(flat)),
        (DATE, _DATE_LINE.match(flat) or _ISSUED_AGO.match(flat)),
        (BYLINE, is_byline(flat)),
        (SHARE, _shares(bare)),
        (VIDEO, _PLAYER.match(flat) or (not stopped and _VIDEO_LINE.match(flat))),
        (TEASER, (not stopped and _TEASER_LINE.match(flat)) or _BRACKETED.match(line)),
        (NEWSLETTER, _NEWSLETTER_LINE.match(flat) or _CAPITALS_POINTER.match(flat) or _is_form(flat)),
        (COPYRIGHT, _COPYRIGHT.match(flat)),
        (GALLERY, _COUNT_OF.match(flat)),
        (NAVIGATION, _COUNTERS.match(flat) or _TAGS.match(flat) or (not stopped and _CRUMBS.match(flat))),
    ):
        if found:
            return reason
    return None


def is_related_heading(line: str) -> str | None:
    """``"strong"`` or ``"weak"`` for a line that announces other stories, else ``None``."""
    if len(line) > 80:
        return None
    bare = " ".join(line.split()).replace("’", "'").strip(" *•·|»›>→–—-[]").rstrip(":….").strip().casefold()
    if bare in known.STRONG_RELATED or _RELATED_FROM.match(bare):
        return "strong"
    return "weak" if bare in known.WEAK_RELATED else None


def is_byline(line: str) -> bool:
    """A byline or a note on who reported and edited, as a whole line."""
    if len(line) <= 160 and not _full_stop(line) and (start := _BYLINE_START.match(line)):
        names = line[start.end() :]
        return bool(_BYLINE_NAMES.fullmatch(names)) and not _NOT_A_NAME.search(names)
    if _STAFF.match(line):
        return True
    if not _DESK_NOTE.match(line):
        return False
    return line[0] in "([—–-" or len(_DESK_NOTE_PART.findall(line)) > 1 or not _full_stop(line)


def is_photo_credit(line: str) -> bool:
    """A line that names where a picture comes from and nothing else: names and the words that join them.

    "Photo: Kim inspects a launcher" describes a picture, and "Sources: Kim to visit Russia" is news.
    """
    if len(line) > 120 or _full_stop(line):
        return False
    if (credited := _MEDIA_CREDIT.match(line)) and _only_names(credited["whose"]):
        return True
    return bool(_STOCK.search(line)) and len(line.split()) <= 10 and _only_names(line)


def _only_names(said: str) -> bool:
    return all(not w[0].islower() or w in _JOINING for w in re.findall(r"[^\W_][\w’'-]*", said))


def is_caption(line: str) -> bool:
    """A line that describes a picture, by its wording or by a picture's credit in brackets at its end."""
    if len(line) > 700:
        return False
    worded = bool(_CAPTION_WORDS.search(line))
    if bracket := _END_BRACKET.search(line):
        if _PICTURE_BRACKET.search(bracket[1]):
            return True
        if worded and (_AGENCY_BRACKET.search(bracket[1]) or "photo" in bracket[1].lower()):
            return True
    return worded and len(line) < 260 and bool(_CAPTION_LABEL.match(line))


def gallery_tail(line: str) -> int | None:
    """Where the controls of a picture gallery ("Hide Caption 1 of 8") begin at the end of a caption."""
    found = _GALLERY_END.search(line)
    return found.start() if found and found.start() > 0 else None


def _full_stop(line: str) -> bool:
    return bool(_FULL_STOP.search(line))


def _shares(bare: str) -> bool:
    said = re.findall(r"[\w@+-]+", bare) if len(bare) < 160 else []
    if not said or not known.SHARE_ANCHORS.intersection(said):
        return False
    return known.SHARE.issuperset(w for w in said if not w.isdigit())


def _is_form(line: str) -> bool:
    low = line.casefold()
    return sum(word in low for word in known.NEWSLETTER) >= 3

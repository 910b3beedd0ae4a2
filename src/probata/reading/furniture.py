"""Lines that are page furniture by their own words, whatever stands around them.

A pattern earns its place by being a whole line that no sentence of an article can be. What depends on the
neighbours (teasers under a heading, a video's title above its length) is in :mod:`probata.reading.cutter`.
"""

from __future__ import annotations

import re

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
"""Reasons that a segment of furniture can have (pages add ``outside-article``)."""

MAX_LINE = 400
"""A longer line is left to the reader: what can be known from a pattern is short."""

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE = r"(?:\(?(?:gmt|utc|[ecmp][sd]?t|kst|jst|ist|bst|cet|cest|msk|hkt|sgt|local time)\b(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?\)?|[+-]\d{2}:?\d{2}|z)"
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+\d{{4}})?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
_STAMP = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{_CLOCK}\s*{_ZONE}?[\s,|·-]*(?:on\s+)?(?:{_WEEKDAY},?\s+)?)?{_DAY}"
    rf"(?:[\s,|·–-]*(?:t|at\s+)?\s*{_CLOCK})?(?:\s*{_ZONE})?"
)
_ISSUED = r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|issued|created|date|input|upload(?:ed)?)(?:\s+(?:on|at|date|time))?)"

DATE_LINE = re.compile(
    rf"^[(\[]?(?:{_ISSUED}\s*[:\-–|]?\s*)?{_STAMP}(?:[\s|·•,/–-]+{_ISSUED}\s*[:\-–]?\s*{_STAMP})*[)\]]?\.?$", re.I
)
_ISSUED_AGO = re.compile(
    rf"^(?:{_ISSUED}\s*:?\s*)?\d{{1,3}}\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|h|m|d)\s+ago$", re.I
)

LENGTH = re.compile(r"^[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}[)\]]?$")
"""The length of a video on its own line."""

_NAME = r"(?:[A-Z][\w’'-]*\.?|[A-Z]{2,}|de|da|van|von|bin|al|el)"
_PERSON = rf"[A-Z][\w.’'-]*(?:\s+{_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"^(?:by|words by|story by|reported by|written by|from)[:\s]+{_PERSON}"
    rf"(?:\s*(?:,|&|\||•|/|–|—|-|\band\b|\bin\b|\bfor\b|\bof\b)\s*(?:the\s+)?{_PERSON})*(?:\s*[,|•]?\s*\S+@\S+)?$",
    re.I,
)
_BYLINE_START = re.compile(r"^(?i:by|words by|story by|reported by|written by|from)[:\s]+(?=[A-Z])")
_NOT_A_NAME = re.compile(
    rf"^(?:{_WEEKDAY}|{_MONTH}|the|this|that|then|now|next|last|all|any|early|late|contrast|comparison|far|law|and)\b"
    rf"|\b(?:was|were|is|are|has|had|have|will|would|said|says)\b",
    re.I,
)
_DESK_NOTE = re.compile(
    r"^[(\[—–-]*\s*(?:additional\s+)?(?:report(?:ing|ed)|writing|written|edit(?:ing|ed)|compiled|translated)\s+by\s.{3,300}$",
    re.I,
)
_DESK_NOTE_MORE = re.compile(r"\b(?:edit(?:ing|ed)|writing|report(?:ing|ed))\s+by\b", re.I)
_PRESS = re.compile(r"^(?:associated press|staff|special)\s+(?:writers?|reporters?|correspondents?)\b.{0,60}$", re.I)

_IMAGE_NAME = re.compile(
    r"^(?:(?:image|photo|picture|file)\s*:\s*)?[\w\-.,()%+@ ]{0,160}[\w)%-]\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)(?:\?\S*)?$",
    re.I,
)

_MEDIA_CREDIT = re.compile(
    r"^[(\[]?(?:(?:photo|image|picture|photograph|graphic|illustration|video|source|credit|photo credit|image credit|image source|"
    r"picture source|photo by|file photo|photo courtesy|courtesy)s?\s*(?:[:/|–—-]|\bby\b|\bof\b|\bfrom\b)\s*).{2,100}$",
    re.I,
)
_STOCK = re.compile(
    r"\b(?:getty(?: images)?|shutterstock|istock|alamy|epa(?:-efe)?|via (?:reuters|ap|afp|kns|getty|yonhap|x|twitter)|"
    r"ap photo|afp photo|pool photo|handout|kcna via|reuters/|/reuters|/ap|/afp|/epa|/tass|file photo|sputnik/|wikimedia)\b",
    re.I,
)
_CAPTION_CREDIT = re.compile(
    r"[(\[](?:[^()\[\]]*\b)?(?:photo|photos|file|pool|getty images|ap|afp|reuters|yonhap|kcna|kns|epa|tass|xinhua|agencies|handout)"
    r"(?:\b[^()\[\]]*)?[)\]]\.?$",
    re.I,
)
_CAPTION_WORDS = re.compile(
    r"\bin (?:this|an?) (?:undated |file |handout |recent |combination |pool |screen )*(?:photo|image|picture|grab|screengrab)\b"
    r"|\b(?:is|are) (?:seen|pictured|shown|photographed)\b|^(?:an?|this|the) (?:image|photo|picture|photograph|view)\b"
    r"|\b(?:file (?:photo|picture|image)|photo (?:provided|released|taken|shows)|seen in this|pictured (?:above|here|left|right))\b"
    r"|^(?:photo|image|picture|file|caption)\s*[:|]",
    re.I,
)

_SHARE_WORDS = frozenset(
    "share tweet facebook twitter x whatsapp telegram linkedin reddit pinterest email e-mail mail print copy link copied "
    "messenger line kakaotalk kakao weibo flipboard pocket bluesky threads instagram youtube tiktok vk viber sms "
    "bookmark save rss follow us on this article story post via to the with by and news google page subscribe like pin "
    "shares comment comments font size a a+ a- url button".split()
)
_SHARE_ANCHORS = frozenset(
    "share shares tweet facebook twitter whatsapp telegram linkedin reddit pinterest email e-mail print copy copied follow kakaotalk "
    "messenger flipboard weibo instagram".split()
)

_EXACT: dict[str, str] = {
    **dict.fromkeys(
        (
            "source link",
            "source",
            "source:",
            "original source",
            "read the original article",
            "view original",
            "skip to content",
            "skip to main content",
            "skip to navigation",
            "menu",
            "main menu",
            "home",
            "home page",
            "back",
            "back to top",
            "top",
            "next",
            "previous",
            "prev",
            "next article",
            "previous article",
            "next post",
            "previous post",
            "next story",
            "previous story",
            "search",
            "close",
            "open",
            "login",
            "log in",
            "sign in",
            "sign up",
            "register",
            "my account",
            "subscribe",
            "subscribe now",
            "loading",
            "loading...",
            "loading…",
            "more",
            "see more",
            "show more",
            "load more",
            "view more",
            "view all",
            "see all",
            "expand",
            "collapse",
            "continue reading",
            "continue reading the main story",
            "click here",
            "contact us",
            "about us",
            "privacy policy",
            "terms of use",
            "terms of service",
            "cookie policy",
            "sitemap",
            "rss",
            "watch live",
            "live tv",
            "listen",
            "listen to article",
            "play",
            "pause",
            "replay",
            "tags",
            "tags:",
            "topics",
            "categories",
            "category",
            "filed under",
            "archive",
            "archives",
            "print this page",
            "read full article",
            "view full article",
            "full story",
            "read full story",
            "download app",
            "get the app",
            "edition",
            "english",
            "language",
            "leave a reply cancel reply",
        ),
        NAVIGATION,
    ),
    **dict.fromkeys(
        (
            "advertisement",
            "advertisements",
            "advertising",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "promoted",
            "promoted content",
            "paid content",
            "paid post",
            "story continues below advertisement",
            "article continues below advertisement",
            "advertisement - scroll to continue",
            "advertisement continue reading the main story",
            "scroll to continue reading",
            "story continues below",
            "article continues below",
            "story continues",
            "continue reading below",
            "skip advertisement",
            "remove ads",
        ),
        ADVERTISEMENT,
    ),
    **dict.fromkeys(
        (
            "comments",
            "leave a comment",
            "leave a reply",
            "post a comment",
            "add a comment",
            "view comments",
            "show comments",
            "no comments",
            "join the conversation",
            "join the discussion",
            "comments are closed",
            "comments are closed.",
            "be the first to comment",
            "your email address will not be published.",
        ),
        COMMENTS,
    ),
    **dict.fromkeys(
        (
            "hide caption",
            "show caption",
            "toggle caption",
            "enlarge this image",
            "enlarge image",
            "view gallery",
            "photos",
            "photo gallery",
            "view slideshow",
        ),
        GALLERY,
    ),
    **dict.fromkeys(
        (
            "reuters",
            "ap",
            "afp",
            "yonhap",
            "getty images",
            "ap photo",
            "yna",
            "kcna",
            "tass",
            "xinhua",
            "epa",
            "upi",
            "ani",
            "pti",
            "dpa",
            "kyodo",
        ),
        CREDIT,
    ),
}
"""Whole lines, in lower case and without end marks that don't matter."""

STRONG_RELATED = frozenset(
    "you may also like|you might also like|you may like|related articles|related article|related stories|related story|related posts|related news|related content|"
    "related topics|related reading|related links|related coverage|related|recommended|recommended for you|recommended stories|recommended articles|"
    "more stories|more news|more from this section|trending|trending now|trending stories|trending news|most read|most popular|most viewed|popular|"
    "popular posts|popular news|latest news|latest stories|latest articles|latest posts|latest|recent posts|recent articles|top stories|top news|"
    "editors' picks|editor's picks|editor’s picks|editors’ picks|editor's choice|don't miss|don’t miss|must read|must reads|also read|read also|see also|"
    "you may be interested in|more in this section|from our partners|around the web|from the web|more on this story|more on this|more on this topic|"
    "what to read next|up next|read next|in other news|other news|more headlines|more to read|more like this|keep reading|further reading|suggested for you|"
    "related videos|related tags|similar articles|similar posts|similar stories|explore more|you may have missed".split(
        "|"
    )
)
"""Headings after which other stories are announced."""

WEAK_RELATED = frozenset(
    "read more|more|read on|read full story|read the full story|continue reading|more news here".split("|")
)
"""Words that also stand at the end of a teaser; they only open a list of teasers where cut-off lines follow."""

_RELATED_FROM = re.compile(
    r"^more (?:from|on|about|in|stories (?:from|on|about|by)|news (?:from|on|about))\b[^.!?]{1,50}$", re.I
)

_PREFIXED = re.compile(
    r"^(?:read more|read also|also read|read next|read|related|related story|related article|related news|see also|see more|more|must read|don't miss|don’t miss|recommended|"
    r"up next|further reading|must watch|editor's pick)\s*(?::|\||>|»|→|–|—)\s*\S.{4,250}$",
    re.I,
)
_PREFIXED_VIDEO = re.compile(
    r"^(?:watch|video|just watched|must watch|listen|podcast|play video|now playing)\s*(?::|\||>|»|→|–|—)\s*\S.{4,250}$",
    re.I,
)
_PLAYER = re.compile(
    r"^(?:just watched|must watch|now playing|watch now)\b.*(?:replay|more videos|must watch|\d{1,2}:\d{2}).*$",
    re.I | re.S,
)
_BRACKETED = re.compile(r"^\[[A-Z0-9“\"'‘][^\[\]]{12,200}[^.!?\]\"”]\]$")

_NEWSLETTER_WORDS = (
    "newsletter", "sign up", "subscribe to", "subscribing", "you must select", "please re-enter", "please verify you", "invalid email",
    "email address", "promotional", "special offers", "unsubscribe", "privacy policy", "terms of service", "an error has occurred", "your inbox",
)  # fmt: skip
_NEWSLETTER_START = re.compile(
    r"^(?:(?:get|receive) (?:the latest|our|breaking|all the|more)\b.{0,120}\b(?:inbox|newsletter|email|alerts?)\b|"
    r"(?:sign up|subscribe|register) (?:for|to|now|here|today|and get)\b.{0,200}|newsletter sign[ -]?up\b.{0,600}|"
    r"enter your email\b.{0,120}|join our (?:newsletter|mailing list|whatsapp|telegram)\b.{0,150}|"
    r"(?:download|get) (?:the|our) app\b.{0,100}|(?:follow|like|find|join) us on\b.{0,150})$",
    re.I,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)\s|copyright\b).{0,300}$|^.{0,120}\ball rights reserved\b.{0,160}$|^.{0,60}\bmay not be (?:published|reproduced|republished|copied)\b.{0,200}$",
    re.I,
)
_CRUMBS = re.compile(r"^[\w&' -]{2,30}(?:\s*[>»›]\s*[\w&'’,: -]{2,80}){1,6}$")
_COUNT_OF = re.compile(r"^(?:(?:photo|image|picture|slide|caption)\s+)?\d{1,3}\s*(?:of|/)\s*\d{1,3}$", re.I)
_MINUTES = re.compile(
    r"^(?:\d{1,2}\s*(?:min(?:ute)?s?)\s+read|(?:reading|read) time:?\s*\d{1,2}\s*min\w*|\d{1,9}\s+(?:views?|comments?|shares?|likes?))$",
    re.I,
)
_TAGS = re.compile(r"^(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|posted in)\s*:\s*\S.{0,200}[^.]$", re.I)
_GALLERY_END = re.compile(
    r"\s*\b(?:hide|show|toggle) caption(?:\s+\d{1,3} of \d{1,3})?$|\s*\b\d{1,3} of \d{1,3}$", re.I
)


def furniture(line: str) -> str | None:
    """The reason why a line is furniture by its own words; ``None`` where it may be text."""
    if len(line) > MAX_LINE:
        return NEWSLETTER if len(line) < 1500 and _is_newsletter(line) else None
    flat = " ".join(line.split())
    bare = flat.strip(" \t*•·|»›>→–—-[]").rstrip(":").casefold()
    if not bare or not any(c.isalnum() for c in bare):
        return MARKUP
    if reason := _EXACT.get(bare):
        return reason
    if _IMAGE_NAME.match(flat):
        return IMAGE_NAME
    if DATE_LINE.match(flat) or _ISSUED_AGO.match(flat):
        return DATE
    if is_byline(flat):
        return BYLINE
    if _shares(bare):
        return SHARE
    if _PLAYER.match(flat) or (_PREFIXED_VIDEO.match(flat) and not _full_stop(flat)):
        return VIDEO
    if (_PREFIXED.match(flat) and not _full_stop(flat)) or _BRACKETED.match(flat):
        return TEASER
    if _NEWSLETTER_START.match(flat) or _is_newsletter(flat):
        return NEWSLETTER
    if _COPYRIGHT.match(flat):
        return COPYRIGHT
    if _COUNT_OF.match(flat):
        return GALLERY
    if _MINUTES.match(flat) or _TAGS.match(flat) or (_CRUMBS.match(flat) and not _full_stop(flat)):
        return NAVIGATION
    return None


def is_related_heading(line: str) -> str | None:
    """``"strong"`` or ``"weak"`` for a line that announces other stories, else ``None``."""
    bare = " ".join(line.split()).strip(" *•·|»›>→–—-[]").rstrip(":….").strip().casefold()
    if bare in STRONG_RELATED or _RELATED_FROM.match(bare):
        return "strong"
    return "weak" if bare in WEAK_RELATED else None


def is_byline(line: str) -> bool:
    """A byline or a note on who reported and edited, as a whole line."""
    if len(line) <= 160 and not _full_stop(line) and (start := _BYLINE_START.match(line)):
        return bool(_BYLINE.match(line)) and not _NOT_A_NAME.search(line[start.end() :])
    if _PRESS.match(line):
        return True
    note = _DESK_NOTE.match(line)
    return bool(note) and (line[0] in "([—–-" or len(_DESK_NOTE_MORE.findall(line)) > 1 or not _full_stop(line))


def is_photo_credit(line: str) -> bool:
    """A line that names where a picture comes from and nothing else."""
    if len(line) > 120 or _full_stop(line):
        return False
    return bool(_MEDIA_CREDIT.match(line) or (_STOCK.search(line) and len(line.split()) <= 10))


def is_caption(line: str) -> bool:
    """A line that describes a picture, by its wording or by the picture credit in brackets at its end."""
    if len(line) > 700:
        return False
    credited = _CAPTION_CREDIT.search(line)
    if credited and re.search(r"photo|file|pool|getty|kns|epa|handout|agencies|/| via ", credited[0], re.I):
        return True
    return bool(_CAPTION_WORDS.search(line)) and (
        bool(credited) or (len(line) < 260 and bool(re.match(r"(?:file|photo|image|picture|caption)\b", line, re.I)))
    )


def gallery_tail(line: str) -> int | None:
    """Where the controls of a picture gallery ("Hide Caption 1 of 8") begin at the end of a caption."""
    found = _GALLERY_END.search(line)
    return found.start() if found and found.start() > 0 else None


def _full_stop(line: str) -> bool:
    return bool(re.search(r"(?<!\bJr)(?<!\bSr)(?<!\.\.)[.][\"'”’)\]]*$", line)) and not line.endswith("...")


def _shares(bare: str) -> bool:
    words = re.findall(r"[\w@+-]+", bare)
    return (
        0 < len(words) <= 14
        and bool(_SHARE_ANCHORS.intersection(words))
        and _SHARE_WORDS.issuperset(w for w in words if not w.isdigit())
    )


def _is_newsletter(line: str) -> bool:
    low = line.casefold()
    return sum(word in low for word in _NEWSLETTER_WORDS) >= 3

"""Everything that Probata raises on purpose.

::

    ProbataError                 one line: what was wrong and what to do; has an exit code
    ├── UsageError          (2)  the command was called in a way that can't work
    │   └── ChangedMeanwhile     somebody else has decided on it since it was looked at
    ├── DeskError           (3)  the desk can't be used
    │   ├── DeskTooNew           made by a newer Probata
    │   └── DeskBroken           damaged, or not a desk
    ├── InputError          (1)  one input failed; the others go on
    │   ├── NotFound             no such file, folder or id
    │   ├── Unreadable           permission, device or decoding
    │   ├── EmptyInput           nothing in it
    │   ├── NotText              a binary or a format that isn't read
    │   ├── TooLarge             over a limit of size or depth
    │   ├── NoArticle            a page without a text to read
    │   ├── OtherLanguage        not a language that is read yet
    │   ├── BadRecord            a line of JSON Lines that isn't a report
    │   ├── BadList              a sanctions list that isn't whole, or of an unknown format
    │   ├── FetchRefused         a URL that must not be fetched (private address, scheme)
    │   └── FetchFailed          a URL that could not be fetched
    ├── EvidenceError       (1)  evidence or custody doesn't verify
    └── KnowledgeError      (3)  a data file of the knowledge or the rule base is wrong
"""

from __future__ import annotations


class ProbataError(Exception):
    """The root. ``str(error)`` is one line that says what was wrong and what to do."""

    exit_code = 1


class UsageError(ProbataError):
    """The command was called in a way that can't work."""

    exit_code = 2


class ChangedMeanwhile(UsageError):
    """Somebody has decided on it since it was looked at. ``since`` are those decisions, oldest first."""

    def __init__(self, message: str, since: tuple[str, ...]) -> None:
        super().__init__(message)
        self.since = since


class DeskError(ProbataError):
    """The desk can't be used."""

    exit_code = 3


class DeskTooNew(DeskError):
    """The desk was made by a newer Probata."""


class DeskBroken(DeskError):
    """The desk is damaged, or the folder is not a desk."""


class InputError(ProbataError):
    """One input failed; the others go on. ``where`` names the input, the message the reason."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class NotFound(InputError):
    """There is no such file, folder or record."""


class Unreadable(InputError):
    """The input can't be read: permission, device or decoding."""


class EmptyInput(InputError):
    """There is nothing in the input."""


class NotText(InputError):
    """A binary, or a format that isn't read."""


class TooLarge(InputError):
    """Over a limit of size or depth."""


class NoArticle(InputError):
    """A page without a text to read."""


class OtherLanguage(InputError):
    """The text is in a language that isn't read yet."""


class BadRecord(InputError):
    """A line of JSON Lines that is not a report."""


class BadList(InputError):
    """A sanctions list that isn't whole, or of a format or version that isn't known; names the line."""


class FetchRefused(InputError):
    """A URL that must not be fetched: a private address, a scheme that isn't the web's."""


class FetchFailed(InputError):
    """A URL that could not be fetched."""


class EvidenceError(ProbataError):
    """Stored evidence or the custody chain doesn't verify."""


class KnowledgeError(ProbataError):
    """A data file of the knowledge or the rule base is wrong; names the file and the place."""

    exit_code = 3

"""Reports of one event brought together: which reports tell one story.

:func:`stories` groups what :func:`terms_of` (a text) or :func:`terms_of_report` (a report as read) make of them.
A story is a hint for reading and for joining claims; it is never evidence, and claims of one story may be of
different incidents.
"""

from probata.incidents.stories.grouping import ALIKE, stories
from probata.incidents.stories.terms import Terms, terms_of, terms_of_report

__all__ = ["ALIKE", "Terms", "stories", "terms_of", "terms_of_report"]

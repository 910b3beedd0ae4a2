"""Bytes to reports: the readable text, what on a page is furniture, dates, outlet and credits.

:func:`read` takes a capture; :func:`read_text` and :func:`read_html` take a text alone, for ``probata extract``.
"""

from probata.reading.read import label_of, read, read_html, read_text

__all__ = ["label_of", "read", "read_html", "read_text"]

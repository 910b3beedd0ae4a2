"""Event frames held against the annotated text: what is claimed, by whom, with the passages behind it."""

from probata.claims.extract import extract

__all__ = ["extract"]

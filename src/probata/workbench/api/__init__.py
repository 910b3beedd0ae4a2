"""The REST API: what the pages show, for programs. ``/api/docs`` describes it, ``docs/api.md`` shows it.

Each operation says which :class:`~probata.workbench.models.Scope` of a token and which role of its person it needs
(:mod:`access`), gives the records as ``--json`` prints them (:mod:`answers`) and every refusal in one form
(:mod:`refusals`).
"""

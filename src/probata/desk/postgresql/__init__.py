"""Django's backend for PostgreSQL, with the few things that make it keep a desk as SQLite does.

Named as the ``ENGINE`` of a desk's database; :mod:`probata.desk.postgres` says which database that is.
"""

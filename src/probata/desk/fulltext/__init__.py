"""Search by words: how text becomes words, what is asked of them, and where they stand.

Words are made here, not in the databases: so both find the same, in every script.
"""

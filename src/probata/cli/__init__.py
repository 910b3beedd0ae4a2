"""The command line: one module per group of commands, none with logic of its own.

Nothing heavy is imported before a command runs, so that ``probata --help`` answers at once.
"""

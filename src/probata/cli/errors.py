"""Errors as one line on stderr, and the exit code that goes with each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

import typer

from probata.errors import InputError, ProbataError
from probata.wording.visible import one_line

P = ParamSpec("P")

PIPE_CLOSED = 141
"""What a shell reports for a program that wrote into a closed pipe (128 + SIGPIPE)."""

INTERRUPTED = 130
"""What a shell reports for Ctrl-C (128 + SIGINT)."""


def say(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"probata: {one_line(message)}\n")


def guarded(command: Callable[P, int | None]) -> Callable[P, None]:
    """A command whose errors are one line and an exit code. Its own answer is its exit code, ``None`` is 0."""

    @wraps(command)
    def guard(*args: P.args, **kwargs: P.kwargs) -> None:
        debug = bool(kwargs.get("debug")) or os.environ.get("PROBATA_DEBUG", "").lower() in ("1", "true", "yes")
        try:
            code = command(*args, **kwargs) or 0
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has seen enough. Whatever is flushed at the end goes nowhere instead of failing again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = PIPE_CLOSED
        except KeyboardInterrupt:
            say("stopped; what was done is kept, and the same command goes on from there")
            code = INTERRUPTED
        except ProbataError as error:
            if debug:
                raise
            say(str(error))
            code = error.exit_code
        except typer.Exit:
            raise
        except Exception as error:
            if debug or hasattr(error, "format_message"):
                raise
            say(f"unexpected {type(error).__name__}: {error}; please report it with the output of --debug")
            code = 1
        raise typer.Exit(code)

    return guard


def say_failures(failures: Iterable[InputError]) -> int:
    """Name each input that failed with the reason; the exit code."""
    code = 0
    for failure in failures:
        say(str(failure))
        code = 1
    return code

"""``probata serve``: the workbench in the browser, and the REST API."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, settings_with


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="serve")(serve)


@guarded
def serve(
    desk: DeskOption = None,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to answer on. The default is this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port.")] = 8000,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name that browsers ask for; can be repeated."),
    ] = None,
    debug: DebugOption = False,
) -> None:
    """Open the workbench: read, compare and judge a desk in the browser. The REST API is at /api/docs.

    It answers on this machine alone unless --host says otherwise. Where nobody has an account yet, it prints
    a password with which the first person makes one. Stop it with Ctrl-C.
    """
    settings = settings_with(desk, debug)
    from probata.wording.visible import one_line
    from probata.workbench import server

    opened = server.open_workbench(settings, tuple(allow or ()) + ((host,) if host not in server.LOOPBACK else ()))
    address = f"[{host}]" if ":" in host else host
    lines = [f"The desk {one_line(str(settings.desk))} is open at http://{address}:{port}/ (stop with Ctrl-C)."]
    if opened.first_password is not None:
        lines.append(f"Nobody has an account yet. The first-run password is: {opened.first_password}")
    if host not in server.LOOPBACK:
        lines.append("Other machines can reach it, and nothing is encrypted: put a server with TLS in front.")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    server.serve(host, port)

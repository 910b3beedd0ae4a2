"""``python -m probata.cli``."""

from probata.cli.main import run_app

run_app()

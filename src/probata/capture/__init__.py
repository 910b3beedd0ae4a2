"""Bytes in: inputs gathered, preserved exactly, and every act on them recorded.

::

    evidence = EvidenceStore(desk / "evidence")
    for found in gather("page.html", settings):
        if isinstance(found, Found):
            capture, new = preserve(found, evidence, settings)

:mod:`probata.capture.store` shows what lies where on the disk, :mod:`probata.capture.chain` how
the chain of custody is hashed.
"""

from probata.capture.clock import Clock, stamp, utc_now
from probata.capture.custody import Custody
from probata.capture.fetcher import Fetched, Fetcher, HttpFetcher, Resolver
from probata.capture.files import take_upload
from probata.capture.found import Found
from probata.capture.inputs import gather
from probata.capture.preservation import preserve, preserve_file
from probata.capture.recovery import recover
from probata.capture.store import EvidenceStore
from probata.capture.verification import Problem, Verification, examine, verify

__all__ = [
    "Clock",
    "Custody",
    "EvidenceStore",
    "Fetched",
    "Fetcher",
    "Found",
    "HttpFetcher",
    "Problem",
    "Resolver",
    "Verification",
    "examine",
    "gather",
    "preserve",
    "preserve_file",
    "recover",
    "stamp",
    "take_upload",
    "utc_now",
    "verify",
]

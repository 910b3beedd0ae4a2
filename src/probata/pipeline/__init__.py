"""The walk from bytes to findings; the only place that knows the order of the steps.

::

    with Desk.open(Path("desk"), settings, create=True) as desk:
        result = run(["news/"], desk, settings)

:func:`run` is the main job, :func:`extract_lines` the language step alone, :func:`verify` checks a
desk, :func:`doctor` the installation, :class:`Review` takes an analyst's decisions.
Importing this loads no step; the model is loaded when a
report has to be parsed.
"""

from probata.pipeline.account import Account, Figure, Voice, account
from probata.pipeline.caps import latest_totals, running_totals, with_running_total
from probata.pipeline.claimstanding import ClaimStanding, standing_of
from probata.pipeline.doctor import Checkup, doctor
from probata.pipeline.engine import Engine
from probata.pipeline.evidence import bytes_of, look_at
from probata.pipeline.extract import extract_lines
from probata.pipeline.filtering import with_ids
from probata.pipeline.grading import Graded
from probata.pipeline.joins import Join, Weight, joins, weights
from probata.pipeline.labels import Labels
from probata.pipeline.lists import RunResult, listing, refresh
from probata.pipeline.review import Review
from probata.pipeline.screening import IncidentHit, Screener, number_in
from probata.pipeline.shared import Shared, Sharing, shared, shared_part
from probata.pipeline.sheet import sheet
from probata.pipeline.snapshots import difference, import_list, snapshots
from probata.pipeline.standings import Standing, standings
from probata.pipeline.stories import story_lines
from probata.pipeline.verify import Problem, Verified, verify
from probata.pipeline.walk import Progress, Upload, run
from probata.pipeline.workings import workings

__all__ = [
    "Account",
    "Checkup",
    "ClaimStanding",
    "Engine",
    "Figure",
    "Graded",
    "IncidentHit",
    "Join",
    "Labels",
    "Problem",
    "Progress",
    "Review",
    "RunResult",
    "Screener",
    "Shared",
    "Sharing",
    "Standing",
    "Upload",
    "Verified",
    "Voice",
    "Weight",
    "account",
    "bytes_of",
    "difference",
    "doctor",
    "extract_lines",
    "import_list",
    "joins",
    "latest_totals",
    "listing",
    "look_at",
    "number_in",
    "refresh",
    "run",
    "running_totals",
    "shared",
    "shared_part",
    "sheet",
    "snapshots",
    "standing_of",
    "standings",
    "story_lines",
    "verify",
    "weights",
    "with_ids",
    "with_running_total",
    "workings",
]

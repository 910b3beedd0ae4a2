"""What becomes of status and negation under the words above an event, by case table. Sentences are made up."""

from __future__ import annotations

import pytest

CASES = [
    # text, trigger, status, negated
    ("Customs failed to stop the firm from shipping shells.", "shipping", "done", False),
    ("Customs stopped the firm from shipping shells.", "shipping", "done", True),
    ("The navy prevented the crew from unloading coal.", "unloading", "done", True),
    ("Iran did not deny sending drones.", "sending", "done", False),
    ("Iran denied having supplied the drones.", "supplied", "done", True),
    ("Iran denied that it supplied drones.", "supplied", "done", True),
    ("Iran refused to supply drones.", "supply", "done", True),
    ("Iran failed to deliver the drones.", "deliver", "done", True),
    ("Iran managed to ship the drones.", "ship", "done", False),
    ("Iran did not manage to ship the drones.", "ship", "done", True),
    ("Iran was about to ship the drones.", "ship", "planned", False),
    ("Iran threatened to ship drones.", "ship", "planned", False),
    ("Washington backed demands for Germany to send missiles.", "send", "sought", False),
    ("The party dropped a call for sending missiles.", "sending", "sought", False),
    ("There were calls for the sale of missiles.", "sale", "sought", False),
    ("Iran means to ship the drones.", "ship", "planned", False),
    ("Talks on the sale of missiles began.", "sale", "sought", False),
    ("The talks followed the sale of missiles.", "sale", "done", False),
    ("Moscow thanked Iran for the delivery of drones.", "delivery", "done", False),
    ("Iran nearly shipped the drones.", "shipped", "done", True),
    ("Iran no longer supplies drones.", "supplies", "ongoing", True),
    ("Iran stopped supplying drones.", "supplying", "done", True),
    ("The company left without delivering the shells.", "delivering", "done", True),
    ("Without launching missiles and conducting a test, Pyongyang gets no notice.", "conducting", "done", True),
    ("Nobody shipped shells.", "shipped", "done", True),
    ("Neither side has shipped any shells.", "shipped", "done", True),
    ("Not only did Iran ship drones, it sent crews.", "ship", "done", False),
    ("Seoul does not believe that Iran shipped drones.", "shipped", "done", True),
    ("The sale would be a violation.", "violation", "conditional", False),
    ("Putin said Moscow would help Pyongyang.", "help", "planned", False),
    ("Putin said Moscow would help Pyongyang if it asked.", "help", "conditional", False),
    ("This will be the first delivery of shells.", "delivery", "planned", False),
    ("Seoul asked the allies to postpone large drills.", "drills", "planned", False),
    ("Beijing encouraged both sides to hold talks.", "talks", "sought", False),
    ("His anticipated meeting with Putin worries Seoul.", "meeting", "planned", False),
    ("Kim promised support at a summit in Sochi.", "summit", "done", False),
    ("Shells made last year are being used in Ukraine.", "used", "ongoing", False),
    ("Seoul has decided on a plan, and soldiers are already training there.", "training", "ongoing", False),
    ("Iran is considering selling drones.", "selling", "possible", False),
    ("Iran may not have shipped drones.", "shipped", "possible", True),
    ("Iran will not ship drones.", "ship", "planned", True),
    ("Iran promised not to ship drones.", "ship", "planned", True),
    ("Iran rejected accusations of supplying the drones.", "supplying", "done", True),
    ("The groundless claim that Iran supplied drones spread fast.", "supplied", "done", True),
    ("Iran rejected the accusations.", "accusations", "done", False),
    ("Iran has no plans to deliver the drones.", "deliver", "planned", True),
    ("Iran is not expected to deliver the drones.", "deliver", "planned", True),
    ("Iran does not want to deliver the drones.", "deliver", "sought", False),
    ("Iran has yet to ship the drones.", "ship", "done", True),
]


@pytest.mark.parametrize(("text", "trigger", "status", "negated"), CASES, ids=[c[0] for c in CASES])
def test_operators_project(modality_of, text, trigger, status, negated):
    found = modality_of(text, trigger)
    assert (found.status.value, found.negated) == (status, negated)

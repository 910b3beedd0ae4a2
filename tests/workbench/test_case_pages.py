"""Incidents, findings, decisions and replies as pages: what stands there, who may do what, and what an act does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workbench.conftest import browser_like

from probata.records import Act, Finding, FindingStatus, Incident
from probata.workbench import opened

As = Callable[[str], Client]
DUE = "2126-12-24"


def largest() -> Incident:
    """The incident with the most claims."""
    return max(opened.desk().incidents(), key=lambda i: (len(i.claims), i.id))


def undisputed() -> Finding:
    """A finding that no claim denies."""
    desk = opened.desk()
    calm = {i.id for i in desk.incidents() if not i.denied_by and len(i.claims) > 1}
    return next(f for f in desk.findings() if f.incident in calm)


def text(answer: Any) -> str:
    """What a reader sees of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def act(client: Client, record: str, name: str, **values: Any) -> Any:
    """Send the form of an act."""
    kind = "findings" if record[0] in "f2" else "incidents"
    return client.post(f"/{kind}/{record}/acts/{name}", {f"{name}-{k}": v for k, v in values.items()})


def test_an_incident_shows_both_sides_with_every_amount_and_passage(as_: As) -> None:
    found = largest()
    answer = as_("rea").get(f"/incidents/{found.id}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "is denied by North Korea and Russia" in text(answer)
    for head in ("Asserted by", "Alleged by", "Denied by", "Could not be verified by"):
        assert f"<h3>{head}</h3>" in page
    for amount in found.quantities:
        assert amount.text in page
    for claim in found.claims:
        assert f'data-mark="{claim}"' in page
    assert page.count('id="E') == len(set(re.findall(r'id="E\d+"', page))) == len(found.claims)
    for cited in re.findall(r'href="#(E\d+)"', page):
        assert f'id="{cited}"' in page
    assert re.search(r'href="/reports/r\w+\?at=\d+-\d+#at"', page) or "/id/r" in page


def test_the_numbers_of_passages_are_those_of_its_findings(as_: As) -> None:
    found = largest()
    finding = next(f for f in opened.desk().findings() if f.incident == found.id)
    numbered = []
    for address in (f"/incidents/{found.id}/passages", f"/findings/{finding.id}"):
        page = as_("rea").get(address).content.decode()
        numbered.append(dict(re.findall(r'id="(E\d+)" data-mark="(c\w+)"', page)))
    assert numbered[0] == numbered[1]
    assert len(numbered[0]) == len(found.claims)


def test_a_finding_has_its_thirteen_parts_and_says_what_is_lacking(as_: As) -> None:
    finding = undisputed()
    answer = as_("rea").get(f"/findings/{finding.id}")
    page = answer.content.decode()
    assert [f'id="part-{n}"' in page for n in range(1, 14)] == [True] * 13
    assert "contrary evidence is blank" in text(answer)
    for paragraph in finding.paragraphs:
        assert paragraph in page
    for element in finding.elements:
        assert f'<span class="badge {element.state.value}">' in page


def test_a_reader_sees_no_form_and_is_refused(as_: As) -> None:
    found, finding = largest(), undisputed()
    client = as_("rea")
    for address in (f"/incidents/{found.id}", f"/findings/{finding.id}", f"/incidents/{found.id}/passages"):
        forms = re.findall(r'<form[^>]*action="([^"]+)"', client.get(address).content.decode())
        assert forms == ["/search", "/logout"]
    for name in ("grade", "merge", "split", "origin", "grade-source"):
        assert act(client, found.id, name, reason="x").status_code == 403
    for name in ("contrary", "alternative", "gap", "ask", "answer", "judge", "confirm", "reject"):
        assert act(client, finding.id, name, reason="x").status_code == 403
    assert opened.desk().decisions() == []


def test_an_analyst_may_do_all_but_confirm_and_reject(as_: As) -> None:
    finding = undisputed()
    page = as_("ana").get(f"/findings/{finding.id}").content.decode()
    assert "/acts/judge" in page
    assert "/acts/confirm" not in page
    assert "/acts/answer" not in page, "nobody has been asked, so there is nobody to answer"
    for name in ("confirm", "reject"):
        assert act(as_("ana"), finding.id, name, reason="x").status_code == 403


def test_a_finding_goes_from_the_first_note_to_a_confirmation_and_back(as_: As) -> None:
    ana, rev = as_("ana"), as_("rev")
    finding = undisputed()
    refused = act(rev, finding.id, "confirm", reason="two officials")
    assert refused.status_code == 422
    assert "the reply is blank" in text(refused)
    assert "two officials" in refused.content.decode(), "what was typed is kept"
    assert act(ana, finding.id, "contrary", words="KCNA and TASS, 2024", none="on").status_code == 302
    number = opened.desk().get(finding.id).number  # type: ignore[union-attr]
    assert act(ana, number, "alternative", words="It was moved inside the country.").status_code == 302
    assert act(ana, number, "gap", words="No ship is named.").status_code == 302
    assert act(ana, number, "ask", party="Russia", question="Did it come?", due=DUE).status_code == 302
    early = act(ana, number, "answer", party="RU", silence="on")
    assert early.status_code == 422
    assert "silence counts from the day after" in text(early)
    assert act(ana, number, "answer", party="RU", answer="Nothing came.").status_code == 302
    judged = act(ana, number, "judge", likelihood="likely", confidence="moderate", reason="Two services tell it.")
    assert judged.status_code == 302
    assert act(rev, number, "confirm", reason="read by two").status_code == 302
    page = text(ana.get(f"/findings/{number}"))
    for told in ("Nothing came.", "55 to 80 %", "moderate", "No ship is named.", "KCNA and TASS, 2024", "read by two"):
        assert told in page
    now = opened.desk().get(number)
    assert isinstance(now, Finding)
    assert now.status is FindingStatus.CONFIRMED
    authors = {d.act: d.author for d in opened.desk().decisions()}
    assert (authors[Act.ASK], authors[Act.CONFIRM]) == ("Ana Analyst", "Rev Reviewer")
    confirmed = next(d for d in opened.desk().decisions() if d.act is Act.CONFIRM)
    assert ana.post(f"/decisions/{confirmed.id}/retract", {f"undo-{confirmed.id}-reason": "x"}).status_code == 403
    back = {"next": f"/findings/{number}", f"undo-{confirmed.id}-reason": "too early"}
    undone = rev.post(f"/decisions/{confirmed.id}/retract", back)
    assert undone.headers["Location"] == f"/findings/{now.id}#history"
    assert opened.desk().get(number).status is FindingStatus.PROPOSED  # type: ignore[union-attr]
    assert "taken back by" in text(rev.get(f"/findings/{number}"))


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("contrary", {"words": " "}, "This field is required"),
        ("ask", {"party": "Russia", "question": "?", "due": "2020-01-01"}, "Give a day after today"),
        ("ask", {"party": "Russia", "question": "?", "due": "soon"}, "Enter a valid date"),
        ("judge", {"likelihood": "maybe", "confidence": "high", "reason": "x"}, "Select a valid choice"),
        ("judge", {"likelihood": "likely", "confidence": "high", "reason": "With high confidence it is likely."},
         "likelihood and confidence are two things"),
        ("gap", {"words": "x" * 20_001}, "at most 20000 characters"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_shown_again_with_its_reason(as_: As, name: str, values: dict[str, str], says: str) -> None:
    answer = act(as_("ana"), undisputed().id, name, **values)
    assert answer.status_code == 422
    assert says in text(answer)
    assert f'id="act-{name}" open' in answer.content.decode()
    assert opened.desk().decisions() == []


def test_grades_stand_beside_what_is_proposed(as_: As) -> None:
    found = largest()
    client = as_("ana")
    assert "Choose a reliability" in text(act(client, found.id, "grade", reason="x"))
    assert act(client, found.id, "grade", reliability="B", credibility="2", reason="three states").status_code == 302
    graded = act(client, found.id, "grade-source", source="KR", grade="B", since="2023-01-01", until="2022-01-01",
                 reason="x")  # fmt: skip
    assert "no day lies between" in text(graded)
    assert act(client, found.id, "grade-source", source="KR", grade="B", reason="usually right").status_code == 302
    now = opened.desk().get(found.id)
    assert isinstance(now, Incident)
    assert (now.reliability, now.credibility) == ("B", "2")
    page = text(client.get(f"/incidents/{found.id}"))
    assert "three states" in page
    assert "South Korea graded B" in page


def test_claims_are_split_off_and_merged_again(as_: As) -> None:
    found = largest()
    client = as_("ana")
    none = act(client, found.id, "split", reason="another shipment")
    assert "Tick the passages" in text(none)
    answer = act(client, found.id, "split", claims=[found.claims[0], found.claims[1]], reason="another shipment")
    assert answer.status_code == 302
    desk = opened.desk()
    homes = desk.incidents_of(found.claims)
    (new,) = set(homes[found.claims[0]])
    (old,) = set(homes[found.claims[5]])
    assert new != old
    refused = act(client, old, "merge", ids="inothing12345", reason="x")
    assert "no record of the desk" in text(refused)
    assert act(client, old, "merge", ids=new, reason="one shipment after all").status_code == 302
    again = opened.desk().incidents_of(found.claims)
    assert again[found.claims[0]] == again[found.claims[5]]
    (whole,) = again[found.claims[0]]
    for before in {new, old} - {whole}:
        gone = client.get(f"/incidents/{before}")
        assert gone.headers["Location"] == f"/incidents/{whole}", "it leads to what it is part of"


def test_origins_are_decided_to_be_one_and_it_is_undone(as_: As) -> None:
    found = largest()
    client = as_("ana")
    roots = [o.root for o in found.origins if o.counted][:2]
    assert act(client, found.id, "origin", roots=roots[:1], same="yes", reason="x").status_code == 422
    assert act(client, found.id, "origin", roots=roots, same="yes", reason="one told the other").status_code == 302
    desk = opened.desk()
    assert desk.get(found.id).independent_origins == found.independent_origins - 1  # type: ignore[union-attr]
    (made,) = desk.decisions()
    page = client.get(f"/decisions/{made.id}")
    assert "one told the other" in text(page)
    undone = client.post(f"/decisions/{made.id}/retract", {f"undo-{made.id}-reason": "no"})
    assert undone.headers["Location"] == f"/decisions/{made.id}"
    assert desk.get(found.id).independent_origins == found.independent_origins  # type: ignore[union-attr]
    twice = client.post(f"/decisions/{made.id}/retract", {f"undo-{made.id}-reason": "no"})
    assert twice.status_code == 422
    assert "retracted already" in text(twice)


def test_a_form_that_is_sent_twice_is_done_once(as_: As) -> None:
    finding, client = undisputed(), as_("ana")
    sent = {"gap-words": "No ship is named.", "once": "a-word-of-this-form"}
    led = [client.post(f"/findings/{finding.id}/acts/gap", sent).headers["Location"] for _ in range(2)]
    assert led[0] == led[1]
    assert len(opened.desk().decisions()) == 1


def test_where_an_undo_leads_is_a_page_of_ours(as_: As) -> None:
    finding, client = undisputed(), as_("ana")
    act(client, finding.id, "gap", words="No ship is named.")
    (made,) = opened.desk().decisions()
    back = {"next": "https://elsewhere.example/", f"undo-{made.id}-reason": "no"}
    assert client.post(f"/decisions/{made.id}/retract", back).headers["Location"] == f"/decisions/{made.id}"


def test_replies_are_a_dialogue_with_the_overdue_first(as_: As) -> None:
    finding, client = undisputed(), as_("ana")
    assert "Nobody has been asked yet" in text(client.get("/replies"))
    act(client, finding.id, "ask", party="Russia", question="Did it come?", due=DUE)
    act(client, finding.id, "ask", party="North Korea", question="Did it go?", due="2126-12-20")
    act(client, finding.id, "answer", party="KP", answer="It did not.")
    page = text(client.get("/replies"))
    assert page.index("Did it come?") < page.index("Did it go?") < page.index("It did not.")
    only = text(client.get("/replies?state=answered"))
    assert "Did it go?" in only
    assert "Did it come?" not in only
    assert "No question is overdue" in text(client.get("/replies?state=overdue"))


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)> \u202eabc {{ 7 }} javascript:x"


def test_what_people_type_stays_text(as_: As) -> None:
    finding, client = undisputed(), as_("ana")
    act(client, finding.id, "ask", party=HOSTILE[:190], question=HOSTILE, due=DUE)
    act(client, finding.id, "gap", words=HOSTILE, reason=HOSTILE)
    act(client, finding.id, "grade", reason=HOSTILE)
    act(client, finding.incident, "grade", credibility="3", reason=HOSTILE)
    made = [d.id for d in opened.desk().decisions()]
    assert len(made) == 3
    addresses = [f"/findings/{finding.id}", f"/incidents/{finding.incident}", "/replies"]
    for address in (*addresses, *(f"/decisions/{d}" for d in made)):
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "&lt;script&gt;" in page
        assert "<script>" not in page
        assert "<svg onload" not in page
        assert "\u202e" not in page
        assert "\\u202e" in page


@pytest.mark.parametrize(
    "address",
    ["/incidents/inothing12345", "/findings/fnothing12345", "/findings/2026-0999", "/decisions/dnothing12345",
     "/incidents/inothing12345/passages", "/incidents/inothing12345/why", "/incidents/%00", "/decisions/%00",
     "/findings/" + "x" * 900],
)  # fmt: skip
def test_what_is_gone_is_a_helpful_page(as_: As, address: str) -> None:
    answer = as_("rea").get(address)
    assert answer.status_code == 404
    assert "<h1>Nothing there</h1>" in answer.content.decode()


def test_an_id_of_another_kind_or_its_beginning_leads_to_the_right_page(as_: As) -> None:
    found, finding, client = largest(), undisputed(), as_("rea")
    assert client.get(f"/incidents/{found.id[:8]}").headers["Location"] == f"/incidents/{found.id}"
    assert client.get(f"/incidents/{finding.id}").headers["Location"] == f"/findings/{finding.id}"
    assert client.get(f"/findings/{found.id}").headers["Location"] == f"/incidents/{found.id}"
    assert client.get(f"/incidents/{finding.id}/passages").status_code == 404
    for odd in ("page=0", "page=-4", "page=x", "page=99999", "page=" + "9" * 5000):
        assert client.get(f"/incidents/{found.id}/passages?{odd}").status_code == 200
        assert client.get(f"/incidents/{found.id}/why?{odd}").status_code == 200
        assert client.get(f"/incidents/{found.id}/origins/1?{odd}").status_code == 200


def test_acts_are_only_posted_and_only_those_that_there_are(as_: As) -> None:
    found, client = largest(), as_("ana")
    assert client.get(f"/incidents/{found.id}/acts/grade").status_code == 405
    assert act(client, found.id, "erase", reason="x").status_code == 404
    stranger = browser_like().get(f"/incidents/{found.id}")
    assert stranger.headers["Location"].startswith("/login")


def test_why_is_a_part_for_htmx_and_a_page_without(as_: As) -> None:
    found, client = largest(), as_("rea")
    page, part = (client.get(f"/incidents/{found.id}/why", headers=h) for h in ({}, {"HX-Request": "true"}))
    assert "<html" in page.content.decode()
    assert "<html" not in part.content.decode()
    assert "Put there by" in text(part)


MOST_QUERIES = 31
"""For a page of an incident or a finding, whatever their size; those under a ceiling ask for its totals besides."""


def test_a_page_asks_as_often_for_a_large_incident_as_for_a_small_one(as_: As) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    desk, client = opened.desk(), as_("ana")
    asked: dict[str, int] = {}
    for address in (*(f"/incidents/{i.id}" for i in desk.incidents()), *(f"/findings/{f.id}" for f in desk.findings())):
        with CaptureQueriesContext(connections[desk.base]) as found:
            assert client.get(address).status_code == 200
        asked[address] = len(found)
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_a_timeline_is_a_part_of_the_page_and_a_page(as_: As) -> None:
    found, client = largest(), as_("rea")
    assert "<figure" in client.get(f"/incidents/{found.id}").content.decode()
    page, part = (client.get(f"/incidents/{found.id}/timeline", headers=h) for h in ({}, {"HX-Request": "true"}))
    assert "<h1>When, and who said so when</h1>" in page.content.decode()
    assert part.content.decode().startswith("<figure")
    assert client.get("/static/pictures/pictures.css").status_code == 200
    every = client.get(f"/incidents/{found.id}/origins").content.decode()
    assert every.count('class="origin"') == len(found.origins)


def test_pages_call_actors_by_name_and_machines_files_by_their_name_alone(as_: As) -> None:
    found = largest()
    finding = next(f for f in opened.desk().findings() if f.incident == found.id)
    asked = act(as_("ana"), finding.id, "ask", party="North Korea", question="Which goods?", due=DUE)
    assert asked.status_code == 302
    answers = [as_("rea").get(f"/{kind}/{i}") for kind, i in (("findings", finding.id), ("incidents", found.id))]
    told = " ".join(map(text, answers))
    assert "the reply of North Korea is blank" in told
    assert "North Korea, Russia against" in told
    assert "North Korea to Russia: out of North Korea" in told
    assert not re.search(r"reply of KP|KP, RU|RU against|\(KR\b|by KP\b", told)
    assert "reports.jsonl (a file)" in re.sub(r"\s+\(", " (", told)
    assert "file://" not in "".join(a.content.decode() for a in answers)


def test_a_finding_says_so_where_its_total_would_take_long(as_: As) -> None:
    from probata.desk.models import DeskInfo

    desk = opened.desk()
    oil = next(f for f in desk.findings() if f.measure == "KP.OIL.REF" and "500,000" in str(f.elements))
    said = "It is left out here until the next run"
    assert said not in text(as_("rea").get(f"/findings/{oil.id}"))
    DeskInfo.objects.using(desk.base).update(assessed_with="other rules")
    assert said in text(as_("rea").get(f"/findings/{oil.id}"))

"""Where numbers come from: file names that every system takes, and the facts under each figure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import Protected, Shared, shared
from reports.content.provenance import LONGEST_STEM, Fact, file_stem, provenance, provenance_line
from reports.report import Event, Report
from tests.reports.made_results import made_result
from tests.sample import sample_result, shared_sample
from words import DATA, LANGUAGES, version

EVENT = Event("Building trust", "Baghdad", date(2023, 3, 14))
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789¹²³")}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


def of(result: Protected, event: Event = EVENT, language: str = "en", **chosen: str) -> Report:
    return Report(result, language, event=event, **chosen)  # type: ignore[arg-type]


def test_a_file_is_named_by_event_day_kind_language_audience_and_code() -> None:
    code = shared_sample().code
    assert file_stem(of(shared_sample()), "brief") == f"building-trust-baghdad-2023-03-14-brief-en-participants-{code}"
    public = shared(sample_result(), "public")
    assert file_stem(of(public, language="ku")) == f"building-trust-baghdad-2023-03-14-ku-public-{code}"


def test_a_brief_in_two_languages_names_both() -> None:
    report = of(shared_sample(), second_language="ar")
    assert "-brief-en-ar-participants-" in file_stem(report, "brief")
    assert "-slides-en-participants-" in file_stem(report, "slides")


def test_an_event_without_a_name_is_called_as_the_questionnaire_is() -> None:
    stem = file_stem(of(shared_sample(), Event()))
    assert stem == f"platform-questionnaire-en-participants-{shared_sample().code}"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("بناء الثقة", "بناء-الثقة"),
        ("متمانە بنیاتنان", "متمانە-بنیاتنان"),
        ("هه‌ولێر", "ههولێر"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("Trust 🤝 ✅ 1️⃣", "trust-1"),
        ("../../etc/passwd", "etc-passwd"),
        (r"C:\Windows\con", "c-windows-con"),
        ("<b>A&B</b>?*|\x00\n\u202e", "b-a-b-b"),
        ("Zürich", "zürich"),
        ("Cafe\u0301", "café"),
        ("🤝", ""),
        ("\u1160", "platform-questionnaire"),
    ],
)
def test_letters_stay_and_signs_of_paths_pictures_and_control_go(title: str, slug: str) -> None:
    stem = file_stem(of(shared_sample(), Event(title)))
    assert stem == "-".join(filter(None, (slug, "en-participants", shared_sample().code)))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(LANGUAGES))
def test_every_system_takes_the_name(title: str, place: str, what: str, language: str) -> None:
    stem = file_stem(of(shared_sample(), Event(title, place, date(2023, 3, 14)), language), what)
    assert 0 < len(stem.encode("utf-8")) <= LONGEST_STEM
    assert not set(stem) & set("\\/:*?\"<>|.%~$'` ")
    assert stem.isprintable()
    assert stem[0].isalnum()
    assert stem[-1].isalnum()
    assert "--" not in stem
    assert stem.lower() not in RESERVED
    assert stem.endswith(f"-participants-{shared_sample().code}")


def test_a_long_name_is_cut_between_words_and_no_letter_is_broken() -> None:
    stem = file_stem(of(shared_sample(), Event("بِناءُ الثِّقةِ " * 20)))
    assert 90 < len(stem.encode()) <= LONGEST_STEM
    assert stem.startswith("بِناءُ-الثِّقةِ-بِناءُ-")
    assert re.search("(بِناءُ|الثِّقةِ)-en-", stem)
    assert "é-en-" in file_stem(of(shared_sample(), Event("é" * 200)))


def test_what_is_cut_or_loses_letters_is_told_apart_by_a_digest() -> None:
    long = ["group " + "x" * 200 + end for end in "ab"]
    pictures = ["levels 😀", "levels 🙁", "levels"]
    stems = {file_stem(of(shared_sample()), what) for what in (*long, *pictures)}
    assert len(stems) == 5
    assert "-sides-police_force-".replace("_", "-") in file_stem(of(shared_sample()), "sides police_force")


def facts_of(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in provenance(report):
        assert isinstance(fact, Fact)
        assert fact.label
        found.setdefault(fact.name, []).append(fact.value)
    return found


def test_the_facts_of_a_report() -> None:
    facts = facts_of(of(shared_sample()))
    matched = shared_sample().matched
    assert facts["event"] == ["Building trust"]
    assert facts["place"] == ["Baghdad"]
    assert "2023" in facts["day"][0]
    assert facts["who"] == ["the people who answered before and after"]
    assert facts["n"] == [str(n) for n in (*(one.respondents for one in shared_sample().rounds), matched)]
    assert facts["threshold"] == ["5"]
    assert facts["margin"] == ["5"]
    assert facts["version"] == [f"Thiqa {(DATA / 'version.txt').read_text().strip()}"] == [f"Thiqa {version()}"]
    assert facts["code"] == [shared_sample().code]
    assert facts["audience"] == ["for participants and partners"]
    assert "synthetic" not in facts


def test_what_nobody_gave_is_left_out_and_the_questionnaire_gives_the_name() -> None:
    facts = facts_of(of(shared_sample(), Event()))
    assert facts["event"] == [shared_sample().title]
    assert facts.keys().isdisjoint({"place", "day"})


def test_made_up_answers_are_said_to_be_so() -> None:
    report = of(shared_sample(), replace(EVENT, synthetic=True))
    assert facts_of(report)["synthetic"] == ["Invented answers: no real person gave them."]
    assert provenance_line(report).startswith("Synthetic sample · Building trust")


def test_no_number_of_people_is_told_that_the_result_hides() -> None:
    hidden = made_result("all hidden")
    assert "n" not in facts_of(of(hidden))
    assert hidden.matched is None
    few = shared(made_result("few in a group"))
    assert isinstance(few, Shared)
    shown = {str(one.respondents) for one in few.rounds} | {str(few.matched)}
    assert set(facts_of(of(few))["n"]) <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_holds_event_people_test_limits_code_version_and_audience(language: str) -> None:
    line = provenance_line(of(shared_sample(), language=language))
    for part in ("Building trust", "Baghdad", str(shared_sample().matched), shared_sample().code, f"Thiqa {version()}"):
        assert part in line
    assert "\n" not in line
    assert line.count("\u2066") + line.count("\u2067") + line.count("\u2068") == line.count("\u2069")


@pytest.mark.parametrize("kind", ["matched", "all", "independent", "one round", "three rounds", "all hidden"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_result_has_a_line(kind: str, language: str) -> None:
    line = provenance_line(of(made_result(kind), language=language))
    assert made_result(kind).code in line
    assert "None" not in line
    assert "  " not in line

"""Setting a questionnaire up from the files: what the screen guesses, what may be changed, and what it makes."""

from __future__ import annotations

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from pages.steps.mapping.visit import MappingOfVisit
from reports.officer.instrument_workbook import instrument_workbook
from surveys import Upload, read_instrument
from surveys.mapping import Mapping, guess_mapping, instrument_from_mapping
from surveys.mapping.editing.columns import with_dimension, with_direction, with_role
from surveys.mapping.editing.names import with_answer_label, with_index_label, with_question_label, with_side
from tests.pages.opening import give, open_page, switched, text_of
from tests.pages.tables import rows, type_into
from tests.surveys.workbooks import answers
from words import LANGUAGES, say

HEADER = ["Participant code", "Your group", "I trust the police", "The police are corrupt", "The police are able"]
SCALE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
COLUMNS, GROUPS = "mapping_columns", "mapping_groups"


def typed(people: int, shift: int = 0) -> Upload:
    """A workbook as somebody types one: two groups, three questions."""
    filled = [
        [f"K{n:02}", ("Ministry", "Women's organisation")[n % 2], SCALE[(n + shift) % 5], SCALE[-n % 5], SCALE[n % 5]]
        for n in range(people)
    ]
    return answers(filled, header=HEADER, name=f"typed {shift}.xlsx")


def opened(*rounds: Upload, language: str = "en") -> AppTest:
    """*Surveys* with these files, and the questionnaire to be set up from them."""
    app = open_page("surveys", language)
    app.segmented_control(f"instrument_from_{language}").set_value("mapped").run()
    give(app, *rounds)
    if len(rounds) == 1:
        app.toggle("one_round").set_value(True).run()
    assert not app.exception
    return app


def visit(app: AppTest) -> MappingOfVisit:
    found: MappingOfVisit = app.session_state["mapping_of_visit"]
    return found


def mapping(app: AppTest) -> Mapping:
    return visit(app).mapping


def edit(app: AppTest, index: int, column: str, value: object) -> None:
    """Type into the row of a column."""
    type_into(app, COLUMNS, mapping(app).columns[index].place, column, value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_opens_in_each_language_with_what_needs_a_look_first(language: str) -> None:
    app = opened(typed(12), typed(12, 1), language=language)
    first = rows(app, COLUMNS)[0]
    assert first["name"] == "The police are corrupt"
    assert say("mapping.why_against_words", language) in first["why"]
    assert not app.button("mapping_use").disabled


def test_the_preview_shows_the_first_round_alone_and_follows_a_correction() -> None:
    app = opened(typed(10), typed(10, 1))
    # Scores of ten people over five answers: each item's mean is 50 whichever way it is turned.
    assert "trust index" in text_of(app)
    before = app.session_state["mapping_preview"][1]
    assert [row.round for row in before.scores][:1] == ["pre"]
    edit(app, 3, "reversed", value=False)
    assert not mapping(app).columns[3].reversed
    assert app.session_state["mapping_preview"][1] is not before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_of_another_name_is_not_called_trust(language: str) -> None:
    app = opened(typed(10), typed(10, 1), language=language)
    visit(app).change(partial(with_index_label, language=language, text="*Cohesion*"))
    visit(app).ticked.add(3)
    app.run()
    assert not app.exception
    buttons = [button.label for button in app.button]
    captions = [caption.value for caption in app.caption]
    for key, shown in {"turn": buttons, "turn_back": buttons, "lists_lead": captions, "groups_lead": captions}.items():
        assert say(f"mapping.{key}_of_index", language) in shown
        assert say(f"mapping.{key}", language) not in shown
    (preview,) = (one.label for one in app.expander if "Cohesion" in one.label)
    assert preview.startswith(say("mapping.preview_line_of_index", language, index=r"\*Cohesion\*", mean=""))


def test_too_few_answers_show_no_number() -> None:
    app = opened(typed(4))
    assert say("mapping.preview_hidden", "en", threshold=5) in [info.value for info in app.info]


def test_what_is_used_is_read_analysed_and_can_be_changed_again() -> None:
    app = opened(typed(12), typed(12, 1))
    app.button("mapping_use").click().run()
    assert not app.exception
    result = app.session_state["analysed"].own
    assert result.matched == 12
    assert [side.name for side in result.sides] == ["security", "civil_society"]
    app.button("mapping_change").click().run()
    assert visit(app).used is None
    assert not app.button("mapping_use").disabled


def test_cells_typed_into_the_tables_are_the_changes_made_at_once() -> None:
    app = opened(typed(12), typed(12, 1))
    edit(app, 4, "role", "ignore")
    edit(app, 3, "reversed", value=False)
    edit(app, 2, "dimension", "Trust")
    edit(app, 2, "name", "Trust in the police")
    type_into(app, GROUPS, "Ministry", "side", "international")
    type_into(app, GROUPS, "Ministry", "ku", "وەزارەت")
    wanted = guess_mapping([typed(12), typed(12, 1)])
    group = wanted.of_role("group")
    assert group is not None
    wanted = with_role(wanted, 4, "ignore")
    wanted = with_direction(wanted, [3], is_reversed=False)
    wanted = with_dimension(wanted, [2], "Trust")
    wanted = with_question_label(wanted, 2, "en", "Trust in the police")
    wanted = with_side(wanted, group.answers, "Ministry", "international")
    wanted = with_answer_label(wanted, group.answers, "Ministry", "ku", "وەزارەت")
    assert mapping(app) == wanted


def test_a_score_that_is_typed_counts() -> None:
    app = opened(typed(12), typed(12, 1))
    name = mapping(app).items[0].answers
    type_into(app, f"mapping_scale_{name}", SCALE[4], "score", 9.0)
    type_into(app, f"mapping_scale_{name}", SCALE[2], "score", None)
    assert mapping(app).list_of[name].scores == (1, 2, 4, 9)


def test_columns_that_are_ticked_are_changed_together_and_back() -> None:
    app = opened(typed(12), typed(12, 1))
    guess = mapping(app)
    for index in (2, 4):
        edit(app, index, "tick", value=True)
    app.selectbox("mapping_set_role").select("open_ended").run()
    assert [column.role for column in mapping(app).columns[2:]] == ["open_ended", "item", "open_ended"]
    assert [row["role"] for row in rows(app, COLUMNS) if row["tick"]] == ["open_ended"] * 2
    app.button("mapping_undo").click().run()
    assert mapping(app) == guess
    assert [row["role"] for row in rows(app, COLUMNS) if row["tick"]] == ["item"] * 2
    app.button("mapping_redo").click().run()
    assert [column.role for column in mapping(app).columns[2:]] == ["open_ended", "item", "open_ended"]


def test_what_was_undone_is_not_typed_again() -> None:
    app = opened(typed(12), typed(12, 1))
    guess = mapping(app)
    edit(app, 2, "dimension", "Trust")
    app.button("mapping_undo").click().run()
    assert mapping(app) == guess
    app.run()
    assert mapping(app) == guess
    assert not visit(app).history.past


def test_another_language_loses_nothing() -> None:
    app = opened(typed(12), typed(12, 1))
    edit(app, 2, "dimension", "Trust")
    edit(app, 3, "tick", value=True)
    made = mapping(app)
    for language in ("ar", "ku", "en", "ku", "ar", "en"):
        switched(app, language)
        assert (mapping(app), visit(app).ticked) == (made, {3})
    app.button("mapping_use").click().run()
    draft = app.session_state["analysed"].own
    for language in ("ar", "en"):
        switched(app, language)
        assert visit(app).used == made
        assert [row.change for row in app.session_state["analysed"].own.changes] == [
            row.change for row in draft.changes
        ]


def test_another_page_loses_nothing() -> None:
    app = opened(typed(12), typed(12, 1))
    edit(app, 2, "dimension", "Trust")
    made = mapping(app)
    for page in ("overview", "method", "export"):
        app.switch_page(f"pages/{page}.py").run()
        app.switch_page("pages/surveys.py").run()
        assert not app.exception
        assert mapping(app) == made
        assert rows(app, COLUMNS)
    app.run()
    assert not app.button("mapping_use").disabled
    app.button("take_away_upload_after").click().run()
    assert not app.exception
    assert app.session_state["given_files"].keys() == {"upload_before"}


def test_what_is_typed_and_chosen_but_not_yet_made_outlives_another_page() -> None:
    app = opened(typed(12), typed(12, 1))
    scale = mapping(app).items[0].answers
    app.text_input("mapping_find").set_value("police").run()
    app.text_input(f"mapping_new_text_{scale}").set_value("Refused").run()
    app.number_input(f"mapping_new_score_{scale}").set_value(0.0).run()
    app.multiselect(f"mapping_split_{scale}").set_value([2]).run()
    app.switch_page("pages/method.py").run()
    app.switch_page("pages/surveys.py").run()
    assert app.text_input("mapping_find").value == "police"
    assert app.text_input(f"mapping_new_text_{scale}").value == "Refused"
    assert app.number_input(f"mapping_new_score_{scale}").value == 0.0
    assert app.multiselect(f"mapping_split_{scale}").value == [2]


def test_that_there_is_one_round_outlives_another_page() -> None:
    app = opened(typed(12))
    app.switch_page("pages/method.py").run()
    app.switch_page("pages/surveys.py").run()
    assert app.toggle("one_round").value
    assert not app.button("mapping_use").disabled


def test_swapped_rounds_keep_what_was_corrected() -> None:
    app = opened(typed(12), typed(12, 1))
    edit(app, 2, "dimension", "Trust")
    made = mapping(app)
    app.button("swap_rounds").click().run()
    assert not app.exception
    assert [column.dimension for column in mapping(app).columns] == [column.dimension for column in made.columns]
    assert [found.file for found in mapping(app).columns[2].found] == [0, 1]
    app.button("swap_rounds").click().run()
    assert mapping(app) == made
    app.button("mapping_undo").click().run()
    assert mapping(app) == guess_mapping([typed(12), typed(12, 1)])


def test_publishing_leaves_nothing_of_the_mapping() -> None:
    app = opened(typed(12), typed(12, 1))
    app.button("mapping_use").click().run()
    app.text_input("event_title").set_value("Round table").run()
    app.button("publish").click().run()
    assert not app.exception
    left = ("mapping_of_visit", "mapping_preview", "drawn_mapping_columns", "mapping_order", "given_files")
    assert [key for key in left if key in app.session_state] == []


def test_without_a_group_everybody_is_one() -> None:
    app = opened(answers([[SCALE[n % 5], f"words of {n}"] for n in range(12)], header=["I trust the police", "Why?"]))
    assert say("mapping.no_groups", "en") in [markdown.value for markdown in app.markdown]
    assert not app.button("mapping_use").disabled


def test_what_is_saved_is_a_questionnaire_that_the_next_edition_opens() -> None:
    app = opened(typed(12), typed(12, 1))
    app.button("mapping_use").click().run()
    saved = app.session_state["survey_read"].survey.instrument
    assert read_instrument(Upload("next.xlsx", instrument_workbook(saved))) == saved


def test_a_saved_questionnaire_is_taken_over() -> None:
    rounds = typed(12), typed(12, 1)
    saved = with_dimension(guess_mapping(rounds), [2, 3], "Trust")
    app = opened(*rounds)
    content = instrument_workbook(instrument_from_mapping(saved))
    app.file_uploader("mapping_saved").upload("saved.xlsx", content, "application/octet-stream").run()
    assert not app.exception
    assert [column.dimension for column in mapping(app).items] == ["Trust", "Trust", ""]
    app.button("mapping_undo").click().run()
    assert [column.dimension for column in mapping(app).items] == ["", "", ""]

"""The record answers questions of analysts and compliance officers as the official texts do."""

import csv

import pytest
from conftest import TESTS
from questions import QUESTIONS, Question, first


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_a_question_is_answered_as_the_act_does(question: Question) -> None:
    assert question.ask() == question.answer, question.act


def test_there_are_enough_questions_and_none_twice() -> None:
    assert len({question.asked for question in QUESTIONS}) == len(QUESTIONS) >= 40


def test_of_a_hundred_spellings_of_public_lists_ninety_five_lead_to_their_record_first() -> None:
    """Alternative names and Federal Register notices of the Consolidated Screening List; each row names its list."""
    with (TESTS / "record" / "spellings.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    right = [row for row in rows if first(row["text"]) == row["id"]]
    assert len(rows) == 100
    assert len(right) >= 95, [row["text"] for row in rows if row not in right]

"""The record answers questions of analysts and compliance officers as the official texts do."""

import pytest
from questions import QUESTIONS, Question


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_a_question_is_answered_as_the_act_does(question: Question) -> None:
    assert question.ask() == question.answer, question.act


def test_there_are_enough_questions_and_none_twice() -> None:
    assert len({question.asked for question in QUESTIONS}) == len(QUESTIONS) >= 40

"""Questions that lean on earlier turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup import Turn, read, stand_alone

CHIEF = ("Who led the harbour police?", "Colonel Ann Marsh, who led the police, resigned. [1]")
DAM = ("When did the Orlo dam break?", "The Orlo dam broke on 3 May, said Ben Hur. [1]")
CANAL = ("How many ships passed the Orlo canal in 2021?", "It was 300. [1]")
TREATY = ("What is in the Orlo treaty?", "The treaty has ten parts. [1]")
SPEECH = ("What did Ann Marsh tell the council?", "The mine must shut, said Ann Marsh. [1]")
SALE = ("Did Ben Hur sell the dam?", "He said in Orlo that he would. [1]")


@pytest.mark.parametrize(
    ("question", "turn", "expected"),
    [
        ("What did she say?", CHIEF, "What did Ann Marsh say?"),
        ("Why was her car sold?", CHIEF, "Why was Ann Marsh’s car sold?"),
        ("What did Hur tell her?", CHIEF, "What did Hur tell Ann Marsh?"),
        ("How did the police react?", CHIEF, f"How did the police react? ({CHIEF[0]})"),
        ("How high was it?", DAM, f"How high was it? ({DAM[0]})"),
        ("Were there any victims?", DAM, f"Were there any victims? ({DAM[0]})"),
        ("What happened that day?", DAM, f"What happened that day? ({DAM[0]}; 3 May)"),
        ("Who won?", DAM, f"Who won? ({DAM[0]})"),
        ("And why?", DAM, "Why did the Orlo dam break?"),
        ("And the cost?", DAM, f"And the cost? ({DAM[0]})"),
        ("And in 2022?", CANAL, "How many ships passed the Orlo canal in 2022?"),
        ("And in 2022?", TREATY, "What is in the Orlo treaty in 2022?"),
        ("What about Peru?", CANAL, "How many ships passed the Peru canal in 2021?"),
        ("When was it signed?", TREATY, f"When was it signed? ({TREATY[0]})"),
        ("Why?", SALE, "Why did Ben Hur sell the dam?"),
        ("Did he?", SALE, f"Did Ben Hur? ({SALE[0]})"),
        ("And his wife?", SALE, f"And Ben Hur’s wife? ({SALE[0]})"),
        ("What did he build there?", SALE, "What did Ben Hur build there? (Orlo)"),
        ("Who paid for that?", DAM, f"Who paid for that? ({DAM[0]}; {DAM[1][:-4]})"),
        ("And who drowned?", DAM, f"Who drowned? ({DAM[0]})"),
        ("And what did the farmers want?", DAM, f"What did the farmers want? ({DAM[0]})"),
        ("How much does a berth cost?", CANAL, f"How much does a berth cost? ({CANAL[0]})"),
        ("What is the price of a berth?", CANAL, f"What is the price of a berth? ({CANAL[0]})"),
        ("By how much?", ("Who won the Orlo cup?", "Hur."), "By how much won the Orlo cup?"),
        ("With whom?", SALE, "With whom did Ben Hur sell the dam?"),
        ("And did his wife go?", SALE, f"Did Ben Hur’s wife go? ({SALE[0]})"),
        ("And who saw his wife?", SALE, "Who saw Ben Hur’s wife?"),
        ("What does the union say?", SPEECH, f"What does the union say? ({SPEECH[1][:-4]})"),
        ("And what did the union say?", DAM, f"What did the union say? ({DAM[0]})"),
        ("Who was injured?", DAM, f"Who was injured? ({DAM[0]})"),
        (
            "What pictures of it are shown?",
            DAM,
            f"What pictures of it are shown? ({DAM[0]})",
        ),
        ("So who paid for it?", DAM, f"Who paid for it? ({DAM[0]})"),
        ("And the miners of Tarn?", DAM, f"And the miners of Tarn? ({DAM[0]})"),
        ("Why so many?", CANAL, f"Why so many? ({CANAL[0]})"),
        ("Why?", CANAL, "Why ships passed the Orlo canal in 2021?"),
        ("Who else?", SALE, f"Who else? ({SALE[0]}; besides: {SALE[1][:-4]})"),
        ("What else did he do?", SALE, f"What else did Ben Hur do? (besides: {SALE[1][:-4]})"),
    ],
)
def test_what_is_left_out_is_put_in(question: str, turn: Turn, expected: str) -> None:
    assert stand_alone(question, [turn]) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Peru?",
        "What did Ann Marsh say of her car?",
        "Why did Peru say it would pay?",
        "Is it true that Ann Marsh resigned?",
        "What do other countries think of Peru?",
        "Which firm closed a mine after its owners left?",
        "Which painter lost his house to a fire?",
        "A bridge fell into a river this week. How long was it?",
        "Who else besides Ann Marsh resigned?",
        "What is inflation?",
        "How do vaccines work?",
        "How much did the airship cost?",
        "How much does bottled milk cost?",
        "How many ferries sank in 2020?",
        "What is river fever and where is it caught?",
        "If the packets go by several routes, how do they arrive?",
        "How many of the miners voted?",
        "How many people live there are no figures for?",
    ],
)
def test_a_complete_question_is_left_alone(question: str) -> None:
    assert stand_alone(question, []) == question
    if "there" not in question:
        assert stand_alone(question, [CHIEF, DAM]) == question


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("When did the bridge open?", "Who built the bridge?", "Who built the bridge?"),
        ("When did the Orlo bridge open?", "Who built the bridge?", "Who built the Orlo bridge?"),
        (
            "When did Orlo close the bridge?",
            "Who built the bridge?",
            "Who built the bridge? (When did Orlo close the bridge?)",
        ),
        (
            "Which wells had the lead?",
            "How much did bottled water cost?",
            "How much did bottled water cost?",
        ),
        (
            "Which wells had the lead?",
            "When was water safe?",
            "When was water safe? (Which wells had the lead?)",
        ),
    ],
)
def test_a_word_said_before_leans_on_what_tells_more(
    before: str, question: str, whole: str
) -> None:
    assert stand_alone(question, [(before, "It was told by the water board. [1]")]) == whole


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = [CHIEF, ("When did she resign?", "It was in June. [1]")]
    assert stand_alone("Why did she resign?", history) == "Why did Ann Marsh resign?"
    assert stand_alone("Was it cold?", history) == "Was it cold? (When did Ann Marsh resign?)"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (
            "What did Ann Marsh say about the dam?",
            "And about the flood?",
            "What did Ann Marsh say about the flood?",
        ),
        (
            "How did Ann Marsh react to the vote?",
            "And to the ruling?",
            "How did Ann Marsh react to the ruling?",
        ),
        ("What did Ann Marsh say?", "And on pay?", "What did Ann Marsh say on pay?"),
        (
            "How much did Peru spend on the army in 2021?",
            "And on schools?",
            "How much did Peru spend on schools in 2021?",
        ),
        (
            "How many people on the dam drowned?",
            "And on ships?",
            "And on ships? (How many people on the dam drowned?)",
        ),
        ("Who is the mayor of Orlo?", "And of Tarn?", "Who is the mayor of Tarn?"),
        (
            "What does The Orlo Herald say about the dam?",
            "What about the flood?",
            "What does The Orlo Herald say about the flood?",
        ),
        (
            "What did Ann Marsh say about the dam?",
            "What about the miners?",
            "What about the miners? (What did Ann Marsh say about the dam?)",
        ),
        (
            "What did Ann Marsh say before the vote?",
            "And after it?",
            "What did Ann Marsh say after the vote?",
        ),
        (
            "What did Ann Marsh say before the vote?",
            "And after the ruling?",
            "What did Ann Marsh say after the ruling?",
        ),
        (
            "What did Ann Marsh say of the dam?",
            "And since the flood?",
            "What did Ann Marsh say of the dam since the flood?",
        ),
    ],
)
def test_a_matter_or_an_event_is_exchanged(before: str, question: str, whole: str) -> None:
    assert stand_alone(question, [(before, "It leaks. [1]")]) == whole


def test_a_time_goes_before_what_was_added() -> None:
    history = [CHIEF, ("Was the bridge shut?", "Yes. [1]"), ("And the tunnel?", "No. [1]")]
    assert stand_alone("And in May?", history) == ("And the tunnel in May? (Was the bridge shut?)")


def test_a_change_of_subject_drops_the_history() -> None:
    history = [CHIEF, ("When did Peru win the cup?", "In 1975. [1]")]
    assert stand_alone("Who lost it?", history) == "Who lost it? (When did Peru win the cup?)"


def test_he_is_not_who_was_she() -> None:
    history = [CHIEF, ("Who accused her?", "Ben Hur accused her. [1]")]
    assert stand_alone("Is he guilty?", history) == "Is Ben Hur guilty?"
    assert stand_alone("Is she guilty?", history) == "Is Ann Marsh guilty?"


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What happened to her?", "What happened to Ann Marsh?"),
        ("What led to her resignation?", "What led to Ann Marsh’s resignation?"),
        ("What book made her famous?", "What book made her famous?"),
    ],
)
def test_what_happened_is_nobody_to_point_back_to(question: str, whole: str) -> None:
    assert stand_alone(question, [CHIEF]) == whole


def test_he_is_nobody_who_is_called_a_woman() -> None:
    told = "The mine is shut, spokeswoman Ada Bligh told Mr Ben Hur. [1]"
    history = [("Who shut the mine?", told)]
    assert stand_alone("What did he say?", history) == "What did Ben Hur say?"
    assert stand_alone("What did she say?", history) == "What did Ada Bligh say?"
    assert stand_alone("What did she say?", [(history[0][0], "Mr Ben Hur did. [1]")]) == (
        "What did she say? (Who shut the mine?)"
    )


LEADER = "Who is the head of Orlo Mills?"


@pytest.mark.parametrize(
    ("answer", "she"),
    [
        (
            "Ben Hur, its head, left. [1] Its head Ada Bligh said that she was glad. [2]",
            "Ada Bligh",
        ),
        ("Ben Hur left. [1] Ada Bligh takes over. [2] Ms Bligh is 50. [3]", "Ada Bligh"),
        ("Ben Hur left. [1] Mr Hur is 50. [2] Ada Bligh takes over. [3]", "Ada Bligh"),
    ],
)
def test_she_is_no_man_and_no_firm(answer: str, she: str) -> None:
    assert stand_alone("When did she speak?", [(LEADER, answer)]) == f"When did {she} speak?"
    assert "did Orlo Mills" not in stand_alone("When did she speak?", [(LEADER, "Nobody is.")])


def test_one_of_two_of_the_name_is_not_known_by_it() -> None:
    told = "Ben Hur and his rival Ada Hur spoke. [1] Mr Hur left. [2]"
    assert stand_alone("When did she leave?", [("Who spoke?", told)]) == "When did Ben Hur leave?"


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        (("Who spoke in East Orlo?", "Ben Hur spoke at Hall 9 Inn in May. [1]"), "East Orlo"),
        (("Where in Peru did Ben Hur speak?", "He spoke to Ann Marsh in Lima. [1]"), "Lima"),
        (("Who spoke?", "In May Ben Hur spoke to Ann Marsh at Hall 9 Inn. [1]"), "Hall 9 Inn"),
    ],
)
def test_where_there_is(turn: Turn, place: str) -> None:
    assert stand_alone("What did he build there?", [turn]).endswith(f"build there? ({place})")


def test_a_bare_surname_that_opens_the_answer() -> None:
    history = [
        ("Who warned the port?", "Marsh told the Port Authority of Orlo. [1] It rained. [2]")
    ]
    assert stand_alone("What did she say?", history) == "What did Marsh say?"


@pytest.mark.parametrize("asked", ["Who is Tamir Heyman?", "who's Tamir Heyman", "Who was Heyman?"])
def test_who_somebody_is_is_asked_of_them_whomever_the_answer_names(asked: str) -> None:
    told = "Israel's envoy Gilad Erdan said Tamir Heyman had led the intelligence corps [1]."
    assert "Heyman" in stand_alone("What did he say?", [(asked, told)])
    assert "Erdan" in stand_alone("What did he say?", [("Who praised Tamir Heyman?", told)])


def test_who_it_was_may_stand_in_a_later_sentence() -> None:
    history = [("Who fell?", "He fell in the US in May. [1] Marsh, who led the police, fell. [2]")]
    assert stand_alone("Who saw him?", history) == "Who saw Marsh?"


MARCH = ("How many boats passed Orlo in March 2023?", "Nine boats passed. [1]")


@pytest.mark.parametrize(
    ("question", "when"),
    [
        ("And in April?", "in April 2023"),
        ("in 2024?", "in 2024"),
        ("And in May 2021?", "in May 2021"),
        ("same question for 2022", "in 2022"),
        ("What about last year?", "last year"),
        ("And this month?", "this month"),
        ("before 2020?", "before 2020"),
    ],
)
def test_another_time_takes_the_place_of_the_earlier_one(question: str, when: str) -> None:
    assert stand_alone(question, [MARCH]) == f"How many boats passed Orlo {when}?"


def test_a_time_is_added_where_there_was_none() -> None:
    assert stand_alone("And in April?", [CHIEF]) == f"{CHIEF[0][:-1]} in April?"


def test_that_at_the_end_is_what_was_told_whatever_else_is_named() -> None:
    found = stand_alone("How did Peru respond to that?", [DAM])
    assert found == f"How did Peru respond to that? ({DAM[1][:-4]})"
    assert stand_alone("Did Peru say that it rained?", [DAM]) == "Did Peru say that it rained?"


def test_who_told_somebody_is_no_command() -> None:
    told = "The raid began, US Central Command head General Ben Hur told the Tide. [1]"
    asked = "Which general spoke to the Tide?"
    assert stand_alone("What did he say?", [(asked, told)]) == "What did Ben Hur say?"


def test_what_is_added_adds_nothing_of_its_own() -> None:
    history = [DAM, ("How high was it?", "It was nine metres high. [1]")]
    assert stand_alone("What did it cost?", history).count("(") == 1


def test_names_told_twice_are_added_once() -> None:
    history = [("Who led Orlo?", "Ben Hur led Orlo, said Ben Hur of the Tide. [1]")]
    assert stand_alone("When did he leave it?", history).count("Hur") <= 2


def test_a_refusal_names_nobody_new() -> None:
    history = [("What did Ann Marsh earn?", "The articles don't say.")]
    assert stand_alone("Where was she born?", history) == "Where was Ann Marsh born?"
    expected = "What else did Ann Marsh do? (What did Ann Marsh earn?)"
    assert stand_alone("What else did she do?", history) == expected


@pytest.mark.parametrize(
    "first",
    [
        ("Ada Marsh: Early life", ""),
        ("Ada Marsh", "Early life"),
        ("", "Ada Marsh – Early life"),
        ("Ada Marsh (writer)", ""),
    ],
)
def test_a_heading_is_what_all_is_about(first: Turn) -> None:
    history = [first, ("Who taught her?", "Ben Hur taught her. [1]"), ("", "")]
    assert stand_alone("Where was she born?", history) == "Where was Ada Marsh born?"
    assert stand_alone("Where did Ada live?", history) == "Where did Ada live?"
    assert stand_alone("Any prizes?", history).startswith("Any prizes? (Ada Marsh")


def test_a_heading_that_is_no_person() -> None:
    history = [("The Orlo Choir", ""), ("Which album sold best?", "The album Blue Orlo sold best.")]
    assert stand_alone("Where did they sing?", history) == "Where did The Orlo Choir sing?"
    expected = "Who bought the album Blue Orlo?"
    assert stand_alone("Who bought the album?", history) == expected


def test_an_answer_s_words_are_kept_apart() -> None:
    history = [("What did Ann Marsh say?", "According to The Day, Ann Marsh resigned. [1]")]
    reading = read("What else did she say?", history)
    assert reading.asked == "What else did Ann Marsh say?"
    assert reading.told == ("besides: According to The Day, Ann Marsh resigned.",)


TEXT = st.text(max_size=60) | st.sampled_from(
    ["Who is Ann Marsh?", "Why did he do it?", "And Peru?", "the album", "Ann Marsh", "her", "this"]
)
HISTORY = st.lists(st.tuples(TEXT, TEXT), max_size=4)


@given(TEXT, HISTORY)
def test_any_conversation_can_be_read(question: str, history: list[Turn]) -> None:
    assert isinstance(stand_alone(question, history), str)
    assert stand_alone(question, []) == question
    assert read(question, history).asked.startswith(read(question, history).text)


@given(st.sampled_from(["cost", "harvest", "roof", "opera"]), HISTORY)
def test_its_own_words_stay(word: str, history: list[Turn]) -> None:
    assert word in stand_alone(f"Was the {word} her idea?", history)


@given(HISTORY)
def test_a_question_with_its_own_name_stays(history: list[Turn]) -> None:
    question = "When was the bridge at Aldermere opened?"
    assert stand_alone(question, history) == question

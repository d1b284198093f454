"""Where articles disagree: seldom said, and then rightly."""

from dataclasses import replace
from datetime import date

import pytest

from index.records import Article, Hit, Metadata, Passage
from qa import Archive
from qa.claims import Disagreement, Kind
from qa.disagreement import disagreements
from qa.records import Answer, Citation, Query, Status

MAY, JUNE = date(2021, 5, 8), date(2021, 6, 21)


def hit(id: str, text: str, day: date | None) -> Hit:
    about = Metadata(title=id, source=f"The {id}", date=day)
    return Hit(
        Passage(f"{id}:0", id, 0, len(text), text), Article(id, f"{id}.txt", text, about), 1, 0.5
    )


def told(question: str, one: str, other: str, *days: date | None) -> Answer:
    """An answer that quotes `one` and found `other` in another article."""
    first, second = days or (MAY, JUNE)
    hits = hit("Tide", one, first), hit("Age", other, second)
    quote = Citation(1, one, 0, len(one), "Tide", "Tide", "The Tide", first, "Tide.txt", "Tide:0")
    return Answer(Query(question, question), Status.ANSWERED, f"{one} [1]", (quote,), hits)


def found(question: str, one: str, other: str, *days: date | None) -> tuple[Disagreement, ...]:
    return disagreements(told(question, one, other, *days))


FIGURES = [
    ("How many missiles hit the port?", "600", "608",
     "In all, 600 missiles hit the port of Aden overnight.",
     "The navy now says that 608 missiles hit the port of Aden."),
    ("How many people died in the flood?", "12 people", "15 people",
     "The flood in Arden killed many: 12 people died, the mayor said.",
     "Police said 15 people were killed by the flood in Arden."),
    ("How many workers did the mill lay off?", "1,200 workers", "950 workers",
     "The mill will lay off 1,200 workers, its owner said.",
     "The owner of the mill had to lay off 950 workers."),
    ("What did the bridge cost?", "$40 million", "$55 million",
     "The new Orrin bridge cost $40 million, the council said.",
     "The council paid $55 million for the new Orrin bridge."),
    ("What did the weir cost?", "£1.4m", "£2.5m",
     "The new Orrin weir cost £1.4m, the council said.",
     "The council paid £2.5m for the new Orrin weir."),
    ("What did the pier cost?", "$900k", "$1.2 million",
     "The new Orrin pier cost $900k, the council said.",
     "The council paid $1.2 million for the new Orrin pier."),
    ("How much will boats pay in tolls?", "£48", "£28",
     "The toll that boats pay at Orrin will double from £24 to £48 a week.",
     "The toll that boats pay at Orrin will be £28 a week."),
    ("What share of voters backed the dam?", "52 percent", "54%",
     "The Ilmen dam was backed by 52 percent of voters.",
     "The Ilmen dam was backed by 54% of voters, officials said."),
    ("What share of voters backed the weir?", "61 per cent", "63 per cent",
     "The Orrin weir was backed by 61 per cent of voters.",
     "The Orrin weir was backed by 63 per cent of voters, officials said."),
    ("How many officials were interviewed?", "fifteen officials", "12 officials",
     "For its report the paper interviewed fifteen officials.",
     "The paper interviewed 12 officials for the report."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "first", "second", "one", "other"), FIGURES)
def test_other_figures_of_the_same_thing(
    question: str, first: str, second: str, one: str, other: str
) -> None:
    (only,) = found(question, one, other)
    assert only.kind is Kind.CHANGED
    assert only.one.said.startswith(first)
    assert only.other.said.startswith(second)
    assert (only.one.number, only.other.number) == (1, None)
    assert (only.one.quote, only.other.quote) == (one, other)


PUT_RIGHT = [
    "In the valley of Orrin 608 homes were flooded, not 600 as first said.",
    "As many as 608 homes in Orrin were flooded, more than the 600 first reported.",
    "In Orrin 608 homes were flooded, up from the 600 homes announced in May.",
    "In Orrin 608 homes were flooded, up from an earlier estimate of 600.",
    "The ministry revised the number of flooded homes in Orrin from 600 to 608.",
    "The number of flooded homes in Orrin was corrected to 608 from 600.",
    "We said that 600 homes were flooded in Orrin. The correct number is 608.",
    "An earlier version of this report said that 600 homes were flooded in Orrin. It was 608.",
    "In Orrin 608 homes were flooded, more than the 600 that the mayor first named.",
    "In Orrin 608 homes were flooded. In May the mayor had put the number at 600.",
]


@pytest.mark.parametrize("other", PUT_RIGHT)
def test_a_figure_put_right(other: str) -> None:
    one = "When the dam broke, 600 homes in the valley of Orrin were flooded."
    (only,) = found("How many homes were flooded in Orrin?", one, other)
    assert only.kind is Kind.CHANGED
    assert only.one.said.startswith("600")
    assert only.other.said.startswith("608")
    (turned,) = found("How many homes were flooded in Orrin?", other, one, JUNE, MAY)
    assert (turned.one.number, turned.other.number) == (None, 1)


def test_what_came_later_is_not_put_right() -> None:
    question = "How many homes were flooded in Orrin?"
    one = "When the dam broke, 600 homes in the valley of Orrin were flooded."
    assert found(question, one, PUT_RIGHT[1], MAY, JUNE)
    assert found(question, one, PUT_RIGHT[1], JUNE, MAY) == ()


def test_a_figure_that_was_put_right_is_told_as_it_is_now() -> None:
    one = "Repairs to the Orrin Bridge will cost £5 million, the county said."
    other = "The repair of the Orrin Bridge cost £7 million in the end."
    hits = [hit("Tide", one, MAY), hit("Age", other, JUNE)]
    hits.append(
        hit("Sun", "The bridge's repair cost £6 million, not £7 million as reported.", JUNE)
    )
    answer = replace(told("What did the bridge's repair cost?", one, other), passages=tuple(hits))
    assert [pair.other.said for pair in disagreements(answer)] == ["£6 million"]


STANCES = [
    ("Who confirmed Arden's role?",
     "Arden has repeatedly denied any role in the raid on Ilmen.",
     "A retired general of Arden confirmed its involvement in the raid."),
    ("Was Arden involved in the raid?",
     "Arden's spokesman said that the country “had no role” in the raid.",
     "Arden's minister acknowledged the country's part in the raid."),
    ("Did Varga take bribes?",
     "Varga rejected the allegations of bribery as a plot.",
     "Varga has admitted bribery, the court was told on Friday."),
    ("Had Arden anything to do with what happened at Ilmen?",
     "Arden's spokesman said that the country “had no role” in the raid on Ilmen.",
     "Arden's minister acknowledged the country's part in the raid."),
    ("Was Varga involved in the sale?",
     "Varga was not involved in the sale, her lawyer said.",
     "Varga was involved in the sale from the first day, mails show."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one", "other"), STANCES)
def test_denied_here_and_confirmed_there(question: str, one: str, other: str) -> None:
    (only,) = found(question, one, other)
    assert only.kind is Kind.DISAGREE
    assert (only.one.said, only.other.said) == ("denied", "confirmed")
    (turned,) = found(question, one, other, JUNE, MAY)
    assert (turned.one.said, turned.other.said) == ("confirmed", "denied")


SILENT = {
    "the same figure": ("How many missiles hit the port?",
        "In all, 600 missiles hit the port of Aden.",
        "The navy says 600 missiles hit the port of Aden."),
    "written in words and digits": ("How many boats sank?",
        "Twelve boats sank off Arden in the storm.", "The storm sank 12 boats off Arden."),
    "killed and injured": ("How many people were killed?",
        "The quake in Arden killed 12 people, the mayor said.",
        "The quake in Arden injured 80 people, the mayor said."),
    "different things": ("What hit the port?",
        "In all, 600 missiles hit the port of Aden.",
        "In all, 27 drones hit the port of Aden."),
    "different kinds of a thing": ("How many missiles hit the port?",
        "In all, 600 ballistic missiles hit the port of Aden.",
        "In all, 27 cruise missiles hit the port of Aden."),
    "fired and intercepted": ("How many missiles were fired?",
        "Arden fired 600 missiles at the port of Aden.",
        "The port of Aden's defences intercepted 590 missiles that Arden launched."),
    "different years": ("How many burglaries were there?",
        "In 2019 the police of Arden counted 600 burglaries.",
        "In 2021 the police of Arden counted 608 burglaries."),
    "each year's own": ("How many burglaries were there?",
        "The police of Arden counted 600 burglaries this year.",
        "The police of Arden counted 608 burglaries this year."),
    "different months": ("How many ships came?",
        "In May 40 ships came to Arden with grain.", "In June 52 ships came to Arden with grain."),
    "different places": ("How many people died in the floods?",
        "The floods killed 12 people in Arden, the minister said.",
        "The floods killed 15 people in Ilmen, the minister said."),
    "places that begin as months do": ("How many people died in the floods?",
        "The floods killed 12 people in Marden, the minister said.",
        "The floods killed 15 people in Mayen, the minister said."),
    "rounded": ("How many missiles hit the port?",
        "About 600 missiles hit the port of Aden.",
        "The navy says 608 missiles hit the port of Aden."),
    "a bound": ("How many people died?",
        "At least 12 people died in the flood in Arden.",
        "In the flood in Arden 15 people died."),
    "a range": ("What will the bridge cost?",
        "The Orrin bridge will cost $40 million to $55 million, the council said.",
        "The council said the Orrin bridge will cost $48 million."),
    "both told by one, neither called the former": ("How many homes were flooded?",
        "In the valley of Orrin 600 homes were flooded, the mayor said.",
        "In the valley of Orrin 608 homes were flooded, and 600 homes were robbed."),
    "another thing put right": ("How many homes were flooded in Orrin?",
        "In the valley of Orrin 600 homes were flooded, the mayor said.",
        "The paper counts 608 schools in Ilmen, not 600 as first said."),
    "a part, not the former figure": ("How many homes were flooded in Orrin?",
        "In the valley of Orrin 600 homes were flooded, the mayor said.",
        "In Orrin eight homes more than the 600 first reported were flooded."),
    "denied, but of another thing": ("What tariff is put on goods from Orrin?",
        "Arden puts a tariff of 25% on goods from Orrin.",
        "Arden's tariff on oil among the goods from Orrin is 10%, not 25%."),
    "a month and the month before": ("How many people in Orrin are out of work?",
        "In Orrin 600 people are out of work, the town said.",
        "In Orrin 650 people are out of work, up from the 600 the month before."),
    "a part cut from the former sum": ("How much does the school in Orrin get?",
        "The school in Orrin gets £8 million.",
        "The council cut £3 million from the original £8 million for the school in Orrin."),
    "more than elsewhere": ("How many homes were flooded in Orrin?",
        "In the valley of Orrin 600 homes were flooded, the mayor said.",
        "In Ilmen 950 homes were flooded, more than the 600 in Orrin."),
    "the price of something else": ("How much will the repair of the bridge cost?",
        "Repairs to the Orrin Bridge will cost £5 million, the county said.",
        "New lamps for the Orrin Bridge will cost £6 million, and repairs are to follow."),
    "repairs to another": ("How much will the repair of the bridge cost?",
        "Repairs to the Orrin Bridge will cost £5 million, the county said.",
        "Repairs to the Ilmen Bridge will cost £6 million, the town of Ilmen said."),
    "near words of another event": ("How much will the gold card cost?",
        "Varga plans a $5 million gold card visa for wealthy foreigners.",
        "The old visa asks $1.8 million of foreigners who invest in a mine, as Varga knows."),
    "a figure that is no answer": ("Which city was the plane bound for?",
        "A plane bound for Arden with 242 people crashed in the hills, officials said.",
        "Officials said that the plane with 38 people crashed in the hills."),
    "further ones": ("How many people died?",
        "In the flood in Arden 12 people died.",
        "In the flood in Arden another 15 people died."),
    "a part of all": ("How many miners were freed?",
        "The mine in Arden trapped 33 miners.", "Six of the 40 miners in Arden were freed."),
    "scores": ("Who won?", "Arden beat Ilmen by 3 goals in the final.",
        "Ilmen lost the final by 2 goals to Arden."),
    "ages and spans": ("How long did the siege of Arden last?",
        "The siege of Arden lasted 40 days, the mayor said.",
        "The siege of Arden lasted 52 days, the mayor said."),
    "a year is no figure": ("Who won the election in Arden?",
        "Varga won the 2019 election in Arden.", "Varga won the 2021 election in Arden."),
    "days of a month": ("When did the dam in Arden break?",
        "The dam in Arden broke on 3 May.", "The dam in Arden broke on 4 May."),
    "not what was asked": ("Who is the mayor?",
        "In all, 600 missiles hit the port of Aden.",
        "The navy says 608 missiles hit the port of Aden."),
    "asked of something else they tell": ("When was the raid on Ilmen?",
        "Arden has denied any role in the raid on Ilmen in spring.",
        "Arden's general confirmed its role in the raid on Ilmen."),
    "another subject with the same noun": ("How many people work at the mill?",
        "The mill employs 600 people, its owner says.",
        "The march drew 900 people, police say."),
    "a sum for something else": ("How much did the town and the county pay for the bridge?",
        "The town paid £6 million and the county £4 million.",
        "The county has pledged £2 million."),
    "the cost of something else": ("How much did Orrin pay for the ferries?",
        "The council of Orrin paid £4 million for the ferries.",
        "The council of Orrin paid £9 million for the bridge."),
    "neither is the share that was asked for": ("What will Ilmen town pay for the bridge?",
        "The bridge will cost £14 million, papers show.",
        "The bridge will cost £16 million, papers show."),
    "killed, and employed": ("How many people were killed in the mill fire?",
        "The mill employed 260 people when the fire began, the union said.",
        "The mill employed 230 people when the fire began, its owner said."),
    "the months of two reports": ("How many jobs did Arden's mills add?",
        "The March report, published April 4, showed Arden's mills added 140 jobs.",
        "The April report showed Arden's mills added 150 jobs."),
    "months in short": ("How much is the average refund in Arden?",
        "The average refund in Arden was $3,100 through Dec. 27.",
        "The average refund in Arden was $2,000 through Feb. 7."),
    "months together": ("How many jobs did Arden's mills add?",
        "Arden's mills added 180 jobs in the last six months.",
        "Arden's mills added 140 jobs, the ministry said."),
    "the first half": ("How many ships did the yard build?",
        "In the first half the yard of Arden built 30 ships.",
        "The yard of Arden built 50 ships, its owner said."),
    "a part in one place": ("How many shops is Varga Foods closing?",
        "Varga Foods said it is closing 60 shops in Arden, 36 in Ilmen and 20 in Orrin.",
        "Varga Foods said it is closing 200 shops."),
    "whose they are": ("How many votes did Varga get in the assembly?",
        "Varga got 270 votes in the assembly.",
        "Varga also got the province's 90 votes in the assembly."),
    "the state's and the nation's": ("How much is the minimum wage?",
        "Miners want the state's minimum wage raised to $15.",
        "Miners are paid the federal minimum wage of $7."),
    "the highest and the average": ("What is the average price of bread?",
        "The average price of bread is $3, bakers say.",
        "The highest average price of bread is $6, bakers say."),
    "for a day and for a month": ("How much does a seat on the Arden ferry cost?",
        "A seat on the Arden ferry costs $4 a day.", "A seat on the Arden ferry costs $9 a month."),
    "a difference": ("How much does a seat on the Arden ferry cost?",
        "A seat on the Arden ferry costs $9, the council said.",
        "A seat on the Arden ferry costs $4 more, the council said."),
    "the upper end of a range": ("What will the Orrin bridge cost?",
        "The Orrin bridge will cost $53 million, the council said.",
        "The Orrin bridge will cost between $15 million and $100 million, the council said."),
    "many times as much": ("How many barrels does Arden pump?",
        "Arden pumps 9 million barrels, its minister said.",
        "Arden pumps 1 million barrels, its minister said."),
    "denied twice": ("Was Arden involved?",
        "Arden denied any role in the raid.", "Arden's minister denied a role in the raid."),
    "would not confirm": ("Was Arden involved in the raid?",
        "Arden denied any role in the raid.",
        "Arden's army declined to confirm its role in the raid."),
    "neither": ("Was Arden involved in the raid?",
        "Arden neither confirmed nor denied its role in the raid.",
        "Arden's minister confirmed its role in the raid."),
    "denied and confirmed at once": ("Was Arden involved in the raid?",
        "Arden denied a role in the raid, then confirmed its role.",
        "Arden confirmed its role in the raid."),
    "another matter denied": ("Was Arden involved in the raid?",
        "Arden denied planning a new tax on fuel.",
        "Arden confirmed its role in the raid."),
    "other people": ("Who was involved in the raid?",
        "Ilmen denied any role in the raid.", "Varga confirmed a role in the raid."),
    "could have been": ("Was Varga involved in the sale?",
        "Varga was not involved in the sale.", "Varga may have been involved in the sale."),
    "details confirmed": ("Was Arden involved in the raid?",
        "Arden denied any role in the raid on Ilmen.",
        "Arden helped confirm the details of Ilmen's flight."),
}  # fmt: skip


@pytest.mark.parametrize(("question", "one", "other"), SILENT.values(), ids=SILENT.keys())
def test_what_is_no_disagreement(question: str, one: str, other: str) -> None:
    assert found(question, one, other) == ()
    assert found(question, other, one) == ()


SAME_DAYS = (
    "How many people did the fire in Arden kill?",
    "Four people died when a boiler burst in Arden on Sunday night.",
    "Six people were killed in the fire that struck Arden, doctors told the paper.",
)


def test_a_toll_of_the_same_days_and_place_whatever_the_words() -> None:
    (only,) = found(*SAME_DAYS, MAY, date(2021, 5, 9))
    assert (only.one.said, only.other.said) == ("Four people", "Six people")
    assert found(*SAME_DAYS, MAY, JUNE) == ()
    assert found(*SAME_DAYS, MAY, None) == ()
    question, one, other = SAME_DAYS
    assert found(question, one, other.replace("Arden", "Ilmen"), MAY, MAY) == ()
    assert found(question, one, other.replace("killed", "hurt"), MAY, MAY) == ()


LATER = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How many people live in Orrin?",
         "The town of Orrin has 600 people.", "The small town of Orrin has 700 people."),
        ("What percentage of people in Orrin are unemployed?",
         "Of the people in Orrin 4% are unemployed, the council said.",
         "Of all people in Orrin 3% are unemployed, the council says."),
        ("What does bread cost?",
         "Bakers say a large loaf of bread costs $3.", "Bakers say a loaf of bread costs $5."),
    ],
)  # fmt: skip
def test_years_apart_they_are_of_another_time(question: str, one: str, other: str) -> None:
    assert found(question, one, other, MAY, date(2021, 5, 12))
    assert found(question, one, other, MAY, LATER) == ()


def test_what_something_named_costs_may_change_for_years() -> None:
    question, one, other = (
        "What does the bridge cost?",
        "Repairs to the Orrin bridge will cost £12 million, the council said.",
        "The council said the Orrin bridge had cost £16 million.",
    )
    assert found(question, one, other, MAY, LATER)[0].kind is Kind.CHANGED


@pytest.mark.parametrize(
    ("title", "other", "said"),
    [
        (
            "Cars cross Orrin Bridge",
            "The repair cost £6 million, of which half is lent.",
            "£6 million",
        ),
        ("Cars cross Ilmen Bridge", "The repair cost £6 million, of which half is lent.", None),
        ("Cars cross Orrin Bridge", "The lamps cost £6 million, of which half is lent.", None),
    ],
)
def test_what_has_the_same_price_may_be_named_in_a_title(
    title: str, other: str, said: str | None
) -> None:
    one = "Repairs to the closed Orrin Bridge will cost £5 million, and won't be done before May."
    answer = told("How much will the repair of the bridge cost?", one, other)
    changed = replace(answer, passages=(answer.passages[0], hit(title, other, LATER)))
    assert [pair.other.said for pair in disagreements(changed)] == ([said] if said else [])


def test_what_is_another_figure_now_was_so_at_any_time_before() -> None:
    question, one, other = (
        "How many people work at the mill?",
        "The mill, which employs 600 people in Orrin, is for sale.",
        "The mill now employs 450 people in Orrin.",
    )
    assert found(question, one, other, MAY, LATER)[0].kind is Kind.CHANGED
    assert found(question, one, other.replace("now ", ""), MAY, LATER) == ()
    assert (
        found(question, one.replace("which", "which now"), other.replace("now ", ""), MAY, LATER)
        == ()
    )


def test_figures_of_one_day_or_of_no_day_disagree() -> None:
    question, _, _, one, other = FIGURES[0]
    assert found(question, one, other, MAY, MAY)[0].kind is Kind.DISAGREE
    assert found(question, one, other, MAY, None)[0].kind is Kind.DISAGREE


def test_a_side_that_is_not_quoted_is_told_by_its_outlet_and_day() -> None:
    (only,) = found(*FIGURES[0][:1], *FIGURES[0][3:])
    assert (
        str(only) == "The figure changed: [1] 600 missiles, 608 missiles (The Age, 21 June 2021)."
    )


def test_one_article_does_not_disagree_with_itself() -> None:
    question, _, _, one, other = FIGURES[0]
    text = f"{one} {other}"
    whole = hit("Tide", text, MAY)
    quote = Citation(1, one, 0, len(one), "Tide", "Tide", "The Tide", MAY, "Tide.txt", "Tide:0")
    answer = Answer(Query(question, question), Status.ANSWERED, one, (quote,), (whole,))
    assert disagreements(answer) == ()


def test_what_is_not_quoted_is_not_held_against_anything() -> None:
    question, _, _, one, other = FIGURES[0]
    answer = told(question, one, other)
    hits = (hit("Age", one, MAY), hit("Sun", other, JUNE))
    apart = Answer(answer.query, Status.ANSWERED, "x [1]", answer.citations, hits)
    assert disagreements(apart) == ()


def test_a_refusal_has_none(archive: Archive) -> None:
    assert disagreements(archive.answer("What is the capital of Peru?")) == ()


def test_the_seeds_denial_and_confirmation(archive: Archive) -> None:
    answer = archive.answer("Who confirmed Israel's role?")
    (only,) = answer.disagreements
    assert (only.one.said, only.other.said) == ("denied", "confirmed")
    assert (only.one.date, only.other.date) == (date(2021, 5, 8), date(2021, 12, 21))
    told = f"The articles disagree: [{only.one.number}] denied, [{only.other.number}] confirmed."
    assert told in str(answer)
    assert [told] == answer.remarks
    (data,) = answer.to_dict()["disagreements"]
    assert data["kind"] == "The articles disagree"
    assert data["one"]["quote"] == only.one.quote
    assert data["one"]["date"] == "2021-05-08"

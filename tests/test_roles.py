"""Who does what: read where words stand in a row, and nowhere else."""

import pytest

from qa.roles import misattributed, turned_round

ELECTED = (
    "Ines Holt, a baker of 50, was elected mayor of Quill.",
    "She defeated the incumbent, Karl Renn.",
)
LAWYER = (
    "Her lawyer, Ida Voss, said that Holt had never seen the letter.",
    "A former clerk, Tom Ash, told the court that he had shown it to Holt.",
)


@pytest.mark.parametrize(
    ("claim", "text", "is_wrong"),
    [
        ("Karl Renn was elected mayor of Quill.", ELECTED, True),
        ("Ines Holt was elected mayor of Quill.", ELECTED, False),
        ("Karl Renn was defeated by Holt.", ELECTED, False),
        ("Tom Ash said that Holt had never seen the letter.", LAWYER, True),
        ("Ida Voss said that Holt had never seen the letter.", LAWYER, False),
        ("Holt told the court that Ash had shown it.", LAWYER, True),
        ("Tom Ash told the court that he had shown it to Holt.", LAWYER, False),
        ("“We lost,” said Karl Renn.", ("“We lost,” said Ines Holt.",), True),
        ("“We lost,” said Ines Holt.", ("“We lost,” Ines Holt said.",), False),
        ("According to Renn, it sank.", ("It sank, Holt said.",), True),
        ("Renn resigned.", ("Holt and Renn resigned.",), False),
        ("Renn resigned.", ("He resigned.",), False),
        ("Renn told the Tide that it sank.", ("Renn told the Age that it sank.",), True),
        ("Renn told the Age that it sank.", ("Renn told the Age that it sank.",), False),
        ("Quill Water said the dam held.", ("The dam held, the inspectors said.",), True),
        ("The inspectors said the dam held.", ("The dam held, the inspectors said.",), False),
        ("Renn was hurt with Holt.", ("Holt was hurt alongside Renn.",), False),
        ("Both ferries sank.", ("Both ferries sank.",), False),
        ("The union said it sank.", ("The port said it sank.", "The union met."), True),
        ("The port said it sank.", ("The port said it sank.", "The union met."), False),
        ("The union said it sank.", ("The union met.", "It said it sank."), False),
        ("The union said that 9 sank.", ("The port said that 4 sank; the union met.",), False),
        ("“It sank,” said Ash.", ("“It sank,” said the winner, Tom Reed.",), True),
        ("The Tide's report says it sank.", ("The report says that it sank.",), False),
        ("Ash opened the pier.", ("Reed, who succeeded Ash, opened the pier.",), True),
        ("Reed opened the pier.", ("Reed, who succeeded Ash, opened the pier.",), False),
        ("Reed sold it.", ("Reed sued Holt after Ash sold it.",), True),
        ("Ash sold it.", ("Reed sued Holt after Ash sold it.",), False),
        ("Reed moved to Ilmen.", ("When Reed resigned, his aide Ash moved to Ilmen.",), True),
        ("Reed moved to Ilmen.", ("When Reed resigned, he moved to Ilmen.",), False),
        ("Kit was jailed.", ("Judge Voss jailed Ash after Kit spoke.",), True),
        ("Ash was jailed.", ("Judge Voss jailed Ash after Kit spoke.",), False),
        ("Growers in Alba complain.", ("Alba has wine.", "Growers complain."), False),
        ("Holt's ferry sank.", ("Holt met Reed, whose ferry sank.",), True),
        ("The ferry of Reed sank.", ("Holt met Reed, whose ferry sank.",), False),
        ("Ilmen officials agreed.", ("Quill officials agreed; Ilmen did not.",), True),
    ],
)
def test_what_others_do_is_not_theirs(claim: str, text: tuple[str, ...], is_wrong: bool) -> None:
    assert misattributed(claim, text) is is_wrong


def test_an_article_may_say_what_it_says() -> None:
    text = ["Repairs take a year, Holt said."]
    assert misattributed("The Tide says repairs take a year.", text)
    assert not misattributed("The Tide says repairs take a year.", text, "The Tide, 3 May 2021")


@pytest.mark.parametrize(
    ("claim", "text", "is_turned"),
    [
        ("The union will sue the port.", "Holt said that the port would sue the union.", True),
        ("The union sued the port.", "Holt said that the port sued the union.", True),
        ("The port sued the union.", "The port sued the union.", False),
        ("The union was sued by the port.", "The port sued the union.", False),
        ("Cracks found engineers in a pier.", "It shut after engineers found cracks.", True),
        ("Quill, Ilmen and Orlo agreed.", "Orlo, Ilmen and Quill agreed.", False),
        ("Ash met Holt.", "Holt met Ash.", False),
    ],
)
def test_parts_that_changed_places(claim: str, text: str, is_turned: bool) -> None:
    assert turned_round(claim, text) is is_turned

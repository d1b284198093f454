"""Articles of no real place, for the page's tests and pictures: they are dated, and disagree."""

from pathlib import Path

FLOODED = "How many homes were flooded when the Orrin dam broke?"
KNEW = "Did the water company have knowledge of cracks in the Orrin dam?"
LIMITED = "What did articles published before June 2021 say about the inquiry into the Orrin dam?"

ARTICLES = {
    "dam-breaks.md": (
        "Dam breaks above Orrin", "The Tide", "2021-05-03", "Ada Venn",
        "When the Orrin dam broke before dawn, 600 homes in the valley were flooded, the regional"
        " ministry said. Nobody was killed, because a shepherd had rung the church bell.\n\n"
        "“We heard the bell and ran uphill,” said Mara Lindqvist, who keeps the inn below the dam."
        " The road to the coast is closed.",
    ),
    "company-denies.md": (
        "Water company denies it knew of cracks", "The Tide", "2021-05-08", "Ada Venn",
        "The water company denied any knowledge of cracks in the Orrin dam. “Every inspection was"
        " passed,” its spokesman Piers Okafor said.\n\nResidents say they had reported wet walls"
        " since the winter.",
    ),
    "inquiry.md": (
        "Inquiry counts the flooded homes", "Valley Courier", "2021-09-21", "Tomas Brandt",
        "When the Orrin dam broke, 608 homes in the valley were flooded, an inquiry has found."
        " Eight houses in a side valley had been forgotten in the first count.\n\n"
        "The inquiry into the Orrin dam will hear the engineers next, its head Judge Helene Sorel"
        " said.",
    ),
    "court.md": (
        "Engineer tells court of warnings", "The Morning Post", "2021-12-14", "",
        "The water company has admitted its knowledge of cracks in the Orrin dam, after a former"
        " engineer showed the court a letter. Jonas Hale told the court that he had warned the"
        " company twice.",
    ),
    "reservoir.md": (
        "What a reservoir is for", "", "", "",
        "A reservoir keeps the water of the wet months for the dry ones. The valley of Orrin has"
        " had one for ninety years. Its keeper lives beside the wall and reads the gauge.",
    ),
}  # fmt: skip


def write(folder: Path) -> Path:
    """Put the articles into a folder; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, source, day, author, text) in ARTICLES.items():
        facts = {"title": title, "source": source, "date": day, "author": author}
        head = "\n".join(f"{key}: {value}" for key, value in facts.items() if value)
        (folder / name).write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    return folder

"""Pure: menus, words and rows of section names."""

import re

SECTIONS = frozenset(
    re.findall(
        r"\S+",
        """
    home news world local national international politics opinion opinions business economy
    markets money tech technology science health sports sport culture arts entertainment lifestyle
    life style travel food video videos live newsletters podcasts photos weather premium subscribe
    login menu search more magazine education climate environment middle u.s. us uk europe asia
    africa americas law crime obituaries jobs classifieds features network weekend editorial
    columnists letters crosswords games puzzles shop shopping books movies tv music elections
    innovation archaeology judaism real estate coronavirus about contact startseite politik
    wirtschaft kultur wissen panorama meinung accueil politique économie monde société inicio
    política economía deportes mundo cultura opinión
    """,
    )
)
"""Words that menus are made of."""
TRAIL = re.compile(r"\s+[/›»>•·]\s+|\s*\|\s*")


def is_section(line: str) -> bool:
    """Whether the line is nothing but a section's name."""
    return len(line) < 40 and all(word.strip("&").casefold() in SECTIONS for word in line.split())


def is_menu(line: str) -> bool:
    """Whether the line is a row of section names."""
    words = [word.strip(",|•·›>&-").casefold() for word in line.split()]
    known = sum(word in SECTIONS for word in words)
    return known >= 3 and known * 10 >= len(words) * 3 and line[-1] not in '.!?…"”’'


def is_trail(line: str) -> bool:
    """Whether the line leads to a page, section by section: `World / Americas`."""
    parts = TRAIL.split(line)
    known = any(map(is_section, parts))
    return len(parts) > 1 and (known or all(len(part.split()) <= 2 for part in parts))

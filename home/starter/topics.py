"""Topics: slug, name, in short."""

TOPICS: dict[str, tuple[str, str]] = {
    "parks": ("Parks", "Parks, playing fields and other open spaces."),
    "health": ("Health and wellbeing", "Feeling well, in body and mind."),
    "young-people": ("Young people", "What young people want, and how they have their say."),
    "trauma": ("Trauma", "Living on after something very hard, and being heard."),
    "money": ("Money and sharing", "Who pays, who is paid, and what people share."),
    "ethics": ("Ethics", "Working in ways that are safe and fair."),
    "skills": ("Skills", "Learning to host, to listen and to work together."),
    "change": ("What changed", "What people said, and what came of it."),
}

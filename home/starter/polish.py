TRANSLATIONS: dict[str, str] = {}

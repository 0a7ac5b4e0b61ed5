"""Captions of what is no matter for small children: only the figure is told of these, if at all."""

import re
from typing import Final

_GRIM: Final = re.compile(
    r"(?i)\b(?:"
    r"concentration camps?\w*|corpses?|carcass(?:es)?|dead (?!leaves\b|trees?\b|grass\b|plants?\b"
    r"|branch\w*\b|flowers?\b|end\b|of night\b)\w+|death|dying|dies|kill(?:s|ed|ing)?"
    r"|murder\w*|suicide|noose|blood\w*|bleeding|wound(?:s|ed)|injur\w+|stab(?:s|bed|bing)"
    r"|slaughter\w*|behead\w*|execut(?:ed|ion)|shoot(?:s|ing) (?:(?:at|it|him|her|them)\b"
    r"|(?:an?|his|her|the) (?:\w+ )?(?:gun|rifle|pistol|weapon))"
    r"|(?<!water )(?<!squirt )(?<!toy )(?<!nerf )(?<!spray )(?<!glue )guns?|rifles?|pistols?"
    r"|handguns?|shotguns?|machine guns?|weapons?|grenades?|bomb(?:s|ed|ing)?"
    r"|knife (?:to|at|pointed)|coffins?|caskets?|funerals?|graves?|graveyards?|cemeter(?:y|ies)"
    r"|tombstones?|gravestones?|hearse|pallbearers?|drunk(?:en)?|intoxicated|hung ?over"
    r"|(?:smok(?:es?|ing) (?:an? |his |her |some )?(?:\w+ )?(?:cigar\w*|pipe|joint|weed|hookah))"
    r"|cigarettes?|cigars?|marijuana|bongs?|hookah|syringes?|heroin|cocaine|drugs"
    r"|nude|nudes|naked (?!bab|tod|child|boy|girl|kid)|topless|lingerie|strippers?|strip club"
    r"|pole danc\w+|thongs?|sexy|sexual\w*|provocative\w*|condoms?|erotic|breasts?"
    r"|hump(?:s|ing)|to (?:hump|mate)|mat(?:es|ing) with|urinat\w*|poop\w*|vomit\w*"
    r"|puk(?:es|ing)|feces|defecat\w*|maggots?"
    r"|roadkill"
    r"|(?:giv|show|hold|rais|stick)\w* (?:up )?(?:the|his|her|their|a) (?:middle )?finger"
    r"|flip(?:s|ping) (?:off|the bird)"
    r"|nazis?|swastikas?|hitler|terrorists?|hostages?|hang(?:ed|man)"
    r"|hang(?:s|ing)? (?:an?|another|the|his|her) (?:\w+ )?(?:man|woman|person|boy|girl|child)"
    r"|crucif\w+|tortur\w*|play(?:s|ing)? with (?:a )?(?:fire|matches|lighters?)"
    r"|tear gas|riots?|looting|prisoners?|battlefields?|recreation of (?:\w+ )?battle"
    r"|attack(?:s|ing) (?:an?|the) (?:\w+ )?(?:man|woman|person|boy|girl|child)"
    r")\b"
)


def grim(caption: str) -> bool:
    """Whether what a caption tells is grim or for grown-ups: death, blood, weapons, drink."""
    return _GRIM.search(caption) is not None


def grim_word(text: str) -> bool:
    """Whether a figure's own words are: "some dead fish", "a rifle"."""
    return _GRIM.search(text + " ") is not None

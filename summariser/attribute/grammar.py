"""The closed lists of the rules: verbs of saying, titles, the nouns of office, party words.

They hold the English of reports, never the name of a person. Each list is in the order in which it was needed.
"""

# ruff: noqa: SIM905 (word lists read better as text)

from __future__ import annotations

import re
from collections.abc import Iterator

MASCULINE = "m"
FEMININE = "f"

TITLES: dict[str, str | None] = {
    "Mr": MASCULINE, "Sir": MASCULINE, "Lord": MASCULINE, "Viscount": MASCULINE, "Earl": MASCULINE,
    "Mrs": FEMININE, "Ms": FEMININE, "Miss": FEMININE, "Dame": FEMININE, "Lady": FEMININE, "Baroness": FEMININE,
    "Countess": FEMININE, "Dr": None, "Prof": None, "Professor": None, "Cllr": None, "Coun": None, "Councillor": None,
    "Rev": None, "Canon": None, "Father": MASCULINE, "Sister": FEMININE, "Col": None, "Colonel": None,
    "Captain": None, "Major": None, "General": None, "Inspector": None, "Superintendent": None, "Sergeant": None,
    "Constable": None, "Judge": None, "Justice": None, "Bishop": None, "Archbishop": None,
}  # fmt: skip
PLAIN_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss"})  # said in later mentions, not part of a name
PEERS = frozenset({"Lord", "Lady", "Baroness", "Viscount", "Earl", "Countess", "Bishop", "Archbishop"})
POSTNOMINALS = frozenset({"KC", "QC", "MP", "MSP", "MS", "MLA", "AM", "TD", "MEP", "CBE", "OBE", "MBE"})

PARTIES = (
    "Scottish Labour", "Welsh Labour", "Labour", "Scottish Conservatives", "Scottish Conservative",
    "Welsh Conservatives", "Welsh Conservative", "Conservatives", "Conservative", "Tories", "Tory",
    "Scottish Liberal Democrats", "Scottish Liberal Democrat", "Liberal Democrats", "Liberal Democrat", "Lib Dems",
    "Lib Dem", "Scottish National Party", "Scottish Nationalists", "SNP", "Plaid Cymru", "Plaid", "Scottish Greens",
    "Greens", "Green Party", "Green", "Reform UK", "Reform", "DUP", "SDLP", "Sinn Féin", "Alliance",
    "Ulster Unionists", "Ulster Unionist", "UUP", "TUV", "Independent", "independent", "crossbencher", "crossbench",
)  # fmt: skip
SAME_WORD = {
    "tory": "conservative", "tories": "conservative", "conservatives": "conservative", "greens": "green",
    "lib": "liberal", "dem": "democrat", "dems": "democrat", "democrats": "democrat", "pm": "prime minister",
    "fm": "first minister", "unionists": "unionist", "nationalist": "snp", "nationalists": "snp",
    "councillor": "cllr", "independents": "independent", "ministers": "minister",
}  # fmt: skip
ALSO = {
    "secretary": "minister", "chancellor": "minister", "mp": "member", "msp": "member", "ms": "member",
    "mla": "member", "chairman": "chair", "chairwoman": "chair", "spokesman": "spokesperson",
    "spokeswoman": "spokesperson", "baroness": "lady peer", "lord": "peer", "viscount": "peer lord",
}  # fmt: skip

OFFICES = frozenset(
    """
minister secretary chancellor leader spokesman spokeswoman spokesperson chairman chairwoman chair convener president
director mp msp ms mla am td mep peer bishop archbishop councillor mayor backbencher frontbencher member whip premier pm
fm executive officer commissioner inspector veteran baroness lord lady man woman campaigner professor founder
headteacher head farmer owner boss chief economist adviser author solicitor barrister judge lawyer surgeon doctor nurse
teacher widow widower mother father mum dad pensioner analyst researcher historian ombudsman auditor coroner
Conservative Tory Democrat Nationalist Unionist Dem independent crossbencher newcomer moderator speaker cousin brother
sister uncle aunt ranger gran driver shopkeeper student consultant treasurer rebel sponsor
""".split()
)

GROUP_WORDS = frozenset(
    """
Council Committee Foundation Party House Street Road Bill Act Union Office Ministry Department Association Society
Group Commission Board Trust Institute Agency Service Authority Federation Alliance League Network Campaign Forum Club
Company Limited Ltd Logistics Hall Court Parliament Assembly Senedd Government Commons Lords Inquiry Review Report
Hospital School University College Church Chamber Bank Treasury Army Police Taskforce Task Force Fund Water Energy
Minerals Hunt Lane Park Hill Bridge Bay Island Islands Isles North South East West Valley County City Town Day
January February March April May June July August September October November December Monday Tuesday Wednesday
Thursday Friday Saturday Sunday Easter Christmas Whitsun England Scotland Wales Ireland Britain Kingdom Question
Questions Times Gazette Courier Messenger Herald Post Echo Bugle Benches Index Plan Scheme Strategy Benefit Credit
Units Unit Times Directors Families
""".split()
)
DAYS = frozenset(
    """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
October November December
""".split()
)
PLACE_WORDS = frozenset(
    """
Port St Mount New Great Upper Lower North South East West Mid Central Fort Loch Glen Isle Cape
""".split()
)
GROUP_NOUNS = frozenset(
    """
party group charity committee firm company council union league association board department foundation federation
society spokesman spokeswoman source
""".split()
)
GROUP_HEADS = (
    r"(?:spokes(?:man|woman|person)|source|insider|aide|official|group|charity|union|party|committee|firm|company"
    r"|council|government|department|association|society|federation|think tank|watchdog|regulator|board|campaign"
    r"|sources|officials|insiders|aides|allies|critics|campaigners|experts)"
)

FUNCTION_WORDS = frozenset(
    """
a an the this that these those and but or nor so yet for from to of in on at by with without into onto over under about
after before when while as if because since until unless although though whether where whose who whom which what how why
he she it they we i you his her hers its their theirs our my your him them us me mine not no only even also then there
here now still once later earlier meanwhile instead however both all some many most few several such another one two
three up down out off again than like is was are were be been being has have had do does did will would can could may
might shall should must according asked told said says say told opposing replying speaking answering opening closing
winding summing moving having given despite during across behind beside between among against toward towards through
yesterday today tomorrow last next earlier afterwards outside inside elsewhere nobody everyone someone former fellow
""".split()
)
BEFORE_A_SUBJECT = FUNCTION_WORDS & frozenset(
    """
from to of in on at by with without into onto over under about for after before when while as if because since until
unless although though whether where whose whom which what how why than like that against towards toward between among
behind beside across during despite through who and or had
""".split()
)

# Verbs of saying: what follows is somebody's words. Verbs of position: what follows is what somebody stands for.
SAYING = """
say tell add claim argue insist warn ask reply respond answer state declare announce confirm admit concede acknowledge
accept agree maintain contend assert stress note observe remark comment explain suggest recall remind complain protest
protested boast joke quip predict promise pledge vow undertake assure swear propose recommend urge beg plead appeal
demand call accuse blame criticise condemn denounce attack blast slam brand describe dismiss reject deny refuse decline
defend praise welcome applaud thank congratulate oppose back support endorse favour want wish think believe reckon feel
fear hope expect doubt wonder question challenge press quote cite report reveal disclose estimate conclude find repeat
reiterate continue persist retort counter rejoin object caution advise offer invite point signal hint imply indicate
mean consider regard invoke echo list outline detail allege testify lament regret apologise sympathise pronounce
proclaim deplore deride mock ridicule liken compare rebuke rule set hit fire shoot chip go put inquire enquire query
commend salute commit resolve decide prefer dispute contest concur recount relate write tweet post storm roar boom
thunder shout snap sneer scoff mutter murmur muse fume rage bellow cry bark grumble growl sigh whisper laugh
intervene interject yield plan seek threaten pray summarise admit own swear confess
""".split()
IRREGULAR = {
    "say": "said", "tell": "told", "think": "thought", "feel": "felt", "find": "found", "mean": "meant", "set": "set",
    "swear": "swore", "undertake": "undertook", "hit": "hit", "shoot": "shot", "go": "went", "put": "put",
    "write": "wrote", "seek": "sought",
}  # fmt: skip
# These say something only with the word beside them.
PARTICLES = {
    "hit": "back|out", "fire": "back", "shoot": "back", "chip": "in", "go": "on(?=[ ,:])|further", "set": "out",
    "put": "it|the cost|the figure|the bill", "rule": "out", "point": "out|to",
    "call": "on|for|it|the|that|this|them|him|her|[^.;]{0,60}\x02",
    "own": "up", "plan": "to", "seek": "to", "decline": "to", "expect": "to|that|the", "back": ".*",
    "find": "that|it|no", "offer": ".*", "mean": "to", "resolve": "to|that", "decide": "to|that|against",
    "press": "for|the|him|her|ministers|\\w+ to|\\w+ on", "report": "that", "support": ".*", "write": "that|to",
    "list": "the|a", "attack": ".*", "post": "that|on",
}  # fmt: skip


def _past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in ("beg", "admit", "commit", "concur", "slam", "regret", "plan", "snap", "rebut", "chip", "prefer"):
        return verb + verb[-1] + "ed"
    return verb + "ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb in ("beg", "admit", "commit", "concur", "slam", "regret", "plan", "snap", "chip", "prefer", "put", "set"):
        return verb + verb[-1] + "ing"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in SAYING:
        for form in (verb, _past(verb), _third(verb)):
            forms[form] = verb
    return forms


FORMS = _forms()
GERUNDS = {_gerund(verb): verb for verb in SAYING}
_WORD = re.compile(r"[a-z]+")


def sayings(words: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs of the list that stand between two offsets, in any finite form."""
    return (match for match in _WORD.finditer(words, start, end) if match.group() in FORMS)


def participles(words: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs of the list that stand between two offsets as "saying", "telling"."""
    return (match for match in _WORD.finditer(words, start, end) if match.group() in GERUNDS)


INVERTED = frozenset(
    """
said says asked asks added adds replied replies argued insisted warned claimed thought
""".split()
)  # stand before their subject in the middle of a sentence: "…, said Ann Vale, …"
WHILE_SAYING = frozenset(
    """
say tell argue insist accuse claim call describe warn add observe urge ask promise pledge announce declare point remind
""".split()
)  # "…, telling the House that"
ALSO_NOUNS = frozenset(
    """
back plan hope fear report call question object point list doubt answer demand offer claim promise pledge support
attack challenge praise post reply mean want signal detail welcome state address quote find
""".split()
)  # say something in this form only behind "did", "would", "they"

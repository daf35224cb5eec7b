"""What a number measures: of what it is a share, what it limits, for what it is counted."""

import re
from dataclasses import dataclass

from cetu.annotate.bounds import Bounded
from cetu.annotate.lexicon import Lexicon
from cetu.annotate.numbers import Number

_COMPARED = re.compile(
    r"(?P<limited>[^，。；]*?)可?(?:(?<!比)|(?<=占比))较(?P<base>[^，。；]+?)(?:提高|增长|下降|降低)?\s*$"
)
_QUOTA = re.compile(r"额度内(?P<limited>[^，。；]+)")
_SHARE = re.compile(r"的(?P<limited>[^，。；、的（）()]{2,16})")
_OF = re.compile(r"(?:给予|予以|按照?|占)(?P<base>[^，。；、]{2,12}?)(?:的|不足|近|约)?\s*$")
_COUNTED = re.compile(
    r"\s*(?:左右|上下)?(?!左右|上下|[的，。；：、（(）)”/／])(?P<limited>(?:(?!、\s*\d)[^，。；：（）()]){2,20})"
)
_NEAR = re.compile(r"[^，。；：、（）()“”\d]{1,12}")
_LEADS = re.compile(
    r"(?:可达|可至|达到|达|给予|支持|奖励|补助|补贴|为|至|到|各|约|力争|突破|实现|按|的|等值|\s)+$"
)
_AHEAD = 80
"""How many characters behind a number may say what it is of."""
_EQUIVALENT = re.compile(r"(?:等值|折合)\s*$")
_SLASH = re.compile(r"\s*[/／]\s*(?P<per>[\u4e00-\u9fff]{1,4})")
_YEARLY = re.compile(r"每年|全年|年均|每年度|每个年度")
_EVERY = re.compile(
    r"(?:每[个家项户名件笔台套亩]|单[个家户笔台套])(?P<per>[\u4e00-\u9fff]{1,2})|每(?P<unit>[人户项件亩])"
)
_LISTED = re.compile(r"\d[^、]*、")
"""What stands before in a list: 应用场景20个以上、智能终端产品8个以上."""
_OPENING = re.compile(
    r"^(?:力争|到|至|在|其中|累计|全年|每年|每年度|原则上|、|，|\s|(?:19|20)\d\d\s*年底?前?)+"
)
_EACH = re.compile(r"各(?P<per>[区县市地镇乡])")
_RATIOS = {"ratio-units"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number is measured against and what it limits, in the words of the text; "" if unsaid.

    `per` is what it is counted for (年, 项目); `equivalent`: the amount is a currency equivalent.
    """

    base: str
    limited: str
    per: str
    equivalent: bool


def measured(text: str, clause: int, number: Number, bound: Bounded, lexicon: Lexicon) -> Measured:
    """Return what `number` measures, read from its clause (from `clause` on) and what follows.

    An amount is no share of anything: the words between its bound and itself are what it limits.
    """
    between = text[bound.told : number.start]
    equivalent = bool(_EQUIVALENT.search(between))
    base, limited = _said(text, clause, number, bound, lexicon)
    if not limited:
        limited = _noun(text[clause : bound.start], lexicon)
    return Measured(base, limited, _per(text, clause, number, bound, lexicon), equivalent)


def _said(
    text: str, clause: int, number: Number, bound: Bounded, lexicon: Lexicon
) -> tuple[str, str]:
    left, right = text[clause : bound.start], text[bound.end : bound.end + _AHEAD]
    if compared := _COMPARED.fullmatch(left):
        return compared["base"].strip(), compared["limited"].strip()
    after = _QUOTA.match(right) or _SHARE.match(right)
    limited = after["limited"] if after else ""
    words = _LEADS.sub("", text[bound.told : number.start]).strip()
    if number.kinds & _RATIOS:
        if not words and (of := _OF.search(left)):
            words = of["base"].strip()
        return words, limited
    if limited or words:
        return "", limited or words
    if "currencies" in number.kinds:
        return "", _instrument(right, lexicon)
    behind = None if "time-units" in number.kinds else _COUNTED.match(right)
    return "", behind["limited"].strip() if behind else ""


def _instrument(right: str, lexicon: Lexicon) -> str:
    """Return what an amount is, where its instrument stands right behind it: 5万元租房补贴."""
    near = _NEAR.match(right)
    words = near[0] if near else ""
    named = lexicon.choose(lexicon.find(words), "instruments")
    return words[: named[0].end].strip() if named else ""


def _noun(left: str, lexicon: Lexicon) -> str:
    """Return the words before a number that name what it counts: those after the last verb."""
    words = _LISTED.split(_LEADS.sub("", left))[-1]
    verbs = lexicon.choose(lexicon.find(words), "policy-verbs")
    cut = max((verb.end for verb in verbs if verb.end < len(words) - 1), default=0)
    return _OPENING.sub("", words[cut:]).strip("“”（）()、 ")[-20:].strip()


def _unit(words: str, lexicon: Lexicon) -> str:
    """Return the longest unit that `words` begin with, "" where they begin with none."""
    ends = range(len(words), 0, -1)
    return next((words[:end] for end in ends if lexicon.named("units", words[:end])), "")


def _per(text: str, clause: int, number: Number, bound: Bounded, lexicon: Lexicon) -> str:
    if "time-units" in number.kinds:
        return ""
    slash = _SLASH.match(text, number.end)
    if slash and (unit := _unit(slash["per"], lexicon)):
        return unit
    sentence = max(text.rfind(mark, 0, clause) for mark in "。；") + 1
    here = text[clause : number.start]
    if _YEARLY.search(here) or ("累计" not in here and "每年" in text[sentence:clause]):
        return "年"
    if every := _EVERY.search(here):
        return every["per"] or every["unit"]
    if text[bound.start : number.start].strip() == "各":
        return "地"
    each = _EACH.search(here)
    return each["per"] if each else ""

"""Places: the jurisdiction that a name or a title begins with, by its form."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cetu import assets
from cetu.model.document import Stated
from cetu.model.folding import fold
from cetu.model.span import Span

_MUNICIPALITIES: Final = "北京|上海|天津|重庆"
_PROVINCE: Final = (
    r"(?:[一-龥]{2,3}省|(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区"
    rf"|(?:{_MUNICIPALITIES})市|(?:香港|澳门)特别行政区)"
)
_CITY: Final = (
    r"(?:[一-龥]{2,6}?市(?![场值容域])|[一-龥]{2,12}?自治州|[一-龥]{2,5}?地区|[一-龥]{2,4}?盟)"
)
_COUNTY: Final = (
    r"(?:[一-龥]{1,10}?自治县|[一-龥]{1,4}?县(?!域)|[一-龥]{2,6}?新区|[一-龥]{2,4}?(?:区(?![域块位间])|旗)"
    r"|[一-龥]{2,4}?市(?![场值容域]))"
)
_BRANCH: Final = re.compile(
    r".*(?:监管局|监管分局|监督管理局|税务局|分局|分行|支行|分院|分署|专员办|特派办|办事处|海关|管理委员会|管委会|营业管理部)"
)
"""How bodies of the nation that sit in a place are called."""
_LEAGUE: Final = re.compile("共青团|少先队|中国共产主义青年团")
_PLACE: Final = re.compile(
    r"(?:中共|中国共产党)?"
    rf"(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?"
)
_NOT: Final = re.compile(
    r"[各全本我]?[市县区省州]+|.*(?:园区|社区|城区|库区|片区|景区|校区|地区|灾区|保税区|小区|开发区|试验区|示范区|自贸区|牧区|林区|矿区"
    r"|功能区|辖区|大湾区|分区|专区|特区|贸易区|合作区|先行区|聚集区|集聚区|各[区县市]|城市|超市|上市|门市|县市"
    r"|全[省市县区]|本[省市县区]|我[省市县区]|[^一-龥])"
)
_WORDS: Final = re.compile(
    r"关于|印发|支持|推进|加快|促进|推动|加强|深化|建设|发展|管理|进一步|[与和及的等在]"
)
_NATION: Final = re.compile(
    r"国务院|中共中央|中国共产党中央|中央|国家|全国|中华人民共和国|最高人民|中国(?!共产党.{2,8}委)"
    r"|(?!宣传|组织|统战|中共|[市省区县])[一-龥]{2,10}(?<![北西中东南内全总乐干])部"
    r"(?:$|办公厅|、|关于|印发|等|[一-龥]{1,14}(?:司|中心|[一-龥]办|办公室|局)(?:$|、|关于|印发))"
    r"|[一-龥]{2,8}总局(?:$|办公厅|、|关于|印发)"
)


def place(words: str) -> str | None:
    """Return the place that words begin with, as people write it; 国家 for the nation."""
    text = words.strip('《“"').replace(" ", "")
    if _NATION.match(text) or text.startswith(_national()):
        return "国家"
    match = _PLACE.match(text)
    parts = [part for part in match.groups() if part] if match else []
    while parts and not _is_division(parts[-1]):
        parts.pop()
    return "".join(parts) or None


@cache
def _national() -> tuple[str, ...]:
    """Return the full and short names of the bodies of the nation, from `national.csv`."""
    names = {name for row in _rows("national") for name in (row["name"], row["short"])}
    return tuple(name for name in sorted(names) if len(name) > 2)  # noqa: PLR2004  # 国办 begins words


def seat(name: str) -> str | None:
    """Return the jurisdiction of a body from its name: `place`, and two things more.

    A branch of a body of the nation (国家税务总局某市税务局) is of the place it names. A body may
    name a known place in short (温州海关).
    """
    text = _LEAGUE.sub("", name, count=1)
    found = place(text)
    if found is None or (found == "国家" and _BRANCH.fullmatch(text)):
        return _inside(text, anywhere=found is not None) or found
    return found


def _inside(text: str, *, anywhere: bool) -> str | None:
    """Return the full name of the known place in `text`, at its beginning or anywhere."""
    ends = [match.end() for match in re.finditer("总局|银行|委员会|国家|中国|总署|[（(]", text)]
    for start in [0, *ends] if anywhere else [0]:
        rest = text[start:]
        if start and (named := place(rest)) and named != "国家":
            return named
        for level in _divisions().values():
            for short, full in level.items():
                if rest.startswith(short):
                    return full
    return None


def _is_division(name: str) -> bool:
    """Tell whether a name is a division's: known, or of its form and not 工业园区 or the like."""
    known = name in _names()
    return known or not (_NOT.fullmatch(name) or _WORDS.search(name))


@cache
def _names() -> frozenset[str]:
    """Return the full names of all divisions that are known."""
    return frozenset(row["name"] for row in _rows("divisions"))


def narrowest(names: list[str]) -> str | None:
    """Return the first of several names, or one that says more of the same place (某市某区)."""
    if not names:
        return None
    first = names[0]
    return max((name for name in names if name.endswith(first)), key=len)


_OWN: Final = {
    "province": re.compile(r"[我全]省|省级|[我全]区(?=各市)"),
    "city": re.compile(r"[我全]市|市级"),
}
"""Words by which a document speaks of its own place, by level."""
_ALL: Final = re.compile(r"各地区|各省|国务院有关部门|各有关部门")
_SUFFIX: Final = re.compile(
    r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市|地区|自治州|盟|(?<=..)[区县旗])$"
)
_TWICE: Final = 2


@cache
def _divisions() -> Mapping[str, Mapping[str, str]]:
    """Return level → short name → full name, from `data/reference/divisions.csv`."""
    found: dict[str, dict[str, str]] = {level: {} for level in _OWN}
    for row in _rows("divisions"):
        short = without_level(row["name"])
        if row["level"] in found and len(short) > 1:
            found[row["level"]][short] = row["name"]
    return found


def _rows(stem: str) -> Iterator[Mapping[str, str]]:
    path = assets.root() / "data" / "reference" / f"{stem}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def without_level(name: str) -> str:
    """Return a place's name without the word for its level: 温州 for 温州市."""
    return _SUFFIX.sub("", name)


def told(raw: str) -> Stated | None:
    """Return the jurisdiction of a text whose head names none, from what it says all through.

    One that speaks of 我省 or 省级 is of the province that it names most, and more often than all
    others together; so for 我市. One that speaks to 各地区 and of no such place is the nation's.
    """
    text = fold(raw)
    level = max(_OWN, key=lambda level: len(_OWN[level].findall(text)))
    everyone = list(_ALL.finditer(text))
    if everyone and "国务院" in text and len(everyone) > len(_OWN[level].findall(text)):
        return Stated("国家", _span(raw, everyone[0]))
    if not _OWN[level].search(text):
        return None
    names = _divisions()[level]
    matches = list(re.finditer("|".join(map(re.escape, names)), re.sub(r"\s", " ", text)))
    counts = Counter(match[0] for match in matches).most_common(1)
    if not counts or counts[0][1] < _TWICE or 2 * counts[0][1] <= len(matches):
        return None
    name = counts[0][0]
    return Stated(names[name], _span(raw, next(m for m in matches if m[0] == name)))


def _span(raw: str, match: re.Match[str]) -> Span:
    return Span(*match.span(), raw[slice(*match.span())])

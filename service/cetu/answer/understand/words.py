"""The words of questions, in sets that all patterns share.

A word may be in several sets: 谁 asks for a body in one question and for an enterprise in another.
What is in no set is not understood; negations and comparisons that no pattern asks are in none, so
that a question with one is declined rather than answered without it.
"""

import re
from collections import defaultdict
from functools import cache
from typing import Final

SETS: Final = {
    "stated": "写明|载明|明确|注明|规定",
    "above": "超过|高于|大于|以上",
    "which": "哪些|什么|哪几项|哪几个|哪几种|哪几份|哪一些|啥",
    "who": "哪些责任单位|哪些单位|哪些部门|哪些机构"
    "|哪几个单位|哪几个部门|哪个单位|哪个部门|哪个机构"
    "|哪家单位|哪几家单位|什么单位|什么部门|什么机构|哪家|谁",
    "whom": "哪些类型企业|哪些类型对象|哪类对象|哪种对象|"
    "谁|哪些企业|哪些对象|什么企业|哪些人|哪类企业|哪些主体|什么样企业|哪种企业|哪些群体",
    "tasks": "重点任务|工作任务|具体任务|任务|工作|事项|事情|事",
    "by": "是由|由|归|是",
    "duty": "负责|承担|落实|主管|管|实施|执行|参与|参加|推进|推动|承办|职责|分工|做",
    "with": "以及|和|与|跟|同",
    "use": "出台|推出|实行|用到|使用|运用|采用|涉及|出现|提到|提及|写到|用",
    "instruments": "政策工具|金融工具|工具|金融手段",
    "limits": "数字限制|硬性指标|数量指标|量化指标|指标|"
    "数量限制|数量限额|金额上限|最高额度|限额|额度|上限|限制|金额|标准|比例|力度",
    "howmuch": "补多少|给多少|贷多少|借多少|是百分之多少|百分之多少|是百分之几|百分之几|"
    "是多少钱|是多少|有多少|多少钱|多大比例|多少|多高",
    "howmany": "有多少项|有多少个|有多少条|有多少份|有多少种|有多少家|有多少|"
    "多少项|多少个|多少份|多少件|多少种|多少条|多少家|多少处|多少类|多少"
    "|几项|几个|几份|几种|几条|几家|几处|几件|几类",
    "compare": "哪个更高|哪个高|哪个多|谁更高|谁高|谁多|有什么不同|有何不同|有什么区别|区别|不同"
    "|怎么样|相比|比较|对比|差别",
    "support": "融资支持|资金支持|财政支持|扶持政策|优惠政策|政策支持|支持政策|支持"
    "|优惠|扶持|好处|补贴|奖励|奖补|资金|帮助|政策",
    "when": "什么时候|什么时间|何时|哪一天|哪天|哪年",
    "most": "最高|最多|至多|最大|封顶",
    "get": "贷到|借到|贷|借|得到|享受|获得|拿到|申请|申报|领取|领到|能拿|拿|适用|支持|给",
    "documents": "政策文件|文件|政策|规定",
    "where": "哪些地方|哪些城市|哪里|哪些省市|哪些地区|哪儿|哪个城市|哪几个城市|什么地方",
    "together": "一起|共同|联合|合作|协同",
    "mean": "是什么意思|什么意思|指什么|是什么|是啥|定义|含义",
    "bodies": "责任主体|责任单位|负责单位|主管部门|负责部门|单位|部门|机构",
    "ask": "找|问|联系|咨询|对接",
    "arrange": "提出|规定|安排|部署|布置",
    "target": "受益对象|支持对象|适用对象|受益者|对象",
    "measures": "政策措施|措施|举措",
    "cite": "引用|依据|参照|援引",
    "deadline": "完成时限|完成期限|时限|期限|截止时间|截止日期|完成时间",
    "done": "完成|到期|截止",
    "before": "底前|年底|之前|以前|前|内",
    "lead": "牵头负责|牵头|领衔",
    "content": "内容|原文|条文|怎么写|怎么说",
    "places": "地方|城市|地区|省份",
    "benefit": "惠及|面向|针对|覆盖|涵盖|适用于|服务于",
    "names": "名称|名字|叫法|简称|全称|别名",
}
"""Alternatives of each set, as a pattern names it."""
_REFUSED: Final = ("为什么", "可能", "是不是")
"""Words of their own, whose parts are others: in no bag, so that they are not read as those."""
_NOISE: Final = (
    "有没有|所有|全部|清单|列表|名单|可以|能够|应该|需要|我们|咱们|我司|本公司|作为|当中|其中|方面|里面|关于|对于|给出|提供"
    "|在|有|能|可|是|为|对|里|中|上|下|要|会|该|我|这|个|项|相关|还"
)
"""Words that tell nothing in a bag; 的 and 了 never matter at all."""


@cache
def _known() -> tuple["re.Pattern[str]", dict[str, frozenset[str]]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for name, alternatives in SETS.items():
        for word in alternatives.split("|"):
            sets[word].add(name)
    for word in _NOISE.split("|"):
        sets[word] = set()
    for word in _REFUSED:
        sets[word].add("refused")
    longest = sorted(sets, key=len, reverse=True)
    return re.compile("|".join(longest)), {word: frozenset(of) for word, of in sets.items()}


def bag(text: str) -> list[frozenset[str]] | None:
    """Return the sets of each word of a text, without noise; None where a character is in none."""
    pattern, sets = _known()
    found: list[frozenset[str]] = []
    at = 0
    while at < len(text):
        word = pattern.match(text, at)
        if word is None:
            return None
        if sets[word[0]]:
            found.append(sets[word[0]])
        at = word.end()
    return found


def unknown(text: str) -> str:
    """Return what of a text is in no word."""
    pattern, _ = _known()
    return pattern.sub(lambda word: word[0] if word[0] in _REFUSED else "", text)

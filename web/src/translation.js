// YASGUI has English strings and no hook for others: they are replaced as they appear.

const WORDS = {
  "Run query": "运行查询",
  "Interrupt query": "停止查询",
  "Share query": "分享查询",
  "Switch to fullscreen": "全屏",
  "Close fullscreen": "退出全屏",
  "Leave fullscreen": "退出全屏",
  "Add a new tab": "新开一页",
  "Add tab": "新开一页",
  "Close tab": "关闭",
  Table: "表格",
  Response: "原始结果",
  Boolean: "是否",
  Error: "错误",
  "Simple view": "简洁",
  Ellipse: "截断长文",
  "Filter query results": "筛选结果",
  "Page size:": "每页",
  "Download results": "下载结果",
  "Download CSV": "下载 CSV",
  "Download JSON": "下载 JSON",
  "View help": "帮助",
  "Copy URL to Clipboard": "复制链接",
  "Copy as cURL": "复制为 cURL",
  "Copy query": "复制查询",
  Close: "关闭",
  "Close other tabs": "关闭其他页",
  "Re-open last closed tab": "恢复刚关闭的页",
  "Copy Query": "复制查询",
  "Rename Tab": "重命名",
  "No data available in table": "没有符合的行",
  "No matching records found": "没有符合的行",
  "No results": "没有结果",
  All: "全部",
  Search: "搜索",
  "Show queries in URL": "在链接中显示查询",
  "Configure Endpoint": "设置",
  "Tab Settings": "设置",
};
const SHOWING = /^Showing (\d+) to (\d+) of (\d+) entries(.*)$/;
const RESPONSE = /^Response in ([\d.]+) seconds?$/;
const RESULTS = /^(\d+) results?(?: in ([\d.]+) seconds?)?$/;

function inChinese(text) {
  const trimmed = text.trim();
  if (WORDS[trimmed]) return text.replace(trimmed, WORDS[trimmed]);
  const results = RESULTS.exec(trimmed);
  if (results) return `${results[1]} 行${results[2] ? `，用时 ${results[2]} 秒` : ""}`;
  const response = RESPONSE.exec(trimmed);
  if (response) return `用时 ${response[1]} 秒`;
  const showing = SHOWING.exec(trimmed);
  if (showing) return `第 ${showing[1]}–${showing[2]} 行，共 ${showing[3]} 行`;
  return null;
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    // What the user wrote and what a query gave stay as they are.
    if (node.parentElement?.closest(".CodeMirror, .dataTable tbody, pre")) return;
    const chinese = inChinese(node.data);
    if (chinese !== null && chinese !== node.data) node.data = chinese;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ["title", "aria-label", "placeholder"]) {
    const value = node.getAttribute(name);
    const chinese = value && inChinese(value);
    if (chinese) node.setAttribute(name, chinese);
  }
  for (const child of node.childNodes) visit(child);
}

export function translate(root) {
  visit(root);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") visit(change.target);
      for (const node of change.addedNodes) visit(node);
    }
  }).observe(root, { childList: true, characterData: true, subtree: true });
}

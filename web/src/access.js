// What YASGUI leaves out for keyboards and screen readers: a name for the text field, and tabs that
// are what their markup says. It puts a button and a text field inside its tab list, which may hold
// neither, so the list becomes a group of links that say which one is current.

function correct(list, name) {
  if (list.getAttribute("role") !== "group") {
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", name);
  }
  for (const tab of list.querySelectorAll("a[role=tab], a[aria-selected]")) {
    const current = tab.getAttribute("aria-selected") === "true";
    tab.removeAttribute("role");
    tab.removeAttribute("aria-selected");
    tab.removeAttribute("aria-controls");
    tab.setAttribute("aria-current", String(current));
  }
}

export function makeAccessible(root, chinese) {
  const names = chinese
    ? { tabs: "查询页", field: "SPARQL 查询文本。按 Esc 再按 Tab 离开。", size: "每页行数" }
    : { tabs: "Queries", field: "SPARQL query. Press Esc, then Tab, to leave.", size: "Rows on a page" };
  const apply = () => {
    for (const list of root.querySelectorAll(".tabsList")) correct(list, names.tabs);
    for (const panel of root.querySelectorAll("[role=tabpanel]")) panel.removeAttribute("role");
    for (const field of root.querySelectorAll(".CodeMirror textarea:not([aria-label])")) {
      field.setAttribute("aria-label", names.field);
    }
    for (const size of root.querySelectorAll("select.tableSizer:not([aria-label])")) {
      size.setAttribute("aria-label", names.size);
    }
    // The text of these buttons is their name; the English label beside it is another.
    for (const view of root.querySelectorAll(".yasr_btn[class*=select_][aria-label]")) {
      view.removeAttribute("aria-label");
    }
  };
  apply();
  new MutationObserver(apply).observe(root, {
    attributes: true,
    attributeFilter: ["aria-selected", "role"],
    childList: true,
    subtree: true,
  });
}

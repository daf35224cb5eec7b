// The SPARQL editor page: YASGUI with its own completion and no request to any other host.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";
import { makeAccessible } from "./access.js";
import { completers } from "./completion.js";
import { linkLocally } from "./links.js";
import { problems } from "./problem.js";
import { translate } from "./translation.js";

const place = document.getElementById("editor");
const endpoint = new URL(place.dataset.endpoint, location.href).href;
const chinese = place.dataset.language === "zh";
const prefixes = Object.fromEntries(
  place.dataset.prefixes.split("\n").map((line) => line.trim().split(" ")),
);
const stored = [...document.querySelectorAll("a[data-query]")];

const WELCOME = `PREFIX cetu: <${prefixes.cetu}>
PREFIX rdfs: <${prefixes.rdfs}>

SELECT ?number ?body ?name WHERE {
  ?task cetu:taskNumber ?number ;
        cetu:hasResponsibility/cetu:party ?body .
  ?body rdfs:label ?name
  FILTER(LANG(?name) = "${chinese ? "zh" : "en"}")
}
ORDER BY xsd:integer(?number)
LIMIT 50
`.replace("\n\nSELECT", `\nPREFIX xsd: <${prefixes.xsd}>\n\nSELECT`);

// The packaged completers ask Linked Open Vocabularies and prefix.cc: ours replace them all.
for (const name of Object.keys(Yasgui.Yasqe.Autocompleters)) {
  if (name !== "variables") delete Yasgui.Yasqe.Autocompleters[name];
}
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
for (const completer of completers(endpoint, prefixes, chinese)) {
  Yasgui.Yasqe.registerAutocompleter(completer, true);
}

linkLocally(Yasgui.Yasr.plugins.table, new URL("./", prefixes.cetu).href, chinese);
Yasgui.Yasr.defaults.errorRenderers = [problems(chinese)];

// Errors come in the language of the page. Tabs of an earlier visit may be of the other one.
const headers = { "Accept-Language": chinese ? "zh" : "en" };

const yasgui = new Yasgui(place, {
  autofocus: false,
  copyEndpointOnNewTab: false,
  persistenceId: "cetu",
  populateFromUrl: false,
  tabName: chinese ? "查询" : "Query",
  requestConfig: { endpoint, method: "POST", headers },
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  yasqe: {
    value: WELCOME,
    prefixCcApi: null,
    createShareableLink: (yasqe) => {
      const link = new URL(location.pathname, location.href);
      if (!chinese) link.searchParams.set("lang", "en");
      link.searchParams.set("query", yasqe.getValue());
      return link.href;
    },
  },
  yasr: { prefixes },
});

for (const tab of Object.values(yasgui._tabs)) tab.setRequestConfig({ headers });

function show(query, name) {
  const known = Object.values(yasgui._tabs).find((tab) => tab.getQuery() === query);
  const tab = known ?? yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name });
  if (!known) tab.setQuery(query);
  yasgui.selectTabId(tab.getId());
  return tab;
}

for (const link of stored) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const other of stored) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    show(link.dataset.query, link.dataset.name).query();
  });
}

const asked = new URLSearchParams(location.search).get("query");
if (asked) show(asked, chinese ? "查询" : "Query");
makeAccessible(place, chinese);
if (chinese) translate(place);

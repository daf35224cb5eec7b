// Completion from our own endpoint: classes, properties and prefixes, found by IRI or by label.

const TERMS = `PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?term ?kind ?zh ?en WHERE {
  { ?term a owl:Class BIND("class" AS ?kind) }
  UNION { VALUES ?type { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
          ?term a ?type BIND("property" AS ?kind) }
  UNION { { SELECT DISTINCT ?term WHERE { ?s ?term ?o } } BIND("property" AS ?kind) }
  FILTER(ISIRI(?term))
  OPTIONAL { ?term rdfs:label ?zh FILTER(LANG(?zh) = "zh") }
  OPTIONAL { ?term rdfs:label ?en FILTER(LANG(?en) = "en") }
}`;

async function ask(endpoint) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      Accept: "application/sparql-results+json",
      "Content-Type": "application/sparql-query",
    },
    body: TERMS,
  });
  if (!response.ok) return [];
  const { results } = await response.json();
  return results.bindings.map((row) => ({
    iri: row.term.value,
    kind: row.kind.value,
    zh: row.zh?.value ?? "",
    en: row.en?.value ?? "",
  }));
}

export function completers(endpoint, prefixes, chinese) {
  let terms; // asked for once, at the first completion

  const shorten = (iri) => {
    for (const [prefix, namespace] of Object.entries(prefixes)) {
      if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
    }
    return `<${iri}>`;
  };

  // Our own terms first, then other names with a prefix, then bare IRIs.
  const rank = (short) => (short.startsWith("cetu:") ? 0 : short.startsWith("<") ? 2 : 1);

  async function suggestions(kind, typed) {
    terms ??= ask(endpoint);
    const wanted = typed.replace(/^</, "").toLowerCase();
    return (await terms)
      .filter((term) => term.kind === kind)
      .map((term) => ({ ...term, short: shorten(term.iri) }))
      .filter((term) =>
        [term.iri, term.short, term.zh, term.en].some((text) =>
          text.toLowerCase().includes(wanted),
        ),
      )
      .sort((a, b) => rank(a.short) - rank(b.short) || a.short.localeCompare(b.short));
  }

  // A term is suggested as `iri`; the hint shows its short form and its label beside it.
  const seen = new Map();

  const ofKind = (kind, isValidCompletionPosition) => ({
    name: kind,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition,
    preProcessToken: (_yasqe, token) => ({ ...token, autocompletionString: token.string.trim() }),
    get: async (_yasqe, token) => {
      const found = await suggestions(kind, token?.autocompletionString ?? "");
      for (const term of found) seen.set(term.short, chinese ? term.zh || term.en : term.en);
      return found.map((term) => term.short);
    },
    postProcessSuggestion: (_yasqe, _token, suggested) => suggested,
    postprocessHints: (yasqe, hints) =>
      hints.map((hint) => ({
        ...hint,
        displayText: `${hint.text}　${seen.get(hint.text) ?? ""}`,
        hint: (editor, data, chosen) => {
          editor.replaceRange(chosen.text, chosen.from ?? data.from, chosen.to ?? data.to);
          const prefix = chosen.text.split(":")[0];
          if (prefixes[prefix] && !(prefix in yasqe.getPrefixesFromQuery())) {
            yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
          }
        },
      })),
  });

  const afterType = (yasqe) => {
    const token = yasqe.getCompleteToken();
    if (token.string.startsWith("?") || token.string.startsWith("$")) return false;
    const line = yasqe.getDoc().getCursor().line;
    const before = yasqe.getPreviousNonWsToken(line, token);
    return before.string === "a" || before.string === "rdf:type";
  };
  const inPredicatePlace = (yasqe) => {
    const token = yasqe.getCompleteToken();
    if (/^[?$]/.test(token.string)) return false;
    const possible = token.state.possibleCurrent ?? [];
    return (possible.includes("a") || possible.includes("path")) && !afterType(yasqe);
  };

  return [
    ofKind("class", afterType),
    ofKind("property", inPredicatePlace),
    {
      name: "prefixes",
      bulk: false,
      autoShow: true,
      persistenceId: null,
      isValidCompletionPosition: (yasqe) => {
        const { line, ch } = yasqe.getDoc().getCursor();
        return /^\s*PREFIX\s+\S*$/i.test(yasqe.getDoc().getLine(line).slice(0, ch));
      },
      preProcessToken: (_yasqe, token) => ({
        ...token,
        autocompletionString: /^\s*$|^PREFIX$/i.test(token.string) ? "" : token.string,
        from: /^PREFIX$|^\s+$/i.test(token.string) ? { ch: token.end } : undefined,
      }),
      get: (_yasqe, token) =>
        Object.entries(prefixes)
          .map(([prefix, iri]) => `${prefix}: <${iri}>`)
          .filter((text) => text.startsWith(token?.autocompletionString ?? "")),
      postProcessSuggestion: (_yasqe, _token, suggested) => suggested,
    },
  ];
}

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

// What is typed before the cursor, and the text before that. Chinese is no token of SPARQL, so the
// editor's own tokens end in the middle of a label; the characters themselves do not.
function typed(yasqe) {
  const to = yasqe.getDoc().getCursor();
  const word = /[^\s{}()[\];,|^/<>"?$]*$/u.exec(yasqe.getDoc().getLine(to.line).slice(0, to.ch))[0];
  const from = { line: to.line, ch: to.ch - word.length };
  const before = yasqe.getDoc().getRange({ line: Math.max(0, to.line - 5), ch: 0 }, from);
  return { word, from, to, before };
}

const TERM = String.raw`(?:[?$]\w+|<[^<>\s]*>|[\w-]*:[\w.-]*)`;
const AFTER_TYPE = /(?:^|[\s;])(?:a|rdf:type)\s+$/;
const AFTER_SUBJECT = new RegExp(String.raw`(?:[;/^|]\s*|[{.}]\s*${TERM}\s+)$`);

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

  async function suggestions(kind, text) {
    terms ??= ask(endpoint);
    const wanted = text.toLowerCase();
    return (await terms)
      .filter((term) => term.kind === kind)
      .map((term) => ({ ...term, short: shorten(term.iri) }))
      .filter((term) =>
        [term.iri, term.short, term.zh, term.en].some((name) =>
          name.toLowerCase().includes(wanted),
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
    preProcessToken: (yasqe, token) => ({ ...token, autocompletionString: typed(yasqe).word }),
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
        hint: (editor, _data, chosen) => {
          const { from, to } = typed(yasqe);
          editor.replaceRange(chosen.text, from, to);
          const prefix = chosen.text.split(":")[0];
          if (prefixes[prefix] && !(prefix in yasqe.getPrefixesFromQuery())) {
            yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
          }
        },
      })),
  });

  const afterType = (yasqe) => AFTER_TYPE.test(typed(yasqe).before);
  const inPredicatePlace = (yasqe) => AFTER_SUBJECT.test(typed(yasqe).before);

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

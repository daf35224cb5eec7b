// Where the page of a thing of ours is on this host.
const BASE = "https://w3id.org/cetu/";

export function own(iri) {
  return iri?.startsWith(`${BASE}id/`) ? `/${iri.slice(BASE.length)}${location.search.includes("lang=en") ? "?lang=en" : ""}` : null;
}

export const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

// Things are called by IRIs that need not be registered anywhere: a link in the result table leads
// to the page of the thing on this host, as every page does. The text stays the IRI.

export function linkLocally(Table, base, chinese) {
  const pages = [`${base}id/`, `${base}ontology`, `${base}graph/`];
  const original = Table.prototype.getUriLinkFromBinding;
  Table.prototype.getUriLinkFromBinding = function (binding, prefixes) {
    const written = original.call(this, binding, prefixes);
    if (!pages.some((page) => binding.value.startsWith(page))) return written;
    const cell = new DOMParser().parseFromString(written, "text/html").body;
    const link = cell.querySelector("a.iri");
    if (!link) return written;
    const address = new URL(binding.value.slice(base.length), `${location.origin}/`);
    if (!chinese) address.searchParams.set("lang", "en");
    link.setAttribute("href", address.pathname + address.search + address.hash);
    return cell.innerHTML;
  };
}

// The results of a form while one types: the part of the page that the form names is fetched and put
// in place of what is there. Composition of Chinese characters is waited for.

const PAUSE = 180;

export function live(form) {
  const shown = document.getElementById(form.dataset.live);
  let timer, asking, last = form.querySelector("input[type=search]").value;

  async function renew() {
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    asking?.abort();
    asking = new AbortController();
    shown.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const renewed = page.getElementById(shown.id);
      if (!renewed) return;
      shown.replaceChildren(...renewed.childNodes);
      document.title = page.title;
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      shown.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("input", (event) => {
    const words = event.target.value.trim();
    if (event.isComposing || event.target.type !== "search" || words === last) return;
    last = words;
    clearTimeout(timer);
    timer = setTimeout(renew, PAUSE);
  });
  form.addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input", { bubbles: true })));
}

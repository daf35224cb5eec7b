// What went wrong, in the words of the endpoint: it answers problem details (RFC 9457) in the
// language of the page, with a sentence that says what to do.

function paragraph(text, name) {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  return element;
}

function details(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export function problems(chinese) {
  const unreachable = chinese ? "连不上查询服务，请稍后再试。" : "The service cannot be reached. Try again later.";
  return async ({ text = "" }) => {
    const { title, detail, hint } = details(text);
    const shown = document.createElement("div");
    shown.setAttribute("role", "alert");
    if (title) shown.append(paragraph(title, "problem-title"));
    shown.append(paragraph(detail ?? (text && !/fetch|network/i.test(text) ? text : unreachable), "problem-detail"));
    if (hint) shown.append(paragraph(hint, "problem-hint"));
    return shown;
  };
}

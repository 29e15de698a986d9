// Filters the rows of a page that is whole without it.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const field = (name) => document.getElementById("f-" + name);
  const choices = ["action", "category", "signal"].map((name) => [name, field(name)]);
  const search = field("text");
  const numbers = new Intl.NumberFormat(shown.dataset.lang);
  const plain = (text) => text.normalize("NFC").toLocaleLowerCase(shown.dataset.lang);
  let parts = [];
  let all = 0;
  let timer = 0;

  const collect = () => {
    parts = Array.from(document.querySelectorAll("section.part"), (section) => ({
      section,
      details: section.querySelector("details"),
      count: section.querySelector("h3 .count"),
      rows: Array.from(section.querySelectorAll("tbody > tr"), (row) => ({
        row,
        action: [row.dataset.action],
        category: row.dataset.category.split(" "),
        signal: row.dataset.signal.split(" "),
        text: null,
      })),
    }));
    all = parts.reduce((sum, part) => sum + part.rows.length, 0);
  };

  const filter = () => {
    const wanted = choices.filter(([, select]) => select.value).map(([name, select]) => [name, select.value]);
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const filtered = wanted.length + words.length > 0;
    const fits = (entry) => {
      if (!wanted.every(([name, value]) => entry[name].includes(value))) return false;
      if (words.length === 0) return true;
      entry.text ??= plain(entry.row.textContent);
      return words.every((word) => entry.text.includes(word));
    };
    let found = 0;
    for (const part of parts) {
      let here = 0;
      for (const entry of part.rows) {
        const hidden = !fits(entry);
        if (hidden !== entry.row.hidden) entry.row.hidden = hidden;
        here += hidden ? 0 : 1;
      }
      part.section.hidden = here === 0;
      part.count.textContent = numbers.format(here);
      if (part.details) part.details.open = filtered && here > 0;
      found += here;
    }
    shown.textContent =
      found === 0 && all > 0
        ? shown.dataset.none
        : shown.dataset.shown.replace("{0}", numbers.format(found)).replace("{1}", numbers.format(all));
  };

  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(filter, wait);
  };

  const start = () => {
    collect();
    if (all === 0) return;
    form.hidden = false;
    for (const [, select] of choices) select.addEventListener("change", filter);
    search.addEventListener("input", () => soon(150));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      soon(0);
    });
    // The fields are empty only after the event.
    form.addEventListener("reset", () => soon(0));
    // A link to a comment or a section that the filter hides shows everything first.
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const target = link && document.getElementById(link.hash.slice(1));
      if (target && target.closest("[hidden]")) {
        form.reset();
        clearTimeout(timer);
        for (const [, select] of choices) select.value = "";
        search.value = "";
        filter();
      }
    });
    filter();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

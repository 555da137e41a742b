// Search, filters, the language switch and sorting. Without this script, the page shows everything.
"use strict";
(() => {
  const STORED_LANGUAGE = "lvb-codes.language";
  // Words that people write next to the numbers of a code.
  const LABELS = new Set(["code", "err", "errcode", "error", "errorcode", "sub", "subcode", "suberrcode"]);

  const form = document.getElementById("filter");
  const table = document.getElementById("table");
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const all = count.textContent;
  const search = form.elements.q;
  const reset = form.querySelector("[type=reset]");
  const rows = [...table.querySelectorAll("tr[data-reason]")].map((element) => {
    const [errcode, sub] = element.id.split("-").map(Number);
    return { element, errcode, sub, haystack: normalized(element.textContent) };
  });

  function normalized(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  // Filters.

  // Returns the rows of a code such as `18-202`, `18 202` or `errcode 18 sub_errcode 202`: rows with
  // exactly these numbers, or else rows that begin with them. One number is an errcode or a sub_errcode.
  function withNumbers(numbers) {
    if (numbers.length === 1) {
      const exact = rows.filter((row) => row.errcode === numbers[0]);
      return exact.length > 0 ? exact : rows.filter((row) => row.sub === numbers[0]);
    }
    const [errcode, sub] = numbers;
    const group = rows.filter((row) => row.errcode === errcode);
    // The API reports 0 for none.
    if (sub === 0) {
      return group;
    }
    const exact = group.filter((row) => row.sub === sub);
    return exact.length > 0 ? exact : group.filter((row) => String(row.sub).startsWith(sub));
  }

  function withWords(candidates, words) {
    return candidates.filter((row) => words.every((word) => row.haystack.includes(word)));
  }

  function found(query) {
    const words = normalized(query).split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
    const numbers = words.filter((word) => /^[0-9]+$/.test(word)).map(Number);
    if (numbers.length === 0 || numbers.length > 2) {
      return withWords(rows, words);
    }
    const others = words.filter((word) => !/^[0-9]+$/.test(word) && !LABELS.has(word));
    const candidates = withNumbers(numbers);
    const narrowed = withWords(candidates, others);
    return narrowed.length > 0 ? narrowed : candidates;
  }

  function filter() {
    const checked = form.querySelectorAll("[name=category]:checked");
    const categories = new Set([...checked].map((input) => input.value));
    const shown = new Set(found(search.value));
    let visible = 0;
    for (const row of rows) {
      const { element } = row;
      const inCategory = categories.size === 0 || categories.has(element.dataset.category);
      element.hidden = !(inCategory && shown.has(row));
      visible += element.hidden ? 0 : 1;
    }
    for (const body of table.tBodies) {
      body.hidden = ![...body.querySelectorAll("tr[data-reason]")].some((row) => !row.hidden);
    }
    count.textContent = visible === rows.length ? all : `${visible} of ${all}`;
    none.hidden = visible > 0;
    reset.hidden = categories.size === 0 && search.value === "";
  }

  // Keeps the query in the address, so that it can be shared. An anchor to a hidden row would override it.
  function remember(hash) {
    const url = new URL(location);
    url.hash = hash;
    if (search.value.trim() === "") {
      url.searchParams.delete("q");
    } else {
      url.searchParams.set("q", search.value);
    }
    try {
      history.replaceState(null, "", url);
    } catch {
      // Browsers limit how often an address may change, and may not allow it for a file.
    }
  }

  // Languages.

  function chosen() {
    return form.elements.language.value;
  }

  function translate() {
    for (const text of document.querySelectorAll("[data-language]")) {
      text.hidden = chosen() !== "" && text.dataset.language !== chosen();
    }
    document.documentElement.classList.toggle("one-language", chosen() !== "");
  }

  function restoreLanguage() {
    try {
      const stored = localStorage.getItem(STORED_LANGUAGE);
      const inputs = [...form.querySelectorAll("[name=language]")];
      const input = inputs.find((input) => input.value === stored);
      if (input) {
        input.checked = true;
      }
    } catch {
      // Storage may be disabled.
    }
  }

  function storeLanguage() {
    try {
      localStorage.setItem(STORED_LANGUAGE, chosen());
    } catch {
      // Storage may be disabled or full.
    }
  }

  // Sorting. Groups are shown only in the order of codes; any other order mixes them.

  const groups = [...table.tBodies];
  const members = new Map(groups.map((body) => [body, [...body.querySelectorAll("tr[data-reason]")]]));
  const flat = document.createElement("tbody");
  const headers = [...table.querySelectorAll("th[data-sort]")];
  const collator = new Intl.Collator();
  const keys = {
    text: (row) => row.querySelector(".text:not([hidden])").textContent,
    reason: (row) => row.dataset.reason,
    category: (row) => row.dataset.category,
  };

  function sort() {
    const header = headers.find((each) => each.hasAttribute("aria-sort"));
    const key = header.dataset.sort;
    const descending = header.getAttribute("aria-sort") === "descending";
    const inOrder = (list) => (descending ? [...list].reverse() : list);
    for (const body of [...table.tBodies]) {
      body.remove();
    }
    if (key === "code") {
      for (const body of inOrder(groups)) {
        body.append(...inOrder(members.get(body)));
        table.append(body);
      }
    } else {
      const sorted = rows.map(({ element }) => [keys[key](element), element]);
      const sign = descending ? -1 : 1;
      sorted.sort(([one], [other]) => sign * collator.compare(one, other));
      flat.append(...sorted.map(([, element]) => element));
      table.append(flat);
    }
    filter();
  }

  for (const header of headers) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      for (const other of headers) {
        other.removeAttribute("aria-sort");
      }
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort();
    });
    header.replaceChildren(button);
  }

  // Shows the target of an address such as `#18-202`, even if a filter hides it. An undocumented code
  // becomes a search.
  function reveal() {
    const hash = location.hash.slice(1);
    const target = document.getElementById(hash);
    if (target?.closest("[hidden]")) {
      clear();
      remember(hash);
      target.scrollIntoView();
    } else if (!target && /^[0-9]+(-[0-9]+)?$/.test(hash)) {
      search.value = hash;
      filter();
    }
  }

  function clear() {
    search.value = "";
    for (const input of form.querySelectorAll("[name=category]")) {
      input.checked = false;
    }
    filter();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    // A reset keeps the language.
    event.preventDefault();
    clear();
    remember("");
    search.focus();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name === "language") {
      translate();
      sort();
      storeLanguage();
      return;
    }
    filter();
    if (event.target === search) {
      remember("");
    }
  });
  // On a phone, the categories scroll sideways.
  form.addEventListener("focusin", (event) => {
    const strip = event.target.closest(".chips");
    if (strip && strip.scrollWidth > strip.clientWidth) {
      event.target.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
  window.addEventListener("hashchange", reveal);

  form.hidden = false;
  search.value = new URLSearchParams(location.search).get("q") ?? search.value;
  restoreLanguage();
  translate();
  filter();
  reveal();
})();

// The field on the home page that finds any entry as one types: a combobox with a list, as the ARIA Authoring
// Practices describe it. Its words come from the page, its entries from the file of the A to Z list.
(() => {
  const place = document.querySelector(".finder[data-list]");
  if (!place) return;
  const MOST = 12;
  const words = place.dataset;

  // --- entries, and how well they fit ----------------------------------------------------------------------

  let entries = null;
  let loading = null;
  const load = () => {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = words.list;
      script.onload = () => done((entries = understood(window.registryLists[words.name])));
      document.head.append(script);
    });
    return loading;
  };

  // Without accents, and without apostrophes of any form: "mayor's" and "mayors" are one word.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}|['’‘ʼ`´]/gu, "").toLowerCase();
  const split = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  const understood = ({ fields, rows }) => {
    const at = Object.fromEntries(fields.map((field, index) => [field.id, index]));
    return rows.map(([named, page, ...answers]) => {
      // Text in another language than the page comes with the code of that language.
      const [name, lang] = [named].flat();
      const labels = (field) => answers[at[field]].map((number) => [fields[at[field]].values[number][1]].flat()[0]);
      const also = labels("also");
      return {
        name,
        lang,
        page,
        kind: labels("kind")[0],
        service: fields[at.kind].values[answers[at.kind][0]][0] === "service",
        also,
        whole: plain(name),
        parts: [split(name), split(also.join(" ")), split(labels("what").join(" "))],
      };
    });
  };

  // How many letters must be changed, added, left out or swapped to make one word the start of another. Stops at `most`.
  const slips = (typed, word, most) => {
    let before = null;
    let row = Array.from({ length: word.length + 1 }, (_, index) => index);
    for (let i = 1; i <= typed.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= word.length; j += 1) {
        const same = typed[i - 1] === word[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return Math.min(...row);
  };

  // The better a typed word fits, the higher: the whole word, its start, its start with a slip. A part from the middle
  // is no fit: who types "ice" does not look for every service.
  const wordFit = (typed, word) => {
    if (word === typed) return 5;
    if (word.startsWith(typed)) return 4;
    const most = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
    if (!most || slips(typed, word.slice(0, typed.length + most), most) > most) return 0;
    return word.length < typed.length ? 0.5 : word.length <= typed.length + most ? 1.5 : 1;
  };

  const WEIGHTS = [6, 5, 1]; // a name counts for more than another name, and both for more than the sentence

  const search = (text) => {
    const typed = split(text);
    if (!typed.length) return [];
    const whole = plain(text).trim();
    const known = typed.map(() => new Map());
    const found = [];
    for (const entry of entries) {
      let total = entry.whole === whole ? 20 : entry.whole.startsWith(whole) ? 4 : 0;
      const fits = typed.every((word, index) => {
        let best = 0;
        entry.parts.forEach((part, which) => {
          for (const other of part) {
            if (!known[index].has(other)) known[index].set(other, wordFit(word, other));
            best = Math.max(best, known[index].get(other) * WEIGHTS[which]);
          }
        });
        total += best;
        return best > 0;
      });
      // What people come to do stands before what is behind it.
      if (fits) found.push([total * (entry.service ? 1.15 : 1), entry]);
    }
    return found
      .sort(([a, one], [b, other]) => b - a || one.name.length - other.name.length || (one.name < other.name ? -1 : 1))
      .map(([, entry]) => entry);
  };

  // --- the field and its list ------------------------------------------------------------------------------

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const input = make("input", { type: "search", id: "finder-field", autocomplete: "off", spellcheck: false });
  const list = make("ul", { id: "finder-list", hidden: true, tabIndex: -1 }); // what scrolls would stop the tab key
  const status = make("p", { className: "status-line" });
  const label = make("label", { htmlFor: input.id, textContent: words.label });
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    enterkeyhint: "go",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.found);
  status.setAttribute("role", "status");
  place.replaceChildren(label, make("div", { className: "field" }, input, list), status);

  let active = -1;
  const options = () => [...list.children];

  const mark = (index) => {
    active = index;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };

  const open = (yes) => {
    const shown = yes && list.children.length > 0;
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) mark(-1);
  };

  const option = (entry, index) => {
    const also = entry.also.length ? ` (${entry.also.join(", ")})` : "";
    const item = make(
      "li",
      { id: `finder-option-${index}` },
      make("span", { className: "hit" }, make("strong", { textContent: entry.name, ...(entry.lang && { lang: entry.lang }) }), also),
      " ",
      make("span", { className: "kind", textContent: entry.kind }),
    );
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.page = entry.page;
    return item;
  };

  const say = (count) => {
    const text = !input.value.trim() ? "" : count === 0 ? words.none : count === 1 ? words.one : words.many;
    status.textContent = text.replace("{count}", count).replace("{typed}", () => input.value.trim());
  };

  const update = () => {
    if (!entries) return;
    const found = search(input.value);
    list.replaceChildren(...found.slice(0, MOST).map(option));
    mark(-1);
    open(true);
    say(found.length);
  };

  const go = (item) => item && location.assign(new URL(item.dataset.page, new URL(`${words.root}/`, location.href)));

  input.addEventListener("focus", load);
  place.addEventListener("pointerenter", load, { once: true });
  input.addEventListener("input", () => load().then(update));
  input.addEventListener("click", () => open(true));
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    const closed = list.hidden;
    const keys = {
      ArrowDown: () => (closed ? (open(true), event.altKey || mark(Math.min(0, last))) : mark(active === last ? 0 : active + 1)),
      ArrowUp: () => (event.altKey ? open(false) : closed ? (open(true), mark(last)) : mark(active < 1 ? last : active - 1)),
      Enter: () => go(list.children[Math.max(0, active)]),
      Escape: () => (closed ? ((input.value = ""), update()) : open(false)),
    };
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    if (event.key === "Enter" || last >= 0 || event.key === "Escape") event.preventDefault();
    if (event.key === "Enter" && !entries) load().then(update);
    else if (last >= 0 || event.key === "Escape") keys[event.key]();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  if (input.value) load().then(update);
})();

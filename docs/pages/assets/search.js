// The search: a field that finds any entry as one types, above every page and on the first one. It is a combobox with a
// list, as the ARIA Authoring Practices describe it. Its words come from the header; its entries come from a file that
// `registry site` writes (scripts/site/pages/search_index.py), once somebody turns to a field.
(() => {
  const header = document.querySelector(".search[data-index]");
  if (!header) return;
  const words = header.dataset;
  const MOST = 8;
  const root = new URL(words.root, location.href);

  // --- entries, and how well they fit ----------------------------------------------------------------------

  let entries = null;
  let loading = null;
  const load = () => {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = words.index;
      script.onload = () => done((entries = understood(window.registrySearch)));
      document.head.append(script);
    });
    return loading;
  };

  // Without accents, and without apostrophes of any form: "mayor's" and "mayors" are one word.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}|['’‘ʼ`´′]/gu, "").toLowerCase();
  const split = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const whole = (text) => split(text).join(" ");
  const without = new Set(split(words.without));

  const understood = ({ kinds, rows }) =>
    rows.map(([named, page, number, answer = "", also = [], hidden = []], place) => {
      // Text in another language than the page comes with the code of that language.
      const [name, language] = [named].flat();
      const [kind, weight] = kinds[number];
      const terms = [name, ...also.map((text) => [text].flat()[0]), ...hidden].map((text, index) => ({
        text,
        shown: index > 0 && index <= also.length,
        whole: whole(text),
        words: split(text),
        counts: index ? 5 : 6, // a name counts for more than another word for it
      }));
      return { name, language, page, kind, weight, answer, place, terms, said: split(answer) };
    });

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
    if (word.startsWith(typed)) return typed.length > 2 ? 4 : 2;
    const most = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
    if (!most || slips(typed, word.slice(0, typed.length + most), most) > most) return 0;
    return word.length < typed.length ? 0.5 : word.length <= typed.length + most ? 1.5 : 1;
  };

  // How well an entry fits what is typed: how many of its words, and how well they do together.
  const entryFit = (entry, typed, known) => {
    const best = typed.map(() => 0);
    let extra = 0;
    let shown = "";
    let fitting = 0;
    for (const term of entry.terms) {
      let together = 0;
      typed.forEach((word, index) => {
        let fit = 0;
        for (const other of term.words) {
          if (!known[index].has(other)) known[index].set(other, wordFit(word, other));
          fit = Math.max(fit, known[index].get(other));
        }
        together += fit;
        best[index] = Math.max(best[index], fit * term.counts);
      });
      const all = typed.join(" ");
      if (term.whole === all) extra = Math.max(extra, term.counts * 5);
      else if (`${term.whole} `.startsWith(`${all} `)) extra = Math.max(extra, term.counts / 2);
      if (together > fitting) [fitting, shown] = [together, term.shown ? term.text : ""];
    }
    // In a sentence, a word with a slip is most often another word: "sell" is not "tell".
    typed.forEach((word, index) => {
      const exact = entry.said.includes(word) ? 5 : word.length > 3 && entry.said.some((other) => other.startsWith(word)) ? 3 : 0;
      best[index] = Math.max(best[index], exact);
    });
    const found = best.filter(Boolean).length;
    return { entry, shown, found, total: (best.reduce((sum, one) => sum + one, 0) + extra) * (entry.weight || 1) };
  };

  const search = (text) => {
    const every = split(text);
    const meant = every.filter((word) => !without.has(word));
    const typed = meant.length ? meant : every;
    if (!typed.length) return { found: [], all: true };
    const known = typed.map(() => new Map());
    const asked = every.join(" ");
    const fits = entries.map((entry) => {
      const fit = entryFit(entry, typed, known);
      // "who tracks me" may be just what people say, with its small words.
      if (entry.terms.some((term) => term.whole === asked)) fit.total += 40;
      return fit;
    });
    const most = Math.max(...fits.map(({ found }) => found));
    const found = fits
      .filter((fit) => most > 0 && fit.found === most && most * 2 >= typed.length)
      .sort((a, b) => !a.entry.weight - !b.entry.weight || b.total - a.total || a.entry.place - b.entry.place);
    return { found, all: most === typed.length };
  };

  // --- a field and its list --------------------------------------------------------------------------------

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const option = (id, page, ...children) => {
    const item = make("li", { id }, ...children);
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.page = page;
    return item;
  };

  const field = (place, id, ...heading) => {
    const input = make("input", { type: "search", id, autocomplete: "off", spellcheck: false });
    const list = make("ul", { id: `${id}-list`, hidden: true, tabIndex: -1 }); // what scrolls would stop the tab key
    const status = make("p", { className: "status-line" });
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-label": words.label,
      enterkeyhint: "go",
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.found);
    status.setAttribute("role", "status");
    place.replaceChildren(...heading, make("div", { className: "field" }, input, list), status);

    let active = -1;
    const options = () => [...list.children];

    const mark = (index) => {
      active = index;
      options().forEach((item, number) => item.setAttribute("aria-selected", String(number === index)));
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

    const result = ({ entry, shown }, index) =>
      option(
        `${id}-${index}`,
        entry.page,
        make("strong", { textContent: entry.name, ...(entry.language && { lang: entry.language }) }),
        ...(shown && whole(shown) !== whole(entry.name) ? [` (${shown})`] : []),
        " ",
        make("span", { className: "kind", textContent: entry.kind }),
        ...(entry.answer ? [" ", make("span", { className: "answer", textContent: entry.answer })] : []),
      );

    const sentence = ({ found: { length: count }, all }) => {
      const text = !count ? words.none : !all ? words.some : count === 1 ? words.one : words.many;
      return text.replace("{count}", count).replace("{typed}", () => input.value.trim());
    };

    const update = () => {
      if (!entries) return;
      const fitting = search(input.value);
      const shown = fitting.found.slice(0, MOST).map(result);
      const said = input.value.trim() && sentence(fitting);
      if (said) {
        const all = make("span", { className: "all", textContent: shown.length ? words.all : said });
        shown.push(option(`${id}-all`, "find/index.html", all));
      }
      list.replaceChildren(...shown);
      list.scrollTop = 0;
      mark(-1);
      open(true);
      status.textContent = said;
    };

    const go = (item) => item && location.assign(new URL(item.dataset.page, root));

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
    return input;
  };

  // Where there is no room for the field beside the name of the site, a button brings it below.
  const link = header.querySelector("a");
  const box = make("div", { className: "finder", id: "search-box" });
  const button = make("button", { type: "button", className: link.className });
  button.setAttribute("aria-label", link.title);
  button.setAttribute("aria-controls", box.id);
  button.append(...link.childNodes);
  header.replaceChildren(button, box);
  const input = field(box, "search-field");
  input.placeholder = link.title;
  const show = (yes) => {
    header.classList.toggle("is-open", yes);
    button.setAttribute("aria-expanded", String(yes));
  };
  show(false);
  button.addEventListener("click", () => {
    show(!header.classList.contains("is-open"));
    if (header.classList.contains("is-open")) input.focus();
  });
  header.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value || !header.classList.contains("is-open")) return;
    show(false);
    button.focus();
  });

  const first = document.querySelector("article .finder");
  if (first) field(first, "finder-field", make("label", { htmlFor: "finder-field", textContent: words.label }));
})();

// Narrow a list in place. Without this script each answer is a link to a page of its own, and the list is whole.
// What is chosen stands behind the # of the address: it can be shared, the back button takes it back, and no
// server hears of it. Every word that is shown comes from the page.
(() => {
  const panel = document.querySelector(".filters[data-list]");
  if (!panel) return;
  const PAGE = 100;
  const words = panel.dataset;
  const root = new URL(`${words.root}/`, location.href);
  const table = panel.parentElement.querySelector("table");
  const body = table.tBodies[0];
  const pager = panel.parentElement.querySelector(".pager");
  const count = panel.parentElement.querySelector(".count");
  const written = [...body.rows];
  const around = body.closest(".rows");
  const letters = panel.parentElement.querySelector(".letters");
  const countBefore = count.textContent;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  // Text in another language than the page comes with the code of that language.
  const said = (text) => (Array.isArray(text) ? { textContent: text[0], lang: text[1] } : { textContent: text });
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  // --- the links of the panel become boxes to tick -------------------------------------------------------

  const boxes = [];
  let group = null;
  const list = panel.querySelector("dl");
  const groups = make("div", { className: "groups" });
  for (const item of list.children) {
    if (item.tagName === "DT") {
      group = make("div", { className: "options" });
      groups.append(make("fieldset", {}, make("legend", { textContent: item.textContent }), group));
    } else {
      const link = item.querySelector("a");
      const [field, value] = new URL(link.href).pathname.split("/").slice(-2);
      const box = make("input", { type: "checkbox", name: field, value: value.replace(/\.html$/, "") });
      const foreign = link.querySelector("[lang]");
      const labelled = foreign ? [link.textContent, foreign.lang] : link.textContent;
      const number = make("span", { className: "number", textContent: item.textContent.match(/\(.*\)/)[0] });
      group.append(make("label", {}, box, make("span", said(labelled)), " ", number));
      boxes.push({ box, number, field, value: box.value, label: link.textContent, labelled, legend: group.previousSibling.textContent });
    }
  }
  list.replaceWith(groups);
  const chips = make("ul", { className: "chips", hidden: true });
  const none = make("p", { className: "nothing", hidden: true, textContent: words.none });
  const clear = make("button", { type: "button", className: "clear", hidden: true, textContent: words.clear });
  const more = make("button", { type: "button", className: "more", hidden: true, textContent: words.more });
  count.before(none, chips, clear);
  count.setAttribute("role", "status");
  body.closest(".md-typeset__scrollwrap, table").after(more);

  // --- the rows, from the list's own file once somebody chooses ------------------------------------------------

  let loading = null;
  const load = () => {
    loading ??= new Promise((done) => {
      const source = new URL(words.list, location.href).href;
      document.head.append(make("script", { src: source, onload: () => done(understood()) }));
    });
    return loading;
  };

  const understood = () => {
    const { fields, columns, rows } = window.registryLists[words.name];
    const there = new Map();
    for (const row of written) {
      const link = row.cells[0].querySelector("a").href;
      there.set(link, [...(there.get(link) ?? []), row]);
    }
    return rows.map(([name, page, ...answers]) => {
      const link = new URL(page, root).href;
      const ids = new Set(
        fields.flatMap(({ id, values }, index) => answers[index].map((n) => `${id}/${values[n][0]}`)),
      );
      let element = there.get(link)?.shift();
      return { ids, row: () => (element ??= built(fields, columns, name, link, answers)) };
    });
  };

  const built = (fields, columns, name, link, answers) => {
    const [dot, aside] = answers[fields.length] ?? [];
    const named = make("td", { className: "name" }, make("a", { href: link, ...said(name) }));
    if (dot) {
      const mark = make("span", { className: "dot", textContent: "●" });
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", words.dot);
      named.append(" ", mark);
    }
    if (aside?.length) named.append(" ", make("small", said(aside)));
    const cells = columns.map(([index, main]) => {
      const numbers = answers[index];
      const first = numbers.length > Number(words.most) + 1 ? numbers.slice(0, words.most) : numbers;
      const parts = first.flatMap((number, place) => [place ? ", " : "", shown(fields[index].values[number])]);
      if (first.length < numbers.length) parts.push(` ${filled(words.rest, { count: numbers.length - first.length })}`);
      return make("td", { className: main ? "main" : "" }, ...(parts.length ? parts : ["—"]));
    });
    return make("tr", {}, named, ...cells);
  };

  const shown = ([id, label, page]) => {
    if (page) return make("a", { href: new URL(page, root).href, ...said(label) });
    if (id === "not-stated") return make("span", { className: "notsaid", ...said(label) });
    return Array.isArray(label) ? make("span", said(label)) : label;
  };

  // --- what is chosen ------------------------------------------------------------------------------------------

  const chosen = () => boxes.filter(({ box }) => box.checked);

  const fits = (row, picked, except) => {
    const fields = new Set(picked.map(({ field }) => field));
    fields.delete(except);
    return [...fields].every((field) =>
      picked.some((option) => option.field === field && row.ids.has(`${field}/${option.value}`)),
    );
  };

  let limit = PAGE;
  const show = async () => {
    const picked = chosen();
    table.hidden = false;
    if (!picked.length && !loading) return;
    const rows = await load();
    const found = picked.length ? rows.filter((row) => fits(row, picked)) : rows;
    const all = !picked.length;
    body.replaceChildren(...(all ? written : found.slice(0, limit).map((row) => row.row())));
    table.hidden = !found.length;
    more.hidden = all || found.length <= limit;
    if (pager) pager.hidden = !all;
    if (letters) letters.hidden = !all;
    around.classList.toggle("narrowed", !all);
    none.hidden = found.length > 0;
    count.textContent = all ? countBefore : filled(words.count, { shown: found.length });
    clear.hidden = chips.hidden = all;
    chips.replaceChildren(...picked.map(chip));
    for (const option of boxes) {
      const others = rows.filter((row) => row.ids.has(`${option.field}/${option.value}`) && fits(row, picked, option.field));
      option.number.textContent = `(${others.length})`;
    }
  };

  const chip = ({ box, label, labelled, legend }) => {
    const name = `${legend}: ${label}`;
    const button = make("button", { type: "button" }, `${legend}: `, make("span", said(labelled)), make("span", { className: "cross", ariaHidden: "true", textContent: "×" }));
    button.setAttribute("aria-label", filled(words.remove, { name }));
    button.addEventListener("click", () => {
      const place = [...chips.children].indexOf(button.parentElement);
      box.checked = false;
      choose().then(() => (chips.querySelectorAll("button")[place] ?? chips.querySelector("button:last-of-type") ?? summary).focus());
    });
    return make("li", {}, button);
  };
  const summary = panel.querySelector("summary");

  const choose = () => {
    limit = PAGE;
    const address = new URLSearchParams(chosen().map(({ field, value }) => [field, value])).toString();
    history.pushState(null, "", address ? `#${address}` : location.pathname + location.search);
    return show();
  };

  const restore = () => {
    const wanted = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    for (const { box, field, value } of boxes) box.checked = wanted.getAll(field).includes(value);
    limit = PAGE;
    return show();
  };

  panel.addEventListener("toggle", load, { once: true });
  panel.addEventListener("change", choose);
  clear.addEventListener("click", () => {
    for (const { box } of boxes) box.checked = false;
    choose().then(() => summary.focus());
  });
  more.addEventListener("click", () => {
    const first = limit;
    limit += PAGE;
    show().then(() => body.rows[first]?.querySelector("a").focus());
  });
  addEventListener("popstate", restore);
  restore();
})();

// Two fields on the page of comparisons: any two labels of a kind, line beside line. The labels lie in a file of their
// kind, which is a script since pages on a disk may not fetch. It is asked for when somebody comes to the fields.
(() => {
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The rows of both, in the order of comparisons.py: rows about somebody stand together, first those of the one.
  const merged = (one, other) => {
    const id = (subject) => subject.split("/")[0];
    const order = [...new Set(one.map(id))];
    let at = 0;
    for (const name of other.map(id)) {
      const place = order.indexOf(name);
      if (place < 0) order.splice(at++, 0, name);
      else at = Math.max(at, place + 1);
    }
    return [...new Set([...one, ...other])].sort((a, b) => order.indexOf(id(a)) - order.indexOf(id(b)));
  };

  for (const place of document.querySelectorAll(".comparer[data-list]")) {
    const words = place.dataset;
    let loading = null;
    const load = () => {
      loading ??= new Promise((done) => {
        const script = make("script", { src: words.list });
        script.addEventListener("load", () => done(window.registryLabels[words.name]));
        document.head.append(script);
      });
      return loading;
    };

    const field = (number, label) => {
      const select = make("select", { id: `compare-${words.name}-${number}` });
      select.append(make("option", { value: "", textContent: "—" }));
      return [select, make("p", {}, make("label", { htmlFor: select.id, textContent: label }), select)];
    };
    const [first, firstField] = field(1, words.first);
    const [second, secondField] = field(2, words.second);
    const said = make("p", { textContent: words.choose });
    said.setAttribute("role", "status");
    const result = make("div", { className: "compare" });
    place.replaceChildren(firstField, secondField, said, result);

    // Words in another language than the page say in which.
    const pieces = (text) => [text].flat().map((piece) => (Array.isArray(piece) ? make("span", { lang: piece[1] }, piece[0]) : piece));
    const plain = (text) => pieces(text).map((piece) => piece.textContent ?? piece).join("");
    const cell = (text, unsaid) => make("td", {}, ...(unsaid ? [make("span", { className: "notsaid" }, ...pieces(text))] : pieces(text)));

    const table = (texts, records) => {
      const [names, pages, rows, feet] = [1, 2, 3, 4].map((index) => records.map((record) => record[index]));
      const labels = rows.map((label) => new Map(label.map((row) => [row[0], row])));
      const head = make("tr", {}, make("th", { scope: "col", textContent: words.label }));
      names.forEach((name, index) => {
        const address = new URL(pages[index], new URL(`${words.root}/`, location.href)).href;
        head.append(make("th", { scope: "col" }, make("a", { href: address }, ...pieces(texts[name]))));
      });
      const body = make("tbody");
      for (const subject of merged(...labels.map((label) => [...label.keys()]))) {
        const both = labels.map((label) => label.get(subject));
        const [one, other] = both.map((row) => (row ? texts[row[2]] : "—"));
        const title = make("td", { className: "head" }, ...pieces(texts[(both[0] ?? both[1])[1]]));
        if (both[0]?.[2] !== both[1]?.[2]) title.append(" ", make("span", { className: "differs", textContent: words.differs }));
        const cells = [one, other].map((text, index) => cell(text, both[index]?.[3]));
        body.append(make("tr", {}, title, ...cells));
      }
      const foot = make("td", { className: "head", textContent: words.foot });
      body.append(make("tr", {}, foot, ...feet.map((lines) => cell(lines.flatMap((line) => [texts[line], " "]).flat(), false))));
      return make("table", {}, make("thead", {}, head), body);
    };

    const show = async () => {
      const { texts, records } = await load();
      const chosen = [first, second].map((select) => records.find(([id]) => id === select.value));
      const ready = chosen[0] && chosen[1] && chosen[0] !== chosen[1];
      result.replaceChildren(...(ready ? [table(texts, chosen)] : []));
      said.textContent = ready ? chosen.map((record) => plain(texts[record[1]])).join(" · ") : words.choose;
    };

    const fill = async () => {
      const { texts, records } = await load();
      for (const select of [first, second]) {
        if (select.options.length === 1) {
          select.append(...records.map(([id, name]) => make("option", { value: id, textContent: plain(texts[name]) })));
        }
      }
    };

    const choose = () => {
      const wanted = [words.name, first.value, second.value].filter(Boolean).join("/");
      history.replaceState(null, "", `#${wanted}`);
      return show();
    };

    const restore = async () => {
      const [kind, one = "", other = ""] = (location.hash || location.search).slice(1).split("/");
      if (kind !== words.name || !one) return;
      await fill();
      first.value = one;
      second.value = other;
      await show();
      place.scrollIntoView();
      if (!second.value) second.focus();
    };

    place.addEventListener("focusin", fill);
    place.addEventListener("pointerenter", fill);
    for (const select of [first, second]) select.addEventListener("change", choose);
    addEventListener("hashchange", restore);
    restore();
  }
})();

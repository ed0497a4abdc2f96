// Ticks before what nobody has said: the letters of the page then ask for that only. Without this script they ask for
// all of it.
(() => {
  const MOST = 1800; // what fits an address: see reaching.py
  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelector("small")?.remove(); // in how many flows it is missing
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const mail = (letter) => {
    const link = letter.parentElement.querySelector(".mail a");
    if (!link) return;
    const [start] = link.href.split("&body=");
    const words = [...letter.children].slice(1).map((part) => part.innerText.trim()); // the first says the subject
    const body = encodeURIComponent(words.filter(Boolean).join("\r\n\r\n"));
    link.href = body.length <= MOST ? `${start}&body=${body}` : start;
  };

  for (const part of document.querySelectorAll(".unsaid[data-label]")) {
    const letters = [...part.parentElement.querySelectorAll(".letter")];
    const asked = letters.flatMap((letter) => [...letter.querySelectorAll("li")]);
    const known = new Set(asked.map(plain));
    const boxes = [];
    for (const item of part.querySelectorAll("li")) {
      const fact = plain(item);
      if (!known.has(fact)) continue;
      const box = document.createElement("input");
      box.type = "checkbox";
      const label = document.createElement("label");
      label.append(box, ...item.childNodes);
      item.append(label);
      item.classList.add("choice");
      boxes.push([box, fact]);
    }
    if (boxes.length < 2) continue;
    const hint = document.createElement("p");
    hint.textContent = part.dataset.label;
    part.prepend(hint);

    const facts = new Set(boxes.map(([, fact]) => fact));
    part.addEventListener("change", () => {
      const chosen = new Set(boxes.filter(([box]) => box.checked).map(([, fact]) => fact));
      for (const item of asked) {
        item.hidden = chosen.size > 0 && facts.has(plain(item)) && !chosen.has(plain(item));
      }
      letters.forEach(mail);
    });
    for (const letter of letters) letter.closest("details")?.addEventListener("toggle", () => mail(letter));
  }
})();

// What an address leads to may lie in something that is folded away: then all around it is opened. Without this script
// most browsers open what is around it too, but not the fold that has the name itself.
(() => {
  const reveal = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      return;
    }
    const target = name && document.getElementById(name);
    if (!target) return;
    let opened = false;
    for (let part = target; part; part = part.parentElement) {
      if (part.localName === "details" && !part.open) opened = part.open = true;
    }
    if (opened) target.scrollIntoView();
  };

  // The theme opens all folds for paper. Those that the reader has left closed stay out: style sheets know them by this.
  const folds = (selector) => document.querySelectorAll(`.fold${selector}`);
  addEventListener("beforeprint", () => folds(":not([open])").forEach((fold) => fold.classList.add("left-closed")), true);
  addEventListener("afterprint", () => folds(".left-closed").forEach((fold) => fold.classList.remove("left-closed")));

  addEventListener("hashchange", reveal);
  // Whoever follows the same link again has closed the fold since, and the address does not change.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.href === location.href) reveal();
  });
  reveal();
})();

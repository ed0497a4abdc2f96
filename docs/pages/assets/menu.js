// The theme opens its search and changes its colors with labels, which no keyboard reaches. With this script there are
// buttons in their place. The menu itself needs none: it stands on every screen.
(() => {
  for (const label of document.querySelectorAll("label.md-header__button[for='__search']")) {
    const toggle = document.getElementById(label.htmlFor);
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", label.title);
    button.dataset.opens = label.htmlFor;
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
    label.replaceWith(button);
  }

  // The colors change by labels that come and go. One button does what the label of the moment would.
  const palette = document.querySelector("[data-md-component='palette']");
  if (palette) {
    const labels = [...palette.querySelectorAll("label")];
    const now = () => labels.find((label) => !label.hidden) ?? labels[0];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-header__button md-icon";
    button.addEventListener("click", () => now().click());
    const show = () => {
      button.setAttribute("aria-label", now().title);
      button.replaceChildren(...now().cloneNode(true).childNodes);
    };
    new MutationObserver(show).observe(palette, { subtree: true, attributeFilter: ["hidden"] });
    show();
    palette.append(button);
  }
})();

// The theme opens its menu and its search with labels, which no keyboard reaches. With this script there are buttons
// in their place; without it, the menu opens when the focus comes to it (see site.css).
(() => {
  for (const label of document.querySelectorAll("label.md-header__button:is([for='__drawer'], [for='__search'])")) {
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

  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector(".md-sidebar--primary");
  const opener = document.querySelector("[data-opens='__drawer']");
  if (!drawer || !menu || !opener) return;
  for (const back of menu.querySelectorAll("label.md-nav__title")) back.tabIndex = 0;
  drawer.addEventListener("change", () => {
    if (drawer.checked) menu.querySelector(".md-nav__link[href]:not(.md-nav--secondary *)")?.focus();
  });
  const close = () => drawer.checked && drawer.click();
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    close();
    opener.focus();
  });
})();

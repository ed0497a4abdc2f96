// The theme changes its colors with labels, which no keyboard reaches. With this script there is a button in their place.
// The menu itself needs none: it stands on every screen.
(() => {
  // The labels come and go. One button does what the label of the moment would.
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

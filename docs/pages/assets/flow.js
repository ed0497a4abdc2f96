// Light what shares a flow with the box under the pointer or the focus. Without this script the diagram is whole.
(() => {
  const flows = (part) => part.dataset.flows.split(" ");

  const light = (diagram, chosen) => {
    const wanted = new Set(chosen ? flows(chosen) : []);
    diagram.classList.toggle("hot", Boolean(chosen));
    for (const part of diagram.querySelectorAll("[data-flows]")) {
      part.classList.toggle("on", flows(part).some((flow) => wanted.has(flow)));
    }
  };

  for (const diagram of document.querySelectorAll("svg.flow")) {
    const choose = (event) => light(diagram, event.target.closest("[data-flows]"));
    // When the pointer leaves, the light goes back to the box that has the focus.
    const leave = () => light(diagram, diagram.querySelector(":focus-visible"));
    // On the box around it: a drawing that listens for the focus becomes a stop for the Tab key in some browsers.
    const around = diagram.parentElement;
    around.addEventListener("pointerover", choose);
    around.addEventListener("focusin", choose);
    around.addEventListener("pointerleave", leave);
    around.addEventListener("focusout", () => light(diagram, null));
    document.addEventListener("keydown", (event) => event.key === "Escape" && light(diagram, null));
  }
})();

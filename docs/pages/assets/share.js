// A button that shares the page: by what the device has for that, or by copying the address. Without this script the
// address stands in the browser's bar.
(() => {
  const actions = document.querySelector(".actions[data-share]");
  const list = actions?.querySelector("ul");
  if (!list) return;
  const words = actions.dataset;
  const address = () => document.querySelector("link[rel='canonical']")?.href ?? location.href.split("#")[0];
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.share;
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("role", "status");

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address());
      return words.copied;
    } catch {
      // The clipboard is closed to pages from disk in some browsers: there, the older command copies what is selected.
      const text = document.createElement("textarea");
      text.value = address();
      actions.append(text);
      text.select();
      const done = document.execCommand("copy");
      text.remove();
      button.focus();
      return done ? words.copied : words.failed;
    }
  };

  button.addEventListener("click", async () => {
    said.textContent = "";
    if (navigator.share) {
      try {
        await navigator.share({ title: document.title, url: address() });
        return;
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    said.textContent = await copy();
  });
  const item = document.createElement("li");
  item.append(button);
  list.insertBefore(item, list.lastElementChild);
  actions.append(said);
})();

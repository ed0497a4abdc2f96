// Buttons that copy the address of the page, and send it by what the device has for that. Without this script the
// address stands there as text, or in the browser's bar.
(() => {
  const place = document.querySelector(".share[data-copy]");
  if (!place) return;
  const words = place.dataset;
  const address = document.querySelector("link[rel='canonical']")?.href ?? location.href.split("#")[0];
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("role", "status");

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = text;
    made.addEventListener("click", () => act(made));
    return made;
  };

  const copy = async (made) => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = words.copied;
    } catch {
      // The clipboard is closed to pages from disk in some browsers: there, the older command copies what is selected.
      const text = document.createElement("textarea");
      text.value = address;
      place.append(text);
      text.select();
      said.textContent = document.execCommand("copy") ? words.copied : words.failed;
      text.remove();
      made.focus();
    }
  };

  const send = () => navigator.share({ title: document.title, url: address }).catch(() => {});

  const buttons = [button(words.copy, copy)];
  if (navigator.share) buttons.push(button(words.share, send));
  if (!place.querySelector("code")) place.replaceChildren(); // the button does what the sentence asks for
  place.append(...buttons, said);
})();

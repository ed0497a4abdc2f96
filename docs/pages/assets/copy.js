// A button that copies a letter. Without this script the letter is text like any other, to select and copy.
(() => {
  const select = (letter) => {
    const range = document.createRange();
    range.selectNodeContents(letter);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // The clipboard is closed to pages from disk in some browsers: there, the older command copies what is selected.
  const copy = async (letter) => {
    try {
      await navigator.clipboard.writeText(letter.innerText);
      return true;
    } catch {
      select(letter);
      return document.execCommand("copy");
    }
  };

  for (const letter of document.querySelectorAll(".letter[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = letter.dataset.copy;
    const said = document.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    letter.after(button, said);
    button.addEventListener("click", async () => {
      said.textContent = "";
      said.textContent = (await copy(letter)) ? letter.dataset.copied : letter.dataset.failed;
    });
  }
})();

// A page of `registry serve` asks what is new: a new draft loads it again, a mistake is shown over it, as text only.
(() => {
  const { draft, turn, alone } = document.currentScript.dataset;
  let box;

  const close = () => {
    box?.remove();
    box = undefined;
  };

  const show = (faults) => {
    close();
    if (!faults) return;
    box = document.createElement("section");
    box.className = "preview-faults over";
    box.lang = "en";
    box.setAttribute("role", "alert");
    const says = document.createElement("p");
    says.textContent = "The last change is not shown: a mistake stands in the way. Mend it and save.";
    const list = document.createElement("pre");
    list.tabIndex = 0;
    list.textContent = faults;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Close";
    button.addEventListener("click", close);
    box.append(says, button, list);
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());
    document.body.append(box);
  };

  const later = (number) => setTimeout(() => ask(number), 1000);
  const ask = async (number) => {
    let answer;
    try {
      answer = await fetch(`/-/news?turn=${number}&page=${encodeURIComponent(location.pathname)}`);
    } catch {
      return later(number); // the preview has ended, and may begin again
    }
    if (answer.status !== 200) return answer.status === 204 ? ask(number) : later(number);
    const news = await answer.json();
    if (news.draft !== draft || alone !== undefined) return location.reload();
    show(news.faults);
    return ask(news.turn);
  };

  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/-/preview.css";
  document.head.append(link);
  addEventListener("load", () => ask(turn));
})();

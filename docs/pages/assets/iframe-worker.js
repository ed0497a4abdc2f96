// A page that was opened from disk may not start a worker. There, the theme's search runs in a hidden frame.
// The offline plugin looks for a script of this name; without one, pages would fetch theirs from another site.
if (location.protocol === "file:") {
  window.IFrameWorker = true; // the search looks for this name to find its other scripts from inside a frame
  window.Worker = class extends EventTarget {
    #frame;
    #ready;

    constructor(address) {
      super();
      this.#frame = document.createElement("iframe");
      this.#frame.hidden = true;
      this.#ready = new Promise((ready) => {
        this.#frame.addEventListener("load", () => this.#run(address, ready), { once: true });
      });
      document.body.append(this.#frame);
    }

    #run(address, ready) {
      const inside = this.#frame.contentWindow;
      inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        this.onmessage?.(event);
      };
      const load = (source) =>
        new Promise((done) => {
          const script = inside.document.createElement("script");
          script.src = source;
          script.addEventListener("load", done);
          inside.document.head.append(script);
        });
      // The search of a language other than English loads the rules for its words, one script after the other.
      inside.importScripts = async (...sources) => {
        for (const source of sources) await load(source);
      };
      load(address).then(() => inside.ready).then(ready);
    }

    postMessage(data) {
      this.#ready.then(() => this.#frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.#frame.remove();
    }
  };
}

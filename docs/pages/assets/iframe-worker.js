// A page that was opened from disk may not start a worker. There, the theme's search runs in a hidden frame.
// The offline plugin looks for a script of this name; without one, pages would fetch theirs from another site.
if (location.protocol === "file:") {
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
      const script = inside.document.createElement("script");
      script.src = address;
      script.addEventListener("load", ready);
      inside.document.head.append(script);
    }

    postMessage(data) {
      this.#ready.then(() => this.#frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.#frame.remove();
    }
  };
}

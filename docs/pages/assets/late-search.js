// The theme fetches the whole index of its search with every page, more than all else that a first visit takes.
// Here the index waits until somebody turns to the search.
(() => {
  const turned = new Promise((turn) => {
    const look = (event) => event.target.closest?.(".md-search, [for='__search']") && turn();
    document.addEventListener("focusin", look);
    document.addEventListener("pointerdown", look);
    if (new URLSearchParams(location.search).has("q")) turn();
  });
  const { open, send } = XMLHttpRequest.prototype;
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (String(address).endsWith("/search_index.json")) late.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (late.has(this)) turned.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();

// The theme's search, which finds words whatever their accents, apostrophes and Unicode form, as the home page does.
// It runs the theme's own script, named behind the `?`, and teaches the lunr in it to compare words by their plain form.
// What is shown, and what is marked in it, stays as it is written.
{
  const here = self.document?.currentScript.src ?? self.location.href;
  const [, name] = here.match(/\?(search\.[\w.]+)$/);

  const plain = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[\u2018\u2019\u02bc\u2032\u00b4`]/g, "'");

  const teach = ({ Builder, Pipeline, Query }) => {
    const plainly = (token) => {
      const word = plain(token.toString());
      return word ? token.update(() => word) : null;
    };
    Pipeline.registerFunction(plainly, "plainly");

    // Last in the row, so that words that count for nothing are known by their accents.
    const { add } = Builder.prototype;
    const taught = new WeakSet();
    Builder.prototype.add = function (...page) {
      if (!taught.has(this)) this.pipeline.add(plainly);
      taught.add(this);
      return add.apply(this, page);
    };

    const { clause } = Query.prototype;
    Query.prototype.clause = function (asked) {
      asked.term = plain(asked.term);
      return clause.call(this, asked);
    };
  };

  // In a frame, which stands for a worker in a page from disk, scripts are loaded later: `ready` says when.
  self.ready = Promise.resolve(importScripts(new URL(name, here).href)).then(() => self.lunr && teach(self.lunr));
}

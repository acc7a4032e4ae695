"use strict";

/**
 * @typedef {{ code: string, field: string, incident: string | null, value: string | null, message: string,
 *   nearest: string | null, help?: string }} Problem
 * @typedef {{ error: string, problems?: Problem[] }} Failed
 */

/** The engine, in a worker: typing never waits for it. It starts before the page is drawn. */
const engine = (() => {
  const script = new Blob([`"use strict";(${engineWorker})();`], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(script));

  /** @type {Map<number, { resolve: (text: string) => void, reject: (failure: Failed) => void }>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failure === undefined) asked?.resolve(data.answer);
    else asked?.reject(JSON.parse(data.failure));
  };
  worker.onerror = (event) => {
    for (const asked of waiting.values()) asked.reject({ error: `the engine does not run: ${event.message}` });
    waiting.clear();
  };

  /**
   * @param {object | string} question as the crate's `Question` says
   * @returns {Promise<string>} the answer, JSON; it is rejected with a {@link Failed}
   */
  function ask(question) {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, question: JSON.stringify(question) });
    });
  }

  /** Gives it the WebAssembly file; the script `wasm.js` does. @param {string} base64 */
  function load(base64) {
    const bytes = fromBase64(base64);
    worker.postMessage(bytes.buffer, [bytes.buffer]);
    first = ask({ classify: { edition: state.edition, report: reportJson() } });
    // Who waits for it tells what went wrong.
    first.catch(() => {});
  }
  return { ask, load };
})();

/** The answer to the first question, which is asked before the page is drawn. @type {Promise<string> | null} */
let first = null;

/** @param {string} text */
function fromBase64(text) {
  const short = /** @type {any} */ (Uint8Array).fromBase64;
  return short ? short.call(Uint8Array, text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

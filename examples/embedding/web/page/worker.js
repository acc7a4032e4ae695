"use strict";

/**
 * What runs in the worker: the engine, one question after the other. Its text is made into the
 * worker's script, so that the page also opens from disk, where a worker has no address.
 *
 * In comes first the WebAssembly file as bytes, then `{ id, question }`; out goes
 * `{ id, answer }` or `{ id, failure }`, both JSON texts.
 */
function engineWorker() {
  /** @type {WebAssembly.Module} */
  let file;
  /** @type {any} */
  let engine = null;

  /** @param {string} question */
  function ask(question) {
    engine ??= new WebAssembly.Instance(file).exports;
    const bytes = new TextEncoder().encode(question);
    const place = engine.question_at(bytes.length);
    new Uint8Array(engine.memory.buffer, place, bytes.length).set(bytes);
    const answered = engine.answer() === 1;
    const told = new Uint8Array(engine.memory.buffer, engine.answer_at(), engine.answer_length());
    const text = new TextDecoder().decode(told);
    return answered ? { answer: text } : { failure: text };
  }

  self.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) {
      file = new WebAssembly.Module(data);
      return;
    }
    let told;
    try {
      told = ask(data.question);
    } catch (error) {
      // Nothing is left of an engine that stopped: the next question gets a new one.
      engine = null;
      told = { failure: JSON.stringify({ error: `the engine stopped: ${error}` }) };
    }
    self.postMessage({ id: data.id, ...told });
  };
}

"use strict";

/**
 * Where in the page each part of the report is edited, so that a mistake can be shown beside its
 * field. A place holds elements with `data-key`, the name of a field.
 * @type {WeakMap<object, { place: HTMLElement, open?: () => void }>}
 */
const places = new WeakMap();

/**
 * A labelled control.
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {string} key the field of the report
 */
function field(label, control, key) {
  control.id = newId();
  return make("div", { class: "field", "data-key": key }, make("label", { for: control.id }, label), control);
}

/**
 * An input that writes into a field as it is typed.
 * @param {any} object
 * @param {string} key
 * @param {{ type?: string, required?: boolean, list?: string, then?: () => void }} [how]
 */
function input(object, key, { type = "text", required = false, list, then } = {}) {
  const made = make("input", { type, list, spellcheck: "false", min: type === "number" ? "0" : undefined });
  made.value = object[key] ?? "";
  made.addEventListener("input", () => {
    const value = type === "number" && made.value !== "" ? Number(made.value) : made.value;
    if (required) object[key] = value;
    else setOrDrop(object, key, value);
    then?.();
    changed();
  });
  return made;
}

/**
 * A choice of names; one that is not known stays, to be shown as a mistake.
 * @param {[string, string][]} options values, each with what is shown
 * @param {string} value
 * @param {(value: string) => void} choose
 */
function select(options, value, choose) {
  const known = options.some(([name]) => name === value);
  const all = known ? options : [...options, /** @type {[string, string]} */ ([value, `${value} (not known)`])];
  const made = make("select", {}, ...all.map(([name, label]) => make("option", { value: name }, label)));
  made.value = value;
  made.addEventListener("change", () => {
    choose(made.value);
    changed();
  });
  return made;
}

/** A choice of a person. @param {any} object @param {string} key */
function personSelect(object, key) {
  const options = peopleOf(state.report).map((id) => /** @type {[string, string]} */ ([id, id || "nobody yet"]));
  return select(options, object[key], (id) => {
    object[key] = id;
  });
}

/**
 * Boxes to tick, one for each name in a list of the report.
 * @param {string} legend
 * @param {string} key the field, a list of names
 * @param {any} object
 * @param {{ name: string, question?: string }[]} words
 * @param {() => void} [then]
 */
function checks(legend, key, object, words, then) {
  const boxes = words.map(({ name, question }) => {
    const box = make("input", { type: "checkbox", value: name, id: newId() });
    box.checked = (object[key] ?? []).includes(name);
    box.addEventListener("change", () => {
      const others = (object[key] ?? []).filter((/** @type {string} */ other) => other !== name);
      object[key] = box.checked ? [...others, name] : others;
      if (!["victims", "suspects"].includes(key)) setOrDrop(object, key, object[key]);
      then?.();
      changed();
    });
    const label = question === undefined ? [name || "nobody yet"] : [make("b", {}, sentence(name)), " ", make("span", {}, question)];
    return make("div", { class: "check" }, box, make("label", { for: box.id }, ...label));
  });
  return make("fieldset", { "data-key": key }, make("legend", {}, legend), make("div", { class: "checks" }, ...boxes));
}

/** A name as the beginning of a sentence. @param {string} name */
function sentence(name) {
  const words = inWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A question with yes, no or not known.
 * @param {string} question
 * @param {string} key
 * @param {boolean | null | undefined} value
 * @param {string} unknown what it is called when nobody has said
 * @param {(value: boolean | undefined) => void} choose
 */
function yesNo(question, key, value, unknown, choose) {
  const group = newId();
  const one = (/** @type {string} */ words, /** @type {boolean | undefined} */ means) => {
    const radio = make("input", { type: "radio", name: group, id: newId() });
    radio.checked = (value ?? undefined) === means;
    radio.addEventListener("change", () => {
      choose(means);
      changed();
    });
    return make("span", { class: "radio" }, radio, make("label", { for: radio.id }, words));
  };
  const title = make("p", { id: newId() }, question);
  return make("div", { class: "yes-no", role: "radiogroup", "aria-labelledby": title.id, "data-key": key },
    title, make("div", {}, one("Yes", true), one("No", false), one(unknown, undefined)));
}

/**
 * A button that takes something away; the focus goes to what follows, or to the heading.
 * @param {string} what
 * @param {() => void} remove
 * @param {() => HTMLElement | null | undefined} focusAfter
 */
function removeButton(what, remove, focusAfter) {
  return make("button", { type: "button", class: "remove", "aria-label": `Remove ${what}`, click: () => {
    remove();
    changed();
    focusAfter()?.focus();
  } }, "Remove");
}

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
  made.addEventListener("blur", () => noteBad(made, made.validity.badInput ? `This is no ${type === "date" ? "day" : "number"}, and is not in the report.` : ""));
  // Half a code is no code: one is read when it is finished.
  made.addEventListener(list ? "change" : "input", () => {
    const value = type === "number" && made.value !== "" ? Number(made.value) : made.value;
    if (required) object[key] = value;
    else setOrDrop(object, key, value);
    then?.();
    changed();
  });
  return made;
}

/**
 * Says beside a control that what stands in it does not count.
 * @param {HTMLInputElement} control
 * @param {string} says nothing where it does count
 */
function noteBad(control, says) {
  const wrapping = control.parentElement;
  wrapping?.querySelector(".refused")?.remove();
  control.setCustomValidity(says);
  if (!says) return;
  wrapping?.append(make("p", { class: "refused", role: "alert" }, says));
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

/**
 * A choice of a person.
 * @param {any} object
 * @param {string} key
 * @param {string} [none] what null is called, where the field may hold it
 */
function personSelect(object, key, none) {
  const ids = peopleOf(state.report);
  const options = ids.map((id, n) => /** @type {[string, string]} */ ([String(n), id || "nobody yet"]));
  if (none !== undefined) options.push(["null", none]);
  const now = object[key] === null ? "null" : String(ids.indexOf(object[key]));
  return select(options, now, (chosen) => {
    object[key] = chosen === "null" ? null : ids[Number(chosen)];
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

/**
 * Boxes for the effects of an incident, with one that says that there was none: where no box is
 * ticked nobody has said, and it is asked.
 * @param {Incident} incident
 * @param {{ name: string, question?: string }[]} words
 * @param {() => void} then
 */
function effectChecks(incident, words, then) {
  const none = make("input", { type: "checkbox", id: newId() });
  const others = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (set.querySelectorAll("input"))].filter((box) => box !== none);
  const set = checks("Effects on each victim", "effects", incident, words, () => {
    none.checked = false;
    then();
  });
  none.checked = incident.effects?.length === 0;
  none.addEventListener("change", () => {
    for (const box of others()) box.checked = false;
    if (none.checked) incident.effects = [];
    else delete incident.effects;
    then();
    changed();
  });
  const label = make("label", { for: none.id }, make("b", {}, "None"), " ", make("span", {}, "Did it do nothing of this to the victim?"));
  set.querySelector(".checks")?.append(make("div", { class: "check" }, none, label));
  return set;
}

/**
 * Yes, no or not known for each declared fact, and for whatever else stands among the facts.
 * @param {Word[]} declared
 * @param {Facts} known
 * @param {() => { facts?: Facts }} get that which they are facts of
 */
function factFields(declared, known, get) {
  const strange = Object.keys(known).filter((name) => !declared.some((word) => word.name === name) && !name.startsWith("x-"));
  const all = [...declared, ...strange.map((name) => ({ name, question: `${name}: this name is not known.` }))];
  return all.map(({ name, question }) => {
    const unknown = words.groups.taken_as_true.includes(name) ? "Not known: taken as yes" : "Not known";
    return yesNo(question, `facts.${name}`, known[name], unknown, (value) => setOrDrop((get().facts ??= {}), name, value));
  });
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

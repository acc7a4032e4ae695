"use strict";

/** Draws the whole form anew. */
function drawForm() {
  const { report } = state;
  byId("report-fields").replaceChildren(
    field("Reference", input(report, "reference", { required: true }), "reference"),
    field("Reported on", input(report, "reported_on", { type: "date", required: true }), "reported_on"));
  drawPeople();
  drawWithPeople();
}

/** The names of offences, to choose from: they are many, and are made when somebody looks for one. */
function drawOffences() {
  const list = byId("offences");
  if (list.childElementCount > 0) return;
  list.replaceChildren(...words.offences.map(({ code, title }) => make("option", { value: code }, title)));
}

/** @type {Map<string, string>} */
const titles = new Map();

/** The name of an offence, by its code, with its class or without. @param {string} code */
function titleOf(code) {
  if (!words) return "";
  if (titles.size === 0) words.offences.forEach((offence) => titles.set(offence.code, offence.title));
  return titles.get(code) ?? titles.get(code.replace(/^.*:/, "")) ?? "";
}

/** Something was typed. */
function changed() {
  state.unsaved = true;
  decideSoon();
}

/**
 * Puts another report into the form.
 * @param {Report} report
 * @param {string | null} [edition] the one to decide it under, none by its day; as before where not said
 */
function putReport(report, edition = state.edition) {
  state.report = report;
  setEdition(edition);
  state.unsaved = false;
  forgetJson();
  // It is decided while the form is drawn.
  decideSoon();
  drawForm();
}

function listenToForm() {
  byId("form").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLInputElement && target.hasAttribute("list")) drawOffences();
  });
  byId("add-person").addEventListener("click", addPerson);
  byId("add-incident").addEventListener("click", addIncident);
  byId("add-recorded").addEventListener("click", addRecorded);
  byId("add-intervention").addEventListener("click", addIntervention);
}

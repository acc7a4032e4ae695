"use strict";

/** Crimes recorded before, and what police and courts did. */
function drawEarlier() {
  byId("recorded").replaceChildren(...(state.report.recorded_crimes ?? []).map(recordedRow));
  byId("interventions").replaceChildren(...(state.report.interventions ?? []).map(interventionRow));
}

/**
 * Takes an item out of a list of the report.
 * @param {"recorded_crimes" | "interventions"} key
 * @param {object} item
 */
function takeOut(key, item) {
  const list = /** @type {object[]} */ (state.report[key] ?? []);
  setOrDrop(state.report, key, list.filter((other) => other !== item));
  drawEarlier();
}

/** @param {RecordedCrime} crime */
function recordedRow(crime) {
  const people = peopleOf(state.report).map((name) => ({ name }));
  const gap = checks("Registrar", "gap", { gap: crime.longer_gap_accepted ? ["longer gap accepted"] : [] }, [{ name: "longer gap accepted" }]);
  const box = gap.querySelector("input");
  box?.addEventListener("change", () => {
    setOrDrop(crime, "longer_gap_accepted", box.checked || undefined);
    changed();
  });
  const row = make("div", { class: "fields item" },
    make("div", { class: "row" },
      field("Crime number", input(crime, "id", { required: true }), "id"),
      field("Offence code", input(crime, "code", { required: true, list: "offences" }), "code"),
      field("Last incident", input(crime, "last_incident_on", { type: "date", required: true }), "last_incident_on"),
      field("Recorded on", input(crime, "recorded_on", { type: "date" }), "recorded_on")),
    make("div", { class: "row" },
      field("Victim", personSelect(crime, "victim", "It has no victim"), "victim"),
      checks("Suspects", "suspects", crime, people), gap),
    removeButton(`recorded crime ${crime.id}`, () => takeOut("recorded_crimes", crime), () => byId("earlier-title")));
  places.set(crime, { place: row });
  return row;
}

/** @param {Intervention} done */
function interventionRow(done) {
  const kinds = words.vocabulary.interventions.map(({ name }) => /** @type {[string, string]} */ ([name, sentence(name)]));
  const kind = select(kinds, done.kind, (name) => {
    done.kind = name;
  });
  const over = select([["", "The conduct towards this victim"], ["other", "Something else"]], done.for ?? "", (value) =>
    setOrDrop(done, "for", value));
  const row = make("div", { class: "fields item" },
    make("div", { class: "row" },
      field("Day", input(done, "on", { type: "date", required: true }), "on"),
      field("What", kind, "kind"),
      field("Over", over, "for")),
    make("div", { class: "row" },
      field("Victim", personSelect(done, "victim"), "victim"),
      field("Suspect", personSelect(done, "suspect"), "suspect")),
    removeButton(`the ${inWords(done.kind)}`, () => takeOut("interventions", done), () => byId("interventions-title")));
  places.set(done, { place: row });
  return row;
}

/** @param {string} id of the list that grew */
function showLast(id) {
  drawEarlier();
  changed();
  byId(id).lastElementChild?.querySelector("input")?.focus();
}

function addRecorded() {
  const { report } = state;
  const [victim = "", suspect = ""] = pairsOf(report)[0] ?? peopleOf(report);
  const list = (report.recorded_crimes ??= []);
  list.push({ id: freeId(list, "C"), code: "195/94", victim, suspects: [suspect], last_incident_on: report.reported_on });
  showLast("recorded");
}

function addIntervention() {
  const { report } = state;
  const [victim = "", suspect = ""] = pairsOf(report)[0] ?? peopleOf(report);
  (report.interventions ??= []).push({ on: report.reported_on, victim, suspect, kind: "charge" });
  showLast("interventions");
}

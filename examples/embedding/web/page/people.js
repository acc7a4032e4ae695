"use strict";

/** The people, a row each. */
function drawPeople() {
  const people = state.report.people ?? [];
  byId("people").replaceChildren(...people.map(personRow));
}

/** @param {Person} person */
function personRow(person) {
  const id = make("input", { type: "text", spellcheck: "false" });
  id.value = person.id;
  id.addEventListener("change", () => rename(person, id));
  const row = make("div", { class: "row person" },
    field("Name or id", id, "id"),
    field("Born", input(person, "born", { type: "date" }), "born"),
    field("or age", input(person, "age", { type: "number" }), "age"),
    removeButton(person.id, () => removePerson(person), () => byId("people-title")));
  places.set(person, { place: row });
  return row;
}

/** @param {Person} person @param {HTMLInputElement} control */
function rename(person, control) {
  const before = person.id;
  const taken = peopleOf(state.report).some((id) => id === control.value && id !== before);
  control.setCustomValidity(taken ? `There is a ${control.value} already.` : "");
  if (taken) {
    control.reportValidity();
    control.value = before;
    return;
  }
  renamePerson(state.report, before, control.value);
  drawWithPeople();
  changed();
}

/** @param {Person} person */
function removePerson(person) {
  const { report } = state;
  setOrDrop(report, "people", report.people?.filter((other) => other !== person));
  drawPeople();
  drawWithPeople();
}

function addPerson() {
  const people = (state.report.people ??= []);
  people.push({ id: freeId(peopleOf(state.report).map((id) => ({ id })), "p") });
  drawPeople();
  drawWithPeople();
  changed();
  const last = byId("people").lastElementChild?.querySelector("input");
  last?.focus();
  last?.select();
}

/** Whatever offers people to choose from. */
function drawWithPeople() {
  drawIncidents();
  drawPairs();
  drawEarlier();
  drawRecording();
}

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
    field("Who it is", kindSelect(person), "kind"),
    removeButton(person.id, () => removePerson(person), () => byId("people-title")));
  places.set(person, { place: row });
  return row;
}

/** Only an individual can be harassed, stalked or controlled. @param {Person} person */
function kindSelect(person) {
  const kinds = /** @type {[string, string][]} */ ([
    ["individual", "An individual"], ["organisation", "An organisation"], ["state", "The state"]]);
  return select(kinds, person.kind ?? "individual", (kind) =>
    setOrDrop(person, "kind", kind === "individual" ? undefined : kind));
}

/** @param {Person} person @param {HTMLInputElement} control */
function rename(person, control) {
  const before = person.id;
  const after = control.value.trim();
  const alike = peopleOf(state.report).find((id) => id !== before && likeness(id) === likeness(after));
  const wrong = after === "" ? "A name is needed: it stays as it was." : alike === undefined ? "" : `There is a ${alike} already.`;
  control.value = wrong ? before : after;
  noteBad(control, wrong);
  if (wrong) return;
  renamePerson(state.report, before, after);
  // The row stays, since the focus is on its way to the next field of it.
  control.closest(".row")?.querySelector(".remove")?.setAttribute("aria-label", `Remove ${after}`);
  drawWithPeople();
  changed();
}

/** Two names that are one in this are too like each other to be told apart. @param {string} name */
function likeness(name) {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/**
 * Takes a person out of the report, once somebody has agreed to what goes with them.
 * @param {Person} person
 */
function removePerson(person) {
  const named = namedIn(state.report, person.id);
  const says = `${person.id} is named elsewhere: ${listInWords(named)}. Take ${person.id} out of all of that?`;
  if (named.length > 0 && !confirm(says)) return;
  takeOutPerson(state.report, person);
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

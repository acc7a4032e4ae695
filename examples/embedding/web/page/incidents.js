"use strict";

/** Incidents that stand open in the form. @type {WeakSet<Incident>} */
const opened = new WeakSet();

/** The incidents by day, each closed to a line until somebody opens it. */
function drawIncidents() {
  byId("incidents").replaceChildren(...state.report.incidents.toSorted(byDay).map(incidentItem));
}

/** @param {Incident} incident */
function incidentItem(incident) {
  const line = make("summary");
  const details = make("details", {}, line);
  const tell = () => {
    const who = whoInWords(incident.suspects, incident.victims.length ? listInWords(incident.victims) : null);
    line.replaceChildren(
      make("b", {}, incident.id), " ", make("span", { class: "when" }, whenInWords(incident)), " ",
      make("span", { class: "who" }, who), " ", make("span", { class: "what" }, whatInWords(incident)));
  };
  tell();
  const item = make("li", {}, details);
  // Two hundred incidents have five thousand boxes: they are made when they are looked at.
  const open = () => {
    details.open = true;
    opened.add(incident);
    if (details.childElementCount === 1) details.append(incidentFields(incident, item, tell));
  };
  details.addEventListener("toggle", () => (details.open ? open() : opened.delete(incident)));
  if (opened.has(incident)) open();
  places.set(incident, { place: details, open });
  return item;
}

/**
 * @param {Incident} incident
 * @param {HTMLElement} item
 * @param {() => void} tell
 */
function incidentFields(incident, item, tell) {
  const { vocabulary, groups } = words;
  const people = peopleOf(state.report).map((name) => ({ name }));
  const between = () => {
    tell();
    offences.draw();
    drawPairs();
    drawRecording();
  };
  const offences = offenceList(incident, tell);
  const acts = incident.acts ?? [];
  const [stalking, communications] = [groups.stalking, groups.communications];
  const others = vocabulary.acts.map((act) => act.name).filter((act) => !stalking.includes(act) && !communications.includes(act));
  const known = (/** @type {string[]} */ names) => vocabulary.acts.filter((act) => names.includes(act.name));
  const strange = (/** @type {string[]} */ names, /** @type {Word[]} */ all) =>
    names.filter((name) => !all.some((word) => word.name === name)).map((name) => ({ name, question: "This name is not known." }));
  const on = input(incident, "on", { type: "date", required: true, then: tell });
  on.addEventListener("blur", () => putInOrder(item));
  return make("div", { class: "fields" },
    make("div", { class: "row" },
      field("Day", on, "on"),
      field("Last day", input(incident, "to", { type: "date", then: tell }), "to"),
      field("Occasions", input(incident, "occasions", { type: "number", then: tell }), "occasions"),
      field("Id", input(incident, "id", { required: true, then: tell }), "id")),
    make("div", { class: "row" },
      checks("Victims", "victims", incident, people, between),
      checks("Suspects", "suspects", incident, people, between)),
    checks("Acts associated with stalking", "acts", incident, known(stalking), tell),
    checks("Other acts", "acts", incident, [...known(others), ...strange(acts, vocabulary.acts)], tell),
    checks("Communications that are an offence in themselves", "acts", incident, known(communications), tell),
    effectChecks(incident, [...vocabulary.effects, ...strange(incident.effects ?? [], vocabulary.effects)], tell),
    offences.place,
    ...factFields(vocabulary.incident, incident.facts ?? {}, () => incident),
    removeButton(`incident ${incident.id}`, () => {
      state.report.incidents.splice(state.report.incidents.indexOf(incident), 1);
      item.remove();
      drawPairs();
    }, () => byId("incidents-title")));
}

/** Moves an incident to the place of its day, and keeps the focus. @param {HTMLElement} item */
function putInOrder(item) {
  const list = byId("incidents");
  const order = state.report.incidents.toSorted(byDay).map((incident) => places.get(incident)?.place.parentElement);
  if (order.every((place, n) => place === list.children[n])) return;
  const next = order[order.indexOf(item) + 1] ?? null;
  // The focus moves on after this event.
  setTimeout(() => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    list.insertBefore(item, next);
    focused?.focus();
  });
}

function addIncident() {
  const incident = newIncident(state.report);
  state.report.incidents.push(incident);
  opened.add(incident);
  drawIncidents();
  drawPairs();
  changed();
  const place = places.get(incident)?.place;
  place?.querySelector("input")?.focus();
  place?.scrollIntoView({ block: "nearest" });
}

"use strict";

/** The report that is being written, as it is saved, and the edition; none means by its day. */
const state = {
  /** The built-in one where the address ends in `#example`. @type {Report} */
  report: location.hash === "#example" ? structuredClone(EXAMPLE) : emptyReport(),
  /** @type {string | null} */
  edition: null,
  /** Whether something was typed since it was saved. */
  unsaved: false,
};

/** What the page begins with: two people and no incident. @returns {Report} */
function emptyReport() {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const reported_on = day.map((part) => String(part).padStart(2, "0")).join("-");
  return { reference: "new report", reported_on, people: [{ id: "v1" }, { id: "s1" }], incidents: [] };
}

/**
 * Everybody whom a report names, those listed first.
 * @param {Report} report
 * @returns {string[]}
 */
function peopleOf(report) {
  const all = new Set((report.people ?? []).map((person) => person.id));
  for (const { victims, suspects } of report.incidents) [...victims, ...suspects].forEach((id) => all.add(id));
  for (const { victim, suspect } of report.pairs ?? []) all.add(victim).add(suspect);
  for (const { victim, suspects } of report.recorded_crimes ?? []) {
    if (victim !== null) all.add(victim);
    suspects.forEach((id) => all.add(id));
  }
  for (const { victim, suspect } of report.interventions ?? []) all.add(victim).add(suspect);
  return [...all];
}

/**
 * Each victim and suspect who are named together, or of whom something is said.
 * @param {Report} report
 * @returns {[string, string][]}
 */
function pairsOf(report) {
  /** @type {Map<string, [string, string]>} */
  const all = new Map();
  const add = (/** @type {string} */ victim, /** @type {string} */ suspect) =>
    all.set(JSON.stringify([victim, suspect]), [victim, suspect]);
  for (const { victim, suspect } of report.pairs ?? []) add(victim, suspect);
  for (const { victims, suspects } of report.incidents) {
    victims.forEach((victim) => suspects.forEach((suspect) => add(victim, suspect)));
  }
  return [...all.values()];
}

/**
 * What is said of a victim and a suspect together; nothing yet where nobody has said anything.
 * @param {Report} report
 * @param {string} victim
 * @param {string} suspect
 */
function pairOf(report, victim, suspect) {
  return report.pairs?.find((pair) => pair.victim === victim && pair.suspect === suspect);
}

/**
 * The same, made where it is not there.
 * @param {Report} report
 * @param {string} victim
 * @param {string} suspect
 * @returns {Pair}
 */
function makePair(report, victim, suspect) {
  const known = pairOf(report, victim, suspect);
  if (known) return known;
  const made = { victim, suspect };
  (report.pairs ??= []).push(made);
  return made;
}

/**
 * Gives a person another id, wherever the report names them.
 * @param {Report} report
 * @param {string} before
 * @param {string} after
 */
function renamePerson(report, before, after) {
  const name = (/** @type {string} */ id) => (id === before ? after : id);
  for (const person of report.people ?? []) person.id = name(person.id);
  for (const pair of [...(report.pairs ?? []), ...(report.interventions ?? [])]) {
    pair.victim = name(pair.victim);
    pair.suspect = name(pair.suspect);
  }
  for (const incident of report.incidents) {
    incident.victims = incident.victims.map(name);
    incident.suspects = incident.suspects.map(name);
    for (const offence of incident.offences ?? []) {
      if (typeof offence === "string") continue;
      if (offence.victims) offence.victims = offence.victims.map(name);
      if (offence.suspects) offence.suspects = offence.suspects.map(name);
    }
  }
  for (const crime of report.recorded_crimes ?? []) {
    if (crime.victim !== null) crime.victim = name(crime.victim);
    crime.suspects = crime.suspects.map(name);
  }
  const of = report.recording?.by_victim;
  if (of?.[before]) {
    of[after] = of[before];
    delete of[before];
  }
}

/**
 * Where a report names a person beside the list of people, in words.
 * @param {Report} report
 * @param {string} id
 */
function namedIn(report, id) {
  const count = (/** @type {number} */ n, /** @type {string} */ one, many = `${one}s`) => (n > 0 ? [`${n} ${n === 1 ? one : many}`] : []);
  const isOf = (/** @type {{ victim: string | null, suspect: string }} */ { victim, suspect }) => victim === id || suspect === id;
  return [
    ...count(report.incidents.filter(({ victims, suspects }) => victims.includes(id) || suspects.includes(id)).length, "incident"),
    ...count((report.pairs ?? []).filter(isOf).length, "victim and suspect", "pairs of victim and suspect"),
    ...count((report.recorded_crimes ?? []).filter(({ victim, suspects }) => victim === id || suspects.includes(id)).length, "recorded crime"),
    ...count((report.interventions ?? []).filter(isOf).length, "intervention"),
    ...(report.recording?.by_victim?.[id] ? ["the recording test"] : [])];
}

/**
 * Takes a person out of the report. Where somebody must stand, nobody does yet, and the report is to
 * be put right; an offence that was done to or by nobody else goes too.
 * @param {Report} report
 * @param {Person} person
 */
function takeOutPerson(report, person) {
  const { id } = person;
  const others = (/** @type {string[]} */ list) => list.filter((other) => other !== id);
  const only = (/** @type {string[] | undefined} */ list) => list?.length === 1 && list[0] === id;
  setOrDrop(report, "people", report.people?.filter((other) => other !== person));
  setOrDrop(report, "pairs", report.pairs?.filter(({ victim, suspect }) => victim !== id && suspect !== id));
  for (const incident of report.incidents) {
    incident.victims = others(incident.victims);
    incident.suspects = others(incident.suspects);
    const left = incident.offences?.filter((offence) => typeof offence === "string" || !(only(offence.victims) || only(offence.suspects)));
    if (left && left.length !== incident.offences?.length) setOrDrop(incident, "offences", left);
    for (const offence of incident.offences ?? []) {
      if (typeof offence === "string") continue;
      if (offence.victims) offence.victims = others(offence.victims);
      if (offence.suspects) offence.suspects = others(offence.suspects);
    }
  }
  for (const crime of report.recorded_crimes ?? []) {
    if (crime.victim === id) crime.victim = "";
    crime.suspects = others(crime.suspects);
  }
  for (const done of report.interventions ?? []) {
    if (done.victim === id) done.victim = "";
    if (done.suspect === id) done.suspect = "";
  }
  if (report.recording?.by_victim) delete report.recording.by_victim[id];
}

/**
 * The first id of a kind that is free: i1, i2, …
 * @param {{ id: string }[]} list
 * @param {string} letter
 */
function freeId(list, letter) {
  const taken = new Set(list.map((item) => item.id));
  for (let n = list.length + 1; ; n += 1) {
    if (!taken.has(letter + n)) return letter + n;
  }
}

/**
 * A new incident: the people and the day of the last one, or the first two people.
 * @param {Report} report
 * @returns {Incident}
 */
function newIncident(report) {
  const last = report.incidents.toSorted(byDay).at(-1);
  const [victim, suspect] = peopleOf(report);
  return {
    id: freeId(report.incidents, "i"),
    on: last?.to ?? last?.on ?? report.reported_on,
    victims: [...(last?.victims ?? (victim === undefined ? [] : [victim]))],
    suspects: [...(last?.suspects ?? (suspect === undefined ? [] : [suspect]))],
  };
}

/**
 * By day, then id.
 * @param {Incident} one
 * @param {Incident} other
 */
function byDay(one, other) {
  const [a, b] = [one.on + " " + one.id, other.on + " " + other.id];
  return a < b ? -1 : Number(a > b);
}

/**
 * Sets a field, or takes it away where there is nothing to say.
 * @param {any} object
 * @param {string} key
 * @param {unknown} value
 */
function setOrDrop(object, key, value) {
  const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (empty) delete object[key];
  else object[key] = value;
}

/**
 * A report as it was written, with the lists that the form draws and a report may leave out.
 * @param {Report} report
 */
function withLists(report) {
  for (const incident of report.incidents) {
    incident.victims ??= [];
    incident.suspects ??= [];
  }
  for (const crime of report.recorded_crimes ?? []) crime.suspects ??= [];
  return report;
}

/** The code of an offence, however it is given. @param {Offence} offence */
function codeOf(offence) {
  return typeof offence === "string" ? offence : offence.code;
}

/** The report as it is saved. @returns {string} */
function reportJson() {
  return JSON.stringify(state.report, null, 2);
}

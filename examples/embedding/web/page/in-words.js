"use strict";

/** A name as people say it. @param {string} name */
function inWords(name) {
  return name.replace(/[-_]/g, " ");
}

/** A day as people write it; what is no day as it stands. @param {string} day */
function dayInWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  // JavaScript takes the 31st of February for a day in March.
  const known = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  if (!known) return day ? `${day} (no such day)` : "no day";
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/** @param {string[]} items */
function listInWords(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** @param {string[]} suspects @param {string | null | undefined} victim */
function whoInWords(suspects, victim) {
  return victim === null || victim === undefined ? listInWords(suspects) : `${listInWords(suspects)} against ${victim}`;
}

/** When an incident was. @param {Incident} incident */
function whenInWords({ on, to, occasions }) {
  const days = to && to !== on ? `${dayInWords(on)} to ${dayInWords(to)}` : dayInWords(on);
  return occasions && occasions > 1 ? `${days}, ${occasions} times` : days;
}

/** Whom an offence concerns, where it is not everybody of its incident. @param {Offence} offence */
function offenceWhoInWords(offence) {
  if (typeof offence === "string") return "";
  const { victims, suspects } = offence;
  const parts = [
    victims ? `to ${listInWords(victims) || "nobody"}` : "",
    suspects ? `by ${listInWords(suspects) || "nobody"}` : ""];
  return parts.filter(Boolean).join(" ");
}

/** What happened in an incident. @param {Incident} incident */
function whatInWords({ acts = [], effects, offences = [] }) {
  const given = offences.map((offence) => [codeOf(offence), offenceWhoInWords(offence)].filter(Boolean).join(" "));
  const had = effects?.length === 0 ? ["no effect"] : (effects ?? []).map(inWords);
  const parts = [acts.map(inWords), given, had].filter((part) => part.length > 0);
  return parts.map((part) => part.join(", ")).join("; ") || "nothing said yet";
}

/**
 * What is known of a person, if anything is.
 * @param {Person} person
 * @param {(facts: Facts) => string[]} said
 */
function personInWords({ age, born, kind, facts = {} }, said) {
  const years = born ? [`born ${dayInWords(born)}`] : age === undefined ? [] : [`${age} years old`];
  const kinds = kind === undefined || kind === "individual" ? [] : [kind === "state" ? "the state" : "an organisation"];
  return [...kinds, ...years, ...said(facts)].join("; ");
}

/** The report in lines, for paper: a heading, and what stands below it. @param {Report} report @returns {[string, string[]][]} */
function reportInWords(report) {
  const said = (/** @type {Record<string, any>} */ facts) =>
    Object.entries(facts)
      .filter(([, value]) => typeof value === "boolean")
      .map(([name, value]) => `${inWords(name)}: ${value ? "yes" : "no"}`);
  const recording = (/** @type {Recording} */ r) => [
    ...(r.reported_by ? [`reported by: ${inWords(r.reported_by)}`] : []), ...said(r)];
  const all = /** @type {[string, string[]][]} */ ([
    ["People", (report.people ?? []).map((person) => [person.id, personInWords(person, said)]).filter(([, says]) => says).map((line) => line.join(": "))],
    ["Incidents", report.incidents.toSorted(byDay).map((incident) =>
      `${incident.id}, ${whenInWords(incident)}: ${whoInWords(incident.suspects, incident.victims.length ? listInWords(incident.victims) : null)}. ${[whatInWords(incident), ...said(incident.facts ?? {})].join("; ")}.`)],
    ["Between victim and suspect", (report.pairs ?? []).map(({ victim, suspect, relationship, facts = {} }) =>
      `${whoInWords([suspect], victim)}: ${[inWords(relationship ?? "relationship not known"), ...said(facts)].join("; ")}.`)],
    ["Recorded before", (report.recorded_crimes ?? []).map((crime) =>
      `${crime.id}: ${crime.code}, ${whoInWords(crime.suspects, crime.victim)}, last incident ${dayInWords(crime.last_incident_on)}${crime.recorded_on ? `, recorded on ${dayInWords(crime.recorded_on)}` : ""}${crime.longer_gap_accepted ? ", longer gap accepted" : ""}.`)],
    ["What police and courts did", (report.interventions ?? []).map((done) =>
      `${dayInWords(done.on)}: ${inWords(done.kind)}, ${whoInWords([done.suspect], done.victim)}${done.for ? ", over something else" : ""}.`)],
    ["Recording test", [
      ...recording(report.recording ?? {}),
      ...Object.entries(report.recording?.by_victim ?? {}).map(([id, r]) => `As to ${id}: ${recording(r).join("; ")}`),
    ]],
  ]);
  return all.filter(([, lines]) => lines.length > 0);
}

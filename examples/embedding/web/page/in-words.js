"use strict";

/** A name as people say it. @param {string} name */
function inWords(name) {
  return name.replace(/[-_]/g, " ");
}

/** A day as people write it; what is no day as it stands. @param {string} day */
function dayInWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(date.getTime())) return day || "no day";
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

/** What happened in an incident. @param {Incident} incident */
function whatInWords({ acts = [], effects = [], offences = [] }) {
  const parts = [acts.map(inWords), offences, effects.map(inWords)].filter((part) => part.length > 0);
  return parts.map((part) => part.join(", ")).join("; ") || "nothing said yet";
}

/** The report in lines, for paper: a heading, and what stands below it. @param {Report} report @returns {[string, string[]][]} */
function reportInWords(report) {
  const people = (report.people ?? []).filter(({ age, born }) => age !== undefined || born);
  const said = (/** @type {Record<string, any>} */ facts) =>
    Object.entries(facts)
      .filter(([, value]) => typeof value === "boolean")
      .map(([name, value]) => `${inWords(name)}: ${value ? "yes" : "no"}`);
  const recording = (/** @type {Recording} */ r) => [
    ...(r.reported_by ? [`reported by: ${inWords(r.reported_by)}`] : []), ...said(r)];
  const all = /** @type {[string, string[]][]} */ ([
    ["People", people.map(({ id, age, born }) => `${id}: ${born ? `born ${dayInWords(born)}` : `${age} years old`}`)],
    ["Incidents", report.incidents.toSorted(byDay).map((incident) =>
      `${incident.id}, ${whenInWords(incident)}: ${whoInWords(incident.suspects, incident.victims.length ? listInWords(incident.victims) : null)}. ${whatInWords(incident)}.`)],
    ["Between victim and suspect", (report.pairs ?? []).map(({ victim, suspect, relationship, facts = {} }) =>
      `${whoInWords([suspect], victim)}: ${[inWords(relationship ?? "relationship not known"), ...said(facts)].join("; ")}.`)],
    ["Recorded before", (report.recorded_crimes ?? []).map((crime) =>
      `${crime.id}: ${crime.code}, ${whoInWords(crime.suspects, crime.victim)}, last incident ${dayInWords(crime.last_incident_on)}${crime.longer_gap_accepted ? ", longer gap accepted" : ""}.`)],
    ["What police and courts did", (report.interventions ?? []).map((done) =>
      `${dayInWords(done.on)}: ${inWords(done.kind)}, ${whoInWords([done.suspect], done.victim)}${done.for ? ", over something else" : ""}.`)],
    ["Recording test", [
      ...recording(report.recording ?? {}),
      ...Object.entries(report.recording?.by_victim ?? {}).map(([id, r]) => `As to ${id}: ${recording(r).join("; ")}`),
    ]],
  ]);
  return all.filter(([, lines]) => lines.length > 0);
}

"use strict";

/** For each victim and suspect, how they stand to each other and the facts of the two. */
function drawPairs() {
  const pairs = pairsOf(state.report);
  const open = pairs.length <= 4;
  byId("pairs").replaceChildren(...(pairs.length > 0
    ? pairs.map(([victim, suspect]) => pairFields(victim, suspect, open))
    : [make("p", { class: "quiet" }, "Nobody is named in an incident yet.")]));
}

/** @param {string} victim @param {string} suspect @param {boolean} open */
function pairFields(victim, suspect, open) {
  const { report } = state;
  const known = pairOf(report, victim, suspect);
  const details = make("details", { open }, make("summary", {}, make("b", {}, whoInWords([suspect], victim))));
  const register = () => {
    const pair = makePair(report, victim, suspect);
    places.set(pair, { place: details, open: () => (details.open = true) });
    return pair;
  };
  if (known) register();
  const relationships = [["", "Not known"], ...words.vocabulary.relationships.map(({ name }) => [name, sentence(name)])];
  const relationship = select(/** @type {[string, string][]} */ (relationships), known?.relationship ?? "", (name) =>
    setOrDrop(register(), "relationship", name));
  details.append(make("div", { class: "fields" },
    field("How they stand to each other", relationship, "relationship"),
    ...factFields(words.vocabulary.facts, known?.facts ?? {}, register)));
  return details;
}

/** The facts of the recording test, and what differs for one victim. */
function drawRecording() {
  const { report } = state;
  const whole = make("div", { class: "fields" }, ...recordingFields(() => (report.recording ??= {}), report.recording));
  if (report.recording) places.set(report.recording, { place: whole });
  const victims = [...new Set(report.incidents.flatMap((incident) => incident.victims))];
  const own = victims.map((id) => {
    const known = report.recording?.by_victim?.[id];
    const get = () => (((report.recording ??= {}).by_victim ??= {})[id] ??= {});
    return make("details", { open: known !== undefined }, make("summary", {}, `What differs for ${id}`),
      make("div", { class: "fields" }, ...recordingFields(get, known)));
  });
  byId("recording").replaceChildren(whole, ...(victims.length > 1 || report.recording?.by_victim ? own : []));
}

/** @param {() => Recording} get @param {Recording | undefined} known */
function recordingFields(get, known) {
  const reporters = [["", "Not said"], ...words.vocabulary.reporters.map(({ name }) => [name, sentence(name)])];
  const by = select(/** @type {[string, string][]} */ (reporters), known?.reported_by ?? "", (name) =>
    setOrDrop(get(), "reported_by", name));
  return [
    field("Who reports", by, "reported_by"),
    ...words.vocabulary.recording.map(({ name, question }) => {
      const unknown = words.groups.taken_as_true.includes(name) ? "Not said: yes" : "Not said: no";
      return yesNo(question, name, known?.[name], unknown, (value) => setOrDrop(get(), name, value));
    }),
  ];
}

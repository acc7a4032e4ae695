"use strict";

/**
 * Other offences, by code, and of each whom of the incident it concerns.
 * @param {Incident} incident
 * @param {() => void} tell
 */
function offenceList(incident, tell) {
  const list = make("ul", { class: "offences" });
  const code = make("input", { type: "text", list: "offences", autocomplete: "off" });
  const draw = () => list.replaceChildren(...(incident.offences ?? []).map((one, n) => make("li", {}, `${codeOf(one)} ${titleOf(codeOf(one))} `,
    removeButton(`offence ${codeOf(one)}`, () => put((incident.offences ?? []).filter((_, other) => other !== n)), () => code),
    concerns(incident, n, tell))));
  const put = (/** @type {Offence[]} */ offences) => {
    setOrDrop(incident, "offences", offences);
    draw();
    tell();
  };
  let asked = "";
  const add = async () => {
    const given = code.value.trim();
    // Enter, and leaving the field, may both come before the answer.
    if (given === asked) return;
    noteBad(code, "");
    asked = given;
    if (given === "") return;
    const wrong = await offenceRefused(incident, given);
    // Somebody may have typed on.
    if (code.value.trim() !== given) return;
    asked = "";
    noteBad(code, wrong);
    if (wrong) return;
    code.value = "";
    put([...(incident.offences ?? []), given]);
    changed();
  };
  code.addEventListener("change", add);
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    }
  });
  draw();
  const place = field("Other offence that it discloses, by code or name", code, "offences");
  place.classList.add("wide");
  place.append(list);
  return { place, draw };
}

/**
 * What the rules have against an offence that an incident is to have; nothing where it may. It is not
 * put into the report then, and the decision stays.
 * @param {Incident} incident
 * @param {string} given
 */
async function offenceRefused(incident, given) {
  const n = state.report.incidents.indexOf(incident);
  const place = incident.offences?.length ?? 0;
  const incidents = state.report.incidents.with(n, { ...incident, offences: [...(incident.offences ?? []), given] });
  const report = { ...state.report, incidents };
  try {
    await engine.ask({ classify: { edition: state.edition, report: JSON.stringify(report) } });
    return "";
  } catch (failed) {
    const { problems = [] } = /** @type {Failed} */ (failed);
    const own = problems.find(({ field }) => field === `incidents[${n}].offences[${place}]`);
    return own ? `Not added: ${own.message}${own.help ? ` (${own.help})` : ""}` : "";
  }
}

/**
 * To whom and by whom an offence was done: everybody of the incident where it does not say.
 * @param {Incident} incident
 * @param {number} n the number of the offence
 * @param {() => void} tell
 */
function concerns(incident, n, tell) {
  const line = make("summary");
  const details = make("details", { class: "concerns" }, line);
  const given = () => incident.offences?.[n] ?? "";
  const say = () => line.replaceChildren(`Done ${offenceWhoInWords(given()) || "to all victims by all suspects"}`);
  const boxes = (/** @type {string} */ legend, /** @type {"victims" | "suspects"} */ key) => {
    const one = given();
    const named = typeof one === "string" ? undefined : one[key];
    const all = [...new Set([...incident[key], ...(named ?? [])])];
    const ticked = { [key]: [...(named ?? incident[key])] };
    return checks(legend, key, ticked, all.map((name) => ({ name })), () => {
      limit(incident, n, key, ticked[key] ?? []);
      say();
      tell();
    });
  };
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(boxes("To", "victims"), boxes("By", "suspects"));
  });
  say();
  return details;
}

/**
 * Says whom an offence concerns; where that is everybody of the incident nothing is to be said.
 * @param {Incident} incident
 * @param {number} n
 * @param {"victims" | "suspects"} key
 * @param {string[]} named
 */
function limit(incident, n, key, named) {
  const one = incident.offences?.[n];
  if (one === undefined || !incident.offences) return;
  const offence = typeof one === "string" ? { code: one } : one;
  const everybody = named.length === incident[key].length && incident[key].every((id) => named.includes(id));
  if (everybody) delete offence[key];
  else offence[key] = named;
  incident.offences[n] = Object.keys(offence).length === 1 ? offence.code : offence;
}

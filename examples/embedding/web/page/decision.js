"use strict";

/** The edition that decided last. */
let decidedUnder = "";

/** How often something was asked for, and answered: only the newest is worth an answer. */
let [wanted, answered] = [0, 0];
let deciding = false;

/** How long nobody types before reasons, pictures and editions follow, in milliseconds. */
const PAUSE = 150;

/** Decides in the background; many calls while one is decided are one. */
function decideSoon() {
  wanted += 1;
  if (!deciding) decideUntilNewest();
}

async function decideUntilNewest() {
  deciding = true;
  while (answered < wanted) {
    const asked = wanted;
    const about = { edition: state.edition, report: reportJson() };
    const good = await decide(about, asked);
    answered = asked;
    if (!good) continue;
    await new Promise((resolve) => setTimeout(resolve, firstShown ? PAUSE : 0));
    if (wanted === asked) await tellTheRest(about, asked).catch(notTold);
  }
  deciding = false;
}

let firstShown = false;

/**
 * The decision and the questions.
 * @param {{ edition: string | null, report: string }} about
 * @param {number} asked
 */
async function decide(about, asked) {
  try {
    const asking = first ?? engine.ask({ classify: about });
    first = null;
    const text = await asking;
    if (wanted !== asked) return false;
    const decision = /** @type {Decision} */ (JSON.parse(text));
    decidedUnder = decision.edition;
    showVerdict(decision);
    performance.mark("decision");
    showQuestions(decision);
    showProblems(null);
    byId("decision").classList.remove("old");
    byId("decision-json").textContent = JSON.stringify(decision, null, 2);
    return true;
  } catch (failed) {
    showFailure(/** @type {Failed} */ (failed));
    return false;
  }
}

/**
 * Reasons, pictures and every edition, as long as nothing newer is wanted.
 * @param {{ edition: string | null, report: string }} about
 * @param {number} asked
 */
async function tellTheRest(about, asked) {
  const parts = /** @type {[object, (text: string) => void][]} */ ([
    [{ reasons: about }, (text) => putLibraryHtml(byId("reasons"), JSON.parse(text).html)],
    [{ "side-by-side": about }, (text) => showEditions(JSON.parse(text).verdicts)],
    [{ pictures: about }, (text) => showPictures(JSON.parse(text))],
  ]);
  for (const [question, show] of parts) {
    const text = await engine.ask(question);
    if (wanted !== asked) return;
    show(text);
  }
  firstShown = true;
  document.body.dataset.shown = String(asked);
}

/** The decision stands, and what was to follow it is wanting. @param {unknown} failed */
function notTold(failed) {
  const { error } = /** @type {Partial<Failed>} */ (failed);
  showProblems({ error: `Reasons, pictures or editions are missing: ${error ?? failed}` });
  document.body.dataset.shown = String(wanted);
}

/** @param {{ timeline: string, graph: string }} pictures */
function showPictures({ timeline, graph }) {
  putLibraryHtml(byId("timeline"), timeline);
  putLibraryHtml(byId("graph"), graph);
}

/** What is recorded, a card for each crime. @param {Decision} decision */
function showVerdict(decision) {
  const cards = [...decision.crimes.map(crimeCard), ...decision.not_recorded.map(stoppedCard)];
  const none = make("p", { class: "card action" }, "There is no crime to record.");
  byId("verdict").replaceChildren(...(cards.length > 0 ? cards : [none]));
  const spoken = [...byId("verdict").children].map((card) => card.querySelector(".action")?.textContent ?? card.textContent);
  say(spoken.join(". "), `Under ${decision.edition}: `);
}

/** Tells who listens, where it is something new, and at the foot of a phone. @param {string} text @param {string} [before] */
function say(text, before = "") {
  if (byId("live").textContent !== before + text) byId("live").textContent = before + text;
  byId("below").textContent = text;
}

/** @param {string} code */
function codeAndTitle(code) {
  return [make("b", { class: "code" }, code), " ", titleOf(code)];
}

/** @param {Crime} crime */
function crimeCard(crime) {
  /** @type {(string | Node)[]} */
  let action = ["Refer to the registrar"];
  if (crime.action === "record" && crime.principal) action = ["Record ", ...codeAndTitle(crime.principal)];
  if (crime.action === "add-to-existing") action = [`Add to ${crime.existing}`];
  const rows = /** @type {[string, string[]][]} */ ([
    ["Between", crime.between ?? []],
    ["Now", crime.reclassify_to ? [crime.reclassify_to] : []],
    ["Record also", crime.also_record],
    ["Related, not counted", crime.related],
  ]);
  return card(crime, action, rows, crime.victims, crime.class);
}

/** @param {NotRecorded} stopped */
function stoppedCard(stopped) {
  const incident = stopped.outcome === "crime-related-incident";
  const action = incident ? "A crime related incident, not recorded as a crime" : "Not recorded";
  const record = stopped.record === null ? [] : [` (${stopped.record})`];
  return card(stopped, [action, ...record], [["Disclosed", stopped.codes]], stopped.victim === null ? [] : [stopped.victim]);
}

/**
 * @param {{ suspects: string[], incidents: string[] }} of
 * @param {(string | Node)[]} action
 * @param {[string, string[]][]} rows
 * @param {string[]} victims
 * @param {string | null} [under] the class that the principal crime counts under
 */
function card({ suspects, incidents }, action, rows, victims, under = null) {
  const some = incidents.length > 8 ? `${incidents.length} incidents` : incidents.join(", ");
  const list = rows.filter(([, codes]) => codes.length > 0).map(([head, codes]) =>
    make("div", {}, make("dt", {}, head), ...codes.map((code) => make("dd", {}, ...codeAndTitle(code)))));
  return make("div", { class: "card" },
    make("p", { class: "who" }, `${whoInWords(suspects, victims.length > 0 ? listInWords(victims) : null)} (${some})${under === null ? "" : `, class ${under}`}`),
    make("p", { class: "action" }, ...action),
    list.length > 0 ? make("dl", {}, ...list) : null);
}

/** There is no decision until the mistakes are put right. @param {Failed} failed */
function showFailure(failed) {
  showProblems(failed);
  byId("decision").classList.add("old");
  const count = failed.problems?.length || 1;
  const right = count === 1 ? "one thing is to be put right." : `${count} things are to be put right.`;
  // Where it is not the report that is wrong there is nothing to put right in it.
  const says = `No decision: ${failed.problems?.length ? right : failed.error}`;
  byId("verdict").replaceChildren(make("p", { class: "card wrong" }, says));
  byId("decision-json").textContent = "";
  say(says);
  document.body.dataset.shown = String(wanted);
}

/** The editions to choose from. */
function drawEditions() {
  const named = words.editions.map(({ id, title, from, to }) => {
    const days = from ? `${dayInWords(from)} to ${to ? dayInWords(to) : "now"}` : "never in force";
    return make("option", { value: id }, `${id} (${days}): ${title}`);
  });
  const choice = /** @type {HTMLSelectElement} */ (byId("edition"));
  choice.replaceChildren(make("option", { value: "" }, "In force on the day of the report"), ...named);
  choice.addEventListener("change", () => chooseEdition(choice.value));
}

/** @param {string | null} id none means by the day of the report */
function setEdition(id) {
  /** @type {HTMLSelectElement} */ (byId("edition")).value = id ?? "";
  state.edition = id;
}

/** @param {string} id empty means by the day of the report */
function chooseEdition(id) {
  setEdition(id || null);
  decideSoon();
}

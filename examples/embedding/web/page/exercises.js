"use strict";

/** The first answer to each exercise counts: whether it was right. @type {Map<string, boolean>} */
const marks = new Map();

/** The exercises, once somebody has asked for them. @type {Exercise[]} */
let exercises = [];

/** The exercise that is shown. */
let current = 0;

/** Answers that are no code, each with what it means. */
const ANSWERS = [
  ["none", "No crime"],
  ["refer", "The registrar decides"],
  ["add", "Add to the recorded crime"],
  ["incident", "Crime related incident"],
];

/** What was typed for each exercise, by its name: the principal crime, and what is recorded in addition. @type {Map<string, string[]>} */
const typed = new Map();

/** The fields of an answer. */
const FIELDS = ["principal", "also"].map((id) => /** @type {HTMLInputElement} */ (byId(id)));

/** Whether there is an answer that goes when the page is left. */
function exercisesBegun() {
  return marks.size > 0 || [...typed.values()].some((texts) => texts.some((text) => text !== ""));
}

/** Keeps what stands in the fields, for whoever comes back to the exercise. */
function keepTyped() {
  const exercise = exercises[current];
  if (exercise) typed.set(exercise.name, FIELDS.map((field) => field.value));
}

function drawExercises() {
  const list = exercises.map(({ name, title, level }, n) => {
    const mark = marks.get(name);
    const told = mark === undefined ? "" : mark ? "right" : "wrong";
    const button = make("button", { type: "button", class: "link", "aria-current": n === current ? "true" : undefined,
      click: () => showExercise(n) }, title);
    return make("li", { class: told }, button, " ", make("span", { class: "level" }, level), told ? ` ${told}` : "");
  });
  byId("exercise-list").replaceChildren(...list);
  const right = [...marks.values()].filter(Boolean).length;
  byId("score").textContent = `Score: ${right} of ${marks.size} answered; ${exercises.length} exercises.`;
}

/** Reads the exercises when they are looked at for the first time. */
async function openExercises() {
  if (!byId("exercise").hidden) return;
  exercises = JSON.parse(await engine.ask("exercises"));
  byId("exercise").hidden = false;
  showExercise(current, false);
}

/** @param {number} n @param {boolean} [focus] */
function showExercise(n, focus = true) {
  current = n;
  const { name, title, edition, level, account } = /** @type {Exercise} */ (exercises[n]);
  byId("exercise-title").textContent = `${n + 1}. ${title}`;
  byId("exercise-under").textContent = `${sentence(level)}. Under ${edition}.`;
  byId("account").replaceChildren(...account.map((line) => make("p", {}, line)));
  byId("mark").replaceChildren();
  FIELDS.forEach((field, place) => (field.value = typed.get(name)?.[place] ?? ""));
  drawExercises();
  byId("exercise-list").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  if (focus) byId("exercise-title").focus();
}

/** Marks the answer; the first one counts. */
async function markAnswer() {
  const { name } = /** @type {Exercise} */ (exercises[current]);
  const [principal, also] = FIELDS.map((field) => field.value);
  try {
    const text = await engine.ask({ mark: { exercise: name, answer: `${principal} | ${also}` } });
    const mark = /** @type {Mark} */ (JSON.parse(text));
    if (!marks.has(name)) marks.set(name, mark.right);
    showMark(mark);
    drawExercises();
  } catch (failed) {
    byId("mark").replaceChildren(make("p", { class: "problem" }, /** @type {Failed} */ (failed).error));
  }
}

/** @param {Mark} mark */
function showMark({ right, given, expected, codes, why, point }) {
  byId("mark").replaceChildren(make("div", { class: `card ${right ? "right" : "wrong"}` },
    make("h3", {}, right ? "Right" : "Not so"),
    make("p", {}, right ? `The rules say: ${expected}.` : `You said: ${given}. The rules say: ${expected}.`),
    make("ul", { class: "plain" }, ...codes.map(([code, title]) => make("li", {}, make("b", { class: "code" }, code), ` ${title}`))),
    make("h4", {}, right ? "Because" : "Where it parts"),
    make("ul", {}, ...why.map((line) => make("li", {}, line))),
    point ? make("p", { class: "point" }, make("b", {}, "To remember: "), point) : null));
}

function listenToExercises() {
  byId("words").replaceChildren(...ANSWERS.map(([word, means]) =>
    make("button", { type: "button", click: () => {
      /** @type {HTMLInputElement} */ (byId("principal")).value = word ?? "";
      keepTyped();
      byId("principal").focus();
    } }, make("b", {}, word ?? ""), ` ${means}`)));
  byId("answer").addEventListener("submit", (event) => {
    event.preventDefault();
    markAnswer();
  });
  byId("answer").addEventListener("input", keepTyped);
  byId("next").addEventListener("click", () => showExercise((current + 1) % exercises.length));
  byId("to-form").addEventListener("click", () => {
    const exercise = exercises[current];
    if (!exercise || !mayReplace()) return;
    putReport(structuredClone(exercise.report), exercise.edition);
    showTab("report");
  });
}

"use strict";

/** Set when an answer was given here: the focus goes to the next question once it is there. */
let answeredHere = false;

/** What is still to be asked, with the answers as buttons. @param {Decision} decision */
function showQuestions({ open_questions: questions, open_questions_complete: complete }) {
  const list = make("ol", {}, ...questions.map(questionItem));
  const none = make("p", { class: "quiet" }, "Nothing: no fact that is not known would change what is recorded.");
  const more = make("p", { class: "quiet" }, "There are too many unknown facts to go through: more may be open.");
  byId("questions").replaceChildren(questions.length > 0 ? list : complete ? none : "", ...(complete ? [] : [more]));
  if (answeredHere) {
    answeredHere = false;
    (list.querySelector("button") ?? byId("questions-title")).focus();
  }
}

/** @param {OpenQuestion} question */
function questionItem(question) {
  const about = question.incident ?? question.recorded_crime ?? question.person;
  const who = make("span", { class: "who" },
    `${whoInWords([question.suspect], question.victim)}${about === undefined ? "" : `, ${about}`}`);
  const ask = make("p", { id: newId() }, who, " ", question.question, " ", make("cite", {}, question.cites));
  return make("li", {}, ask, make("div", { class: "answers", role: "group", "aria-labelledby": ask.id },
    ...inOrder(question.answers).map(([answer, leads]) =>
      make("button", { type: "button", click: () => giveAnswer(question, answer) },
        make("b", {}, answerInWords(answer)), " ", make("span", {}, leads.map(leadInWords).join(" or "))))));
}

/** Yes before no. @param {Record<string, string[]>} answers @returns {[string, string[]][]} */
function inOrder(answers) {
  return Object.entries(answers).sort(([one], [other]) => Number(other === "true") - Number(one === "true"));
}

/** @param {string} answer */
function answerInWords(answer) {
  return answer === "true" ? "Yes" : answer === "false" ? "No" : sentence(answer);
}

/** What an answer leads to. @param {string} lead */
function leadInWords(lead) {
  const words = { refer: "the registrar decides", add: "added to the recorded crime", none: "nothing is recorded" };
  return /** @type {Record<string, string>} */ (words)[lead] ?? lead;
}

/**
 * Writes an answer into the form. An age is entered by hand, and effects are ticked, since a question
 * is about several of them.
 * @param {OpenQuestion} question
 * @param {string} answer
 */
function giveAnswer({ victim, suspect, person, incident, recorded_crime: crime, fact }, answer) {
  const { report } = state;
  const { vocabulary } = words;
  const field = fact.replaceAll("-", "_");
  const yes = answer === "true";
  const isOf = (/** @type {Word[]} */ facts, /** @type {string} */ name) => facts.some((word) => word.name === name);
  if (person !== undefined && !isOf(vocabulary.person, fact)) {
    enterAge(person);
    return;
  }
  if (person !== undefined) {
    (listed(person).facts ??= {})[fact] = yes;
  } else if (incident !== undefined) {
    const asked = report.incidents.find(({ id }) => id === incident);
    if (asked && !isOf(vocabulary.incident, fact)) {
      tickEffects(asked);
      return;
    }
    if (asked) (asked.facts ??= {})[fact] = yes;
  } else if (crime !== undefined) {
    const asked = (report.recorded_crimes ?? []).find(({ id }) => id === crime);
    if (asked) asked[field] = yes;
  } else if (isOf(vocabulary.recording, field)) {
    const of = ((report.recording ??= {}).by_victim ??= {});
    (of[victim] ??= {})[field] = yes;
  } else {
    const pair = makePair(report, victim, suspect);
    if (isOf(vocabulary.facts, fact)) (pair.facts ??= {})[fact] = yes;
    else pair.relationship = answer;
  }
  answeredHere = true;
  drawWithPeople();
  changed();
}

/** Leads to the effects of an incident. @param {Incident} incident */
function tickEffects(incident) {
  const place = places.get(incident);
  place?.open?.();
  const boxes = place?.place.querySelector('[data-key="effects"] input');
  /** @type {HTMLElement | null | undefined} */ (boxes)?.focus();
}

/** The person, listed among the people. @param {string} id @returns {Person} */
function listed(id) {
  const people = (state.report.people ??= []);
  let person = people.find((other) => other.id === id);
  if (!person) {
    person = { id };
    people.push(person);
    drawPeople();
  }
  return person;
}

/** Leads to the age of a person, who is listed where they were not. @param {string} id */
function enterAge(id) {
  const age = places.get(listed(id))?.place.querySelector('[data-key="age"] input');
  /** @type {HTMLElement | null | undefined} */ (age)?.focus();
}

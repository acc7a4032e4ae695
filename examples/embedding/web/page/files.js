"use strict";

/** @param {string} id @param {string} text */
function tellOf(id, text) {
  byId(id).textContent = text;
}

/**
 * Reads a text into the form, if it has the shape of a report, and tells so; otherwise what it lacks.
 * @param {string} written
 * @param {string} saysAt the id of the element that tells it
 * @param {string | null} [edition] as of {@link putReport}
 * @returns {Promise<boolean>} whether it was read
 */
async function readReport(written, saysAt, edition) {
  // Some programs write a mark at the beginning of a file.
  const text = written.replace(/^\ufeff/, "");
  try {
    await engine.ask({ read: { report: text } });
  } catch (failed) {
    tellOf(saysAt, `It was not read: ${/** @type {Failed} */ (failed).error}`);
    return false;
  }
  const report = withLists(/** @type {Report} */ (JSON.parse(text)));
  putReport(report, edition);
  tellOf(saysAt, `Read: ${report.reference || "a report without a reference"}, ${report.incidents.length} incidents.`);
  return true;
}

/** @param {File} file */
async function openFile(file) {
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    tellOf("file-says", `${file.name} was not read: it is not UTF-8 text.`);
    return;
  }
  await readReport(text, "file-says", null);
}

/** The JSON tab and the form when they were last the same: each as its text. */
const alike = { tab: "", form: "" };

/** The text of the JSON tab. */
function jsonTab() {
  return /** @type {HTMLTextAreaElement} */ (byId("json"));
}

/** Whether somebody has written in the JSON tab what is not in the form. */
function jsonUnread() {
  return jsonTab().value !== alike.tab;
}

/** What is written in the JSON tab may go: another report is in the form. */
function forgetJson() {
  tellOf("json-says", "");
  alike.tab = jsonTab().value;
}

/** The report as JSON, unless somebody has begun to write there. */
function drawJson() {
  const json = jsonTab();
  if (jsonUnread()) return;
  alike.tab = alike.form = json.value = reportJson();
  // A text area has its own line ends.
  alike.tab = json.value;
}

/** What is written in the JSON tab goes into the form, and is not saved by that. */
async function readJson() {
  const json = jsonTab();
  if (reportJson() !== alike.form && state.unsaved && !confirm(FORM_UNSAVED)) return;
  if (!(await readReport(json.value, "json-says"))) return;
  state.unsaved = true;
  Object.assign(alike, { tab: json.value, form: reportJson() });
}

/** Hands a text over as a file. @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name for a file of this report. @param {string} ending */
function fileName(ending) {
  return `${state.report.reference.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "report"}.${ending}`;
}

function saveReport() {
  download(fileName("json"), "application/json", `${reportJson()}\n`);
  state.unsaved = false;
  tellOf("file-says", `Saved as ${fileName("json")}.`);
}

async function savePage() {
  try {
    const answer = await engine.ask({ page: { edition: state.edition, report: reportJson() } });
    download(fileName("html"), "text/html", JSON.parse(answer).html);
    tellOf("file-says", `Saved as ${fileName("html")}.`);
  } catch (failed) {
    tellOf("file-says", `There is no decision to save yet: ${/** @type {Failed} */ (failed).error}`);
  }
}

const FORM_UNSAVED = "The report in the form was not saved. Replace it?";

/** Whether what was typed may go. */
function mayReplace() {
  if (jsonUnread()) return confirm(`The text in the JSON tab was not read into the form. ${state.unsaved ? FORM_UNSAVED : "Replace it?"}`);
  return !state.unsaved || confirm(FORM_UNSAVED);
}

/** The built-in report: a series of abusive messages. */
function showExample() {
  putReport(structuredClone(EXAMPLE), null);
}

function listenToFiles() {
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  byId("new").addEventListener("click", () => mayReplace() && putReport(emptyReport(), null));
  byId("open").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen && mayReplace()) await openFile(chosen);
    file.value = "";
  });
  byId("save").addEventListener("click", saveReport);
  byId("save-page").addEventListener("click", savePage);
  byId("print").addEventListener("click", () => print());
  byId("show-example").addEventListener("click", () => mayReplace() && showExample());
  byId("read-json").addEventListener("click", readJson);
  addEventListener("beforeunload", (event) => {
    if (state.unsaved || jsonUnread() || exercisesBegun()) event.preventDefault();
  });
  addEventListener("beforeprint", drawForPaper);
}

/** The report in words; the form stays off the paper. */
function drawForPaper() {
  const { report } = state;
  const decided = decidedUnder !== "" && !byId("decision").classList.contains("old");
  byId("told").replaceChildren(
    make("h2", {}, `Report ${report.reference}`),
    make("p", {}, `Reported on ${dayInWords(report.reported_on)}. ${decided ? `Edition ${decidedUnder}` : "There is no decision yet"}.`),
    ...reportInWords(report).map(([head, lines]) =>
      make("section", {}, make("h3", {}, head), make("ul", {}, ...lines.map((line) => make("li", {}, line))))));
}

"use strict";

/** @param {string} id @param {string} text */
function tellOf(id, text) {
  byId(id).textContent = text;
}

/**
 * Reads a text into the form, if it has the shape of a report; otherwise says what it lacks.
 * @param {string} written
 * @returns {Promise<string>} what to tell
 */
async function readReport(written) {
  // Some programs write a mark at the beginning of a file.
  const text = written.replace(/^\ufeff/, "");
  try {
    await engine.ask({ read: { report: text } });
  } catch (failed) {
    return `It was not read: ${/** @type {Failed} */ (failed).error}`;
  }
  const report = /** @type {Report} */ (JSON.parse(text));
  putReport(report);
  return `Read: ${report.reference || "a report without a reference"}, ${report.incidents.length} incidents.`;
}

/** @param {File} file */
async function openFile(file) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    tellOf("file-says", await readReport(text));
  } catch (error) {
    tellOf("file-says", error instanceof TypeError ? `${file.name} was not read: it is not UTF-8 text.` : String(error));
  }
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

/** Whether what was typed may go. */
function mayReplace() {
  return !state.unsaved || confirm("The report in the form was not saved. Replace it?");
}

/** The built-in report: a series of abusive messages. */
function showExample() {
  putReport(structuredClone(EXAMPLE));
}

function listenToFiles() {
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  const json = /** @type {HTMLTextAreaElement} */ (byId("json"));
  byId("new").addEventListener("click", () => mayReplace() && putReport(emptyReport()));
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
  byId("read-json").addEventListener("click", async () => tellOf("json-says", await readReport(json.value)));
  addEventListener("beforeunload", (event) => state.unsaved && event.preventDefault());
  addEventListener("beforeprint", drawForPaper);
}

/** The report in words; the form stays off the paper. */
function drawForPaper() {
  const { report } = state;
  byId("told").replaceChildren(
    make("h2", {}, `Report ${report.reference}`),
    make("p", {}, `Reported on ${dayInWords(report.reported_on)}. Edition ${decidedUnder}.`),
    ...reportInWords(report).map(([head, lines]) =>
      make("section", {}, make("h3", {}, head), make("ul", {}, ...lines.map((line) => make("li", {}, line))))));
}

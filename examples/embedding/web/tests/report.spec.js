const fs = require("node:fs");
const { expect, test } = require("@playwright/test");
const { MESSAGES, ON_DISK, open, paste, report, shown } = require("./helpers");

/** Builds the report of abusive messages by hand. */
async function writeMessages(page) {
  await page.getByLabel("Reference").fill(MESSAGES.reference);
  await page.getByLabel("Reported on").fill(MESSAGES.reported_on);
  const ages = page.getByLabel("or age");
  for (const [n, person] of MESSAGES.people.entries()) await ages.nth(n).fill(String(person.age));
  for (const incident of MESSAGES.incidents) {
    await page.getByRole("button", { name: "Add an incident" }).click();
    const item = page.locator("#incidents > li").last();
    await item.getByLabel("Day", { exact: true }).fill(incident.on);
    for (const name of [...incident.acts, ...incident.effects]) await item.locator(`input[value="${name}"]`).check();
    await item.locator("summary").click();
  }
  await page.getByLabel("How they stand to each other").selectOption("acquaintance");
  await page.getByRole("radiogroup", { name: /fixated/ }).getByLabel("No", { exact: true }).check();
  await shown(page);
}

test("a report of abusive messages is built by hand, and another edition counts it otherwise", async ({ page }) => {
  await open(page);
  await writeMessages(page);
  const card = page.locator("#verdict .card");
  await expect(card).toHaveCount(1);
  await expect(card.locator(".action")).toHaveText(/^Record 008\/72 Send indecent or grossly offensive/);
  await expect(card).toContainText("195/94 Harassment");
  await expect(page.locator("#reasons")).toContainText("008/72 is principal over 195/94");
  await expect(page.locator("#timeline svg")).toContainText("course of conduct");
  await page.getByLabel("Edition", { exact: true }).selectOption("hmic-2017-07");
  await shown(page);
  await expect(card.locator(".action")).toHaveText("Record 195/94 Harassment");
  await expect(page.locator("#live")).toHaveText("Under hmic-2017-07: Record 195/94 Harassment");
  await expect(page.locator("#reasons")).toContainText("195/94 is principal over 008/72");
  const rows = page.locator("#editions tbody tr");
  const editions = page.getByLabel("Edition", { exact: true }).locator("option:not([value=''])");
  await expect(rows).toHaveCount(await editions.count());
  await expect(rows.nth(0)).toContainText("008/72");
  await expect(rows.nth(1)).toContainText("195/94");
  await expect(page.locator("#editions tr.chosen")).toContainText("hmic-2017-07");
  const sorted = (list, key) => [...list].sort((a, b) => (a[key] < b[key] ? -1 : 1));
  const made = await report(page);
  expect(made.incidents.map(({ acts, ...rest }) => ({ ...rest, acts: [...acts].sort() }))).toEqual(
    MESSAGES.incidents.map(({ acts, ...rest }) => ({ ...rest, acts: [...acts].sort() })));
  expect(sorted(made.people, "id")).toEqual(sorted(MESSAGES.people, "id"));
  expect(made.pairs).toEqual(MESSAGES.pairs);
});

test("a report is saved, and read again it gives the same form", async ({ page }) => {
  await open(page);
  await writeMessages(page);
  const before = await report(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toBe("LIF-37-messages.json");
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual(before);
  const form = () => page.locator("#form").evaluate((element) => element.innerText + [...element.querySelectorAll("input, select")].map((c) => c.type + c.value + c.checked).join());
  await page.evaluate(() => putReport(state.report));
  await shown(page);
  const written = await form();
  await page.getByRole("button", { name: "New" }).click();
  await expect(page.locator("#incidents > li")).toHaveCount(0);
  await page.setInputFiles("#file", file);
  await expect(page.locator("#file-says")).toContainText("Read: LIF-37-messages, 3 incidents.");
  await shown(page);
  expect(await report(page)).toEqual(before);
  expect(await form()).toBe(written);
});

test("a saved decision is a page that stands alone", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show an example" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save decision as page" }).click();
  const text = fs.readFileSync(await (await download).path(), "utf8");
  expect(text).toContain("<!DOCTYPE html>");
  expect(text).toContain("008/72");
});

test("an open question is answered with a button, in the form", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show an example" }).click();
  await shown(page);
  const question = page.locator("#questions li", { hasText: "racially or religiously aggravated" });
  await expect(question.getByRole("button", { name: /^No/ })).toContainText("008/72");
  await question.getByRole("button", { name: /^No/ }).click();
  await shown(page);
  expect((await report(page)).pairs[0].facts["racially-or-religiously-aggravated"]).toBe(false);
  await expect(page.getByRole("radiogroup", { name: /racially/ }).getByLabel("No", { exact: true })).toBeChecked();
  await expect(page.locator("#questions")).toContainText("Nothing:");
  await expect(page.locator("#questions-title")).toBeFocused();
});

test("everything a report may hold can be entered, and is taken away again", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.keyboard.type("Zoë O’Hara 🐦");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Add an incident" }).click();
  const incident = page.locator("#incidents > li");
  await incident.getByRole("group", { name: "Victims" }).getByLabel("Zoë O’Hara 🐦").check();
  await incident.getByLabel("Occasions", { exact: true }).fill("3");
  await incident.getByLabel(/^Following/).check();
  await incident.getByLabel(/^Alarm/).check();
  await incident.getByLabel(/Other offence/).fill("008/06");
  expect(await page.locator('#offences option[value="008/06"]').textContent()).toContain("Assault");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a recorded crime" }).click();
  await page.getByLabel("longer gap accepted").check();
  await page.getByRole("button", { name: "Add an intervention" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("caution");
  await page.getByLabel("Over", { exact: true }).selectOption("other");
  await page.getByLabel("Who reports").first().selectOption("professional");
  await page.getByText("What differs for Zoë").click();
  await page.locator("#recording details").last().getByRole("radiogroup", { name: /confirm the crime/ }).getByLabel("No", { exact: true }).check();
  await shown(page);
  const made = await report(page);
  expect(made.incidents[0]).toMatchObject({ victims: ["v1", "Zoë O’Hara 🐦"], occasions: 3, acts: ["following"], effects: ["alarm"], offences: ["008/06"] });
  expect(made.recorded_crimes[0]).toMatchObject({ id: "C1", longer_gap_accepted: true });
  expect(made.interventions[0]).toMatchObject({ kind: "caution", for: "other" });
  expect(made.recording).toEqual({ reported_by: "professional", by_victim: { "Zoë O’Hara 🐦": { victim_confirms: false } } });
  await expect(page.locator("#problems")).toBeHidden();
  await expect(page.locator("#decision")).toContainText("Zoë O’Hara 🐦");
  await page.getByRole("button", { name: "Remove incident i1" }).click();
  await expect(page.locator("#incidents-title")).toBeFocused();
  await page.getByRole("button", { name: "Remove recorded crime C1" }).click();
  await page.getByRole("button", { name: "Remove the caution" }).click();
  await shown(page);
  const { incidents, recorded_crimes: recorded, interventions } = await report(page);
  expect([incidents, recorded, interventions]).toEqual([[], undefined, undefined]);
});

test("a person gets another name everywhere, and incidents stand by day", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show an example" }).click();
  await page.getByLabel("Name or id").first().fill("Hana");
  await page.keyboard.press("Tab");
  const made = await report(page);
  expect(made.incidents.map((incident) => incident.victims[0])).toEqual(["Hana", "Hana", "Hana"]);
  expect(made.pairs[0].victim).toBe("Hana");
  const first = page.locator("#incidents > li").first();
  await first.locator("summary").click();
  await first.getByLabel("Day", { exact: true }).fill("2016-08-20");
  await page.getByLabel("Reference").focus();
  await expect(page.locator("#incidents summary b")).toHaveText(["i2", "i1", "i3"]);
});

test("mistakes are shown on top and by the field", async ({ page }) => {
  await open(page);
  const wrong = structuredClone(MESSAGES);
  wrong.incidents[0].acts[1] = "folowing";
  wrong.incidents[1].offences = ["999/99"];
  wrong.pairs[0].facts.fixated = true;
  await paste(page, JSON.stringify(wrong));
  await page.getByRole("tab", { name: "Report" }).click();
  await expect(page.locator("#problem-list li")).toHaveCount(3);
  await expect(page.locator("#problem-list")).toContainText("did you mean `following`?");
  await page.getByRole("button", { name: "incidents[0].acts[1]" }).click();
  const strange = page.getByLabel(/^Folowing/);
  await expect(strange).toBeVisible();
  await strange.uncheck();
  await expect(page.locator("#problem-list li")).toHaveCount(2);
  await page.getByRole("button", { name: "incidents[1].offences[0]" }).click();
  await page.getByRole("button", { name: "Remove offence 999/99" }).click();
  await expect(page.locator("#problem-list li")).toHaveCount(1);
  await page.getByLabel("Reported on").fill("2015-01-01");
  await expect(page.locator("#problem-list")).toContainText("is after the day of the report, 2015-01-01");
});

test("what is no report is refused, and the form stays as it was", async ({ page }) => {
  await open(page);
  const before = await report(page);
  await paste(page, "no JSON");
  await expect(page.locator("#json-says")).toContainText("It was not read");
  await paste(page, `{"reference": "a", "incidents": [3]}`);
  await expect(page.locator("#json-says")).toContainText("reported_on: this field is required");
  await page.getByRole("tab", { name: "Report" }).click();
  // What stands in the JSON tab was not read: it is asked about.
  page.once("dialog", (dialog) => dialog.accept());
  await page.setInputFiles("#file", { name: "latin.json", mimeType: "application/json", buffer: Buffer.from([0x22, 0xe9, 0x22]) });
  await expect(page.locator("#file-says")).toHaveText("latin.json was not read: it is not UTF-8 text.");
  expect(await report(page)).toEqual(before);
});

test("a report is read that leaves out lists", async ({ page }) => {
  await open(page);
  const incident = { id: "i1", on: "2026-04-20", suspects: ["s1"], offences: ["066/01"] };
  const file = (name, incidents) => {
    const text = JSON.stringify({ reference: name, reported_on: "2026-05-01", incidents });
    return { name: `${name}.json`, mimeType: "application/json", buffer: Buffer.from(text) };
  };
  await page.setInputFiles("#file", file("state", [incident]));
  await expect(page.locator("#file-says")).toHaveText("Read: state, 1 incidents.");
  await expect(page.locator("#incidents > li")).toHaveCount(1);
  await expect(page.locator("#verdict .action")).toContainText("066/01");
  await page.setInputFiles("#file", file("nobody", [{ ...incident, suspects: undefined }]));
  await expect(page.locator("#problem-list")).toContainText("at least one suspect is needed");
});

test("what was written as JSON is kept, and is not taken for saved", async ({ page }) => {
  await open(page);
  const json = page.getByLabel("Report", { exact: true }).and(page.locator("textarea"));
  const written = JSON.stringify(MESSAGES);
  await page.getByRole("tab", { name: "JSON" }).click();
  await json.fill(written);
  await page.getByRole("tab", { name: "Report" }).click();
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(json).toHaveValue(written);
  await page.getByRole("button", { name: "Read into the form" }).click();
  await expect(page.locator("#json-says")).toContainText("3 incidents");
  await page.getByRole("tab", { name: "Report" }).click();
  const asked = page.waitForEvent("dialog").then(async (dialog) => {
    await dialog.dismiss();
    return dialog.message();
  });
  await page.getByRole("button", { name: "New" }).click();
  expect(await asked).toContain("was not saved");
  await expect(page.locator("#incidents > li")).toHaveCount(3);
});

test("another report is decided by the edition of its day", async ({ page }) => {
  await open(page);
  await page.getByLabel("Edition", { exact: true }).selectOption("hmic-2017-07");
  await page.getByRole("button", { name: "Show an example" }).click();
  await expect(page.getByLabel("Edition", { exact: true })).toHaveValue("");
  await expect(page.locator("#verdict .action")).toContainText("008/72");
});

test("where what follows the decision fails, the next change is decided all the same", async ({ page }) => {
  await open(page, `${ON_DISK}#example`);
  await shown(page);
  await page.evaluate(() => {
    const { ask } = engine;
    engine.ask = (question) => ("reasons" in question ? Promise.reject({ error: "the engine stopped" }) : ask(question));
  });
  await page.getByLabel("Edition", { exact: true }).selectOption("hocr-2018-04");
  await expect(page.locator("#problem-list")).toContainText("the engine stopped");
  await page.getByLabel("Edition", { exact: true }).selectOption("hmic-2017-07");
  await expect(page.locator("#verdict .action")).toContainText("195/94");
});

const { expect, test } = require("@playwright/test");
const { open, paste, report, shown } = require("./helpers");

/** A report with all that the form does not begin with, and with keys of the caller's own. */
const FULL = {
  format: 2, reference: "full", reported_on: "2026-06-20", "x-desk": { n: 4 },
  people: [{ id: "v1", age: 31, "x-seat": 1 }, { id: "shop", kind: "organisation" }, { id: "guard", kind: "individual" }],
  pairs: [{ victim: "v1", suspect: "s1", facts: { "fixated-or-obsessed": null } }],
  incidents: [
    { id: "i1", on: "2026-06-01", victims: ["v1"], suspects: ["s1"], acts: ["following"], effects: null },
    { id: "i2", on: "2026-06-05", victims: ["guard", "shop"], suspects: ["s1", "s2"], effects: [],
      offences: ["105/10", { code: "8T:008/06", victims: ["guard"], suspects: ["s1"], "x-by": "me" }, { code: "066/01", victims: [] }],
      facts: { "part-of-course": false, "another-occasion": null, "x-own": true } },
  ],
  recorded_crimes: [
    { id: "C1", code: "195/12", victim: "v1", suspects: ["s1"], last_incident_on: "2026-01-10", recorded_on: "2026-01-12", longer_gap_accepted: null },
    { id: "C2", code: "066/01", victim: null, suspects: ["s1"], last_incident_on: "2026-01-10" },
  ],
  recording: { reported_by: "police", by_victim: { guard: { victim_confirms: false } } },
};

/** Opens every part of the form. */
async function openAll(page) {
  for (const summary of await page.locator("#incidents > li > details > summary").all()) await summary.click();
  await page.locator("#incidents .concerns").evaluateAll((all) => all.forEach((details) => (details.open = true)));
}

test("what the form is not asked about stays as it was, and everything is shown", async ({ page }) => {
  await open(page);
  await paste(page, JSON.stringify(FULL));
  await page.getByRole("tab", { name: "Report" }).click();
  await shown(page);
  await expect(page.locator("#problems")).toBeHidden();
  await openAll(page);
  expect(await report(page)).toEqual(FULL);
  await expect(page.locator("#incidents")).toContainText("105/10, 8T:008/06 to guard by s1, 066/01 to nobody; no effect");
  await expect(page.locator(".person").nth(1).getByLabel("Who it is")).toHaveValue("organisation");
  await expect(page.locator("#recorded").getByLabel("Recorded on").first()).toHaveValue("2026-01-12");
  await expect(page.locator("#recorded").getByLabel("Victim").nth(1).locator("option:checked")).toHaveText("It has no victim");
  await page.evaluate(() => drawForPaper());
  for (const text of ["shop: an organisation", "8T:008/06 to guard by s1", "part of course: no", "recorded on 12 Jan 2026", "C2: 066/01, s1,"]) {
    await expect(page.locator("#told")).toContainText(text);
  }
  for (const text of ["[object Object]", "null", "undefined"]) await expect(page.locator("#told")).not.toContainText(text);
  await page.locator(".person").nth(2).getByLabel("Name or id").fill("Guy");
  await page.keyboard.press("Tab");
  await shown(page);
  await expect(page.locator("#problems")).toBeHidden();
  expect(await report(page)).toEqual(JSON.parse(JSON.stringify(FULL).replaceAll('"guard"', '"Guy"')));
});

test("the newer fields are entered, and taken away again", async ({ page }) => {
  await open(page);
  const plain = { id: "i1", on: "2026-06-01", victims: ["v1", "v2"], suspects: ["s1"], offences: ["105/10"] };
  await paste(page, JSON.stringify({ reference: "a", reported_on: "2026-06-20", people: [{ id: "v2" }], incidents: [plain],
    recorded_crimes: [{ id: "C1", code: "066/01", victim: "v1", suspects: ["s1"], last_incident_on: "2026-01-10" }] }));
  await page.getByRole("tab", { name: "Report" }).click();
  await openAll(page);
  const incident = page.locator("#incidents > li");
  await page.getByLabel("Who it is").selectOption("The state");
  await incident.getByRole("group", { name: "To", exact: true }).getByLabel("v2").uncheck();
  await incident.getByLabel(/^None/).check();
  await incident.getByRole("radiogroup", { name: /part of a course/ }).getByLabel("Yes").check();
  await page.getByLabel("Recorded on").fill("2026-02-01");
  await page.locator("#recorded").getByLabel("Victim").selectOption("It has no victim");
  await shown(page);
  let made = await report(page);
  expect(made.people).toEqual([{ id: "v2", kind: "state" }]);
  expect(made.incidents[0]).toEqual({ ...plain, offences: [{ code: "105/10", victims: ["v1"] }], effects: [], facts: { "part-of-course": true } });
  expect(made.recorded_crimes[0]).toMatchObject({ victim: null, recorded_on: "2026-02-01" });
  await incident.getByLabel(/^Distress/).check();
  await expect(incident.getByLabel(/^None/)).not.toBeChecked();
  await incident.getByLabel(/^None/).check();
  await expect(incident.getByLabel(/^Distress/)).not.toBeChecked();
  await incident.getByLabel(/^None/).uncheck();
  await incident.getByRole("group", { name: "To", exact: true }).getByLabel("v2").check();
  await page.getByLabel("Who it is").selectOption("An individual");
  made = await report(page);
  expect(made.people).toEqual([{ id: "v2" }]);
  expect(made.incidents[0]).toEqual({ ...plain, facts: { "part-of-course": true } });
});

test("effects that nobody gave are asked, and ticked; a fact of an incident is answered there", async ({ page }) => {
  await open(page);
  const people = { victims: ["v1"], suspects: ["s1"] };
  const pairs = [{ victim: "v1", suspect: "s1", relationship: "stranger",
    facts: { "fixated-or-obsessed": true, "serious-alarm-or-distress": false, "racially-or-religiously-aggravated": false } }];
  const put = async (...incidents) => {
    page.once("dialog", (dialog) => dialog.accept());
    await paste(page, JSON.stringify({ reference: "a", reported_on: "2026-06-20", pairs, incidents }));
    await page.getByRole("tab", { name: "Report" }).click();
    await shown(page);
  };
  const second = page.locator("#incidents > li").nth(1);
  const question = page.locator("#questions li");
  await put({ id: "i1", on: "2026-06-01", ...people, acts: ["following"], effects: ["fear-of-violence"] },
    { id: "i2", on: "2026-06-05", ...people, acts: ["following"] });
  await expect(question).toHaveCount(1);
  await expect(question.locator(".who")).toHaveText("s1 against v1, i2");
  await question.getByRole("button", { name: /^Yes/ }).click();
  await expect(second.getByLabel(/^Alarm/)).toBeFocused();
  await second.getByLabel(/^Fear of violence/).check();
  await shown(page);
  await expect(question).toHaveCount(0);
  expect((await report(page)).incidents[1].effects).toEqual(["fear-of-violence"]);
  await put({ id: "i1", on: "2026-06-01", ...people, acts: ["following"], effects: ["alarm"] },
    { id: "i2", on: "2026-06-07", ...people, effects: ["alarm"], offences: ["105/01"] });
  await second.locator("summary").first().click();
  await expect(question).toContainText("part of a course of conduct");
  await question.getByRole("button", { name: /^Yes/ }).click();
  await shown(page);
  expect((await report(page)).incidents[1].facts).toEqual({ "part-of-course": true });
  await expect(second.getByRole("radiogroup", { name: /part of a course/ }).getByLabel("Yes")).toBeChecked();
  await expect(page.locator("#problems")).toBeHidden();
});

test("the class, everybody whom a crime counts for, and what is not used are told", async ({ page }) => {
  await open(page);
  await paste(page, JSON.stringify({ reference: "a", reported_on: "2026-06-20",
    pairs: [{ victim: "v1", suspect: "s11", facts: { unwanted: true } }],
    incidents: [{ id: "i1", on: "2026-06-01", victims: ["v1"], suspects: ["s1"], effects: ["alarm"], offences: ["105/01"] }] }));
  await page.getByRole("tab", { name: "Report" }).click();
  await shown(page);
  await expect(page.locator("#verdict .who")).toHaveText("s1 against v1 (i1), class 105A");
  await expect(page.locator("#reasons")).toContainText("no incident has victim `v1` with suspect `s11`");
});

const fs = require("node:fs");
const path = require("node:path");
const { expect, test } = require("@playwright/test");
const { DIST, ON_DISK, open, paste, report, shown } = require("./helpers");

const file = (name, report) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(report)) });
const textOfJson = (page) => page.locator("textarea#json");

/** Answers the next question of the page, and gives its words. */
function answerNext(page, yes) {
  return page.waitForEvent("dialog").then(async (dialog) => {
    await (yes ? dialog.accept() : dialog.dismiss());
    return dialog.message();
  });
}

/** Puts a report into the form and shows it. */
async function put(page, report) {
  await paste(page, JSON.stringify(report));
  await page.getByRole("tab", { name: "Report" }).click();
  await shown(page);
}

const ONE = { reference: "one", reported_on: "2026-06-20", people: [{ id: "v1", age: 31 }, { id: "v2" }, { id: "s1" }],
  incidents: [{ id: "i1", on: "2026-06-01", victims: ["v1", "v2"], suspects: ["s1"], effects: ["distress"], offences: ["105/01"] }] };

/** Whether the browser asks before the page is left. */
function asksBeforeLeaving(page) {
  return page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

test("text in the JSON tab that was not read goes only with a word, and then the tab shows the new report", async ({ page }) => {
  await open(page);
  const tab = page.getByRole("tab", { name: "JSON" });
  const write = async (text) => {
    await tab.click();
    await textOfJson(page).fill(text);
    await page.getByRole("tab", { name: "Report" }).click();
  };
  await write("{ half");
  let asked = answerNext(page, false);
  await page.getByRole("button", { name: "New" }).click();
  expect(await asked).toContain("The text in the JSON tab was not read");
  await tab.click();
  await expect(textOfJson(page)).toHaveValue("{ half");
  await page.getByRole("tab", { name: "Report" }).click();
  asked = answerNext(page, true);
  await page.setInputFiles("#file", file("one.json", ONE));
  await asked;
  await expect(page.locator("#file-says")).toContainText("Read: one");
  await tab.click();
  expect(JSON.parse(await textOfJson(page).inputValue())).toEqual(ONE);
  await write("{ half again");
  asked = answerNext(page, true);
  await page.getByRole("button", { name: "New" }).click();
  await asked;
  await tab.click();
  expect(JSON.parse(await textOfJson(page).inputValue())).toEqual(await report(page));
});

test("the browser asks before text in the JSON tab or answers to exercises are left", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByRole("tab", { name: "Exercises" }).click();
  await expect(page.locator("#exercise-title")).not.toBeEmpty();
  expect(await asksBeforeLeaving(page)).toBe(false);
  await page.getByLabel("Principal crime").fill("195/12");
  expect(await asksBeforeLeaving(page)).toBe(true);
  await page.getByRole("button", { name: "Next exercise" }).click();
  await expect(page.getByLabel("Principal crime")).toHaveValue("");
  await page.locator("#exercise-list button").first().click();
  await expect(page.getByLabel("Principal crime")).toHaveValue("195/12");
  await page.getByLabel("Principal crime").fill("");
  expect(await asksBeforeLeaving(page)).toBe(false);
  await page.getByLabel("Principal crime").fill("195/12");
  await page.getByRole("button", { name: "Mark my answer" }).click();
  await expect(page.locator("#mark h3")).toBeVisible();
  await page.getByLabel("Principal crime").fill("");
  expect(await asksBeforeLeaving(page)).toBe(true);
  const other = await page.context().newPage();
  await open(other);
  await other.getByRole("tab", { name: "JSON" }).click();
  await textOfJson(other).fill("{");
  expect(await asksBeforeLeaving(other)).toBe(true);
});

test("a day that there is not is not taken for another one", async ({ page }) => {
  await open(page);
  const wrong = structuredClone(ONE);
  Object.assign(wrong, { reported_on: "2026-06-31" });
  Object.assign(wrong.incidents[0], { on: "2026-02-30", to: "2026-02-31" });
  wrong.people[0] = { id: "v1", born: "2001-02-29" };
  await put(page, wrong);
  await expect(page.locator("#incidents .when")).toHaveText("2026-02-30 (no such day) to 2026-02-31 (no such day)");
  await page.evaluate(() => drawForPaper());
  for (const day of ["Reported on 2026-06-31 (no such day). There is no decision yet.", "v1: born 2001-02-29 (no such day)", "2026-02-30 (no such day) to"]) {
    await expect(page.locator("#told")).toContainText(day);
  }
});

test("a day that is half typed is told to be left out", async ({ page }) => {
  await open(page);
  await put(page, ONE);
  await page.locator("#incidents summary").first().click();
  const last = page.getByLabel("Last day");
  await last.focus();
  await page.keyboard.type("0202");
  expect(await last.evaluate((input) => input.validity.badInput)).toBe(true);
  await page.getByLabel("Reference").focus();
  await expect(page.locator('[data-key="to"] .refused')).toHaveText("This is no day, and is not in the report.");
  await last.fill("2026-06-02");
  await page.getByLabel("Reference").focus();
  await expect(page.locator(".refused")).toHaveCount(0);
  expect((await report(page)).incidents[0].to).toBe("2026-06-02");
});

test("the numbers of questions have room, on paper too", async ({ page }) => {
  await open(page, `${ON_DISK}#example`);
  for (const media of ["screen", "print"]) {
    await page.emulateMedia({ media });
    const [room, wanted] = await page.locator("#questions ol").evaluate((list) => {
      const measure = document.createElement("span");
      measure.textContent = "100. ";
      measure.style.whiteSpace = "pre";
      list.firstElementChild.append(measure);
      const { width } = measure.getBoundingClientRect();
      measure.remove();
      return [parseFloat(getComputedStyle(list).paddingLeft), width];
    });
    expect(room, media).toBeGreaterThanOrEqual(wanted);
  }
});

test("a name is not blank, has no space at its ends, and is not like another", async ({ page }) => {
  await open(page);
  await put(page, ONE);
  const name = page.getByLabel("Name or id").first();
  for (const [typed, says] of [["", "A name is needed"], ["   ", "A name is needed"], ["V2", "There is a v2 already"], ["ｓ1 ", "There is a s1 already"]]) {
    await name.fill(typed);
    await page.keyboard.press("Tab");
    await expect(page.locator(".person .refused")).toContainText(says);
    await expect(name).toHaveValue("v1");
    expect((await report(page)).people).toEqual(ONE.people);
  }
  await name.fill("  Hana M ");
  await page.keyboard.press("Tab");
  await expect(name).toHaveValue("Hana M");
  await expect(page.locator(".refused")).toHaveCount(0);
  expect((await report(page)).incidents[0].victims).toEqual(["Hana M", "v2"]);
});

test("on a phone the bar at the foot covers nothing that has the focus", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 }, locale: "en-GB" });
  await open(page, `${ON_DISK}#example`);
  await page.locator("#incidents summary").first().click();
  await page.getByRole("tab", { name: "Report" }).focus();
  for (let n = 0; n < 90; n += 1) {
    await page.keyboard.press("Tab");
    const [what, foot, bar] = await page.evaluate(() => {
      const focused = document.activeElement;
      return [focused.outerHTML.slice(0, 90), focused.getBoundingClientRect().bottom, byId("below").getBoundingClientRect().top];
    });
    if (what.includes('id="below"')) break;
    expect(foot, what).toBeLessThanOrEqual(bar);
  }
  await page.close();
});

test("a wrong offence is refused beside its field, and the decision stays", async ({ page }) => {
  await open(page);
  await put(page, ONE);
  const before = await page.locator("#verdict").innerText();
  await page.locator("#incidents summary").first().click();
  const offence = page.getByLabel(/^Other offence/);
  for (const [typed, says] of [["999/99", "Not added: "], ["8S:195/94", "Not added: "], ["nonsense", "Not added: "]]) {
    await offence.fill(typed);
    await page.keyboard.press("Enter");
    await expect(page.locator('[data-key="offences"] .refused')).toContainText(says);
    await expect(offence).toHaveValue(typed);
    await shown(page);
    expect(await page.locator("#verdict").innerText()).toBe(before);
    expect(await report(page)).toEqual(ONE);
  }
  await offence.fill("8/06");
  await page.keyboard.press("Tab");
  await expect(page.locator(".refused")).toHaveCount(0);
  await expect(offence).toHaveValue("");
  expect((await report(page)).incidents[0].offences).toEqual(["105/01", "8/06"]);
  await page.getByRole("button", { name: "Add a recorded crime" }).click();
  await shown(page);
  const code = page.getByLabel("Offence code");
  await code.fill("");
  await code.pressSequentially("105/0");
  await shown(page);
  await expect(page.locator("#verdict")).not.toContainText("No decision");
});

test("what is not the report's fault is not told as something to put right in it", async ({ page }) => {
  await open(page);
  await page.evaluate(() => (engine.ask = () => Promise.reject({ error: "the engine stopped: unreachable" })));
  await page.getByLabel("Reference").fill("a");
  await expect(page.locator("#verdict")).toHaveText("No decision: the engine stopped: unreachable");
});

test("a person is taken out of everything, once somebody has agreed", async ({ page }) => {
  await open(page);
  const all = { ...ONE, people: [...ONE.people, { id: "alone", age: 3 }],
    pairs: [{ victim: "v2", suspect: "s1", relationship: "family" }],
    incidents: [{ ...ONE.incidents[0], offences: ["105/01", { code: "008/06", victims: ["v2"] }, { code: "195/94", victims: ["v1", "v2"] }] }],
    recorded_crimes: [{ id: "C1", code: "195/12", victim: "v2", suspects: ["s1"], last_incident_on: "2026-01-10" }],
    recording: { by_victim: { v2: { victim_confirms: false }, v1: { victim_traced: true } } } };
  await put(page, all);
  const remove = page.getByRole("button", { name: "Remove v2" });
  let asked = answerNext(page, false);
  await remove.click();
  expect(await asked).toBe("v2 is named elsewhere: 1 incident, 1 victim and suspect, 1 recorded crime and the recording test. Take v2 out of all of that?");
  expect(await report(page)).toEqual(all);
  asked = answerNext(page, true);
  await remove.click();
  await asked;
  const left = await report(page);
  expect(left).toEqual({ ...all, people: all.people.filter(({ id }) => id !== "v2"), pairs: undefined,
    incidents: [{ ...all.incidents[0], victims: ["v1"], offences: ["105/01", { code: "195/94", victims: ["v1"] }] }],
    recorded_crimes: [{ ...all.recorded_crimes[0], victim: "" }],
    recording: { by_victim: { v1: { victim_traced: true } } } });
  await shown(page);
  await expect(page.locator("#problem-list")).toContainText("recorded_crimes[0]");
  await page.getByRole("button", { name: "Remove alone" }).click();
  expect((await report(page)).people.map(({ id }) => id)).toEqual(["v1", "s1"]);
});

for (const width of [360, 700]) {
  test(`the list of exercises is whole on ${width} pixels`, async ({ browser }) => {
    const page = await browser.newPage({ viewport: { width, height: 640 }, locale: "en-GB" });
    await open(page);
    await page.getByRole("tab", { name: "Exercises" }).click();
    const items = page.locator("#exercise-list li");
    await expect(items).toHaveCount(30);
    const [inside, wanted] = await page.locator("#exercise-list").evaluate((list) => [list.clientWidth, list.scrollWidth]);
    expect(wanted).toBeLessThanOrEqual(inside);
    await items.last().locator("button").scrollIntoViewIfNeeded();
    await expect(items.last().locator("button")).toBeInViewport({ ratio: 1 });
    await page.close();
  });
}

test("the page says whose the rule texts are", async ({ page }) => {
  await open(page);
  await expect(page.locator("footer")).toContainText("Crown copyright, under the Open Government Licence v3.0");
  const [notice] = await page.locator("footer a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(fs.readFileSync(path.join(DIST, notice), "utf8")).toContain("MIT AND OGL-UK-3.0");
  expect(fs.existsSync(path.join(DIST, "LICENSE.txt"))).toBe(true);
  await expect(page.locator("footer")).toContainText("the software is under the MIT licence");
  await expect(page.locator("meta[name=license]")).toHaveAttribute("content", "MIT AND OGL-UK-3.0");
  for (const script of ["words.js", "wasm.js"]) {
    const text = fs.readFileSync(path.join(DIST, script), "utf8");
    expect(text.startsWith("// SPDX-License-Identifier: MIT AND OGL-UK-3.0\n"), script).toBe(true);
  }
});

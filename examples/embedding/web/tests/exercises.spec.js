const fs = require("node:fs");
const path = require("node:path");
const { expect, test } = require("@playwright/test");
const { open, shown } = require("./helpers");

const FOLDER = path.join(__dirname, "../../../../counting-rules/exercises");
const answers = (name) => fs.readFileSync(path.join(FOLDER, name), "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(": "));

test("an answer is marked, with the rule or fact that was missed, and the first one counts", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: "Exercises" }).click();
  await expect(page.locator("#exercise-list li")).toHaveCount(30);
  await expect(page.locator("#account")).toContainText("Dan followed Ana");
  await page.getByLabel("Principal crime").fill("195/12");
  await page.getByRole("button", { name: "Mark my answer" }).click();
  await expect(page.locator("#mark h3")).toHaveText("Right");
  await page.getByRole("button", { name: "Next exercise" }).click();
  await expect(page.locator("#exercise-title")).toBeFocused();
  await expect(page.locator("#exercise-title")).toHaveText("2. A single visit");
  await page.getByLabel("Principal crime").fill("195/94");
  await page.keyboard.press("Enter");
  await expect(page.locator("#mark h3")).toHaveText("Not so");
  await expect(page.locator("#mark")).toContainText("crr-2026 p. 50");
  await page.getByRole("button", { name: "none No crime" }).click();
  await page.getByRole("button", { name: "Mark my answer" }).click();
  await expect(page.locator("#mark h3")).toHaveText("Right");
  await expect(page.locator("#score")).toHaveText("Score: 1 of 2 answered; 30 exercises.");
  await page.getByLabel("Principal crime").fill("stalking");
  await page.getByRole("button", { name: "Mark my answer" }).click();
  await expect(page.locator("#mark")).toContainText("`stalking` is no answer");
});

test("right answers are right and likely mistakes are not, as in the program `exercise`", async ({ page }) => {
  await open(page);
  const marked = (name, answer) => page.evaluate(async ([exercise, answer]) => JSON.parse(await engine.ask({ mark: { exercise, answer } })).right, [name, answer]);
  expect(answers("right.txt")).toHaveLength(30);
  for (const [name, answer] of answers("right.txt")) expect(await marked(name, answer), name).toBe(true);
  for (const [name, answer] of answers("wrong.txt")) expect(await marked(name, answer), name).toBe(false);
});

test("an exercise is opened in the form, under its edition", async ({ page }) => {
  await open(page);
  await page.getByRole("tab", { name: "Exercises" }).click();
  await page.getByRole("button", { name: "The same abuse online" }).click();
  await page.getByRole("button", { name: "Open it in the form" }).click();
  await shown(page);
  await expect(page.getByLabel("Edition", { exact: true })).toHaveValue("hmic-2017-07");
  await expect(page.locator("#verdict .action")).toContainText("195/94");
});

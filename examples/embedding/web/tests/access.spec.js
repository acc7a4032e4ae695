const axe = require("axe-core");
const { expect, test } = require("@playwright/test");
const { MESSAGES, ON_DISK, open, paste, shown } = require("./helpers");

/** What axe finds wrong, in short. */
async function findings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

for (const [colorScheme, width] of [["light", 1300], ["dark", 1300], ["light", 360], ["dark", 360]]) {
  test(`axe finds nothing, and nothing is wider than the page: ${colorScheme}, ${width} pixels`, async ({ browser }) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 }, locale: "en-GB" });
    const check = async (what) => {
      expect(await findings(page), what).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBe(width);
    };
    await open(page);
    await check("empty");
    await page.getByRole("button", { name: "Show an example" }).click();
    await page.locator("#incidents summary").first().click();
    await page.getByRole("button", { name: "Add a recorded crime" }).click();
    await page.getByRole("button", { name: "Add an intervention" }).click();
    await page.locator("#graph-details summary").click();
    await shown(page);
    await check("report");
    await paste(page, JSON.stringify({ ...MESSAGES, reported_on: "2016-02-30", incidents: [{ ...MESSAGES.incidents[0], acts: ["folowing"] }] }));
    await check("JSON");
    await page.getByRole("tab", { name: "Report" }).click();
    await expect(page.locator("#problems")).toBeVisible();
    await check("mistakes");
    await page.getByRole("tab", { name: "Exercises" }).click();
    await page.getByLabel("Principal crime").fill("195/94");
    await page.getByRole("button", { name: "Mark my answer" }).click();
    await expect(page.locator("#mark h3")).toBeVisible();
    await check("exercises");
    await page.close();
  });
}

test("the keyboard alone reaches everything", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#decision")).toBeFocused();
  await page.getByRole("tab", { name: "Report" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Exercises" })).toBeFocused();
  await expect(page.locator("#panel-exercises")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Add an incident" }).focus();
  await page.keyboard.press("Enter");
  const item = page.locator("#incidents > li").last();
  await expect(item.getByLabel("Day", { exact: true })).toBeFocused();
  const outline = await item.getByLabel("Day", { exact: true }).evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe("solid");
});

test("on paper stand the report, the decision, the reasons and every edition, and no controls", async ({ page }) => {
  await open(page, `${ON_DISK}#example`);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  for (const text of ["Report LIF-37-messages", "contacting, indecent or grossly offensive communication; distress", "acquaintance"]) {
    await expect(page.locator("#told")).toContainText(text);
  }
  for (const place of ["#told", "#verdict", "#timeline svg", "#reasons", "#editions table"]) await expect(page.locator(place)).toBeVisible();
  for (const place of ["#form", ".tools >> nth=0", "header", "#edition", "#questions button >> nth=0"]) await expect(page.locator(place)).toBeHidden();
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
});

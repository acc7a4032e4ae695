const { expect, test } = require("@playwright/test");
const { MESSAGES, ON_DISK, open, paste, shown } = require("./helpers");

/** Where it is set, the first decision must come within so many milliseconds. */
const LIMIT = Number(process.env.FIRST_DECISION_MS ?? Infinity);

test("how long after the page has loaded the first decision is there", async ({ browser }) => {
  const times = [];
  for (let n = 0; n < 10; n += 1) {
    const page = await browser.newPage();
    await open(page, `${ON_DISK}#example`);
    await expect(page.locator("#verdict .action")).toContainText("008/72");
    times.push(await page.evaluate(() => performance.getEntriesByName("decision")[0].startTime - performance.getEntriesByType("navigation")[0].loadEventEnd));
    await page.close();
  }
  console.log(`first decision after load, ms: ${times.map(Math.round).join(", ")}`);
  // The best of ten: whatever else the machine does only adds to it. How fast the machine is that
  // runs the tests nobody knows, and so a limit is only set by who measures.
  expect(Math.min(...times)).toBeLessThan(LIMIT);
});

test("typing waits for nothing, with 200 incidents too", async ({ page }) => {
  await open(page);
  const day = (n) => new Date(Date.UTC(2024, 0, 1 + 3 * n)).toISOString().slice(0, 10);
  const incidents = Array.from({ length: 200 }, (_, n) => ({ ...MESSAGES.incidents[n % 3], id: `i${n}`, on: day(n) }));
  await paste(page, JSON.stringify({ ...MESSAGES, reported_on: "2026-06-20", incidents }));
  await page.getByRole("tab", { name: "Report" }).click();
  await shown(page);
  await page.evaluate(() => {
    window.slow = { handled: [], late: [] };
    // How long the page's own code runs for an event, and how late the event was seen to.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!["input", "keydown", "change", "click"].includes(entry.name)) continue;
        slow.handled.push(entry.processingEnd - entry.processingStart);
        slow.late.push(entry.processingStart - entry.startTime);
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
  });
  await page.getByLabel("Reference").focus();
  await page.keyboard.type("a reference that somebody types quickly", { delay: 30 });
  const item = page.locator("#incidents > li").nth(100);
  await item.locator("summary").click();
  await item.getByLabel(/^Following/).check();
  await item.getByLabel("Occasions", { exact: true }).pressSequentially("12", { delay: 30 });
  await shown(page);
  const { handled, late } = await page.evaluate(() => slow);
  const longest = (list) => Math.round(Math.max(0, ...list));
  console.log(`200 incidents: longest in a handler ${longest(handled)} ms, longest wait before one ${longest(late)} ms`);
  expect(longest(handled)).toBeLessThan(50);
  await expect(page.locator("#verdict .action")).toBeVisible();
});

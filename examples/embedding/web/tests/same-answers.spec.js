const fs = require("node:fs");
const { expect, test } = require("@playwright/test");
const { open } = require("./helpers");

test("a thousand random reports give the bytes that the command line prints", async ({ page }) => {
  const [reports, decisions] = [process.env.REPORTS, process.env.DECISIONS];
  expect(reports && decisions, "the files that ./check makes").toBeTruthy();
  await open(page);
  const lines = fs.readFileSync(reports, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(1000);
  const told = await page.evaluate(async (lines) => {
    const answers = [];
    for (const report of lines) answers.push(await engine.ask({ classify: { edition: null, report } }));
    return answers.join("\n") + "\n";
  }, lines);
  expect(Buffer.from(told).equals(fs.readFileSync(decisions))).toBe(true);
});

const { expect, test } = require("@playwright/test");
const { DIST, ON_DISK, open, paste, report, serve, shown } = require("./helpers");
const { pathToFileURL } = require("node:url");

/** Goes through the whole page, and gives the addresses that were asked for. */
async function addresses(page, context, address) {
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await open(page, address);
  await page.getByRole("button", { name: "Show an example" }).click();
  await shown(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save decision as page" }).click();
  await page.getByRole("tab", { name: "Exercises" }).click();
  await page.getByLabel("Principal crime").fill("195/12");
  await page.getByRole("button", { name: "Mark my answer" }).click();
  await expect(page.locator("#mark h3")).toBeVisible();
  return asked;
}

test("from disk the page asks for its own files alone", async ({ page, context }) => {
  const own = pathToFileURL(DIST).href;
  const asked = await addresses(page, context, ON_DISK);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((url) => !url.startsWith(`${own}/`) && !/^(data|blob):/.test(url))).toEqual([]);
});

test("from a web server too, and then it works without one", async ({ page, context }) => {
  const server = await serve();
  const asked = await addresses(page, context, server.address);
  const own = new URL(".", server.address).href;
  expect(asked.filter((url) => !url.startsWith(own) && !/^(data|blob):/.test(url))).toEqual([]);
  server.close();
  await context.setOffline(true);
  await page.getByRole("tab", { name: "Report" }).click();
  await page.getByLabel("Edition", { exact: true }).selectOption("hmic-2017-07");
  await shown(page);
  await expect(page.locator("#verdict .action")).toContainText("195/94");
});

test("the policy of the page stops whatever would send something", async ({ page }) => {
  const server = await serve();
  await open(page, server.address);
  const tried = await page.evaluate(async (target) => {
    const told = [];
    document.addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
    await fetch(target).catch(() => {});
    navigator.sendBeacon?.(target, "x");
    const image = new Image();
    image.src = target;
    const form = document.createElement("form");
    form.action = target;
    document.body.append(image, form);
    form.submit();
    const worker = new Worker(URL.createObjectURL(new Blob([`fetch("${target}").catch(() => postMessage("stopped"))`])));
    const inWorker = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    return { told: [...new Set(told)].sort(), inWorker };
  }, new URL("stolen", server.address).href);
  expect(tried).toEqual({ told: ["connect-src", "form-action", "img-src"], inWorker: "stopped" });
  expect(server.asked.filter((name) => name.includes("stolen"))).toEqual([]);
  server.close();
});

test("names made of markup stay text", async ({ page }) => {
  await open(page);
  const evil = `<img src=x onerror="document.title='taken'">`;
  await paste(page, JSON.stringify({
    reference: evil, reported_on: "2026-06-20", people: [{ id: evil, age: 30 }],
    pairs: [{ victim: evil, suspect: `${evil}2`, facts: {} }],
    incidents: ["2026-06-01", "2026-06-02"].map((on) => ({ id: `${evil}${on}`, on, victims: [evil], suspects: [`${evil}2`], acts: ["following"], effects: ["alarm"] })),
    recorded_crimes: [{ id: evil, code: "195/12", victim: evil, suspects: [evil], last_incident_on: "2026-01-01" }],
  }));
  await page.getByRole("tab", { name: "Report" }).click();
  await shown(page);
  expect((await report(page)).reference).toBe(evil);
  await page.evaluate(() => drawForPaper());
  for (const place of ["#incidents", "#pairs", "#verdict", "#questions", "#reasons", "#timeline", "#told"]) {
    expect(await page.locator(place).evaluate((element) => element.textContent), place).toContain("<img src=x");
  }
  expect(await page.locator("img").count()).toBe(0);
  await expect(page).toHaveTitle(/Counting rules/);
});

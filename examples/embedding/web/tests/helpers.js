const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { expect } = require("@playwright/test");

const DIST = path.join(__dirname, "../dist");
const ON_DISK = pathToFileURL(path.join(DIST, "index.html")).href;
const MESSAGES = JSON.parse(fs.readFileSync(path.join(__dirname, "../../../messages.json"), "utf8"));

/** Opens the page and waits until everything is shown. */
async function open(page, address = ON_DISK) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  await shown(page);
  expect(errors).toEqual([]);
}

/** Waits until the answer to the newest question is shown. */
async function shown(page) {
  await page.waitForFunction(() => document.body.dataset.shown === String(wanted));
}

/** The report in the form. */
function report(page) {
  return page.evaluate(() => JSON.parse(reportJson()));
}

/** Puts a report into the form, as somebody who pastes it. */
async function paste(page, text) {
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByLabel("Report", { exact: true }).and(page.locator("textarea")).fill(text);
  await page.getByRole("button", { name: "Read into the form" }).click();
  await expect(page.locator("#json-says")).not.toBeEmpty();
}

/** Serves the folder, as any web server would. */
async function serve() {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    const name = path.join(DIST, path.normalize(new URL(request.url, "http://localhost").pathname));
    if (!name.startsWith(DIST) || !fs.existsSync(name)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[path.extname(name)] }).end(fs.readFileSync(name));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/index.html`, asked, close: () => server.close() };
}

module.exports = { DIST, MESSAGES, ON_DISK, open, paste, report, serve, shown };

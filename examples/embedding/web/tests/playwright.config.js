// Debian's chromium, which talks to nobody by itself; one test after the other, so that times mean something.
module.exports = {
  testDir: ".",
  outputDir: "out",
  workers: 1,
  timeout: 60_000,
  reporter: "list",
  use: {
    locale: "en-GB",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
};

import { defineConfig } from "@playwright/test";

// `cargo xtask test` builds the page, serves it and names both in the environment.
const url = process.env.GLOSSATOR_URL;
if (!url) throw new Error("GLOSSATOR_URL is not set: run `cargo xtask test --only e2e`");

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // Once, for a machine that was busy for half a minute: it is listed as "flaky" then.
  retries: 1,
  forbidOnly: true,
  // Half of it is enough where nothing else runs.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./reporters/counts.mjs"]],
  use: {
    baseURL: url,
    // Not at first: it is a third of the time of all tests.
    trace: "on-first-retry",
    // All three panes: up to 1280 px the list of documents is a strip.
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    // Every test would fetch the whole page twice; offline.spec.ts allows it again.
    serviceWorkers: "block",
  },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        launchOptions: {
          // Unset: the browser that Playwright downloaded.
          executablePath: process.env.GLOSSATOR_CHROME || undefined,
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      },
    },
  ],
});

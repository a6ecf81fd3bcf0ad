import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

/** Ends every process of the browser that runs in this profile, at once and without a word to it. */
function kill(profile: string) {
  try {
    execFileSync("pkill", ["-9", "-f", "--", `--user-data-dir=${profile}`]);
  } catch {
    // pkill also ends those that are gone by the time it gets to them.
  }
}

const text = "Zoë 😀 joined Cairo University.\r\nالقاهرة is big. She left.\n";

test("own files are opened, marked, kept over kill -9, and exported with offsets that Python confirms", async ({
  baseURL,
  launchOptions,
}) => {
  test.setTimeout(90_000);
  const profile = mkdtempSync(join(tmpdir(), "glossator-profile-"));
  const options = { ...launchOptions, acceptDownloads: true };
  try {
    const first = await chromium.launchPersistentContext(profile, options);
    const before = new ReaderPage(await first.newPage());
    await before.page.goto(baseURL!);
    await expect(before.page.locator(".samplecard")).toBeVisible();
    await before.page.keyboard.press("Control+o");
    await before.page.locator("dialog input[type=file]").first().setInputFiles([
      { name: "a-own.txt", mimeType: "text/plain", buffer: Buffer.from(text) },
      { name: "broken.jsonl", mimeType: "text/plain", buffer: Buffer.from('{"text":"Fine."}\n{"text": oops}\n') },
      { name: "picture.txt", mimeType: "text/plain", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff]) },
    ]);
    const rows = before.page.getByRole("list", { name: "Files" }).locator(".frow");
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText("1 problem");
    await expect(rows.nth(2)).toHaveClass(/\bbad\b/);
    await before.page.getByRole("button", { name: "Add 2 documents" }).click();
    await before.shown();
    await before.home();
    await before.page.keyboard.press("1");
    await before.page.keyboard.press("Control+End");
    await before.page.keyboard.press("v");
    await before.page.keyboard.press("c");
    await expect.poll(() => before.markCount()).toBe(2);
    await before.saved();
    kill(profile);
    await first.close().catch(() => {});

    const second = await chromium.launchPersistentContext(profile, options);
    const after = new ReaderPage(await second.newPage());
    await after.page.goto(baseURL!);
    await after.shown();
    await expect.poll(() => after.markCount()).toBe(2);
    await after.page.keyboard.press("Control+s");
    await expect(after.page.getByText(/Read back and compared: 1 span and 1 claim/)).toBeVisible();
    const [download] = await Promise.all([
      after.page.waitForEvent("download"),
      after.page.locator("dialog .btn.primary").click(),
    ]);
    const file = join(profile, "out.json");
    await download.saveAs(file);
    await second.close();
    const script = join(profile, "check.py");
    writeFileSync(
      script,
      "import json, sys\n" +
        "for d in json.load(open(sys.argv[1], encoding='utf-8'))['documents']:\n" +
        "    for a in d['annotations']:\n" +
        "        print(*[d['text'][r['start']:r['end']] == r['exact'] and r['exact'] for r in a['ranges']])\n",
    );
    const out = execFileSync("python3", [script, file], { encoding: "utf-8" });
    expect(out.trim().split("\n")).toEqual(["Zoë", "She left."]);
  } finally {
    kill(profile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("a project is open in one tab at a time, so that none writes over the other's work", async ({ page, context }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const other = new ReaderPage(await context.newPage());
  await other.open();
  await expect(other.page.getByRole("alert").filter({ hasText: "open in another tab" })).toBeVisible();
  await expect(other.page.locator("main.start"), "its styles are there").toHaveCSS("overflow-y", "auto");
  await expect(other.text).toHaveCount(0);
  await page.close();
  await other.page.getByRole("button", { name: "Try again" }).click();
  await other.shown();
});

import { readFileSync } from "node:fs";
import { type Download, type Page } from "@playwright/test";
import { file, ImportPage } from "../pages/import-page";
import { expect, test } from "./fixtures";

interface Range { start: number; end: number; exact?: string; text?: string }

/** What Python's `text[start:end]` gives. */
const slice = (text: string, r: Range) => [...text].slice(r.start, r.end).join("");

/** Texts in which offsets go wrong, with marks by code points. */
const nasty = [
  { text: "👨‍👩‍👧 Zoë 😀 joined Cairo University.\r\nالقاهرة is big.\r\n", spans: [[0, 5, "FAM"], [6, 9, "PER"], [10, 11, "EMO"], [19, 35, "ORG"], [19, 24, "GPE"], [38, 45, "GPE"]] },
  { text: "\uFEFFقالت 😀 نقابة\u2028عمال\u00A0الميناء\r\n", spans: [[1, 5, "V"], [6, 7, "EMO"], [8, 13, "ORG"]] },
  { text: "lone\rCR 🇫🇷 é\u0301\u0000 end", spans: [[8, 10, "GPE"], [11, 13, "X"]] },
];

const lines = nasty.map((line) => JSON.stringify(line)).join("\n");

async function exported(page: Page, format: "Glossator JSON" | "JSON Lines"): Promise<{ name: string; text: string; download: Download }> {
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: format }).click();
  await expect(dialog.getByText(/^Read back and compared: /)).toBeVisible({ timeout: 20_000 });
  const button = dialog.locator(".btn.primary");
  await expect(button).toHaveText("Export");
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf-8"), download };
}

test("every range of every file has its words; export, import, export gives the same bytes", async ({ page, browser, baseURL }) => {
  test.slow();
  const screen = new ImportPage(page);
  await screen.reader.openSample();
  await screen.show();
  await screen.choose(file("nasty.jsonl", lines), file("mark.txt", "\uFEFFMarked text.\r\n"));
  await expect(screen.addButton).toHaveText("Add 4 documents");
  await screen.add();

  const native = await exported(page, "Glossator JSON");
  expect(native.name).toMatch(/^[a-z0-9-]+\.glossator\.json$/);
  let ranges = 0;
  for (const d of JSON.parse(native.text).documents) {
    for (const r of d.annotations.flatMap((a: { ranges: Range[] }) => a.ranges)) {
      expect(slice(d.text, r)).toBe(r.exact);
      ranges++;
    }
  }
  expect(ranges).toBeGreaterThan(240);

  const jsonl = await exported(page, "JSON Lines");
  expect(jsonl.name).toMatch(/^[a-z0-9-]+\.jsonl$/);
  let spans = 0;
  const documents = jsonl.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  expect(documents).toHaveLength(9);
  for (const d of documents) {
    for (const s of [...d.spans, ...d.regions]) {
      expect(slice(d.text, s)).toBe(s.text);
      for (const r of s.ranges ?? []) expect(slice(d.text, r)).toBe(r.text);
      spans++;
    }
    for (const r of d.claims.flatMap((c: { ranges: Range[] }) => c.ranges)) expect(slice(d.text, r)).toBe(r.text);
  }
  expect(spans).toBeGreaterThan(150);

  const other = await (await browser.newContext({ baseURL, serviceWorkers: "block" })).newPage();
  const fresh = new ImportPage(other);
  await fresh.open();
  await other.locator("input[data-test=files]").setInputFiles({ name: "p.json", mimeType: "application/json", buffer: Buffer.from(native.text) });
  // The same person in another browser.
  await fresh.dialog.getByLabel("You are").selectOption("Annotator 1");
  await fresh.dialog.getByRole("button", { name: /^Open “/ }).click();
  await fresh.reader.shown();
  const again = await exported(other, "Glossator JSON");
  expect(again.text === native.text, "the same bytes").toBe(true);
  expect((await exported(other, "JSON Lines")).text.length).toBeGreaterThan(1_000);
  await other.context().close();
});

test("chosen documents only, a look at the file, and nothing where nothing is chosen", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openSample();
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByLabel("Only the document on the page").check();
  await expect(dialog.getByText(", 1 document, ")).toBeVisible();
  await expect(dialog.getByRole("region", { name: "First lines" })).toContainText('"format": "glossator-project"');
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator(".btn.primary").click()]);
  expect(JSON.parse(readFileSync(await download.path(), "utf-8")).documents).toHaveLength(1);
  await page.keyboard.press("Control+s");
  for (const stage of ["Done", "In progress", "To do"]) await dialog.getByLabel(stage).uncheck();
  await expect(dialog.getByText("no document is chosen")).toBeVisible();
  await expect(dialog.locator(".btn.primary")).toBeDisabled();
});

test("the documents in the list as it is filtered, and none else", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openText("Ada sat.", "Bob sat.", "Cleo sat.", "Dan sat.");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByLabel("Only the document on the page")).toBeVisible();
  await expect(dialog.getByLabel(/in the list as filtered/)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  // The status filter and words both narrow it.
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("/");
  await page.keyboard.type("text");
  await page.locator(".queue").getByRole("button", { name: "To do" }).click();
  await expect(page.locator(".queue .doc")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await dialog.getByLabel("Only the 3 documents in the list as filtered").check();
  await expect(dialog.getByText(", 3 documents, ")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator(".btn.primary").click()]);
  const { documents } = JSON.parse(readFileSync(await download.path(), "utf-8"));
  expect(documents.map((d: { text: string }) => d.text)).toEqual(["Bob sat.", "Cleo sat.", "Dan sat."]);
});

test("a project with a hostile name is exported under a tame one", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const name = `../../<b>\u202E"a|b:c*?\0\n${"é".repeat(300)}`;
  const head = { id: "0190a2b4-7c1e-7000-8000-000000000001", name, created: "2026-03-14T07:42:00Z", schema: {} };
  const project = { format: "glossator-project", version: 1, offset_unit: "codepoint", project: head, documents: [] };
  await screen.choose(file("p.glossator.json", JSON.stringify(project)));
  await screen.dialog.getByRole("button", { name: /^Open “/ }).click();
  await expect(screen.dialog).toHaveCount(0);
  const { name: saved, text } = await exported(page, "Glossator JSON");
  expect(saved).toMatch(/^b-a-b-c-é+\.glossator\.json$/);
  expect(Buffer.byteLength(saved)).toBeLessThan(160);
  expect(JSON.parse(text).project.name).toBe(name);
});

// From the format, which has the focus at first, it was eight tabs to the button.
test("Enter exports, by the format that has the focus", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openText("Ada sat.");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByRole("radio", { name: "Glossator JSON" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: "JSON Lines" })).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/);
  await expect(dialog).toHaveCount(0);
});

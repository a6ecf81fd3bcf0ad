import { type Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

interface Exported {
  documents: { annotations: { ranges: { exact: string }[]; note?: string }[] }[];
  claims: { id: string; text: string }[];
}

const exported = async (reader: ReaderPage) => JSON.parse(await reader.exported()) as Exported;
/** The notes of all marks, with the first words of each mark. */
const notes = (file: Exported) =>
  file.documents.flatMap((d) => d.annotations.flatMap((a) => (a.note ? [[a.ranges[0].exact, a.note]] : [])));

/** Selects the first mark; its words. */
async function firstMark(page: Page, reader: ReaderPage): Promise<string> {
  await reader.home();
  await page.keyboard.press("j");
  await expect(page.locator("#note-field")).toBeVisible();
  return page.locator("#inspector blockquote").innerText();
}

/** A press without the browser's own click: what the text does with it happens on the way down. */
async function press(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing at ${selector}`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

test("a note counts when another mark is clicked, and goes to the mark that it was typed for", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const words = await firstMark(page, reader);
  await page.locator("#note-field").click();
  await page.keyboard.type("typed and left");
  await press(page, "#text .cno[data-mark]");
  await expect(page.locator("#claim-field")).toBeVisible();
  await expect(page.locator("#note-field")).toHaveValue("");
  await reader.saved();
  expect(notes(await exported(reader))).toEqual([[words, "typed and left"]]);
});

test("the wording of a claim counts when the words of another document are clicked", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const reader = new ReaderPage(page);
  await reader.openSample();
  const before = await exported(reader);
  const title = await page.locator(".dochead h1").innerText();
  await page.keyboard.press("Escape");
  const gloss = page.locator("#text .ogloss[data-goto]").first();
  await expect(gloss).toBeVisible();
  await press(page, "#text .cno[data-mark]");
  const field = page.locator("#claim-field");
  await expect(field).toBeVisible();
  const old = await field.inputValue();
  await field.fill("Typed and left by a gloss");
  await press(page, "#text .ogloss[data-goto]");
  await expect(page.locator(".dochead h1")).not.toHaveText(title);
  await reader.saved();
  const after = await exported(reader);
  const changed = after.claims.filter((c) => before.claims.find((b) => b.id === c.id)?.text !== c.text);
  expect(changed.map((c) => c.text)).toEqual(["Typed and left by a gloss"]);
  expect(before.claims.find((c) => c.id === changed[0].id)?.text).toBe(old);
});

test("a note counts when the document is left by the list", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const words = await firstMark(page, reader);
  await page.locator("#note-field").click();
  await page.keyboard.type("left by the list");
  await page.locator(".queue .doc").nth(2).click();
  await expect(page.locator("#note-field")).toHaveCount(0);
  await reader.saved();
  expect(notes(await exported(reader))).toEqual([[words, "left by the list"]]);
});

// Esc threw away what was typed, and undo had nothing to give back. In a note Enter is another
// line, so that Esc is the way out.
test("Esc keeps what was typed in a note, leaves the field, and undo takes it back", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const words = await firstMark(page, reader);
  await page.keyboard.press("t");
  await expect(page.locator("#note-field")).toBeFocused();
  await page.keyboard.type("one line");
  await page.keyboard.press("Enter");
  await page.keyboard.type("and another");
  await page.keyboard.press("Escape");
  await expect(reader.text).toBeFocused();
  await expect(page.locator("#note-field")).toHaveValue("one line\nand another");
  await reader.saved();
  expect(notes(await exported(reader))).toEqual([[words, "one line\nand another"]]);
  await reader.text.focus();
  await page.keyboard.press("Control+z");
  await expect(page.locator("#note-field")).toHaveValue("");
});

test("Esc keeps the sentence of a claim", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  await page.keyboard.press("c");
  await page.keyboard.press("j");
  const field = page.locator("#claim-field");
  await expect(field).toBeVisible();
  await page.keyboard.press("q");
  await expect(field).toBeFocused();
  await field.fill("Kept by Esc.");
  await page.keyboard.press("Escape");
  await expect(reader.text).toBeFocused();
  await expect(field).toHaveValue("Kept by Esc.");
  await page.keyboard.press("Control+z");
  await expect(field).not.toHaveValue("Kept by Esc.");
});

test("a figure's fields stay, with what is typed in them, while it changes", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("At least 12 crates burned at the port, a clerk said.");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowRight");
  await reader.act("c");
  await page.keyboard.press("=");
  const figure = page.locator("#inspector .qfig");
  await expect(figure).toHaveCount(1);
  await figure.getByText("Change the figure").click();
  await page.locator("#figure-0-of").fill("boxes");
  await page.keyboard.press("Tab");
  await expect(page.locator("#figure-0-unit")).toBeFocused();
  await page.keyboard.type("t");
  await page.keyboard.press("Tab");
  await expect(page.locator("#figure-0-as-of")).toBeFocused();
  await expect(page.locator("#figure-0-of")).toHaveValue("boxes");
  await expect(page.locator("#figure-0-unit")).toHaveValue("t");
});

test("Ctrl+Enter in a field with proposals commits and no more", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Quay Warden Nell sat by the port.");
  const name = await page.locator(".dochead h1").innerText();
  await reader.act("1");
  await page.keyboard.press("o");
  const field = page.locator("#entity-field");
  await expect(field).toBeFocused();
  await page.keyboard.type("Nell of the Quay");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#inspector")).toContainText("Nell of the Quay");
  await expect(page.locator(".dochead h1")).toHaveText(name);
});

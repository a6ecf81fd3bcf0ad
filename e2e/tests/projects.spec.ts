import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { ImportPage } from "../pages/import-page";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { Storage } from "../pages/storage";
import { expect, test } from "./fixtures";

const heading = (page: Page) => page.locator(".dochead h1");
const documents = (page: Page) => page.locator(".queue .doc");
const error = (page: Page, words: string | RegExp) => page.locator(".toast", { hasText: words });

const asFile = (content: string, name = "project.glossator.json") => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(content),
});

/** Puts a project file on the import screen. */
async function choose(page: Page, content: string) {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(asFile(content));
  await expect(page.getByRole("dialog").locator(".frow")).toContainText("document");
  return page.getByRole("dialog", { name: "Open documents" });
}

/** The sample and a copy of it, which is open: the same documents in two projects. */
async function sampleAndCopy(page: Page) {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  const dialog = await choose(page, await reader.exported());
  await dialog.getByRole("radio", { name: "Open the file as a copy" }).check();
  await dialog.getByRole("button", { name: /^Open “.*as a copy$/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("button.proj")).toContainText(", opened ");
  await reader.shown();
  return { reader, storage };
}

test("documents of a colleague do not make the person the colleague after a reload", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  // The colleague is first in any order.
  const theirs = await reader.exported();
  const [them] = JSON.parse(theirs).project.annotators as { id: string; name: string }[];
  const file = theirs.replaceAll(them.id, "00000000-0000-7000-8000-000000000001").replaceAll(them.name, "A Colleague");
  const projects = new ProjectDialog(page);
  await projects.make("Mine");
  await projects.call("Me Myself");
  const dialog = await choose(page, file);
  await dialog.getByRole("radio", { name: "Add its documents to “Mine”" }).check();
  await dialog.getByRole("button", { name: "Add 5 documents" }).click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
  await projects.open();
  await expect(projects.annotator).toHaveValue("Me Myself");
  await page.reload();
  await reader.shown();
  await projects.open();
  await expect(projects.annotator).toHaveValue("Me Myself");
  await projects.close();
  // And what is marked now is theirs in the file.
  await reader.home();
  await reader.act("8");
  const out = JSON.parse(await reader.exported());
  const me = out.project.annotators.find((a: { name: string }) => a.name === "Me Myself").id;
  const marks = out.documents.flatMap((d: { annotations: { by: string }[] }) => d.annotations);
  expect(marks.filter((a: { by: string }) => a.by === me)).toHaveLength(1);
});

test("of two documents that are asked for quickly, the last is shown", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.reload();
  await reader.shown();
  const titles = await documents(page).locator(".t").allInnerTexts();
  await storage.hold();
  await documents(page).nth(1).click();
  await storage.holding();
  await documents(page).nth(2).click();
  await expect(heading(page)).toHaveText(titles[2]);
  await storage.release();
  // Long enough for it to be drawn, if it were.
  await page.waitForTimeout(500);
  await expect(heading(page)).toHaveText(titles[2]);
  await expect(page.locator("#text")).toHaveAttribute("data-document", /.+/);
});

test("Ctrl+Enter pressed again before the next document is shown does not pass over that one", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.reload();
  await reader.shown();
  const titles = await documents(page).locator(".t").allInnerTexts();
  await expect(heading(page)).toHaveText(titles[0]);
  await reader.text.focus();
  await storage.hold();
  await page.keyboard.press("Control+Enter");
  await storage.holding();
  await page.keyboard.press("Control+Enter");
  await storage.release();
  await expect(heading(page)).toHaveText(titles[1]);
  // Long enough for the one after it to be drawn, if it were.
  await page.waitForTimeout(500);
  await expect(heading(page)).toHaveText(titles[1]);
});

test("undo waits for the document that comes in place of a removed one", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.reload();
  await reader.shown();
  await reader.home();
  const marks = await reader.markCount();
  await reader.act("8");
  await page.keyboard.press("Escape");
  await storage.hold();
  await page.getByRole("button", { name: "Remove this document" }).click();
  await storage.holding();
  await page.keyboard.press("Control+z");
  await storage.release();
  // The removal is what was taken back, and not the mark before it.
  await expect(page.locator(".toast", { hasText: /^Undone:.*removed/i })).toBeVisible();
  await expect(documents(page)).toHaveCount(5);
  await documents(page).nth(0).click();
  await expect.poll(() => reader.markCount()).toBe(marks + 1);
});

test("undo pressed twice undoes two acts of a document that has to be read for it", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  const marks = await reader.markCount();
  await reader.act("8");
  await page.keyboard.press("ArrowRight");
  await reader.act("8");
  expect(await reader.markCount()).toBe(marks + 2);
  const titles = await documents(page).locator(".t").allInnerTexts();
  await documents(page).nth(1).click();
  await expect(heading(page)).toHaveText(titles[1]);
  await reader.saved();
  await page.reload();
  await reader.shown();
  await reader.text.focus();
  await storage.hold();
  await page.keyboard.press("Control+z");
  await storage.holding();
  await page.keyboard.press("Control+z");
  await storage.release();
  await expect(heading(page)).toHaveText(titles[0]);
  await expect.poll(() => reader.markCount()).toBe(marks);
});

test("what was begun in one project does not go on in another that was opened meanwhile", async ({ page }) => {
  const { reader, storage } = await sampleAndCopy(page);
  const projects = new ProjectDialog(page);
  await expect(page.locator("button.proj")).toContainText(", opened ");
  // An act in a document that is not in memory afterwards.
  await reader.home();
  await reader.act("8");
  const titles = await documents(page).locator(".t").allInnerTexts();
  await documents(page).nth(1).click();
  await expect(heading(page)).toHaveText(titles[1]);
  await page.reload();
  await reader.shown();
  const before = [await storage.rows("log"), await storage.rows("marks")];
  // Undo has to read the document first; that takes a while, and the sample is opened.
  await storage.hold();
  await reader.text.focus();
  await page.keyboard.press("Control+z");
  await storage.holding();
  await projects.switchTo("Pier Nine fire");
  await expect(page.locator("button.proj")).not.toContainText(", opened ");
  await storage.release();
  await expect(error(page, "Another project was opened meanwhile")).toBeVisible();
  await reader.saved();
  expect([await storage.rows("log"), await storage.rows("marks")]).toEqual(before);
});

test("an act over many documents does not go on in another project", async ({ page }) => {
  const { reader, storage } = await sampleAndCopy(page);
  const projects = new ProjectDialog(page);
  const before = [await storage.rows("log"), await storage.rows("marks"), await storage.rows("documents")];
  // Deleting a label takes its marks off in every document, which have to be read.
  await page.locator("nav a", { hasText: "Labels" }).click();
  await storage.hold();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("radio", { name: /They are removed/ }).check();
  await page.getByRole("button", { name: /^Delete label and/ }).click();
  await storage.holding();
  // The dialog stays while its act goes on; the browser's own keys leave it.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await projects.switchTo("Pier Nine fire");
  await expect(page.locator("button.proj")).not.toContainText(", opened ");
  await storage.release();
  await expect(error(page, "Another project was opened meanwhile")).toBeVisible();
  await reader.saved();
  expect([await storage.rows("log"), await storage.rows("marks"), await storage.rows("documents")]).toEqual(before);
});

test("the same project file a second time: a copy, the one that is here, or in its place", async ({ page }) => {
  test.setTimeout(90_000);
  const reader = new ReaderPage(page);
  await reader.openSample();
  const marks = await reader.markCount();
  const name = (await page.locator("button.proj bdi").innerText()).trim();
  const file = await reader.exported();
  await reader.home();
  await reader.act("8");
  await expect.poll(() => reader.markCount()).toBe(marks + 1);

  // To the one that is here: nothing is read.
  const projects = new ProjectDialog(page);
  await projects.make("Other");
  let dialog = await choose(page, file);
  await expect(dialog.getByText("You have this project already")).toBeVisible();
  await dialog.getByRole("radio", { name: `Go to “${name}” in this browser` }).check();
  await dialog.getByRole("button", { name: `Go to “${name}”` }).click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks + 1);

  // A copy stands beside it.
  dialog = await choose(page, file);
  await expect(dialog.getByRole("radio", { name: "Open the file as a copy" }), "nothing is lost by Enter").toBeChecked();
  await dialog.getByRole("button", { name: `Open “${name}” as a copy` }).click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  await projects.open();
  await expect(projects.dialog.locator(".frow")).toHaveCount(3);
  await projects.close();
  await projects.switchTo("Other");

  // In its place, when that was chosen and said.
  dialog = await choose(page, file);
  await dialog.getByRole("radio", { name: `Replace “${name}” by the file` }).check();
  await expect(dialog.getByText("are deleted for good")).toBeVisible();
  await dialog.getByRole("button", { name: `Replace “${name}” for good` }).click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  await projects.open();
  await expect(projects.dialog.locator(".frow")).toHaveCount(3);
  await projects.close();
  await page.reload();
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  await reader.home();
  await reader.act("8");
  await page.reload();
  await expect.poll(() => reader.markCount()).toBe(marks + 1);
});

test("the page shows the marks of the project that is open, not those of its copy", async ({ page }) => {
  const { reader } = await sampleAndCopy(page);
  const projects = new ProjectDialog(page);
  const marks = await reader.markCount();
  await reader.home();
  await reader.act("8");
  await expect.poll(() => reader.markCount()).toBe(marks + 1);
  await projects.switchTo("Pier Nine fire");
  await expect(page.locator("button.proj")).not.toContainText(", opened ");
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  // What is marked here is drawn here.
  await reader.home();
  await page.keyboard.press("ArrowRight");
  await reader.act("7");
  await expect.poll(() => reader.markCount()).toBe(marks + 1);
});

test("an empty project shows nothing of the one before", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => reader.selection()).not.toBe("");
  await new ProjectDialog(page).make("Fresh");
  await expect(reader.text.locator(".para")).toHaveCount(0);
  // Nor is what was selected there selected here.
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await expect(palette).toBeVisible();
  await expect(palette.locator(".badge")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.locator(".dochead")).toBeHidden();
  await reader.saved();
});

test("a damaged project does not keep others from opening, and its rows can be downloaded", async ({ page }) => {
  const { reader, storage } = await sampleAndCopy(page);
  const copy = await page.evaluate(() => JSON.parse(localStorage["glossator.settings"]).place.project as string);
  await storage.damage("projects", copy, '{"version": 1, "name": "half a r');
  await page.reload();
  await reader.shown();
  await expect(page.locator("button.proj")).not.toContainText(", opened ");
  await expect(error(page, /damaged.*Another project was opened instead/)).toBeVisible();

  const projects = new ProjectDialog(page);
  await projects.open();
  await expect(projects.row("damaged")).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    projects.dialog.getByRole("button", { name: /^Download the rows of/ }).click(),
  ]);
  const rows = readFileSync(await download.path(), "utf-8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { table: string; key: string; value: string });
  expect(rows.find((r) => r.table === "projects")?.value).toBe('{"version": 1, "name": "half a r');
  expect(rows.filter((r) => r.table === "documents")).toHaveLength(5);
  expect(rows.filter((r) => r.table === "texts")).toHaveLength(5);
  expect(rows.some((r) => r.table === "marks")).toBe(true);

  // It alone: nothing opens, and its rows can be had all the same.
  await projects.close();
  const [[, other]] = (await storage.rows("projects")).filter(([key]) => key !== copy);
  expect(other).toContain("Pier Nine");
  for (const [key] of await storage.rows("projects")) await storage.damage("projects", key, "?");
  await page.reload();
  await expect(projects.dialog.getByRole("button", { name: /^Download the rows of/ })).toHaveCount(2);
});

test("a damaged row is set aside, said and downloadable; the rest opens", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  const entities = (await storage.rows("registers")).filter(([key]) => key.includes("/entity/"));
  await storage.damage("registers", entities[0][0], "{ damaged");
  await page.reload();
  await reader.shown();
  await expect(error(page, "1 row of this project could not be read")).toBeVisible();
  const projects = new ProjectDialog(page);
  await projects.open();
  await expect(projects.dialog.getByText("1 row of this project could not be read")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    projects.dialog.getByRole("button", { name: "Download them" }).click(),
  ]);
  const [row] = readFileSync(await download.path(), "utf-8").trim().split("\n");
  expect(JSON.parse(row).value).toBe("{ damaged");
  expect(JSON.parse(row).key).toContain(entities[0][0]);
});

test("a document with a mark that cannot be read opens, can be removed, and comes back", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  const titles = await documents(page).locator(".t").allInnerTexts();
  const marks = await reader.markCount();
  const { place } = await page.evaluate(() => JSON.parse(localStorage["glossator.settings"]));
  const rows = (await storage.rows("marks")).filter(([key]) => key.includes(place.document));
  const [first, ...rest] = JSON.parse(rows[0][1]) as { exact: string }[];
  await storage.damage("marks", rows[0][0], JSON.stringify([{ ...first, ranges: "nowhere" }, ...rest]));
  await page.reload();
  await reader.shown();
  await expect(error(page, /1 row of marks of “.*” could not be read\. Kept aside, for download in Project/)).toBeVisible();
  await expect(heading(page)).toHaveText(titles[0]);
  await expect.poll(() => reader.markCount()).toBe(marks - 1);
  // Read once more, then removed and brought back.
  await documents(page).nth(1).click();
  await expect(heading(page)).toHaveText(titles[1]);
  await documents(page).nth(0).click();
  await expect(heading(page)).toHaveText(titles[0]);
  await page.getByRole("button", { name: "Remove this document" }).click();
  await expect(documents(page)).toHaveCount(4);
  await reader.text.focus();
  await reader.act("Control+z");
  await expect(documents(page)).toHaveCount(5);
  await documents(page).nth(0).click();
  await expect(heading(page)).toHaveText(titles[0]);
  await expect.poll(() => reader.markCount()).toBe(marks - 1);
});

for (const [what, value, words] of [
  ["is missing", undefined, /The text of “.*” is missing from this browser's storage/],
  ["was changed", "Another text.", /the stored text of “.*” is not the one that was loaded/],
] as const) {
  test(`a document whose text ${what} in the storage says so, and the others open`, async ({ page }) => {
    const storage = new Storage(page);
    await storage.install();
    const reader = new ReaderPage(page);
    await reader.openText("The first text.", "The second text.");
    const [key] = (await storage.rows("texts")).find(([, text]) => text.includes("The first text."))!;
    await storage.damage("texts", key, value);
    await page.reload();
    await expect(error(page, words)).toBeVisible();
    await documents(page).nth(1).click();
    await expect(reader.text).toContainText("The second text.");
    await reader.home();
    await reader.act("1");
  });
}

test("a deleted project takes its texts along, except those of others", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const files = new ImportPage(page);
  await files.reader.openText("Only here.", "Here and there.");
  const projects = new ProjectDialog(page);
  await projects.make("Other");
  await files.show();
  await files.choose(asFile("Here and there.", "there.txt"));
  await files.add();
  expect(await storage.rows("texts")).toHaveLength(2);
  await projects.open();
  await projects.row("New project").getByRole("button", { name: /^Delete/ }).click();
  await projects.dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(projects.row("New project")).toHaveCount(0);
  await projects.close();
  const texts = await storage.rows("texts");
  expect(texts.map(([, text]) => text)).toEqual([expect.stringContaining("Here and there.")]);
  const [[kept]] = await storage.rows("projects");
  expect((await storage.rows("log")).map(([key]) => key.split("/")[0])).toEqual([kept]);
  await page.reload();
  await files.reader.shown();
  await expect(files.reader.text).toContainText("Here and there.");
});

// Support counts where each chain of a mention comes from: of a second one nothing was to be seen.
test("a second way that a file says a claim came is told", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const file = JSON.parse(await reader.exported());
  for (const document of file.documents) {
    for (const a of document.annotations) if (a.chains?.length) a.chains.push(a.chains[0]);
  }
  const dialog = await choose(page, JSON.stringify(file));
  await dialog.getByRole("radio", { name: "Open the file as a copy" }).check();
  await dialog.getByRole("button", { name: /^Open “.*as a copy$/ }).click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
  await reader.home();
  await page.keyboard.press("c");
  await page.keyboard.press("j");
  await expect(page.locator("#inspector")).toContainText("Another way: ");
});

test("the open project is deleted: another one is shown, and after the last the first screen", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  const projects = new ProjectDialog(page);
  await projects.make("Second");
  await projects.open();
  await projects.row("Second").getByRole("button", { name: /^Delete/ }).click();
  const asked = projects.dialog.getByRole("group", { name: "Delete a project" });
  await expect(asked).toContainText("which is open now");
  await expect(asked).toContainText("never exported. Another project of this browser is opened then");
  await expect(asked.getByRole("button", { name: "Keep it" })).toBeFocused();
  await asked.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.locator(".toast")).toContainText("Project deleted: Second");
  await expect(page.locator("button.proj")).toContainText("New project");
  await expect(reader.text).toContainText("Ada sat.");
  await reader.home();
  await reader.act("1");
  await page.reload();
  await reader.shown();
  await projects.open();
  await expect(projects.row("Second")).toHaveCount(0);
  await projects.row("New project").getByRole("button", { name: /^Delete/ }).click();
  await projects.dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.locator(".samplecard")).toBeVisible();
  await expect(projects.dialog).toHaveCount(0);
  await page.reload();
  await expect(page.locator(".samplecard")).toBeVisible();
});

test("the sample is opened beside a project of one's own, by the same person", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  const projects = new ProjectDialog(page);
  await projects.call("Ada");
  await projects.open();
  await projects.dialog.getByRole("button", { name: "Open the sample project" }).click();
  await expect(page.locator("button.proj")).toContainText("Pier Nine");
  await expect(documents(page)).toHaveCount(5);
  await projects.open();
  await expect(projects.annotator).toHaveValue("Ada");
  await expect(projects.row("New project")).toBeVisible();
});

test("the list counts one's own marks, and says how many others made", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const theirs = await reader.exported();
  const [them] = JSON.parse(theirs).project.annotators as { id: string; name: string }[];
  const file = theirs.replaceAll(them.id, "00000000-0000-7000-8000-000000000001").replaceAll(them.name, "A Colleague");
  const projects = new ProjectDialog(page);
  await projects.make("Mine");
  const dialog = await choose(page, file);
  await dialog.getByRole("radio", { name: "Add its documents to “Mine”" }).check();
  await dialog.getByRole("button", { name: "Add 5 documents" }).click();
  await reader.shown();
  const row = documents(page).first().locator(".end");
  await expect(row).toHaveText("not started");
  await expect(row).toHaveAttribute("title", /^\d+ of others$/);
  await expect(page.locator(".counts")).toHaveText("0 marks0 claims");
  await expect(page.locator(".counts")).toHaveAttribute("title", /^\d+ of others$/);
  await reader.home();
  await reader.act("1");
  await expect(row).toHaveText("1 mark · 0 claims");
});

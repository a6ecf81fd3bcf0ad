import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { file, ImportPage } from "../pages/import-page";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

test("a file that is not UTF-8 is added only when its encoding was confirmed or chosen", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  const words = "Le café a fermé à midi. Où est passé le garçon? La grève a duré tout l’été.";
  await screen.choose(file("latin.txt", Buffer.from(words.replace("’", "'"), "latin1")));
  await expect(screen.row("latin.txt")).toContainText("not confirmed");
  await expect(page.getByRole("button", { name: "Add 0 documents" })).toBeDisabled();
  await expectNoAxeViolations(page);
  await page.getByRole("dialog").getByLabel("Encoding").selectOption("KOI8-R");
  await expect(page.locator(".prev p").first()).toContainText("Le cafИ");
  await page.getByRole("dialog").getByLabel("Encoding").selectOption("windows-1252");
  await expect(page.locator(".prev p").first()).toContainText("Le café");
  await screen.add();
  await expect(reader.text).toContainText("Où est passé le garçon? La grève a duré tout l'été.");
});

test("the column of a table's texts can be chosen", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  await screen.choose(file("table.csv", 'id;headline;body\n1;"Fire at; the pier";Nine people died there.\n2;Smoke;Four were hurt.\n'));
  await expect(screen.row("table.csv")).toContainText("2 documents");
  await expect(page.locator(".prev").first()).toContainText("Nine people died there.");
  await page.getByLabel("The texts are in the column").selectOption("headline");
  await expect(page.locator(".prev").first()).toContainText("Fire at; the pier");
  await screen.add();
  await expect(reader.text).toHaveText("Fire at; the pier");
});

test("what stands between the cells of a table is guessed, and can be chosen", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await screen.choose(file("bars.csv", "id|text\n1|Nine people died, it said.\n2|Four were hurt.\n"));
  const separator = screen.dialog.getByLabel("Separator");
  await expect(separator.locator("option:checked")).toHaveText("bar |");
  await expect(page.getByLabel("The texts are in the column")).toHaveValue("text");
  await expect(screen.row("bars.csv")).toContainText("2 documents");
  await separator.selectOption({ label: "semicolon" });
  await expect(page.getByLabel("The texts are in the column")).toHaveValue("id|text");
  await separator.selectOption({ label: "bar |" });
  await expect(screen.previews.first()).toContainText("Nine people died, it said.");
  await expectNoAxeViolations(page);
  await screen.add();
  await expect(screen.reader.text).toHaveText("Nine people died, it said.");
});

test("what a table says of its documents is taken over and shown, and said before", async ({ page }) => {
  const screen = new ImportPage(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await screen.open();
  const rows = "Id,Title,Author,Date,Source,Section,Text\n7,Fire at the pier,Zoë Marr,2025-09-27,AFP,harbour news,Nine people died there.\n";
  await screen.choose(file("scrape.csv", rows));
  await expect(screen.row("scrape.csv")).toContainText("Source as publisher, Date as published");
  await screen.add();
  await expect(page.locator(".dochead")).toContainText("AFP");
  await expect(page.locator(".dochead")).toContainText("27 September 2025");
  await expect(page.locator("#document-author")).toHaveValue("Zoë Marr");
  const other = page.getByRole("definition");
  await expect(other).toHaveText(["7", "harbour news"]);
  await expect(page.getByRole("term")).toHaveText(["Id", "Section"]);
  await expectNoAxeViolations(page);
});

test("labels of a file become labels of the project, and offsets are checked", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  const line = { text: "😀 Ada Lovelace wrote to Bob.", label: [[2, 14, "PERSON"], [24, 27, "FRIEND"]] };
  await screen.choose(file("lines.jsonl", `${JSON.stringify(line)}\n`));
  await expect(page.getByText("2 of 2 marks match")).toBeVisible();
  await page.getByLabel("“PERSON” becomes").selectOption("PER");
  await screen.add();
  expect(await reader.marked("PER")).toEqual(["Ada Lovelace"]);
  await expect(reader.text.locator('.seg[data-labels]', { hasText: "Bob" })).toHaveCount(1);
});

test("two labels that a file tells apart stay two", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const line = { text: "Nine ran 5 km.", label: [[0, 4, "CARDINAL"], [9, 13, "QUANTITY"]] };
  await screen.choose(file("lines.jsonl", `${JSON.stringify(line)}\n`));
  await expect(page.getByLabel("“QUANTITY” becomes")).toHaveValue("QUANTITY");
  await expect(page.getByLabel("“CARDINAL” becomes").locator("option:checked")).toHaveText("New label “CARDINAL”");
  await screen.add();
  expect(await screen.reader.marked("QTY")).toEqual(["5 km"]);
});

test("a label that comes with a file can be set by a key", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const line = { text: "Vessel left port.", label: [[0, 6, "SHIP"]] };
  await screen.choose(file("lines.jsonl", `${JSON.stringify(line)}\n`));
  await screen.add();
  await screen.reader.home();
  await page.keyboard.press("ArrowRight");
  // The News labels have the digits, 0, and those up to Shift+5.
  await screen.reader.act("Shift+6");
  expect(await screen.reader.marked("SHIP")).toEqual(["Vessel", "left"]);
});

test("a value that a mark's label does not have is shown, and can be taken away", async ({ page }) => {
  const screen = new ImportPage(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await screen.open();
  const span = { start: 0, end: 3, label: "ORG", attributes: { rank: { text: "captain" } } };
  await screen.choose(file("lines.jsonl", `${JSON.stringify({ text: "Ada left.", spans: [span] })}\n`));
  await screen.add();
  await screen.reader.home();
  await page.keyboard.press("j");
  const inspector = page.locator("#inspector");
  await expect(inspector).toContainText("captain");
  await expectNoAxeViolations(page);
  await inspector.getByRole("button", { name: "Remove rank" }).click();
  await expect(inspector).not.toContainText("captain");
  await expect(page.locator("#inspector h2")).toBeFocused();
  await screen.reader.saved();
  expect(await screen.reader.exported()).not.toContain("captain");
});

test("what cannot be read is said with its place, and the rest is added", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  await screen.choose(
    file("a.txt", "Ada sat."),
    file("empty.txt", ""),
    file("newer.glossator.json", '{"format": "glossator", "version": 999}'),
    file("picture.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xd8])),
    file("lines.jsonl", '{"text": "Bob sat."}\n{"text": oops}\n'),
    file("<img src=x onerror=alert(1)>.txt", "<script>document.title = 'owned'</script> said Zoë."),
    file("notes.docx", "PK"),
  );
  await expect(screen.problems).toContainText("lines.jsonl, line 2, column 10");
  await expect(screen.problems).toContainText("newer");
  for (const bad of ["empty.txt", "newer.glossator.json", "picture.txt", "notes.docx"]) {
    await expect(screen.row(bad).first()).toHaveClass(/\bbad\b/);
  }
  await screen.add();
  await expect(page.locator(".qprog")).toContainText("0 of 3 done");
  await expect(page).not.toHaveTitle("owned");
});

test("files come in the order of their numbers", async ({ page }) => {
  const screen = new ImportPage(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await screen.open();
  await screen.choose(...["report-10.txt", "report-2.txt", "report-1.txt"].map((name) => file(name, `This is ${name}.`)));
  await screen.add();
  await expect(page.locator(".queue .doc")).toContainText(["report-1.txt", "report-2.txt", "report-10.txt"]);
});

test("the same text twice is noticed", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  await screen.choose(file("a.txt", "Ada sat."), file("b.txt", "Bob sat."));
  await screen.add();
  await page.keyboard.press("Control+o");
  await screen.choose(file("again.txt", "Ada sat."), file("c.txt", "Cleo sat."));
  await expect(page.getByText("also the 1 document whose text is there already: again.txt")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Add 1 document" }).click();
  await reader.shown();
  await expect(page.locator(".qprog")).toContainText("0 of 3 done");
});

test("files are dropped, pasted, and read from a folder", async ({ page }, info) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Dropped here."], "dropped.txt", { type: "text/plain" }));
    for (const kind of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  });
  await expect(screen.row("dropped.txt")).toContainText("1 document");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Pasted here.");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(screen.row("Pasted text")).toContainText("1 document");
  const folder = join(info.outputDir, "reports");
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(folder, "one.txt"), "One in the folder.");
  writeFileSync(join(folder, "deep", "two.md"), "# Two\n\nDeep in the folder.\n");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "choose a folder" }).click(),
  ]);
  await chooser.setFiles(folder);
  await expect(page.getByRole("button", { name: "Add 4 documents" })).toBeEnabled();
  await screen.add();
  await expect(page.locator(".qprog")).toContainText("0 of 4 done");
});

test("many files are read with progress, Stop keeps what was read, and the page stays alive", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  const text = "Nine people died at the pier, the union said on Tuesday. ".repeat(400);
  await screen.choose(...Array.from({ length: 300 }, (_, n) => file(`report-${n}.txt`, `Report ${n}. ${text}`)));
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  const button = page.getByRole("dialog").getByRole("button", { name: /^Add / });
  const read = Number((await button.innerText()).match(/\d+/)?.[0]);
  expect(read).toBeLessThan(300);
  if (read === 0) return;
  await button.click();
  await reader.shown();
  await expect(page.locator(".qprog")).toContainText(`0 of ${read} done`);
});

test("a project file opens as a project, a second time beside the first one", async ({ page }, info) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const marks = await reader.markCount();
  await page.keyboard.press("Control+s");
  const save = page.getByRole("dialog").locator(".btn.primary");
  await expect(save).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  const path = join(info.outputDir, "pier.glossator.json");
  await download.saveAs(path);
  const once = readFileSync(path, "utf-8");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(path);
  await page.getByRole("dialog").getByRole("button", { name: /^Open “/ }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  await page.keyboard.press("Control+s");
  await expect(save).toBeEnabled();
  const [second] = await Promise.all([page.waitForEvent("download"), save.click()]);
  const again = join(info.outputDir, "again.glossator.json");
  await second.saveAs(again);
  const [a, b] = [JSON.parse(once), JSON.parse(readFileSync(again, "utf-8"))];
  expect(b.documents).toEqual(a.documents);
  expect(b.entities).toEqual(a.entities);
  expect(b.claims).toEqual(a.claims);
});

test("once files are read, Enter adds them", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await screen.choose(file("a.txt", "One report."), file("b.txt", "Another report."));
  await expect(page.getByRole("button", { name: "Add 2 documents" })).toBeFocused();
  await page.keyboard.press("Enter");
  await screen.reader.shown();
  await expect(page.locator(".queue .doc")).toHaveCount(2);
});

test("files that are not ready stay when the others are added", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const latin = Buffer.from("Le café a fermé à midi. Où est passé le garçon? La grève a duré.", "latin1");
  await screen.choose(file("a.txt", "Ada sat."), file("b.txt", "Bob sat."), file("cafe.txt", latin), file("empty.txt", ""));
  await expect(screen.addButton).toBeFocused();
  await expect(screen.addButton).toHaveText("Add 2 documents");
  await expect(screen.dialog.getByRole("status")).toContainText("2 files are left out.");
  await page.keyboard.press("Enter");
  await expect(page.locator(".qprog")).toContainText("0 of 2 done");
  // A message would be behind the dialog.
  await expect(screen.dialog.locator(".df [role=status]")).toContainText("2 documents added. 2 files are left: look at them");
  await expect(screen.dialog.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await expect(screen.row("")).toHaveCount(2);
  await expect(screen.problemsOf("empty.txt")).toBeVisible();
  await expect(screen.dialog.getByRole("list", { name: "Files" })).toBeFocused();
  await screen.dialog.getByRole("button", { name: "Leave out empty.txt" }).click();
  await screen.dialog.getByRole("button", { name: "Use windows-1252" }).click();
  await screen.addButton.click();
  await expect(screen.dialog).toHaveCount(0);
  await expect(page.locator(".qprog")).toContainText("0 of 3 done");
});

test("Esc leads from files that are left to the text of the new document, and says what was added", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await expect(screen.dialog.locator(".df .btn", { hasText: "Close" })).toBeVisible();
  await screen.choose(file("a.txt", "Ada sat."), file("empty.txt", ""));
  await expect(screen.addButton).toBeFocused();
  await expect(screen.dialog.locator(".df .btn", { hasText: "Cancel" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(screen.dialog.locator(".df .btn", { hasText: "Close" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(screen.dialog).toHaveCount(0);
  await expect(screen.reader.text).toBeFocused();
  await expect(page.locator(".toast", { hasText: "Document added" })).toContainText("Undo");
  await page.keyboard.press("1");
  await expect.poll(() => screen.reader.markCount()).toBe(1);
});

test("a project file that is opened in an empty browser leads to its text", async ({ page, browser, baseURL }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  const project = await reader.exported();
  const context = await browser.newContext({ baseURL, serviceWorkers: "block" });
  try {
    const screen = new ImportPage(await context.newPage());
    await screen.open();
    await screen.choose(file("p.glossator.json", project));
    await expect(screen.dialog.getByRole("button", { name: /^Open “/ })).toBeFocused();
    await screen.page.keyboard.press("Enter");
    await expect(screen.dialog).toHaveCount(0);
    await expect(screen.reader.text).toBeFocused();
    await screen.page.keyboard.press("1");
    await expect.poll(() => screen.reader.markCount()).toBe(1);
  } finally {
    await context.close();
  }
});

// The list was empty while the old text stayed on the page, under a blank title.
test("an import that is undone leaves no text on the page, and comes back with redo", async ({ page }) => {
  const screen = new ImportPage(page);
  const { reader } = screen;
  await screen.open();
  await screen.choose(file("a.txt", "Ada sat."));
  await screen.add();
  await expect(reader.text).toHaveText("Ada sat.");
  await reader.text.focus();
  await page.keyboard.press("Control+z");
  await expect(reader.text).toHaveText("");
  await expect(page.locator(".dochead")).toBeHidden();
  await page.keyboard.press("Control+Shift+z");
  await expect(reader.text).toHaveText("Ada sat.");
  await expect(page.locator(".dochead h1")).not.toHaveText("");
  await reader.saved();
});

test("a column that was chosen for one file is used for all with these columns", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const table = (n: number) => `headline,story\n"A headline that is much longer than the story of number ${n}",Short ${n}.\n`;
  await screen.choose(file("a1.csv", table(1)), file("a2.csv", table(2)), file("a3.csv", table(3)), file("b.csv", "id,text\n1,Other.\n"));
  const columns = screen.dialog.getByLabel("The texts are in the column");
  await expect(columns).toHaveCount(4);
  await expect(screen.dialog.getByRole("button", { name: /^Use for/ })).toHaveCount(0);
  const wanted = (await columns.first().inputValue()) === "story" ? "headline" : "story";
  await columns.first().selectOption(wanted);
  await screen.dialog.getByRole("button", { name: "Use for all 2 other files with these columns" }).click();
  for (const n of [0, 1, 2]) await expect(columns.nth(n)).toHaveValue(wanted);
  await expect(columns.nth(3)).toHaveValue("text");
  await expect(screen.dialog.getByRole("button", { name: /^Use for/ })).toHaveCount(0);
});

test("after Stop the rest can be read", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const text = "The ferry left the quay at dawn, and nobody saw it. ".repeat(400);
  await screen.choose(...Array.from({ length: 300 }, (_, n) => file(`report-${n}.txt`, `Report ${n}. ${text}`)));
  await screen.dialog.getByRole("button", { name: "Stop" }).click();
  const rest = screen.dialog.getByRole("button", { name: /^Read the rest \(\d+\)$/ });
  await rest.click();
  await expect(rest).toHaveCount(0);
  await expect(screen.addButton).toHaveText("Add 300 documents", { timeout: 30_000 });
});

test("a label of a file is left out with its marks", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openText("Here.");
  await screen.show();
  await screen.choose(file("t.jsonl", JSON.stringify({ text: "Ada saw nine ships.", label: [[0, 3, "PERSON"], [8, 12, "TALLY"]] })));
  await screen.dialog.getByLabel("“TALLY” becomes").selectOption({ label: "Leave out" });
  await expect(screen.dialog.getByRole("status").filter({ hasText: "1 document, 1 mark," })).toBeVisible();
  await screen.add();
  await expect.poll(() => screen.reader.markCount()).toBe(1);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByText("TALLY")).toHaveCount(0);
});

test("marks on texts that are here already: it is said what can be done", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openText("Ada sat.");
  await screen.show();
  await screen.choose(file("t.jsonl", JSON.stringify({ text: "Ada sat.", label: [[0, 3, "PERSON"]] })));
  const note = screen.dialog.locator(".note.warn", { hasText: "1 mark is on texts that are there already" });
  await expect(note).toContainText("add the documents a second time");
  await screen.dialog.getByLabel(/^also the 1 document/).check();
  await expect(note).toHaveCount(0);
  await expect(screen.addButton).toHaveText("Add 1 document");
});

import { FindPage } from "../pages/find-page";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

/** The first worker takes a while to come up on a busy machine. */
const SLOW = { timeout: 20_000 };

const open = async (page: import("@playwright/test").Page, title: RegExp) => {
  await page.locator(".queue .doc", { hasText: title }).first().click();
  await expect(page.locator(".dochead h1")).toHaveText(title);
};

test("words in all documents are ticked and marked in one step, which undo takes back", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const find = new FindPage(page);
  await find.find("quay street", true);
  await expect(find.found).toHaveText(/^4 places in 3 documents/, SLOW);
  // From the field into the list; the organisation label by its key; all ticked, one not.
  await page.keyboard.press("ArrowDown");
  await expect(find.list).toBeFocused();
  await page.keyboard.press("2");
  await page.keyboard.press("a");
  await expect(find.markButton).toHaveText(/^Mark 4 as Organisation/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(find.markButton).toHaveText(/^Mark 3 as Organisation/);
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await expect(find.toast("Organisation: 4 marks in 3 documents")).toBeVisible();
  await expect(find.hits.locator(".tag", { hasText: "ORG" })).toHaveCount(4);
  await expect(find.found).toContainText("4 marked so already");
  expect(await reader.marked("ORG")).toContain("Quay Street");
  await reader.saved();
  await page.reload();
  await reader.shown();
  expect(await reader.marked("ORG")).toContain("Quay Street");
  await reader.text.focus();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await reader.marked("ORG")).includes("Quay Street")).toBe(false);
});

test("5,000 places in five documents are marked in one durable step, and one undo takes them back", async ({ page }) => {
  test.slow();
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  const line = "The ferry Ellen Dray left, and the ferry came back.\n";
  const files = [1, 2, 3, 4, 5].map((n) => ({
    name: `log-${n}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from(`Log ${n}\n${line.repeat(500)}`),
  }));
  await page.locator("input[data-test=files]").setInputFiles(files);
  await page.getByRole("dialog").getByRole("button", { name: "Add 5 documents" }).click();
  await reader.shown();
  const step = async () => Number(await page.locator("html").getAttribute("data-durable-seq"));
  const spans = page.locator(".queue .doc", { hasText: "1,000 marks" });

  const find = new FindPage(page);
  await find.find("ferry", true);
  await expect(find.found).toHaveText(/^5,000 places in 5 documents/, SLOW);
  const before = await step();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("2");
  await page.keyboard.press("a");
  await page.keyboard.press("Control+Enter");
  await expect(find.toast(/Organisation: 5,?000 marks in 5 documents/)).toBeVisible(SLOW);
  await expect(spans).toHaveCount(5);
  await reader.saved();
  expect(await step()).toBe(before + 1);

  // After a reload too.
  await page.reload();
  await reader.shown();
  await expect(spans).toHaveCount(5);
  await page.keyboard.press("Control+z");
  await expect(spans).toHaveCount(0, SLOW);
  await reader.saved();
  expect(await step()).toBe(before + 2);
  await page.reload();
  await reader.shown();
  await expect(spans).toHaveCount(0);
  expect(await reader.markCount()).toBe(0);
});

test("whole words, capitals, expressions and their errors", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await open(page, /Union|Nine/);
  const find = new FindPage(page);
  await find.find("Tam", true);
  await expect(find.found).toHaveText("No places found", SLOW);
  await find.panel.getByRole("button", { name: "Whole words only" }).click();
  await expect(find.found).toHaveText(/^\d+ places in/);
  await find.panel.getByRole("button", { name: "Regular expression" }).click();
  await find.words.fill("Idris Ta(m|h");
  await expect(find.panel.getByRole("alert")).toContainText("at character 9");
  await expect(find.words).toHaveAttribute("aria-invalid", "true");
  await find.words.fill("Idris Ta(m|h)m");
  await expect(find.found).toHaveText(/^3 places in 3 documents/);
  // Right to left, with the letters' vowel signs or without.
  await find.panel.getByRole("button", { name: "Regular expression" }).click();
  await find.words.fill("تسعة");
  await expect(find.hits.locator('.kwic[dir="rtl"]')).toHaveCount(2);
});

// The first Enter in the list did nothing: no row was the current one.
test("accents count only if that is asked for", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Mme Lefèvre, M. LEFEVRE et Lefe\u0300vre.");
  const find = new FindPage(page);
  await find.find("lefevre", false);
  await expect(find.found).toHaveText(/^3 places/, SLOW);
  await page.getByRole("button", { name: "Accents count" }).click();
  await expect(find.found).toHaveText(/^1 place\b/, SLOW);
  await page.getByRole("button", { name: "Regular expression" }).click();
  await expect(page.getByRole("button", { name: "Accents count" })).toHaveCount(0);
});

test("a claim stays selected while its speaker is found", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Nobody was hurt, the harbour master said.");
  await reader.home();
  for (let n = 0; n < 3; n++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("c");
  await expect(page.locator("#inspector .chain")).toBeVisible();
  const find = new FindPage(page);
  await find.find("the harbour master", false);
  await expect(find.found).toHaveText(/^1 place\b/, SLOW);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(() => reader.selection()).toBe("the harbour master");
  await page.keyboard.press("w");
  // The claim is seen again: the panel stood in the inspector's place.
  await expect(find.panel).toBeHidden();
  await expect(page.locator("#inspector .chain")).toContainText("the harbour master");
  await expect(reader.text.locator(".seg", { hasText: "harbour" }).first()).toHaveAttribute("data-marks", /./);
});

test("words of last time are replaced by typing, and Escape in the text closes the panel", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.\nBob ran.\nAda ran.");
  const find = new FindPage(page);
  await find.find("Bob");
  await expect(find.hits).toHaveCount(1, SLOW);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(() => reader.selection()).toBe("Bob");
  await page.keyboard.press("Control+f");
  await expect(find.words).toBeFocused();
  await expect.poll(() => find.words.evaluate((input: HTMLInputElement) => input.selectionEnd! - input.selectionStart!)).toBe(3);
  await page.keyboard.type("Ada");
  await expect(find.words).toHaveValue("Ada");
  await expect(find.hits).toHaveCount(2);
  // The list begins with the first place: the next one is an arrow away.
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const line = () => page.evaluate(() => {
    const [range] = CSS.highlights.get("chosen") ?? [];
    return (range as Range | undefined)?.startContainer.parentElement?.closest(".para")?.textContent;
  });
  await expect.poll(line).toContain("Ada ran");
  await expect(find.panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(find.panel).toBeHidden();
  await expect(reader.text).toBeFocused();
  await expect.poll(() => reader.selection()).toBe("Ada");
});

test("Enter goes to the list, and a second one to the first place", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat. Bob ran. Ada ran.");
  const find = new FindPage(page);
  await find.find("Ada");
  await expect(find.hits).toHaveCount(2, SLOW);
  await page.keyboard.press("Enter");
  await expect(find.list).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(reader.text).toBeFocused();
  await expect.poll(() => reader.selection()).toBe("Ada");
});

test("keys that come before the places do are not lost", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat. Bob ran. Ada ran.");
  // The worker is not there yet, the places are not, and nobody waits.
  await page.keyboard.press("Control+f");
  await expect(page.locator("#find-words")).toBeFocused();
  await page.keyboard.type("Bob");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(reader.text).toBeFocused(SLOW);
  await expect.poll(() => reader.selection()).toBe("Bob");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("sat");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(() => reader.selection()).toBe("sat");
  await expect(reader.text).toBeFocused();
});

test("what is found in the document is painted in the text", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.\nBob ran.\nAda ran.");
  const find = new FindPage(page);
  const painted = () => page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map(String));
  await find.find("Ada");
  await expect.poll(painted, SLOW).toEqual(["Ada", "Ada"]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("1");
  await expect.poll(() => reader.markCount()).toBe(1);
  await expect.poll(painted).toEqual(["Ada", "Ada"]);
  await page.keyboard.press("Escape");
  await expect.poll(painted).toEqual([]);
});

test("Enter shows a place, Backspace goes back, Escape closes", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const find = new FindPage(page);
  await find.find("flare pistol", true);
  await expect(find.hits).toHaveCount(1, SLOW);
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.locator(".dochead h1")).toHaveText(/six/i);
  await expect(reader.text).toBeFocused();
  await expect.poll(() => reader.selection()).toBe("flare pistol");
  await page.keyboard.press("Backspace");
  await expect(find.list).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(find.panel).toBeHidden();
  await expect(reader.text).toBeFocused();
});

test("Y marks the same words here, with label and entity", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await open(page, /Minister rejects/);
  await reader.home();
  // A label for one of two: the other is found.
  for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
  const find = new FindPage(page);
  await find.find("four");
  await expect(find.found).toHaveText(/^3 places/, SLOW);
  await find.hits.nth(1).click();
  await expect(reader.text).toBeFocused();
  await page.keyboard.press("8");
  await page.keyboard.press("y");
  await expect(find.markButton).toBeFocused();
  await expect(find.markButton).toHaveText(/^Mark 1 as Weapon/);
  await page.keyboard.press("Enter");
  await expect(find.toast(/Weapon: 1 mark in 1 document/)).toBeVisible();
  await expect.poll(() => reader.marked("WPN")).toEqual(["four", "four"]);
  // The button has nothing to do any more.
  await expect(reader.text).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect.poll(() => reader.marked("WPN")).toEqual(["four"]);
  await expect(find.hits.locator(".tag", { hasText: "WPN" })).toHaveCount(1);
  // How Y read the words is not how other words are read.
  await page.keyboard.press("Control+f");
  await expect(find.panel.getByRole("button", { name: "Capitals count" })).toHaveAttribute("aria-pressed", "false");
});

test("what is marked before everything is searched is marked whole", async ({ page }) => {
  const reader = new ReaderPage(page);
  await page.route(/finder/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await reader.openText("Ada sat. Ada ran. Ada slept.");
  await reader.act("1");
  await page.keyboard.press("y");
  const find = new FindPage(page);
  await expect(find.markButton).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => reader.marked("PER"), SLOW).toEqual(["Ada", "Ada", "Ada"]);
});

test("undo that is pressed while an act reads documents takes back that act", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.", "Ada ran.", "Ada slept.");
  const find = new FindPage(page);
  await find.find("Ada", true);
  await expect(find.found).toHaveText(/^3 places in 3 documents/, SLOW);
  await page.keyboard.press("Enter");
  await expect(find.list).toBeFocused();
  await page.keyboard.press("a");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+z");
  await expect(find.toast(/^Undone: .*3 marks in 3 documents/)).toBeVisible();
  await expect(page.locator(".queue .doc")).toHaveCount(3);
  expect(await reader.marked("PER")).toEqual([]);
});

test("every mention of an entity, by all of its names", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await open(page, /Minister rejects/);
  let at = await reader.middleOf("Oren Valk");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press("Delete");
  await expect(reader.save).toHaveAttribute("data-save", "saved");
  await open(page, /Union says/);
  at = await reader.middleOf("Oren Valk");
  await page.mouse.click(at.x, at.y);
  await page.locator(".insp").getByRole("button", { name: "Mark every mention of it" }).click();
  const find = new FindPage(page);
  await expect(find.panel.getByRole("list", { name: "Names" })).toContainText("Mr Valk");
  await expect(find.found).toHaveText(/^4 places in 3 documents; 3 marked so already/, SLOW);
  await expect(find.markButton).toHaveText(/^Mark 1 as Person/);
  await find.markButton.click();
  await expect(find.toast("linked to Oren Valk")).toBeVisible();
  await expect(find.found).toContainText("4 marked so already");
});

test("marks are found by label, get another one, and are deleted", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const find = new FindPage(page);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+Shift+f");
  await find.panel.getByRole("button", { name: "Marks", exact: true }).click();
  await find.panel.getByLabel("Label", { exact: true }).selectOption({ label: "Person" });
  await expect(find.found).toHaveText(/^\d+ marks in 4 documents$/, SLOW);
  // Not all rows are drawn: the words count them.
  const before = Number.parseInt(await find.found.innerText(), 10);
  const left = (n: number) => expect(find.found).toHaveText(`${n} marks in 4 documents`);
  await find.hits.first().locator(".tick").click();
  await find.panel.getByLabel("Mark as").selectOption("ORG");
  await find.panel.getByRole("button", { name: "Make 1 mark Organisation" }).click();
  await expect(find.toast("Now Organisation: 1 mark")).toBeVisible();
  await left(before - 1);
  await find.hits.first().locator(".tick").click();
  await find.panel.getByRole("button", { name: "Delete 1 mark" }).click();
  await left(before - 2);
  await page.keyboard.press("Control+z");
  await left(before - 1);
});

test("a region by its key", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  await page.keyboard.press("Shift+H");
  await expect(page.locator(".insp")).toContainText("Excluded");
  await expect(page.locator("#label-field")).toHaveValue("heading");
  await page.keyboard.press("Delete");
  await expect(page.locator("#label-field")).toHaveCount(0);
});

test("repeated passages: their marks are copied and flagged, or they are left out", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await expect(page.locator(".samplecard")).toBeVisible();
  await page.keyboard.press("Control+o");
  const wire = "The tanker Ellen Dray had left the quay an hour before the fire reached the second tank.";
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page
    .locator("input[data-test=files]")
    .setInputFiles([
      file("alpha.txt", `The Standard writes.\n${wire}\nMore follows.`),
      file("beta.txt", `Radio Calder says otherwise.\n${wire}`),
      file("gamma.txt", `By our own staff.\n${wire}\nThe port is closed.`),
    ]);
  await page.getByRole("dialog").getByRole("button", { name: /^Add \d/ }).click();
  await reader.shown();
  await open(page, /alpha/);
  const at = await reader.middleOf("Dray");
  await page.mouse.dblclick(at.x, at.y);
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  // Two small documents more: they are looked through without being asked.
  const badge = reader.text.locator(".oalso");
  await expect(badge).toHaveText("Also in 2 documents", { timeout: 60_000 });
  const row = page.locator("#inspector").getByRole("list", { name: /Passages that other documents have/ });
  await expect(row.getByRole("button")).toHaveText(/The tanker Ellen Dray/);
  await badge.click();
  const find = new FindPage(page);
  const passages = find.panel.getByRole("listbox", { name: "Repeated passages" });
  await expect(passages.getByRole("option", { selected: true })).toHaveText(/also in 2 documents/);
  await expect.poll(() => reader.selection()).toContain("The tanker Ellen Dray had left the quay");
  await find.panel.getByRole("button", { name: "Copy the marks to the others" }).click();
  await expect(find.toast("Copied: 2 marks from alpha")).toBeVisible();
  await open(page, /beta/);
  expect(await reader.marked("PER")).toEqual(["Dray"]);
  await passages.getByRole("option").click();
  await find.panel.getByRole("button", { name: "Leave out everywhere" }).click();
  await expect(find.toast("Boilerplate: 3 marks in 3 documents")).toBeVisible();
  await expect(reader.text.locator(".para.region")).toHaveCount(1);
  // Left out, it offers nothing any more.
  await expect(badge).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(reader.text.locator(".para.region")).toHaveCount(0);
  await expect(badge).toHaveText("Also in 2 documents");
});

test("what is marked is not linked to the entity of an earlier search", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await open(page, /Minister rejects/);
  const at = await reader.middleOf("Oren Valk");
  await page.mouse.click(at.x, at.y);
  const find = new FindPage(page);
  const entity = find.panel.getByRole("combobox", { name: "Link to an entity" });
  await page.keyboard.press("y");
  await expect(find.markButton).toBeFocused();
  await expect(entity).toHaveValue("Oren Valk");
  // Other words typed in its place, and a search of its own.
  await find.words.fill("fire");
  await expect(entity).toHaveValue("");
  await reader.text.focus();
  await page.keyboard.press("y");
  await expect(entity).toHaveValue("Oren Valk");
  await find.find("harbour");
  await expect(entity).toHaveValue("");
  await reader.text.focus();
  await page.keyboard.press("Shift+Y");
  await expect(entity).toHaveValue("Oren Valk");
  await find.panel.getByRole("button", { name: "Look for other words" }).click();
  await expect(entity).toHaveValue("");
});

test("repeated passages that are found again are those that are listed", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await expect(page.locator(".samplecard")).toBeVisible();
  const short = "The tanker Ellen Dray had left the quay an hour before the fire reached the second tank.";
  const long = `Nobody who stood on the pier that night has said when the first alarm was given, or by whom, ${short.toLowerCase()}`;
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const add = async (...files: ReturnType<typeof file>[]) => {
    await page.keyboard.press("Control+o");
    await page.locator("input[data-test=files]").setInputFiles(files);
    await page.getByRole("dialog").getByRole("button", { name: /^Add \d/ }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await reader.shown();
  };
  await add(file("alpha.txt", `The Standard writes.\n${short}`), file("beta.txt", `Radio Calder says.\n${short}`));
  const find = new FindPage(page);
  await reader.text.focus();
  await page.keyboard.press("Control+Shift+f");
  await find.panel.getByRole("button", { name: "Repeats" }).click();
  const rows = find.panel.getByRole("listbox", { name: "Repeated passages" }).getByRole("option");
  const again = find.panel.getByRole("button", { name: /^Find (again|repeated passages)$/ });
  await again.click();
  await expect(rows).toHaveText([/The tanker Ellen Dray/], { timeout: 60_000 });
  // The first stands in four documents now, and another one is below it.
  await add(file("gamma.txt", `One says.\n${long}`), file("delta.txt", `Another says.\n${long}`));
  await again.click();
  await expect(rows.nth(1)).toContainText("Nobody who stood on the pier", { timeout: 60_000 });
  await expect(rows.first()).toContainText("also in 3 documents");
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("the panel with places, and with marks", async ({ page }) => {
      const reader = new ReaderPage(page);
      await reader.openSample();
      const find = new FindPage(page);
      await find.find("fire", true);
      await expect(find.hits.first()).toBeVisible(SLOW);
      await page.keyboard.press("Enter");
      await page.keyboard.press("a");
      await expectNoAxeViolations(page);
      await find.panel.getByRole("button", { name: "Marks", exact: true }).click();
      await expect(find.hits.first()).toBeVisible();
      await expectNoAxeViolations(page);
      await find.panel.getByRole("button", { name: "Repeats" }).click();
      await expectNoAxeViolations(page);
    });
  });
}

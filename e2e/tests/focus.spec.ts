import { type Page } from "@playwright/test";
import { FindPage } from "../pages/find-page";
import { file, ImportPage } from "../pages/import-page";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { RegisterPage } from "../pages/register-page";
import { expect, test } from "./fixtures";

const title = (page: Page) => page.locator(".dochead h1");
const toast = (page: Page, words: string | RegExp) => page.locator(".toast", { hasText: words });

/** Makes a claim of the first words of the sample. */
async function claimed(page: Page): Promise<ReaderPage> {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("c");
  await expect(page.locator("#claim-field")).toBeVisible();
  return reader;
}

test.describe("the focus stays near what is taken away", () => {
  test("in a claim: figures, the question, who takes part", async ({ page }) => {
    const reader = await claimed(page);
    const insp = page.locator("#inspector");
    await page.keyboard.press("=");
    await expect(insp.locator(".qfig")).toHaveCount(1);
    await insp.getByRole("button", { name: "Remove the figure" }).press("Enter");
    await expect(insp.locator(".qfig")).toHaveCount(0);
    await expect(insp.locator("summary", { hasText: "Figures" })).toBeFocused();

    await page.locator("#topic-field").fill("How many people died?");
    await page.keyboard.press("Enter");
    await insp.getByRole("button", { name: "No question" }).press("Enter");
    await expect(page.locator("#topic-field")).toBeFocused();
    await expect(page.locator("#topic-field")).toHaveValue("");

    for (const [role, who] of [["owner", "Brightwater"], ["place", "Pier Nine"], ["heir", "Oren Valk"]]) {
      await reader.text.focus();
      await page.keyboard.press("Shift+R");
      await expect(page.locator("#role-field")).toBeFocused();
      await page.keyboard.type(role);
      await page.keyboard.press("Enter");
      await expect(page.locator("#participant-field")).toBeFocused();
      await page.keyboard.type(who);
      await page.keyboard.press("Enter");
      await expect(insp.locator(".plist")).toContainText(who);
    }
    const remove = (who: string) => insp.getByRole("button", { name: `Remove the participant ${who}` });
    // Not from the text: Enter would lead back there.
    await remove("Pier Nine").focus();
    const role = insp.getByRole("textbox", { name: "Role of Pier Nine" });
    await role.fill("scene");
    await role.press("Enter");
    await expect(toast(page, /scene/)).toBeVisible();
    await expect(role).toBeFocused();
    await remove("Oren Valk").press("Enter");
    await expect(remove("Oren Valk")).toHaveCount(0);
    await expect(remove("Pier Nine")).toBeFocused();
    await remove("Brightwater").press("Enter");
    await expect(insp.locator(".plist li")).toHaveCount(1);
    await expect(remove("Pier Nine")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(insp.locator(".plist")).toHaveCount(0);
    await expect(insp.locator("summary", { hasText: "Participants" })).toBeFocused();
  });

  test("of several sets of evidence", async ({ page }) => {
    const reader = await claimed(page);
    const insp = page.locator("#inspector");
    await page.keyboard.press("Shift+E");
    const collect = insp.getByRole("region", { name: "Collecting evidence" });
    const claim = await page.locator("#inspector-title").innerText();
    for (const n of [1, 2]) {
      await reader.home();
      for (let i = 0; i < n + 4; i++) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Shift+ArrowRight");
      await collect.getByRole("button", { name: "Supports", exact: true }).click();
      await expect(collect.getByRole("button", { name: `Set ${n}, supports` })).toBeVisible();
    }
    await collect.getByRole("button", { name: "Stop" }).click();
    const number = new RegExp(`(^|\\D)${claim.replace(/\D/g, "")}$`);
    await reader.text.locator(".cno", { hasText: number }).click();
    await expect(page.locator("#inspector-title")).toHaveText(claim);
    const remove = insp.getByRole("button", { name: /^Remove the evidence/ });
    await expect(remove).toHaveCount(2);
    // Changing what a set does leaves the focus in its field.
    const does = insp.getByRole("combobox", { name: "What the evidence does" }).first();
    await does.focus();
    await does.selectOption({ label: "Refutes" });
    await expect(toast(page, /./)).toBeVisible();
    await expect(does).toHaveValue(/refutes/i);
    await expect(does).toBeFocused();
    await remove.first().press("Enter");
    await expect(remove).toHaveCount(1);
    await expect(remove).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(remove).toHaveCount(0);
    await expect(insp.locator("summary", { hasText: "Evidence" })).toBeFocused();
  });

  test("in the register: what was decided", async ({ page }) => {
    const register = new RegisterPage(page);
    await register.openRegister();
    const [a, ...others] = ["Halvern Standard", "Northline Wire", "St Osric Hospital"];
    const decided = page.getByRole("region", { name: "Decided" });
    for (const b of others) {
      await register.choose(a);
      await register.tick(a);
      await register.tick(b);
      await page.keyboard.press("u");
      await expect(decided).toContainText(b);
    }
    const back = decided.getByRole("button", { name: /^Take back/ });
    await back.first().press("Enter");
    await expect(back).toHaveCount(1);
    await expect(back).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(decided).toHaveCount(0);
    await expect(register.list).toBeFocused();
  });

  test("in the register: what an entity is part of; from the review to an entity", async ({ page }) => {
    const register = new RegisterPage(page);
    await register.openRegister();
    await register.choose("Oren Valk");
    const part = page.getByRole("combobox", { name: "Part of" });
    const button = (name: string) => page.locator(".row.g2", { has: part }).getByRole("button", { name });
    await part.fill("St Osric");
    await page.keyboard.press("Enter");
    await expect(part).toHaveValue("St Osric Hospital");
    await button("Clear").press("Enter");
    await expect(part).toHaveValue("");
    await expect(part).toBeFocused();
    await part.fill("St Osric");
    await page.keyboard.press("Enter");
    await button("Show").press("Enter");
    await expect(register.name).toHaveValue("St Osric Hospital");
    await expect(register.list).toBeFocused();
  });

  test("on the Labels screen: an attribute, and a foot that says what keys do there", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.getByRole("link", { name: "Labels" }).click();
    const foot = page.locator(".foot .hints");
    await expect(foot).toContainText("reorder");
    await page.getByRole("group", { name: "Kind" }).getByRole("button", { name: /^Attributes/ }).click();
    await expect(foot).not.toContainText("reorder");
    await expect(foot).not.toContainText("delete");
    await page.getByRole("button", { name: "New attribute" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("mood");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const shown = page.getByRole("region", { name: "mood" });
    await shown.getByRole("button", { name: "Remove" }).press("Enter");
    await expect(shown).toHaveCount(0);
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await expect.poll(focused).toMatch(/^(labels-new$|attribute-row-)/);
  });

  test("in the import screen: the field for pasting, the guess at an encoding", async ({ page }) => {
    const screen = new ImportPage(page);
    await screen.open();
    await screen.dialog.getByRole("button", { name: "paste text" }).click();
    await screen.dialog.getByRole("button", { name: "Leave it" }).press("Enter");
    await expect(screen.dialog.getByRole("button", { name: "choose files" })).toBeFocused();
    const words = "Le café a fermé à midi. Où est passé le garçon? La grève a duré.";
    await screen.choose(file("latin.txt", Buffer.from(words, "latin1")));
    await screen.dialog.getByRole("button", { name: /^Use / }).press("Enter");
    await expect(screen.dialog.getByRole("button", { name: /^Use / })).toHaveCount(0);
    await expect(screen.dialog.getByLabel("Encoding")).toBeFocused();
  });

  test("in dialogs: files that are left out, projects that are deleted", async ({ page }) => {
    const screen = new ImportPage(page);
    await screen.open();
    await screen.choose(file("one.txt", "One text."), file("two.txt", "Another text."));
    const out = (name: string) => screen.dialog.getByRole("button", { name: `Leave out ${name}` });
    // When all is read, a focus that is lost just then goes to what adds it.
    await expect(screen.addButton).toHaveText(/2 documents/);
    await out("one").press("Enter");
    await expect(screen.row("one")).toHaveCount(0);
    await expect(out("two")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(screen.row("two")).toHaveCount(0);
    await expect(screen.dialog.getByRole("button", { name: "choose files" })).toBeFocused();
    await screen.choose(file("one.txt", "One text."));
    await screen.add();

    const projects = new ProjectDialog(page);
    for (const name of ["Second", "Third"]) await projects.make(name);
    await projects.open();
    const ask = (name: string) => projects.row(name).getByRole("button", { name: /^Delete/ });
    await ask("Second").press("Enter");
    await expect(projects.dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(ask("Second")).toBeFocused();
    await page.keyboard.press("Enter");
    await projects.dialog.getByRole("button", { name: "Delete for good" }).press("Enter");
    await expect(projects.row("Second")).toHaveCount(0);
    // The open project can be deleted, too.
    await expect(projects.dialog.locator(":focus")).toHaveAccessibleName(/^Delete (New project|Third)/);
    await ask("New project").press("Enter");
    await projects.dialog.getByRole("button", { name: "Delete for good" }).press("Enter");
    await expect(projects.row("New project")).toHaveCount(0);
    await expect(ask("Third")).toBeFocused();
  });

  test("the fields of a hop stay open, and keep the focus, when one is changed", async ({ page }) => {
    await claimed(page);
    await page.keyboard.press("w");
    const hop = page.locator("#inspector .chain li:has(.hopf)").first();
    if ((await hop.count()) === 0) {
      await expect(page.locator("#speaker-field")).toBeFocused();
      await page.keyboard.type("Dana Rook");
      await page.keyboard.press("Enter");
    }
    await hop.locator("summary").click();
    // It is told in the line of the hop as well.
    const source = page.locator("#hop-0-anonymity");
    await source.focus();
    await source.selectOption({ index: 1 });
    await expect(hop.locator(".what bdi").first()).not.toHaveText("");
    await expect(source).toBeFocused();
  });
});

test.describe("keys act where they are pressed", () => {
  test("Ctrl+Enter in a field commits and no more; on another screen it does nothing", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const before = await title(page).innerText();
    await reader.home();
    await page.keyboard.press("j");
    await page.keyboard.press("t");
    await expect(page.locator("#note-field")).toBeFocused();
    await page.keyboard.type("for later");
    await page.keyboard.press("Control+Enter");
    await expect(toast(page, /ote/)).toBeVisible();
    await expect(reader.text).toBeFocused();
    await expect(title(page)).toHaveText(before);
    await page.getByRole("link", { name: "Labels" }).click();
    await expect(page.getByRole("heading", { name: "Labels", level: 1 })).toBeVisible();
    const said = await page.locator(".toast").allInnerTexts();
    for (const key of ["Control+Enter", "["]) await page.keyboard.press(key);
    await page.waitForTimeout(300);
    expect(await page.locator(".toast").allInnerTexts()).toEqual(said);
    await page.goBack();
    await expect(title(page)).toHaveText(before);
    await expect(page.locator(".queue")).toBeVisible();
  });

  test("the find panel's keys are printed while they act", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const before = await title(page).innerText();
    const find = new FindPage(page);
    await find.find("the");
    await expect(find.hits.first()).toBeVisible({ timeout: 20_000 });
    const printed = find.markButton.locator("kbd").first();
    await expect(printed).toBeVisible();
    await reader.text.focus();
    await expect(printed).toBeHidden();
    const marks = await reader.markCount();
    await page.keyboard.press("Control+Enter");
    await expect(title(page)).not.toHaveText(before);
    await page.keyboard.press("Alt+ArrowUp");
    await expect(title(page)).toHaveText(before);
    expect(await reader.markCount()).toBe(marks);
  });

  test("G is no first key any more once words were typed", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("j");
    await expect(page.locator("#note-field")).toBeVisible();
    await page.keyboard.press("g");
    await page.locator("#note-field").focus();
    await page.keyboard.type("a");
    await reader.text.focus();
    await page.keyboard.press("c");
    await expect(reader.text).toBeVisible();
    expect(page.url()).not.toContain("claims");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await expect(page).toHaveURL(/claims/);
  });

  test("a search for a document ends with Enter, and Esc leads back from it", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const titles = await page.locator(".queue .doc .t").allTextContents();
    await reader.text.focus();
    await page.keyboard.press("/");
    await expect(page.locator("#queue-search")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(reader.text).toBeFocused();
    await page.keyboard.press("/");
    await page.keyboard.type(titles[1]);
    await page.keyboard.press("Enter");
    await expect(title(page)).toHaveText(titles[1]);
    await expect(reader.text).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(title(page)).toHaveText(titles[2]);
  });

  test("what narrows the list of documents is seen without the list, and its end says the way out", async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const reader = new ReaderPage(page);
    await reader.openSample();
    const titles = await page.locator(".queue .doc .t").allTextContents();
    await reader.text.focus();
    await page.keyboard.press("/");
    await page.keyboard.type(titles[1]);
    await expect(page.locator(".queue .doc")).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(title(page)).toHaveText(titles[1]);
    await expect(reader.text).toBeFocused();
    const menu = page.locator("#menu");
    await expect(menu).toHaveAccessibleName(/filtered/);
    await page.keyboard.press("Alt+ArrowDown");
    await toast(page, "No further document").getByRole("button", { name: "Show all documents" }).click();
    await expect(page.locator(".queue .doc")).toHaveCount(titles.length);
    await expect(menu).not.toHaveAccessibleName(/filtered/);
    await reader.text.focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(title(page)).toHaveText(titles[2]);
  });

  test("Alt with an arrow opens the list of a field, and not another document", async ({ page }) => {
    await claimed(page);
    const before = await title(page).innerText();
    await page.locator("#topic-field").focus();
    await page.keyboard.press("Escape");
    await page.locator("#topic-field").focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(page.locator("#topic-field-list")).toHaveCount(0);
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.locator("#topic-field-list")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.locator("#source-field").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(200);
    await expect(title(page)).toHaveText(before);
  });

  test("Back closes a dialog of the screen that is left", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.getByRole("link", { name: "Labels" }).click();
    await page.getByRole("button", { name: "Presets" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.goBack();
    await expect(title(page)).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await reader.text.focus();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  });
});

test("guidelines that are being written are kept when another project is opened", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const name = (await page.locator("button.proj bdi").innerText()).trim();
  const panel = page.getByRole("dialog", { name: "Guidelines" });
  await reader.text.focus();
  await page.keyboard.press("g");
  await page.keyboard.press("g");
  await panel.getByRole("button", { name: "Edit" }).click();
  await expect(page.locator("#guidelines-field")).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nMark every ferry.");
  const projects = new ProjectDialog(page);
  await projects.make("Second");
  await expect(page.locator("#guidelines-field")).toHaveCount(0);
  await expect(panel).not.toContainText("Mark every ferry.");
  await projects.open();
  await projects.dialog.getByRole("button", { name: new RegExp(`^Open ${name}`) }).click();
  await expect(panel).toContainText("Mark every ferry.");
  // Cancel brings back what there was before.
  await panel.getByRole("button", { name: "Edit" }).click();
  await page.locator("#guidelines-field").fill("Nothing");
  await reader.text.focus();
  await page.locator("#guidelines-field").focus();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel).toContainText("Mark every ferry.");
});

test("a link to the text leads to the text", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  for (const screen of ["Claims", "Entities", "Labels"]) {
    await page.getByRole("link", { name: screen }).click();
    await expect(page.locator(".app.view")).toBeVisible();
    await page.getByRole("link", { name: "Annotate" }).click();
    await expect(reader.text).toBeFocused();
  }
});

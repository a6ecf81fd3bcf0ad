import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

test.describe("marking by keyboard", () => {
  test("arrows move by token, a digit marks the caret's token, undo takes it back", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const before = await reader.markCount();
    await reader.home();
    // Four people died → the caret on "died".
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("1");
    await expect.poll(() => reader.markCount()).toBe(before + 1);
    expect(await reader.marked("PER")).toContain("died");
    await reader.saved();
    await page.keyboard.press("Control+z");
    await expect.poll(() => reader.markCount()).toBe(before);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => reader.markCount()).toBe(before + 1);
  });

  test("Shift+arrows select, the selection is whole tokens, and a key labels it", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => reader.selection()).toBe("Four people died");
    await page.keyboard.press("7");
    await expect.poll(async () => (await reader.marked("EVT")).join("")).toContain("Four people");
    // Another label for the same mark: the caret is on it.
    await page.keyboard.press("2");
    await expect.poll(async () => (await reader.marked("ORG")).join("")).toContain("Four people died");
  });

  test("a key for a label means the caret once it has moved on inside of the selected mark", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => reader.selection()).toBe("Four people died when");
    await page.keyboard.press("7");
    await expect.poll(async () => (await reader.marked("EVT")).join("")).toContain("died when");
    const marks = await reader.markCount();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("2");
    await expect.poll(() => reader.marked("ORG")).toContain("died");
    expect(await reader.markCount()).toBe(marks + 1);
    expect((await reader.marked("EVT")).join("")).toContain("Four people died when");
  });

  test("a region of words within one paragraph covers just these", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+D");
    await expect(page.locator("#inspector blockquote")).toHaveText("Four people");
  });

  test("F6 goes through the parts of the screen, the inspector too", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.text.focus();
    const here = () =>
      page.evaluate(() => {
        const parts = ["header.top", ".lab", ".queue", "main", ".insp", "footer.foot"];
        return parts.find((part) => document.activeElement?.closest(part)) ?? "nowhere";
      });
    const go = async (keys: string, parts: string[]) => {
      for (const part of parts) {
        await page.keyboard.press(keys);
        await expect.poll(here).toBe(part);
      }
    };
    // The list of documents is a strip at this width, and its search field hidden.
    await go("F6", [".insp", "header.top", ".lab", ".queue", "main"]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await go("F6", [".insp", "header.top", ".lab", ".queue", "main"]);
    // And back, out of the field for searching too.
    await go("Shift+F6", [".queue", ".lab", "header.top", ".insp", "main"]);
  });

  test("a key that is held down acts once, and moves on and on", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Ada sat with Bob and Eve.");
    await reader.act("1");
    const before = await reader.durable();
    for (let n = 0; n < 5; n++) await page.keyboard.down("f");
    await page.keyboard.up("f");
    await expect(page.locator("#inspector").getByRole("button", { name: "Flag" })).toHaveAttribute("aria-pressed", "true");
    await expect.poll(() => reader.durable()).toBe(before + 1);
    for (let n = 0; n < 3; n++) await page.keyboard.down("ArrowRight");
    await page.keyboard.up("ArrowRight");
    await page.keyboard.press("1");
    await expect.poll(() => reader.marked("PER")).toEqual(["Ada", "Bob"]);
  });

  test("Enter held down opens the picker and chooses nothing", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Ada sat by the port.");
    await page.keyboard.press("Shift+ArrowRight");
    for (let i = 0; i < 6; i++) {
      await page.keyboard.down("Enter");
      await page.waitForTimeout(40);
    }
    await page.keyboard.up("Enter");
    await expect(reader.picker).toBeVisible();
    expect(await reader.markCount()).toBe(0);
  });

  test("the picker filters, and Enter chooses", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("Enter");
    await expect(reader.picker).toBeVisible();
    await page.keyboard.type("weap");
    await page.keyboard.press("Enter");
    await expect(reader.picker).toBeHidden();
    expect(await reader.marked("WPN")).toEqual(["Four"]);
    await expect(reader.text).toBeFocused();
  });

  test("an end moves by one character and the mark keeps its id", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("8");
    const seg = () => reader.text.locator('.seg[data-labels~="WPN"]').first();
    const id = await seg().getAttribute("data-marks");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(() => seg().innerText()).toBe("Fou");
    expect(await seg().getAttribute("data-marks")).toBe(id);
    await page.keyboard.press("Delete");
    await expect(seg()).toHaveCount(0);
  });

  test("a discontinuous mark: select, mark, select more, +", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("8");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => reader.selection()).toBe("when fire");
    await page.keyboard.press("+");
    await expect.poll(() => reader.marked("WPN")).toEqual(["Four", "when ", "fire"]);
  });

  test("a claim with a speaker and a cue, without the mouse", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const numbers = reader.text.locator(".over > .cno");
    await expect(numbers).toHaveCount(6);
    await reader.home();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("v");
    await page.keyboard.press("c");
    await expect(numbers).toHaveCount(7);
    await page.keyboard.press("s");
    await expect(page.locator(".insp")).toContainText("Denies");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("w");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("u");
    await expect(reader.text.locator(".seg.cue.focusm, .seg.cue").last()).toBeVisible();
    await reader.saved();
  });

  test("claims of one line have numbers as far as there is room, and a count of the rest", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("One two three four five six seven.\nAnother paragraph follows it.\n");
    for (let n = 0; n < 5; n++) {
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press("c");
      await expect(page.locator(".ihead")).toContainText("Claim");
      await page.keyboard.press("Escape");
    }
    const first = reader.text.locator(".para").first();
    const numbers = first.locator(".over > .cno");
    await expect(numbers).toHaveText([/1$/, "+4"]);
    await expect(numbers.last()).toHaveAttribute("title", "Claims 2, 3, 4, 5");
    const next = await reader.text.locator(".para").nth(1).locator(".pt").boundingBox();
    const last = await numbers.last().boundingBox();
    expect(last!.y + last!.height).toBeLessThanOrEqual(next!.y + 4);
    // Each click on the count shows the next; keys reach all.
    for (const n of [2, 3, 4, 5]) {
      await numbers.last().click();
      await expect(first.locator(".over > .cno.on")).toContainText(String(n));
    }
  });

  test("a document is removed, and undo brings it back with its marks", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const documents = page.locator(".queue .doc");
    await expect(documents).toHaveCount(5);
    const first = await documents.first().innerText();
    await page.getByRole("button", { name: "Remove this document" }).click();
    await expect(documents).toHaveCount(4);
    await reader.saved();
    await page.reload();
    await reader.shown();
    await expect(documents).toHaveCount(4);
    await page.keyboard.press("Control+z");
    await expect(documents).toHaveCount(5);
    expect(await documents.first().innerText()).toBe(first);
  });

  test("undo reaches back over a reload", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const before = await reader.markCount();
    await reader.home();
    await page.keyboard.press("8");
    await reader.saved();
    await page.reload();
    await reader.shown();
    await expect.poll(() => reader.markCount()).toBe(before + 1);
    await reader.text.focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => reader.markCount()).toBe(before);
  });

  test("undo shows what came back, and does not scroll to what is seen", async ({ page }) => {
    const reader = new ReaderPage(page);
    const lines = Array.from({ length: 200 }, (_, n) => `Valk spoke of crane ${n} at the quay.`);
    await reader.openText(lines.join("\n\n"));
    const main = page.locator("main.main");
    const top = () => main.evaluate((m) => m.scrollTop);
    const quote = page.locator("#inspector blockquote");
    await reader.act("1");
    await expect(quote).toHaveText("Valk");
    await reader.act("Delete");
    await page.keyboard.press("Control+End");
    await expect.poll(top).toBeGreaterThan(1000);
    await page.keyboard.press("Control+z");
    await expect.poll(top).toBeLessThan(100);
    expect(await reader.marked("PER")).toEqual(["Valk"]);
    await expect(quote).toHaveText("Valk");
    // Just inside of the window is seen too.
    await main.evaluate((m) => {
      const seg = m.querySelector(".seg[data-labels~=PER]")!;
      m.scrollTop += seg.getBoundingClientRect().top - m.getBoundingClientRect().top - 4;
    });
    const scrolled = await top();
    await reader.act("Delete");
    expect(await top()).toBe(scrolled);
    await reader.act("Control+z");
    expect(await reader.marked("PER")).toEqual(["Valk"]);
    expect(await top()).toBe(scrolled);
    // What goes again is shown where it was.
    await page.keyboard.press("Control+End");
    await expect.poll(top).toBeGreaterThan(1000);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(top).toBeLessThan(100);
  });
});

test.describe("marking by mouse", () => {
  test("a drag selects whole tokens and opens the picker", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.drag("utside", "arrow D");
    await expect.poll(() => reader.selection()).toBe("outside the Carrow");
    await expect(reader.picker).toBeVisible();
    await reader.picker.getByRole("option", { name: "Weapon" }).click();
    await expect.poll(async () => (await reader.marked("WPN")).join("")).toContain("outside the ");
  });

  test("double-click selects a token, triple-click a sentence", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const at = await reader.middleOf("guessing");
    await page.mouse.dblclick(at.x, at.y);
    // It is drawn in the next frame.
    await expect.poll(() => reader.selection()).toBe("guessing");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.mouse.click(at.x, at.y, { clickCount: 3 });
    await expect.poll(() => reader.selection()).toContain("Anyone saying otherwise is guessing");
  });

  test("clicking nested marks goes outwards and round again", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const at = await reader.middleOf("Marrow Bay");
    const seg = reader.text.locator(".seg", { hasText: /^Marrow Bay$/ }).first();
    await page.mouse.click(at.x, at.y);
    await expect(seg).toHaveClass(/\bon0\b/);
    await page.waitForTimeout(600); // not a double-click
    const again = await reader.middleOf("Marrow Bay");
    await page.mouse.click(again.x, again.y);
    await expect(seg).toHaveClass(/\bon1\b/);
  });

  test("a drag marks whole tokens, and just its characters with a label that is set to them", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The phosphorylated protein was there.");
    await page.getByRole("link", { name: "Labels" }).click();
    // The first label is open: Person, on the key 1.
    await page.getByRole("group", { name: "Snapping" }).getByRole("button", { name: "Characters" }).click();
    await page.getByRole("link", { name: "Annotate" }).click();
    await reader.shown();
    const drag = async (from: number, to: number) => {
      const places = await reader.characterPlaces();
      await page.mouse.move(places[from][0] + 1, places[from][1] + 8);
      await page.mouse.down();
      await page.mouse.move(places[to][0] + 1, places[to][1] + 8, { steps: 4 });
      await page.mouse.up();
    };
    // "phos" of "phosphorylated".
    await drag(4, 8);
    await expect.poll(() => reader.selection()).toBe("phosphorylated");
    await page.keyboard.press("1");
    await expect.poll(() => reader.marked("PER")).toEqual(["phos"]);
    await page.keyboard.press("Escape");
    await drag(19, 22);
    await page.keyboard.press("2");
    await expect.poll(() => reader.marked("ORG")).toEqual(["protein"]);
  });

  test("a drag takes what lies under it, and no full stop behind it", async ({ page }) => {
    const words = "He ran the Harbour Trust. Then he left.";
    const reader = new ReaderPage(page);
    await reader.openText(words);
    const drag = async (from: number, to: number, beside: number) => {
      const places = await reader.characterPlaces();
      await page.mouse.move(places[from][0] + 2, places[from][1] + 8);
      await page.mouse.down();
      await page.mouse.move(places[to][0] + beside, places[to][1] + 8, { steps: 4 });
      await page.mouse.up();
    };
    const stop = words.indexOf(".");
    for (const beside of [-2, 0, 1]) {
      await drag(words.indexOf("Harbour"), stop, beside);
      await expect.poll(() => reader.selection()).toBe("Harbour Trust");
    }
    await drag(words.indexOf("Harbour"), stop + 1, 1);
    await expect.poll(() => reader.selection()).toBe("Harbour Trust.");
    // Backwards: the boundary behind a word has none of it.
    await drag(words.indexOf("Trust") + 2, words.indexOf(" Harbour"), 1);
    await expect.poll(() => reader.selection()).toBe("Harbour Trust");
  });

  test("a Latin name in an Arabic line begins with its first letter", async ({ page }) => {
    const words = "قال John Smith (BBC) ذلك في 2024.";
    const reader = new ReaderPage(page);
    await reader.openText(words);
    const places = await reader.characterPlaces();
    const [x, y] = places[words.indexOf("John")];
    for (const inside of [1, 3]) {
      await page.mouse.dblclick(x + inside, y + 8);
      await expect.poll(() => reader.selection()).toBe("John");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.waitForTimeout(600); // not a triple click
    }
    await page.mouse.move(x + 1, y + 8);
    await page.mouse.down();
    await page.mouse.move(places[words.indexOf("Smith") + 3][0], y + 8, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => reader.selection()).toBe("John Smith");
  });

  test("dragging a handle resizes the mark", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const at = await reader.middleOf("Idris Tamm");
    await page.mouse.click(at.x, at.y);
    const handle = reader.text.locator(".ohandle.end");
    const box = (await handle.boundingBox())!;
    const to = await reader.middleOf("union’s secretary");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x - 40, to.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await reader.marked("PER")).join("")).toContain("Idris Tamm, the");
  });

  test("a right click on a mark selects it and opens its menu there", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Oren Valk met nobody at the quay.");
    await page.keyboard.press("Shift+ArrowRight");
    await reader.act("1");
    await page.keyboard.press("Escape");
    // Whether the browser's own menu would come.
    await page.evaluate(() => {
      addEventListener("contextmenu", (e) => (document.documentElement.dataset.own = String(!e.defaultPrevented)));
    });
    const own = () => page.evaluate(() => document.documentElement.dataset.own);
    const menu = page.getByRole("menu", { name: "More actions" });
    const click = async (words: string) => {
      const at = await reader.middleOf(words);
      await page.mouse.click(at.x, at.y, { button: "right" });
      return at;
    };
    await click("nobody");
    expect(await own()).toBe("true");
    await expect(menu).toHaveCount(0);
    const at = await click("Valk");
    expect(await own()).toBe("false");
    await expect(page.locator("#inspector blockquote")).toHaveText("Oren Valk");
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    const box = (await menu.boundingBox())!;
    expect(Math.abs(box.x - at.x)).toBeLessThan(4);
    expect(Math.abs(box.y - at.y)).toBeLessThan(4);
    await page.keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
    await expect(reader.text).toBeFocused();
    await click("Valk");
    await menu.getByRole("menuitem", { name: "Flag for another look" }).click();
    await expect(menu).toHaveCount(0);
    await expect(page.locator("#inspector .badge.warn")).toBeVisible();
    await click("Valk");
    await expect(menu).toBeVisible();
    await page.mouse.click(5, 400);
    await expect(menu).toHaveCount(0);
    await page.keyboard.down("Shift");
    await click("Valk");
    await page.keyboard.up("Shift");
    expect(await own()).toBe("true");
    await expect(menu).toHaveCount(0);
  });

  test("a drag goes on scrolling while the mouse rests beyond the edge", async ({ page }) => {
    const reader = new ReaderPage(page);
    const lines = Array.from({ length: 200 }, (_, n) => `Valk spoke of crane ${n} at the quay.`);
    await reader.openText(lines.join("\n\n"));
    const main = page.locator("main.main");
    const top = () => main.evaluate((m) => m.scrollTop);
    const box = (await main.boundingBox())!;
    const from = await reader.middleOf("crane 3 ");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, box.y + box.height + 10, { steps: 3 });
    await expect.poll(top).toBeGreaterThan(1500);
    const far = await reader.selection();
    await expect.poll(async () => (await reader.selection()).length).toBeGreaterThan(far.length);
    // Back in the window it stops.
    await page.mouse.move(from.x, box.y + box.height / 2);
    await page.waitForTimeout(100);
    const stopped = await top();
    await page.waitForTimeout(300);
    expect(await top()).toBe(stopped);
    await page.mouse.move(from.x, box.y - 10);
    await expect.poll(top).toBeLessThan(stopped - 300);
    await page.mouse.up();
    const released = await top();
    await page.waitForTimeout(300);
    expect(await top()).toBe(released);
    await expect(reader.picker).toBeVisible();
  });

  test("a drag ends where the button went up unheard", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const at = await reader.middleOf("Idris Tamm");
    await page.mouse.click(at.x, at.y);
    const box = (await reader.text.locator(".ohandle.end").boundingBox())!;
    const to = await reader.middleOf("union’s secretary");
    const before = await reader.durable();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x - 60, to.y, { steps: 3 });
    // As after a button that went up over another window.
    await page.evaluate(
      ([x, y]) => window.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, buttons: 0, bubbles: true })),
      [to.x - 40, to.y],
    );
    await page.mouse.up();
    await page.waitForTimeout(300);
    expect(await reader.durable()).toBe(before);
    expect((await reader.marked("PER")).join("")).not.toContain("Idris Tamm, the");
  });
});

test.describe("the text", () => {
  test("no mark moves a character", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.evaluate(() => document.fonts.ready);
    for (const name of [/Minister rejects/, /Four dead/, /حريق/]) {
      await page.locator(".queue .doc", { hasText: name }).first().click();
      await expect(page.locator(".dochead h1")).toHaveText(name);
      await reader.shown();
      const drawn = await reader.characterPlaces();
      // The same text without any element in it.
      await reader.text.evaluate((text) => {
        for (const p of text.querySelectorAll(".pt")) {
          if (p.textContent) p.textContent = p.textContent;
        }
      });
      const plain = await reader.characterPlaces();
      expect(drawn.length).toBe(plain.length);
      expect(drawn.length).toBeGreaterThan(100);
      const off = drawn.filter(([x, y], i) => Math.abs(x - plain[i][0]) > 0.5 || Math.abs(y - plain[i][1]) > 0.5);
      expect(off).toEqual([]);
      await page.reload();
      await reader.shown();
    }
  });

  test("a right-to-left document is mirrored, and keys mean what is seen", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.locator(".queue .doc", { hasText: /حريق/ }).first().click();
    await expect(page.locator(".dochead h1")).toHaveText(/حريق/);
    await expect(page.locator(".dochead h1")).toHaveCSS("direction", "rtl");
    await expect(reader.text.locator(".para").first()).toHaveCSS("direction", "rtl");
    await reader.home();
    const first = (await reader.text.locator(".caret").first().boundingBox())!;
    await page.keyboard.press("ArrowLeft");
    await expect
      .poll(async () => (await reader.text.locator(".caret").first().boundingBox())?.x)
      .toBeLessThan(first.x);
  });

  test("data-start counts code points", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.locator(".queue .doc", { hasText: /حريق/ }).first().click();
    await expect(page.locator(".dochead h1")).toHaveText(/حريق/);
    const rows = await reader.text.locator(".para").evaluateAll((paras) =>
      paras.map((p) => {
        const text = p.querySelector(".pt")?.textContent ?? "";
        return [Number((p as HTMLElement).dataset.start), [...text].length] as const;
      }),
    );
    let at = 0;
    for (const [start, length] of rows) {
      expect(start).toBe(at);
      at += length + 1;
    }
  });
});

test("the picker of the entities layer has the regions under a heading, and what adds to the mark", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Fire at the old mill. By Ada Moss. It burned all night.");
  await reader.act("1");
  await reader.drag("old", "mill");
  await expect(reader.picker).toBeVisible();
  await expect(reader.picker.locator(".grid .sech")).toHaveText("Regions");
  const names = await reader.picker.getByRole("option").locator("bdi").allTextContents();
  expect(names.slice(-7)).toEqual(["Title", "Byline", "Dateline", "Heading", "Body", "List", "Boilerplate"]);
  const beside = reader.picker.locator(".pf button");
  await expect(beside.first()).toContainText("Add to the mark");
  await beside.first().click();
  await expect.poll(() => reader.markCount()).toBe(1);
  await expect(page.locator("#inspector")).toContainText("old mill");
  await page.keyboard.press("Escape");
  await reader.drag("By", "Moss");
  await reader.picker.getByRole("option", { name: "Byline" }).click();
  await expect.poll(() => reader.markCount()).toBe(2);
});

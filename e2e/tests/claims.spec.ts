import { BoardPage } from "../pages/board-page";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

const TOLL = "How many people died?";

test.describe("the claim board", () => {
  test("arrows move, L and R link, the link survives a reload, Delete and undo", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    const row = board.row("Was fuel stored without a permit?");
    const refutes = row.getByRole("button", { name: /refutes/ });
    await expect(refutes).toHaveCount(0);
    await row.locator(".say").first().focus();
    const first = await board.current().innerText();
    await page.keyboard.press("l");
    await expect(board.bar.getByRole("button", { name: "refutes" })).toBeDisabled();
    // Right leads to the same claim in the next documents; up, in the last, to another one.
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await expect(board.current()).toHaveText(first);
    await page.keyboard.press("ArrowUp");
    await expect(board.current()).not.toHaveText(first);
    await page.keyboard.press("r");
    await expect(refutes.first()).toBeVisible();
    await board.saved();
    await page.reload();
    await expect(refutes.first()).toBeVisible();
    await refutes.first().click();
    await expect(board.bar).toContainText("Remove the link");
    await page.keyboard.press("Delete");
    await expect(refutes).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(refutes.first()).toBeVisible();
  });

  test("the whole card that a key goes to is in view, with its badges", async ({ page }) => {
    const board = new BoardPage(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await board.openBoard();
    await page.keyboard.press("Home");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"]) {
      await page.keyboard.press(key);
      await expect(board.board.locator(".cc:focus-within")).toBeInViewport({ ratio: 1 });
      const beneath = await board.board.evaluate((main) => {
        const card = main.querySelector(".cc:focus-within")!.getBoundingClientRect();
        return card.bottom - main.getBoundingClientRect().bottom;
      });
      expect(beneath).toBeLessThanOrEqual(0);
    }
  });

  test("in a narrow window a slash opens the filters, and letters are for the search", async ({ page }) => {
    const board = new BoardPage(page);
    await page.setViewportSize({ width: 640, height: 700 });
    await board.openBoard();
    await page.keyboard.press("/");
    await page.keyboard.type("fuel");
    const search = page.getByRole("searchbox", { name: "Find a claim" });
    await expect(search).toBeFocused();
    await expect(search).toHaveValue("fuel");
    // At once: what was typed last is not looked for behind the closed filters.
    await page.keyboard.press("Escape");
    await expect(search).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(search).toBeHidden();
    await expect(board.board.locator(".say:focus")).toBeVisible();
    await page.waitForTimeout(300);
    await expect(board.row(TOLL)).toBeVisible();
    // From a check box, too.
    await page.keyboard.press("/");
    await page.getByRole("checkbox", { name: /Supports/ }).focus();
    await page.keyboard.press("Escape");
    await expect(board.board.locator(".say:focus")).toBeVisible();
  });

  test("identical claims become one, and undo parts them", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    const claims = page.locator(".vbar .muted");
    await expect(claims).toContainText("18 claims");
    await board.card(TOLL, "9 people died").focus();
    await page.keyboard.press("l");
    await board.card(TOLL, "At least 6 people died").focus();
    await page.keyboard.press("Enter");
    await expect(board.bar.getByRole("button", { name: "refutes" })).toBeFocused();
    await page.keyboard.press("i");
    await expect(claims).toContainText("17 claims");
    await page.keyboard.press("Control+z");
    await expect(claims).toContainText("18 claims");
  });

  test("a key that is held links once", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    const row = board.row("Was fuel stored without a permit?");
    const refutes = row.getByRole("button", { name: /refutes/ });
    await row.locator(".say").first().focus();
    await page.keyboard.press("l");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    for (let i = 0; i < 3; i++) await page.keyboard.down("r");
    await page.keyboard.up("r");
    await expect(refutes.first()).toBeVisible();
    // A second time it would say that there is a link already, or that a claim is to be chosen.
    await expect(page.locator(".toast").getByRole("button", { name: "Undo" })).toBeVisible();
  });

  test("an impossible link is explained", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    await board.card(TOLL, "9 people died").focus();
    await page.keyboard.press("l");
    await board.card(TOLL, "4 people died").focus();
    await page.keyboard.press("r");
    await expect(page.locator(".toast")).toContainText(/already|there/);
  });

  test("a document's claim is one card with a line for each mention, and its links are on it", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    const row = board.row(TOLL);
    // No two cards of a cell say the same.
    for (const cell of await row.locator(".cell").all()) {
      const texts = await cell.locator(".ct").allInnerTexts();
      expect(new Set(texts).size).toBe(texts.length);
    }
    const counts = await row.locator(".cc").evaluateAll((cards) => cards.map((c) => c.querySelectorAll(".say").length));
    expect(Math.max(...counts)).toBeGreaterThan(1);
    const card = row.locator(".cc", { hasText: "9 people died" }).first();
    await expect(card.getByRole("button", { name: /refutes/ }).first()).toBeInViewport();
    // Down goes through the mentions of a card.
    await row.locator(".cc:has(.say + .say) .say").first().focus();
    await page.keyboard.press("ArrowDown");
    await expect(row.locator(".say + .say:focus")).toBeVisible();
  });

  test("lines lead from the current card to those that it is linked with, over no card", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    const row = board.row(TOLL);
    await board.card(TOLL, "9 people died").focus();
    const lines = row.locator(".lines g path:first-child");
    await expect(lines.first()).toBeAttached();
    const badges = row.locator(".cc.current .lks .pill:not(.more, .far)");
    await expect(lines).toHaveCount(await badges.count());
    const over = await row.evaluate((row) => {
      const at = row.getBoundingClientRect();
      const cards = [...row.querySelectorAll(".cc")].map((c) => c.getBoundingClientRect());
      const paths = [...row.querySelectorAll<SVGPathElement>(".lines g path:first-child")];
      let hits = 0;
      let ends = 0;
      for (const path of paths) {
        const length = path.getTotalLength();
        for (let s = 1; s < length - 1; s += 2) {
          const p = path.getPointAtLength(s);
          const [x, y] = [p.x + at.left, p.y + at.top];
          if (cards.some((c) => x > c.left + 1 && x < c.right - 1 && y > c.top + 1 && y < c.bottom - 1)) hits++;
        }
        for (const s of [0, length]) {
          const p = path.getPointAtLength(s);
          const [x, y] = [p.x + at.left, p.y + at.top];
          const touches = cards.some((c) => (Math.abs(x - c.left) < 1 || Math.abs(x - c.right) < 1) && y >= c.top && y <= c.bottom);
          if (touches) ends++;
        }
      }
      return { hits, ends: ends / 2, lines: paths.length };
    });
    expect(over).toEqual({ hits: 0, ends: over.lines, lines: over.lines });
    // Linked cards are lit, and a badge leads to the other one.
    await expect(row.locator(".cc.lit-bad").first()).toBeVisible();
    await badges.first().click();
    const before = await board.current().innerText();
    await board.bar.getByRole("button", { name: "Go to the other" }).click();
    await expect(board.current()).not.toHaveText(before);
  });

  test("a badge leads to a card of another row, and its link can be removed", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    await page.getByRole("button", { name: "By document" }).click();
    const far = board.board.locator(".pill.far[aria-pressed]").first();
    await expect(far).toContainText("↗");
    const words = (await far.getAttribute("aria-label"))!;
    expect(words).toContain("in another row");
    await far.click();
    const row = board.board.locator(".bgrid:has(.say:focus, .pill:focus)");
    const before = await row.getAttribute("aria-label");
    await board.bar.getByRole("button", { name: "Go to the other" }).click();
    await expect(page.locator(".say:focus")).toBeVisible();
    await expect(row).not.toHaveAttribute("aria-label", before!);
    await board.board.locator(".pill.far[aria-pressed]").first().click();
    await page.keyboard.press("Delete");
    await expect(page.locator(".toast")).toContainText(/[Ll]ink/);
    // A denial leads to whom it denies.
    const denial = board.board.getByRole("button", { name: /denies .*in another row/ }).first();
    await denial.click();
    await expect(page.locator(".say:focus")).toBeVisible();
  });

  test("filters and the search narrow it, groupings turn it, O opens the text", async ({ page }) => {
    const board = new BoardPage(page);
    await board.openBoard();
    await page.keyboard.press("/");
    await page.keyboard.type("alarm");
    await expect(board.row(TOLL)).toHaveCount(0);
    await expect(board.row("Did the alarm sound?")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.locator(".say:focus")).toBeVisible();
    await page.keyboard.press("o");
    await expect(board.text.locator(".para").first()).toBeVisible();
    await expect(page.locator(".ihead")).toContainText("Claim");
    await page.goto("./#/claims");
    await page.getByRole("checkbox", { name: /Asserts/ }).uncheck();
    await expect(page.locator(".cc .stn", { hasText: "asserts" })).toHaveCount(0);
    await page.getByRole("checkbox", { name: /Asserts/ }).check();
    await page.getByRole("button", { name: "By document" }).click();
    await expect(board.row("Harbour Lantern")).toBeVisible();
    await page.getByRole("button", { name: "By speaker" }).click();
    await expect(board.row("Oren Valk")).toBeVisible();
  });

  for (const theme of ["light", "dark"] as const) {
    test(`axe finds nothing, ${theme}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: theme });
      const board = new BoardPage(page);
      await board.openBoard();
      await expectNoAxeViolations(page);
      await page.keyboard.press("l");
      await page.keyboard.press("ArrowRight");
      await expectNoAxeViolations(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(board.board).toHaveClass(/flat/);
      await expectNoAxeViolations(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });
  }
});

const TWO_HOPS = "Four people died, Dana Rook told the Courier. It said so on Monday.";

test.describe("a claim in the inspector", () => {
  test("question, proposed figure, chain of two hops, link: by keyboard", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    // The card that was pressed is gone.
    await expect(reader.text).toBeFocused();
    const insp = page.locator("#inspector");
    await reader.home();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("v");
    await page.keyboard.press("c");
    // Two selections of one token each: the originator, then who passed it on.
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("w");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+W");
    await expect(insp.locator(".chain li:has(.hopf)")).toHaveCount(2);
    await page.keyboard.press("Shift+Q");
    await expect(page.locator("#topic-field")).toBeFocused();
    // The questions that there are come first.
    await page.keyboard.type("How many people");
    await page.keyboard.press("Enter");
    await expect(page.locator("#topic-field")).toHaveValue(TOLL);
    await reader.text.focus();
    await page.keyboard.press("l");
    await page.keyboard.press("r");
    await expect(page.locator("#link-field")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(insp.locator(".linkrow", { hasText: "Refutes" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(insp.locator(".linkrow", { hasText: "Refutes" })).toHaveCount(0);
    await expectNoAxeViolations(page, "#inspector");
  });

  test("a claim with a chain of two, both linked, with their cues: 15 keys", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText(TWO_HOPS);
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    // The selection of a span is not counted, nor is the way to it.
    const tokens = TWO_HOPS.match(/\w+|[^\w\s]/g) ?? [];
    const select = async (words: string) => {
      const all = words.split(" ");
      const at = tokens.findIndex((_, n) => all.every((word, i) => tokens[n + i] === word));
      await page.keyboard.press("Control+Home");
      for (let n = 0; n < at; n++) await page.keyboard.press("ArrowRight");
      // A token is added, or left again: the caret's stays selected.
      for (const _ of all.slice(1)) await page.keyboard.press("Shift+ArrowRight");
      if (all.length === 1) for (const way of ["Right", "Left"]) await page.keyboard.press(`Shift+Arrow${way}`);
      await expect.poll(async () => (await reader.selection()).trim()).toBe(words);
    };
    const insp = page.locator("#inspector");
    await select("Dana Rook");
    await press("1");
    await press("o");
    await expect(page.locator("#entity-field")).toBeFocused();
    await press("Enter");
    await expect(reader.text).toBeFocused();
    await select("Courier");
    await press("2");
    await press("o");
    await expect(page.locator("#entity-field")).toBeFocused();
    await press("Enter");
    await expect(reader.text).toBeFocused();
    await select("Four people died");
    await press("c");
    await press("=");
    await select("Dana Rook");
    await press("w");
    await select("told");
    await press("u");
    await select("Courier");
    await press("Shift+W");
    await select("said");
    await press("Shift+U");
    const hops = insp.locator(".chain li:has(.hopf)");
    await expect(hops).toHaveCount(2);
    await expect(hops.first()).toContainText("Courier");
    await expect(hops.first()).toContainText("said");
    await expect(hops.last()).toContainText("Dana Rook");
    await expect(hops.last()).toContainText("told");
    await expect(insp.locator(".qfig")).toHaveCount(1);
    expect(keys).toBeLessThanOrEqual(15);
  });

  test("where only claims are marked, J on the entities layer says how to come to them", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The ferry sank at night, the harbour office said.");
    await page.keyboard.press("Shift+ArrowRight");
    await reader.act("c");
    await page.keyboard.press("e");
    await reader.home();
    await page.keyboard.press("j");
    await expect(page.locator(".toast")).toContainText("C shows the claims");
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    await expect(page.locator("#inspector")).toContainText("Claim 1");
  });

  test("figure, stance, evidence, verdict and an unknown speaker have keys", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const insp = page.locator("#inspector");
    await reader.home();
    await page.keyboard.press("s");
    await expect(page.locator(".toast")).toContainText("Select a claim first");
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await expect(page.locator(".toast")).toContainText("not linked to entities");
    await reader.home();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("c");
    const stance = insp.getByRole("group", { name: "Stance", exact: true }).first();
    const chosen = stance.locator('[aria-pressed="true"]');
    for (const word of ["Denies", "Asks", "Reports"]) {
      await page.keyboard.press("s");
      await expect(chosen).toHaveText(word);
    }
    await expect(insp.locator(".qfig")).toHaveCount(0);
    await page.keyboard.press("=");
    await expect(insp.locator(".qfig")).toHaveCount(1);
    await page.keyboard.press("w");
    await expect(page.locator("#speaker-field")).toBeFocused();
    await page.keyboard.type("Dana Rook");
    await page.keyboard.press("Enter");
    await expect(insp.locator(".chain")).toContainText("Dana Rook");
    await reader.text.focus();
    await page.keyboard.press("Shift+V");
    await expect(page.locator("#verdict-field")).toBeFocused();
    await reader.text.focus();
    await page.keyboard.press("Shift+N");
    await expect(page.locator("#source-field")).toBeFocused();
    await reader.text.focus();
    await page.keyboard.press("Shift+E");
    await expect(insp.getByRole("region", { name: "Collecting evidence" })).toBeVisible();
  });

  test("when, where, through what, and who takes part have keys", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const insp = page.locator("#inspector");
    await reader.home();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("c");
    await page.keyboard.press("Shift+P");
    await expect(page.locator("#time-field")).toBeFocused();
    await reader.text.focus();
    await page.keyboard.press("Shift+M");
    await expect(page.locator("#medium-field")).toBeFocused();
    await page.keyboard.type("a statement");
    await page.keyboard.press("Enter");
    await expect(page.locator(".toast")).toContainText("a statement");
    await reader.text.focus();
    await page.keyboard.press("Shift+R");
    await expect(page.locator("#role-field")).toBeFocused();
    await page.keyboard.type("owner");
    await page.keyboard.press("Enter");
    await expect(page.locator("#participant-field")).toBeFocused();
    await page.keyboard.type("Brightwater");
    await page.keyboard.press("Enter");
    const list = insp.getByRole("list", { name: "Participants" });
    await expect(list).toContainText("Brightwater");
    await expect(insp.getByRole("textbox", { name: /^Role of Brightwater/ })).toHaveValue("owner");
    await expectNoAxeViolations(page, "#inspector");
    await insp.getByRole("textbox", { name: /^Role of Brightwater/ }).fill("operator");
    await page.keyboard.press("Enter");
    await expect(page.locator(".toast")).toContainText(/Role of Brightwater.*operator/);
    // A role is proposed again.
    await reader.text.focus();
    await page.keyboard.press("Shift+R");
    await expect(page.locator("#role-field")).toBeFocused();
    await page.keyboard.type("oper");
    await expect(page.locator("#role-field-list")).toContainText("operator");
  });

  test("who takes part can be new to the register, and words that are left are told of", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const insp = page.locator("#inspector");
    await reader.home();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("c");
    await reader.text.focus();
    await page.keyboard.press("Shift+R");
    await expect(page.locator("#role-field")).toBeFocused();
    // A role that Tab leaves is the role.
    await page.keyboard.type("victim");
    await page.keyboard.press("Tab");
    await expect(page.locator("#role-field")).toHaveValue("victim");
    const who = page.locator("#participant-field");
    await expect(who).toBeFocused();
    const proposals = page.locator("#participant-field-list [role=option]");
    await expect(proposals.first()).toBeVisible();
    await page.keyboard.type("two police officers");
    await page.keyboard.press("Shift+Tab");
    await expect(page.locator(".toast")).toContainText("“two police officers” was not entered");
    await who.focus();
    await page.keyboard.type("two police officers");
    await expect(proposals.first()).toContainText("New entity two police officers");
    await page.keyboard.press("Enter");
    const list = insp.getByRole("list", { name: "Participants" });
    await expect(list).toContainText("two police officers");
    await expect(insp.getByRole("textbox", { name: /^Role of two police officers/ })).toHaveValue("victim");
    const entities = async () => JSON.parse(await reader.exported()).entities.map((e: { name: string }) => e.name) as string[];
    expect(await entities()).toContain("two police officers");
    await page.keyboard.press("Escape");
    await reader.text.focus();
    await page.keyboard.press("Control+z");
    await reader.saved();
    expect(await entities(), "one step").not.toContain("two police officers");
  });

  test("the event of a claim has a key, before and after there is one", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Ada sat.");
    await page.keyboard.press("v");
    await page.keyboard.press("c");
    await page.keyboard.press("Shift+G");
    const event = page.locator("#event-field");
    await expect(event).toBeFocused();
    await page.keyboard.type("The sitting");
    await expect(page.locator("#event-field-list [role=option]").first()).toContainText("The sitting");
    await page.keyboard.press("Enter");
    await expect(event).toHaveText("The sitting");
    await reader.text.focus();
    await page.keyboard.press("Shift+G");
    await expect(event).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "No event" })).toBeFocused();
  });

  test("a link is drawn from a claim's number to another claim", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    const number = (n: number) => reader.text.locator(".cno", { hasText: new RegExp(`(^|\\D)${n}$`) });
    const middle = async (of: import("@playwright/test").Locator) => {
      const box = (await of.boundingBox())!;
      return [box.x + box.width / 2, box.y + box.height / 2] as const;
    };
    const draw = async (to: readonly [number, number]) => {
      await page.mouse.move(...(await middle(number(2))));
      await page.mouse.down();
      await page.mouse.move(to[0] + 30, to[1] + 4, { steps: 3 });
      await expect(page.locator(".arcs.drawn path")).toHaveCount(1);
      await page.mouse.move(...to);
      await page.mouse.up();
      await expect(page.locator(".arcs.drawn path")).toHaveCount(0);
    };
    const menu = page.getByRole("menu", { name: "How claim 2 bears on the other" });
    // To a number, and the key that says how.
    await draw(await middle(number(3)));
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    await expectNoAxeViolations(page);
    await page.keyboard.press("p");
    await expect(menu).toHaveCount(0);
    await expect(page.locator(".toast")).toContainText(/upports/);
    // To a row of the list beside the text, by the mouse; Esc closes it.
    await expect(page.locator("#claim-list")).toBeVisible();
    await draw(await middle(page.locator("#claim-list .li").nth(0)));
    await menu.getByRole("menuitem", { name: /related/ }).click();
    await expect(page.locator(".toast")).toContainText(/elated/);
    await draw(await middle(number(1)));
    await expect(menu).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
    await expect(reader.text).toBeFocused();
    // To nowhere: nothing. A press without a way selects the claim.
    await draw([600, 120]);
    await expect(menu).toHaveCount(0);
    await number(2).click();
    await expect(page.locator("#inspector-title")).toHaveText("Claim 2");
  });

  test("a denial: make the claim, I attaches it to the likeliest, S denies", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("v");
    await page.keyboard.press("c");
    const likes = page.getByRole("region", { name: "Like these?" });
    await expect(likes).toBeVisible();
    const text = await likes.locator(".like .q").first().innerText();
    await page.keyboard.press("i");
    await expect(page.locator("#claim-field")).toHaveValue(text);
    await expect(likes).toHaveCount(0);
    await page.keyboard.press("s");
    await expect(page.locator("#inspector")).toContainText(/Denied in|Asserted in/);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(page.locator("#claim-field")).not.toHaveValue(text);
  });

  test("how it is quoted has a key, and U takes a cue off again", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Nobody was hurt, Ada said.");
    for (let n = 0; n < 2; n++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("c");
    await page.keyboard.press("Shift+s");
    await expect(page.locator("#quotation-field")).toHaveValue("direct");
    for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowRight");
    const cue = page.locator("#inspector .chain").getByText("said");
    await page.keyboard.press("u");
    await expect(cue).toBeVisible();
    await page.keyboard.press("u");
    await expect(cue).toHaveCount(0);
  });

  test("who passes it on has a cue of their own", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => reader.selection()).not.toBe("");
    const words = (await reader.selection()).trim();
    expect(words).not.toBe("");
    const hop = page.locator("#inspector .chain li:has(.hopf)").first();
    await hop.locator("summary").click();
    await hop.getByRole("button", { name: "Cue: from the selected words" }).click();
    await expect(hop).toContainText(`“${words}”`);
    await page.keyboard.press("Control+z");
    await expect(hop).not.toContainText(`“${words}”`);
  });

  test("when somebody said it is proposed from words, and a time that is typed stays", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    const hop = page.locator("#inspector .chain li:has(.hopf)").first();
    await hop.locator("summary").click();
    const field = hop.getByRole("combobox", { name: "Said at, as EDTF" });
    await field.click();
    await page.keyboard.type("Tuesday");
    await expect(hop.locator("[role=option]").first()).toContainText(/\d{4}-\d{2}-\d{2}/);
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
    await field.fill("2026-03");
    await page.keyboard.press("Tab");
    await expect(field).toHaveValue("2026-03");
    await field.fill("Tuesday");
    await page.keyboard.press("Tab");
    await expect(page.locator(".toast")).toContainText("“Tuesday” was not entered");
    await expect(field).toHaveValue("2026-03");
    await hop.getByRole("button", { name: "No time" }).click();
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
  });

  test("somebody beside who passes it on is taken from the selected words", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("Nobody was hurt, AFP and AP cite police.");
    const select = async (word: string) => {
      const { x, y } = await reader.middleOf(word);
      await page.mouse.dblclick(x, y);
      await expect.poll(() => reader.selection()).toBe(word);
    };
    for (let n = 0; n < 2; n++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("c");
    await select("police");
    await page.keyboard.press("w");
    await select("AFP");
    await page.keyboard.press("Shift+W");
    const hop = page.locator("#inspector .chain li:has(.hopf)").first();
    await expect(hop).toContainText("AFP");
    await hop.locator("summary").click();
    const beside = hop.getByRole("button", { name: "Beside: from the selected words" });
    await beside.click();
    await expect(page.locator(".toast")).toContainText("Select who says it too");
    await select("AP");
    await beside.click();
    await expect(hop.locator(".who")).toContainText("AP");
    await expect(hop.getByRole("button", { name: /^Remove the speaker/ })).toHaveCount(2);
  });

  test("a mention is parted from its claim, and undo joins them again", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await reader.home();
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    const field = page.locator("#claim-field");
    await expect(field).toHaveValue("4 people died in the Pier Nine depot fire.");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Make it a claim of its own" }).click();
    await expect(field).toHaveValue(/^Four people died when/);
    await page.keyboard.press("Control+z");
    await expect(field).toHaveValue("4 people died in the Pier Nine depot fire.");
  });

  test("evidence is collected from another document", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openSample();
    await page.keyboard.press("Escape");
    await reader.text.focus();
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    const insp = page.locator("#inspector");
    const title = await page.locator(".dochead h1").innerText();
    await insp.locator("summary", { hasText: "Evidence" }).click();
    await insp.getByRole("button", { name: "Collect evidence" }).click();
    await page.locator(".queue .doc").nth(1).click();
    await reader.shown();
    await reader.home();
    await page.keyboard.press("v");
    const collect = insp.getByRole("region", { name: "Collecting evidence" });
    await collect.getByRole("button", { name: "Refutes", exact: true }).click();
    await expect(collect.getByRole("button", { name: "Set 1, refutes" })).toBeVisible();
    // The key that began it ends it, where the claim is.
    await reader.text.focus();
    await page.keyboard.press("Shift+e");
    await expect(collect).toHaveCount(0);
    await expect(page.locator(".dochead h1")).toHaveText(title);
    await expect(page.locator("#inspector-title")).toHaveText(/^Claim/);
    await expect(reader.text).toBeFocused();
    await page.keyboard.press("Shift+e");
    await collect.getByRole("button", { name: /^Stop/ }).press("Enter");
    await expect(collect).toHaveCount(0);
    await expect(reader.text).toBeFocused();
  });
});

// I went on to the claim around the new one, which the next key for a stance or a speaker changed.
test("I says so where nothing is like the new claim, and takes no other mark", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("They were killed in a fierce firefight on Monday.");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 1");
  await page.keyboard.press("Home");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("c");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 2");
  await page.keyboard.press("i");
  await expect(page.locator(".toast")).toContainText("No similar claim");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 2");
});

// On the claims layer J stopped at each speaker and cue word, and at no place that the caret had
// been moved to.
test("J goes from the caret once it was moved, and on the claims layer to claims", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat, they said. Bob ran.");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("u");
  await expect(page.locator("#inspector .chain")).toContainText("“");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 2");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("j");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 1");
  await page.keyboard.press("j");
  await expect(page.locator("#inspector-title")).toHaveText("Claim 2");
});

test("the picker of the claims layer begins with claims, and has room for them", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const options = reader.picker.getByRole("option");
  const names = () => options.locator("bdi").allTextContents();
  await page.keyboard.press("Escape");
  await reader.home();
  await page.keyboard.press("c");
  await reader.drag("utside", "arrow D");
  await expect(reader.picker).toBeVisible();
  expect(await names()).toEqual(["Claim", "Title", "Byline", "Dateline", "Heading", "Body", "List", "Boilerplate"]);
  await expect(reader.picker.getByText("Boilerplate")).toHaveCount(1);
  await expect(reader.picker.getByRole("option", { name: "Title" }).locator(".sw")).toHaveText("⇧T");
  expect((await reader.picker.boundingBox())!.y).toBeGreaterThan((await reader.middleOf("outside the Carrow")).y);
  await page.keyboard.press("Enter");
  await expect(page.locator("#picker-filter")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#claim-field")).toBeVisible();

  await reader.drag("uessing", "essing");
  await expect(reader.picker).toBeVisible();
  expect((await names()).slice(0, 4)).toEqual(["Claim", "Speaker", "Cue", "Title"]);
  // The head over them has room for what can be done with the words.
  const head = page.locator("#inspector .sech", { hasText: "Who says so" });
  await expect(head.getByRole("button")).toHaveCount(3);
  const pane = (await page.locator(".insp").boundingBox())!;
  for (const button of await head.getByRole("button").all()) {
    const { x, width } = (await button.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(pane.x + pane.width);
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+e");
  await expect(page.getByRole("region", { name: "Collecting evidence" })).toBeVisible();
  await reader.drag("uessing", "essing");
  await expect(reader.picker).toBeVisible();
  expect((await names()).slice(0, 3)).toEqual(["Supports", "Refutes", "Context"]);
  await reader.picker.getByRole("option", { name: "Refutes" }).click();
  await expect(reader.picker).toHaveCount(0);
  await expect(page.locator("#inspector .collect").getByRole("button", { name: "Set 1, refutes" })).toBeVisible();
  // What is needed together goes into one set, without a mouse.
  await reader.home();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await names()).slice(0, 4)).toEqual(["Supports", "Refutes", "Context", "Set 1, refutes"]);
  await page.keyboard.type("set 1");
  await page.keyboard.press("Enter");
  await expect(reader.picker).toHaveCount(0);
  await reader.text.focus();
  await page.keyboard.press("Shift+e");
  await expect(page.locator("#inspector .eset li")).toHaveCount(2);
});

test("L and a letter do nothing but say so where no claim is selected", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.home();
  await page.keyboard.press("j");
  const advice = page.locator(".toast", { hasText: "Select a claim first" });
  for (const key of ["t", "r"]) {
    await page.keyboard.press("l");
    await page.keyboard.press(key);
    await expect(advice).toBeVisible();
    await expect(reader.text).toBeFocused();
    await expect(reader.picker).toHaveCount(0);
    // Says something else, so that the next one is heard.
    await page.keyboard.press("k");
    await expect(advice).toHaveCount(0);
    await page.keyboard.press("j");
  }
});

test("Esc and Delete act on the board with single keys off", async ({ page }) => {
  const board = new BoardPage(page);
  await board.openBoard();
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Single keys act" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const relation = board.bar.getByRole("button", { name: "refutes" });
  await board.cards.first().focus();
  await page.keyboard.press("l");
  await expect(relation).toHaveCount(0);
  await page.getByRole("button", { name: "Link claims" }).click();
  await expect(relation).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(relation).toHaveCount(0);
  const links = board.board.getByRole("button", { name: /(refutes|supports|updates)/ });
  const before = await links.count();
  expect(before).toBeGreaterThan(0);
  await links.first().click();
  await expect(board.bar).toContainText("Remove the link");
  await page.keyboard.press("Delete");
  await expect(links).not.toHaveCount(before);
});

test("a claim in a comment section is shown on the board, and is no support", async ({ page }) => {
  const board = new BoardPage(page);
  await board.openText("Ada sat.\n\nAda sat.");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await page.keyboard.press("i");
  await expect(page.locator("#inspector")).toContainText("Identical in");
  await page.keyboard.press("b");
  await board.saved();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(board.cards).toHaveCount(1);
  await expect(board.cards.locator(".say")).toHaveCount(2);
  await expect(board.cards.locator(".say", { hasText: "excluded" })).toHaveCount(1);
  await expect(board.cards).not.toContainText("said 2 times");
});

import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { AppPage } from "./app-page";

/** The annotate screen: the document's text and what stands around it. */
export class ReaderPage extends AppPage {
  readonly text: Locator;
  readonly picker: Locator;
  readonly save: Locator;

  constructor(page: Page) {
    super(page);
    this.text = page.locator("#text");
    this.picker = page.getByRole("dialog", { name: "Label the selection" });
    this.save = page.locator("[data-save]").first();
  }

  /** Opens the page and makes the sample project. */
  async openSample() {
    await this.open();
    await this.page.locator(".samplecard").click();
    await this.shown();
  }

  /** Opens the page and a text of one's own, with the caret on its first token. */
  async openText(...texts: string[]) {
    await this.open();
    await expect(this.page.locator(".samplecard")).toBeVisible();
    await this.page.keyboard.press("Control+o");
    const files = texts.map((text, n) => ({ name: `text-${n}.txt`, mimeType: "text/plain", buffer: Buffer.from(text) }));
    await this.page.locator("input[data-test=files]").setInputFiles(files);
    await this.page.getByRole("dialog").getByRole("button", { name: /^Add \d/ }).click();
    await this.shown();
    await this.home();
  }

  /** Marks tokens from the caret on, one after the other. */
  async markTokens(n: number) {
    for (let i = 0; i < n; i++) {
      await this.page.keyboard.press("1");
      await this.page.keyboard.press("ArrowRight");
    }
  }

  /** The project as the Export dialog writes it. */
  async exported(): Promise<string> {
    await this.page.keyboard.press("Control+s");
    const save = this.page.getByRole("dialog").locator(".btn.primary");
    await expect(save).toBeEnabled();
    const [download] = await Promise.all([this.page.waitForEvent("download"), save.click()]);
    return readFileSync(await download.path(), "utf-8");
  }

  /** Waits until a document's text is drawn and every change is saved. */
  async shown() {
    await expect(this.text.locator(".para").first()).toBeVisible();
    await this.saved();
  }

  async saved() {
    await expect(this.save).toHaveAttribute("data-save", "saved");
  }

  /** The number of the last act that is durably kept. */
  async durable(): Promise<number> {
    return Number(await this.page.locator("html").getAttribute("data-durable-seq"));
  }

  /**
   * Presses a key that is one act, and waits until that is kept. Just after the page was opened
   * keys wait for what acts, and “saved” stands there meanwhile: of what was before.
   */
  async act(key: string) {
    const before = await this.durable();
    await this.page.keyboard.press(key);
    await expect.poll(() => this.durable()).toBe(before + 1);
  }

  /** Puts the focus on the text and the caret on the document's first token. */
  async home() {
    await this.text.focus();
    await this.page.keyboard.press("Control+Home");
  }

  /** The text that is painted as selected on the page. */
  selection(): Promise<string> {
    return this.page.evaluate(() => [...(CSS.highlights.get("chosen") ?? [])].map(String).join(""));
  }

  /** The words over which marks with this tag are drawn, run by run. */
  async marked(tag: string): Promise<string[]> {
    return this.text.locator(`.seg[data-labels~="${tag}"]`).allInnerTexts();
  }

  /** How many different marks are drawn. */
  markCount(): Promise<number> {
    return this.text.evaluate((text) => {
      const ids = [...text.querySelectorAll<HTMLElement>(".seg")].flatMap((seg) => seg.dataset.marks?.split(" ") ?? []);
      return new Set(ids).size;
    });
  }

  /** Where every character of the text stands, in CSS pixels. */
  characterPlaces(): Promise<[number, number][]> {
    return this.text.evaluate((text) => {
      const out: [number, number][] = [];
      for (const p of text.querySelectorAll(".pt")) {
        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
          for (let i = 0; i < node.length; i++) {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const box = range.getBoundingClientRect();
            out.push([box.left, box.top]);
          }
        }
      }
      return out;
    });
  }

  /** The middle of the first occurrence of some words, in the window. */
  async middleOf(words: string): Promise<{ x: number; y: number }> {
    return this.text.evaluate((text, words) => {
      for (const p of text.querySelectorAll(".pt")) {
        const at = p.textContent?.indexOf(words) ?? -1;
        if (at < 0) continue;
        // A start lies in the text node that holds its character, an end in the one before it:
        // an empty box of a neighbour would be the first box.
        const find = (offset: number, end: boolean): [Text, number] => {
          const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
          let rest = offset;
          let node = walker.nextNode() as Text;
          while (end ? rest > node.length : rest >= node.length) {
            rest -= node.length;
            node = walker.nextNode() as Text;
          }
          return [node, rest];
        };
        const range = document.createRange();
        range.setStart(...find(at, false));
        range.setEnd(...find(at + words.length, true));
        const box = range.getClientRects()[0];
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }
      throw new Error(`no “${words}” in the text`);
    }, words);
  }

  /** Drags from the middle of some words to the middle of others. */
  async drag(from: string, to: string) {
    const [a, b] = [await this.middleOf(from), await this.middleOf(to)];
    await this.page.mouse.move(a.x, a.y);
    await this.page.mouse.down();
    await this.page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 3 });
    await this.page.mouse.move(b.x, b.y, { steps: 3 });
    await this.page.mouse.up();
  }
}

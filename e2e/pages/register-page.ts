import { expect, type Locator, type Page } from "@playwright/test";
import { ReaderPage } from "./reader-page";

/** The entity register. */
export class RegisterPage extends ReaderPage {
  readonly list: Locator;
  readonly mentions: Locator;
  readonly bar: Locator;
  readonly status: Locator;
  readonly name: Locator;

  constructor(page: Page) {
    super(page);
    this.list = page.getByRole("listbox", { name: "Entities", exact: true });
    this.mentions = page.getByRole("listbox", { name: "Mentions in context" });
    this.bar = page.getByRole("group", { name: "Ticked entities" });
    this.status = page.locator(".foot [role=status]");
    this.name = page.getByRole("textbox", { name: "Name", exact: true });
  }

  /** Makes the sample project and shows its register. */
  async openRegister() {
    await this.openSample();
    await this.page.getByRole("link", { name: "Entities" }).click();
    await expect(this.mentions.getByRole("option").first()).toBeVisible();
  }

  /** The row of an entity, which must be in sight. */
  row(name: string): Locator {
    return this.list.getByRole("option").filter({ has: this.page.locator("b", { hasText: new RegExp(`^${name}$`) }) });
  }

  /** Shows an entity. */
  async choose(name: string) {
    await this.bring(name);
    await this.row(name).click();
    await expect(this.name).toHaveValue(name);
  }

  /** Scrolls until an entity's row is in sight. */
  async bring(name: string) {
    for (let top = 0; (await this.row(name).count()) === 0; top += 300) {
      expect(top, `no row “${name}”`).toBeLessThan(5000);
      await this.list.evaluate((list, top) => (list.scrollTop = top), top);
      await this.page.waitForTimeout(50);
    }
  }

  /** Ticks an entity, or takes its tick away. */
  async tick(name: string) {
    await this.bring(name);
    await this.row(name).locator(".tick").click();
  }

  /** Waits for the mentions of what was chosen. */
  async mentionCount(n: number) {
    await expect(this.page.getByRole("heading", { name: /mentions? in context/ })).toHaveText(new RegExp(`^${n} mention`));
  }

  async undo() {
    await this.page.keyboard.press("Control+z");
    await this.saved();
  }
}

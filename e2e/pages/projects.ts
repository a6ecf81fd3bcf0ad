import { expect, type Locator, type Page } from "@playwright/test";

/** The dialog of the project: who annotates, and the projects of this browser. */
export class ProjectDialog {
  readonly dialog: Locator;
  readonly annotator: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Project" });
    this.annotator = this.dialog.getByLabel("Annotator");
  }

  async open() {
    await this.page.locator("button.proj").click();
    await expect(this.dialog).toBeVisible();
  }

  async close() {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toHaveCount(0);
  }

  /** The line of a project. */
  row(name: string | RegExp): Locator {
    return this.dialog.locator(".frow", { hasText: name });
  }

  /** Makes an empty project and waits until it is open. */
  async make(name: string) {
    await this.open();
    await this.dialog.getByLabel("Name of the new project").fill(name);
    await this.page.keyboard.press("Enter");
    await expect(this.page.locator("button.proj")).toContainText(name);
  }

  /** Names the annotator at this machine. */
  async call(name: string) {
    await this.open();
    await this.annotator.fill(name);
    await this.annotator.press("Enter");
    await this.close();
  }

  /** Opens another project of this browser. */
  async switchTo(name: string) {
    await this.open();
    await this.row(name).getByRole("button", { name: /^Open/ }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}

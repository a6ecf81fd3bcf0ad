import { expect, type Locator, type Page } from "@playwright/test";
import { ReaderPage } from "./reader-page";

/** A file to be chosen. */
export const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(content),
});

/** The screen that opens documents. */
export class ImportPage {
  readonly page: Page;
  readonly reader: ReaderPage;
  readonly dialog: Locator;
  /** What is wrong with the files. */
  readonly problems: Locator;
  /** The beginnings of the first documents. */
  readonly previews: Locator;
  /** The button that adds what was read. */
  readonly addButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.reader = new ReaderPage(page);
    this.dialog = page.getByRole("dialog", { name: "Open documents" });
    this.problems = page.getByRole("list", { name: "Problems" });
    this.previews = this.dialog.locator(".ir .prev");
    this.addButton = this.dialog.getByRole("button", { name: /^Add \d/ });
  }

  /** Opens the page without a project, and this screen on it. */
  async open() {
    await this.reader.open();
    await expect(this.page.locator(".samplecard")).toBeVisible();
    await this.show();
  }

  /** Opens this screen. */
  async show() {
    await this.page.keyboard.press("Control+o");
    await expect(this.dialog).toBeVisible();
  }

  /** Chooses files with the file field. */
  async choose(...files: ReturnType<typeof file>[]) {
    await this.page.locator("input[data-test=files]").setInputFiles(files);
  }

  /** The row of a file. */
  row(name: string): Locator {
    return this.page.getByRole("list", { name: "Files" }).locator(".frow", { hasText: name });
  }

  /** What is said of a file. */
  problemsOf(name: string): Locator {
    return this.problems.locator(".frow", { hasText: name });
  }

  /** Adds what was read, and waits until a document is shown and saved. */
  async add() {
    await this.addButton.click();
    await this.reader.shown();
  }
}

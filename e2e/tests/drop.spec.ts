import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { file, ImportPage } from "../pages/import-page";
import { expect, test } from "./fixtures";

/** Drops files and folders of the disk on the page, as the operating system does. */
async function dropPaths(page: Page, files: string[]) {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await client.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  }
}

test("files and folders are dropped together, and folders are walked to their end", async ({ page }, info) => {
  const screen = new ImportPage(page);
  await screen.reader.open();
  await expect(page.locator(".samplecard")).toBeVisible();
  const folder = join(info.outputDir, "reports");
  mkdirSync(join(folder, "deep", "deeper"), { recursive: true });
  // More than a folder hands out at once.
  for (let n = 0; n < 130; n++) writeFileSync(join(folder, "deep", `r${n}.txt`), `Report ${n}.`);
  writeFileSync(join(folder, "deep", "deeper", "last.md"), "# Last\n");
  writeFileSync(join(folder, ".DS_Store"), Buffer.from([0, 0, 0, 1]));
  writeFileSync(join(folder, "photo.jpg"), Buffer.from([0xff, 0xd8, 0xff]));
  const single = join(info.outputDir, "single.txt");
  writeFileSync(single, "Single.");
  await dropPaths(page, [folder, single]);
  await expect(screen.addButton).toHaveText("Add 132 documents", { timeout: 20_000 });
  await expect(screen.row("reports/").first()).toContainText("131 documents");
  await expect(screen.problems.locator(".frow")).toHaveCount(1);
  await expect(screen.problemsOf("reports/photo.jpg")).toContainText("not a format");
});

test("what cannot be opened is named, and the rest of the drop is read", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await page.evaluate(() => {
    type Done = (file: unknown) => void;
    const good = (name: string) => ({
      isFile: true, isDirectory: false, fullPath: `/box/${name}`,
      file: (ok: Done) => ok(new File([`The words of ${name}`], name)),
    });
    const locked = {
      isFile: true, isDirectory: false, fullPath: "/box/locked.txt",
      file: (_: Done, fail: Done) => fail(new DOMException("no permission", "NotReadableError")),
    };
    let portions = [[good("a.txt"), locked], [good("b.txt")], []];
    const shut = {
      isFile: false, isDirectory: true, fullPath: "/box/shut",
      createReader: () => ({ readEntries: (_: Done, fail: Done) => fail(new DOMException("shut", "NotReadableError")) }),
    };
    portions = [[...portions[0]], [...portions[1], shut as never], []];
    const box = {
      isFile: false, isDirectory: true, fullPath: "/box",
      createReader: () => ({ readEntries: (ok: Done) => ok(portions.shift()) }),
    };
    const data = new DataTransfer();
    data.items.add(new File(["x"], "box"));
    data.items.add(new File(["Loose."], "loose.txt"));
    DataTransferItem.prototype.webkitGetAsEntry = function (this: DataTransferItem) {
      return (this.getAsFile()?.name === "box" ? box : null) as never;
    };
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(screen.addButton).toHaveText("Add 3 documents");
  await expect(screen.problemsOf("box/locked.txt")).toContainText("could not open it: no permission");
  await expect(screen.problemsOf("box/shut/")).toContainText("could not open it: shut");
});

test("files that come while others are added stay on the list", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const text = "Nine people died at the pier, the union said. ".repeat(2_000);
  await screen.choose(...Array.from({ length: 60 }, (_, n) => file(`r${n}.txt`, `${n} ${text}`)));
  await expect(screen.addButton).toHaveText("Add 60 documents");
  await screen.addButton.evaluate((button: HTMLElement) => {
    button.click();
    const data = new DataTransfer();
    data.items.add(new File(["Late."], "late.txt"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(screen.addButton).toHaveText("Add 1 document", { timeout: 20_000 });
  await expect(screen.row("late.txt")).toBeVisible();
  await screen.add();
  await expect(page.locator(".qprog")).toContainText("of 61");
});

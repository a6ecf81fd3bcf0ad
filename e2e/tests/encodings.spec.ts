import { file, ImportPage } from "../pages/import-page";
import { expect, test } from "./fixtures";

/** Windows-1251 by hand: Node has no encoder for it. */
const cyrillic = (text: string) =>
  Buffer.from([...text].map((c) => {
    const code = c.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  }));

const russian = "В порту во вторник загорелся склад, погибли девять докеров, сообщил профсоюз.";

test("guesses at encodings are shown, and agreed to one by one or all at once", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const latin = Buffer.from("Le café a fermé à midi. Où est passé le garçon? La grève a duré.", "latin1");
  await screen.choose(file("a.txt", latin), file("b.txt", cyrillic(russian)), file("c.txt", cyrillic(`Снова. ${russian}`)), file("d.txt", "Zoë"));
  await expect(screen.addButton).toHaveText("Add 1 document");
  await expect(screen.dialog.getByText("The encodings of 3 files are guesses")).toBeVisible();
  await expect(screen.row("b.txt")).toContainText("windows-1251");
  await expect(screen.problemsOf("b.txt")).toContainText("byte 0, in line 1, is not UTF-8");
  await screen.dialog.getByRole("button", { name: "Use windows-1252" }).click();
  await expect(screen.addButton).toHaveText("Add 2 documents");
  await screen.dialog.getByRole("button", { name: "Use all guesses" }).click();
  await expect(screen.addButton).toHaveText("Add 4 documents");
  await screen.add();
});

test("UTF-16 with and without its mark, in any script, and a mark is remembered", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const utf16 = (text: string, mark: boolean, big: boolean) => {
    const bytes = Buffer.from(`${mark ? "\uFEFF" : ""}${text}`, "utf16le");
    return big ? bytes.swap16() : bytes;
  };
  const arabic = "القاهرة: تسعة عمال لقوا حتفهم، قالت النقابة.\n";
  await screen.choose(
    file("le-mark.txt", utf16(`${arabic}1 `, true, false)),
    file("be-mark.txt", utf16(`${arabic}2 `, true, true)),
    file("le.txt", utf16(`${arabic}3 `, false, false)),
    file("be.txt", utf16(`${arabic}4 `, false, true)),
    file("utf8-mark.txt", `\uFEFF${arabic}5 `),
  );
  await expect(screen.row("le-mark.txt")).toContainText("UTF-16LE");
  await expect(screen.row("be.txt")).toContainText("not confirmed");
  await screen.dialog.getByRole("button", { name: "Use all guesses" }).click();
  await expect(screen.addButton).toHaveText("Add 5 documents");
  await screen.add();
  await expect(screen.reader.text).toContainText("القاهرة: تسعة عمال");
});

test("a damaged place is named, and only read over when that is agreed to", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const good = Buffer.from("Zoë, Renée,\nJosé and ");
  await screen.choose(file("damaged.txt", Buffer.concat([good, Buffer.from([0xff]), Buffer.from(" Björn")])));
  await expect(screen.problemsOf("damaged.txt").first()).toContainText("Nearly all of the file is UTF-8, but byte 24, in line 2, is not UTF-8");
  await expect(screen.addButton).toBeDisabled();
  await screen.dialog.getByRole("button", { name: "Use UTF-8" }).click();
  await screen.add();
  await expect(screen.reader.text).toContainText("José and \uFFFD Björn");
});

test("an encoding chosen while the file is still being read anew does not add it twice", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await screen.choose(file("b.txt", cyrillic(`${russian}\n`.repeat(20))));
  const encoding = screen.dialog.getByLabel("Encoding");
  await expect(encoding).toBeVisible();
  // As the arrow keys do in the closed list: one change after the other.
  await encoding.evaluate((list: HTMLSelectElement) => {
    for (const name of ["KOI8-R", "windows-1250", "windows-1251"]) {
      list.value = name;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  await expect(screen.addButton).toHaveText("Add 1 document");
  await expect(screen.row("b.txt")).toContainText("1 document");
  await screen.add();
  await expect(screen.reader.text).toContainText("погибли девять докеров");
});

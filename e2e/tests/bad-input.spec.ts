import { file, ImportPage } from "../pages/import-page";
import { expect, test } from "./fixtures";

const zip = Buffer.concat([Buffer.from("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", "latin1"), Buffer.alloc(4000, 0xa5)]);
const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0", "latin1"), Buffer.alloc(4000, 0xd7)]);

/** A project file of the format of today, with the given documents. */
const project = (documents: object[]) => ({
  format: "glossator-project",
  version: 1,
  offset_unit: "codepoint",
  project: { id: "0190a2b4-7c1e-7000-8000-000000000001", name: "P", created: "2026-03-14T07:42:00Z", schema: {} },
  documents,
});

test("each bad file says what, where and what to do; the good ones load, and the work is untouched", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.reader.openSample();
  const marks = await screen.reader.markCount();
  const whole = JSON.stringify(project([]), null, 2);
  await screen.show();
  await screen.choose(
    file("good.txt", "Ada sat."),
    file("empty.txt", ""),
    file("picture.txt", png),
    file("archive.zip", zip),
    file("archive.txt", zip),
    file("broken.json", '[{"text": "a"},\n {"text": "é" "b"}]'),
    file("cut.glossator.json", whole.slice(0, whole.length / 2)),
    file("newer.glossator.json", whole.replace('"version": 1', '"version": 9')),
    file("deep.json", "[".repeat(100_000)),
    file("header.csv", "id,text\n"),
    file("lines.jsonl", '{"text": "Bob sat."}\n{"text": oops}\n{"text": "half \\ud83d"}\n'),
    file("ragged.csv", 'id,text\n1,Cleo sat.\n2\n3,"Dan\nsat."\n'),
    file("nul.txt", "one\ntwo\0three"),
  );
  const said: [string, RegExp][] = [
    ["empty.txt", /The file is empty\. .*leave it out/],
    ["picture.txt", /This is no text: .*\. Glossator reads text/],
    ["archive.zip", /not a format that Glossator reads\. It reads \.glossator\.json, /],
    ["archive.txt", /This is no text: /],
    ["broken.json, line 2, column 15", /This is not JSON: .*\. Correct this place/],
    ["cut.glossator.json, line", /The file ends too early\. .*take it from where it came again/],
    ["newer.glossator.json", /written by a newer Glossator: version 9 .*\. Reload the page/],
    ["deep.json, line 1, column 128", /nested too deeply\. .*128 levels/],
    ["header.csv", /a header, but no rows\. The first line names the columns/],
    ["lines.jsonl, line 2, column 10", /This is not JSON/],
    ["lines.jsonl, line 3, column", /Half a character.*write it again/],
    ["ragged.csv, line 3", /The row has 1 cells, the header 2\. Put cells/],
    ["nul.txt, line 2", /This is no text: it has a NUL byte/],
  ];
  for (const [name, words] of said) await expect(screen.problemsOf(name)).toHaveText(words);
  await expect(screen.addButton).toHaveText("Add 4 documents");
  await screen.add();
  await expect(page.locator(".qprog")).toContainText("of 9");
  // The ten bad ones stay, with what is wrong with them.
  await expect(screen.row("")).toHaveCount(10);
  await expect(screen.problemsOf("nul.txt")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(screen.dialog).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".qprog")).toContainText("of 5");
  await screen.reader.shown();
  await expect.poll(() => screen.reader.markCount()).toBe(marks);
});

test("files that are too large are not even read", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  await page.evaluate(() => {
    // One piece, two hundred times: the file is that large, memory is not.
    const piece = new Blob(["x".repeat(1_000_000)]);
    const huge = (name: string) => new File(Array.from({ length: 200 }, () => piece), name);
    const data = new DataTransfer();
    for (const name of ["huge.txt", "huge.json", "lines.jsonl"]) data.items.add(huge(name));
    data.items.add(new File(["Ada sat."], "good.txt"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  for (const [name, most] of [["huge.txt", 50], ["huge.json", 50], ["lines.jsonl", 150]]) {
    const words = `The file has 200 MB; Glossator reads files of up to ${most} MB. Split it into smaller files.`;
    await expect(screen.problemsOf(`${name}`)).toContainText(words);
  }
  await expect(screen.addButton).toHaveText("Add 1 document");
});

test("hostile names and texts are only shown", async ({ page }, info) => {
  const screen = new ImportPage(page);
  await screen.open();
  const evil = "<img src=x onerror=\"document.title='owned'\">";
  const long = "n".repeat(5_000);
  const id = (n: number) => `0190a2b4-7c1e-7000-8000-00000000000${n}`;
  const { createHash } = await import("node:crypto");
  const document = (n: number, name: string, text: string) => ({
    id: id(n), name, text, sha256: createHash("sha256").update(text).digest("hex"), annotations: [],
  });
  const documents = [
    document(2, `${evil}\u202Egpj.exe`, `<script>document.title = 'owned'</script>${evil} said Zoë.`),
    document(3, long, `A text of ${long}`),
    document(4, "../../a\0b\nc", "javascript:alert(1)"),
  ];
  await page.evaluate(
    ({ evil, long, json }) => {
      const data = new DataTransfer();
      for (const name of [`${evil}.txt`, "invoice\u202Etxt.exe.txt", `${long}.txt`, "a\0b.txt", "../../etc/passwd.txt"]) {
        data.items.add(new File([`The words of a file with ${name.length} characters in its name`], name));
      }
      data.items.add(new File([json], "p.glossator.json"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { evil, long, json: JSON.stringify(project(documents)) },
  );
  await expect(screen.addButton).toHaveText("Add 8 documents");
  await expect(screen.row("invoice\uFFFDtxt.exe.txt")).toBeVisible();
  await page.screenshot({ path: info.outputPath("names.png") });
  const wide = () => page.evaluate(() => [...document.querySelectorAll("dialog[open], dialog[open] .il, dialog[open] .ir, body")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className || e.tagName));
  expect(await wide(), "wider than their place").toEqual([]);
  await screen.add();
  await page.screenshot({ path: info.outputPath("queue.png") });
  expect(await wide(), "wider than their place").toEqual([]);
  await expect(page).not.toHaveTitle("owned");
  expect(await page.locator("img").count()).toBe(0);
});

test("a field for the texts is chosen where there is none called text", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const line = (n: number) => JSON.stringify({ headline: `Fire ${n}`, words: `Nine died, said source ${n}.` });
  await screen.choose(file("odd.jsonl", `${line(1)}\n${line(2)}\n`), file("story.log", "Four were hurt."));
  await expect(screen.problemsOf("odd.jsonl")).toContainText("There is no field “text”");
  await screen.dialog.getByLabel("The texts are in the field").selectOption("words");
  await expect(screen.row("odd.jsonl")).toContainText("2 documents");
  await expect(screen.previews.first()).toContainText("Nine died, said source 1.");
  await screen.dialog.getByRole("button", { name: "Read as plain text" }).click();
  await expect(screen.addButton).toHaveText("Add 3 documents");
  await screen.add();
});

test("a worker that breaks down costs one file, and the page goes on", async ({ page, trouble }) => {
  trouble.allow(/./);
  const screen = new ImportPage(page);
  await screen.open();
  // At one file the worker ends, as it does without memory: when those before it are read.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      const request = Array.isArray(message) ? String(message[0]) : "";
      if (request.includes("bomb.txt")) {
        setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "unreachable" })), 2_000);
        return;
      }
      post.call(this, message, ...rest);
    } as typeof post;
  });
  await screen.choose(file("a.txt", "Ada sat."), file("bomb.txt", "tick"), file("c.txt", "Cleo sat."));
  await expect(screen.problemsOf("bomb.txt")).toContainText("could not be read");
  await expect(screen.addButton).toHaveText("Add 2 documents");
});

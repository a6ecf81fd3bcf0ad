import { file, ImportPage } from "../pages/import-page";
import { expect, test } from "./fixtures";

test("doccano's file is read in the unit that its spans show, and that can be changed", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const lines = [
    { id: 1, text: "😀 Ada Lovelace wrote to Bob.", label: [[3, 15, "PERSON"], [25, 28, "PERSON"]] },
    { id: 2, text: "Four people died.", label: [[0, 11, "QUANTITY"]] },
  ];
  await screen.choose(file("doccano.jsonl", lines.map((line) => JSON.stringify(line)).join("\n")));
  await expect(screen.problemsOf("doccano.jsonl")).toContainText("read as UTF-16 units: so 2 of 2 spans cover whole words, as code points 0");
  await expect(screen.previews.first().locator(".m")).toHaveText(["Ada Lovelace", "Bob"]);
  const unit = screen.dialog.getByLabel("Its offsets count");
  await unit.selectOption("char");
  await expect(screen.previews.first().locator(".m").first()).toHaveText("da Lovelace ");
  await unit.selectOption("utf16");
  await expect(screen.previews.first().locator(".m").first()).toHaveText("Ada Lovelace");
  await screen.add();
  expect(await screen.reader.marked("PER")).toEqual(["Ada Lovelace", "Bob"]);
});

test("Prodigy and Label Studio: texts and spans come in, and what was left out is said", async ({ page }) => {
  const screen = new ImportPage(page);
  await screen.open();
  const prodigy = (text: string, answer: string) => JSON.stringify({
    text, answer, _input_hash: 1, meta: { source: "wire" }, tokens: [{ text: "Ada", start: 0, end: 3, id: 0 }],
    spans: [{ start: 0, end: 3, token_start: 0, token_end: 0, label: "PERSON" }],
  });
  const region = { type: "labels", value: { start: 0, end: 4, text: "Cleo", labels: ["PERSON"] } };
  const task = {
    id: 7, data: { text: "Cleo left." },
    annotations: [{ result: [region, { type: "relation", from_id: "a", to_id: "b" }] }, { result: [] }],
    predictions: [{ result: [] }],
  };
  await screen.choose(
    file("prodigy.jsonl", `${prodigy("Ada wrote.", "accept")}\n${prodigy("Ada left.", "reject")}\n`),
    file("studio.json", JSON.stringify([task])),
  );
  await expect(screen.addButton).toHaveText("Add 3 documents");
  await expect(screen.dialog.getByText("2 of 2 marks match")).toBeVisible();
  await expect(screen.problemsOf("prodigy.jsonl")).toContainText("No marks were made of 1 span that was not accepted");
  for (const left of ["1 further annotation of the same text", "1 prediction", "1 relation between spans"]) {
    await expect(screen.problemsOf("studio.json").filter({ hasText: `${left} was left out` })).toHaveCount(1);
  }
  await screen.add();
  expect(await screen.reader.marked("PER")).toEqual(["Ada"]);
});

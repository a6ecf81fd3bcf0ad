// npm's text annotator as its README sets it up, on one <p> per paragraph: bundled by run.mjs.

import { createTextAnnotator } from "@recogito/text-annotator";

const labels = await (await fetch("/data/labels.json")).json();
const colors = new Map(labels.map(({ id, color }) => [id, color]));
const text = document.querySelector("#text");
const annotator = createTextAnnotator(text, {
  style: (annotation) => ({ fill: colors.get(annotation.bodies[0]?.value), fillOpacity: 0.6 }),
});
// The annotator keeps its layer of marks in `text`, beside the paragraphs.
const content = text.appendChild(document.createElement("div"));
let shown;
let stale;
let added;

function show(doc) {
  stale = first();
  annotator.clearAnnotations();
  const draft = document.createDocumentFragment();
  const starts = [];
  let at = 0;
  for (const paragraph of doc.paragraphs) {
    const p = document.createElement("p");
    p.dir = "auto";
    p.textContent = paragraph;
    draft.append(p);
    starts.push(at);
    at += paragraph.length;
  }
  content.replaceChildren(draft);
  const annotations = doc.spans.map(([p, start, end, label], n) =>
    annotation(`a${n}`, label, doc.paragraphs[p].slice(start, end), starts[p] + start),
  );
  annotator.setAnnotations(annotations, true);
  shown = doc;
}

function annotation(id, label, quote, start) {
  return {
    id,
    bodies: [{ id: `${id}-body`, annotation: id, purpose: "tagging", value: label }],
    target: { annotation: id, selector: [{ quote, start, end: start + quote.length }] },
  };
}

const first = () => text.querySelector(".r6o-annotation");
const drawn = () => text.querySelectorAll(".r6o-annotation").length;
let before = 0;

// ---- what the benchmark asks ----

window.benchState = {
  shown: (name) => shown?.name === name && drawn() > 0 && first() !== stale,
  // Its renderer draws a little later, in an animation frame of its own.
  note: () => (before = drawn()),
  tagged: () => drawn() > before,
  untagged: () => drawn() <= before,
  marks: () => annotator.getAnnotations().length,
};

addEventListener("keydown", (event) => {
  if (event.key === "1" && !added) {
    const [start, end] = shown.words[2];
    added = annotation("added", labels[0].id, shown.paragraphs[0].slice(start, end), start);
    annotator.addAnnotation(added);
  }
  if (event.key === "Delete" && added) {
    annotator.removeAnnotation("added");
    added = undefined;
  }
});
const doc = await (await fetch("/data/document.json")).json();
show(await (await fetch("/data/first.json")).json());
document.querySelector("button").addEventListener("click", () => show(doc));
document.documentElement.dataset.ready = "";

// A floor: what drawing the text and its marks costs at the least, without an editor around it.
//
// The document's data are plain objects in memory, with every span already assigned to its
// paragraph. One <p dir="auto"> per paragraph; marks as CSS highlights (one Highlight per label) or
// as nested <mark> elements. "1" marks the third word, Delete takes the mark away again: one range
// or one element is edited, nothing else is touched.

const query = new URLSearchParams(location.search);
const withMarks = query.get("draw") === "marks";
const labels = await (await fetch("/data/labels.json")).json();
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  labels.map(({ id, color }) => `::highlight(${id}) { background: ${color} } mark.${id} { background: ${color}; color: inherit }`).join("\n"),
);
document.adoptedStyleSheets.push(sheet);

const text = document.querySelector("#text");
text.className = "visibility";
const highlights = new Map(labels.map(({ id }) => [id, new Highlight()]));
let shown;
let added;

function show(doc) {
  shown = doc;
  const draft = document.createDocumentFragment();
  const bySpan = withMarks ? Map.groupBy(doc.spans, (span) => span[0]) : undefined;
  const nodes = [];
  doc.paragraphs.forEach((content, n) => {
    const p = document.createElement("p");
    p.dir = "auto";
    if (withMarks) fill(p, content, bySpan.get(n) ?? []);
    else {
      p.textContent = content;
      nodes.push(p.firstChild);
    }
    draft.append(p);
  });
  text.replaceChildren(draft);
  if (withMarks) return;
  const ranges = new Map(labels.map(({ id }) => [id, []]));
  for (const [n, start, end, label] of doc.spans) ranges.get(label).push(rangeIn(nodes[n], start, end));
  CSS.highlights.clear();
  for (const [id, list] of ranges) {
    highlights.set(id, new Highlight(...list));
    CSS.highlights.set(id, highlights.get(id));
  }
}

function rangeIn(node, start, end) {
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

/** Text and nested marks; spans begin in order, the longer of two that begin together first. */
function fill(p, content, spans) {
  const open = [];
  let at = 0;
  let inside = p;
  const flush = (to) => {
    if (to > at) inside.append(content.slice(at, to));
    at = to;
  };
  const close = (before) => {
    while (open.length && open.at(-1).end <= before) {
      flush(open.at(-1).end);
      inside = open.pop().parent;
    }
  };
  for (const [, start, end, label] of spans) {
    close(start);
    flush(start);
    const mark = document.createElement("mark");
    mark.className = label;
    inside.append(mark);
    open.push({ end, parent: inside });
    inside = mark;
  }
  close(Infinity);
  flush(content.length);
}

function tag() {
  const [start, end] = shown.words[2];
  const node = text.firstChild.firstChild;
  const label = labels[0].id;
  shown.spans.unshift([0, start, end, label]);
  if (withMarks) {
    added = document.createElement("mark");
    added.className = label;
    rangeIn(node, start, end).surroundContents(added);
  } else {
    added = rangeIn(node, start, end);
    highlights.get(label).add(added);
  }
}

function untag() {
  shown.spans.shift();
  if (withMarks) {
    const p = added.parentNode;
    added.replaceWith(...added.childNodes);
    p.normalize();
  } else highlights.get(labels[0].id).delete(added);
  added = undefined;
}

// ---- what the benchmark asks ----

window.benchState = {
  shown: (name) => shown?.name === name,
  tagged: () => added !== undefined,
  untagged: () => added === undefined,
  marks: () => (withMarks ? text.querySelectorAll("mark").length : [...highlights.values()].reduce((n, h) => n + h.size, 0)),
};

addEventListener("keydown", (event) => {
  if (event.key === "1" && !added) tag();
  if (event.key === "Delete" && added) untag();
});
const big = fetch("/data/document.json").then((response) => response.json());
if (query.has("last")) show(await big);
else {
  show(await (await fetch("/data/first.json")).json());
  const doc = await big;
  document.querySelector("button").addEventListener("click", () => show(doc));
  document.documentElement.dataset.ready = "";
}

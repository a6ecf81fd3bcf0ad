// A project with two documents as rows of Glossator's database: quick, and independent of importing.
//
// Tables and keys: src/platform/indexed_db.rs and crates/core/src/store/engine.rs; shapes:
// crates/core/src/store/rows.rs and crates/core/src/model. Ranges are UTF-8 bytes; annotations lie in
// 256 rows by the last byte of their id. A later version of the rows must be followed here.

import { LABELS, sha256 } from "./corpus.mjs";

export const DATABASE = { name: "glossator", version: 1 };
export const TABLES = ["projects", "documents", "marks", "registers", "log", "texts", "aside"];

const AT = "2026-03-14T07:42:00.000Z";
const hex = (n, width) => n.toString(16).padStart(width, "0");

/** A version 7 UUID: it sorts by kind and number, and its last byte is spread evenly. */
function uuid(kind, n) {
  const mixed = sha256(`${kind} ${n}`);
  return `0190a2b4-${hex(kind, 4)}-7000-8000-${hex(n, 8)}${mixed.slice(0, 4)}`;
}

const PROJECT = uuid(1, 1);
const ANNOTATOR = uuid(2, 1);
const LAYER = uuid(3, 1);

/** The id of the n-th document, counted from 0. */
export const documentId = (n) => uuid(4, n + 1);

/** All rows, as [table, key, value], for documents of corpus.mjs. */
export function rowsOf(documents) {
  const rows = [];
  const labels = LABELS.map(({ id, hue }, n) => ({
    id, kind: "mention", name: id, tag: id, hue, hotkey: String(n + 1), snapping: "tokens", has_entity: id !== "DATE",
  }));
  rows.push(["projects", PROJECT, JSON.stringify({
    version: 1,
    head: { seq: 0, hash: "" },
    id: PROJECT,
    name: "Benchmark",
    guidelines: "",
    created: AT,
    schema: { labels },
    annotators: [{ id: ANNOTATOR, name: "Bench" }],
    layers: [{ id: LAYER, kind: { annotator: ANNOTATOR } }],
  })]);
  documents.forEach((document, n) => addDocument(rows, documentId(n), n, document));
  return rows;
}

function addDocument(rows, id, n, { name, paragraphs, spans }) {
  const text = paragraphs.map((p) => `${p}\n`).join("");
  const hash = sha256(text);
  const starts = [];
  let at = 0;
  for (const p of paragraphs) {
    starts.push(at);
    at += Buffer.byteLength(p) + 1;
  }
  const counts = {};
  const buckets = new Map();
  spans.forEach(([p, start, end, label], i) => {
    const exact = paragraphs[p].slice(start, end);
    const first = starts[p] + Buffer.byteLength(paragraphs[p].slice(0, start));
    const annotation = {
      id: uuid(16 + n, i),
      document: id,
      layer: LAYER,
      label,
      ranges: [{ start: first, end: first + Buffer.byteLength(exact) }],
      exact,
      by: ANNOTATOR,
      at: AT,
      body: { kind: "mention" },
    };
    counts[label] = (counts[label] ?? 0) + 1;
    const bucket = annotation.id.slice(-2);
    if (!buckets.has(bucket)) buckets.set(bucket, []);
    buckets.get(bucket).push(annotation);
  });
  rows.push(["texts", hash, text]);
  rows.push(["documents", `${PROJECT}/${id}`, JSON.stringify({
    document: { id, name, sha256: hash, len_bytes: at, len_chars: [...text].length },
    summary: { kinds: { mention: spans.length }, labels: counts, layers: { [LAYER]: spans.length } },
  })]);
  for (const [bucket, annotations] of buckets) {
    rows.push(["marks", `${PROJECT}/${id}/${bucket}`, JSON.stringify(annotations)]);
  }
}

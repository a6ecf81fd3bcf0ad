// Starts the worker that reads files. A promise that fails in a worker is told to nobody; an error that
// is thrown there reaches the page (src/platform/worker.rs).
importScripts("./reader.js");
wasm_bindgen({ module_or_path: "./reader_bg.wasm" }).catch((why) => {
  setTimeout(() => {
    throw why;
  });
});

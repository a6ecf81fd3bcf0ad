// Starts the page. A file of its own because the CSP allows no inline script.

const address = (id) => document.getElementById(id).href;

async function start() {
  const app = await import(address("app-js"));
  await app.default({ module_or_path: address("app-wasm") });
  document.getElementById("boot")?.remove();
}

// For work without a network. The page does not need it: where it is refused, nothing is lost.
async function keepForOffline() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL("sw.js", document.baseURI), {
      updateViaCache: "none",
    });
  } catch (error) {
    console.info("Glossator will not open without a network:", error);
  }
}

try {
  await start();
  await keepForOffline();
} catch (error) {
  const boot = document.getElementById("boot");
  if (boot) {
    boot.setAttribute("role", "alert");
    boot.textContent =
      `Glossator could not start (${error}). Reload the page; if that does not help, ` +
      "try a current version of Firefox, Chrome, Edge or Safari.";
  }
  throw error;
}

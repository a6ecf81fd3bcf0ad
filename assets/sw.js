// Keeps the page's own files so that it opens without a network.
//
// `cargo xtask dist` writes the build's name and its files into the next two lines. As trunk
// leaves them (`cargo xtask serve --watch`), this worker removes itself and what it kept.
const BUILD = "@BUILD@";
const FILES = ["@FILES@"];

const stamped = !BUILD.startsWith("@");
const scope = self.registration.scope;

// One cache per build. The scope is in the name because other pages may share the origin.
const PREFIX = `glossator ${scope} `;
const CACHE = PREFIX + BUILD;

const kept = new Set(FILES.map((file) => new URL(file, scope).href));

// Names and folders with a hash in them, and fonts, never change their content.
const isFixed = (url) =>
  /-[0-9a-f]{8,16}(_bg)?\.\w+$|\/fonts\/[^/]+$|\/page-[0-9a-f]{16}\//.test(url);

// How long a network that is there but does not answer may hold up the page.
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  if (!stamped) {
    self.skipWaiting();
    return;
  }
  const requests = [...kept].map(
    (url) => new Request(url, { cache: isFixed(url) ? "default" : "no-cache" }),
  );
  // All or none: half a build is never used.
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(requests))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  if (stamped) await self.clients.claim();
  else await self.registration.unregister();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!stamped || request.method !== "GET") return;
  const url = request.url.split(/[?#]/)[0].replace(/\/index\.html$/, "/");
  // Whatever is not one of this build's files is none of our business.
  if (!kept.has(url)) return;
  event.respondWith(isFixed(url) ? cacheFirst(url, request) : networkFirst(url, request));
});

async function cacheFirst(url, request) {
  return (await caches.match(url, { cacheName: CACHE })) ?? fetch(request);
}

// The page itself: a new build shows at once. It is not put into this build's cache, whose files
// belong together; the new build's worker keeps its own.
async function networkFirst(url, request) {
  const old = await caches.match(url, { cacheName: CACHE });
  if (!old) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, old));
  // Past the browser's own cache: it may hold a page whose files are gone.
  const fresh = fetch(request, { cache: "no-cache" }).then(
    (response) => (response.status >= 500 ? old : response),
    () => old,
  );
  return Promise.race([fresh, late]);
}

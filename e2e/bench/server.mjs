// One origin for everything that is measured: the built app under /app/, the other pages beside it.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/**
 * Serves `folders` (a path prefix and where its files are) and `made` (a path and a function that
 * returns its content). Returns the origin and a way to stop.
 */
export async function serve(folders, made) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const [body, type] = await content(path, folders, made);
      // As a host of static files does for names with a hash in them.
      const fixed = /-[0-9a-f]{8,16}((_bg)?\.\w+$|\/)|\.woff2$/.test(path);
      response.writeHead(200, {
        "content-type": type,
        "cache-control": fixed ? "public, max-age=31536000, immutable" : "no-cache",
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function content(path, folders, made) {
  const name = path.endsWith("/") ? `${path}index.html` : path;
  if (made[path]) return [made[path](), TYPES[extname(path)] ?? "text/html; charset=utf-8"];
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!name.startsWith(prefix)) continue;
    const file = normalize(join(folder, name.slice(prefix.length)));
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) break;
    return [await readFile(file), TYPES[extname(file)] ?? "application/octet-stream"];
  }
  throw new Error("not found");
}

// A small static server for dist/. `node static_server.js dist 8080` shows the app; the stories serve it under a sub-path.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
};

/** Serves `folder` at `base`. The result's `folder` may be changed while it runs; `requests` lists what was asked for. */
export async function serve(folder, { base = "/", port = 0, headers = {} } = {}) {
    const site = { folder, requests: [] };
    const server = createServer((request, response) => {
        const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
        site.requests.push(path);
        const file = fileFor(site.folder, base, path);
        if (!file) return response.writeHead(404, { "content-type": "text/plain" }).end("not found");
        response.writeHead(200, {
            "content-type": TYPES[extname(file)] ?? "application/octet-stream",
            "cache-control": "no-cache",
            ...headers,
        });
        createReadStream(file).pipe(response);
    });
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, "localhost", resolve));
    site.origin = `http://localhost:${server.address().port}`;
    site.url = site.origin + base;
    site.close = () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
    };
    return site;
}

function fileFor(folder, base, path) {
    if (!path.startsWith(base)) return null;
    const wanted = join(folder, normalize(`/${path.slice(base.length)}`));
    for (const file of [wanted, join(wanted, "index.html")]) {
        if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
    return null;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [folder = "dist", port = "8080"] = process.argv.slice(2);
    await serve(folder, { port: Number(port) });
}

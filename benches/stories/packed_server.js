// Serves folders as a good static host does: compressed with brotli at its best, everything from one origin.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".woff2": "font/woff2",
};
const PACKED = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm"]);

/** Serves `folders`, `{ name: path }`, at `/name/`; texts are packed once. */
export async function servePacked(folders) {
    const packed = new Map();
    const server = createServer((request, response) => {
        const [, name, ...rest] = decodeURIComponent(new URL(request.url, "http://localhost").pathname).split("/");
        const file = folders[name] && join(folders[name], normalize(`/${rest.join("/") || "index.html"}`));
        if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
        const kind = extname(file);
        const headers = { "content-type": TYPES[kind] ?? "application/octet-stream", "cache-control": "no-cache" };
        if (!PACKED.has(kind)) return response.writeHead(200, headers).end(readFileSync(file));
        if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)));
        response.writeHead(200, { ...headers, "content-encoding": "br" }).end(packed.get(file));
    });
    await new Promise((resolve) => server.listen(0, "localhost", resolve));
    return {
        url: `http://localhost:${server.address().port}/`,
        close() {
            server.closeAllConnections();
            return new Promise((done) => server.close(done));
        },
    };
}

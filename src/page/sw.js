// Keeps the whole app on the device: offline after the first visit, one version at a time.
//
// A build fills in the two lines below (src/page/seal.mjs). Files of the version before stay available, so that a tab
// still running it finds what it loads late.

const VERSION = "unsealed";
const FILES = [];

const PREFIX = `both-sides ${new URL(registration.scope).pathname} `;
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldVersions()));
self.addEventListener("message", (event) => {
    if (event.data === "use-now") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
    const { request } = event;
    const address = new URL(request.url);
    if (request.method !== "GET" || address.origin !== location.origin) return;
    if (!address.href.startsWith(registration.scope)) return;
    event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

async function keepFiles() {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((name) => new Request(name, { cache: "no-cache" })));
}

/** Keeps this version and the one before it. */
async function dropOldVersions() {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request) {
    const cache = await caches.open(CACHE);
    return (await cache.match("./")) ?? fetch(request);
}

async function file(request) {
    const cache = await caches.open(CACHE);
    const kept = (await cache.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreVary: true }));
    return kept ?? fetch(request);
}

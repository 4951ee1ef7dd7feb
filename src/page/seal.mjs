// Run by trunk after each build (Trunk.toml), on the folder that becomes dist/.
//
// Cuts the app into its parts (parts.mjs). Trunk names the worker's files without a hash, so a cache could pair a new page
// with an old worker: they move to a folder named after their content, with the module that starts them. Then the service
// worker gets the list of all files and a version made from them: a browser fetches it anew only when its own text changed.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cut } from "./parts.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
const WORKER = "worker";
const LOADER = `import start from "./worker.js";
start().catch(() => postMessage([0, "broken", null]));
`;

cut(dist);
sealWorker();
sealServiceWorker();

function sealWorker() {
    writeFileSync(join(dist, WORKER, "worker_loader.js"), LOADER);
    const sealed = `${WORKER}-${digest(filesIn(WORKER))}`;
    rmSync(join(dist, sealed), { recursive: true, force: true });
    renameSync(join(dist, WORKER), join(dist, sealed));
    rewrite("index.html", [[`content="./${WORKER}/`, `content="./${sealed}/`]]);
}

function sealServiceWorker() {
    const files = filesIn("").filter((name) => name !== "sw.js");
    const addresses = files.map((name) => (name === "index.html" ? "./" : `./${name}`));
    rewrite("sw.js", [
        [`const VERSION = "unsealed";`, `const VERSION = "${digest(files)}";`],
        ["const FILES = [];", `const FILES = ${JSON.stringify(addresses)};`],
    ]);
}

/** Names of all files under `folder`, relative to dist, in a fixed order. */
function filesIn(folder) {
    return readdirSync(join(dist, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(dist).length + 1).replaceAll("\\", "/"))
        .sort();
}

function digest(names) {
    const hash = createHash("sha256");
    for (const name of names) hash.update(name).update("\0").update(readFileSync(join(dist, name)));
    return hash.digest("hex").slice(0, 16);
}

function rewrite(name, replacements) {
    let text = readFileSync(join(dist, name), "utf8");
    for (const [from, to] of replacements) {
        if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
        text = text.replace(from, to);
    }
    writeFileSync(join(dist, name), text);
}

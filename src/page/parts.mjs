// Cuts the built app into its first view and the parts that load later; called by seal.mjs after each build.
//
// Where a part begins is said in src/main.rs. Only a build with the feature `split` asks for the cut (`make dist`); any
// other stays whole. Needs wasm-split-cli, wasm-bindgen and wasm-opt (the Makefile brings them).

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const APP = "both-sides";
/** What the uncut app asks its page for in vain. */
const UNCUT = "__wasm_split_placeholder__";
/** The splitter's script, which fetches the parts. */
const LOADER = "__wasm_split.js";

/** Replaces the app in `dist` by its parts, and makes them small in a release build. */
export function cut(dist) {
    const page = readFileSync(join(dist, "index.html"), "utf8");
    const script = attribute(page, "data-js");
    const isSplit = readFileSync(join(dist, script), "utf8").includes(UNCUT);
    const isRelease = process.env.TRUNK_PROFILE === "release";
    if (!isSplit) return isRelease && shrink([join(dist, attribute(page, "data-wasm"))]);
    const folder = mkdtempSync(join(tmpdir(), "both-sides-parts-"));
    try {
        split(folder, isRelease ? "release" : "debug");
        if (isRelease) shrink(namesIn(folder, ".wasm").map((name) => join(folder, name)));
        put(folder, dist, page);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

function attribute(page, name) {
    const found = page.match(new RegExp(` ${name}="\\./([^"]+)"`));
    if (!found) throw new Error(`index.html has no ${name}`);
    return found[1];
}

function namesIn(folder, ending) {
    return readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
}

/** The wasm of the first view is written to the folder twice: before and after wasm-bindgen, which the former is for. */
function split(folder, profile) {
    const metadata = execFileSync("cargo", ["metadata", "--format-version=1", "--no-deps", "--offline"], { maxBuffer: 1 << 26 });
    const whole = join(JSON.parse(metadata).target_directory, "wasm32-unknown-unknown", profile, `${APP}.wasm`);
    run("wasm-split-cli", [whole, folder, "--out-name", APP]);
    const first = join(folder, `${APP}.wasm`);
    run("wasm-bindgen", ["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle", `--out-dir=${folder}`, `--out-name=${APP}`, first]);
    rmSync(first);
    if (existsSync(join(folder, "snippets"))) throw new Error("a crate brings snippets of JavaScript, which are not carried over");
}

function run(program, options) {
    execFileSync(program, options, { stdio: ["ignore", "ignore", "inherit"] });
}

/** One after the other: wasm-opt keeps all cores busy by itself. */
function shrink(files) {
    for (const file of files) run("wasm-opt", ["-Oz", "--strip-debug", "--strip-producers", file, "-o", file]);
}

/** Moves the parts to `dist` under names that carry what is in all of them, since only parts of one build fit together. */
function put(folder, dist, page) {
    patch(join(folder, LOADER));
    const parts = namesIn(folder, ".wasm").concat(namesIn(folder, ".js"));
    const hash = createHash("sha256");
    for (const name of parts) hash.update(name).update(readFileSync(join(folder, name)));
    const mark = hash.digest("hex").slice(0, 16);
    const names = new Map(parts.map((name) => [name, named(name, mark)]));
    for (const name of namesIn(folder, ".js")) {
        rewrite(join(folder, name), (text) => text.replace(/(from |new URL\()"\.\/([^"]+)"/g, (whole, before, old) => (names.has(old) ? `${before}"./${names.get(old)}"` : whole)));
    }
    for (const [from, to] of names) renameSync(join(folder, from), join(dist, to));
    const old = [attribute(page, "data-js"), attribute(page, "data-wasm")];
    const fresh = [names.get(`${APP}.js`), names.get(`${APP}_bg.wasm`)];
    old.forEach((name) => rmSync(join(dist, name)));
    const link = `<link rel="modulepreload" href="./${names.get(LOADER)}">\n`;
    const now = old.reduce((text, name, index) => text.replaceAll(`./${name}`, `./${fresh[index]}`), page);
    writeFileSync(join(dist, "index.html"), now.replace('<link rel="modulepreload"', `${link}<link rel="modulepreload"`));
}

/** `both-sides_bg.wasm` stays the app's; the loader and what it loads are parts. */
function named(name, mark) {
    if (name === LOADER) return `parts-${mark}.js`;
    const [, stem, rest] = name.match(/^(.*?)((?:_bg)?\.\w+)$/);
    return stem === APP ? `${stem}-${mark}${rest}` : `part-${stem.replace(/^split_/, "")}-${mark}${rest}`;
}

/** The loader shall work where a server does not name the type of wasm, and a part that did not come is no error of ours. */
function patch(loader) {
    rewrite(loader, (text) =>
        replaced(replaced(text, "WebAssembly.instantiateStreaming(src, imports)", "instantiate(await src, imports)"), "console.error(e)", "console.warn(e)")
        + `
async function instantiate(response, imports) {
    if (!response.ok) throw new Error(\`\${response.url} was not found (\${response.status})\`);
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`);
}

function replaced(text, from, to) {
    if (!text.includes(from)) throw new Error(`the splitter's script has no ${from}`);
    return text.replaceAll(from, to);
}

function rewrite(file, change) {
    writeFileSync(file, change(readFileSync(file, "utf8")));
}

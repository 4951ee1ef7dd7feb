// A first visit on a slow phone: CPU slowed four times, "slow 4G"; until the first control answers.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { median } from "./contestants.js";
import { servePacked } from "./packed_server.js";

export const title = "first open, CPU ÷ 4, slow 4G, to interactive";
const benches = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(benches, "built");
/** Chromium's "slow 4G" as Lighthouse applies it: 150 ms a round trip, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** `press` is the first control, `answered` what it changes. */
const CONTESTANTS = {
    ours: { address: "ours/", press: "#map-tool-box", answered: "#map-tool-box[aria-pressed=true]" },
    "Excalidraw's package": { address: "excalidraw/", press: "[data-testid=toolbar-rectangle]", answered: "[data-testid=toolbar-rectangle]:checked" },
    "React counter": { address: "react/", press: "button", answered: "button", text: "1" },
    "Leptos counter": { address: "leptos/", press: "button", answered: "button", text: "1" },
};

export async function measure({ browser, rounds = 3 }) {
    const folders = await pages();
    const host = await servePacked(folders);
    const times = Object.fromEntries(Object.keys(CONTESTANTS).map((who) => [who, []]));
    const bytes = {};
    // The first round packs the files and does not count.
    for (let round = -1; round < rounds; round += 1) {
        for (const [who, contestant] of Object.entries(CONTESTANTS)) {
            const found = await firstOpen(browser, host.url, contestant);
            if (round >= 0) times[who].push(found.milliseconds);
            bytes[who] = found.bytes;
        }
    }
    await host.close();
    const results = Object.fromEntries(Object.entries(times).map(([who, list]) =>
        [who, { milliseconds: median(list), note: `${Math.round(bytes[who] / 1000)} kB` }]));
    return [{ title, budgets: { "Excalidraw's package": 2.5 }, results }];
}

async function firstOpen(browser, url, { address, press, answered, text }) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const slow = await context.newCDPSession(page);
    let bytes = 0;
    slow.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await slow.send("Network.enable");
    await slow.send("Network.emulateNetworkConditions", SLOW_4G);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(pressUntilAnswered, { press, answered, text });
    await page.goto(url + address, { waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.interactiveAt);
    const milliseconds = await page.evaluate(() => globalThis.interactiveAt);
    await context.close();
    return { milliseconds, bytes };
}

/** Presses the first control as soon as it is there, and again, until it answers. */
function pressUntilAnswered({ press, answered, text }) {
    const attempt = setInterval(() => {
        const control = document.querySelector(press);
        const answer = document.querySelector(answered);
        if (answer && (text === undefined || Number(answer.textContent) >= Number(text))) {
            globalThis.interactiveAt = performance.now();
            clearInterval(attempt);
        } else {
            control?.click();
        }
    }, 20);
}

/** Bundles the React pages as their makers advise, and writes a page around each. */
async function pages() {
    const folders = { ours: join(benches, "..", "dist"), leptos: join(built, "leptos") };
    for (const [name, source] of [["react", "react_counter.jsx"], ["excalidraw", "excalidraw.jsx"]]) {
        folders[name] = join(built, name);
        await build({
            entryPoints: { index: join(benches, "pages", source) }, outdir: folders[name], bundle: true, minify: true, splitting: true,
            format: "esm", jsx: "automatic", target: "es2022", define: { "process.env.NODE_ENV": '"production"', "import.meta.env": "{}" },
            loader: { ".woff2": "file" }, conditions: ["production"], logLevel: "error",
        });
    }
    cpSync(join(benches, "node_modules/@excalidraw/excalidraw/dist/prod/fonts"), join(folders.excalidraw, "fonts"), { recursive: true });
    for (const name of ["react", "excalidraw", "leptos"]) writePage(folders[name]);
    return folders;
}

function writePage(folder) {
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(folder);
    const style = files.includes("index.css") ? '<link rel="stylesheet" href="index.css">' : "";
    const start = files.includes("counter.js") ? "start.js" : "index.js";
    if (start === "start.js") writeFileSync(join(folder, start), 'import start from "./counter.js";\nawait start();\n');
    const settings = '<script>window.EXCALIDRAW_ASSET_PATH = "./";</script>';
    writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>${style}<body>${settings}<script type="module" src="${start}"></script>`);
}

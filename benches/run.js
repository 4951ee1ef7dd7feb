// `make bench`: every job of benches/jobs in headless Chromium, ours and the peers in the same run, as one table.
// It asserts nothing; a budget that is not held says so.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "../tests/e2e/browser_path.js";
import { serve } from "../tests/e2e/static_server.js";
import { sizeRows } from "./sizes.js";
import { rowsOf, table } from "./table.js";

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const jobs = readdirSync(join(here, "jobs")).map((name) => name.replace(/\.js$/, ""))
    .filter((name) => wanted.length === 0 || wanted.includes(name));

// Isolated pages have a clock of microseconds.
const site = await serve(join(here, ".."), {
    headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
});
const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
});
const rows = [];
for (const name of jobs) {
    const job = await facts(name);
    console.error(`${job.title} …`);
    rows.push(...rowsOf(job, await measure(name, job.rounds ?? 5)));
}
await browser.close();
await site.close();
if (wanted.length === 0 || wanted.includes("sizes")) rows.push(...sizeRows(join(here, "..", "dist"), join(here, "node_modules")));
console.log(table(rows));

async function measure(name, rounds) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on("pageerror", (error) => console.error(`  ${name}: ${error.message}`));
    try {
        await page.goto(`${site.url}benches/page.html`);
        await page.waitForFunction(() => globalThis.ready);
        return await page.evaluate(([name, rounds]) => globalThis.runJob(name, rounds), [name, rounds]);
    } catch (error) {
        return { ours: undefined, "": { error: error.message.split("\n")[0] } };
    } finally {
        await page.close();
    }
}

/** Title, budgets and rounds of a job, read in a page because its imports are a page's. */
async function facts(name) {
    const page = await browser.newPage();
    await page.goto(`${site.url}benches/page.html`);
    await page.waitForFunction(() => globalThis.ready);
    const found = await page.evaluate(async (name) => {
        const { title, budgets, limit, rounds } = await import(`./jobs/${name}.js`);
        return { title, budgets, limit, rounds };
    }, name);
    await page.close();
    return found;
}

// `make bench`: every job of benches/jobs inside one page, every story of benches/stories with whole pages, ours and the
// peers in the same run, as one table. It asserts nothing; a budget that is not held says so.

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
const jobs = namesIn("jobs");
const stories = namesIn("stories").filter((name) => !["contestants", "packed_server"].includes(name));

// Isolated pages have a clock of microseconds.
const site = await serve(join(here, ".."), {
    headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
});
const browser = await launched();
const rows = [];
for (const name of jobs) {
    const job = await facts(name);
    console.error(`${job.title} …`);
    rows.push(...rowsOf(job, await measure(name, job.rounds ?? 5)));
}
await browser.close();
// Frames come as fast as they can be made, so that waiting for the screen counts for nobody.
const unpaced = await launched("--disable-frame-rate-limit", "--disable-gpu-vsync");
for (const name of stories) {
    const story = await import(`./stories/${name}.js`);
    console.error(`${story.title} …`);
    const found = await story.measure({ browser: unpaced, site }).catch((error) => [failure(story.title, error)]);
    for (const { results, ...job } of found) rows.push(...rowsOf(job, results));
}
await unpaced.close();
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
        return failure(name, error).results;
    } finally {
        await page.close();
    }
}

function failure(title, error) {
    return { title, results: { ours: undefined, "": { error: error.message.split("\n")[0] } } };
}

/** What there is in a folder, or of it what was asked for. */
function namesIn(folder) {
    const names = readdirSync(join(here, folder)).map((name) => name.replace(/\.js$/, ""));
    return names.filter((name) => wanted.length === 0 || wanted.includes(name));
}

function launched(...more) {
    const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
    return chromium.launch({ executablePath: browserPath(), args: [...args, ...more] });
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

// Large files: read beside the page, with progress, and stopped when the person wants.

import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { largeSheet, story } from "./harness.js";

const picker = (page) => page.getByLabel("Files to bring in");
const ready = (page) => page.getByRole("button", { name: "Import 100,000 accounts" });

/** Notes each share of the work that the progress bar shows. */
async function watchProgress(page) {
    await page.evaluate(() => {
        window.shares = new Set();
        new MutationObserver(() => {
            const bar = document.querySelector("progress");
            if (bar) window.shares.add(bar.value);
        }).observe(document.body, { childList: true, subtree: true, attributes: true });
        const look = () => {
            const bar = document.querySelector("progress");
            if (bar) window.shares.add(bar.value);
            requestAnimationFrame(look);
        };
        look();
    });
}

const sharesOf = (page) => page.evaluate(() => [...window.shares]);

story("a file of 100,000 accounts comes in beside the page and shows how far it is", async ({ open, page, shoot }) => {
    await open("#import");
    await watchProgress(page);
    const [worker] = await Promise.all([page.waitForEvent("worker"), picker(page).setInputFiles(largeSheet("large.csv"))]);
    assert.match(worker.url(), /\/both-sides\/worker-[0-9a-f]{16}\/worker_loader\.js$/);
    await ready(page).waitFor({ timeout: 50_000 });
    await page.getByText("100,000 accounts from 100,000 lines.").waitFor();
    const shares = await sharesOf(page);
    assert.ok(shares.some((share) => share > 0 && share < 1), `progress moved: ${shares}`);
    await shoot("large-file");
    await ready(page).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
    await page.getByText("100,000 accounts came in from large.csv.").waitFor();
}, { timeout: 150_000 });

/** Stops the reading as soon as the bar has moved, and waits until the worker is gone. */
async function stopped(page, worker) {
    const closed = worker.waitForEvent("close");
    await page.evaluate(() => new Promise((done) => {
        const look = () => {
            const button = [...document.querySelectorAll("button")].find((each) => each.innerText.startsWith("Stop and"));
            if (!(document.querySelector("progress")?.value > 0)) return void setTimeout(look, 1);
            button.click();
            done();
        };
        look();
    }));
    await closed;
}

story("reading a large file can be stopped, and the file brought again", async ({ open, page }) => {
    await open("#import");
    for (const name of ["first.csv", "second.csv"]) {
        const [worker] = await Promise.all([page.waitForEvent("worker"), picker(page).setInputFiles(largeSheet(name))]);
        await stopped(page, worker);
        await page.getByRole("button", { name: "Pick a file …" }).waitFor();
    }
    await picker(page).setInputFiles(largeSheet("third.csv"));
    await ready(page).waitFor({ timeout: 50_000 });
    await page.getByRole("heading", { level: 2, name: /^third\.csv/ }).waitFor();
}, { timeout: 150_000 });

story("without a worker the page reads a large file itself and says so", async ({ open, page }) => {
    await page.addInitScript(() => {
        delete window.Worker;
    });
    await open("#import");
    await watchProgress(page);
    await picker(page).setInputFiles(largeSheet("large.csv"));
    await page.getByText("This browser does not let the page work in the background.").waitFor();
    await ready(page).waitFor({ timeout: 90_000 });
    assert.ok((await sharesOf(page)).some((share) => share > 0 && share < 1));
}, { timeout: 150_000 });

story("a worker that does not come up is done without", async ({ open, page, context, allow }) => {
    allow(/Failed to load resource/);
    await context.route("**/worker_loader.js", (route) => route.fulfill({ status: 404, body: "" }));
    await open("#import");
    await picker(page).setInputFiles(largeSheet("large.csv"));
    await page.getByText("This browser does not let the page work in the background.").waitFor();
    await ready(page).waitFor({ timeout: 90_000 });
}, { timeout: 150_000 });

story("a file that changes on the disk meanwhile is named, with the way out", async ({ open, page }) => {
    const folder = mkdtempSync(join(tmpdir(), "both-sides-"));
    const path = join(folder, "moving.csv");
    const told = page.getByText("The browser could not read moving.csv to its end: it was moved, changed or taken away meanwhile. Pick it again.");
    try {
        for (const withoutWorker of [false, true]) {
            if (withoutWorker) await page.addInitScript(() => delete window.Worker);
            writeFileSync(path, largeSheet("moving.csv").buffer);
            await page.reload().catch(() => {});
            await open("#import");
            await picker(page).setInputFiles(path);
            await ready(page).waitFor({ timeout: 90_000 });
            appendFileSync(path, "A100000,One more\n");
            await page.locator(".import-layout summary").click();
            await page.getByLabel("Lines to skip first").fill("1");
            await page.getByLabel("Lines to skip first").press("Tab");
            await told.waitFor({ timeout: 30_000 });
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
}, { timeout: 240_000 });

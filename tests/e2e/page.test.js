// The page itself: it starts, it asks nobody else for anything, it works without a network and changes version safely.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BASE, checkAccessibility, DIST, downloaded, drop, fixture, largeSheet, started, story, visit } from "./harness.js";

const ALLOW = { serviceWorkers: "allow" };

story("the map of the sample opens under a sub-path", async ({ open, page, site, shoot }) => {
    await open();
    await page.getByRole("heading", { name: "Value Map" }).first().waitFor();
    assert.ok(site.requests.every((path) => path.startsWith(BASE)), "everything was asked for under the sub-path");
    await shoot("value-map");
});

story("the policy allows no script or connection of another origin", async ({ open, page, allow }) => {
    await open();
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'/);
    allow(/policy breach|Content Security Policy|Failed to fetch|foreign request/);
    const reached = await page.evaluate(() => fetch("https://example.com/").then(() => true, () => false));
    assert.equal(reached, false, "a connection elsewhere is refused");
});

story("the shell says what is missing when scripts are off", async ({ page, site, shoot }) => {
    await page.goto(site.url);
    const told = page.locator("noscript");
    assert.ok(await told.isVisible());
    assert.match(await told.innerText(), /needs JavaScript and WebAssembly/);
    await shoot("without-scripts");
}, { javaScriptEnabled: false });

story("when the app cannot start, what is stored can be downloaded as it is", async ({ page, site, context, allow }) => {
    allow(/console/);
    const odd = "unpaired \ud800 and \u0000 text";
    await context.addInitScript((text) => localStorage.setItem("both-sides:kept", text), odd);
    await context.route(/\.wasm$/, (route) => route.fulfill({ contentType: "application/wasm", body: "not wasm" }));
    await page.goto(site.url);
    await page.getByRole("heading", { name: "Recover what is stored" }).waitFor();
    await page.getByText("The app could not start").waitFor();
    const { name, bytes } = await downloaded(page, () => page.getByRole("button", { name: "Download everything" }).click());
    assert.equal(name, "both-sides-stored.json");
    assert.equal(JSON.parse(bytes.toString())["both-sides:kept"], odd);
    await checkAccessibility(page);
});

story("after a stop inside the app, what was saved is offered", async ({ open, page, allow }) => {
    allow(/console|page: unreachable/);
    await open();
    await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
    await page.getByText("The app stopped at an error inside it").waitFor();
    await page.getByRole("button", { name: "Open the app again" }).click();
    await page.waitForFunction(() => !document.getElementById("recovery") && !document.getElementById("shell"));
});

story("the recovery page opens without the app", async ({ open, page, site }) => {
    await open("#recover");
    await page.getByText("Nothing is stored on this device").waitFor();
    const asked = site.requests.filter((path) => path.endsWith(".wasm"));
    assert.equal(await page.getByRole("navigation").count(), 0, `the app was not started (${asked.length} preloads)`);
    await checkAccessibility(page);
});

story("the app works offline after the first visit", async ({ open, page, context, site }) => {
    await open();
    await installed(page);
    await site.close();
    await context.setOffline(true);
    await page.reload();
    await started(page);
    await page.getByRole("heading", { name: "Value Map" }).first().waitFor();
    await visit(page, "Decisions");
    await page.getByRole("heading", { name: "Decisions", level: 1 }).waitFor();
    await page.evaluate(() => { location.hash = "#import"; });
    const [worker] = await Promise.all([
        page.waitForEvent("worker"),
        page.getByLabel("Files to bring in").setInputFiles(largeSheet("large.csv")),
    ]);
    assert.match(worker.url(), /worker-[0-9a-f]{16}/);
    await page.getByRole("button", { name: "Import 100,000 accounts" }).waitFor({ timeout: 50_000 });
}, { ...ALLOW, timeout: 120_000 });

story("a screen whose part does not come says so, and comes when it is tried again", async ({ open, page, context, allow }) => {
    allow(/Failed to load resource/);
    const part = /part-.*\.wasm$/;
    await context.route(part, (route) => route.abort());
    await open("#decisions");
    const told = page.getByRole("main").getByRole("alert").filter({ has: page.getByRole("heading", { level: 1 }) });
    const title = told.getByRole("heading", { name: "This screen could not be loaded", level: 1 });
    await title.waitFor();
    await checkAccessibility(page);
    await visit(page, "Value Map");
    await page.getByRole("heading", { name: "Value Map", level: 1 }).waitFor();
    await page.goBack();
    await title.waitFor();
    await context.unroute(part);
    await told.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Decisions", level: 1 }).waitFor();
});

story("a list of keys asked for before it is here opens when it comes", async ({ open, page, context }) => {
    let letGo;
    const held = new Promise((resolve) => { letGo = resolve; });
    await context.route(/part-.*\.wasm$/, (route) => held.then(() => route.continue()));
    await open();
    await page.keyboard.press("?");
    assert.equal(await page.getByRole("dialog", { name: "Keys" }).count(), 0);
    letGo();
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
});

story("a file dropped before what reads it is here comes in when it comes; when it does not come, that is said", async ({ open, page, context, allow }) => {
    allow(/Failed to load resource/);
    const part = /part-.*\.wasm$/;
    await context.route(part, (route) => route.abort());
    await open();
    await drop(page, [fixture("data/uci_wholesale_customers.csv")]);
    await page.getByText("What this takes could not be loaded").waitFor();
    await page.getByRole("heading", { name: "Value Map", level: 1 }).waitFor();
    await context.unroute(part);
    await drop(page, [fixture("data/uci_wholesale_customers.csv")]);
    await page.getByText("440 accounts from 440 lines.").waitFor();
});

story("a new version waits for the person", async ({ open, page, context, site }) => {
    const newer = newerVersion();
    try {
        await open();
        await installed(page);
        site.folder = newer;
        await page.reload();
        await started(page);
        assert.equal(await page.title(), await titleOf(DIST), "the old version still runs");
        await page.getByText("A new version of Both Sides is ready").waitFor();

        const other = await context.newPage();
        await other.goto(site.url);
        await started(other);
        await other.evaluate(() => { window.untouched = true; });

        await page.getByRole("button", { name: "Use it now" }).click();
        await page.waitForFunction(() => document.title.startsWith("Newer"));
        assert.equal(await other.evaluate(() => window.untouched), true, "no other tab was reloaded");
    } finally {
        rmSync(newer, { recursive: true });
    }
}, ALLOW);

/** Waits until the service worker has kept every file and controls the page from the next load on. */
async function installed(page) {
    await page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        if (active.state !== "activated") {
            await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
        }
    });
    await page.reload();
    await started(page);
    assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), "the page is served from the device");
}

/** A copy of dist/ as a later build would make it: another title, another version. */
function newerVersion() {
    const folder = mkdtempSync(join(tmpdir(), "both-sides-newer-"));
    cpSync(DIST, folder, { recursive: true });
    edit(join(folder, "boot.js"), (text) => `document.title = "Newer";\n${text}`);
    edit(join(folder, "sw.js"), (text) => text.replace(/const VERSION = "(\w+)"/, 'const VERSION = "newer$1"'));
    return folder;
}

function edit(path, change) {
    writeFileSync(path, change(readFileSync(path, "utf8")));
}

async function titleOf(folder) {
    return /<title>([^<]*)/.exec(readFileSync(join(folder, "index.html"), "utf8"))[1];
}

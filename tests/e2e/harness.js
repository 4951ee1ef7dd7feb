// What every story needs: the built app under a sub-path, a fresh browser profile, and a watch over what must never
// happen (errors in the console, breaches of the content security policy, requests to anywhere else).

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "./browser_path.js";
import { serve } from "./static_server.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const axeSource = readFileSync(join(here, "node_modules", "axe-core", "axe.min.js"), "utf8");

export const BASE = "/both-sides/";
export const DIST = process.env.DIST ?? join(root, "dist");

const FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
];

let browser;

before(async () => {
    assert.ok(existsSync(join(DIST, "index.html")), "dist/ is missing: run `make dist` first");
    // Requests that the service worker makes are watched too.
    process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = "1";
    browser = await chromium.launch({ executablePath: browserPath(), args: FLAGS });
});

after(() => browser?.close());

/**
 * One story: `tell` gets `{ page, context, site, open, shoot, allow }`.
 *
 * - `open(path = "")` goes to the app, waits until it has started, and returns the page
 * - `shoot(name)` writes test-results/NAME.png
 * - `allow(pattern)` permits console errors that match, for stories about failures
 *
 * `options`: `viewport`, `colorScheme`, `locale`, `serviceWorkers` ("block" unless told "allow"), `folder` to serve,
 * `skip`, `timeout` in milliseconds, and anything else playwright's `newContext` takes.
 */
export function story(name, tell, options = {}) {
    const { folder = DIST, skip = false, timeout = 60_000, ...context } = options;
    test(name, { skip, timeout }, async () => {
        const site = await serve(folder, { base: BASE });
        const told = await begin(site, context);
        try {
            await tell(told);
            told.check();
        } catch (error) {
            await told.page.screenshot({ path: shotPath(`failed-${name}`) }).catch(() => {});
            if (told.troubles.length > 0) error.message += `\nSeen meanwhile:\n${told.troubles.join("\n")}`;
            throw error;
        } finally {
            await told.context.close();
            await site.close();
        }
    });
}

async function begin(site, options) {
    const context = await browser.newContext({
        acceptDownloads: true,
        locale: "en-GB",
        serviceWorkers: "block",
        viewport: { width: 1280, height: 800 },
        ...options,
    });
    context.setDefaultTimeout(15_000);
    const troubles = [];
    const allowed = [];
    watch(context, site, troubles);
    const page = await context.newPage();
    return {
        context,
        page,
        site,
        troubles,
        open: (path = "") => open(page, site, path),
        shoot: (name) => page.screenshot({ path: shotPath(name) }),
        allow: (pattern) => allowed.push(pattern),
        check: () => {
            const left = troubles.filter((trouble) => !allowed.some((pattern) => pattern.test(trouble)));
            assert.deepEqual(left, [], "no console error, policy breach or foreign request");
        },
    };
}

function watch(context, site, troubles) {
    context.on("console", (message) => {
        if (message.type() === "error") troubles.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => troubles.push(`page: ${error.error().message}`));
    context.on("request", (request) => {
        const url = request.url();
        if (/^(data|blob|about):/.test(url)) return;
        if (!url.startsWith(site.url)) troubles.push(`foreign request: ${url}`);
    });
    context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
            console.error(`policy breach: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
    });
}

/** Goes to the app and waits until it has taken the shell's place. */
export async function open(page, site, path = "") {
    await page.goto(site.url + path);
    await started(page);
    return page;
}

/** Waits until the app (or the recovery panel) has taken the place of the shell, and the part its screen is in has come. */
export async function started(page) {
    await page.waitForFunction(() => !document.getElementById("shell") && !document.querySelector("main .late"));
}

/** Goes to a screen by the navigation; opens its section first where it is closed. */
export async function visit(page, name) {
    const named = page.getByRole("link", { name, exact: true, includeHidden: true });
    const section = page.locator("#navigation details").filter({ has: named });
    const link = section.getByRole("link", { name, exact: true });
    if (!(await section.evaluate((details) => details.open))) await section.locator("summary").click();
    await link.click();
}

/** Takes out the snapshots of the open portfolio, for stories about having none; ends on its Portfolio page. */
export async function dropSnapshots(page) {
    await page.evaluate(() => { location.hash = "#portfolio"; });
    await page.getByRole("button", { name: "Take a snapshot" }).waitFor();
    const remove = page.locator("table.snapshots").getByRole("button", { name: /^Remove/ });
    for (let left = await remove.count(); left > 0; left -= 1) await remove.first().click();
    await remove.first().waitFor({ state: "detached" });
}

/** The path of a file the stories ship: tests/fixtures/NAME. */
export function fixture(name) {
    return join(root, "tests", "fixtures", name);
}

/** Chooses files with the file input that `input` names; `files` are paths or `{ name, mimeType, buffer }`. */
export async function choose(page, files, input = "input[type=file]") {
    await page.locator(input).first().setInputFiles(files);
}

/** Drops files on the element that `target` names; `files` as in `choose`, with `text` instead of `buffer` if handier. */
export async function drop(page, files, target = "body") {
    const carried = await page.evaluateHandle((list) => {
        const transfer = new DataTransfer();
        for (const { name, type, base64 } of list) {
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            transfer.items.add(new File([bytes], name, { type }));
        }
        return transfer;
    }, [files].flat().map(packed));
    for (const type of ["dragenter", "dragover", "drop"]) {
        await page.dispatchEvent(target, type, { dataTransfer: carried, bubbles: true, cancelable: true });
    }
}

function packed(file) {
    if (typeof file === "string") return { name: basename(file), type: "", base64: readFileSync(file).toString("base64") };
    return { name: file.name, type: file.mimeType ?? "", base64: Buffer.from(file.buffer ?? file.text).toString("base64") };
}

/** Pastes text, and optionally files, where the focus is or on `target`. */
export async function paste(page, text, target) {
    await page.evaluate(([text, target]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        const at = target ? document.querySelector(target) : (document.activeElement ?? document.body);
        at.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, [text, target]);
}

/** Does `act` and returns the bytes and name of the file it downloads. */
export async function downloaded(page, act) {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Fails with a readable list when axe finds anything in light or dark. */
export async function checkAccessibility(page, { within, schemes = ["light", "dark"] } = {}) {
    for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.waitForTimeout(50);
        await page.evaluate(axeSource);
        const found = await page.evaluate(async (within) => {
            const run = await globalThis.axe.run(within ?? document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            });
            return run.violations.map(({ id, help, nodes }) => ({
                id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
            }));
        }, within);
        const lines = found.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.join("\n    ")}`);
        assert.equal(lines.length, 0, `axe, ${colorScheme}:\n${lines.join("\n")}`);
    }
}

export function shotPath(name) {
    const folder = join(root, "test-results");
    mkdirSync(folder, { recursive: true });
    return join(folder, `${name.replace(/[^\w-]+/g, "-")}.png`);
}

/** A sheet of 100,000 accounts, some 7 MB, or of fewer. */
export function largeSheet(name, nAccounts = 100_000) {
    const lines = ["account_id,name,segment,region,owner,since,annual_revenue,gross_margin,cost_to_serve,annual_retention,note"];
    for (let n = 0; n < nAccounts; n += 1) {
        const revenue = 1000 + ((n * 7919) % 90_000) + 0.25;
        lines.push(
            `A${n},Account ${n},Segment ${n % 7},Region ${n % 11},Owner ${n % 13},20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 9},` +
                `${revenue},${revenue / 4},${revenue / 8},0.${60 + (n % 39)},note ${n}`,
        );
    }
    return { name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

// The pages that the stories drive: how each is opened, and where its parts are.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { accountsCsv } from "../data.js";

const clock = readFileSync(fileURLToPath(new URL("../pages/clock.js", import.meta.url)), "utf8");

/** The file everybody gets: 100,000 accounts of 12 columns. */
export function bigFile() {
    globalThis.seeded ??= (seed) => () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return accountsCsv(100_000);
}

/** A fresh page at `address`, with the clock in it and the file at `globalThis.file`. */
export async function opened(browser, address, file) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, serviceWorkers: "block", locale: "en-GB" });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`  ${address}: ${error.message}`));
    await page.addInitScript(clock);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.ready || (document.querySelector("main") && !document.getElementById("shell")));
    if (file !== undefined) await page.evaluate((text) => { globalThis.file = text; }, file);
    return page;
}

/** Where the table's parts are on each page; `{row}` stands for a number near the top. */
export const TABLES = {
    ours: {
        scroller: ".sheet",
        cell: "#cell-{row}-4",
        header: "[role=columnheader][title^='Revenue per year']",
        first: ".sheet-body .sheet-name .sheet-text",
    },
    "TanStack virtual": { scroller: "#scroller", cell: ".row:nth-child({row}) [data-name=owner]", header: "#head button:nth-child(7)", first: ".row [data-name=name]" },
    "AG Grid": {
        scroller: ".ag-body-vertical-scroll-viewport, .ag-body-viewport",
        cell: ".ag-row[row-index='{row}'] [col-id=owner]",
        header: "[role=columnheader][col-id=annual_revenue] .ag-header-cell-label",
        first: ".ag-row[row-index='0'] [col-id=name]",
    },
};

/** The app with the file in it and saved, its table shown. */
export async function oursWithFile(browser, site, file) {
    const page = await opened(browser, `${site.url}dist/#map`, file);
    await page.locator("#map-x").selectOption({ label: "Retention" });
    await page.evaluate(bringIn);
    await page.locator(".save-sign[data-state=saved]").waitFor();
    return page;
}

/** Drops the file on the app, takes it over as soon as that is offered; the time without the person's share of it. */
export async function bringIn() {
    const isNew = () => /^\D*100,000/.test(document.getElementById("map-stage")?.getAttribute("aria-label") ?? "");
    const takeOver = () => [...document.querySelectorAll("button")].find((button) => button.textContent.startsWith("Import 100,000"));
    const read = await until(() => dropText("accounts.csv", globalThis.file, document.body), () => takeOver() && !takeOver().disabled);
    return read + await until(() => takeOver().click(), isNew);
}

export const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];

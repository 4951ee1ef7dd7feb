// A table of 100,000 accounts on the screen: a frame of scrolling, and a written cell until it is painted.

import Papa from "papaparse";
import { TABLES, bigFile, median, opened, oursWithFile } from "./contestants.js";

export const title = "table, 100,000 rows";
const PARTS = { "scroll frame": 1, "edit to paint": 1 };

export async function measure({ browser, site, rounds = 5 }) {
    const file = bigFile();
    const pages = { ours: await ours(browser, site, file), "TanStack virtual": await tanstack(browser, site, file), "AG Grid": await grid(browser, site, file) };
    const times = Object.fromEntries(Object.keys(pages).map((who) => [who, []]));
    for (let round = 0; round < rounds; round += 1) {
        for (const [who, page] of Object.entries(pages)) {
            const table = { ...TABLES[who], cell: TABLES[who].cell.replace("{row}", 2 + round) };
            times[who].push([await page.evaluate(scrolled, table), await page.evaluate(written, { ...table, text: `somebody ${round}` })]);
        }
    }
    for (const page of Object.values(pages)) await page.context().close();
    return Object.entries(PARTS).map(([part, budget], index) => ({
        title: `${title}: ${part}`,
        budgets: { "TanStack virtual": budget, "AG Grid": budget },
        results: Object.fromEntries(Object.entries(times).map(([who, rounds]) => [who, { milliseconds: median(rounds.map((parts) => parts[index])) }])),
    }));
}

async function ours(browser, site, file) {
    const page = await oursWithFile(browser, site, file);
    await page.evaluate(() => { location.hash = "#accounts"; });
    await page.locator(TABLES.ours.first).first().waitFor();
    return page;
}

async function tanstack(browser, site, file) {
    const page = await opened(browser, `${site.url}benches/pages/usual.html`, file);
    await page.evaluate(async () => {
        await until(() => dropText("accounts.csv", globalThis.file, document.body), () => globalThis.isDrawn);
        document.getElementById("chart").remove();
        globalThis.showTable();
    });
    return page;
}

async function grid(browser, site, file) {
    const page = await opened(browser, `${site.url}benches/pages/grid.html`);
    const rows = Papa.parse(file, { header: true, dynamicTyping: true, skipEmptyLines: true }).data;
    await page.evaluate((rows) => globalThis.showTable(rows), rows);
    return page;
}

/** The median frame of scrolling on by fifty rows, until other rows stand there. */
async function scrolled({ scroller, first }) {
    const box = [...document.querySelectorAll(scroller)].find((box) => box.scrollHeight > box.clientHeight + 1000);
    const names = () => [...document.querySelectorAll(first.replace("[row-index='0'] ", " "))].map((cell) => cell.textContent).join("\n");
    const times = [];
    for (let step = 0; step < 12; step += 1) {
        const before = names();
        const took = await until(() => { box.scrollTop += 1650; }, () => names() !== before);
        if (step > 1) times.push(took);
    }
    box.scrollTop = 0;
    await painted();
    await new Promise((done) => setTimeout(done, 300));
    return times.sort((one, other) => one - other)[5];
}

/** From the Enter that keeps a text until the cell shows it. */
async function written({ cell, text }) {
    const key = (key, keyCode) => new KeyboardEvent("keydown", { key, code: key, keyCode, bubbles: true, cancelable: true });
    const target = () => document.querySelector(cell);
    for (const type of ["pointerdown", "mousedown", "mouseup", "click"]) {
        target().dispatchEvent(new PointerEvent(type, { pointerType: "mouse", bubbles: true, cancelable: true }));
    }
    target().focus();
    target().dispatchEvent(key("F2", 113));
    await paintedWhen(() => target().querySelector("input"));
    const input = target().querySelector("input");
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const took = await until(() => input.dispatchEvent(key("Enter", 13)), () => !target().querySelector("input") && target().textContent.trim() === text);
    await new Promise((done) => setTimeout(done, 1200));
    return took;
}

// The whole job: a dropped file of 100,000 accounts becomes a map, the map is zoomed, the table sorted.

import { TABLES, bigFile, bringIn, median, opened } from "./contestants.js";

export const title = "whole job of 100,000 rows";
const PEER = "PapaParse + ECharts + TanStack";
const PARTS = { "drop a file → map": 3, "wheel-zoom frame": 5, "sort the table": 5 };

export async function measure({ browser, site, rounds = 5 }) {
    const file = bigFile();
    const times = { ours: [], [PEER]: [] };
    for (let round = 0; round < rounds; round += 1) {
        times.ours.push(await oursOnce(browser, site, file));
        times[PEER].push(await peerOnce(browser, site, file));
    }
    return Object.entries(PARTS).map(([part, budget], index) => ({
        title: `${title}: ${part}`,
        budgets: { [PEER]: budget },
        results: Object.fromEntries(Object.entries(times).map(([who, rounds]) => [who, { milliseconds: median(rounds.map((parts) => parts[index])) }])),
    }));
}

async function oursOnce(browser, site, file) {
    const page = await opened(browser, `${site.url}dist/#map`, file);
    await page.locator("#map-x").selectOption({ label: "Retention" });
    const whole = await page.evaluate(bringIn);
    await page.locator(".save-sign[data-state=saved]").waitFor();
    const zoom = await page.evaluate(wheel, "#map-stage");
    await page.evaluate(() => { location.hash = "#accounts"; });
    await page.locator(TABLES.ours.first).first().waitFor();
    const sort = await page.evaluate(sorted, TABLES.ours);
    await page.context().close();
    return [whole, zoom, sort];
}

async function peerOnce(browser, site, file) {
    const page = await opened(browser, `${site.url}benches/pages/usual.html`, file);
    const whole = await page.evaluate(() => until(() => dropText("accounts.csv", globalThis.file, document.body), () => globalThis.isDrawn));
    const zoom = await page.evaluate(wheel, "#chart canvas");
    await page.evaluate(() => globalThis.showTable());
    const sort = await page.evaluate(sorted, TABLES["TanStack virtual"]);
    await page.context().close();
    return [whole, zoom, sort];
}

/** The median frame of turning the wheel over the map; fails where a frame leaves the picture as it was. */
async function wheel(selector) {
    const target = document.querySelector(selector);
    const box = target.getBoundingClientRect();
    const place = { clientX: box.left + box.width * 0.55, clientY: box.top + box.height * 0.5, bubbles: true, cancelable: true };
    const times = [];
    for (let turn = 0; turn < 9; turn += 1) {
        const before = turn === 1 ? pictureSum() : undefined;
        const took = await frameOf(() => target.dispatchEvent(new WheelEvent("wheel", { deltaY: turn % 2 ? 120 : -120, ...place })));
        if (turn === 1 && pictureSum() === before) throw new Error("the wheel changed nothing");
        if (turn > 1) times.push(took);
    }
    return times.sort((one, other) => one - other)[3];
}

/** The median time from a click on a header until other rows stand there. */
async function sorted({ header, first }) {
    const names = () => [...document.querySelectorAll(first)].slice(0, 8).map((cell) => cell.textContent).join("\n");
    const times = [];
    for (let click = 0; click < 5; click += 1) {
        const before = names();
        const took = await until(() => document.querySelector(header).click(), () => names() !== before);
        if (click > 0) times.push(took);
    }
    return times.sort((one, other) => one - other)[2];
}

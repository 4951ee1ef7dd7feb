// Every lens on the sample and on an order log of 793 customers: a picture or an honest sentence, the four views, the
// strings of the accounts table, accessibility, PNG and SVG, and paper. One table, one story per lens and portfolio.

import assert from "node:assert/strict";
import { checkAccessibility, choose, downloaded, fixture, story } from "./harness.js";

const THIN = "[\\u00a0\\u202f ]";
const text = (words) => new RegExp(words.replaceAll(" %", `${THIN}%`));

/**
 * `address` and `title` of each lens; `isMap` where it is a scatter plot. `same`: columns of its table that hold a measure,
 * as `[header, header in the accounts table]`, by portfolio where they differ. `says`: what its text must say, by portfolio. `empty`: what stands there
 * where the order log knows nothing of it. `lists`: what it lists below its picture and prints.
 */
const LENSES = [
    { address: "#map", title: "Value Map", isMap: true, same: "Total value", empty: { superstore: /No account has a known value they receive/ } },
    { address: "#3ps", title: "3Ps", same: [["Payoff", "Payoff"]] },
    { address: "#economic", title: "Economic × Relationship", isMap: true, same: "Current value", lists: ["Four roles beside buying", "Reference accounts"] },
    { address: "#growth", title: "Current × Potential", isMap: true, same: "Current value", lists: ["What the levers could add", "Most valuable"] },
    { address: "#loyalty", title: "Loyalty", isMap: true, empty: { superstore: /nobody was asked/ } },
    { address: "#dimensions", title: "Length, breadth, depth", same: [["Length", "Length"], ["Depth", "Depth"]] },
    {
        address: "#profitability", title: "Profitability", same: [["Revenue", "Revenue"]],
        says: { superstore: [text("124\\.9 % at 80\\.5 % of the accounts"), /155 of them lose/, /20 of these are among the 159 largest by revenue/] },
    },
    { address: "#capital", title: "Relationship capital", same: [["Exchange balance", "Exchange balance"]], empty: { superstore: /Nothing beside sales is recorded/ }, lists: ["Missed exchanges"] },
    { address: "#network", title: "Network", same: [], empty: { superstore: /Nothing recorded says who brought/ }, lists: ["Brokers"] },
    { address: "#segments", title: "Segments", same: [], empty: { superstore: /Too few accounts have all of these measures/ } },
    { address: "#audit", title: "Metric audit", same: { sample: [["Revenue", "Revenue"]], superstore: [["Revenue so far", "Revenue so far"]] }, says: { superstore: [/155 accounts lose/] }, lists: ["Big but losing"] },
    { address: "#objectives", title: "Objectives", same: { sample: [["Revenue", "Revenue"]], superstore: [["Revenue so far", "Revenue so far"]] }, says: { sample: [/^Ranked by your objectives instead of revenue/] }, lists: ["Who moves, and a strategy for each"] },
    { address: "#risk", title: "Risk and concentration", same: [["Current value", "Current value"]], says: { sample: [text("the largest fifth have [\\d.]+ %")] } },
    { address: "#progress", title: "Progress", same: [], says: { sample: [/End of 2025/] }, empty: { superstore: /There is no snapshot yet/ } },
];

const form = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });

/** How many different colours a canvas shows on a coarse grid: a blank one shows one. */
const colours = (canvas) => canvas.evaluate((canvas) => {
    const { width, height } = canvas;
    const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const seen = new Set();
    for (let at = 0; at < pixels.length; at += 4 * 7) seen.add(pixels.slice(at, at + 4).join());
    return seen.size;
});

/** The cells of a column of the first table that has it, with the name of each line's account. */
const column = (page, header) => page.evaluate((header) => {
    for (const table of document.querySelectorAll("main table")) {
        const heads = [...table.querySelectorAll("thead th")].map((head) => head.innerText.trim());
        const place = heads.indexOf(header);
        if (place <= 0) continue;
        const lines = [...table.querySelectorAll("tbody tr")].filter((line) => line.querySelector("th a, th button"));
        const found = lines.map((line) => {
            const cell = line.querySelectorAll("th, td")[place];
            return { name: line.querySelector("th a, th button").innerText.trim(), said: (cell.firstChild ?? cell).textContent.trim() };
        });
        if (found.length > 0) return found.filter(({ said }) => /\d/.test(said)).slice(0, 3);
    }
    return [];
}, header);

/** What the accounts table says of a measure of an account, without the sign of an estimate. */
async function inAccounts(page, name, measure) {
    await page.evaluate(() => { location.hash = "#accounts"; });
    const head = page.getByRole("columnheader", { name: new RegExp(`^${measure}`) }).first();
    await page.getByLabel("Search accounts").fill(name);
    if ((await head.count()) === 0) {
        await page.getByRole("button", { name: "Columns" }).click();
        await page.getByRole("dialog").getByRole("checkbox", { name: measure, exact: true }).check();
        await page.keyboard.press("Escape");
    }
    await page.getByRole("row").filter({ hasText: name }).nth(0).waitFor();
    await head.waitFor();
    const place = await head.getAttribute("aria-colindex");
    const row = page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) }).first();
    const said = await row.locator(`[aria-colindex="${place}"]`).innerText();
    await page.getByLabel("Search accounts").fill("");
    return said.replace("≈", "").trim();
}

async function importSuperstore(page) {
    await choose(page, fixture("data/superstore_orders.csv"));
    await page.getByRole("button", { name: "Import 793 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
}

/** The pictures, or the sentence that stands in their place. */
async function pictures(page, lens, portfolio) {
    const empty = lens.empty?.[portfolio];
    if (empty) {
        const notice = page.locator(".map-notice, .lens-finding").filter({ visible: true }).first();
        await notice.waitFor();
        assert.match(await notice.innerText(), empty);
        return [];
    }
    const stages = page.locator(lens.isMap ? "#map-stage" : ".plate-stage");
    await stages.first().waitFor();
    await page.waitForTimeout(400);
    const all = await stages.all();
    for (const stage of all) {
        const found = await colours(stage.locator("canvas").first());
        assert.ok(found > 2, `a picture of ${lens.title} is blank: ${found} colours`);
    }
    return all;
}

async function views(page, lens, portfolio) {
    const isEmpty = Boolean(lens.empty?.[portfolio]);
    await form(page, "Text").click();
    const words = await page.locator(".map-text").innerText();
    assert.ok(words.trim().length > 20, `${lens.title} says: ${words}`);
    for (const said of lens.says?.[portfolio] ?? []) assert.match(words, said);
    await form(page, "Method").click();
    await page.locator(".map-text a, .map-method a").first().waitFor();
    await form(page, "Table").click();
    if (!isEmpty) await page.locator("main table tbody tr").first().waitFor();
}

/** Figures of the lens beside the accounts table's. */
async function sameStrings(page, lens, portfolio) {
    const same = lens.same?.[portfolio] ?? lens.same ?? [];
    const asked = typeof same === "string" ? [[same, same]] : same;
    const found = [];
    for (const [header, measure] of asked) {
        const lines = lens.isMap ? await mapColumn(page, header) : await column(page, header);
        assert.ok(lines.length > 0, `${lens.title} has a column ${header}`);
        found.push(...lines.map((line) => ({ ...line, measure })));
    }
    for (const { name, said, measure } of found.slice(0, 4)) {
        assert.equal(said, await inAccounts(page, name, measure), `${lens.title}, ${name}, ${measure}`);
    }
}

/** The same of the table of a map, whose headers carry what the axis is. */
const mapColumn = (page, header) => page.evaluate((header) => {
    const table = document.querySelector("main .map-table table, main [aria-label='The map as a table'] table, main table");
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.innerText.trim());
    const place = heads.findIndex((head) => head.startsWith(header));
    const lines = [...table.querySelectorAll("tbody tr")].map((line) => {
        const cell = line.querySelectorAll("th, td")[place];
        return { name: line.querySelector("button, a").innerText.trim(), said: cell.firstChild.textContent.trim() };
    });
    return lines.filter(({ said }) => /\d/.test(said)).slice(0, 2);
}, header);

async function leaves(page, lens) {
    if (lens.isMap) {
        await page.getByRole("button", { name: "Take out" }).click();
        const dialog = page.getByRole("dialog");
        const svg = await downloaded(page, () => dialog.getByRole("button", { name: "SVG" }).first().click());
        assert.match(svg.bytes.toString(), /<svg[\s\S]+<(circle|path|rect|polygon|polyline)/);
        await page.keyboard.press("Escape");
        return;
    }
    for (const figure of await page.locator("figure.plate").all()) {
        await figure.getByText("Save picture").click();
        const svg = await downloaded(page, () => figure.getByRole("button", { name: "SVG" }).click());
        assert.match(svg.bytes.toString(), /<svg[\s\S]+<(circle|path|rect|polygon|polyline|line)/);
        const png = await downloaded(page, () => figure.getByRole("button", { name: "PNG 1×" }).click());
        assert.equal(png.bytes.readUInt32BE(16), 1200, "as wide as every picture");
        await figure.getByText("Save picture").click();
    }
}

/** On paper: every picture as vectors, and what the lens lists. */
async function prints(page, lens, n_pictures) {
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const drawn = page.locator(lens.isMap ? ".print-view > svg" : ".plate-paper > svg");
    assert.equal(await drawn.count(), lens.isMap ? 1 : n_pictures, "every picture is on paper");
    for (const svg of await drawn.all()) assert.ok(await svg.isVisible());
    const paper = page.locator(lens.isMap ? ".print-view" : "main");
    for (const words of lens.lists ?? []) assert.ok(await paper.getByText(words).first().isVisible(), `${words} is on paper`);
    assert.ok(!(await page.locator("main .plate-stage, main #map-stage").first().isVisible()), "no canvas on paper");
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
}

for (const lens of LENSES) {
    for (const portfolio of ["sample", "superstore"]) {
        story(`${lens.title}, ${portfolio}`, async ({ open, page, shoot }) => {
            await open(portfolio === "sample" ? lens.address : "#import");
            if (portfolio === "superstore") await importSuperstore(page);
            await page.evaluate((address) => { location.hash = address; }, lens.address);
            await page.getByRole("heading", { level: 1, name: lens.title }).waitFor();
            const shown = await pictures(page, lens, portfolio);
            await shoot(`every-lens-${portfolio}-${lens.address.slice(1)}`);
            await checkAccessibility(page);
            await page.emulateMedia({ colorScheme: "light" });
            if (shown.length > 0) {
                await leaves(page, lens);
                await prints(page, lens, shown.length);
            }
            await views(page, lens, portfolio);
            if (shown.length > 0) await sameStrings(page, lens, portfolio);
        }, { viewport: { width: 3200, height: 1000 }, timeout: 120_000 });
    }
}

// The model desk: the published fits driven from the published files, to the printed digits.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkAccessibility, fixture, story } from "./harness.js";

const data = (name) => fixture(join("data", name));

async function bringIn(page, file, n) {
    await page.getByLabel("Files to bring in").setInputFiles(data(file));
    await page.getByRole("button", { name: `Import ${n} account` }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
}

async function fit(page, model, pasted) {
    await page.locator("#desk-model").selectOption(model);
    if (pasted !== undefined) {
        const table = page.getByLabel("Pasted table");
        if (!(await table.isVisible())) await page.getByText("Other data than this portfolio").click();
        await table.fill(pasted);
        await table.blur();
    }
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await page.locator("#found").waitFor({ timeout: 60_000 });
}

/** Values of a table of parameters by their letters. */
async function parameters(page, caption) {
    const rows = page.getByRole("table", { name: caption, exact: true }).locator("tbody tr");
    return rows.evaluateAll((all) =>
        Object.fromEntries(all.map((row) => [row.cells[0].firstChild.textContent, row.cells[1].textContent])),
    );
}

async function fact(page, label) {
    return page.locator("#found .desk-facts div", { has: page.getByText(label, { exact: true }) }).first().locator("dd").textContent();
}

story("the CDNOW summary gives BG/NBD, Pareto/NBD and Gamma-Gamma to the printed digits", async ({ open, page, shoot }) => {
    await open("#import");
    await bringIn(page, "lifetimes_cdnow_summary.csv", "2,357");
    await open("#models");
    await fit(page, "bg_nbd");
    assert.deepEqual(await parameters(page, "Parameters"), { r: "0.243", α: "4.414", a: "0.793", b: "2.426" });
    assert.equal(await fact(page, "Log-likelihood"), "−9,582.4");
    assert.equal(await fact(page, "NBD, without dropout"), "−9,763.7");
    const spend = await parameters(page, "Parameters of Gamma-Gamma");
    assert.deepEqual(spend, { p: "6.249", q: "3.745", γ: "15.448" });
    await shoot("models-summary");
    await fit(page, "pareto_nbd");
    await page.getByRole("heading", { name: /^Pareto\/NBD on accounts/ }).waitFor();
    assert.deepEqual(await parameters(page, "Parameters"), { r: "0.553", α: "10.578", s: "0.606", β: "11.668" });
    assert.equal(await fact(page, "Log-likelihood"), "−9,595.0");
}, { timeout: 180_000 });

story("the CDNOW log foresees its second half as published, and applying it reaches every account", async ({ open, page, shoot }) => {
    await open("#import");
    await bringIn(page, "cdnow_sample.txt", "2,357");
    await open("#models");
    await fit(page, "bg_nbd");
    const half = await parameters(page, "Fitted to the first half");
    assert.deepEqual([half.r, half.α], ["0.243", "4.414"]);
    assert.equal(await fact(page, "Correlation over accounts"), "0.626");
    assert.match(await fact(page, "Those who had bought once (zero class)"), /1,411 accounts, 0\.225 .*0\.237 actual/);
    await checkAccessibility(page);
    await shoot("models-log");
    await page.setViewportSize({ width: 360, height: 800 });
    const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(content <= room, `${content} pixels of content in ${room}`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Apply BG/NBD and Gamma-Gamma" }).click();
    await page.getByText(/^Repeat orders: BG\/NBD/).waitFor();

    // Whether they are still there and what they will buy are numbers like any other.
    const at = (fragment) => page.goto(`${page.url().split("#")[0]}${fragment}`);
    await at("#map");
    await page.locator("#map-x").selectOption("still_there");
    await page.locator("#map-y").selectOption("expected_purchases");
    await shoot("models-map");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText(/Still a customer/).last().waitFor();
    await at("#accounts");
    await page.locator("[role=grid] a[href^='#account/']").first().click();
    const line = (label) => page.locator(".figure", { has: page.getByText(label, { exact: true }) }).first();
    await line("Still a customer").getByRole("button").first().click();
    const why = page.getByRole("dialog");
    await why.getByText("P(alive | x, t_x, T) of the applied model").waitFor();
    await why.getByText(/^The applied BG\/NBD speaks/).waitFor();
    await shoot("models-account");
    await page.keyboard.press("Escape");
    assert.match(await line("Expected purchases").innerText(), /\d/);
    await at("#models");
    await page.getByRole("banner").getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByText("No fit is applied").waitFor();
}, { timeout: 180_000 });

story("donors by pattern give BG/BB and a pasted series gives sBG", async ({ open, page, shoot }) => {
    await open("#models");
    await fit(page, "bg_bb", readFileSync(data("lifetimes_donations.csv"), "utf8"));
    assert.deepEqual(await parameters(page, "Parameters"), { α: "1.204", β: "0.750", γ: "0.657", δ: "2.783" });
    assert.equal(await fact(page, "Log-likelihood"), "−33,225.6");
    await shoot("models-donors");
    await fit(page, "sbg", "1000, 631, 468, 382, 326");
    await page.getByRole("heading", { name: /^sBG on a pasted table/ }).waitFor();
    assert.deepEqual(await parameters(page, "Parameters"), { α: "0.764", β: "1.296" });
    await page.locator("#desk-model").selectOption("bg_nbd");
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await page.getByRole("alert").getByText("choose the sBG").waitFor();
}, { timeout: 120_000 });

story("a fit can be cancelled", async ({ open, page }) => {
    await open("#import");
    await bringIn(page, "cdnow_sample.txt", "2,357");
    await open("#models");
    await page.locator("#desk-model").selectOption("pareto_nbd");
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("button", { name: "Fit", exact: true }).waitFor();
    assert.equal(await page.locator("#found").count(), 0);
}, { timeout: 120_000 });

/** The longest time the page took to answer, in milliseconds, while `work` was under way. */
async function longestGap(page, work) {
    await page.evaluate(() => {
        window.longest = 0;
        let before = performance.now();
        const look = (now) => {
            window.longest = Math.max(window.longest, now - before);
            before = now;
            window.looking = requestAnimationFrame(look);
        };
        window.looking = requestAnimationFrame(look);
    });
    await work();
    return page.evaluate(() => (cancelAnimationFrame(window.looking), window.longest));
}

story("2,357 fitted accounts are drawn a thousand times beside the page, and stop when asked", async ({ open, page, shoot }) => {
    await open("#import");
    await bringIn(page, "cdnow_sample.txt", "2,357");
    const at = (fragment) => page.goto(`${page.url().split("#")[0]}${fragment}`);
    await at("#assumptions");
    await page.getByLabel("Gross margin where none is known").fill("30 %");
    await page.getByLabel("Gross margin where none is known").press("Tab");
    await at("#models");
    await page.getByText(/^Proposed: BG\/NBD, because 2,357 accounts have dated orders and [\d,]+ came back\.$/).waitFor();
    await fit(page, "bg_nbd");
    await page.getByRole("button", { name: "Apply BG/NBD and Gamma-Gamma" }).click();
    await page.getByText(/^Repeat orders: BG\/NBD/).waitFor();
    await at("#map");
    await page.locator("#map-x").selectOption("still_there");
    await page.locator("#map-y").selectOption("current_value");
    await at("#robustness");
    const draw = page.getByRole("button", { name: "Draw", exact: true });
    const bar = page.getByRole("progressbar", { name: "Drawing" });
    await draw.click();
    await page.waitForFunction(() => document.querySelector("progress")?.value > 0, null, { timeout: 60_000 });
    await page.getByRole("button", { name: "Stop drawing" }).click();
    await bar.waitFor({ state: "detached" });
    const started = Date.now();
    const gap = await longestGap(page, async () => {
        await draw.click();
        await page.getByText(/^1,000 draws of [\d,]+ uncertain inputs, seed 1;/).waitFor({ timeout: 600_000 });
    });
    console.log(`1,000 draws of 2,357 fitted accounts: ${((Date.now() - started) / 1000).toFixed(1)} s; longest pause of the page ${gap.toFixed(0)} ms`);
    await shoot("draws-2357");
    await at("#map");
    await page.getByText("Whiskers: where 90 % of the draws lie").waitFor();
    await shoot("map-drawn-2357");
}, { timeout: 900_000 });

// Screens over a large portfolio: what takes long is worked out in slices while the page answers.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { largeSheet, shotPath, story, visit } from "./harness.js";

const N_ACCOUNTS = 20_000;
const TIMES = { timeout: 90_000 };

/** Screens by their name in the navigation, each with what stands there once it is worked out. */
const SCREENS = [
    ["Metric audit", (page) => page.getByText("20,000 accounts ranked by revenue and by contribution.")],
    ["Profitability", (page) => page.getByText("Of 20,000 accounts whose contribution is known")],
    ["Risk and concentration", (page) => page.getByText("Of the revenue of 20,000 accounts the largest fifth have")],
    ["3Ps", (page) => page.getByText("Of 20,000 accounts")],
    ["Length, breadth, depth", (page) => page.getByRole("heading", { name: "Who comes first" })],
    ["Segments", (page) => page.getByRole("heading", { name: "How they are made" })],
    ["Decisions", (page) => page.getByText(/^[\d,]+ of [\d,]+ proposals, those about most first/)],
    ["Inbox", (page) => page.getByText(/^\d+ things? (is|are) waiting|^Nothing is waiting/)],
    ["Nurture calendar", (page) => page.getByRole("heading", { name: /^Whom to speak to: \d+/ })],
    ["IDIC", (page) => page.getByText("20,000 of 20,000 have not been heard anywhere within 365 days.")],
    ["Exchanges", (page) => page.getByText("20000 of 20000 have never been heard.")],
    ["What they value", (page) => page.getByRole("heading", { name: "Who needs whom" })],
];

async function bringIn(page) {
    await page.getByLabel("Files to bring in").setInputFiles(largeSheet("large.csv", N_ACCOUNTS));
    await page.getByRole("button", { name: "Import 20,000 accounts" }).click(TIMES);
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor(TIMES);
}

story("every screen of a large portfolio opens while the page answers", async ({ open, page }) => {
    await page.addInitScript(() => {
        window.longTasks = [];
        const note = (list) => list.getEntries().forEach((entry) => window.longTasks.push(Math.round(entry.duration)));
        new PerformanceObserver(note).observe({ type: "longtask" });
    });
    await open("#import");
    await bringIn(page);
    const recorded = {};
    for (const [name, sign] of SCREENS) {
        await page.evaluate(() => (window.longTasks.length = 0));
        await visit(page, name);
        await sign(page).first().waitFor(TIMES);
        recorded[name] = await page.evaluate(() => [...window.longTasks].sort((a, b) => b - a).slice(0, 5));
    }
    writeFileSync(shotPath("large-long-tasks").replace(/png$/, "json"), JSON.stringify(recorded, null, 1));
    assert.equal(Object.keys(recorded).length, SCREENS.length);
}, { timeout: 400_000 });

story("a screen that is still being worked out can be left and come back to", async ({ open, page }) => {
    await open("#import");
    await bringIn(page);
    await visit(page, "Metric audit");
    await page.getByRole("heading", { level: 1, name: "Metric audit" }).waitFor();
    await visit(page, "Inbox");
    await SCREENS.find(([name]) => name === "Inbox")[1](page).first().waitFor(TIMES);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Inbox");
    await visit(page, "Metric audit");
    await SCREENS[0][1](page).first().waitFor(TIMES);
    await page.getByLabel("Ranked today by").selectOption({ label: "Gross margin" });
    await page.getByText("20,000 accounts ranked by gross margin and by contribution.").first().waitFor(TIMES);
}, { timeout: 300_000 });

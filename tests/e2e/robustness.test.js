// How far it could go and how sure it is: levers with their ceilings, draws in the worker, tornado, what to find out.

import assert from "node:assert/strict";
import { checkAccessibility, story } from "./harness.js";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function account(page, letters, name) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find an account or a command" }).fill(letters);
    await page.getByRole("option", { name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
}

const region = (page, name) => page.getByRole("region", { name, exact: true });
const drawn = (page) => page.getByText(/^1,000 draws of \d+ uncertain inputs, seed 1;/).first();
const money = (text) => Number(text.replace(/[^\d-]/g, ""));

story("levers say how far they reach and where that comes from; a stated ceiling changes the gap and is undone", async ({ open, page, shoot }) => {
    await open();
    await account(page, "hestrel", "Hestrel Robotics");
    const could = region(page, "What it could become");
    const figure = async (name) => money(await could.getByRole("button", { name: new RegExp(`^${name}:`) }).first().innerText());
    const parts = async () => {
        let sum = 0;
        for (const name of ["retention", "share of wallet", "breadth", "price and margin", "cost to serve"]) {
            const text = await could.getByRole("button", { name: new RegExp(`^Gap: ${name}:`) }).innerText();
            sum += text === "–" ? 0 : money(text);
        }
        return sum;
    };
    const before = await figure("Gap to potential");
    assert.ok(Math.abs((await figure("Potential value")) - (await figure("Current value")) - before) <= 1);
    assert.ok(Math.abs((await parts()) - before) <= 3, `${await parts()} is not ${before}`);
    await could.getByText(/best tenth of/).first().waitFor();

    const ceiling = could.getByLabel("Attainable retention");
    await ceiling.fill("99 %");
    await ceiling.press("Tab");
    await could.getByText("stated with the account").waitFor();
    const after = await figure("Gap to potential");
    assert.ok(after > before, `${after} is more than ${before}`);
    assert.ok(Math.abs((await parts()) - after) <= 3);
    await shoot("potential");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    assert.equal(await figure("Gap to potential"), before);

    await page.goto(`${page.url().split("#")[0]}#assumptions`);
    await page.getByRole("button", { name: "+ Ceilings of a segment" }).click();
    const form = page.getByRole("dialog", { name: "Ceilings of a segment" });
    await form.getByLabel("Segment", { exact: true }).fill("Machine building");
    await form.getByLabel("Retention", { exact: true }).fill("98 %");
    await form.getByRole("button", { name: "Keep" }).click();
    await account(page, "hestrel", "Hestrel Robotics");
    await could.getByText("stated for segment Machine building").waitFor();
});

story("draws run beside the page: zones, tornado and what to find out first are there", async ({ open, page, shoot }) => {
    await open();
    await account(page, "hestrel", "Hestrel Robotics");
    const sure = region(page, "How sure this is");
    await drawn(sure).waitFor();
    await sure.getByText(/^In .* of 1,000 draws of what is uncertain it is /).waitFor();
    await sure.getByText(/weightings around the stated ones and in .* of any\.$/).waitFor();
    await sure.locator(".tornado canvas").waitFor();
    await sure.getByText("In words").click();
    const lines = sure.locator(".tornado-words li");
    assert.ok((await lines.count()) >= 2, "several inputs move it");
    await lines.first().getByText(/total value from .* to /).waitFor();
    await sure.getByLabel("Number", { exact: true }).selectOption({ label: "Current value" });
    await sure.locator(".tornado-words:not([open])").waitFor();
    await sure.getByText("In words").click();
    await lines.first().getByText(/current value from .* to /).waitFor();
    await sure.getByRole("heading", { name: "Find this out first" }).waitFor();
    await shoot("certainty");
    await checkAccessibility(page);

    await page.goto(`${page.url().split("#")[0]}#robustness`);
    await page.getByRole("heading", { level: 1, name: "Robustness" }).waitFor();
    await drawn(page).waitFor();
    const rows = page.locator(".firmness tbody tr");
    assert.ok((await rows.count()) > 20);
    await shoot("robustness");
    await checkAccessibility(page);
    const first = await page.locator(".firmness tbody").innerText();
    await page.getByLabel("Seed").fill("2");
    await page.getByLabel("Seed").press("Tab");
    await page.getByText(/^1,000 draws of \d+ uncertain inputs, seed 2;/).waitFor();
    assert.notEqual(await page.locator(".firmness tbody").innerText(), first);
    await page.getByLabel("Seed").fill("1");
    await page.getByLabel("Seed").press("Tab");
    await drawn(page).waitFor();
    assert.equal(await page.locator(".firmness tbody").innerText(), first, "the same seed gives the same draws");
});

story("drawing shows how far it is and stops when asked; the map says how firmly an account stands", async ({ open, page, shoot }) => {
    await open("#robustness");
    await drawn(page).waitFor();
    await page.getByLabel("Draws", { exact: true }).fill("10000");
    await page.getByLabel("Draws", { exact: true }).press("Tab");
    const bar = page.getByRole("progressbar", { name: "Drawing" });
    await bar.waitFor();
    await page.waitForFunction(() => document.querySelector("progress")?.value > 0);
    await page.getByRole("button", { name: "Stop drawing" }).click();
    await page.getByText("Stopped: nothing was drawn.").waitFor();
    await bar.waitFor({ state: "detached" });
    await page.getByLabel("Draws", { exact: true }).fill("200");
    await page.getByLabel("Draws", { exact: true }).press("Tab");
    await page.getByRole("button", { name: "Draw", exact: true }).click();
    await page.getByText(/^200 draws of/).waitFor();

    await page.goto(`${page.url().split("#")[0]}#map`);
    await page.locator("#map-stage").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    const why = region(page, "Why is it here?");
    await why.getByText(/^In .* of 200 draws of what is uncertain it is /).waitFor();
    await shoot("why-firm");
});

story("on a phone nothing of it runs over the edge", async ({ open, page, shoot }) => {
    await open("#robustness");
    await drawn(page).waitFor();
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await over(), 0);
    await shoot("robustness-phone");
    await page.locator(".firmness a").first().click();
    await region(page, "How sure this is").locator(".tornado canvas, .hint").first().waitFor();
    assert.equal(await over(), 0);
    await shoot("certainty-phone");
}, PHONE);

story("drawn intervals take the place of the others wherever a number has one, until the portfolio changes", async ({ open, page, shoot }) => {
    await open();
    const at = (fragment) => page.goto(`${page.url().split("#")[0]}${fragment}`);
    const legend = page.getByText(/^Whiskers: /);
    assert.equal(await legend.innerText(), "Whiskers: where the value plausibly lies");
    await at("#robustness");
    await drawn(page).waitFor();
    await at("#map");
    await page.getByText("Whiskers: where 90 % of the draws lie").waitFor();
    await shoot("whiskers-drawn");
    await at("#accounts");
    const cells = page.locator("[role=grid] [title*='of draws']");
    await cells.first().waitFor();
    assert.match(await cells.first().getAttribute("title"), / to .* in 90.% of draws, /);
    // Another discount rate is another portfolio: what was drawn says nothing of it any more.
    await at("#assumptions");
    await page.getByLabel("Discount rate per year").fill("12 %");
    await page.getByLabel("Discount rate per year").press("Tab");
    await at("#accounts");
    await page.locator("[role=grid] [title$='estimated']").first().waitFor();
    assert.equal(await cells.count(), 0);
    await at("#map");
    await page.getByText("Whiskers: where the value plausibly lies").waitFor();
});

story("payments of a year may count from its start or its middle, and undo takes it back", async ({ open, page, shoot }) => {
    await open();
    await account(page, "hestrel", "Hestrel Robotics");
    const value = async () => money(await page.locator(".figure", { has: page.getByText("Current value", { exact: true }) }).first().getByRole("button").innerText());
    const late = await value();
    const at = (fragment) => page.goto(`${page.url().split("#")[0]}${fragment}`);
    const here = new URL(page.url()).hash;
    await at("#assumptions");
    await page.getByLabel("Its start, as paid in advance").check();
    await shoot("timing");
    await checkAccessibility(page);
    await at(here);
    await page.getByRole("heading", { level: 1, name: "Hestrel Robotics" }).waitFor();
    assert.ok(Math.abs((await value()) - 1.1 * late) <= 2, `${await value()} is 1.1 times ${late}`);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    assert.equal(await value(), late);
});

story("weights decide who comes first, and how firmly is said beside the scores", async ({ open, page, shoot }) => {
    await open("#dimensions");
    await drawn(page).waitFor();
    const shares = page.locator(".priority .ranked");
    await shares.first().getByText(/\d.% · .*\d.%/).waitFor();
    await shoot("priority-firm");
    await page.goto(`${page.url().split("#")[0]}#3ps`);
    await page.locator(".scores .ranked").first().getByText(/\d.% · .*\d.%/).waitFor();
    await shoot("three-ps-firm");
    await checkAccessibility(page);
});

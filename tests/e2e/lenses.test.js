// The frame every lens stands in, on the Profitability lens: four views, one filter, pictures that answer.

import assert from "node:assert/strict";
import { checkAccessibility, choose, downloaded, dropSnapshots, fixture, story, visit } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const stage = (page) => page.getByRole("application", { name: "Whale curve" });
const said = (page) => page.locator(".plate [role=status]").first();

story("the whale of the superstore peaks where it was published to", async ({ open, page, shoot }) => {
    await open("#import");
    await choose(page, fixture("data/superstore_orders.csv"));
    await page.getByRole("button", { name: "Import 793 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
    await visit(page, "Profitability");
    await stage(page).waitFor();
    await shoot("profitability-superstore");
    await view(page, "Text").click();
    const text = await page.locator(".map-text").innerText();
    assert.match(text, /124\.9\s% at 80\.5\s% of the accounts/);
    assert.match(text, /155 of them lose/);
    assert.match(text, /20 of these are among the 159 largest by revenue/);
});

story("a lens is walked by keyboard, spoken, selected and opened", async ({ open, page }) => {
    await open("#profitability");
    await stage(page).waitFor();
    await stage(page).focus();
    await page.keyboard.press("Home");
    const first = await said(page).innerText();
    assert.match(first, /Contribution: .+ 1 of \d+\.$/);
    await page.keyboard.press("]");
    assert.match(await said(page).innerText(), / 2 of \d+\.$/);
    await page.keyboard.press(" ");
    assert.match(await said(page).innerText(), / Selected\. 2 of \d+\.$/);
    const name = (await said(page).innerText()).split(".")[0];
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
});

story("table, text and method stand beside the picture, and say what the accounts table says", async ({ open, page }) => {
    await open("#profitability");
    await view(page, "Table").click();
    const line = page.locator(".lens-table tbody tr").first();
    const name = await line.locator("th").innerText();
    const relationship = await line.locator("td").nth(4).innerText();
    await view(page, "Method").click();
    await page.getByText("Kaplan, R. S.").waitFor();
    await checkAccessibility(page);
    await visit(page, "Accounts");
    await page.getByLabel("Search accounts").fill(name);
    await page.getByRole("gridcell").filter({ hasText: relationship }).first().waitFor();
});

story("one filter holds on every lens and on the map", async ({ open, page }) => {
    await open("#profitability");
    await stage(page).waitFor();
    await checkAccessibility(page);
    const bar = page.getByRole("group", { name: "Accounts shown" });
    await bar.getByLabel("Kind").selectOption({ index: 1 });
    const count = await bar.locator(".lens-count").innerText();
    assert.match(count, /^\d+ of \d+ accounts$/);
    await visit(page, "Value Map");
    await page.getByRole("application", { name: `Value Map of ${count.split(" ")[0]} accounts` }).waitFor();
    await visit(page, "Profitability");
    await bar.getByRole("button", { name: "Show all" }).click();
    await visit(page, "Value Map");
    await page.getByRole("application", { name: `Value Map of ${count.split(" ")[2]} accounts` }).waitFor();
});

story("a picture is saved as PNG and SVG, holds nothing but what is seen, and prints", async ({ open, page }) => {
    await open("#profitability");
    await stage(page).waitFor();
    const figure = page.locator(".plate").filter({ has: stage(page) });
    await figure.getByText("Save picture").click();
    const svg = await downloaded(page, () => figure.getByRole("button", { name: "SVG" }).click());
    assert.match(svg.name, /-whale-curve-[\d-]+\.svg$/);
    assert.match(svg.bytes.toString(), /Peak: /);
    assert.doesNotMatch(svg.bytes.toString(), /both-sides/i);
    const png = await downloaded(page, () => figure.getByRole("button", { name: "PNG 1×" }).click());
    assert.equal(png.bytes.readUInt32BE(16), 1200, "as wide as every picture");
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await page.locator(".plate-paper svg").first().waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator(".plate-paper svg").count(), 0);
});

story("progress compares with a snapshot, says who moved, and selects them", async ({ open, page, shoot }) => {
    await open("#progress");
    await page.getByRole("application", { name: "Who moved" }).waitFor();
    await dropSnapshots(page);
    await visit(page, "Progress");
    await page.getByText("There is no snapshot yet").waitFor();
    await checkAccessibility(page);
    await page.getByRole("link", { name: "Take a snapshot" }).click();
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await visit(page, "Assumptions");
    await page.getByLabel("Discount rate per year").fill("5 %");
    await page.getByLabel("Discount rate per year").press("Tab");
    await visit(page, "Progress");
    const movers = page.getByRole("application", { name: "Who moved" });
    await movers.waitFor();
    await checkAccessibility(page);
    await shoot("progress");
    await movers.focus();
    await page.keyboard.press("Home");
    const spoken = page.locator(".plate").filter({ has: movers }).locator("[role=status]");
    assert.match(await spoken.innerText(), /Change \+/);
    const name = (await spoken.innerText()).split(".")[0];
    await page.keyboard.press(" ");
    await view(page, "Table").click();
    await page.locator(".lens-table tr.selected").getByRole("link", { name }).waitFor();
});

story("emphasis says where the next unit of money belongs, and emptied asks for what it needs", async ({ open, page, shoot }) => {
    await open("#emphasis");
    await page.getByText("On winning: €1,800 per prospect today, €5,053 at best: spend more.").waitFor();
    await shoot("emphasis-sample");
    for (const label of ["Spent per prospect today", "Prospects won at that", "Prospects won at most", "Spent per customer and year today", "Customers kept at most"]) {
        await page.getByLabel(label, { exact: true }).fill("");
        await page.getByLabel(label, { exact: true }).press("Tab");
    }
    await page.getByText("To say where the next unit of money belongs, state:").waitFor();
    assert.equal(await page.getByRole("application", { name: "Winning customers" }).count(), 0);
    for (const [label, text] of [
        ["Contribution of a customer per year", "50"],
        ["Spent per prospect today", "5"],
        ["Prospects won at that", "15.7388 %"],
        ["Prospects won at most", "40 %"],
        ["Spent per customer and year today", "10"],
        ["Customers kept at that", "27.5429 %"],
        ["Customers kept at most", "70 %"],
    ]) {
        await page.getByLabel(label, { exact: true }).fill(text);
        await page.getByLabel(label, { exact: true }).press("Tab");
    }
    await visit(page, "Assumptions");
    await page.getByLabel("Discount rate per year").fill("20 %");
    await page.getByLabel("Discount rate per year").press("Tab");
    await visit(page, "Emphasis");
    await page.getByRole("application", { name: "Winning customers" }).waitFor();
    await checkAccessibility(page);
    await shoot("emphasis");
    await view(page, "Table").click();
    const row = page.locator(".lens-table tbody tr").filter({ hasText: "One more customer won costs" });
    assert.match(await row.locator("td").last().innerText(), /54/);
});

story("criteria cards are put in play, weighed, and move the ranking at once; undo takes a drag back whole", async ({ open, page, shoot }) => {
    await open("#criteria");
    await page.getByText("No card is in play yet").waitFor();
    await checkAccessibility(page);
    await page.getByRole("button", { name: "Put every card in play" }).click();
    await page.getByRole("application", { name: "From revenue to the value as agreed" }).waitFor();
    const told = page.locator(".criteria-ranking [role=status]").first();
    const before = await told.innerText();
    assert.match(await page.locator(".lens-finding").innerText(), /^19 criteria count/);
    const weight = page.getByRole("slider", { name: "Weight of Revenue" });
    await weight.focus();
    for (const key of ["End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    assert.equal(await weight.inputValue(), "98");
    await page.waitForFunction((before) => document.querySelector(".criteria-ranking [role=status]").innerText !== before, before);
    await checkAccessibility(page);
    await shoot("criteria");
    await view(page, "Table").click();
    const first = await page.locator(".lens-table tbody tr").first().locator("td").nth(1).innerText();
    await visit(page, "Accounts");
    await page.getByRole("button", { name: "Columns" }).click();
    assert.match(first, /^\d+/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await visit(page, "Criteria");
    assert.equal(await weight.inputValue(), "10", "one step for the whole run");
});

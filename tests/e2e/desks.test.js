// The desks: the portfolio and its snapshots, the 3Ps, segments, length, breadth and depth, what they value.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const figure = (page, key) => page.locator(`[data-figure="${key}"]`);
const number = (text) => Number(text.replace(/[^\d.-]/g, ""));

story("every number of the portfolio opens to show how it came about", async ({ open, page, shoot }) => {
    await open("#portfolio");
    await page.getByRole("heading", { level: 1, name: "Portfolio" }).waitFor();
    for (const key of ["customer_equity", "whale", "herfindahl", "top_five", "repeat_share", "net_retention", "earned_growth"]) {
        const one = figure(page, key).first();
        assert.notEqual(await one.locator("strong").innerText(), "–", `${key} is known of the sample`);
        await one.locator("summary").click();
        await one.locator(".worked").waitFor();
        assert.match(await one.locator(".worked").innerText(), /=/, `${key} shows its numbers`);
    }
    await checkAccessibility(page);
    await shoot("portfolio");
});

story("a snapshot is taken, named, compared with, undone, and kept over a reload", async ({ open, page, shoot }) => {
    await open("#portfolio");
    await page.getByLabel("Name", { exact: true }).fill("Before the price rise");
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    const compare = page.getByRole("radio", { name: "Compare with Before the price rise" });
    await compare.waitFor();
    // Nothing happened since: what came in is nothing, and the equity is what it was.
    await page.getByRole("heading", { name: "What became of it since" }).waitFor();
    assert.equal(await figure(page, "return_on_customer").locator("strong").innerText(), "0\u202f%");
    // A year later, as much again has come in as a year brings.
    await visit(page, "Assumptions");
    await page.getByLabel("Discount rate per year").fill("5 %");
    await page.getByLabel("Discount rate per year").press("Tab");
    await visit(page, "Portfolio");
    const back = number(await figure(page, "return_on_customer").locator("strong").innerText());
    assert.ok(back > 0, `a lower discount rate makes the same customers worth more: ${back}`);
    await shoot("portfolio-since");
    await page.reload();
    await compare.waitFor();
    await page.getByRole("button", { name: "Remove Before the price rise" }).click();
    await compare.waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await compare.waitFor();
});

story("a weight, a target and a judgement move the 3Ps at once, and undo takes them back", async ({ open, page, shoot }) => {
    await open("#3ps");
    const first = page.locator(".scores tbody tr").first();
    await first.waitFor();
    const scores = () => first.innerText();
    const before = await scores();
    const weight = page.getByLabel("Weight of Contribution");
    await weight.fill("0");
    await weight.press("Tab");
    await page.waitForFunction((before) => document.querySelector(".scores tbody tr").innerText !== before, before);
    assert.notEqual(await scores(), before);
    await weight.fill("much");
    await weight.press("Tab");
    await page.getByText('"much" is not a number.').waitFor();
    await weight.press("Escape");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.waitForFunction((before) => document.querySelector(".scores tbody tr").innerText === before, before);
    // Two items that say the same are named, with what they act as.
    await page.getByText(/move together \(correlation/).first().waitFor();
    // A judgement of one's own.
    const partnership = page.getByRole("region", { name: "Partnership" });
    await partnership.getByPlaceholder("something of your own").fill("Shares our values");
    await partnership.getByRole("button", { name: "Add judgement" }).click();
    await partnership.getByRole("rowheader", { name: /Shares our values/ }).waitFor();
    await page.getByText("Shares our values", { exact: true }).last().click();
    const judged = page.getByLabel(/^Shares our values of /).first();
    await judged.fill("90");
    await judged.press("Tab");
    await page.waitForFunction(() => [...document.querySelectorAll(".items tr")].some((row) => /Shares our values/.test(row.innerText) && /1 of \d+/.test(row.innerText)));
    await checkAccessibility(page);
    await shoot("three-ps");
});

story("segments are made three ways, say how stable they are, and are applied as one step", async ({ open, page, shoot }) => {
    await open("#segments");
    const rows = page.locator(".segments tbody tr");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 4);
    await page.getByText(/Adjusted Rand index/).waitFor();
    await page.getByLabel("How many segments").selectOption("3");
    await page.waitForFunction(() => document.querySelectorAll(".segments tbody tr").length === 3);
    await checkAccessibility(page);
    await shoot("segments");
    await page.getByLabel("In equal parts by one measure").check();
    await page.getByLabel("Divided by").selectOption({ label: "Contribution" });
    await page.getByRole("rowheader", { name: /Contribution 1 of 4/ }).waitFor();
    await page.getByRole("button", { name: /Change the segment of \d+ accounts/ }).click();
    await page.getByRole("button", { name: "Every account is in its segment" }).waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: /Change the segment of \d+ accounts/ }).waitFor();
    await page.getByLabel("By rules: the first that fits counts").check();
    await page.getByLabel("Bound of condition 1 of rule 1").fill("0");
    await page.getByLabel("Bound of condition 1 of rule 1").press("Tab");
    await page.getByRole("rowheader", { name: /Partners/ }).waitFor();
    await page.getByText("Rules do not look at the other accounts").waitFor();
    await checkAccessibility(page);
});

story("the weights of length, breadth and depth decide who comes first", async ({ open, page, shoot }) => {
    await open("#dimensions");
    const first = page.locator(".priority tbody tr th").first();
    await first.waitFor();
    await page.getByText(/stay among the first/).waitFor();
    for (const [name, weight] of [["breadth", "0"], ["depth", "0"]]) {
        await page.getByLabel(`Weight of ${name}`).fill(weight);
        await page.getByLabel(`Weight of ${name}`).press("Tab");
    }
    // By length alone, the longest relationship comes first.
    await page.waitForFunction(() => {
        const years = [...document.querySelectorAll(".priority tbody tr")].map((row) => parseFloat(row.cells[3].innerText));
        return years.length > 5 && years.slice(0, 5).every((year, place) => place === 0 || year <= years[place - 1]);
    });
    await page.locator(".cells summary").first().click();
    await checkAccessibility(page);
    await shoot("dimensions");
});

story("what costs most of the value received stands first, for everybody and for a segment", async ({ open, page, shoot }) => {
    await open("#valued");
    const rows = page.locator(".gaps tbody tr");
    await rows.first().waitFor();
    const lost = async () => (await rows.locator("td:nth-child(5)").allInnerTexts()).map(Number);
    const all = await lost();
    assert.deepEqual(all, [...all].sort((a, b) => b - a));
    const said = number((await page.getByText(/Together the drivers cost/).innerText()).match(/cost ([\d.]+)/)[1]);
    assert.ok(Math.abs(all.reduce((sum, one) => sum + one, 0) - said) < 0.6, "the drivers add up");
    await page.getByLabel("Segment").selectOption({ index: 1 });
    await page.getByText(/Together the drivers cost/).waitFor();
    await page.getByRole("rowheader", { name: "Truly loyal" }).waitFor();
    const weight = page.getByLabel("Weight of quantity");
    await weight.fill("0");
    await weight.press("Tab");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#importance-1").value === "3");
    await checkAccessibility(page);
    await shoot("valued");
});

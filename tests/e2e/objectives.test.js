// Objectives: weighed by keyboard, who moves and why, undo, and a strategy adopted into the plan.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const finding = (page) => page.locator(".lens-finding");
const up = (page) => page.getByRole("region", { name: /^Up / });
const names = (page) => up(page).locator("tbody th").allInnerTexts();
const slope = (page) => page.getByRole("application", { name: "From today's ranking to that by your objectives" });

story("a weight set by keyboard moves the ranking and who climbs; undo takes the run back whole", async ({ open, page, shoot }) => {
    await open("#objectives");
    await slope(page).waitFor();
    const [said, climbing] = [await finding(page).innerText(), await names(page)];
    assert.match(said, /^Ranked by your objectives instead of revenue, \d+ of \d+ accounts move/);
    assert.equal(climbing.length, 8);
    await shoot("objectives");
    await checkAccessibility(page, { schemes: ["light"] });
    const weight = page.getByRole("slider", { name: "Weight of Learning" });
    assert.equal(await weight.inputValue(), "20");
    await weight.focus();
    for (const key of ["End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    assert.equal(await weight.inputValue(), "98");
    await page.waitForFunction((said) => document.querySelector(".lens-finding").innerText !== said, said);
    assert.notDeepEqual(await names(page), climbing, "others climb");
    assert.match(await up(page).locator("tbody tr").first().locator(".moved-by summary").innerText(), /^\S.* [+−]\d/);
    await slope(page).focus();
    await page.keyboard.press("Home");
    assert.match(await page.locator(".plate [role=status]").first().innerText(), /Place \d+ by our objectives: [+−]?\d/);
    await page.keyboard.press("Control+z");
    await page.waitForFunction((said) => document.querySelector(".lens-finding").innerText === said, said);
    assert.equal(await weight.inputValue(), "20", "one step for the whole run");
    assert.deepEqual(await names(page), climbing);
});

story("what moves an account adds up, and its strategy is adopted into the plan and taken back", async ({ open, page }) => {
    await open("#objectives");
    const row = up(page).locator("tbody tr").filter({ has: page.getByRole("button", { name: /^Adopt the strategy for/ }) }).first();
    await row.waitFor();
    await row.locator("summary").click();
    const points = await row.locator(".mover-parts dd").allInnerTexts();
    const number = (text) => Number(text.split(/\s/)[0].replace("−", "-").replace("+", ""));
    const parts = points.slice(0, -1).map(number).filter((points) => !Number.isNaN(points));
    const sum = parts.reduce((sum, points) => sum + points, 0);
    assert.ok(Math.abs(sum - number(points.at(-1))) < 0.005 * (parts.length + 1), `${points}`);
    const name = await row.locator("th").innerText();
    const adopt = page.getByRole("button", { name: `Adopt the strategy for ${name}` });
    await adopt.click();
    const dialog = page.getByRole("dialog", { name: /^Accept: / });
    await dialog.getByLabel("Owner").fill("Mia Vos");
    await dialog.getByRole("button", { name: "Keep" }).click();
    const taken = up(page).locator("tbody tr").filter({ hasText: name }).getByText("in the plan");
    await taken.waitFor();
    await checkAccessibility(page, { schemes: ["light"] });
    await taken.click();
    const action = page.locator(".actions-list > li").filter({ hasText: name }).last();
    await action.getByText("Why", { exact: true }).click();
    await action.getByText(/^By our objectives it stands in place \d+ of \d+ instead of \d+ by revenue/).waitFor();
    await page.keyboard.press("Control+z");
    await visit(page, "Objectives");
    await adopt.waitFor();
    assert.equal(await taken.count(), 0);
});

story("objectives are named, read another measure, are added and taken out, and start again from the proposal", async ({ open, page }) => {
    await open("#objectives");
    await page.getByRole("textbox", { name: "Name of objective 1" }).fill("Cheap to serve");
    await page.getByRole("textbox", { name: "Name of objective 1" }).press("Tab");
    await page.getByRole("combobox", { name: "Measure of Cheap to serve" }).selectOption("Cost to serve");
    const end = page.getByRole("combobox", { name: "Which end is better of Cheap to serve" });
    await page.waitForFunction(() => document.querySelector(".objective-card select").value === "less");
    assert.equal(await end.inputValue(), "less", "less of a cost is better unless it is said otherwise");
    await page.getByLabel("Add an objective").selectOption("Attitude");
    await page.getByRole("slider", { name: "Weight of Attitude" }).waitFor();
    assert.equal(await page.locator(".objective-card").count(), 6);
    await page.getByRole("button", { name: "Take out Attitude" }).click();
    assert.equal(await page.locator(".objective-card").count(), 5);
    await page.reload();
    await page.getByRole("slider", { name: "Weight of Cheap to serve" }).waitFor();
    await page.getByRole("button", { name: "Start from the proposal again" }).click();
    await page.getByRole("slider", { name: "Weight of Margin" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Start from the proposal again" }).count(), 0);
});

story("on a narrow phone nothing of the objectives runs over the edge", async ({ open, page, shoot }) => {
    await open("#objectives");
    await up(page).waitFor();
    await up(page).locator("summary").first().click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${over} pixels over the edge`);
    await shoot("objectives-320");
}, { viewport: { width: 320, height: 844 } });

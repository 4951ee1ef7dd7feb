// The Metric audit: today's ranking against every other, and whom it overlooks.

import assert from "node:assert/strict";
import { checkAccessibility, choose, fixture, story, visit } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const slope = (page) => page.getByRole("application", { name: "Place by the one, place by the other" });
const list = (page, key) => page.locator(`[data-list="${key}"]`);
const number = (text) => Number(text.replace("−", "-"));

story("of the superstore's 155 losers 20 are among the 159 biggest", async ({ open, page, shoot }) => {
    await open("#import");
    await choose(page, fixture("data/superstore_orders.csv"));
    await page.getByRole("button", { name: "Import 793 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
    await visit(page, "Metric audit");
    await slope(page).waitFor();
    await list(page, "losing").getByText("155 accounts lose; 20 of them are among the 159 biggest by revenue so far.").waitFor();
    assert.equal(await list(page, "losing").locator("li").count(), 12);
    await list(page, "losing").getByRole("button", { name: "Show all 20" }).click();
    assert.equal(await list(page, "losing").locator("li").count(), 20);
    await shoot("audit-superstore");
});

story("the ranking used today is held against every other", async ({ open, page, shoot }) => {
    await open("#audit");
    await slope(page).waitFor();
    for (const key of ["losing", "promising", "hidden"]) assert.ok((await list(page, key).locator("li").count()) > 0, key);
    await checkAccessibility(page);
    await shoot("audit");
    await page.getByLabel("Ranked today by").selectOption({ label: "Gross margin" });
    await page.locator("#best-of").selectOption("5");
    await view(page, "Table").click();
    const table = page.locator(".lens-table").first();
    const cells = table.locator("tbody tr").filter({ has: page.getByRole("rowheader", { name: "Contribution", exact: true }) }).locator("td");
    const rho = number(await cells.nth(0).innerText());
    assert.ok(rho > 0 && rho <= 1, `ρ ${rho}`);
    assert.match(await cells.nth(1).innerText(), /^\d of 5$/);
    const all = (await table.locator("tbody tr td:nth-child(2)").allInnerTexts()).filter((text) => text !== "–").map(number);
    assert.deepEqual(all, [...all].sort((a, b) => a - b), "the least alike first");
    await checkAccessibility(page);
});

story("a line of the slope is walked to, spoken, selected and opened, and a name of a list leads to its account", async ({ open, page }) => {
    await open("#audit");
    await slope(page).waitFor();
    await slope(page).focus();
    await page.keyboard.press("Home");
    const said = page.locator(".plate [role=status]").first();
    assert.match(await said.innerText(), /Place \d+ by revenue: .+ 1 of \d+\.$/);
    await page.keyboard.press("]");
    await page.keyboard.press(" ");
    assert.match(await said.innerText(), / Selected\. 2 of \d+\.$/);
    const name = (await said.innerText()).split(".")[0];
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.goBack();
    const link = list(page, "hidden").getByRole("link").first();
    const hidden = await link.innerText();
    await link.click();
    await page.getByRole("heading", { level: 1, name: hidden }).waitFor();
});

story("the audit fits a phone", async ({ open, page, shoot }) => {
    await open("#audit");
    await slope(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
    await shoot("audit-phone");
}, { viewport: { width: 390, height: 844 }, hasTouch: true });

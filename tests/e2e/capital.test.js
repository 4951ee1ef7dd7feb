// Relationship capital: what passed both ways by type and time, in native units and money, and what is missed.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const money = (text) => Number(text.replace("−", "-").replace(/[^\d.-]/g, ""));
const stage = (page) => page.getByRole("application", { name: "Given and received" });

story("relationship capital adds up to the exchange balances of the accounts", async ({ open, page, shoot }) => {
    await open("#capital");
    await page.getByRole("heading", { level: 1, name: "Relationship capital" }).waitFor();
    await stage(page).waitFor();
    await checkAccessibility(page);
    await shoot("capital");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const types = page.getByRole("region", { name: "Received and given by type" });
    await types.waitFor();
    assert.match(await types.getByRole("row", { name: /human/ }).innerText(), /3 × hire/);
    let sum = 0;
    for (const row of await types.locator("tbody tr").all()) sum += money(await row.locator("td").nth(4).innerText());
    let balances = 0;
    const accounts = page.getByRole("region", { name: /Received and given by account/ });
    for (const row of await accounts.locator("tbody tr").all()) balances += money(await row.locator("td").nth(2).innerText());
    assert.equal(sum, balances, "by type and by account the same");
    assert.equal(sum, 174_430, "received 273,410 less given 98,980");
    // The account's own page says the same.
    const first = accounts.locator("tbody tr").first();
    const balance = await first.locator("td").nth(2).innerText();
    await first.getByRole("link").click();
    await page.getByText(balance, { exact: true }).first().waitFor();
});

story("relationship capital works by keyboard, and a bar selects whom it is about", async ({ open, page }) => {
    await open("#capital");
    const picture = stage(page);
    await picture.waitFor();
    await page.keyboard.press("Tab");
    await picture.focus();
    await page.keyboard.press("Home");
    const said = page.locator(".plate [role=status]").first();
    await page.waitForFunction(() => document.querySelector(".plate [role=status]").textContent.includes(" 1 of "));
    const first = await said.innerText();
    assert.match(first, /(received|given)/);
    await page.keyboard.press("]");
    await page.waitForFunction(() => document.querySelector(".plate [role=status]").textContent.includes(" 2 of "));
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelector(".plate [role=status]").textContent.includes("Selected."));
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.locator(".lens-table tr.selected").first().waitFor();
});

story("with the exchange table off, exchanges are counted and nothing is money", async ({ open, page, shoot }) => {
    await open("#capital");
    await page.getByLabel("Measured in").selectOption("native");
    await page.getByLabel("Type").selectOption("kind");
    await page.getByLabel("Time").selectOption("quarter");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText(/^Reference use: received /).waitFor();
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await shoot("capital-native");
    await page.getByLabel("Measured in").selectOption("money");
    assert.equal(await page.getByText("switched off: exchanges are counted").count(), 0);
    await visit(page, "Assumptions");
    await page.getByRole("checkbox", { name: "Turn what is not money into money by the exchange table" }).uncheck();
    await visit(page, "Relationship capital");
    await page.getByText("switched off: exchanges are counted").waitFor();
});

story("missed exchanges are ranked and lead to their accounts", async ({ open, page }) => {
    await open("#capital");
    const missed = page.getByRole("region", { name: "List of missed exchanges" }).locator("tbody tr");
    await missed.first().waitFor();
    assert.equal(await missed.count(), 10);
    const about = [];
    for (const row of await missed.all()) about.push(money(await row.locator("td").nth(2).innerText()));
    assert.deepEqual(about, [...about].sort((one, other) => other - one), "worth most first");
    const first = await missed.first().innerText();
    assert.match(first, /Kestrelby Ports/);
    assert.match(first, /nothing is recorded that went back/);
    await missed.first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Kestrelby Ports" }).waitFor();
});

story("relationship capital on a phone keeps within the screen", async ({ open, page, shoot }) => {
    await open("#capital");
    await stage(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await shoot("capital-phone");
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

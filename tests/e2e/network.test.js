// Network: who brought whom, who brokers, who depends.

import assert from "node:assert/strict";
import { checkAccessibility, story } from "./harness.js";

const stage = (page) => page.getByRole("application", { name: "Who brought whom" });
const money = (text) => Number(text.replace("−", "-").replace(/[^\d.-]/g, ""));

story("the network says who brought most, who depends most, and how far bringing carries", async ({ open, page, shoot }) => {
    await open("#network");
    await page.getByRole("heading", { level: 1, name: "Network" }).waitFor();
    await stage(page).waitFor();
    await checkAccessibility(page);
    await shoot("network");
    const brokers = page.getByRole("region", { name: /^Brokers/ }).locator("tbody tr");
    assert.match(await brokers.first().innerText(), /Ostrelle Systems/);
    const dependants = page.getByRole("region", { name: /^Dependants/ }).locator("tbody tr");
    assert.match(await dependants.first().innerText(), /Marrowby Foods\s+42\.5\s%.*Quorrin Brewing/s);
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText(/k = 11 accounts brought ÷ 40 members = 0\.28/).waitFor();
    await page.getByText(/bringing alone decays/).waitFor();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const links = page.getByRole("region", { name: "Who brought, recommended or introduced whom" });
    await links.getByRole("row", { name: /Flow Norms Board.*open/ }).waitFor();
    // What Ostrelle brought in is the sum of its links, and the same on its own page.
    let due = 0;
    for (const row of await links.getByRole("row", { name: /^Ostrelle Systems/ }).all()) due += money(await row.locator("td").nth(3).innerText());
    const brought = await brokers.first().locator("td").first().innerText();
    assert.equal(due, money(brought));
    await brokers.first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Ostrelle Systems" }).waitFor();
    await page.getByText(brought, { exact: true }).first().waitFor();
});

story("the network works by keyboard: a member is told, selected and opened", async ({ open, page }) => {
    await open("#network");
    const picture = stage(page);
    await picture.waitFor();
    await page.keyboard.press("Tab");
    await picture.focus();
    await page.keyboard.press("Home");
    const says = (words) => page.waitForFunction((words) => document.querySelector(".plate [role=status]").textContent.includes(words), words);
    await says(" 1 of ");
    for (let step = 0; step < 60; step += 1) {
        const text = await page.locator(".plate [role=status]").first().innerText();
        if (text.startsWith("Quorrin Brewing.")) break;
        await page.keyboard.press("]");
    }
    await says("Quorrin Brewing.");
    await page.keyboard.press("Space");
    await says("Selected.");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Quorrin Brewing" }).waitFor();
});

story("the filter leaves the links of the accounts it lets through", async ({ open, page }) => {
    await open("#network");
    await stage(page).waitFor();
    await page.getByRole("searchbox", { name: "Show accounts with these words" }).fill("Marrowby");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const rows = page.getByRole("region", { name: "Who brought, recommended or introduced whom" }).locator("tbody tr");
    // Marrowby, and Quorrin whose note names it.
    await rows.nth(1).waitFor();
    await rows.nth(2).waitFor({ state: "detached" });
    assert.match(await rows.nth(1).innerText(), /Quorrin Brewing\s+Marrowby Foods/);
    // How far a member reaches does not depend on the filter.
    const ostrelle = page.getByRole("region", { name: /^Brokers/ }).getByRole("row", { name: /^Ostrelle Systems/ });
    assert.match(await ostrelle.innerText(), /€95,934\s+2\s+3/);
});

story("the network on a phone is a list that keeps within the screen", async ({ open, page, shoot }) => {
    await open("#network");
    await stage(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await shoot("network-phone");
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" });

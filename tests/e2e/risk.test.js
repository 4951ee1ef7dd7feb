// Risk and concentration: how much hangs on few, and what is expected to leave.

import assert from "node:assert/strict";
import { checkAccessibility, choose, fixture, story, visit } from "./harness.js";

const stage = (page) => page.getByRole("application", { name: "Concentration" });

story("risk and concentration says the same as the portfolio, by keyboard too", async ({ open, page, shoot }) => {
    await open("#risk");
    await page.getByRole("heading", { level: 1, name: "Risk and concentration" }).waitFor();
    await stage(page).waitFor();
    await checkAccessibility(page);
    await shoot("risk");
    await page.keyboard.press("Tab");
    await stage(page).focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelector(".plate [role=status]").textContent.includes(" 1 of "));
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelector(".plate [role=status]").textContent.includes("Selected."));
    await page.getByRole("button", { name: "Text", exact: true }).click();
    const words = await page.locator(".map-text p").first().innerText();
    await visit(page, "Portfolio");
    const five = await page.locator('[data-figure="top_five"] strong').innerText();
    assert.ok(words.includes(`the five largest ${five}`), `${words} / ${five}`);
    const index = await page.locator('[data-figure="herfindahl"] strong').innerText();
    assert.ok(words.includes(index), `${words} / ${index}`);
});

story("the largest fifth of the wholesale clients have 42.9 %", async ({ open, page, shoot }) => {
    await open("#import");
    await choose(page, fixture("data/uci_wholesale_customers.csv"));
    await page.getByRole("button", { name: /^Import 440 account/ }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
    await visit(page, "Risk and concentration");
    await stage(page).waitFor();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText(/440 accounts the largest fifth have 42\.9\s%/).waitFor();
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await shoot("risk-wholesale");
});

story("risk and concentration on a phone keeps within the screen", async ({ open, page, shoot }) => {
    await open("#risk");
    await stage(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await shoot("risk-phone");
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

// Offers: what each account does not buy yet, what it is worth, how to say it, and prospects like the best.

import assert from "node:assert/strict";
import { checkAccessibility, choose, downloaded, fixture, story, visit } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const notice = (page) => page.locator(".lens-body");
const stage = (page) => page.getByRole("application", { name: "What they hold, and what they could" });
const said = (page) => page.locator(".plate [role=status]").first();

async function write(page, label, text) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.press("Tab");
}

story("the next best offer has a worth, a reason and a script, and says how good such offers are", async ({ open, page, shoot }) => {
    await open("#offers");
    await stage(page).waitFor();
    const words = await notice(page).innerText();
    assert.match(words, /First: Level probe to Tiverel Pharma, 63\.8\s% likely, worth €34,051 a year \(€20,586 to €45,791\)/);
    assert.match(words, /of 73 things hidden one at a time from 18 accounts, the likeliest suggestion was right in 23\.3\s%, the thing most others hold in 26\s%\. The suggestions know no more/);
    const first = page.locator(".offer-list > li").first();
    assert.match(await first.innerText(), /€34,051/);
    assert.match(await first.innerText(), /4 of the 4 others with Alarm desk also hold Level probe/);
    assert.match(await first.locator("q").innerText(), /^You have Alarm desk from us\. 4 of 4 others who do also use Level probe\./);
    const prospects = page.locator("table.prospects tbody tr");
    assert.equal(await prospects.count(), 3);
    assert.match(await prospects.nth(1).innerText(), /Thrandel Grid[\s\S]*segment Water & energy: 1\.9 times as common among the best/);
    await shoot("offers");
    await checkAccessibility(page);

    await stage(page).focus();
    await page.keyboard.press("Home");
    assert.match(await said(page).innerText(), /^Tiverel Pharma, Level probe\. 63\.8\s% likely to buy it/);
    await page.keyboard.press(" ");
    assert.match(await said(page).innerText(), /Selected\./);

    await view(page, "Table").click();
    const row = page.locator(".lens-table").first().getByRole("row", { name: /^Tiverel Pharma/ });
    assert.match(await row.innerText(), /Level probe\s+63\.8\s%\s+€34,051/);
    await checkAccessibility(page);
    await view(page, "Method").click();
    await page.getByText("Whitespace is part of the wallet").waitFor();
});

story("an offer that costs more than it brings is not made, and undo brings it back", async ({ open, page }) => {
    await open("#offers");
    const list = page.locator(".offer-list > li");
    await list.first().waitFor();
    const worth = () => list.first().locator(".offer-worth").innerText();
    assert.equal(await worth(), "€34,051");
    await write(page, "Making one offer costs", "1000");
    await notice(page).getByText("worth €33,051 a year").waitFor();
    await write(page, "Making one offer costs", "1e9");
    await page.getByText("is not between 0 and 1").waitFor();
    await page.getByLabel("Making one offer costs", { exact: true }).press("Escape");
    await write(page, "Making one offer costs", "500000");
    await list.first().waitFor({ state: "detached" });
    await notice(page).getByText("nothing more is worth offering").waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await notice(page).getByText("worth €33,051 a year").waitFor();
});

story("the offers are a file for a call list", async ({ open, page }) => {
    await open("#offers");
    const file = await downloaded(page, () => page.getByRole("button", { name: "Offers (CSV)" }).click());
    assert.match(file.name, /offers-2026-.*\.csv$/);
    const lines = file.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split("\r\n");
    assert.equal(lines[0], "account_id,name,owner,place,offer,chance,margin_a_year,worth_a_year,worth_low,worth_high,headroom,reason,script");
    assert.match(lines[1], /^tiverel,Tiverel Pharma,Noor,1,Level probe,0\.638\d?,\d+/);
    assert.ok(lines.length > 20);
});

story("the superstore is compared by its 17 sub-categories, and told that best sellers would do as well", async ({ open, page, shoot }) => {
    await open("#import");
    await choose(page, fixture("data/superstore_orders.csv"));
    await page.getByLabel("What Category becomes").selectOption("leave out");
    await page.getByLabel("What Sub-Category becomes").selectOption("order category");
    await page.getByRole("button", { name: "Import 793 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
    await visit(page, "Offers");
    await stage(page).waitFor();
    const words = await notice(page).innerText();
    assert.match(words, /among 17 product groups/);
    assert.match(words, /of 5,995 things hidden one at a time from 786 accounts, the likeliest suggestion was right in 39\.3\s%, the thing most others hold in 39\.4\s%/);
    assert.match(words, /do not lean on them alone/);
    await page.getByText("There is no prospect").waitFor();
    await shoot("offers-superstore");
    await page.getByLabel("Compare", { exact: true }).selectOption("products");
    await notice(page).getByText("The 60 products held by most are compared; 1,758 held by fewer are left out.").waitFor();
    await visit(page, "Service tiers");
    await notice(page).getByText("To say how long anybody waits, state how many contacts").waitFor();
    await page.locator("table.edge tbody tr").first().waitFor();
    await shoot("service-superstore");
});

story("offers on a phone stay inside the page", async ({ open, page, shoot }) => {
    await open("#offers");
    await stage(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await shoot("offers-phone");
}, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });

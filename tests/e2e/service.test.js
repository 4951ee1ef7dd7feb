// Service tiers: who is first, how long everybody waits, what it costs the others, and the files for the phone.

import assert from "node:assert/strict";
import { checkAccessibility, downloaded, story } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const notice = (page) => page.locator(".lens-body");
const staff = (page) => page.getByLabel("People who answer at the same time");

async function write(page, label, text) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.press("Tab");
}

/** The lines of a CSV without quotes inside cells. */
const cells = (line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, ""));

story("overload is said, waits are shown by tier, and the slider finds who keeps every promise", async ({ open, page, shoot }) => {
    await open("#service");
    await notice(page).getByText("wait at all").waitFor();
    const words = await notice(page).innerText();
    assert.match(words, /With 2 people, 29\.9\s% of their time is taken and 13\.8\s% of contacts wait at all/);
    assert.match(words, /First waits 1\.9\smin, 3\d\ss less/);
    assert.match(words, /Standard waits 3\smin, 3\d\ss more/);
    assert.match(words, /The promise to First is not kept: 3 people at least keep every promise/);
    assert.match(words, /Contacts are counted for 13 of 35 accounts/);
    await shoot("service");
    await checkAccessibility(page);

    await staff(page).focus();
    await page.keyboard.press("ArrowRight");
    await notice(page).getByText("Every promise is kept, and with nobody to spare.").waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await notice(page).getByText("The promise to First is not kept").waitFor();
    assert.equal(await staff(page).inputValue(), "2");

    await page.getByLabel("Site visit").check();
    await page.getByLabel("Order handling").check();
    await write(page, "Hours open per year", "800");
    await notice(page).getByText("More comes in than 2 people can do: the queue would grow without end.").waitFor();
    assert.equal(await page.getByRole("application", { name: "Mean wait by tier" }).count(), 0, "overload is no picture");
    await page.getByRole("heading", { level: 1 }).click();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
    await notice(page).getByText("The promise to First is not kept").waitFor();

    const stage = page.getByRole("application", { name: "Mean wait by tier" });
    await stage.focus();
    await page.keyboard.press("Home");
    const said = page.locator(".plate [role=status]").first();
    assert.match(await said.innerText(), /^First\. With priority 1\.9\smin on average/);
    await page.keyboard.press("]");
    assert.match(await said.innerText(), /^Second\./);

    await view(page, "Table").click();
    const row = page.locator(".lens-table").first().getByRole("row", { name: /^First/ });
    assert.deepEqual((await row.locator("td").allInnerTexts()).map((text) => text.replace(/\s/g, " ")).slice(0, 3), ["690", "2.5 min", "1.9 min"]);
    await page.locator(".lens-table").nth(1).getByRole("row", { name: /Vellenhof Dairy/ }).waitFor();
    await checkAccessibility(page);
    await view(page, "Method").click();
    await page.getByText("Kella, O., & Yechiali, U. (1985)").waitFor();
});

story("tiers are renamed, widened, added and taken out, refused where they cannot be, and kept", async ({ open, page }) => {
    await open("#service");
    const tiers = page.locator("section.tiers");
    await write(page, "Name of tier 1", "Gold");
    await write(page, "Share, % of tier 1", "20");
    await tiers.getByRole("row").nth(1).getByText("6", { exact: true }).waitFor();
    await write(page, "Share, % of tier 1", "90");
    await tiers.getByText("leave some for the rest").waitFor();
    await page.getByLabel("Share, % of tier 1", { exact: true }).press("Escape");
    await page.getByRole("button", { name: "Add a tier" }).click();
    await page.getByLabel("Name of tier 4", { exact: true }).waitFor();
    await write(page, "Name of tier 3", "Silver");
    await write(page, "Contacts a year each of tier 4", "6,5".replace(",", "."));
    await page.locator(".save-sign[data-state=saved]").waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Service tiers" }).waitFor();
    assert.equal(await page.getByLabel("Name of tier 1", { exact: true }).inputValue(), "Gold");
    assert.equal(await page.getByLabel("Share, % of tier 1", { exact: true }).inputValue(), "20");
    assert.equal(await page.getByLabel("Contacts a year each of tier 4", { exact: true }).inputValue(), "6.5");
    await page.getByRole("button", { name: "Remove Silver" }).click();
    await page.getByLabel("Name of tier 4", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.getByLabel("Name of tier 4", { exact: true }).waitFor();
});

story("the routing table and the service rules are files a phone system loads", async ({ open, page }) => {
    await open("#service");
    await page.locator("table.routing tbody tr").first().waitFor();
    const shown = await page.locator("table.routing tbody tr").first().innerText();
    assert.match(shown, /Vellenhof Dairy\s+First\s+Ilse/);
    const routing = await downloaded(page, () => page.getByRole("button", { name: "Routing table (CSV)" }).click());
    assert.match(routing.name, /routing-2026-.*\.csv$/);
    const lines = routing.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split("\r\n");
    assert.equal(lines[0], "account_id,name,tier,tier_order,priority,route_to,promise,reason,next_offer");
    assert.equal(lines.length, 36);
    const first = cells(lines[1]);
    assert.deepEqual(first.slice(0, 6), ["vellenhof", "Vellenhof Dairy", "First", "1", "92.8", "Ilse"]);
    assert.match(first[7], /^Priority 93: 13\.6\s?years, 7 products/);
    assert.match(first[8], /Heat strip/);
    const rules = await downloaded(page, () => page.getByRole("button", { name: "Service rules (CSV)" }).click());
    const tiers = rules.bytes.toString("utf8").trim().split("\r\n");
    assert.equal(tiers.length, 4);
    assert.match(tiers[1], /^1,First,3,87\.7\d*,60,/);
});

story("service tiers on a phone stay inside the page", async ({ open, page, shoot }) => {
    await open("#service");
    await page.getByRole("application", { name: "Mean wait by tier" }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await shoot("service-phone");
}, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });

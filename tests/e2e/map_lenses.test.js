// The lenses that are maps: the same figures as in the accounts table, four forms, overlays, roles, levers.

import assert from "node:assert/strict";
import { checkAccessibility, choose, downloaded, story, visit } from "./harness.js";

const stage = (page) => page.locator("#map-stage");
const table = (page) => page.getByRole("region", { name: "The map as a table" });
const zones = (page) => page.getByRole("region", { name: "Zones" });

/** The first account of the map's own table that stands in a zone: its name, and its values without their intervals. */
async function firstPlaced(page, names) {
    const lines = table(page).locator("tbody tr").filter({ hasText: new RegExp(names.join("|")) });
    const cells = lines.first().locator("td");
    const value = (cell) => cell.evaluate((node) => node.firstChild.textContent.trim());
    return { name: (await lines.first().locator("button").innerText()).trim(), across: await value(cells.nth(0)), up: await value(cells.nth(1)) };
}

/** True when the accounts table shows `text` in a cell of the account `name`; what is estimated carries a sign there. */
async function isInTable(page, name, text) {
    await page.setViewportSize({ width: 3400, height: 800 });
    await visit(page, "Accounts");
    await page.getByLabel("Search accounts").fill(name);
    const cell = page.getByRole("row", { name }).getByRole("gridcell").getByText(new RegExp(`^(≈ )?${text}$`)).first();
    await cell.waitFor();
    return cell.isVisible();
}

/** How many accounts each zone holds, by its name. */
async function counts(page) {
    const lines = await zones(page).locator("tbody tr").filter({ has: page.locator(".zone-cell") }).all();
    const found = {};
    for (const line of lines) {
        const name = (await line.locator(".zone-cell").innerText()).trim();
        found[name] = Number(await line.locator("td").first().innerText());
    }
    return found;
}

const LENSES = {
    "#economic": { title: "Economic × Relationship", names: ["Stars", "Economic core", "Hidden assets", "Tail"], isMoney: true },
    "#loyalty": { title: "Loyalty", names: ["Truly loyal", "Accessible", "Trapped", "High risk"], isMoney: false },
    "#growth": { title: "Current × Potential", names: ["Most valuable", "Near their ceiling", "Most growable", "Low maintenance"], isMoney: true },
};

for (const [fragment, { title, names, isMoney }] of Object.entries(LENSES)) {
    story(`${title}: zones, table and figures as in the accounts table, four forms, axe`, async ({ open, page, shoot }) => {
        await open(fragment);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        await stage(page).waitFor();
        assert.equal(await stage(page).getAttribute("aria-label"), `${title} of 40 accounts`);
        const found = await counts(page);
        assert.deepEqual(Object.keys(found), names);
        await shoot(`lens-${fragment.slice(1)}`);
        await checkAccessibility(page);
        await page.getByRole("button", { name: "Table", exact: true }).click();
        const shown = await table(page).locator("tbody tr").all();
        const inZones = { ...Object.fromEntries(names.map((name) => [name, 0])) };
        for (const line of shown) {
            const zone = (await line.locator("td").nth(2).innerText()).trim();
            if (zone in inZones) inZones[zone] += 1;
        }
        assert.deepEqual(inZones, found, "the table holds as many of each zone as the legend counts");
        const first = await firstPlaced(page, names);
        await page.getByRole("button", { name: "Text", exact: true }).click();
        await page.getByText(new RegExp(`${names[0]} \\(high on both sides\\)`)).waitFor();
        await page.getByRole("button", { name: "Method", exact: true }).click();
        await page.locator(".map-method a").first().waitFor();
        await checkAccessibility(page);
        if (isMoney) assert.ok(await isInTable(page, first.name, first.across), "the same figure as in the accounts table");
    });
}

story("the matrix of referrals is a switch away and remembered", async ({ open, page, shoot }) => {
    await open("#economic");
    await page.getByRole("button", { name: "Lifetime value × referral value" }).click();
    await page.getByRole("cell", { name: "Champions" }).or(page.getByRole("rowheader", { name: /Champions/ })).first().waitFor();
    assert.deepEqual(Object.keys(await counts(page)), ["Champions", "Affluents", "Advocates", "Misers"]);
    await shoot("lens-referrals");
    await page.evaluate(() => { location.hash = "#loyalty"; });
    await page.getByRole("button", { name: "Projected life × profit" }).click();
    await page.getByRole("rowheader", { name: /True friends/ }).waitFor();
    await shoot("lens-life");
    await checkAccessibility(page);
    await page.evaluate(() => { location.hash = "#economic"; });
    await page.getByRole("rowheader", { name: /Champions/ }).waitFor();
});

story("a role leaves only those who hold it, in the map and in the roster", async ({ open, page }) => {
    await open("#economic");
    await stage(page).waitFor();
    const card = page.getByRole("article", { name: /Referral accounts/ });
    const members = Number(await card.getByRole("heading").locator(".count").innerText());
    assert.ok(members > 0);
    await page.getByRole("radio", { name: "referral" }).check();
    await page.waitForFunction((count) => document.getElementById("map-stage").getAttribute("aria-label").endsWith(`of ${count} accounts`), members);
    await page.getByRole("button", { name: "Table", exact: true }).click();
    for (const line of await table(page).locator("tbody tr").all()) assert.match(await line.innerText(), /Roles: .*referral/);
});

story("the keyboard walks a lens and opens what it is made of", async ({ open, page }) => {
    await open("#growth");
    await stage(page).waitFor();
    await stage(page).focus();
    await page.keyboard.press("Home");
    const said = page.locator("#map-stage ~ p[role=status]").last();
    await page.waitForFunction(() => / of \d+\.$/.test([...document.querySelectorAll("#map-stage ~ p[role=status]")].at(-1).textContent));
    assert.match(await said.textContent(), /Current value: .*Potential value: /);
    await page.keyboard.press("Space");
    await page.getByRole("region", { name: "Why is it here?" }).getByRole("heading", { level: 3 }).waitFor();
});

story("levers add up to the gap that is told, and lead to their method", async ({ open, page }) => {
    await open("#growth");
    const levers = page.getByRole("region", { name: "The gap by lever" });
    await levers.waitFor();
    assert.equal(await levers.locator("tbody tr").count(), 5);
    const shares = await levers.locator("tbody tr td:nth-of-type(3)").allInnerTexts();
    const sum = shares.reduce((total, text) => total + Number.parseFloat(text), 0);
    assert.ok(Math.abs(sum - 100) < 0.6, `${shares.join(", ")} come to ${sum}`);
    await page.getByRole("region", { name: "Below zero" }).getByRole("link").first().waitFor();
    await levers.getByRole("link", { name: "Share of wallet" }).click();
    await page.waitForFunction(() => location.hash === "#method/gap_share_of_wallet");
});

story("on the Value Map everything drawn over it can be switched on, and trails lead back to a snapshot", async ({ open, page, shoot }) => {
    await open("#portfolio");
    await page.getByLabel("Name", { exact: true }).fill("Before");
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await page.getByRole("rowheader", { name: "Before" }).or(page.getByText("Before", { exact: true })).first().waitFor();
    await page.evaluate(() => { location.hash = "#assumptions"; });
    const rate = page.getByLabel("Discount rate per year");
    await rate.fill("30 %");
    await rate.press("Tab");
    await page.evaluate(() => { location.hash = "#map"; });
    await stage(page).waitFor();
    assert.ok(await page.getByLabel("Balance line").isChecked());
    for (const name of ["Lines of equal value", "Centres of groups", "Firmness", "Trails"]) {
        assert.ok(!(await page.getByLabel(name).isChecked()), `${name} is off by itself`);
        await page.getByLabel(name).check();
    }
    await page.getByLabel("Compare with", { exact: true }).selectOption({ label: "Compare with Before" });
    await page.getByText("Ghosts and arrows: where they stood, Before").waitFor();
    await page.getByText(/Ring: share of draws/).waitFor({ timeout: 30_000 });
    await shoot("map-everything");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("cell", { name: /Before: .* and .*Stays in its zone in .* of draws/ }).first().waitFor();
    await checkAccessibility(page);
});

story("where nobody was heard the lens of loyalty says so and shows ways out", async ({ open, page, shoot }) => {
    await open("#import");
    const text = "name,segment,annual revenue,gross margin\nAlder,North,120000,48000\nBirch,North,60000,21000\nCedar,South,9000,2000\n";
    await choose(page, { name: "three.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Import 3 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
    await page.evaluate(() => { location.hash = "#loyalty"; });
    await page.getByText(/No account has a known attitude: nobody was asked/).waitFor();
    await page.getByText(/No account has a known intention to stay: nobody was asked/).waitFor();
    assert.deepEqual(Object.values(await counts(page)), [0, 0, 0, 0], "who was not heard stands in no group");
    await shoot("loyalty-unheard");
    await checkAccessibility(page);
    await page.getByRole("link", { name: "Bring a survey in" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Bring data in" }).waitFor();
});

story("a picture of a lens carries its name, and paper shows its map and table", async ({ open, page }) => {
    await open("#growth");
    await stage(page).waitFor();
    await page.getByRole("button", { name: "Take out" }).click();
    await page.getByRole("heading", { name: "Current × Potential as a picture" }).waitFor();
    const svg = await downloaded(page, () => page.getByRole("dialog").getByRole("button", { name: "SVG" }).first().click());
    assert.match(svg.name, /current-potential-.*\.svg$/);
    assert.match(svg.bytes.toString(), /Quillmarten Instruments: Current × Potential/);
    assert.match(svg.bytes.toString(), /in the colour of the lever that adds most/);
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const paper = page.locator(".print-view");
    assert.equal(await page.locator(".print-view > svg").count(), 1);
    assert.deepEqual((await paper.locator("thead", { hasText: "Gap to potential" }).locator("th").allTextContents()).slice(2, 5), ["Current value", "Potential value", "Gap to potential"]);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
});

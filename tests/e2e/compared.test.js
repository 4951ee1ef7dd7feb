// One time and scenario control: every lens follows it, and says what it is compared with.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const stage = (page, name) => page.getByRole("application", { name });
const finding = (page, words) => page.locator(".lens-finding").filter({ hasText: words }).first();
const compare = (page, label) => page.getByLabel("Compare with", { exact: true }).selectOption({ label: `Compare with ${label}` });
const heads = (page) => page.locator(".lens-table").first().locator("thead th").allInnerTexts();

/** The cells of an account's line in the table of a lens that has this column. */
async function line(page, column, account) {
    const table = page.locator(".lens-table").filter({ has: page.getByRole("columnheader", { name: column, exact: true }) }).first();
    const names = await table.locator("thead th").allInnerTexts();
    const row = table.locator("tbody tr").filter({ has: page.getByRole("rowheader", { name: account, exact: true }) });
    const cells = await row.locator("th, td").allInnerTexts();
    return Object.fromEntries(names.map((name, place) => [name, cells[place]]));
}

story("a snapshot that is compared with is followed by every lens that has a past", async ({ open, page, shoot }) => {
    await open("#3ps");
    await stage(page, "Payoff, potential, partnership").waitFor();
    await compare(page, "End of 2025");
    await finding(page, /Compared with End of 2025 payoff rose for \d+ and fell for \d+/).waitFor();
    await shoot("compared-3ps");
    await checkAccessibility(page);
    await view(page, "Table").click();
    const then = await line(page, "Payoff, End of 2025", "Tollemarsh Feed");

    // The same account, the same measure, the same day, read on the Progress lens.
    await visit(page, "Progress");
    await page.getByLabel("Measure").selectOption({ label: "Payoff" });
    await view(page, "Table").click();
    const moved = await line(page, "End of 2025", "Tollemarsh Feed");
    assert.deepEqual([then["Payoff, End of 2025"], then.Payoff], [moved["End of 2025"], moved.Now]);

    await visit(page, "Length, breadth, depth");
    await finding(page, /Compared with End of 2025 \d+ of \d+ stand in another cell: /).waitFor();
    await stage(page, "Three strips, divided into thirds").focus();
    await page.keyboard.press("Home");
    await page.locator(".plate [role=status]").filter({ hasText: /End of 2025: .+ \([+−].+\)/ }).first().waitFor();
    await shoot("compared-dimensions");
    await view(page, "Table").click();
    assert.ok((await heads(page)).includes("Accounts, End of 2025"));

    await visit(page, "Metric audit");
    await finding(page, /Compared with End of 2025 \d+ of \d+ moved by more than a tenth of the ranking by revenue: /).waitFor();
    await stage(page, "Place then, place now, by the measure used today").waitFor();
    await shoot("compared-audit");

    await visit(page, "Segments");
    await page.getByText(/^Compared with End of 2025, .+ are in the segment they were in/).waitFor();
    await compare(page, "End of 2024");
    await page.getByText(/^Compared with End of 2024, .+ are in the segment they were in/).waitFor();
    assert.equal(await page.getByLabel("Since").count(), 0, "no choice of its own");

    await visit(page, "Relationship capital");
    await finding(page, /By End of 2024 \d+ of them had passed.*; since then \d+ were received and \d+ given\./).waitFor();
    await shoot("compared-capital");
    await checkAccessibility(page);
    await visit(page, "Network");
    await finding(page, /By End of 2024 \d+ of these links were there, \d+ came since: /).waitFor();
    await shoot("compared-network");
    await checkAccessibility(page);
});

story("a snapshot taken this moment shows that nothing moved", async ({ open, page }) => {
    await open("#portfolio");
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await page.getByRole("radio", { name: /^Compare with As of/ }).waitFor();
    await visit(page, "3Ps");
    const choice = page.getByLabel("Compare with", { exact: true });
    await choice.selectOption({ label: await choice.locator("option").filter({ hasText: /As of/ }).innerText() });
    await finding(page, "none of the scores is another.").waitFor();
    await visit(page, "Length, breadth, depth");
    await finding(page, /all \d+ stand in the same cell\./).waitFor();
    await visit(page, "Metric audit");
    await finding(page, "the ranking by revenue is the same.").waitFor();
    await visit(page, "Relationship capital");
    await finding(page, "nothing more has passed").waitFor();
});

story("a scenario that lets an account go drops it out of capital and network, and stands on its course", async ({ open, page, shoot }) => {
    await open("#network");
    await stage(page, "Who brought whom").waitFor();
    const broker = await page.locator(".lens-table tbody tr").first().getByRole("rowheader").innerText();
    await visit(page, "Scenarios");
    await page.getByRole("button", { name: "New scenario" }).click();
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Without one");
    await name.press("Enter");
    const release = page.getByLabel("Let go", { exact: true });
    await release.fill(broker);
    await release.press("Enter");
    await page.locator(".scenario-released").getByText(broker).waitFor();
    await visit(page, "Network");
    await compare(page, "scenario Without one");
    await finding(page, /In scenario Without one \d+ of these links drop out \(/).waitFor();
    await shoot("compared-network-scenario");
    await checkAccessibility(page);
    await visit(page, "Relationship capital");
    await finding(page, `of them drop out with ${broker}`).waitFor();
    await shoot("compared-capital-scenario");
    await visit(page, "3Ps");
    await finding(page, "Compared with scenario Without one").waitFor();
    await page.getByRole("link", { name: "Vellenhof Dairy" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Vellenhof Dairy" }).waitFor();
    const course = stage(page, "What we get, over time");
    await course.focus();
    await page.keyboard.press("Home");
    const told = [];
    for (let step = 0; step < 4; step += 1) {
        told.push(await page.locator(".plate").filter({ has: course }).locator("[role=status]").innerText());
        await page.keyboard.press("]");
    }
    assert.equal(told.filter((words) => words.startsWith("scenario Without one. Total value: ")).length, 1, told.join(" | "));
    assert.equal(told.filter((words) => words.startsWith("Now. Total value: ")).length, 1, told.join(" | "));
    await shoot("compared-account");
});

for (const [fragment, words] of [
    ["#economic", /^Hidden assets: \d+ of \d+/],
    ["#loyalty", /^Trapped: \d+ of \d+/],
    ["#growth", /^Most growable: \d+ of \d+/],
    ["#profitability", /^With \d+ of \d+ accounts serving takes more than selling brings, .+ a year together/],
]) {
    story(`${fragment} says above its picture where to look`, async ({ open, page, shoot }) => {
        await open(fragment);
        await finding(page, words).waitFor();
        await checkAccessibility(page);
        await shoot(`finding-${fragment.slice(1)}`);
    });
}

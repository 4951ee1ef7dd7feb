// Scenarios: a lever moved, what it is worth and what comes along, looked through on every screen, compared, undone.

import assert from "node:assert/strict";
import { checkAccessibility, downloaded, story, visit } from "./harness.js";

const section = (page, name) => page.getByRole("region", { name, exact: true });
const row = (page, label) => page.locator(".scenario-totals tr").filter({ hasText: label });
const cells = async (line) => (await line.locator("td").allInnerTexts()).map((text) => text.trim());
const banner = (page) => page.locator(".scenario-banner .notice");

/** Ten points of retention for the first segment, under a name of its own. */
async function keptLonger(page) {
    await page.getByRole("button", { name: "New scenario" }).click();
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Kept longer");
    await name.press("Enter");
    const lever = page.getByRole("group", { name: "Lever 1" });
    const whose = lever.getByLabel("Whose lever");
    const segment = await whose.locator("option").filter({ hasText: /^Segment/ }).first().innerText();
    await whose.selectOption({ label: segment });
    const amount = lever.getByLabel("By how much", { exact: true });
    await amount.fill("10");
    await amount.press("Enter");
    await page.locator(".scenario-changes").getByText(`Retention of ${segment.toLowerCase().slice(0, 7)}`).waitFor();
    return segment.replace("Segment ", "");
}

story("a scenario is made, compared, looked through, undone and deleted", async ({ open, page, shoot }) => {
    await open("#scenarios");
    await checkAccessibility(page);
    const segment = await keptLonger(page);
    await page.getByText(`Retention of segment ${segment}: +10 points`).waitFor();

    // The whole, who moves, what comes along.
    await page.locator(".scenario-verdict").getByText(/Kept longer is worth \D+[\d,]+ more than the portfolio as it is/).waitFor();
    const [before, after, difference] = await cells(row(page, "Customer equity"));
    assert.notEqual(before, after);
    assert.match(difference, /^\+.*better$/s);
    assert.match((await cells(row(page, "Contribution a year")))[2], /^\D*0$/, "a year brings the same");
    assert.equal(await page.locator(".scenario-effects tbody tr").count(), 7);
    const waits = page.locator(".scenario-effects").getByRole("row", { name: /^Mean wait at the service desk, by tier/ });
    assert.match(await waits.innerText(), /First [\d.]+\s\S+; Second [\d.]+\s\S+; Standard [\d.]+\s\S+/);
    await shoot("scenarios");
    await checkAccessibility(page);

    // Looked through: every screen shows it, says so, and keeps what was as ghosts.
    await page.getByRole("button", { name: "Look through Kept longer" }).click();
    await banner(page).getByText("Scenario Kept longer: numbers as if.").waitFor();
    await visit(page, "Portfolio");
    await page.getByText(after, { exact: true }).first().waitFor();
    assert.equal(await page.getByText(before, { exact: true }).count(), 0, "no number of the portfolio as it is");
    await visit(page, "Value Map");
    const compare = page.getByLabel("Compare with");
    assert.match(await compare.locator("option:checked").innerText(), /the portfolio as it is/);
    await page.getByText("Ghosts and arrows: where they stood, the portfolio as it is").waitFor();
    await shoot("scenario-map");
    await checkAccessibility(page);
    const back = banner(page).getByRole("button", { name: "Back to the portfolio as it is" });
    await back.focus();
    await page.keyboard.press("Enter");
    await banner(page).waitFor({ state: "detached" });

    // Compared with, from the portfolio as it is.
    await compare.selectOption({ label: "Compare with scenario Kept longer" });
    await page.getByText("Ghosts and arrows: where they stood, scenario Kept longer").waitFor();
    await visit(page, "Progress");
    await page.getByRole("application", { name: "Who moved" }).waitFor();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText(/^Compared with scenario Kept longer, of /).first().waitFor();

    // Taken back one by one, and brought back.
    await visit(page, "Scenarios");
    await page.getByRole("button", { name: "Delete Kept longer" }).click();
    await page.getByText("None yet.").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(`Retention of segment ${segment}: +10 points`).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("Nothing yet").or(page.getByText(/: \+0/)).first().waitFor();
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(`Retention of segment ${segment}: +10 points`).waitFor();
});

story("letting accounts go says what goes with them, and any two stand side by side", async ({ open, page, shoot }) => {
    await open("#accounts");
    const names = (await page.getByRole("rowheader").allInnerTexts()).map((name) => name.split("\n")[0].trim()).filter(Boolean);
    await visit(page, "Scenarios");
    await keptLonger(page);
    await page.getByRole("button", { name: "Copy Kept longer" }).click();
    await page.getByRole("heading", { name: "What changes in Kept longer (copy)" }).waitFor();
    const gone = page.getByLabel("Let go", { exact: true });
    await gone.fill(names[0]);
    await gone.press("Enter");
    await page.getByRole("button", { name: `Keep ${names[0]}` }).waitFor();
    assert.equal(await gone.inputValue(), "", "ready for the next");
    await gone.fill("Nobody at all");
    await gone.press("Enter");
    await page.getByText('There is no account "Nobody at all"').waitFor();
    await gone.press("Escape");

    const compared = section(page, "Side by side");
    await compared.getByLabel("Compare").selectOption({ label: "Kept longer" });
    const [n, left] = await cells(row(page, "Accounts"));
    assert.equal(Number(left), Number(n) - 1);
    await page.locator(".scenario-comparison tr").filter({ hasText: names[0] }).getByText("let go").first().waitFor();
    await shoot("scenario-let-go");

    // Assumptions of its own, and what is taken out says what it is.
    await page.getByLabel("Assumptions of its own, which start as those of the portfolio").check();
    const discount = page.getByLabel("Discount rate per year", { exact: true });
    await discount.fill("20 %");
    await discount.press("Enter");
    await page.getByText("Discount rate per year: 20 % instead of").waitFor();
    await checkAccessibility(page);
    await page.getByRole("button", { name: "Look through Kept longer (copy)" }).click();
    await visit(page, "Accounts");
    await page.getByRole("rowheader").first().waitFor();
    assert.equal(await page.getByRole("rowheader").filter({ hasText: names[0] }).count(), 0);
    await page.getByRole("button", { name: "Take out" }).click();
    const file = await downloaded(page, () => page.getByRole("dialog").getByRole("button", { name: "Accounts", exact: true }).click());
    assert.match(file.name, /as-if-kept-longer-copy/);
    await page.reload();
    await page.locator(".scenario-banner .notice").waitFor({ state: "detached" });
});

story("on a phone the levers stay in reach", async ({ open, page, shoot }) => {
    await open("#scenarios");
    await keptLonger(page);
    await page.locator(".scenario-verdict").waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${width} px wide`);
    const slider = page.getByLabel("By how much, slider");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText(/: \+10\.5 points/).waitFor();
    await shoot("scenarios-phone");
}, { viewport: { width: 390, height: 844 } });

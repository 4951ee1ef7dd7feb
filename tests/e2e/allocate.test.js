// Allocate: the best choice within a budget, the way along the frontier, and into the plan and back.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

/** Writes an action of money once for an account through the form of the plan. */
async function act(page, name, account, { brings, chance, cost, hours }) {
    await page.getByRole("button", { name: "Write an action" }).click();
    const form = page.getByRole("dialog", { name: "An action of your own" });
    await form.getByLabel("What is done").fill(name);
    await form.getByLabel("For whom").fill(account);
    await form.getByLabel("Cost, once").fill(cost);
    await form.getByLabel("Our hours").fill(hours);
    await form.getByLabel("Chance of success").fill(chance);
    await form.getByLabel("If it succeeds it changes").selectOption("money once");
    await form.getByLabel("By how much").fill(brings);
    await form.getByRole("button", { name: "Keep" }).click();
    await form.waitFor({ state: "hidden" });
}

/** Worth 4 000, 3 400 and 2 500 after costs of 4 000, 3 000 and 1 500. */
async function threeActions(page) {
    await act(page, "Build together", "Vellenhof Dairy", { brings: "10000", chance: "80 %", cost: "4000", hours: "40" });
    await act(page, "Train their people", "Tiverel Pharma", { brings: "8000", chance: "80 %", cost: "3000", hours: "10" });
    await act(page, "Visit the plant", "Quorrin Brewing", { brings: "5000", chance: "80 %", cost: "1500", hours: "10" });
}

const line = (page, name) => page.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
const taken = async (page, name) => (await line(page, name).locator(".state").innerText()).replace(/[^A-Za-z]/g, "");
const advice = (page) => page.locator(".allocate-advice [role=status]");
const money = (page) => page.getByLabel("Money there is", { exact: true });

async function limit(page, amount) {
    await money(page).fill(amount);
    await money(page).press("Enter");
}

story("a budget takes the best actions, a tighter one takes others", async ({ open, page, shoot }) => {
    await open("#allocate");
    await page.getByText("No planned action can be weighed yet").waitFor();
    await page.getByRole("heading", { name: "Where our hours go today" }).waitFor();
    await page.getByRole("link", { name: "Plan" }).first().click();
    await threeActions(page);
    await visit(page, "Allocate");
    await advice(page).getByText("Take 3 of the 3 planned").waitFor();

    await limit(page, "5000");
    await advice(page).getByText("Take 2 of the 3 planned: expected to leave €5,900 after a cost of €4,500 and 20 hours.").waitFor();
    assert.deepEqual(
        [await taken(page, "Build together"), await taken(page, "Train their people"), await taken(page, "Visit the plant")],
        ["Out", "In", "In"],
    );
    await page.getByText("Taking it all the same would leave €1,900 less.").waitFor();
    await page.getByText(/One more €\d+ brings about €\d+ after its cost\./).waitFor();
    await shoot("allocate");

    await limit(page, "4000");
    await advice(page).getByText("Take 1 of the 3 planned: expected to leave €4,000").waitFor();
    assert.equal(await taken(page, "Build together"), "In");
    await page.getByRole("button", { name: "Train their people", exact: true }).click();
    const card = page.getByRole("region", { name: "Is it worth its cost?" });
    await card.getByText("Invest.").waitFor();
    await card.getByText("80 % × €8,000 − €3,000").waitFor();
    await checkAccessibility(page);

    await page.getByLabel("Our hours there are", { exact: true }).fill("15");
    await page.keyboard.press("Enter");
    await advice(page).getByText("Take 1 of the 3 planned: expected to leave €3,400").waitFor();
});

story("the frontier is walked by keyboard and by slider, and the choice goes into the plan and back", async ({ open, page }) => {
    await open("#plan");
    await threeActions(page);
    await visit(page, "Allocate");
    await limit(page, "8500");
    const frontier = page.getByRole("application", { name: "What money brings" });
    await frontier.waitFor();
    await frontier.focus();
    await page.keyboard.press("Home");
    for (let step = 0; step < 12; step += 1) {
        const said = await page.locator(".plate [role=status]").first().innerText();
        if (said.startsWith("With €4,500.")) break;
        await page.keyboard.press("ArrowLeft");
    }
    await page.keyboard.press("Enter");
    await advice(page).getByText("expected to leave €5,900").waitFor();
    assert.equal(await money(page).inputValue(), "4500");
    const slider = page.getByLabel("Money there is, slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await advice(page).getByText("Take 0 of the 3 planned").waitFor();
    assert.equal(await money(page).inputValue(), "0");
    await limit(page, "5000");

    await page.getByRole("button", { name: "Take this into the plan" }).click();
    await page.getByText("One action was given up and is not chosen from.").waitFor();
    await advice(page).getByText("Take 2 of the 2 planned").waitFor();
    await visit(page, "Plan");
    assert.equal(await page.getByLabel("Status of Build together").inputValue(), "dropped");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll('.action[data-status="planned"]').length === 3);
});

story("the frontier is dragged along", async ({ open, page }) => {
    await open("#plan");
    await threeActions(page);
    await visit(page, "Allocate");
    await limit(page, "8500");
    const frontier = page.getByRole("application", { name: "What money brings" });
    await frontier.scrollIntoViewIfNeeded();
    const box = await frontier.boundingBox();
    await page.mouse.move(box.x + box.width * 0.95, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
    await page.mouse.move(box.x + 10, box.y + box.height / 2, { steps: 5 });
    await advice(page).getByText("Take 0 of the 3 planned").waitFor();
    await page.mouse.up();
    assert.equal(await money(page).inputValue(), "0");
    await page.keyboard.press("Control+z");
    await advice(page).getByText("Take 3 of the 3 planned").waitFor();
});

story("on a phone, in the dark", async ({ open, page, shoot }) => {
    await open("#plan");
    await threeActions(page);
    await page.goto(`${page.url().split("#")[0]}#allocate`);
    await limit(page, "5000");
    await page.getByRole("application", { name: "What money brings" }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
    await checkAccessibility(page);
    await shoot("allocate-phone");
}, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });

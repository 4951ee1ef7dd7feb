// The pictures of the 3Ps, of length, breadth and depth, and of segments.

import assert from "node:assert/strict";
import { checkAccessibility, choose, fixture, story, visit } from "./harness.js";

const view = (page, name) => page.getByRole("group", { name: "Show as" }).getByRole("button", { name, exact: true });
const stage = (page, name) => page.getByRole("application", { name });
const said = (page, place = 0) => page.locator(".plate [role=status]").nth(place);

const THREE = "Payoff, potential, partnership";
const STRIPS = "Three strips, divided into thirds";
const BOARD = "27 cells: accounts, contribution, current value";
const PROFILE = "What each segment is like, against the whole";
const CENTRES = "Their centres, and the spread around them";

story("a weight moves the picture of the 3Ps, whose lines are walked, spoken and selected", async ({ open, page, shoot }) => {
    await open("#3ps");
    await stage(page, THREE).waitFor();
    await page.getByText(/\d+ are led by payoff, \d+ by potential and \d+ by partnership/).first().waitFor();
    await shoot("three-ps-picture");
    await stage(page, THREE).focus();
    await page.keyboard.press("Home");
    assert.match(await said(page).innerText(), /Payoff \d+, Potential .+, Partnership .+ 1 of \d+\.$/);
    await page.keyboard.press(" ");
    assert.match(await said(page).innerText(), / Selected\. 1 of \d+\.$/);
    const name = (await said(page).innerText()).split(".")[0];
    await view(page, "Table").click();
    const line = page.locator(".lens-table tr.selected");
    assert.equal(await line.locator("th").innerText(), name, "what is selected in the picture is selected in the table");
    const before = await line.locator("td").first().innerText();
    // The same number stands in the list below.
    const below = page.locator(".scores tbody tr").filter({ hasText: name });
    assert.ok((await below.locator("td").first().innerText()).includes(before));
    const weight = page.getByLabel("Weight of Contribution");
    await weight.fill("0");
    await weight.press("Tab");
    await page.waitForFunction(
        ([before]) => document.querySelector(".lens-table tr.selected td").innerText !== before,
        [before],
    );
    await checkAccessibility(page);
});

story("what an order log cannot say stands as unknown, not as zero", async ({ open, page, shoot }) => {
    await open("#import");
    await choose(page, fixture("data/superstore_orders.csv"));
    await page.getByRole("button", { name: "Import 793 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor({ timeout: 30_000 });
    await visit(page, "3Ps");
    await stage(page, THREE).waitFor();
    await shoot("three-ps-superstore");
    await view(page, "Text").click();
    await page.getByText("Not known: payoff of 0, potential of 0, partnership of 793.").waitFor();
    await visit(page, "Length, breadth, depth");
    await page.getByText(/793 accounts stand in all 27 cells\./).first().waitFor();
    await stage(page, BOARD).waitFor();
    await shoot("dimensions-superstore");
});

story("a cell of length, breadth and depth selects its accounts", async ({ open, page, shoot }) => {
    await open("#dimensions");
    await stage(page, BOARD).waitFor();
    await stage(page, STRIPS).focus();
    await page.keyboard.press("Home");
    assert.match(await said(page).innerText(), /Length: .+Length .+, Breadth .+, Depth .+ 1 of \d+\.$/);
    await stage(page, BOARD).focus();
    await page.keyboard.press("Home");
    const words = await said(page, 1).innerText();
    const count = Number(words.match(/(\d+) accounts?:/)[1]);
    assert.match(words, /Contribution .+ a year\. Current value/);
    await page.keyboard.press(" ");
    await shoot("dimensions-board");
    await view(page, "Table").click();
    assert.equal(await page.locator(".lens-table tr.selected").count(), count, words);
    await checkAccessibility(page);
    await view(page, "Picture").click();
    await stage(page, BOARD).waitFor();
    await checkAccessibility(page);
});

story("segments are drawn against the whole, and new ones at once", async ({ open, page, shoot }) => {
    await open("#segments");
    await stage(page, PROFILE).waitFor();
    await stage(page, CENTRES).waitFor();
    await page.getByText(/^4 segments: Group 1 \(\d+ accounts\)/).first().waitFor();
    await stage(page, PROFILE).focus();
    await page.keyboard.press("Home");
    assert.match(await said(page).innerText(), /^Group 1: contribution\. Mean .+Middle half from .+ 1 of 28\.$/);
    await page.getByLabel("How many segments").selectOption("3");
    await page.getByText(/^3 segments: Group 1/).first().waitFor();
    await checkAccessibility(page);
    await shoot("segments-picture");
    await view(page, "Table").click();
    // The mean in the lens is the mean on the desk below.
    const mean = await page.locator(".lens-table tbody tr").first().locator("td").nth(1).innerText();
    assert.equal(await page.locator("table.segments tbody tr").first().locator("td").nth(2).innerText(), mean);
});

story("who moved to another segment since a snapshot is drawn, and selected", async ({ open, page, shoot }) => {
    await open("#portfolio");
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await page.getByRole("radio", { name: /^Compare with As of/ }).waitFor();
    await visit(page, "Segments");
    await page.getByRole("button", { name: /Change the segment of \d+ accounts/ }).click();
    const moved = stage(page, "Who moved to another segment");
    await moved.waitFor();
    await moved.focus();
    await page.keyboard.press("Home");
    assert.match(await said(page, 2).innerText(), /^(Stayed in .+|.+ to .+)\. \d+ accounts?\. .+ 1 of \d+\.$/);
    await page.keyboard.press(" ");
    await shoot("segments-moved");
    assert.match(await said(page, 2).innerText(), / Selected\. 1 of \d+\.$/);
    await view(page, "Text").click();
    await page.getByText(/[1-9]\d* moved to another segment, 0 are new, 0 left\./).waitFor();
});

for (const [fragment, name] of [["#3ps", THREE], ["#dimensions", BOARD], ["#segments", PROFILE]]) {
    story(`${fragment} fits a phone`, async ({ open, page, shoot }) => {
        await open(fragment);
        await stage(page, name).waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} pixels too wide`);
        await shoot(`phone-${fragment.slice(1)}`);
    }, { viewport: { width: 390, height: 844 }, hasTouch: true });
}

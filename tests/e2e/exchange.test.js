// What is not money, and what is heard where: references, listening posts, who moved, what to check.

import assert from "node:assert/strict";
import { checkAccessibility, dropSnapshots, story, visit } from "./harness.js";

const WE = "What we get from them";
const THEY = "What they get from us";

const figure = (page, side, name) =>
    page.getByRole("region", { name: side }).getByRole("button", { name: new RegExp(`^${name}:`) }).first();

async function go(page, name) {
    await visit(page, name);
    await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function write(page, label, text) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.press("Tab");
}

story("what references are worth is explained; asking too often is said, and the limit can be raised", async ({ open, page, shoot }) => {
    await open("#account/isolde");
    const load = figure(page, WE, "Reference load");
    assert.equal(await load.innerText(), "1.3");
    await page.getByText("uses a quarter; 2 at most").waitFor();
    await figure(page, WE, "Business reference value").click();
    const explained = page.getByRole("dialog");
    await explained.getByText("Pellivar Cold Chain").first().waitFor();
    await explained.getByText("It is part of what the account brought in already: never add the two.").waitFor();
    await explained.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "+ Something they gave" }).click();
    const event = page.getByRole("dialog", { name: "Something passed between us" });
    await event.getByLabel("Who gave").selectOption("they gave us");
    await event.getByLabel("What happened").selectOption("reference use");
    await event.getByLabel("Form of capital").selectOption("reputational");
    await event.getByLabel("How much").fill("8");
    await event.getByLabel("Of what").fill("reference call");
    await event.getByLabel("How far it has come").selectOption("open");
    await event.getByLabel("When").fill("2026-10-01");
    await event.getByRole("button", { name: "Keep" }).click();
    await page.waitForFunction(() => /uses a quarter: too many, 2 at most/.test(document.body.innerText));
    assert.equal(await load.innerText(), "3.3");
    const warning = page.getByText("Isolde Ferments acted as a reference more than 2 times a quarter over the last year");
    await warning.waitFor();
    await checkAccessibility(page);
    await shoot("reference-load");

    await go(page, "Portfolio");
    await warning.waitFor();
    await go(page, "Assumptions");
    await write(page, "Uses as a reference per quarter, at most", "4");
    await go(page, "Portfolio");
    await page.getByRole("heading", { name: "What to check" }).waitFor();
    assert.equal(await warning.count(), 0);
});

story("the weight of a listening post moves what they receive, and undo takes it back", async ({ open, page, shoot }) => {
    await open("#valued");
    const weight = page.getByLabel("Weight of sales");
    await weight.waitFor();
    const gaps = () => page.locator("table.gaps").innerText();
    const before = await gaps();
    await weight.fill("2");
    await weight.press("Tab");
    await page.getByText("2 is not between 0 and 1").waitFor();
    await weight.fill("0");
    await weight.press("Tab");
    await page.waitForFunction((before) => document.querySelector("table.gaps").innerText !== before, before);
    await page.locator("table.posts").scrollIntoViewIfNeeded();
    await shoot("listening-posts");
    await go(page, "Assumptions");
    assert.equal(await page.getByLabel("Weight of what our sales team says").inputValue(), "0");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#assumption-PostWeight-Sales-").value === "1");
    await go(page, "What they value");
    await page.waitForFunction((before) => document.querySelector("table.gaps").innerText === before, before);
});

story("who climbs and who changes segment is counted from a snapshot on, and kept over a reload", async ({ open, page, shoot }) => {
    await open("#dimensions");
    await page.getByText(/ stayed where they were/).waitFor();
    await dropSnapshots(page);
    await go(page, "Length, breadth, depth");
    await page.getByText("Two times are needed to see who moved").waitFor();
    await go(page, "Portfolio");
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await page.getByRole("radio", { name: /^Compare with As of/ }).waitFor();
    await page.goto(page.url().replace(/#.*/, "#account/isolde"));
    await page.getByRole("heading", { level: 1, name: "Isolde Ferments" }).waitFor();
    const state = page.getByLabel("Relationship state");
    const was = await state.inputValue();
    const now = was === "partner" ? "friend" : "partner";
    await state.selectOption(now);
    await write(page, "Segment", "Newly made");
    await page.locator(".save-sign[data-state=saved]").waitFor();
    await page.reload();
    await go(page, "Length, breadth, depth");
    const row = page.locator(".moves tbody tr").filter({ has: page.getByRole("rowheader", { name: was }) });
    await row.waitFor();
    const place = (await page.locator(".moves thead th").allInnerTexts()).indexOf(`to ${now}`);
    assert.match(await row.locator("th, td").nth(place).innerText(), /1 went/);
    const chances = (await row.locator("td").allInnerTexts()).slice(1).map((text) => (text.startsWith("<") ? 0 : parseFloat(text)));
    assert.ok(Math.abs(chances.reduce((sum, one) => sum + one, 0) - 100) <= 4, `${chances} add up`);
    await page.locator(".moves").scrollIntoViewIfNeeded();
    await checkAccessibility(page);
    await shoot("state-moves");
    await go(page, "Segments");
    const come = (await page.locator(".moves thead th").allInnerTexts()).indexOf("to Newly made");
    assert.ok(come > 0);
    await page.getByText(/39 of 40 are in the segment they were in, 0 left the portfolio, 0 are new/).waitFor();
    await page.locator(".moves").scrollIntoViewIfNeeded();
    await shoot("segment-moves");
});

story("what contradicts itself is named on the account and on the portfolio, with the way out", async ({ open, page, shoot }) => {
    await open("#account/isolde");
    await figure(page, THEY, "Value they receive").waitFor();
    await write(page, "Retention per year", "100 %");
    const sentence = page.getByText("The retention stated for Isolde Ferments means staying for a thousand years or more");
    await sentence.waitFor();
    await shoot("to-check");
    await go(page, "Portfolio");
    await sentence.waitFor();
    await checkAccessibility(page);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await sentence.waitFor({ state: "detached" });
});

// Notes: kept next to what they are about, with day and author; changed, taken out, undone; gone with their account.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const on = (page, name) => page.locator(`.${name}`);

async function write(within, text, author) {
    await within.getByLabel("Add a note").fill(text);
    if (author) await within.getByLabel("Your name").fill(author);
    await within.getByRole("button", { name: "Keep note" }).click();
}

story("a note stands beside its account, its number and its lens, and stays there", async ({ open, page, shoot }) => {
    await open("#economic");
    const screen = on(page, "screen-notes");
    await screen.locator("summary").click();
    await write(screen, "Move the line to what a visit costs <b>first</b>.", "Mia");
    await screen.getByText("Notes (1)").waitFor();
    await visit(page, "Loyalty");
    await page.getByRole("heading", { level: 1, name: "Loyalty" }).waitFor();
    assert.equal(await screen.getByText("Move the line").count(), 0, "a note belongs to its own lens");

    await page.evaluate(() => { location.hash = "#accounts"; });
    await page.getByRole("gridcell").getByRole("link").or(page.getByRole("rowheader").getByRole("link")).first().click();
    const notes = on(page, "account-notes");
    await notes.waitFor();
    assert.equal(await notes.getByLabel("Your name").inputValue(), "Mia", "who writes is remembered");
    await write(notes, "Their new buyer starts in March.");
    await page.locator(".figure").filter({ hasText: "Total value" }).first().locator("button.number").click();
    const number = on(page, "explain-notes");
    await write(number, "Too low: the framework contract is missing.");
    await number.getByText("Too low").waitFor();
    await checkAccessibility(page);
    await page.getByRole("button", { name: "Close" }).click();
    const lines = notes.locator(".comments li");
    assert.equal(await lines.count(), 2, "the notes on its numbers stand with the account");
    assert.match(await lines.first().innerText(), /^Mia, .+ on Total value\s+Too low/, "the newest first");
    await checkAccessibility(page);
    await shoot("notes");

    await lines.last().getByRole("button", { name: /^Edit/ }).click();
    await notes.getByLabel("Change the note").fill("Their new buyer starts in April.");
    await notes.getByRole("button", { name: "Keep note" }).click();
    await notes.getByText("April").waitFor();
    await lines.first().getByRole("button", { name: /^Remove/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".account-notes .comments li").length === 1);
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll(".account-notes .comments li").length === 2);
    await notes.getByRole("button", { name: "Keep note" }).click();
    await notes.getByText("Write what you think first.").waitFor();

    await page.getByText("Saved on this device").first().waitFor();
    await page.reload();
    await notes.getByText("April").waitFor();
    await page.evaluate(() => { location.hash = "#economic"; });
    await screen.getByText("Move the line to what a visit costs <b>first</b>.").waitFor();
});

story("words without a space push no screen wide", async ({ open, page }) => {
    const long = "Unbreakable".repeat(40);
    const word = "Unbreakable".repeat(18);
    const fits = async (where) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${where}: ${wide} pixels too wide`);
    };
    await open("#account/isolde");
    const notes = on(page, "account-notes");
    await write(notes, long, word);
    await notes.getByText(long).first().waitFor();
    await page.getByRole("button", { name: "Write an action" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What is done", { exact: true }).fill(word);
    await dialog.getByLabel("Owner", { exact: true }).fill(word);
    await dialog.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("heading", { name: word }).waitFor();
    await fits("account");
    await page.evaluate(() => { location.hash = "#plan"; });
    await page.getByRole("heading", { name: word }).waitFor();
    await fits("plan");
    await page.evaluate(() => { location.hash = "#scenarios"; });
    await page.getByRole("button", { name: "New scenario" }).click();
    const name = page.getByLabel("Name", { exact: true });
    await name.fill(word);
    await name.press("Enter");
    await page.getByRole("button", { name: `Look through ${word}` }).click();
    await on(page, "scenario-banner").getByText(`Scenario ${word}: numbers as if.`).waitFor();
    await fits("scenarios");
}, { viewport: { width: 320, height: 844 } });

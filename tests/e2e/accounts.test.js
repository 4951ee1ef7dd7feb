// The accounts table: written in, pasted into, sorted and filtered, with the mouse, by keyboard alone and by touch.

import assert from "node:assert/strict";
import { checkAccessibility, paste, story } from "./harness.js";

const cell = (page, row, column) => page.locator(`#cell-${row}-${column}`);
const focused = (page) => page.evaluate(() => document.activeElement?.id);
const names = (page, n) => page.locator(".sheet-body .sheet-name .sheet-text").evaluateAll(
    (cells, n) => cells.slice(0, n).map((cell) => cell.textContent), n);

async function openTable(open, page) {
    await open("#accounts");
    await page.getByRole("grid", { name: "Accounts" }).waitFor();
    await cell(page, 1, 1).waitFor();
}

/** What Ctrl+C puts on the clipboard. */
async function copied(page) {
    return page.evaluate(() => {
        const clipboardData = new DataTransfer();
        document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
        return clipboardData.getData("text/plain");
    });
}

story("a cell is written in, undone and done again", async ({ open, page, shoot }) => {
    await openTable(open, page);
    const before = await cell(page, 2, 4).innerText();
    await cell(page, 2, 4).dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Somebody new");
    await page.keyboard.press("Enter");
    assert.equal(await cell(page, 2, 4).innerText(), "Somebody new");
    assert.equal(await focused(page), "cell-3-4", "Enter goes on to the row below");

    await page.keyboard.press("Control+z");
    await page.waitForFunction((text) => document.getElementById("cell-2-4").innerText === text, before);
    await page.keyboard.press("Control+Shift+z");
    await page.waitForFunction(() => document.getElementById("cell-2-4").innerText === "Somebody new");

    await cell(page, 2, 4).dblclick();
    await page.keyboard.type("x");
    await page.keyboard.press("Escape");
    assert.equal(await cell(page, 2, 4).innerText(), "Somebody new", "Esc drops");
    await shoot("accounts-edited");
});

story("a refused text stays and says why", async ({ open, page, shoot }) => {
    await openTable(open, page);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Since" }).check();
    await page.getByRole("button", { name: "Done" }).click();
    const since = page.locator(".sheet-body [id^='cell-1-']").last();
    await since.dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("last year");
    await page.keyboard.press("Enter");
    const editor = page.getByRole("textbox", { name: "Since" });
    await page.getByText('"last year" is not a date; write it as 2026-11-22').waitFor();
    assert.equal(await editor.getAttribute("aria-invalid"), "true");
    assert.equal(await editor.inputValue(), "last year");
    await shoot("accounts-refused");
    await editor.fill("2021-03-01");
    await page.keyboard.press("Enter");
    await editor.waitFor({ state: "detached" });
    assert.match(await since.innerText(), /2021/);
});

story("a pasted block adds accounts, names what it refuses, and is one step", async ({ open, page, shoot }) => {
    await openTable(open, page);
    const rows = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
    await cell(page, 1, 1).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Home");
    assert.equal(await focused(page), `cell-${rows}-1`);
    await paste(page, "Renamed\tcustomer\tRetail\r\nNew one\tprospect\tRetail\r\nNew two\tvendor\tRetail\r\n");
    await page.getByText(`${rows + 2} accounts`).waitFor();
    await page.getByText(/row \d+, Kind: "vendor" is none of: customer/).waitFor();
    assert.equal(await cell(page, rows + 1, 1).innerText().then((text) => text.split("\n")[0]), "New one");
    await shoot("accounts-pasted");
    await page.keyboard.press("Control+z");
    await page.getByText(`${rows} accounts`).first().waitFor();
    assert.notEqual(await cell(page, rows, 1).innerText().then((text) => text.split("\n")[0]), "Renamed");
});

story("a block is copied as a spreadsheet takes it", async ({ open, page }) => {
    await openTable(open, page);
    await cell(page, 1, 1).click();
    await cell(page, 2, 2).click({ modifiers: ["Shift"] });
    const [first, second] = await names(page, 2);
    assert.equal(await copied(page), `${first}\tcustomer\r\n${second}\tcustomer\r\n`);
    await page.keyboard.press("Control+a");
    const lines = (await copied(page)).trimEnd().split("\r\n");
    assert.match(lines[0], /^Name\tKind\tSegment\tOwner\t/, "the whole table has its headers");
    assert.equal(lines.length, Number(await page.getByRole("grid").getAttribute("aria-rowcount")));
    await cell(page, 3, 3).click();
    await cell(page, 5, 3).hover();
    await cell(page, 3, 3).hover();
    await page.mouse.down();
    await cell(page, 5, 4).hover();
    await page.mouse.up();
    assert.equal((await copied(page)).trimEnd().split("\r\n").length, 3, "dragged over three rows");
});

story("rows are sorted, filtered and found", async ({ open, page, shoot }) => {
    await openTable(open, page);
    const all = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
    const header = page.getByRole("columnheader", { name: /^Name/ });
    await header.click();
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    const ascending = await names(page, 5);
    assert.deepEqual(ascending, [...ascending].sort((one, other) => one.localeCompare(other, "en")));
    await page.getByRole("status").filter({ hasText: "Sorted by Name, A to Z" }).waitFor({ state: "attached" });
    await header.click();
    assert.equal(await header.getAttribute("aria-sort"), "descending");

    await page.getByRole("button", { name: "Menu of Kind" }).click();
    await page.getByRole("checkbox", { name: /^prospect/ }).check();
    await page.keyboard.press("Escape");
    await page.getByText(new RegExp(`\\d of ${all} accounts`)).first().waitFor();
    await page.getByRole("button", { name: "Drop the filter Kind: prospect" }).waitFor();
    await shoot("accounts-filtered");
    await page.getByRole("button", { name: "Show all accounts" }).click();

    await page.getByRole("searchbox", { name: "Search accounts" }).fill(ascending[0].toUpperCase());
    await page.getByText(new RegExp(`^[1-4] of ${all} accounts`)).first().waitFor();
    await page.getByRole("searchbox", { name: "Search accounts" }).fill("nobody has this name");
    await page.getByText("No account passes the filters.").waitFor();
});

story("accounts are added, selected and deleted with a way back", async ({ open, page }) => {
    await openTable(open, page);
    const all = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
    await page.getByRole("button", { name: "Add an account" }).click();
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Fresh");
    await page.keyboard.press("Enter");
    await page.getByText(`${all + 1} accounts`).first().waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(`${all} accounts`).first().waitFor();
    await page.waitForFunction((id) => document.activeElement?.id === id, `cell-${all}-1`);
    await page.keyboard.press("Control+Home");

    await cell(page, 1, 0).getByRole("checkbox").click();
    await cell(page, 3, 0).getByRole("checkbox").click({ modifiers: ["Shift"] });
    await page.getByText("3 accounts selected").waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText(`${all - 3} accounts`).first().waitFor();
    await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
    await page.getByText(`${all} accounts`).first().waitFor();
});

story("everything works by keyboard alone", async ({ open, page }) => {
    await openTable(open, page);
    await page.getByRole("button", { name: "Add an account" }).focus();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "cell-1-1", "one stop in the tab order");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Keys");
    await page.keyboard.press("Tab");
    assert.equal(await cell(page, 1, 3).innerText(), "Keys");
    assert.equal(await focused(page), "cell-1-4");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Delete");
    for (const row of [1, 2, 3]) assert.equal(await cell(page, row, 4).innerText(), "–");
    await page.keyboard.press("Control+z");
    assert.notEqual(await cell(page, 2, 4).innerText(), "–");

    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "cell-0-4", "the header is a row to go to");
    await page.keyboard.press("Enter");
    assert.equal(await cell(page, 0, 4).getAttribute("aria-sort"), "ascending");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("dialog", { name: "Column Owner" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "A to Z");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.id === "cell-0-4");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText("1 account selected").waitFor();
    for (let step = 0; step < 2; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => location.hash.startsWith("#account/"));
});

story("ten thousand pasted accounts scroll with few rows in the page", async ({ open, page, shoot }) => {
    await openTable(open, page);
    const all = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
    await cell(page, 1, 1).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Home");
    const lines = Array.from({ length: 10_000 }, (_, row) => `Customer ${String((row * 7919) % 10_000).padStart(5, "0")}\tcustomer`);
    await paste(page, `Last\tcustomer\n${lines.join("\n")}\n`);
    await page.getByText(`${(all + 10_000).toLocaleString("en-GB")} accounts`).first().waitFor();
    await page.keyboard.press("Control+Home");
    await page.locator(".sheet").evaluate((sheet) => { sheet.scrollTop = 200_000; });
    await page.waitForFunction(() => document.querySelectorAll(".sheet-body .sheet-name").length > 10
        && [...document.querySelectorAll(".sheet-body [aria-rowindex]")].some((row) => Number(row.ariaRowIndex) > 5_000));
    assert.ok(await page.locator(".sheet-body .sheet-row").count() < 80, "only rows in view are drawn");
    await page.getByRole("columnheader", { name: /^Name/ }).click();
    await shoot("accounts-ten-thousand");
});

story("on a phone a second tap writes in a cell", async ({ open, page, shoot }) => {
    await openTable(open, page);
    await cell(page, 2, 2).tap();
    await shoot("accounts-phone");
    await cell(page, 2, 2).tap();
    const kind = page.getByRole("combobox", { name: "Kind" });
    await kind.selectOption("partner");
    await cell(page, 4, 2).tap();
    assert.equal(await cell(page, 2, 2).innerText(), "partner");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "only the table scrolls sideways");
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

story("nobody is shut out of the table", async ({ open, page }) => {
    await openTable(open, page);
    await checkAccessibility(page);
    await cell(page, 1, 2).dblclick();
    await checkAccessibility(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Menu of Revenue" }).click();
    await checkAccessibility(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Columns" }).click();
    await checkAccessibility(page);
});

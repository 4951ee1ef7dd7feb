// Taking it out: pictures, tables, the portfolio file and paper; and what was taken out comes in again.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { drop, story } from "./harness.js";

async function downloaded(page, name) {
    const button = page.locator("#take-out").getByRole("button", { name, exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const openDialog = (page) => page.getByRole("button", { name: "Take out" }).click();

/** Width and height of a PNG, from its header. */
const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

story("PNG at three sizes, independent of the window, with the portfolio inside or without", async ({ open, page, shoot }) => {
    await open();
    await openDialog(page);
    await shoot("take-out");
    for (const [name, ratio] of [["PNG 1×", 1], ["PNG 2×", 2], ["PNG 4×", 4]]) {
        const file = await downloaded(page, name);
        assert.match(file.name, new RegExp(`value-map-${ratio}x.*\\.png$`));
        assert.deepEqual(sizeOf(file.bytes), [1200 * ratio, 800 * ratio]);
        assert.ok(file.bytes.includes("iTXtboth-sides"));
        writeFileSync(new URL(`../../test-results/map-${ratio}x.png`, import.meta.url), file.bytes);
    }
    await page.getByLabel(/Put the portfolio inside/).uncheck();
    const bare = await downloaded(page, "PNG 1×");
    assert.ok(!bare.bytes.includes("iTXtboth-sides"));
});

story("SVG with the portfolio inside or without", async ({ open, page }) => {
    await open();
    await openDialog(page);
    const whole = await downloaded(page, "SVG");
    assert.match(whole.bytes.toString(), /^<svg[^>]*><metadata id="both-sides-portfolio">/);
    await page.getByLabel(/Put the portfolio inside/).uncheck();
    const bare = await downloaded(page, "SVG");
    assert.ok(!bare.bytes.includes("metadata"));
});

story("tables and the portfolio file", async ({ open, page }) => {
    await open();
    await openDialog(page);
    const accounts = await downloaded(page, "Accounts");
    assert.match(accounts.bytes.toString(), /^\ufeffaccount_id,name,kind,/);
    assert.match(accounts.bytes.toString().split("\r\n")[0], /'= total_value.*'= zone$/);
    assert.match((await downloaded(page, "Observations")).bytes.toString(), /^\ufeffid,account_id,respondent/);
    assert.match((await downloaded(page, "Value events")).bytes.toString(), /^\ufeffid,giver_id,receiver_id/);
    const file = await downloaded(page, "Portfolio file");
    assert.equal(JSON.parse(file.bytes).magic, "both-sides");
});

story("the map goes to the clipboard as a picture", async ({ open, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open();
    await openDialog(page);
    await page.getByRole("button", { name: "Copy image" }).click();
    await page.getByText("on the clipboard").waitFor();
    const kinds = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
    assert.deepEqual(kinds, ["image/png"]);
});

story("printed: the map redrawn and the whole table, on A4", async ({ open, page }) => {
    await open();
    await page.locator(".print-view").waitFor({ state: "attached" });
    const pdf = await page.pdf({ preferCSSPageSize: true, path: new URL("../../test-results/printed.pdf", import.meta.url).pathname });
    assert.ok(pdf.length > 20_000);
    const left = await page.evaluate(() => document.querySelector(".print-view").childElementCount);
    assert.equal(left, 0, "the print view goes when printing is over");
});

story("words and numbers go on paper as they are, black on white even from a dark screen", async ({ open, page }) => {
    for (const [fragment, heading] of [["#decisions", "Decisions"], ["#exchanges", "Exchanges"], ["#method", "Method"], ["#assumptions", "Assumptions"]]) {
        await open(fragment);
        await page.getByRole("heading", { level: 1, name: heading }).waitFor();
        await page.emulateMedia({ media: "print" });
        assert.ok(await page.getByRole("heading", { level: 1, name: heading }).isVisible(), fragment);
        assert.ok(await page.locator(".portfolio-name").isVisible(), "whose portfolio it is");
        assert.ok(!(await page.locator(".print-view").isVisible()) && !(await page.getByRole("button", { name: "Take out" }).isVisible()));
        const ink = await page.locator("h1").first().evaluate((title) => getComputedStyle(title).color);
        assert.ok(Math.max(...ink.match(/[\d.]+/g).slice(0, 3).map(Number)) < 90, `${fragment}: ${ink}`);
        await page.emulateMedia({ media: null });
    }
    await open("#accounts");
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.getByRole("heading", { level: 1, name: "Accounts" }).isVisible()), "the accounts print as map and table");
}, { colorScheme: "dark" });

for (const [what, spoil, act, told] of [
    [
        "a picture that may not be copied",
        () => { Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }); },
        (page) => page.getByRole("button", { name: "Copy image" }).click(),
        "This browser does not let the page copy a picture. Download it as PNG instead.",
    ],
    [
        "a file that may not be handed over",
        () => { URL.createObjectURL = () => { throw new TypeError("not allowed"); }; },
        (page) => page.locator("#take-out").getByRole("button", { name: "Accounts", exact: true }).click(),
        "This browser did not let the page hand over a file. Try again, or try another browser.",
    ],
]) {
    story(`${what} is said with the way out`, async ({ open, page, context }) => {
        await context.addInitScript(spoil);
        await open();
        await openDialog(page);
        await act(page);
        await page.getByText(told).waitFor();
    });
}

story("what was taken out comes in again as the same portfolio", async ({ open, page }) => {
    await open("#assumptions");
    await page.getByLabel("Discount rate per year").fill("12 %");
    await page.getByLabel("Discount rate per year").press("Tab");
    await openDialog(page);
    const taken = [];
    for (const name of ["Portfolio file", "PNG 1×", "SVG"]) taken.push(await downloaded(page, name));
    const wanted = JSON.parse(taken[0].bytes);
    await page.keyboard.press("Escape");
    for (const { name, bytes } of taken) {
        await page.evaluate(() => { location.hash = "#portfolios"; });
        await page.getByRole("button", { name: "New portfolio", exact: true }).click();
        await page.waitForFunction(() => !document.querySelector(".portfolio-name").textContent.includes("Quillmarten"));
        await drop(page, { name, buffer: bytes });
        await page.waitForFunction(() => document.querySelector(".portfolio-name").textContent.includes("Quillmarten"));
        await openDialog(page);
        const again = JSON.parse((await downloaded(page, "Portfolio file")).bytes);
        await page.keyboard.press("Escape");
        assert.deepEqual(again, wanted, name);
    }
});

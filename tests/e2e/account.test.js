// Both sides of one account: found, read, explained, edited and undone.

import assert from "node:assert/strict";
import { checkAccessibility, story } from "./harness.js";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function find(page, letters, name) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find an account or a command" }).fill(letters);
    await page.getByRole("option", { name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
}

const figure = (page, side, name) =>
    page.getByRole("region", { name: side }).getByRole("button", { name: new RegExp(`^${name}:`) }).first();

const WE = "What we get from them";
const THEY = "What they get from us";

async function undoAll(page) {
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    for (let step = 0; step < 20 && (await undo.isEnabled()); step += 1) await undo.click();
    assert.ok(await undo.isDisabled(), "nothing is left to undo");
}

story("an account is opened from the palette, edited, explained and put back as it was", async ({ open, page, shoot }) => {
    await open();
    await find(page, "hestrel", "Hestrel Robotics");
    const before = await page.locator(".pages").innerText();
    const current = await figure(page, WE, "Current value").innerText();
    const total = await figure(page, WE, "Total value").innerText();

    const margin = page.getByLabel("Gross margin per year");
    await margin.fill("a lot");
    await margin.press("Tab");
    assert.equal(await margin.getAttribute("aria-invalid"), "true");
    await page.getByText('"a lot" is not a number; leave the cell empty if it is unknown.').waitFor();
    await page.getByLabel("Revenue per year").fill("400000");
    await page.getByLabel("Revenue per year").press("Tab");
    await margin.fill("150000..160000..170000");
    await margin.press("Tab");
    assert.equal(await margin.getAttribute("aria-invalid"), null);
    assert.equal(await figure(page, WE, "Revenue").innerText(), "€400,000");
    assert.notEqual(await figure(page, WE, "Current value").innerText(), current);
    assert.notEqual(await figure(page, WE, "Total value").innerText(), total);

    await figure(page, WE, "Total value").click();
    const explained = page.getByRole("dialog");
    await explained.getByRole("heading", { name: "Total value" }).waitFor();
    assert.equal(await explained.getByRole("status").first().innerText(), await figurePlain(page, "Total value"));
    await explained.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "+ Something they said" }).click();
    const form = page.getByRole("dialog", { name: "What they said" });
    await form.getByRole("button", { name: "Keep" }).click();
    await form.getByText("Choose one.").waitFor();
    await form.getByLabel("What it is about").fill("spare parts");
    await form.getByLabel("Who spoke").fill("Storekeeper");
    await form.getByLabel("Where we heard it").selectOption("support");
    await form.getByLabel("Our rating").fill("3");
    await form.getByLabel("Next-best alternative's rating").fill("8");
    await form.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("rowheader", { name: "spare parts" }).waitFor();
    assert.equal(await page.locator(".drivers tbody tr").first().locator("th").innerText(), "spare parts");

    await page.getByRole("button", { name: "+ Something they gave" }).click();
    const event = page.getByRole("dialog", { name: "Something passed between us" });
    await event.getByLabel("Who gave").selectOption("they gave us");
    await event.getByLabel("What happened").selectOption("feedback");
    await event.getByLabel("Form of capital").selectOption("knowledge");
    await event.getByLabel("Of what").fill("idea");
    await event.getByLabel("How far it has come").selectOption("open");
    await event.getByLabel("Worth in money").fill("500..1000..2000");
    await event.getByLabel("How that worth is known").selectOption("judged");
    await event.getByRole("button", { name: "Keep" }).click();
    await page.getByText("feedback, idea").first().waitFor();
    await shoot("account-edited");

    await undoAll(page);
    assert.equal(await page.locator(".pages").innerText(), before);
});

async function figurePlain(page, name) {
    return page.locator(".we-get .figure.main", { hasText: name }).locator("button.number").innerText();
}

story("the page never speaks of money alone", async ({ open, page }) => {
    await open("#account/ravosel");
    await page.getByRole("region", { name: WE }).getByRole("heading", { name: "What they gave us beside what they pay" }).waitFor();
    await page.getByRole("heading", { name: "The exchange beside sales" }).waitFor();
    await page.getByRole("heading", { name: "What has not been heard" }).waitFor();
    await page.getByText("Nobody has been heard yet. What they get is unknown, not nothing.").waitFor();
});

story("an account is walked through by keyboard alone", async ({ open, page }) => {
    await open("#account/isolde");
    const heading = page.getByRole("heading", { level: 1 });
    assert.match(await heading.innerText(), /Isolde Ferments/);
    await page.keyboard.press("]");
    await page.getByRole("heading", { level: 1, name: "Grendelmoor Drinks" }).waitFor();
    await page.keyboard.press("[");
    await page.getByRole("heading", { level: 1, name: "Isolde Ferments" }).waitFor();

    await page.getByRole("button", { name: "Rename" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Name", { exact: true }).first().waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Isolde & Daughters");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Isolde & Daughters" }).waitFor();

    const total = figure(page, WE, "Total value");
    await total.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("heading", { name: "Total value" }).waitFor();
    await page.keyboard.press("Escape");
    assert.ok(await total.evaluate((button) => button === document.activeElement), "the focus is back on the number");

    const remove = page.getByRole("button", { name: /^Remove what they said about/ }).first();
    await remove.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "add-observation");
    await undoAll(page);
    await page.getByRole("heading", { level: 1, name: "Isolde Ferments" }).waitFor();
});

story("both sides are accessible in light and dark", async ({ open, page }) => {
    await open("#account/isolde");
    await page.getByRole("region", { name: THEY }).waitFor();
    await page.locator(".loads summary").click();
    await checkAccessibility(page);
    await page.getByRole("button", { name: "+ A share of value" }).click();
    await checkAccessibility(page);
});

story("on a phone one side stands below the other", async ({ open, page, shoot }) => {
    await open("#account/tiverel");
    const [left, right] = await Promise.all([THEY, WE].map((name) => page.getByRole("region", { name }).boundingBox()));
    assert.ok(right.y >= left.y + left.height - 1, "stacked");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await shoot("account-phone");
}, PHONE);

story("on paper an account is a statement of one page", async ({ open, page }) => {
    for (const account of ["isolde", "tiverel", "vellenhof", "ravosel"]) {
        await open(`#account/${account}`);
        await page.locator(".account").waitFor();
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
        const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
        assert.equal(pages.length, 1, `${account} prints on one page`);
    }
});

story("exchange rates and activities are edited, added and removed", async ({ open, page }) => {
    await open("#assumptions");
    const worth = page.getByLabel("Is worth of hour").first();
    await worth.fill("90..60..30");
    await worth.press("Tab");
    await page.getByText("is not low..base..high in rising order").waitFor();
    await worth.fill("30..60..90");
    await worth.press("Tab");
    assert.equal(await worth.getAttribute("aria-invalid"), null);

    const rates = page.getByRole("region", { name: "Exchange table" });
    const n_rates = await rates.locator("tbody tr").count();
    await rates.getByRole("button", { name: "+ A rate" }).click();
    const form = page.getByRole("dialog", { name: "A rate" });
    await form.getByLabel("One", { exact: true }).fill("blog post");
    await form.getByLabel("Capital").selectOption("reputational");
    await form.getByLabel("Is worth").fill("300");
    await form.getByRole("button", { name: "Keep" }).click();
    assert.equal(await rates.locator("tbody tr").count(), n_rates + 1);
    await rates.getByRole("button", { name: "Remove blog post" }).click();
    assert.equal(await rates.locator("tbody tr").count(), n_rates);

    const minutes = page.getByLabel("Minutes each of Site visit");
    await minutes.fill("300");
    await minutes.press("Tab");
    await undoAll(page);
    assert.equal(await minutes.inputValue(), "240");
    await checkAccessibility(page);
});

story("events a year that are no number are refused in place", async ({ open, page }) => {
    await open("#account/isolde");
    await page.locator(".loads summary").click();
    const events = page.locator(".loads tbody input").first();
    const before = await events.inputValue();
    await events.fill("often");
    await events.press("Tab");
    await page.getByText("Write a number, or nothing for none.").waitFor();
    await events.fill(before);
    await events.press("Tab");
    await page.getByText("Write a number, or nothing for none.").waitFor({ state: "detached" });
});

story("every part of a number is explained one click away", async ({ open, page, shoot }) => {
    await open("#account/isolde");
    const explained = page.getByRole("dialog");
    const tell = async (button, title) => {
        await button.click();
        await explained.getByRole("heading", { name: title }).waitFor();
        assert.notEqual(await explained.locator(".worked").innerText(), "");
        await page.keyboard.press("Escape");
        await explained.waitFor({ state: "hidden" });
    };
    const driver = page.locator(".drivers tbody tr").first();
    const name = await driver.locator("th").innerText();
    await tell(driver.getByRole("button"), `What matters to them: ${name}`);
    await tell(driver.locator("td.gap"), `What matters to them: ${name}`);
    await tell(page.locator(".years button").first(), /Revenue in \d{4}/);
    const bars = await page.locator(".years .column > span").evaluateAll((bars) =>
        bars.map((bar) => bar.getBoundingClientRect()).map(({ width, height }) => width * height));
    assert.ok(Math.max(...bars) > 600, `the largest year is seen: ${bars}`);
    await tell(page.locator(".balance tbody button").first(), /capital/);
    await tell(page.locator(".events .worth button").first(), /^(\S.* )?Worth of /);
    await page.locator(".loads summary").click();
    await tell(page.locator(".loads tbody button").first(), /Cost of /);
    await page.locator(".years button").first().click();
    await shoot("account-explained-year");
    await checkAccessibility(page);
    await page.keyboard.press("Escape");
    await open("#decisions");
    await page.getByRole("button", { name: "Fix or release", exact: true }).click();
    await tell(page.getByRole("button", { name: /^Cost cut to break even:/ }).first(), "Cost cut that breaks even");
    await tell(page.getByRole("button", { name: /^Release worth:/ }).first(), "Worth of letting them go");
});

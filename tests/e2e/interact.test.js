// Inbox, nurture calendar, IDIC, capabilities and the watch over phase changes, on the sample and on an order log.

import assert from "node:assert/strict";
import { checkAccessibility, choose, downloaded, story } from "./harness.js";

async function go(page, hash) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
}

const focused = (page, id) => page.waitForFunction((id) => document.activeElement.id === id, id);

const waiting = async (page) => parseInt(await page.locator("#inbox-count").innerText(), 10);

story("a promise is kept from the inbox by recording it, undone, and put off", async ({ open, page, shoot }) => {
    await open("#account/isolde");
    await page.getByRole("button", { name: "+ A need or a promise" }).click();
    const form = page.getByRole("dialog", { name: "A need or a promise" });
    await form.getByRole("button", { name: "Keep" }).click();
    await form.getByText("Write what it is.").waitFor();
    await form.getByLabel("Who wants what").selectOption("we promised");
    await form.getByLabel("What it is").fill("a second training day");
    await form.getByLabel("How much it matters").fill("8");
    await form.getByLabel("Due on").fill("2026-10-01");
    await form.getByRole("button", { name: "Keep" }).click();
    await page.locator(".needs").getByText("was due on").waitFor();
    // Due, it is proposed to be kept, with its day as the reason.
    const proposal = page.locator('[data-key="promise-due/isolde"]');
    await proposal.getByText(/^we promised: a second training day, was due on .*, 30 days ago$/).waitFor();
    await proposal.getByText(/^The promise kept and marked as done, or a later day agreed/).waitFor();
    await proposal.getByText("not known what is promised in money").waitFor();

    await go(page, "#inbox");
    await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    await page.locator("#inbox-kind").selectOption("promise");
    const item = page.locator(".inbox > li");
    await item.getByText("We promised: a second training day").waitFor();
    await item.getByText("30 days overdue").waitFor();
    await checkAccessibility(page);
    await shoot("inbox");

    await item.getByRole("button", { name: "Record that it was kept" }).press("Enter");
    const record = page.getByRole("dialog", { name: "Something passed between us" });
    assert.equal(await record.getByLabel("Who gave").inputValue(), "we gave them");
    assert.equal(await record.getByLabel("Note").inputValue(), "a second training day");
    await record.getByLabel("Of what").fill("training day");
    await record.getByRole("button", { name: "Keep" }).click();
    await page.getByText("Nothing is waiting.").waitFor();
    await focused(page, "inbox-count");
    assert.equal(await page.locator("#inbox-kind").inputValue(), "promise");

    // One step brings back both: the promise is open again and the exchange is gone.
    await page.keyboard.press("Control+z");
    await item.getByText("We promised: a second training day").waitFor();
    await item.getByRole("button", { name: "Put off" }).click();
    const later = page.getByRole("dialog", { name: "Put it off" });
    await later.getByLabel("Ask again on").fill("2026-10-01");
    await later.getByRole("button", { name: "Keep" }).click();
    await later.getByText("Write a day after the one looked back from.").waitFor();
    await later.getByLabel("Ask again on").fill("2026-12-01");
    await later.getByLabel("Why").fill("after the audit");
    await later.getByRole("button", { name: "Keep" }).click();
    await page.getByText("Nothing is waiting.").waitFor();
    await page.getByText("Put off or dismissed: 1").click();
    await page.getByText("“after the audit”").waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await item.getByText("We promised: a second training day").waitFor();
    await item.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("dialog", { name: "Dismiss it" }).getByRole("button", { name: "Keep" }).click();
    await page.getByText("Nothing is waiting.").waitFor();
    await page.locator(".save-sign[data-state=saved]").waitFor();
    await page.reload();
    await page.getByText("Put off or dismissed: 1").waitFor();
});

story("the worth of what is waiting opens its explanation", async ({ open, page }) => {
    await open("#inbox");
    await page.locator("#inbox-kind").selectOption("thank");
    const first = page.locator(".inbox > li").first();
    await first.getByText("Thank and give back").waitFor();
    const all = await waiting(page);
    assert.ok(all > 0 && (await page.locator(".inbox > li").count()) <= 25);
    await first.getByRole("button", { name: /How this number came about/ }).click();
    await page.getByRole("dialog").getByText("The last exchange recorded was on").waitFor();
});

story("a shorter silence brings touches forward, and the calendar lists whom they are with", async ({ open, page, shoot }) => {
    await open("#care");
    const overdue = page.locator(".care-calendar tbody tr").first().getByRole("button");
    const before = parseInt(await overdue.innerText(), 10);
    const field = page.getByLabel("Prospective: longest silence in days");
    await field.fill("0");
    await field.press("Tab");
    await page.getByText("Write whole days from 1 to 3650, or nothing for no plan.").waitFor();
    await field.fill("10");
    await field.press("Tab");
    await page.waitForFunction((before) => parseInt(document.querySelector(".care-calendar tbody tr button").innerText, 10) > before, before);
    const now = parseInt(await overdue.innerText(), 10);
    await overdue.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Overdue: ${now}` }).waitFor();
    await focused(page, "touches-title");
    await checkAccessibility(page);
    await shoot("care");
    await page.getByRole("button", { name: "Months" }).click();
    await page.getByRole("rowheader", { name: "November 2026" }).waitFor();
    const file = await downloaded(page, () => page.getByRole("button", { name: "Calendar file (.ics)" }).click());
    const text = file.bytes.toString();
    assert.match(file.name, /touches-2026-10-31\.ics$/);
    assert.ok(text.startsWith("BEGIN:VCALENDAR\r\n") && text.includes("SUMMARY:Speak to "));
    await page.keyboard.press("Control+z");
    await page.waitForFunction((before) => parseInt(document.querySelector(".care-calendar tbody tr button").innerText, 10) === before, before);
});

story("the calendar fits a phone", async ({ open, page, shoot }) => {
    await open("#care");
    await page.locator(".care-calendar").waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
    await shoot("care-phone");
    await go(page, "#inbox");
    await page.locator(".inbox > li").first().waitFor();
    const inbox = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(inbox <= 0, `${inbox} pixels too wide`);
    await shoot("inbox-phone");
}, { viewport: { width: 390, height: 844 } });

story("every gauge opens the list behind it", async ({ open, page, shoot }) => {
    await open("#idic");
    const card = page.getByRole("region", { name: "Interact" });
    const count = card.getByRole("button", { name: /not heard within a year/ });
    const n = parseInt(await count.innerText(), 10);
    assert.ok(n > 0);
    await count.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Whom to ask next: ${n}` }).waitFor();
    assert.equal(await page.locator(".touches tbody tr").count(), Math.min(n, 25));
    await focused(page, "idic-list");
    await page.getByRole("button", { name: /the giver not told/ }).click();
    await page.getByRole("heading", { name: /^Feedback whose giver waits to be told: / }).waitFor();
    await checkAccessibility(page);
    await shoot("idic");
});

story("readiness caps how far the emphasis can shift", async ({ open, page, shoot }) => {
    await open("#emphasis");
    for (const [label, text] of [
        ["Knowing each customer's needs: have", "3"],
        ["Knowing each customer's needs: need", "6"],
    ]) {
        const field = page.getByLabel(label, { exact: true });
        await field.fill(text);
        await field.press("Tab");
    }
    const row = page.getByRole("row", { name: /Knowing each customer's needs/ });
    assert.equal(await row.locator("td").nth(2).innerText(), "3");
    const given = {
        "#assumption-Judged-AcquisitionSpend-": "2000",
        "#assumption-Judged-AcquisitionRate-": "10 %",
        "#assumption-Judged-AcquisitionCeiling-": "40 %",
        "#assumption-Judged-RetentionSpend-": "500",
        "#assumption-Judged-RetentionRate-": "60 %",
        "#assumption-Judged-RetentionCeiling-": "95 %",
    };
    for (const [id, text] of Object.entries(given)) {
        await page.locator(id).fill(text);
        await page.locator(id).press("Tab");
    }
    await page.getByText(/You are 50\s% ready for keeping/).waitFor();
    await page.getByText(/Invest first in: Knowing each customer's needs/).waitFor();
    await checkAccessibility(page);
    await shoot("readiness");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("columnheader", { name: "Within reach" }).waitFor();
});

/** Orders of `n` customers over three years, who leave sooner or later; in the last half year they buy at `pace`. */
function orders(n, pace) {
    let seed = 7;
    const chance = () => {
        seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
        return (seed + 1) / 4_294_967_297;
    };
    const lines = ["customer,date,amount"];
    const start = Date.UTC(2023, 0, 1) / 86_400_000;
    const end = start + 3 * 365;
    for (let customer = 0; customer < n; customer += 1) {
        const gap = 12 + 60 * chance();
        const leaves = chance() < 0.6 ? 0 : 0.25 * chance();
        let day = start + 200 * chance();
        while (day < end) {
            lines.push(`C${customer},${new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10)},${20 + (customer % 9)}`);
            if (chance() < leaves) break;
            const slow = day > end - 182 ? pace : 1;
            day += (-Math.log(chance()) * gap) / slow;
        }
    }
    return { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

story("where buying slowed down a banner rings, with the old and the new ranking", async ({ open, page, shoot }) => {
    await open("#models");
    await page.getByText(/Whether recent behaviour has left the past cannot be told/).waitFor();
    await go(page, "#import");
    await choose(page, [orders(300, 0.4)]);
    await page.getByRole("button", { name: "Import 300 accounts" }).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
    await go(page, "#portfolio");
    const banner = page.locator(".phase-banner");
    await banner.waitFor({ timeout: 40_000 });
    assert.match(await banner.innerText(), /The data may not mean what they meant a few months ago/);
    await page.getByRole("link", { name: "Old and new ranking" }).click();
    await page.getByRole("heading", { name: "Old and new ranking" }).waitFor();
    await page.getByText("Likelihood ratio, 2 (ln L − ln L₀)").waitFor();
    await checkAccessibility(page);
    await page.locator("#phase-title").scrollIntoViewIfNeeded();
    await shoot("phase");
});

// Every screen: it has its heading, axe finds nothing in light and dark, and nothing runs over the edge of a narrow page.

import assert from "node:assert/strict";
import { checkAccessibility, story, visit } from "./harness.js";

const SCREENS = {
    "#map": "Value Map",
    "#models": "Models",
    "#accounts": "Accounts",
    "#import": "Bring data in",
    "#exchanges": "Exchanges",
    "#capital": "Relationship capital",
    "#network": "Network",
    "#valued": "What they value",
    "#portfolio": "Portfolio",
    "#3ps": "3Ps",
    "#economic": "Economic × Relationship",
    "#growth": "Current × Potential",
    "#loyalty": "Loyalty",
    "#dimensions": "Length, breadth, depth",
    "#segments": "Segments",
    "#audit": "Metric audit",
    "#risk": "Risk and concentration",
    "#robustness": "Robustness",
    "#decisions": "Decisions",
    "#plan": "Plan",
    "#allocate": "Allocate",
    "#objectives": "Objectives",
    "#service": "Service tiers",
    "#offers": "Offers",
    "#portfolios": "Portfolios",
    "#assumptions": "Assumptions",
    "#method": "Method",
};

for (const [fragment, title] of Object.entries(SCREENS)) {
    story(`${title}: heading, axe in light and dark`, async ({ open, page, shoot }) => {
        await open(fragment);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        await checkAccessibility(page);
        await shoot(`screen-${fragment.slice(1)}`);
    });
}

const ASIDE = {
    "the take-out dialog": async ({ open, page }) => {
        await open();
        await page.getByRole("button", { name: "Take out" }).click();
        await page.locator("#take-out").waitFor();
    },
    "the list of keys": async ({ open, page }) => {
        await open("#assumptions");
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
    "clearing the device": async ({ open, page }) => {
        await open("#reset");
        await page.getByRole("heading", { level: 1, name: "Clear this device" }).waitFor();
    },
    "recovery inside the app": async ({ open, page }) => {
        await open("#portfolios");
        await page.fill("#portfolio-name", "Mine");
        await page.press("#portfolio-name", "Tab");
        await page.locator(".save-sign[data-state=saved]").waitFor();
        await page.evaluate(() => { location.hash = "#recover"; });
        await page.getByRole("heading", { level: 1, name: "Recover what is stored" }).waitFor();
    },
    "recovery without the app": async ({ open, page }) => {
        await open("#portfolios");
        await page.fill("#portfolio-name", "Mine");
        await page.press("#portfolio-name", "Tab");
        await page.locator(".save-sign[data-state=saved]").waitFor();
        await page.goto("about:blank");
        await open("#recover");
        await page.getByRole("button", { name: "Download Mine as a portfolio file" }).waitFor();
    },
};

for (const [what, arrive] of Object.entries(ASIDE)) {
    story(`${what}: axe in light and dark, and no wider than a phone`, async (told) => {
        await arrive(told);
        await checkAccessibility(told.page);
        await told.page.setViewportSize({ width: 320, height: 844 });
        const over = await told.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} pixels over the edge at 320`);
        await told.shoot(`aside-${what}`);
    });
}

story("no screen runs over the edge at 320 and 390 pixels", async ({ open, page, shoot }) => {
    await open();
    for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 844 });
        for (const [fragment, title] of Object.entries(SCREENS)) {
            await page.evaluate((hash) => { location.hash = hash; }, fragment);
            await page.getByRole("heading", { level: 1, name: title }).waitFor();
            const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(over <= 0, `${fragment} runs ${over} pixels over the edge at ${width}`);
            await shoot(`phone-${width}-${fragment.slice(1)}`);
        }
    }
});

story("the sections open over the page on a phone and close again", async ({ open, page }) => {
    await open("#assumptions");
    await page.getByRole("button", { name: "Sections" }).click();
    await visit(page, "Exchanges");
    await page.getByRole("heading", { level: 1, name: "Exchanges" }).waitFor();
    await page.getByRole("navigation").waitFor({ state: "hidden" });
}, { viewport: { width: 390, height: 844 }, hasTouch: true });

story("the palette finds an account by a few letters and opens it", async ({ open, page }) => {
    await open("#exchanges");
    const name = await page.locator("tbody th a").first().innerText();
    await page.keyboard.press("Control+k");
    await page.keyboard.type(name.slice(0, 5).toLowerCase());
    await page.getByRole("option", { name: new RegExp(name) }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.startsWith("#account/"));
});

story("an assumption changes, is undone and redone from the keyboard", async ({ open, page }) => {
    await open("#assumptions");
    const rate = page.getByLabel("Discount rate per year");
    await rate.fill("12,5 %");
    await rate.press("Tab");
    await page.getByText('Discount rate per year: "12,5 %" is not a number').waitFor();
    assert.equal(await rate.inputValue(), "10 %");
    await rate.fill("12.5 %");
    await rate.press("Tab");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#assumption-DiscountRate").value === "10 %");
    await page.keyboard.press("Control+Shift+Z");
    await page.waitForFunction(() => document.querySelector("#assumption-DiscountRate").value === "12.5 %");
});

story("the list of keys opens with a question mark", async ({ open, page }) => {
    await open("#assumptions");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
});

story("map and table are found again as they were last looked at", async ({ open, page }) => {
    await open("#map");
    await page.getByLabel("Colour and shape").selectOption({ label: "Owner" });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
    const colour = await page.getByLabel("Colour and shape").evaluate((list) => list.selectedOptions[0].text);
    assert.equal(colour, "Owner");
});

story("a long name wraps on a narrow page, and one that is too long is refused where it is written", async ({ open, page }) => {
    const long = "W".repeat(180);
    const go = async (fragment) => {
        await page.evaluate((fragment) => { location.hash = fragment; }, fragment);
        await page.locator("main h1").waitFor();
    };
    const fits = async (what) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${what} runs ${wide} pixels over the edge`);
    };
    await open("#exchanges");
    const first = page.locator(".exchanges tbody a").first();
    await first.waitFor();
    await go(await first.getAttribute("href"));
    await page.locator("#field-name").waitFor({ state: "attached" });
    await page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => { fold.open = true; }));
    await page.fill("#field-name", long);
    await page.press("#field-name", "Tab");
    await page.getByRole("heading", { level: 1, name: long }).waitFor();
    await go("#exchanges");
    await page.locator(".exchanges tbody").getByText(long).first().waitFor();
    await fits("Exchanges");
    await go("#emphasis");
    await page.getByLabel(/^Winning customers takes: another/).fill(long);
    await page.keyboard.press("Enter");
    await page.locator(".capabilities").getByRole("rowheader", { name: long }).waitFor();
    await fits("Emphasis");
    await go("#service");
    const tier = page.getByLabel("Name of tier 1", { exact: true });
    await tier.fill(long);
    await tier.press("Tab");
    await page.getByText(`With priority: ${long}`).first().waitFor();
    await fits("Service");
    const before = Date.now();
    await tier.fill("W".repeat(10_000));
    await tier.press("Tab");
    await page.locator(".form-line .refusal").getByText("has 10000 characters; a name has 200 at most").waitFor();
    assert.ok(Date.now() - before < 4000, "the page answers");
    assert.equal((await tier.inputValue()).length, 10_000, "what was written stays");
    await tier.press("Escape");
    assert.equal(await tier.inputValue(), long);
}, { viewport: { width: 320, height: 700 } });

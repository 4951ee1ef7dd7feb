// Keeping it: what was called saved is there again, whatever happens to the tab or the storage.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { drop, started, story } from "./harness.js";

const saved = (page) => page.locator(".save-sign[data-state=saved]").waitFor();
const nameOf = (page) => page.locator(".portfolio-name").innerText();

async function rename(page, name) {
    await page.fill("#portfolio-name", name);
    await page.press("#portfolio-name", "Tab");
}

async function downloaded(page, click) {
    const [download] = await Promise.all([page.waitForEvent("download"), click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Every text stored under a key of ours, by key. */
const storedTexts = (page) =>
    page.evaluate(() => Object.fromEntries(Object.keys(localStorage).sort().map((key) => [key, localStorage.getItem(key)])));

const portfolioKey = (page) =>
    page.evaluate(() => Object.keys(localStorage).find((key) => key.startsWith("both-sides:portfolio:")));

story("an edit is saved, found after a reload, and undone and done again", async ({ open, page }) => {
    await open("#portfolios");
    const before = await nameOf(page);
    await rename(page, "Northern clients");
    await saved(page);
    await page.reload();
    await started(page);
    assert.equal(await nameOf(page), "Northern clients");
    await rename(page, "Southern clients");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await nameOf(page), "Northern clients");
    await page.getByRole("button", { name: "Redo" }).click();
    assert.equal(await nameOf(page), "Southern clients");
    await saved(page);
    assert.notEqual(before, "Northern clients");
});

story("an edit just before the page is left is saved", async ({ open, page }) => {
    await open("#portfolios");
    await page.fill("#portfolio-name", "Left at once");
    await page.press("#portfolio-name", "Enter");
    await page.reload();
    await started(page);
    assert.equal(await nameOf(page), "Left at once");
});

story("portfolios: new, copy, delete, bring back, open", async ({ open, page, shoot }) => {
    await open("#portfolios");
    await rename(page, "First");
    await saved(page);
    await page.getByRole("button", { name: "New portfolio" }).click();
    await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "New portfolio");
    await rename(page, "Second");
    await saved(page);
    await page.getByRole("button", { name: "Copy First" }).click();
    await page.getByText("First (copy)").waitFor();
    await shoot("portfolios-light");
    await page.getByRole("button", { name: "Delete First (copy)" }).click();
    await page.getByRole("button", { name: "Bring back First (copy)" }).click();
    await page.getByRole("button", { name: "Delete First (copy)" }).waitFor();
    await page.getByRole("button", { name: "Open First", exact: true }).click();
    await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "First");
    await page.reload();
    await started(page);
    assert.equal(await nameOf(page), "First");
});

story("a version is kept under a name and gone back to, and that is undone", async ({ open, page }) => {
    await open("#portfolios");
    await rename(page, "Before");
    await saved(page);
    await page.fill("#version-name", "the good one");
    await page.getByRole("button", { name: "Keep version" }).click();
    await page.getByText("the good one").waitFor();
    await rename(page, "After");
    await saved(page);
    await page.getByRole("button", { name: /Go back to the good one/ }).click();
    await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "Before");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await nameOf(page), "After");
});

story("a second tab looks on, sees changes, and takes over", async ({ open, page, context, site }) => {
    await open("#portfolios");
    await rename(page, "Shared");
    await saved(page);
    const second = await context.newPage();
    await second.goto(`${site.url}#portfolios`);
    await started(second);
    await second.getByText("being edited in another tab").waitFor();
    await rename(second, "Refused");
    assert.equal(await nameOf(second), "Shared");
    await second.evaluate(() => { location.hash = "#plan"; });
    await second.locator(".screen-notes summary").click();
    await second.getByLabel("Add a note").fill("Not lost");
    await second.getByRole("button", { name: "Keep note" }).click();
    await second.getByText("Choose Take over to edit it here.").first().waitFor();
    assert.equal(await second.getByLabel("Add a note").inputValue(), "Not lost", "a refused note stays in its form");
    await second.evaluate(() => { location.hash = "#portfolios"; });
    await rename(page, "Changed in the first");
    await second.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "Changed in the first");
    await second.getByRole("button", { name: "Take over" }).click();
    await page.getByText("being edited in another tab").waitFor();
    await second.waitForFunction(() => !document.querySelector(".keep-banner .notice"));
    await rename(second, "Changed in the second");
    await saved(second);
    await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "Changed in the second");
    await second.close();
    await page.waitForFunction(() => !document.querySelector(".keep-banner .notice"));
    await rename(page, "First again");
    await saved(page);
});

story("a form whose record is refused stays open with what was written", async ({ open, page, context, site }) => {
    await open("#portfolios");
    await rename(page, "Shared");
    await saved(page);
    const second = await context.newPage();
    await second.goto(`${site.url}#plan`);
    await started(second);
    await second.getByText("being edited in another tab").waitFor();
    await second.getByRole("button", { name: "Write an action" }).click();
    const form = second.getByRole("dialog");
    await form.getByLabel("What is done").fill("A visit in spring");
    await form.getByLabel("Cost, once").fill("nothing much");
    await form.getByRole("button", { name: "Keep" }).click();
    await form.getByText("is not a number").waitFor();
    await form.getByLabel("Cost, once").fill("300");
    await form.getByRole("button", { name: "Keep" }).click();
    await form.getByText("Choose Take over to edit it here.").waitFor();
    assert.equal(await form.getByLabel("What is done").inputValue(), "A visit in spring");
    await form.getByRole("button", { name: "Take over" }).click();
    await page.getByText("being edited in another tab").waitFor();
    await form.getByRole("button", { name: "Keep" }).click();
    await form.waitFor({ state: "hidden" });
    await second.getByRole("heading", { name: "A visit in spring" }).waitFor();
    // A line that is refused does not swallow Escape.
    await second.getByRole("button", { name: "Write an action" }).click();
    await form.getByLabel("Cost, once").fill("nothing much");
    await form.getByRole("button", { name: "Keep" }).click();
    await form.getByText("is not a number").waitFor();
    await second.keyboard.press("Escape");
    await form.waitFor({ state: "hidden" });
});

story("a portfolio file dropped on Bring data in is shown on the Value Map and said to be open", async ({ open, page }) => {
    await open("#portfolios");
    await rename(page, "Northern clients");
    await saved(page);
    const file = await downloaded(page, () => page.getByRole("button", { name: "Download", exact: true }).click());
    await rename(page, "Something else");
    await saved(page);
    await page.evaluate(() => { location.hash = "#import"; });
    await page.getByRole("heading", { level: 1, name: "Bring data in" }).waitFor();
    await drop(page, { name: file.name, text: file.text });
    const heading = page.getByRole("heading", { level: 1, name: "Value Map" });
    await heading.waitFor();
    await page.getByText(`${file.name} is open: Northern clients, 40 accounts.`).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches("main h1"));
    assert.equal(await nameOf(page), "Northern clients");
    assert.equal(new URL(page.url()).hash, "#map");
});

story("storage full: said plainly, a download, nothing stored is touched", async ({ open, page, shoot }) => {
    await open("#portfolios");
    await rename(page, "Small");
    await saved(page);
    const before = await page.evaluate(() => {
        let size = 4_000_000;
        let n = 0;
        while (size > 0) {
            try {
                localStorage.setItem(`filler ${n}`, "x".repeat(size));
                n += 1;
            } catch {
                size = Math.floor(size / 2);
            }
        }
        return localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith("both-sides:portfolio:")));
    });
    await page.fill("#portfolio-name", `Large ${Array.from({ length: 180 }, (_, n) => (n * 7919 % 36).toString(36)).join("")}`);
    await page.press("#portfolio-name", "Tab");
    await page.getByText("NOT saved").first().waitFor();
    await page.getByText("storage for this page is full").waitFor();
    await shoot("storage-full");
    const key = await portfolioKey(page);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), key), before);
    const file = await downloaded(page, () => page.getByRole("button", { name: "Download now" }).click());
    assert.match(file.text, /"magic":"both-sides".*"name":"Large /);
    await page.evaluate(() => localStorage.removeItem("filler 0"));
    await page.getByRole("button", { name: "Try again" }).click();
    await saved(page);
});

story("storage blocked: said plainly, the app works on in memory", async ({ open, page, context, shoot }) => {
    await context.addInitScript(() => {
        Object.defineProperty(window, "localStorage", {
            get() {
                throw new DOMException("The operation is insecure.", "SecurityError");
            },
        });
    });
    await open("#portfolios");
    await page.getByText("lets the page store nothing").first().waitFor();
    await rename(page, "In memory");
    await page.getByText("NOT saved").first().waitFor();
    assert.equal(await nameOf(page), "In memory");
    await shoot("storage-blocked");
    const file = await downloaded(page, () => page.getByRole("button", { name: "Download now" }).click());
    assert.match(file.text, /"name":"In memory"/);
});

for (const [what, spoil, message] of [
    ["corrupted", (text) => `${text.slice(0, -40)}${text.slice(-39)}`, /damaged|cut off|changed/],
    ["newer", (text) => text.replace('"version":1', '"version":9'), /newer release of Both Sides/],
]) {
    story(`a ${what} portfolio is named and left as it is`, async ({ open, page, shoot }) => {
        await open("#portfolios");
        await rename(page, "Precious");
        await saved(page);
        const key = await portfolioKey(page);
        const text = await page.evaluate((key) => localStorage.getItem(key), key);
        await page.goto("about:blank");
        await open("#recover");
        await page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, spoil(text)]);
        await page.goto("about:blank");
        await open("#portfolios");
        await page.locator(".notice", { hasText: message }).waitFor();
        await rename(page, "Another");
        await saved(page);
        await shoot(`stored-${what}`);
        assert.equal(await page.evaluate((key) => localStorage.getItem(key), key), spoil(text));
        const texts = await storedTexts(page);
        assert.equal(Object.keys(texts).filter((key) => key.startsWith("both-sides:portfolio:")).length, 2);
    });
}

story("storage cleared while the app is open: the next change saves everything again", async ({ open, page }) => {
    await open("#portfolios");
    await rename(page, "Before clearing");
    await saved(page);
    await page.evaluate(() => localStorage.clear());
    await rename(page, "After clearing");
    await saved(page);
    await page.reload();
    await started(page);
    assert.equal(await nameOf(page), "After clearing");
});

story("reset offers a download first and then removes everything of ours", async ({ open, page, shoot }) => {
    await open("#portfolios");
    await rename(page, "To be removed");
    await saved(page);
    await page.evaluate(() => localStorage.setItem("another page", "stays"));
    await open("#reset");
    await page.getByRole("heading", { name: "Clear this device" }).waitFor();
    const remove = page.getByRole("button", { name: "Remove everything" });
    assert.ok(await remove.isDisabled());
    const file = await downloaded(page, () => page.getByRole("button", { name: "First download everything" }).click());
    assert.ok(Object.keys(JSON.parse(file.text)).some((key) => key.startsWith("both-sides:portfolio:")));
    await shoot("reset");
    await page.getByLabel("I have what I need from here").check();
    await remove.click();
    await page.getByText("was removed").waitFor();
    assert.deepEqual(await storedTexts(page), { "another page": "stays" });
});

story("a stored portfolio is recovered without the app as a file that opens again", async ({ open, page, shoot }) => {
    for (const name of ["Recovered", "Recovered, and one more letter", "Geborgen: Île & Söhne …"]) {
        await open("#portfolios");
        await rename(page, name);
        await saved(page);
        await page.goto("about:blank");
        await open("#recover");
        await page.getByText("opens again when you drop it on the app").waitFor();
        await shoot("recover-portfolio");
        const file = await downloaded(page, () => page.getByRole("button", { name: `Download ${name} as a portfolio file` }).click());
        assert.equal(JSON.parse(file.text).magic, "both-sides");
        await page.goto("about:blank");
        await open("#portfolios");
        await page.getByRole("button", { name: "New portfolio", exact: true }).click();
        await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "New portfolio");
        await drop(page, { name: file.name, text: file.text });
        await page.waitForFunction((name) => document.querySelector(".portfolio-name").innerText === name, name);
        await page.evaluate(() => localStorage.clear());
        await page.goto("about:blank");
    }
});

story("a damaged text is said to be damaged and comes as it is stored", async ({ open, page, shoot }) => {
    await open("#portfolios");
    await rename(page, "Spoilt");
    await saved(page);
    const key = await portfolioKey(page);
    await page.goto("about:blank");
    await open("#recover");
    const spoilt = await page.evaluate((key) => {
        const text = localStorage.getItem(key);
        localStorage.setItem(key, `${text.slice(0, -60)}${text.slice(-59)}`);
        return localStorage.getItem(key);
    }, key);
    await page.reload();
    await started(page);
    await page.getByRole("button", { name: "Download Spoilt as a portfolio file" }).click();
    await page.getByText("This text is damaged and does not open").waitFor();
    await shoot("recover-damaged");
    const file = await downloaded(page, () => page.getByRole("button", { name: `Download ${key} as stored` }).click());
    assert.equal(JSON.parse(file.text)[key], spoilt);
});

story("without Web Locks a heartbeat keeps one writer, and another tab takes over", async ({ open, page, context, site }) => {
    await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
    });
    await open("#portfolios");
    assert.equal(await page.evaluate(() => navigator.locks), undefined);
    await rename(page, "Kept by heartbeat");
    await saved(page);
    const second = await context.newPage();
    await second.goto(`${site.url}#portfolios`);
    await started(second);
    await second.getByText("being edited in another tab").waitFor();
    await rename(second, "Refused");
    assert.equal(await nameOf(second), "Kept by heartbeat");
    await second.getByRole("button", { name: "Take over" }).click();
    await page.getByText("being edited in another tab").waitFor();
    await second.waitForFunction(() => !document.querySelector(".keep-banner .notice"));
    await rename(second, "Changed in the second");
    await saved(second);
    await page.waitForFunction(() => document.querySelector(".portfolio-name").innerText === "Changed in the second");
    await second.close();
    await page.waitForFunction(() => !document.querySelector(".keep-banner .notice"), null, { timeout: 30_000 });
    await rename(page, "First again");
    await saved(page);
    await page.reload();
    await started(page);
    assert.equal(await nameOf(page), "First again");
});

// `KILLS=100` for the promise as it is written; fewer by default, because each takes some seconds.
const KILLS = Number(process.env.KILLS ?? 12);

story("the tab is killed at random moments and what it last called saved is there", async ({ context, site, allow }) => {
    allow(/./);
    let seed = 7;
    const dice = (sides) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % sides;
    for (let round = 0; round < KILLS; round += 1) {
        const page = await context.newPage();
        // The page tells the story from outside itself: the last name it called saved.
        let lastSaved = null;
        await page.exposeFunction("calledSaved", (name) => { lastSaved = name; });
        await page.goto(`${site.url}#portfolios`);
        await started(page);
        await page.evaluate(() => {
            const sign = document.querySelector(".save-sign");
            new MutationObserver(() => {
                if (sign.dataset.state === "saved") calledSaved(document.querySelector(".portfolio-name").innerText);
            }).observe(sign, { attributes: true, subtree: true, childList: true });
            let n = 0;
            const input = document.querySelector("#portfolio-name");
            setInterval(() => {
                input.value = `edit ${n += 1} ${"·".repeat(n % 40)}`;
                input.dispatchEvent(new Event("change", { bubbles: true }));
            }, 70);
        });
        await new Promise((done) => setTimeout(done, 2200 + dice(900)));
        const cdp = await context.newCDPSession(page);
        const crashed = new Promise((done) => page.once("crash", done));
        cdp.send("Page.crash").catch(() => {});
        await crashed;
        const called = lastSaved;
        await page.close();
        const again = await context.newPage();
        await again.goto(`${site.url}#portfolios`);
        await started(again);
        const found = await nameOf(again);
        const number = (name) => Number(/^edit (\d+)/.exec(name ?? "")?.[1] ?? -1);
        assert.ok(called !== null, "something was called saved");
        assert.ok(number(found) >= number(called), `called saved: ${called}; found: ${found}`);
        await again.evaluate(() => localStorage.clear());
        await again.close();
    }
}, { timeout: 60_000 + KILLS * 12_000 });

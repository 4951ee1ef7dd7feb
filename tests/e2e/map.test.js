// The Value Map: pointer, keyboard, thresholds, zone names, forms, phones.

import assert from "node:assert/strict";
import { checkAccessibility, story } from "./harness.js";

const stage = (page) => page.locator("#map-stage");
const said = (page) => page.locator("p[role=status][aria-live=polite]").last();
const why = (page) => page.getByRole("region", { name: "Why is it here?" });
const across = (page) => page.getByLabel("Value they receive divides at");

/** Enters the map by keyboard and stands on its first account. */
async function enter(page) {
    await page.locator("#map-x").focus();
    for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement.id === "map-stage")) return;
    }
    assert.fail("Tab never reached the map");
}

story("the map is walked with the keyboard alone", async ({ open, page, shoot }) => {
    await open();
    await stage(page).waitFor();
    await enter(page);
    await page.waitForFunction(() => /1 of 40\.$/.test(document.querySelector("#map-stage ~ p[role=status]")?.textContent));
    const first = await said(page).textContent();
    assert.match(first, /^.+\. Value they receive: .+\. Total value: .+\. .+\. 1 of 40\.$/);
    await page.keyboard.press("]");
    assert.match(await said(page).textContent(), / 2 of 40\.$/);
    await page.keyboard.press("[");
    assert.equal(await said(page).textContent(), first);
    await page.keyboard.press("ArrowDown");
    const below = await said(page).textContent();
    assert.notEqual(below, first, "an arrow leads to a neighbour");
    const name = below.split(".")[0];
    await page.keyboard.press("Space");
    await why(page).getByRole("heading", { name }).waitFor();
    assert.match(await said(page).textContent(), /Selected\./);
    await shoot("map-keyboard");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "map-tool-move", "Escape leaves the map");
    await enter(page);
    assert.match(await said(page).textContent(), new RegExp(`^${name}`), "the map is entered where it was selected");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#account\//);
});

story("a click selects, a box selects many, the empty ground clears", async ({ open, page }) => {
    await open();
    await stage(page).waitFor();
    const at = await somebody(page);
    await page.mouse.move(at.x, at.y);
    const name = await page.locator(".map-card strong").textContent();
    await page.mouse.click(at.x, at.y);
    await why(page).getByRole("heading", { name }).waitFor();
    await page.getByRole("button", { name: "Box" }).click();
    const box = await stage(page).boundingBox();
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => /40 accounts selected/.test(document.querySelector("#map-stage ~ p[role=status]").textContent));
    await page.getByRole("button", { name: "Lasso" }).click();
    await page.mouse.move(at.x - 3, at.y - 3);
    await page.mouse.down();
    for (const [x, y] of [[3, -3], [3, 3], [-3, 3]]) await page.mouse.move(at.x + x, at.y + y, { steps: 3 });
    await page.mouse.up();
    await page.waitForFunction(() => /^\d accounts? selected/.test(document.querySelector("#map-stage ~ p[role=status]").textContent));
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await page.mouse.click(box.x + box.width / 2, box.y + 4);
    await why(page).getByText("Click a mark").waitFor();
});

/** A place on the stage where an account stands: the card says so. */
async function somebody(page) {
    const box = await stage(page).boundingBox();
    for (let y = box.y + 40; y < box.y + box.height - 60; y += 14) {
        for (let x = box.x + 120; x < box.x + box.width - 20; x += 14) {
            await page.mouse.move(x, y);
            if (await page.locator(".map-card").isVisible()) return { x, y };
        }
    }
    return assert.fail("no account under the pointer anywhere");
}

story("a dragged threshold is one undo step", async ({ open, page }) => {
    await open();
    await stage(page).waitFor();
    const before = await across(page).inputValue();
    const line = await threshold(page);
    await page.mouse.move(line.x, line.y);
    await page.mouse.down();
    await page.mouse.move(line.x + 40, line.y, { steps: 8 });
    await page.mouse.move(line.x + 90, line.y, { steps: 8 });
    await page.mouse.up();
    const moved = await across(page).inputValue();
    assert.ok(Number(moved) > Number(before), `${before} became ${moved}`);
    await page.keyboard.press("Control+z");
    assert.equal(await across(page).inputValue(), before, "one undo takes the whole drag back");
});

/** The handle of the upright threshold, found by the cursor it gives. */
async function threshold(page) {
    const { x: start, width } = await stage(page).boundingBox();
    for (let x = start + 60; x < start + width; x += 4) {
        // What loads later above the map moves it down.
        const y = (await stage(page).boundingBox()).y + 33;
        await page.mouse.move(x, y);
        if ((await stage(page).getAttribute("data-line")) === "across") return { x: x + 3, y };
    }
    return assert.fail("no threshold under the pointer anywhere");
}

story("a threshold is typed, refused and taken back", async ({ open, page }) => {
    await open();
    await across(page).fill("72.5");
    await across(page).press("Enter");
    assert.equal(await across(page).inputValue(), "72.5");
    await across(page).fill("high");
    await across(page).press("Tab");
    await page.getByText('"high" is not a number; the threshold stays where it was.').waitFor();
    assert.equal(await across(page).inputValue(), "72.5");
    await page.getByRole("button", { name: "Usual" }).first().click();
    assert.equal(await across(page).inputValue(), "50");
});

story("a zone is renamed everywhere and undone", async ({ open, page }) => {
    await open();
    const name = page.getByLabel("Name of the zone upper right");
    const before = await name.inputValue();
    await name.fill("Crown jewels");
    await name.press("Enter");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText("Crown jewels (high on both sides)").waitFor();
    await page.locator("body").press("Control+z");
    await page.getByText(`${before} (high on both sides)`).waitFor();
});

story("picture, table and text show the same accounts", async ({ open, page }) => {
    await open();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const rows = page.getByRole("region", { name: "The map as a table" }).locator("tbody tr");
    assert.equal(await rows.count(), 40);
    assert.ok((await page.getByText("not heard").count()) > 0, "what is unknown is said, not shown as zero");
    await rows.first().getByRole("button").click();
    await why(page).getByRole("heading", { level: 3 }).waitFor();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByText("40 accounts:").waitFor();
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await stage(page).waitFor();
});

story("an axis nobody has a value for says so and offers others", async ({ open, page }) => {
    await open();
    await page.getByLabel("Up ↑").selectOption({ label: "Their surplus" });
    const offered = page.locator(".map-notice button");
    if ((await offered.count()) > 0) {
        await offered.first().click();
        await page.locator(".map-notice").waitFor({ state: "detached" });
    }
});

story("wheel and buttons zoom, Fit shows everything again", async ({ open, page }) => {
    await open();
    await stage(page).waitFor();
    const fit = page.getByRole("button", { name: "Fit" });
    assert.ok(await fit.isDisabled());
    const box = await stage(page).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
    await page.mouse.wheel(0, -600);
    await page.getByText(/lie outside the part you see/).waitFor();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 3 + 30, { steps: 4 });
    await page.mouse.up();
    await fit.click();
    assert.ok(await fit.isDisabled());
});

story("two fingers zoom the map and one moves it", async ({ open, page, context, shoot }) => {
    await open();
    await stage(page).waitFor();
    const fingers = await context.newCDPSession(page);
    const touch = (type, points) => fingers.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await stage(page).scrollIntoViewIfNeeded();
    const box = await stage(page).boundingBox();
    const [x, y] = [box.x + box.width * 0.55, box.y + box.height * 0.45];
    assert.ok(await page.getByRole("button", { name: "Fit" }).isDisabled());
    const scrolled = await page.evaluate(() => scrollY);
    await touch("touchStart", [[x - 20, y], [x + 20, y]]);
    for (let step = 1; step <= 8; step += 1) await touch("touchMove", [[x - 20 - 8 * step, y], [x + 20 + 8 * step, y]]);
    await touch("touchEnd", []);
    await page.getByText(/lie outside the part you see/).waitFor();
    const outside = async () => Number(/(\d+) (?:accounts? )?lie/.exec(await page.getByText(/lie outside the part you see/).innerText())?.[1]);
    const zoomed = await outside();
    await shoot("map-pinched");
    assert.ok(zoomed > 0);
    assert.equal(await page.evaluate(() => visualViewport.scale), 1, "the page itself is not zoomed");
    const before = await stage(page).locator("canvas").first().evaluate((canvas) => canvas.toDataURL());
    await touch("touchStart", [[x, y]]);
    for (let step = 1; step <= 6; step += 1) await touch("touchMove", [[x + 10 * step, y + 4 * step]]);
    await touch("touchEnd", []);
    await page.waitForFunction((before) => document.querySelector("#map-stage canvas").toDataURL() !== before, before);
    assert.equal(await page.evaluate(() => scrollY), scrolled, "the page stays where it was");
    for (let round = 0; round < 4; round += 1) {
        await touch("touchStart", [[x - 120, y], [x + 120, y]]);
        for (let step = 1; step <= 8; step += 1) await touch("touchMove", [[x - 120 + 13 * step, y], [x + 120 - 13 * step, y]]);
        await touch("touchEnd", []);
    }
    assert.ok(await page.getByText(/lie outside the part you see/).count() === 0 || await outside() < zoomed, "pinched together it shows more");
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

story("the map holds on a phone and by axe", async ({ open, page, shoot }) => {
    await open();
    await stage(page).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
    await shoot("map-phone");
    await checkAccessibility(page);
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

story("the map with an account selected passes axe", async ({ open, page }) => {
    await open();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("region", { name: "The map as a table" }).locator("tbody button").first().click();
    await why(page).getByRole("heading", { level: 3 }).waitFor();
    await checkAccessibility(page);
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await checkAccessibility(page);
});

story("forced colours keep the ground of the map light behind its marks", async ({ open, page, shoot }) => {
    await open();
    await stage(page).waitFor();
    await page.waitForTimeout(200);
    const lightest = await page.locator("#map-stage canvas").first().evaluate((canvas) => {
        const { width, height } = canvas;
        const pixels = canvas.getContext("2d").getImageData(width * 0.4, height * 0.55, 60, 60).data;
        return Math.max(...pixels.filter((_, index) => index % 4 === 0));
    });
    await shoot("map-forced-colours");
    assert.ok(lightest > 200, `the ground is ${lightest}`);
}, { forcedColors: "active" });

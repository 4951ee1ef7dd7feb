// Takes the README's picture from the app as built: `make screenshot`.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserPath } from "./browser_path.js";
import { serve } from "./static_server.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const site = await serve(process.env.DIST ?? join(root, "dist"));
const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1360, height: 850 }, locale: "en-GB", colorScheme: "light" });
await page.goto(site.url);
await page.waitForFunction(() => !document.getElementById("shell") && document.querySelector("canvas"));
await page.evaluate(() => document.fonts.ready);
await page.waitForTimeout(500);
mkdirSync(join(root, "docs"), { recursive: true });
await page.screenshot({ path: join(root, "docs", "screenshot.png") });
await browser.close();
await site.close();

// Finds the Chromium or Chrome that is installed. Run by itself, it prints the path or fails.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const ELSEWHERE = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of the browser: `CHROME_PATH` if set, else the first one found. */
export function browserPath() {
    if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
    const folders = (process.env.PATH ?? "").split(delimiter);
    const found = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE].find(isProgram);
    if (!found) throw new Error("No Chrome or Chromium found; set CHROME_PATH to its program.");
    return found;
}

function isProgram(path) {
    try {
        accessSync(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(browserPath());

// Fitted models on the CDNOW summary of the tests: ours in wasm as the worker runs it, Python's lifetimes 0.11.3 in an
// environment made for this run, on the same numbers, in turns.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const title = "fit";
const FILE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "tests", "fixtures", "data", "lifetimes_cdnow_summary.csv");
const PATTERNS = join(dirname(FILE), "lifetimes_donations.csv");
const PACKAGES = ["lifetimes==0.11.3", "numpy<2", "pandas<2", "scipy<1.12"];
const PARTS = [
    { title: "fit BG/NBD and Gamma-Gamma, CDNOW", budget: 20 },
    { title: "fit Pareto/NBD, CDNOW", budget: 10 },
    { title: "fit MBG/NBD, CDNOW", budget: 10 },
    { title: "fit BG/BB, donations", budget: 10 },
];

const PROGRAM = `
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import pandas
from lifetimes import BetaGeoBetaBinomFitter, BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter
rows = pandas.read_csv(sys.argv[1])
given = pandas.read_csv(sys.argv[2])
again = rows[rows.x > 0]
for line in sys.stdin:
    start = time.perf_counter()
    buying = BetaGeoFitter().fit(rows.x, rows.t_x, rows["T"])
    GammaGammaFitter().fit(again.x, again.zbar)
    middle = time.perf_counter()
    leaving = ParetoNBDFitter().fit(rows.x, rows.t_x, rows["T"])
    left = time.perf_counter()
    modified = ModifiedBetaGeoFitter().fit(rows.x, rows.t_x, rows["T"])
    done = time.perf_counter()
    yearly = BetaGeoBetaBinomFitter().fit(given.frequency, given.recency, given.periods, given.weights)
    end = time.perf_counter()
    digits = lambda model: " ".join("%.3f" % value for value in model.params_)
    print(json.dumps([[1000 * (middle - start), digits(buying)], [1000 * (left - middle), digits(leaving)],
        [1000 * (done - left), digits(modified)], [1000 * (end - done), digits(yearly)]]), flush=True)
`;

export async function measure({ browser, site, rounds = 7 }) {
    const page = await browser.newPage();
    await page.goto(`${site.url}benches/page.html`);
    await page.waitForFunction(() => globalThis.ready);
    const texts = [FILE, PATTERNS].map((path) => readFileSync(path, "utf8"));
    const ours = () => page.evaluate(fitted, texts);
    const folder = mkdtempSync(join(tmpdir(), "both-sides-fits-"));
    const peer = python(folder);
    const times = { ours: [], lifetimes: [] };
    try {
        for (let round = -1; round < rounds; round += 1) {
            for (const [who, run] of Object.entries({ ours, lifetimes: peer.run })) {
                const found = await run();
                if (round >= 0) times[who].push(found);
            }
        }
    } finally {
        peer.stop();
        rmSync(folder, { recursive: true, force: true });
        await page.close();
    }
    const result = (found, part) => ({
        milliseconds: median(found.map((parts) => parts[part][0])),
        note: found.at(-1)[part][1],
    });
    return PARTS.map(({ title, budget }, part) => ({
        title,
        budgets: { "lifetimes 0.11.3": budget },
        results: { ours: result(times.ours, part), "lifetimes 0.11.3": result(times.lifetimes, part) },
    }));
}

/** In the page: every fit from numbers that are already there, as lifetimes has them. */
async function fitted([text, patterns]) {
    const { inWorker } = await import("./ours.js");
    const { FitBench } = await inWorker();
    const [bench, yearly] = [new FitBench(text), new FitBench(patterns)];
    const timed = (run) => {
        const start = performance.now();
        const parameters = run();
        return [performance.now() - start, [...parameters].map((value) => value.toFixed(3)).join(" ")];
    };
    const found = [
        timed(() => bench.bg_nbd_and_spend()),
        timed(() => bench.pareto_nbd()),
        timed(() => bench.mbg_nbd()),
        timed(() => yearly.bg_bb()),
    ];
    [bench, yearly].forEach((one) => one.free());
    return found;
}

function python(folder) {
    must("python3", ["-m", "venv", folder]);
    must(join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
    const child = spawn(join(folder, "bin", "python"), ["-c", PROGRAM, FILE, PATTERNS], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
        async run() {
            child.stdin.write("\n");
            return JSON.parse((await lines.next()).value);
        },
        stop: () => child.kill(),
    };
}

function must(command, args) {
    const { status, error } = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? `status ${status}`}`);
}

function median(list) {
    return list.sort((one, other) => one - other)[Math.floor(list.length / 2)];
}

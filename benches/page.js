// Runs one job in this page: every contestant in turn, round after round, so that a busy machine is busy for all.

const WARM_UP = 1;

/** `{ contestant: { milliseconds, note } }` of one job, the median; a contestant that fails is `{ error }`. */
globalThis.runJob = async (name, rounds) => {
    const job = await import(`./jobs/${name}.js`);
    const state = await job.prepare();
    const times = Object.fromEntries(Object.keys(job.contestants).map((who) => [who, []]));
    const failed = {};
    const notes = {};
    for (let round = -WARM_UP; round < rounds; round += 1) {
        for (const [who, run] of Object.entries(job.contestants)) {
            if (failed[who]) continue;
            try {
                const { milliseconds, note } = await timed(() => run(state, round + WARM_UP));
                if (round >= 0) times[who].push(milliseconds);
                notes[who] = note;
            } catch (error) {
                failed[who] = String(error?.message ?? error).split("\n")[0];
            }
        }
    }
    return Object.fromEntries(Object.entries(times).map(([who, list]) =>
        [who, failed[who] ? { error: failed[who] } : { milliseconds: median(list), note: notes[who] }]));
};

/** A contestant may return `{ milliseconds }` when only a part of its work counts, and a `note` on what it did. */
async function timed(run) {
    const start = performance.now();
    const result = await run();
    const took = performance.now() - start;
    return { milliseconds: result?.milliseconds ?? took, note: result?.note };
}

function median(list) {
    const sorted = [...list].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
}

/** Loads a classic script, for peers that come as one. */
globalThis.loadScript = (address) =>
    new Promise((resolve, reject) => {
        const tag = Object.assign(document.createElement("script"), { src: address, onload: resolve });
        tag.onerror = () => reject(new Error(`${address} did not load`));
        document.head.append(tag);
    });

/** A repeatable source of numbers in 0..1 (mulberry32). */
globalThis.seeded = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

// Libraries built for bundlers ask this for their production mode.
globalThis.process = { env: { NODE_ENV: "production" } };
globalThis.ready = true;

// Our side, as `make bench` built it: what the page does with the page's settings, what the worker does with the worker's.

const started = new Map();

/** The exports of benches/ours, started once. */
export const ours = () => start("./built/ours.js");

/** The exports of benches/in_worker, started once. */
export const inWorker = () => start("./built/worker/ours.js");

function start(address) {
    if (!started.has(address)) {
        started.set(address, import(address).then(async (module) => {
            await module.default();
            return module;
        }));
    }
    return started.get(address);
}

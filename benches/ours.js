// Our side, as `make bench` built it.

let loading;

/** The exports of benches/ours, started once. */
export function ours() {
    loading ??= import("./built/ours.js").then(async (module) => {
        await module.default();
        return module;
    });
    return loading;
}

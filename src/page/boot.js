// Starts the app and stands in for it when it cannot start or has stopped.
//
// Trunk writes the addresses of the app's script and wasm into this script's own tag (see Trunk.toml), because the
// content security policy allows no inline script.

const tag = document.querySelector("script[data-js]");

/** Shows what is stored, with a reason when there is one. Loaded only when it is needed. */
async function recover(reason) {
    const { showRecovery } = await import("./recover.js");
    showRecovery(reason);
}

/** The first line of an error, in words a person can use. */
function reasonOf(error) {
    if (typeof WebAssembly !== "object") {
        return "This browser does not offer WebAssembly, which Both Sides is made of. A current Firefox, Chrome, Edge or Safari does.";
    }
    return `The app could not start: ${String(error?.message ?? error).split("\n")[0]}`;
}

/** After a stop inside wasm nothing works any more, so say so and offer what is stored. */
function watchForStops() {
    let stopped = false;
    const stop = (error) => {
        if (stopped || !(typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError)) return;
        stopped = true;
        recover("The app stopped at an error inside it. What was saved is still here: download it, then reload the page.");
    };
    addEventListener("error", (event) => stop(event.error));
    addEventListener("unhandledrejection", (event) => stop(event.reason));
}

async function start() {
    if (location.hash === "#recover") return recover("");
    try {
        const app = await import(new URL(tag.dataset.js, document.baseURI).href);
        await app.default({ module_or_path: new URL(tag.dataset.wasm, document.baseURI) });
        document.getElementById("shell")?.remove();
        watchForStops();
    } catch (error) {
        console.error(error);
        await recover(reasonOf(error));
    }
}

await start();
import("./update.js").then(({ watchForUpdates }) => watchForUpdates());

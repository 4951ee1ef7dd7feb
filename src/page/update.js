// Registers the service worker and lets the person decide when a new version takes over.

/** A new version waits, installed beside the running one, until *Use it now* is pressed. Nothing reloads by itself. */
export async function watchForUpdates() {
    const workers = serviceWorkers();
    if (!workers) return;
    try {
        const registration = await workers.register("./sw.js", { updateViaCache: "none" });
        if (registration.waiting) offer(registration.waiting);
        registration.addEventListener("updatefound", () => {
            const arriving = registration.installing;
            arriving?.addEventListener("statechange", () => {
                if (arriving.state === "installed" && workers.controller) offer(arriving);
            });
        });
    } catch (error) {
        // Offline use is an extra: a browser that forbids it (private window, plain http) still runs the app.
        console.info(`Not available offline here: ${error.message}`);
    }
}

/** Absent in old browsers; forbidden (throws) in some embedded frames. */
function serviceWorkers() {
    try {
        return navigator.serviceWorker;
    } catch {
        return undefined;
    }
}

function offer(waiting) {
    if (document.getElementById("update")) return;
    const notice = document.createElement("aside");
    notice.id = "update";
    notice.setAttribute("role", "status");
    notice.append("A new version of Both Sides is ready. ");
    notice.append(
        button("Use it now", () => {
            navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
            waiting.postMessage("use-now");
        }),
        button("Later", () => notice.remove()),
    );
    document.body.append(notice);
}

function button(label, onClick) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", onClick);
    return made;
}

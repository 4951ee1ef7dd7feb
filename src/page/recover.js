// The recovery panel: every text this page has stored, downloadable as it is. It needs nothing of the app.

/** Puts the panel in the place of the shell, or on top of an app that has stopped. */
export function showRecovery(reason) {
    document.getElementById("recovery")?.remove();
    const panel = element("main", { id: "recovery", tabIndex: -1 });
    panel.setAttribute("aria-labelledby", "recovery-title");
    panel.append(
        element("h1", { id: "recovery-title", textContent: "Recover what is stored" }),
        ...(reason ? [element("p", { className: "reason", textContent: reason })] : []),
        ...storedList(),
        actions(),
    );
    document.getElementById("shell")?.remove();
    document.body.prepend(panel);
    document.title = "Recover · Both Sides";
    panel.focus();
}

/** All stored texts by name, or null when the browser does not let the page look. */
function storedTexts() {
    try {
        const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).sort();
        return names.map((name) => [name, localStorage.getItem(name)]);
    } catch {
        return null;
    }
}

function storedList() {
    const texts = storedTexts();
    if (texts === null) {
        return [element("p", { textContent: "This browser blocks storage for this page, so nothing is kept here." })];
    }
    if (texts.length === 0) return [element("p", { textContent: "Nothing is stored on this device for this page." })];
    const list = element("ul");
    for (const [name, text] of texts) list.append(storedItem(name, text));
    const all = button("Download everything", () => download("both-sides-stored.json", Object.fromEntries(texts)));
    return [
        element("p", { textContent: `${texts.length} stored ${texts.length === 1 ? "text" : "texts"}. Nothing is changed by looking.` }),
        all,
        list,
    ];
}

function storedItem(name, text) {
    const item = element("li");
    item.append(
        element("code", { textContent: name }),
        ` ${text.length.toLocaleString()} characters `,
        button("Download", () => download(`${name.replace(/[^\w.-]+/g, "-")}.json`, { [name]: text })),
    );
    return item;
}

function actions() {
    const row = element("p", { className: "actions" });
    row.append(button("Open the app again", () => {
        if (location.hash) history.replaceState(null, "", location.pathname + location.search);
        location.reload();
    }));
    return row;
}

/** Saves `texts` as JSON, which keeps every stored code unit, paired or not. */
function download(filename, texts) {
    const address = URL.createObjectURL(new Blob([JSON.stringify(texts, null, 1)], { type: "application/json" }));
    const link = element("a", { href: address, download: filename });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function button(label, onClick) {
    const made = element("button", { type: "button", textContent: label });
    made.addEventListener("click", onClick);
    return made;
}

function element(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
}

// The recovery panel: every text this page has stored, downloadable as it is, and every portfolio among them as a file
// that opens again. It needs nothing of the app.

/** Units of a packed text begin here and carry 15 bits each: see src/saved/packed.rs. */
const FIRST_UNIT = 0x20;
const BITS = 15;
/** More than any portfolio takes, as in src/saved/envelope.rs. */
const MAX_TEXT_BYTES = 256 << 20;

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
    const list = element("ul", { className: "stored-list" });
    const portfoliosFirst = [...texts].sort((one, other) => Boolean(headOf(other[1])) - Boolean(headOf(one[1])));
    for (const [name, text] of portfoliosFirst) list.append(storedItem(name, text));
    const all = button("Download everything", () => downloadRaw("both-sides-stored.json", Object.fromEntries(texts)));
    const count = `${texts.length} stored ${texts.length === 1 ? "text" : "texts"}. Nothing is changed by looking.`;
    return [
        element("p", { textContent: count }),
        element("p", {
            textContent: "A portfolio file opens again when you drop it on the app, here or on any other device. "
                + "\u201cDownload everything\u201d keeps the texts exactly as they are stored, for safety: it is no file to open.",
        }),
        all,
        list,
    ];
}

function storedItem(name, text) {
    const head = headOf(text);
    const file = name.replace(/[^\w.-]+/g, "-");
    const raw = button("As stored", () => downloadRaw(`${file}.json`, { [name]: text }), `Download ${name} as stored`);
    const key = element("span", { className: "hint" });
    key.append(element("code", { textContent: name }), ` · ${text.length.toLocaleString()} characters`);
    if (!head) return row([key], [raw]);
    const said = element("span", { role: "status" });
    const open = button("Portfolio file", async () => {
        const portfolio = await portfolioIn(text);
        if (portfolio === null) {
            said.textContent = "This text is damaged and does not open: download it as stored.";
        } else {
            save(`${head.name.replace(/[^\p{L}\p{N}.-]+/gu, " ").trim() || "portfolio"}.json`, portfolio);
        }
    }, `Download ${head.name} as a portfolio file`);
    const when = head.saved_at > 0 ? `, saved ${new Date(head.saved_at).toLocaleString()}` : "";
    const about = element("span", { textContent: `${head.accounts} accounts${when}` });
    return row([element("strong", { textContent: head.name }), about, key, said], [open, raw]);
}

function row(words, actions) {
    const item = element("li", { className: "stored-row" });
    const [left, right] = [element("div", { className: "row-words" }), element("div", { className: "row-actions" })];
    left.append(...words);
    right.append(...actions);
    item.append(left, right);
    return item;
}

/** The line that describes a stored portfolio, or null. */
function headOf(text) {
    try {
        const head = JSON.parse(text.slice(0, Math.max(0, text.indexOf("\n"))));
        return head.magic === "both-sides" && typeof head.name === "string" ? head : null;
    } catch {
        return null;
    }
}

/** The portfolio file packed behind the describing line, or null when it is damaged. */
async function portfolioIn(text) {
    const bytes = unpacked(text.slice(text.indexOf("\n") + 1));
    // The last unit may hold up to one byte of filling, which the stream does not take.
    for (const end of bytes ? [bytes.length, bytes.length - 1] : []) {
        try {
            const inflated = await inflate(bytes.subarray(0, end));
            if (JSON.parse(inflated).magic === "both-sides") return inflated;
        } catch {
            // Damaged, or the filling was still there.
        }
    }
    return null;
}

function unpacked(packed) {
    const bytes = new Uint8Array(Math.floor((packed.length * BITS) / 8));
    let [held, heldBits, at] = [0, 0, 0];
    for (let index = 0; index < packed.length; index += 1) {
        const value = packed.charCodeAt(index) - FIRST_UNIT;
        if (value < 0 || value >> BITS !== 0) return null;
        held = (held << BITS) | value;
        heldBits += BITS;
        while (heldBits >= 8) {
            heldBits -= 8;
            bytes[at] = held >> heldBits;
            at += 1;
            held &= (1 << heldBits) - 1;
        }
    }
    return bytes;
}

/** The text of a zlib stream; throws when it is damaged or larger than a portfolio can be. */
async function inflate(bytes) {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let [text, size] = ["", 0];
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        size += piece.value.length;
        if (size > MAX_TEXT_BYTES) throw new Error("too large");
        text += decoder.decode(piece.value, { stream: true });
    }
    return text + decoder.decode();
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
function downloadRaw(filename, texts) {
    save(filename, JSON.stringify(texts, null, 1));
}

function save(filename, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = element("a", { href: address, download: filename });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function button(label, onClick, name) {
    const made = element("button", { type: "button", textContent: label });
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", onClick);
    return made;
}

function element(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
}

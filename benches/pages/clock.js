// Put into every page that a story of benches/stories drives: waiting that ends when the pixels are there.

/** The moment the next frame is painted. */
globalThis.painted = () =>
    new Promise((done) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
            for (const canvas of document.querySelectorAll("canvas")) {
                if (canvas.width > 0 && canvas.height > 0) canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
            }
            done(performance.now());
        };
        channel.port2.postMessage(0);
    }));

/** The moment `holds` is true and painted. */
globalThis.paintedWhen = async (holds, patience = 120_000) => {
    const end = performance.now() + patience;
    // A page that answers in the same task is not made to wait for the next look at it.
    await undefined;
    while (!holds()) {
        if (performance.now() > end) throw new Error(`never came to be: ${holds}`);
        await new Promise((done) => setTimeout(done, 4));
    }
    return painted();
};

/** Milliseconds from `act` until the frame it asks for is painted. */
globalThis.frameOf = async (act) => {
    const start = performance.now();
    act();
    return (await painted()) - start;
};

/** Milliseconds from `act` until `holds` is true and painted. */
globalThis.until = async (act, holds) => {
    const start = performance.now();
    act();
    return (await paintedWhen(holds)) - start;
};

/** Drops a file of this text on `target`. */
globalThis.dropText = (name, text, target) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
    for (const type of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
};

/** A sum over every canvas, to tell whether a picture changed. */
globalThis.pictureSum = () => {
    let sum = 0;
    for (const canvas of document.querySelectorAll("canvas")) {
        if (!canvas.width || !canvas.height) continue;
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        for (let at = 0; at < pixels.length; at += 397) sum = (sum * 31 + pixels[at]) % 1_000_003;
    }
    return sum;
};

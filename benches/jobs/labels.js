// 1,000 names placed beside the same marks in the same room: only the placing, text measured on the way by both.

import { ours } from "../ours.js";
import { vega } from "../peers.js";

export const title = "1,000 labels placed without overlap";
export const budgets = { "vega-label": 20 };
export const rounds = 9;

export async function prepare() {
    const { LabelBench } = await ours();
    const bench = new LabelBench(1000);
    const library = await vega();
    return { bench, View: library.View, spec: library.parse(labelSpec(bench)), placing: stopwatch(library.transforms.label) };
}

export const contestants = {
    // Ours keeps off zone names and edge counts as well, and remembers the widths of names it has measured.
    ours({ bench }) {
        const start = performance.now();
        const n_placed = bench.place();
        return { milliseconds: performance.now() - start, note: `${n_placed} placed, none on a mark` };
    },
    async "vega-label"({ View, spec, placing }) {
        const view = await new View(spec, { renderer: "none" }).runAsync();
        const marks = (type) => view.scenegraph().root.items[0].items.find(({ marktype }) => marktype === type).items;
        const placed = marks("text").filter(({ opacity }) => opacity > 0);
        const n_covering = placed.filter((label) => marks("symbol").some((disc) => covers(label.bounds, disc))).length;
        view.finalize();
        return { milliseconds: placing.milliseconds, note: `${placed.length} placed, ${n_covering} on marks` };
    },
};

/** Whether a text covers a disc by more than a pixel, although it was told to avoid them. */
function covers({ x1, x2, y1, y2 }, { x, y, size }) {
    const [across, up] = [Math.max(x1 - x, 0, x - x2), Math.max(y1 - y, 0, y - y2)];
    return Math.hypot(across, up) < Math.sqrt(size) / 2 - 1;
}

/** Times the one transform that places labels; the rest of Vega's dataflow does not count. */
function stopwatch(Label) {
    const { transform } = Label.prototype;
    const watch = { milliseconds: 0 };
    Label.prototype.transform = function (parameters, pulse) {
        const start = performance.now();
        const result = transform.call(this, parameters, pulse);
        watch.milliseconds = performance.now() - start;
        return result;
    };
    return watch;
}

/** Vega draws a disc of `size` with the radius √size ÷ 2. */
function labelSpec(bench) {
    const [left, top, width, height] = bench.room();
    const marks = bench.marks();
    const values = bench.names().map((name, index) => {
        const [x, y, radius] = marks.slice(3 * index, 3 * index + 3);
        return { name, x: x - left, y: y - top, size: 4 * radius * radius };
    });
    const place = { x: { field: "x" }, y: { field: "y" } };
    return {
        width,
        height,
        data: [{ name: "accounts", values }],
        marks: [
            { name: "discs", type: "symbol", from: { data: "accounts" }, encode: { update: { ...place, size: { field: "size" }, fill: { value: "#000" } } } },
            {
                type: "text", from: { data: "discs" }, encode: { update: { text: { field: "datum.name" }, fontSize: { value: 12 } } },
                transform: [{ type: "label", size: [width, height], avoidMarks: ["discs"] }],
            },
        ],
    };
}

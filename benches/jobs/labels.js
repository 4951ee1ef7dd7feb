// 1,000 labels placed without overlap.

import { accountNames, points } from "../data.js";
import { surface } from "../frames.js";
import { ours } from "../ours.js";
import { vega } from "../peers.js";

export const title = "1,000 labels placed without overlap";
export const budgets = { "vega-label": 20 };
export const rounds = 9;

export async function prepare() {
    const names = accountNames(1000);
    const values = points(1000).map(([x, y], index) => ({ x: x * 12.8, y: 800 - Math.abs(y % 800), name: names[index] }));
    const library = await vega();
    const { MapBench } = await ours();
    return { bench: new MapBench(1000, surface("canvas")), View: library.View, spec: library.parse(labelSpec(values)) };
}

export const contestants = {
    // The whole layout, of which placing the names is a part.
    ours: ({ bench }, round) => bench.lay_out((round % 7) / 100),
    async "vega-label"({ View, spec }) {
        const view = await new View(spec, { renderer: "none" }).runAsync();
        view.finalize();
    },
};

function labelSpec(values) {
    const place = { x: { field: "x" }, y: { field: "y" } };
    return {
        width: 1280,
        height: 800,
        data: [{ name: "accounts", values }],
        marks: [
            { name: "discs", type: "symbol", from: { data: "accounts" }, encode: { update: { ...place, size: { value: 50 } } } },
            {
                type: "text", from: { data: "discs" }, encode: { update: { text: { field: "datum.name" }, fontSize: { value: 11 } } },
                transform: [{ type: "label", size: { signal: "[width + 60, height]" } }],
            },
        ],
    };
}

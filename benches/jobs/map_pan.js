// One frame of panning: 1,000 labelled accounts, 1280 × 800, pixel ratio 1.

import { accountNames, points } from "../data.js";
import { chartFrame, echartsFrame, oursFrame } from "../frames.js";
import { ours } from "../ours.js";
import { chartjs, echarts } from "../peers.js";

export const title = "map, one pan frame, 1,000 labelled";
export const budgets = { ECharts: 2 };
export const rounds = 15;

export async function prepare() {
    const data = points(1000);
    const names = accountNames(1000);
    const labelled = {
        label: { show: true, formatter: ({ dataIndex }) => names[dataIndex], position: "right", fontSize: 11 },
        labelLayout: { hideOverlap: true },
    };
    return { ours: oursFrame(await ours(), 1000), echarts: echartsFrame(await echarts(), data, labelled), chart: chartFrame(await chartjs(), data) };
}

export const contestants = {
    ours: ({ ours }, round) => ours(round),
    ECharts: ({ echarts }, round) => echarts(round),
    "Chart.js (no labels)": ({ chart }, round) => chart(round),
};

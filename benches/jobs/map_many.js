// One frame of panning: 100,000 accounts, 1280 × 800, pixel ratio 1.

import { points } from "../data.js";
import { chartFrame, echartsFrame, oursFrame, uplotFrame } from "../frames.js";
import { ours } from "../ours.js";
import { chartjs, echarts, uplot } from "../peers.js";

export const title = "map, one pan frame, 100,000";
export const budgets = { "ECharts large": 20, "Chart.js": 20, uPlot: 20 };
export const rounds = 7;

export async function prepare() {
    const data = points(100_000);
    return {
        ours: oursFrame(await ours(), 100_000),
        echarts: echartsFrame(await echarts(), data, { large: true }),
        chart: chartFrame(await chartjs(), data),
        uplot: uplotFrame(await uplot(), data),
    };
}

export const contestants = {
    ours: ({ ours }, round) => ours(round),
    "ECharts large": ({ echarts }, round) => echarts(round),
    "Chart.js": ({ chart }, round) => chart(round),
    uPlot: ({ uplot }, round) => uplot(round),
};

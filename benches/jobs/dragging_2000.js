// A weight is dragged: its measures, and what to do about each of 2,000 accounts, at every step.

import { ours } from "../ours.js";

export const title = "weight dragged, 2,000 accounts: measures and decisions";
export const limit = 16;
export const rounds = 15;

export async function prepare() {
    const { DraggingBench } = await ours();
    return { bench: new DraggingBench(2000) };
}

export const contestants = {
    ours: ({ bench }) => bench.drag(),
};

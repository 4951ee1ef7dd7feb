// Every measure of 100,000 accounts, with their observations and events.

import { ours } from "../ours.js";

export const title = "every measure of 100,000 accounts";
export const limit = 150;

export async function prepare() {
    const { ScoringBench } = await ours();
    return { bench: new ScoringBench(100_000) };
}

export const contestants = {
    ours: ({ bench }) => bench.score(),
};

// Every measure of 2,000 accounts, as after any change of a weight.

import { ours } from "../ours.js";

export const title = "every measure of 2,000 accounts";
export const limit = 16;
export const rounds = 15;

export async function prepare() {
    const { ScoringBench } = await ours();
    return { bench: new ScoringBench(2000) };
}

export const contestants = {
    ours: ({ bench }) => bench.score(),
};

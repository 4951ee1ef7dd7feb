// CSV bytes to the accounts of the app: 100,000 rows of 12, with everything the import says about them.

import { accountsCsv } from "../data.js";
import { inWorker } from "../ours.js";
import { contestants as peers } from "./csv_columns.js";
import { papaparse, udsv } from "../peers.js";

export const title = "CSV to accounts, 100,000 × 12";

export async function prepare() {
    const text = accountsCsv(100_000);
    return { bytes: new TextEncoder().encode(text), ours: await inWorker(), Papa: await papaparse(), uDSV: await udsv() };
}

export const contestants = {
    ...peers,
    ours({ bytes, ours }) {
        const start = performance.now();
        const accounts = ours.accounts_of_sheet(bytes);
        const milliseconds = performance.now() - start;
        ours.forget();
        if (accounts !== 100_000) throw new Error(`${accounts} accounts were read`);
        return { milliseconds };
    },
};

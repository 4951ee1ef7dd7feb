// CSV bytes to typed columns: 100,000 rows of 12.

import { accountsCsv } from "../data.js";
import { inWorker } from "../ours.js";
import { papaparse, udsv } from "../peers.js";

export const title = "CSV to typed columns, 100,000 × 12";
export const budgets = { uDSV: 5, PapaParse: 15 };

export async function prepare() {
    const text = accountsCsv(100_000);
    return { bytes: new TextEncoder().encode(text), ours: await inWorker(), Papa: await papaparse(), uDSV: await udsv() };
}

export const contestants = {
    ours: ({ bytes, ours }) => expectAll(ours.columns_of_sheet(bytes)),
    uDSV({ bytes, uDSV }) {
        const text = new TextDecoder().decode(bytes);
        const schema = uDSV.inferSchema(text);
        return expectAll(uDSV.initParser(schema).typedObjs(text).length);
    },
    PapaParse({ bytes, Papa }) {
        const read = Papa.parse(new TextDecoder().decode(bytes), { header: true, dynamicTyping: true, skipEmptyLines: true });
        return expectAll(read.data.length);
    },
};

function expectAll(rows) {
    if (rows !== 100_000) throw new Error(`${rows} rows were read`);
}

// CSV bytes to typed columns: 100,000 rows of 12.

import { accountsCsv } from "../data.js";
import { ours } from "../ours.js";
import { papaparse, udsv } from "../peers.js";

export const title = "CSV to typed columns, 100,000 × 12";
export const budgets = { uDSV: 5, PapaParse: 15 };

export async function prepare() {
    const text = accountsCsv(100_000);
    return { bytes: new TextEncoder().encode(text), ours: await ours(), Papa: await papaparse(), uDSV: await udsv() };
}

export const contestants = {
    ours: ({ bytes, ours }) => ours.accounts_of_sheet(bytes),
    uDSV({ bytes, uDSV }) {
        const text = new TextDecoder().decode(bytes);
        const schema = uDSV.inferSchema(text);
        return uDSV.initParser(schema).typedObjs(text).length;
    },
    PapaParse({ bytes, Papa }) {
        return Papa.parse(new TextDecoder().decode(bytes), { header: true, dynamicTyping: true }).data.length;
    },
};

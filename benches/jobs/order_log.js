// An order log of 1,000,000 lines to count, first, last and sums per account.

import { ordersCsv } from "../data.js";
import { inWorker } from "../ours.js";
import { duckdb, papaparse, udsv } from "../peers.js";

export const title = "order log, 1,000,000 lines to accounts";
export const budgets = { "duckdb-wasm": 2.5, "PapaParse + Map": 6, "uDSV + Map": 2.5 };
export const rounds = 5;

export async function prepare() {
    const bytes = new TextEncoder().encode(ordersCsv(1_000_000));
    return { bytes, ours: await inWorker(), Papa: await papaparse(), uDSV: await udsv(), duck: await duckdb() };
}

export const contestants = {
    ours({ bytes, ours }) {
        const start = performance.now();
        ours.accounts_of_log(bytes);
        const milliseconds = performance.now() - start;
        ours.forget();
        return { milliseconds };
    },
    async "duckdb-wasm"({ bytes, duck }, round) {
        const name = `orders${round}.csv`;
        await duck.database.registerFileBuffer(name, bytes.slice());
        const start = performance.now();
        const rows = await duck.connection.query(`SELECT account, count(*) AS n, min(order_date) AS first, max(order_date) AS last,
            sum(revenue) AS revenue, sum(profit) AS profit FROM read_csv('${name}', header = true) GROUP BY account`);
        const milliseconds = performance.now() - start;
        await duck.database.dropFile(name);
        return { milliseconds, rows: rows.numRows };
    },
    "PapaParse + Map"({ bytes, Papa }) {
        const accounts = new Map();
        let first = true;
        Papa.parse(new TextDecoder().decode(bytes), {
            step({ data }) {
                if (first) first = false;
                else if (data.length > 1) add(accounts, data[0], data[1], Number(data[4]), Number(data[5]));
            },
        });
        return accounts.size;
    },
    "uDSV + Map"({ bytes, uDSV }) {
        const text = new TextDecoder().decode(bytes);
        const accounts = new Map();
        uDSV.initParser(uDSV.inferSchema(text)).typedArrs(text, (rows) => {
            for (const row of rows) add(accounts, row[0], row[1], row[4], row[5]);
        });
        return accounts.size;
    },
};

function add(accounts, account, day, revenue, profit) {
    const kept = accounts.get(account);
    if (!kept) return accounts.set(account, { n: 1, first: day, last: day, revenue, profit });
    kept.n += 1;
    if (day < kept.first) kept.first = day;
    if (day > kept.last) kept.last = day;
    kept.revenue += revenue;
    kept.profit += profit;
}

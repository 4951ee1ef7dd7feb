// What a first visit downloads, brotli 11, beside what some peers alone weigh.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const LIMIT = 250;
const PEERS = {
    "ECharts alone": "echarts/dist/echarts.min.js",
    "AG Grid alone": "ag-grid-community/dist/ag-grid-community.min.js",
};
/** Not part of the first view: loaded later, or by the system. */
const LATER = /^(sw|update|recover)\.js$|^part-|\.(png|svg|webmanifest)$/;

/** Rows of the table: the first view against its limit, and its parts. */
export function sizeRows(dist, modules) {
    const files = readdirSync(dist, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !LATER.test(entry.name))
        .map(({ name }) => ({ kind: name.split(".").pop(), kilobytes: weigh(join(dist, name)) }));
    const total = sum(files);
    const kinds = [...new Set(files.map(({ kind }) => kind))].sort();
    const parts = kinds.map((kind) => `${kind} ${Math.round(sum(files.filter((file) => file.kind === kind)))}`).join(", ");
    const peers = Object.entries(PEERS).map(([name, path]) => {
        const theirs = weigh(join(modules, path));
        return { job: "size of the first view", ours: said(total), peer: `${name} ${said(theirs)}`, ratio: `${(theirs / total).toFixed(1)} ×`, budget: "–", held: "–" };
    });
    const own = { job: "size of the first view", ours: said(total), peer: `(${parts})`, ratio: "–", budget: `≤ ${LIMIT} kB`, held: total <= LIMIT ? "held" : "NOT held" };
    return [own, ...peers];
}

const sum = (files) => files.reduce((total, { kilobytes }) => total + kilobytes, 0);
const weigh = (path) => brotliCompressSync(readFileSync(path)).length / 1000;
const said = (kilobytes) => `${Math.round(kilobytes)} kB`;

// Where the peers are loaded from.

const modules = "./node_modules";
const at = (path) => new URL(`${modules}/${path}`, import.meta.url).href;

export const papaparse = async () => {
    await loadScript(at("papaparse/papaparse.min.js"));
    return globalThis.Papa;
};
export const udsv = () => import(at("udsv/dist/uDSV.mjs"));
export const echarts = () => import(at("echarts/dist/echarts.esm.min.mjs"));
export const chartjs = async () => {
    await loadScript(at("chart.js/dist/chart.umd.min.js"));
    return globalThis.Chart;
};
export const uplot = async () => (await import(at("uplot/dist/uPlot.esm.js"))).default;
export const vega = async () => {
    await loadScript(at("vega/build/vega.min.js"));
    return globalThis.vega;
};
export const agGrid = async () => {
    await loadScript(at("ag-grid-community/dist/ag-grid-community.min.js"));
    return globalThis.agGrid;
};
export const tanstack = async () => ({
    ...(await import(at("@tanstack/table-core/dist/index.js"))),
    ...(await import(at("@tanstack/table-core/dist/store-reactivity-bindings.js"))),
});

/** A connection to DuckDB in its own worker. */
export const duckdb = async () => {
    const library = await import(at("@duckdb/duckdb-wasm/dist/duckdb-browser.mjs"));
    const worker = new Worker(at("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"));
    const database = new library.AsyncDuckDB(new library.VoidLogger(), worker);
    await database.instantiate(at("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
    return { database, connection: await database.connect() };
};

// What one would put together from the usual libraries: PapaParse reads, ECharts draws, TanStack sorts and virtualises.

import * as echarts from "../node_modules/echarts/dist/echarts.esm.min.mjs";
import * as library from "../node_modules/@tanstack/table-core/dist/index.js";
import { storeReactivityBindings } from "../node_modules/@tanstack/table-core/dist/store-reactivity-bindings.js";
import {
    Virtualizer, elementScroll, observeElementOffset, observeElementRect,
} from "../node_modules/@tanstack/virtual-core/dist/esm/index.js";

globalThis.process = { env: { NODE_ENV: "production" } };
const box = document.getElementById("chart");
const scroller = document.getElementById("scroller");
const rowsBox = document.getElementById("rows");

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
    event.preventDefault();
    const text = await event.dataTransfer.files[0].text();
    const { data } = globalThis.Papa.parse(text, { header: true, dynamicTyping: true, skipEmptyLines: true });
    draw(data);
    globalThis.accounts = data;
});

function draw(data) {
    const chart = echarts.init(box, null, { renderer: "canvas", devicePixelRatio: 1 });
    chart.on("finished", () => { globalThis.isDrawn = true; });
    chart.setOption({
        animation: false,
        xAxis: { type: "value", min: 0.4, max: 1 },
        yAxis: { type: "value" },
        dataZoom: ["xAxisIndex", "yAxisIndex"].map((axis) => ({ type: "inside", [axis]: 0, filterMode: "none", throttle: 0 })),
        series: [{
            type: "scatter", large: true, progressive: 0, symbolSize: 6,
            data: data.map(({ retention, gross_margin }) => [retention, gross_margin]),
        }],
    });
}

/** Builds the table once the rows are there. */
globalThis.showTable = () => {
    const names = Object.keys(globalThis.accounts[0]);
    const sortFn = (name) => (typeof globalThis.accounts[0][name] === "number" ? library.sortFn_basic : library.sortFn_text);
    const table = library.constructTable({
        data: globalThis.accounts,
        columns: names.map((accessorKey) => ({ accessorKey, sortFn: sortFn(accessorKey) })),
        features: library.tableFeatures({
            coreReactivityFeature: storeReactivityBindings(), rowSortingFeature: library.rowSortingFeature,
            sortedRowModel: library.createSortedRowModel(),
        }),
    });
    let sorted = table.getRowModel().rows;
    const paint = () => {
        const shown = virtualizer.getVirtualItems();
        rowsBox.style.height = `${virtualizer.getTotalSize()}px`;
        rowsBox.replaceChildren(...shown.map(({ index, start }) => rowOf(sorted[index].original, start, names)));
    };
    const virtualizer = new Virtualizer({
        count: sorted.length, getScrollElement: () => scroller, estimateSize: () => 33, overscan: 5,
        scrollToFn: elementScroll, observeElementRect, observeElementOffset, onChange: paint,
    });
    virtualizer._didMount();
    virtualizer._willUpdate();
    paint();
    let isDescending = true;
    document.getElementById("head").replaceChildren(...names.map((name) => button(name, () => {
        isDescending = !isDescending;
        table.setSorting([{ id: name, desc: isDescending }]);
        sorted = table.getSortedRowModel().rows;
        paint();
    })));
};

function button(name, onClick) {
    const made = Object.assign(document.createElement("button"), { textContent: name });
    made.addEventListener("click", onClick);
    return made;
}

function rowOf(account, top, names) {
    const row = document.createElement("div");
    row.className = "row";
    row.style.transform = `translateY(${top}px)`;
    for (const name of names) row.append(cellOf(account, name));
    return row;
}

function cellOf(account, name) {
    const cell = document.createElement("div");
    cell.className = "cell";
    cell.dataset.name = name;
    cell.textContent = account[name] ?? "";
    cell.tabIndex = -1;
    cell.addEventListener("keydown", (event) => {
        if (event.key !== "F2") return;
        const input = Object.assign(document.createElement("input"), { value: account[name] ?? "" });
        input.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") return;
            event.stopPropagation();
            account[name] = typeof account[name] === "number" ? Number(input.value) : input.value;
            cell.replaceChildren(document.createTextNode(account[name]));
        });
        cell.replaceChildren(input);
        input.focus();
    });
    return cell;
}
globalThis.ready = true;

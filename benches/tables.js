// How each table peer sorts the same 100,000 rows.

import { accountNames, points } from "./data.js";
import { ours } from "./ours.js";
import { agGrid, tanstack } from "./peers.js";

export function sortContest(column) {
    return {
        async prepare() {
            const names = accountNames(100_000);
            const rows = points(100_000).map(([received, total], index) => ({ id: index, name: names[index], received, total }));
            const { SortBench } = await ours();
            return { rows, ours: new SortBench(100_000), tanstack: tanstackTable(await tanstack(), rows), grid: await grid(await agGrid(), rows) };
        },
        contestants: {
            ours: ({ ours }, round) => (column === "name" ? ours.by_name(round % 2 === 0) : ours.by_number(round % 2 === 0)),
            TanStack({ tanstack }, round) {
                tanstack.setSorting([{ id: column, desc: round % 2 === 0 }]);
                return tanstack.getSortedRowModel().rows[0].original.id;
            },
            "AG Grid"({ grid }, round) {
                grid.applyColumnState({ state: [{ colId: column, sort: round % 2 === 0 ? "desc" : "asc" }] });
                return grid.getDisplayedRowAtIndex(0).data.id;
            },
        },
    };
}

function tanstackTable(library, data) {
    const { constructTable, createSortedRowModel, rowSortingFeature, sortFn_basic, sortFn_text, storeReactivityBindings } = library;
    return constructTable({
        data,
        columns: [
            { accessorKey: "name", sortFn: sortFn_text },
            { accessorKey: "received", sortFn: sortFn_basic },
            { accessorKey: "total", sortFn: sortFn_basic },
        ],
        features: library.tableFeatures({
            coreReactivityFeature: storeReactivityBindings(), rowSortingFeature, sortedRowModel: createSortedRowModel(),
        }),
    });
}

function grid(library, rowData) {
    const box = document.createElement("div");
    box.style.cssText = "width:900px;height:600px";
    document.body.append(box);
    return new Promise((resolve) => {
        const api = library.createGrid(box, {
            columnDefs: [{ field: "name" }, { field: "received" }, { field: "total" }],
            rowData,
            onGridReady: () => setTimeout(() => resolve(api), 100),
        });
    });
}

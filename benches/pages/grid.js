// The same rows in AG Grid, every cell editable.

/** Shows the grid; resolves once it has rows. */
globalThis.showTable = (rows) =>
    new Promise((done) => {
        const names = Object.keys(rows[0]);
        globalThis.agGrid.createGrid(document.getElementById("grid"), {
            columnDefs: names.map((field) => ({ field, editable: true, width: 106 })),
            rowData: rows,
            rowHeight: 33,
            animateRows: false,
            suppressColumnVirtualisation: true,
            onFirstDataRendered: done,
        });
    });
globalThis.ready = true;

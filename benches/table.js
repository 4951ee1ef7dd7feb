// Lays the measurements out: job, ours, peer, ratio, budget, held or not.

/**
 * One row per peer, and one for a limit in milliseconds. `results` holds milliseconds by contestant, `ours` among
 * them; budgets are ratios peer / ours.
 */
export function rowsOf({ title, budgets = {}, limit }, { ours, ...peers }) {
    const compared = Object.entries(peers).map(([peer, theirs]) => {
        const ratio = number(ours) && number(theirs) ? theirs / ours : NaN;
        const budget = budgets[peer];
        return {
            job: title,
            ours: said(ours),
            peer: `${peer} ${said(theirs)}`,
            ratio: Number.isNaN(ratio) ? "–" : `${ratio.toFixed(1)} ×`,
            budget: budget ? `≥ ${budget} ×` : "–",
            held: budget && !Number.isNaN(ratio) ? (ratio >= budget ? "held" : "NOT held") : "–",
        };
    });
    if (limit === undefined) return compared;
    const held = number(ours) ? (ours <= limit ? "held" : "NOT held") : "–";
    return [...compared, { job: title, ours: said(ours), peer: "–", ratio: "–", budget: `≤ ${limit} ms`, held }];
}

/** The rows as text in columns. */
export function table(rows) {
    const columns = ["job", "ours", "peer", "ratio", "budget", "held"];
    const head = Object.fromEntries(columns.map((column) => [column, column]));
    const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
    const line = (row) => columns.map((column, index) => row[column].padEnd(widths[index])).join("  ").trimEnd();
    return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

const number = (value) => typeof value === "number";

function said(value) {
    if (value === undefined) return "not measured";
    if (!number(value)) return `failed: ${value.error}`;
    return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}

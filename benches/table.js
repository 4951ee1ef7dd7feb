// Lays the measurements out: job, ours, peer, ratio, budget, held or not.

/**
 * One row per peer, and one for a limit in milliseconds. Results hold `{ milliseconds, note }` or `{ error }` by
 * contestant, `ours` among them; budgets are ratios peer / ours.
 */
export function rowsOf({ title, budgets = {}, limit }, { ours, ...peers }) {
    const compared = Object.entries(peers).map(([peer, theirs]) => {
        const ratio = theirs?.milliseconds / ours?.milliseconds;
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
    const held = ours?.milliseconds === undefined ? "–" : ours.milliseconds <= limit ? "held" : "NOT held";
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

function said(result) {
    if (result === undefined) return "not measured";
    if (result.milliseconds === undefined) return `failed: ${result.error}`;
    const { milliseconds, note } = result;
    const time = milliseconds < 10 ? `${milliseconds.toFixed(2)} ms` : `${Math.round(milliseconds)} ms`;
    return note ? `${time} (${note})` : time;
}

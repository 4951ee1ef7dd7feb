// A table of 100,000 accounts, sorted by a number, direction turned each time.

import { sortContest } from "../tables.js";

export const title = "table, 100,000 rows, sort by a number";
export const budgets = { TanStack: 5, "AG Grid": 5 };
export const { prepare, contestants } = sortContest("total");

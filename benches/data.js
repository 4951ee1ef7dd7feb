// The data every contestant gets, the same in every run.

const SEGMENTS = ["Retail", "Industry", "Public sector", "Health", "Education"];
const REGIONS = ["North", "South", "East", "West", "Süd", "Île-de-France"];
const FIRST = ["Acorn", "Birch", "Cedar", "Dale", "Elm", "Fjord", "Grove", "Harbour", "Iris", "Juniper", "Kestrel", "Lark"];
const SECOND = ["Works", "Foods", "Systems", "Partners", "Logistics", "Media", "Labs", "Hospital", "Bank", "Motors"];

export function accountNames(count, seed = 7) {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    return Array.from({ length: count }, (_, index) => `${pick(FIRST)} ${pick(SECOND)} ${index}`);
}

/** An accounts sheet of 12 columns: text, categories, dates, numbers, some cells empty. */
export function accountsCsv(count, seed = 1) {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const names = accountNames(count);
    const lines = ["id,name,segment,region,owner,since,annual_revenue,gross_margin,cost_to_serve,retention,growth,hours"];
    for (let index = 0; index < count; index += 1) {
        const revenue = 1000 + random() * 900000;
        const since = `20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
        lines.push([
            `A${index}`, names[index], pick(SEGMENTS), pick(REGIONS), `owner${index % 40}`, since, revenue.toFixed(2),
            (revenue * (0.1 + random() * 0.5)).toFixed(2), random() < 0.1 ? "" : (revenue * random() * 0.2).toFixed(2),
            (0.5 + random() * 0.49).toFixed(3), (random() * 0.2 - 0.05).toFixed(3), random() < 0.1 ? "" : Math.floor(random() * 200),
        ].join(","));
    }
    return lines.join("\n") + "\n";
}

/** An order log: account, day, product, quantity, revenue, profit; about `lines / 10` accounts. */
export function ordersCsv(lines, seed = 2) {
    const random = seeded(seed);
    const accounts = Math.max(1, Math.floor(lines / 10));
    const parts = ["account,order_date,product,quantity,revenue,profit\n"];
    for (let index = 0; index < lines; index += 1) {
        const account = Math.floor(random() * accounts);
        const day = new Date(Date.UTC(2021, 0, 1 + Math.floor(random() * 1400))).toISOString().slice(0, 10);
        const revenue = 5 + random() * 995;
        parts.push(`C${account},${day},P${Math.floor(random() * 60)},${1 + Math.floor(random() * 9)},${revenue.toFixed(2)},${(revenue * (random() - 0.2)).toFixed(2)}\n`);
    }
    return parts.join("");
}

/** Points of a map: value received 0..100, total value with a long tail, area 1..10. */
export function points(count, seed = 3) {
    const random = seeded(seed);
    return Array.from({ length: count }, () => {
        const x = 100 * (random() + random() + random()) / 3;
        return [x, 1000 * Math.exp(4 * random()) * (random() < 0.1 ? -0.3 : 1), 1 + 9 * random()];
    });
}

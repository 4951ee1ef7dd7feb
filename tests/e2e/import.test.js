// Bringing data in, from a file to the map: every shape of file, problems fixed in place, a merge, and the way back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkAccessibility, downloaded, drop, fixture, paste, story } from "./harness.js";

const data = (name) => fixture(join("data", name));
const title = (page) => page.getByRole("heading", { level: 1, name: "Bring data in" });
const importButton = (page, n) => page.getByRole("button", { name: `Import ${n} account` });

async function pick(page, files) {
    await page.getByLabel("Files to bring in").setInputFiles(files);
}

function text(name, content) {
    return { name, mimeType: "text/csv", buffer: Buffer.from(content) };
}

async function accept(page, n) {
    await importButton(page, n).click();
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
}

const SHAPES = [
    ["superstore_orders.csv", "orders", "793", "793 accounts from 9,994 lines."],
    ["uci_wholesale_customers.csv", "spend by product", "440", "440 accounts from 440 lines."],
    ["cdnow_sample.txt", "orders", "2,357", "2,357 accounts from 6,919 lines."],
    ["lifetimes_cdnow_summary.csv", "repeat purchases", "2,357", "2,357 accounts from 2,357 lines."],
];

for (const [file, shape, n, tally] of SHAPES) {
    story(`${file} comes in as it is`, async ({ open, page, shoot }) => {
        await open("#import");
        await pick(page, data(file));
        await page.getByText(tally).waitFor();
        const chosen = await page.getByLabel("Each line is").evaluate((list) => list.selectedOptions[0].text);
        assert.ok(chosen.startsWith(shape), chosen);
        assert.equal(await page.getByRole("region", { name: "Table of the first lines" }).locator("tbody tr").count(), 8);
        await shoot(`import-${file}`);
        await accept(page, n);
        await page.getByText(`${n} accounts came in from ${file}.`).waitFor();
        await shoot(`imported-${file}`);
    });
}

story("a file dropped on another screen comes in, and undo leads back to the sample", async ({ open, page }) => {
    await open("#map");
    await drop(page, text("clients.csv", "name;omzet;marge\nAlder;1.000,5;200\nBirch;2.000,25;-50\n"));
    await title(page).waitFor();
    await accept(page, 2);
    await page.getByRole("banner").getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByText("Sample", { exact: true }).first().waitFor();
});

story("a table pasted anywhere comes in", async ({ open, page }) => {
    await open("#map");
    await paste(page, "name\trevenue\nAlder\t12\nBirch\t13\n", "body");
    await title(page).waitFor();
    await accept(page, 2);
});

story("a broken row is named, put right in place, and the others come in", async ({ open, page, shoot }) => {
    await open("#import");
    await pick(page, text("crm.csv", "id,name,margin\n1,Alder,10\n2,Birch,abc\n3,Cedar\n4,Dogwood,5,6\n5,Elm,xyz\n"));
    await page.getByText('row 3, margin: "abc" is not a number').waitFor();
    await page.getByText("1 account from 5 lines; 4 lines with problems stay out.").waitFor();
    await checkAccessibility(page);
    await shoot("import-problems");
    const bad = await downloaded(page, () => page.getByRole("button", { name: "Download these lines" }).click());
    assert.equal(bad.name, "crm.csv - lines with problems.csv");
    assert.match(bad.bytes.toString(), /^\ufeffrow,reasons,id,name,margin\r\n3,/);
    await page.getByLabel("margin in row 3").fill("12.5");
    await page.getByLabel("margin in row 3").press("Enter");
    await page.getByText("2 accounts from 5 lines; 3 lines with problems stay out.").waitFor();
    await page.getByRole("button", { name: "Take the missing cells as empty" }).click();
    await page.getByRole("button", { name: "Drop the extra cells" }).click();
    await page.getByText("4 accounts from 5 lines; 1 line with a problem stays out.").waitFor();
    await accept(page, 4);
    await page.getByText("4 accounts came in from crm.csv. One line with a problem stayed out.").waitFor();
});

story("numbers that read both ways are asked, with both readings", async ({ open, page, shoot }) => {
    await open("#import");
    await pick(page, text("crm.csv", "name,revenue\nAlder,1.234\nBirch,5.678\n"));
    await page.getByText("Which decimal mark do the numbers of revenue have?").waitFor();
    assert.ok(await importButton(page, 2).isDisabled());
    await shoot("import-question");
    await page.getByRole("button", { name: "comma: 1.234,5 1.234 is 1,234" }).click();
    await page.getByRole("cell", { name: "5,678" }).waitFor();
    await accept(page, 2);
});

story("what is no table is refused by name, with the way out", async ({ open, page, shoot }) => {
    await open("#import");
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    await pick(page, [
        { name: "photo.csv", mimeType: "text/csv", buffer: png },
        text("nothing.csv", ""),
        text("header.csv", "name,revenue\n"),
        data("lifetimes_donations.csv"),
    ].filter((file) => typeof file !== "string"));
    await page.getByText("photo.csv is a PNG picture; export the table as CSV and bring that").waitFor();
    await page.getByText("nothing.csv is empty").waitFor();
    await page.getByText("header.csv has a header but no line below it").waitFor();
    await shoot("import-refused");
    await pick(page, data("lifetimes_donations.csv"));
    await page.getByText("stands for a whole group of customers").waitFor();
});

story("a file the browser cannot read is named", async ({ open, page, context }) => {
    await context.addInitScript(() => {
        Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    });
    await open("#import");
    await pick(page, text("gone.csv", "name,revenue\nAlder,1\n"));
    await page.getByText("The browser could not read gone.csv. Check that it is still there and try again.").waitFor();
});

story("a second file of the same customers is a reviewed merge", async ({ open, page, shoot }) => {
    await open("#import");
    await pick(page, text("first.csv", "id,name,revenue\n1,Alder,100\n2,Birch & Sons,200\n"));
    await accept(page, 2);
    await page.evaluate(() => { location.hash = "#import"; });
    await title(page).waitFor();
    await pick(page, text("second.csv", "id,name,revenue\n1,Alder,150\n9,Birch and Sons Ltd,\n"));
    await page.getByText("1 new, 1 changed, 0 the same, 1 not in the file").waitFor();
    await page.getByText("Alder: Revenue per year: 100 becomes 150").waitFor();
    await checkAccessibility(page);
    await shoot("import-merge");
    await accept(page, 2);
});

story("the app's own table comes back without a question", async ({ open, page }) => {
    await open("#import");
    const csv = "\ufeffaccount_id,name,kind,annual_revenue,order_history,'= revenue\r\na-1,Alder,customer,80..100..120,,5\r\n";
    await pick(page, text("mine.csv", csv));
    await page.getByText("This table was written by this app: every column is known.").waitFor();
    await accept(page, 1);
});

story("everything detected can be changed", async ({ open, page }) => {
    await open("#import");
    await pick(page, text("odd.csv", "Alder;10\nBirch;20\n"));
    await page.getByText("no line names the columns").waitFor();
    await page.getByText("no line names the columns").click();
    await page.getByLabel("The next line names the columns").check();
    await page.getByText("1 account from 1 line.").waitFor();
    await page.getByLabel("Between cells").selectOption({ label: "comma ," });
    await page.getByRole("rowheader", { name: "Alder;10" }).waitFor();
    await page.getByLabel("Each line is").selectOption({ index: 1 });
    await page.getByText("Choose the column that says whose order a line is").waitFor();
    await page.getByRole("button", { name: "Put the file away" }).click();
    await page.getByRole("button", { name: "Pick a file" }).waitFor();
});

story("with the keyboard alone, on a phone, in the dark", async ({ open, page, shoot }) => {
    await open("#import");
    await pick(page, data("uci_wholesale_customers.csv"));
    await page.getByText("440 accounts from 440 lines.").waitFor();
    await page.getByLabel("Gross margin to assume").focus();
    await page.keyboard.type("25");
    await page.keyboard.press("Tab");
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} pixels over the edge`);
    await shoot("import-phone");
    await importButton(page, 440).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Value Map" }).waitFor();
}, { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });

story("fifty megabytes are read", async ({ open, page }) => {
    await open("#import");
    await page.evaluate(() => {
        const lines = ["customer id,order date,order id,product,quantity,revenue"];
        for (let n = 0; n < 1_000_000; n += 1) {
            const day = new Date(Date.UTC(2022, 0, 1 + (n % 1000))).toISOString().slice(0, 10);
            lines.push(`customer-${(n * 7919) % 100000},${day},order-${n >> 1},product ${n % 50},3,${n % 400}.25`);
        }
        const input = document.querySelector("input[type=file]");
        const transfer = new DataTransfer();
        transfer.items.add(new File([lines.join("\n")], "big.csv"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.getByText("Reading …").waitFor();
    await page.getByText("100,000 accounts from 1,000,000 lines.").waitFor({ timeout: 120_000 });
    await page.getByRole("button", { name: "Import 100,000 accounts" }).waitFor();
}, { timeout: 180_000 });

const CUSTOMERS = "customer id,customer name,annual revenue,gross margin,annual retention\nk1,Alder,1000,400,0.8\nk2,Birch,2000,600,0.9\n";
const SURVEY = "Company,Contact,Delivery,Advice,Overall satisfaction,NPS\nAlder,Ida,5,4,4,9\nBirch,Jon,3,,2,10\n";
const EVENTS = "referrer,what happened,referred customer,status,share of credit,comment\n"
    + "Alder,referral,Birch,won,30%,called them himself\nAlder,lunch,,,,\n";

story("a survey and a sheet of events meet the customers they are about", async ({ open, page, shoot }) => {
    await open("#import");
    await pick(page, text("crm.csv", CUSTOMERS));
    await accept(page, 2);
    await open("#import");
    await pick(page, text("survey.csv", SURVEY));
    await page.getByText("3 answers about 2 accounts from 2 lines.").waitFor();
    assert.equal(await page.getByLabel("Ratings go from").evaluate((list) => list.selectedOptions[0].text), "1 to 5");
    await page.getByText("3 new records, 0 changed, 0 the same. 0 accounts they name are new").waitFor();
    await checkAccessibility(page);
    await shoot("import-survey");
    await page.getByRole("button", { name: "Import 3 answers" }).click();
    await page.getByText("3 answers came in from survey.csv.").waitFor();
    await open("#import");
    await pick(page, text("events.csv", EVENTS));
    await page.getByText('row 3, what happened: "lunch" is none of: word of mouth').waitFor();
    await page.getByRole("button", { name: "Import 1 value event and 1 share of credit" }).click();
    await page.getByRole("cell", { name: "customer referral" }).waitFor();
    await open("#account/k1");
    await page.getByRole("heading", { level: 1, name: "Alder" }).waitFor();
    await page.getByText("Delivery").first().waitFor();
    await open("#import");
    await pick(page, text("survey.csv", SURVEY));
    await page.getByText("0 new records, 0 changed, 3 the same.").waitFor();
});

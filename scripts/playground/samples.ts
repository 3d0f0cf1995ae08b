import { EXAMPLE_WORLD } from "../standins/discord/example-world.ts";

/** A made-up file, to try an import with. */
export type Sample = {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** What it is for, as Discord knows the command. */
  readonly command: "import orders" | "import balances";
  readonly bytes: Uint8Array;
};

const FIRST_NAMES =
  "ayu,dimas,sari,budi,wulan,rizky,putri,agus,intan,fajar,nina,yoga,tika,hendra,laras".split(",");
const PRODUCTS = "Kopi Gayo 250 g,Kopi Toraja 250 g,Teh Melati,Cangkir Senja,Voucher".split(",");
const MANY_ORDERS = 1_000;
const BYTE_ORDER_MARK = "\uFEFF";

/** Orders whose addresses all end in example.com, and balances of the people there are; the same at every start. */
export const SAMPLES: readonly Sample[] = [
  {
    name: "orders-small.csv",
    title: "Five orders",
    about: "A plain file: one order each for Ayu, Dimas and three others.",
    command: "import orders",
    bytes: utf8(plain(5)),
  },
  {
    name: "orders-excel.csv",
    title: "Saved from Excel",
    about: "UTF-16, semicolons, CRLF, headers with blanks, amounts such as “Rp 29.990”.",
    command: "import orders",
    bytes: utf16(excel(8)),
  },
  {
    name: "orders-with-problems.csv",
    title: "With problems",
    about:
      "A wrong address, a dash and a blank for an amount, too many points, an order twice, a totals row.",
    command: "import orders",
    bytes: utf8(problems()),
  },
  {
    name: "orders-1000.csv",
    title: "A thousand orders",
    about: "A thousand customers at once, to see how long that takes.",
    command: "import orders",
    bytes: utf8(plain(MANY_ORDERS)),
  },
  {
    name: "balances.csv",
    title: "Balances of an older bot",
    about: "Points of everybody here, ids as spreadsheets want them, one line that names nobody.",
    command: "import balances",
    bytes: utf8(balances()),
  },
];

function plain(count: number): string {
  const rows = orders(count).map(({ id, email, amount, product, date }) =>
    [id, email, amount, product, date].join(","),
  );
  return ["order_id,email,amount,product,date", ...rows, ""].join("\n");
}

function excel(count: number): string {
  const rows = orders(count).map(({ id, email, amount }) =>
    [id, email, `"Rp ${amount.toLocaleString("id-ID")}"`].join(";"),
  );
  return [" Order No ; User_Email; Amount ", ...rows, ""].join("\r\n");
}

function problems(): string {
  return [
    "Order ID,Customer e-mail,Total",
    "B-2001,ayu@example.com,45000",
    "B-2002,not an address,30000",
    "B-2003,dimas@example.com,-",
    "",
    'B-2004,sari@example.com,"1,250,000"',
    "B-2001,ayu@example.com,45000",
    "B-2005,budi@example.com,",
    'B-2006,wulan@example.com,"125,000"',
    "B-2007,dimas@example.com,Rp 30.500",
    "Total,,1480500",
    "",
  ].join("\n");
}

function balances(): string {
  const rows = EXAMPLE_WORLD.users.map(({ id }, index) => `'${id},${(index + 1) * 250}`);
  return ["user_id,points", ...rows, "somebody,100", ""].join("\n");
}

function orders(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `A-${1001 + index}`,
    email: `${FIRST_NAMES[index % FIRST_NAMES.length]}${index < FIRST_NAMES.length ? "" : index}@example.com`,
    amount: 15_000 + ((index * 7_919) % 400) * 500,
    product: PRODUCTS[index % PRODUCTS.length],
    date: `2026-10-${String(1 + (index % 28)).padStart(2, "0")}`,
  }));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(BYTE_ORDER_MARK + text, "utf16le"));
}

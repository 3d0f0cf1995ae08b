import { describe, expect, it } from "vitest";
import { chooseColumns } from "./columns.ts";
import type { ImportOptions } from "./options.ts";
import { ImportRefused } from "./refusal.ts";

/** The chosen headers by role. */
function chosen(header: string, options: ImportOptions = {}) {
  const headers = header.split(",");
  const { email, amount, order, date, products } = chooseColumns(headers, options);
  const named = (at: number | null) => (at === null ? null : headers[at]);
  return {
    email: named(email),
    amount: named(amount),
    order: named(order),
    date: named(date),
    products: products.map(named),
  };
}

function refusalOf(header: string, options: ImportOptions = {}) {
  try {
    return { chosen: chosen(header, options) };
  } catch (error) {
    if (error instanceof ImportRefused) return error.facts;
    throw error;
  }
}

describe("the columns of an order file", () => {
  it.each([
    ["user_email,Amount ", "user_email", "Amount ", null],
    ["Order ID,E-Mail,Total", "E-Mail", "Total", "Order ID"],
    ["ORDER_ID,CUSTOMER MAIL,PRICE", "CUSTOMER MAIL", "PRICE", "ORDER_ID"],
    ["id,email,cost", "email", "cost", "id"],
    ["Order,Email,Value (IDR)", "Email", "Value (IDR)", "Order"],
    ["order no,email,amount", "email", "amount", "order no"],
    ["Order number,email,amount", "email", "amount", "Order number"],
    ["orderId,userEmail,totalPrice", "userEmail", "totalPrice", "orderId"],
    ["Order Total,Order ID,Email", "Email", "Order Total", "Order ID"],
    ["Order Total,Email", "Email", "Order Total", null],
    ["Order amount,id,Email", "Email", "Order amount", "id"],
    ["Paid,Width,Border,Reorder,Email,Amount", "Email", "Amount", null],
    ["Order ID,Customer ID,Order status,Email,Amount", "Email", "Amount", "Order ID"],
    ["Order date,Order item,Email,Amount", "Email", "Amount", null],
    ["Email for the order,Amount,id", "Email for the order", "Amount", "id"],
  ])("%j are known by their headers", (header, email, amount, order) => {
    expect(chosen(header)).toMatchObject({ email, amount, order });
  });

  it.each([
    ["Surel,Jumlah,Nomor Pesanan", "Surel", "Jumlah", "Nomor Pesanan"],
    ["Alamat email,Harga,No. Pesanan", "Alamat email", "Harga", "No. Pesanan"],
    ["ALAMAT SUREL,Nominal,no_invoice", "ALAMAT SUREL", "Nominal", "no_invoice"],
    ["Email,Total Harga,Harga satuan,Nomor Invoice", "Email", "Total Harga", "Nomor Invoice"],
    ["Email,Jumlah Barang,Harga,ID Pesanan,ID Pelanggan", "Email", "Harga", "ID Pesanan"],
  ])("%j are known in Indonesian too", (header, email, amount, order) => {
    expect(chosen(header)).toMatchObject({ email, amount, order });
  });

  it("in Indonesian for product and day, when they are asked for", () => {
    const header = "Surel,Jumlah,Nama Produk,Tanggal pesanan,No Pesanan";
    expect(chosen(header, { product: "Kopi", from: "2026-11-01" })).toMatchObject({
      products: ["Nama Produk"],
      date: "Tanggal pesanan",
      order: "No Pesanan",
    });
  });

  it.each([
    ["Email,Surel,Amount,Jumlah,Order ID,Nomor Pesanan", "Email", "Amount", "Order ID"],
    ["mail,price,Harga,Nominal,order,No Invoice", "mail", "price", "order"],
    ["Email,Value,id,No Pesanan", "Email", "Value", "id"],
  ])("%j stay what English makes of them", (header, email, amount, order) => {
    expect(chosen(header)).toMatchObject({ email, amount, order });
  });

  it.each([
    ["Surel,Harga,Jumlah", "amount", ["Harga", "Jumlah"]],
    ["Email,Total,Nomor Pesanan,Nomor Invoice", "order", ["Nomor Pesanan", "Nomor Invoice"]],
  ])("in Indonesian are asked for when there are two: %j", (header, role, candidates) => {
    expect(refusalOf(header)).toMatchObject({ kind: "column_ambiguous", role, candidates });
  });

  it.each([
    ["none for e-mail", "Order,Amount", "email"],
    ["none for the amount", "Order,Email", "amount"],
  ])("are asked for when there is %s", (_name, header, role) => {
    expect(refusalOf(header)).toEqual({ kind: "column_missing", role, headers: header.split(",") });
  });

  it.each([
    ["e-mail", "Email,Billing email,Amount", "email", ["Email", "Billing email"]],
    ["the amount", "Email,Subtotal,Total", "amount", ["Subtotal", "Total"]],
    ["the order id", "Email,Total,Order no,Order ID", "order", ["Order no", "Order ID"]],
    ["the order id", "Email,Total,order,id", "order", ["order", "id"]],
    ["a header that stands twice", "Email,Total,Email", "email", ["Email", "Email"]],
  ])("are asked for when there are two for %s", (_name, header, role, candidates) => {
    expect(refusalOf(header)).toEqual({
      kind: "column_ambiguous",
      role,
      candidates,
      headers: header.split(","),
    });
  });

  it("are settled by the options, in any case and with blanks around", () => {
    const options = { emailColumn: " BILLING email", amountColumn: "total", orderColumn: "Invoice" };
    expect(chosen("Email,Billing Email,Subtotal,Total, invoice ,Order", options)).toMatchObject({
      email: "Billing Email",
      amount: "Total",
      order: " invoice ",
    });
  });

  it("have one role each: what an option names is not taken for something else", () => {
    expect(chosen("Email,Order sum", { amountColumn: "Order sum" })).toMatchObject({ order: null });
    expect(chosen("Order contact,Amount", { emailColumn: "Order contact" })).toMatchObject({ order: null });
  });

  it("are not guessed when an option names a header that is not there", () => {
    expect(refusalOf("Email,,Amount", { orderColumn: "Invoice" })).toEqual({
      kind: "column_unknown",
      role: "order",
      asked: "Invoice",
      headers: ["Email", "Amount"],
    });
  });

  it("need no amount when the points are fixed, but have it where it is plain", () => {
    expect(chosen("Email,Order", { points: 5 }).amount).toBeNull();
    expect(chosen("Email,Subtotal,Total", { points: 5 }).amount).toBeNull();
    expect(chosen("Email,Total", { points: 5 }).amount).toBe("Total");
    expect(chosen("Email,Subtotal,Total", { points: 5, amountColumn: "Total" }).amount).toBe("Total");
  });

  it("need a product column only when a product is asked for", () => {
    expect(refusalOf("Email,Amount", { product: "Mug" })).toMatchObject({
      kind: "column_missing",
      role: "product",
    });
    expect(chosen("Email,Amount,Product name,Line items", { product: "Mug" }).products).toEqual([
      "Product name",
      "Line items",
    ]);
    expect(chosen("Email,Item price,Item", {})).toMatchObject({ amount: "Item price", products: ["Item"] });
  });

  it.each([{ from: "2026-11-01" }, { to: "2026-11-30" }])(
    "need a date column when days are asked for: %j",
    (days) => {
      expect(refusalOf("Email,Amount,Updated by", days)).toMatchObject({
        kind: "column_missing",
        role: "date",
      });
      expect(chosen("Email,Amount,Date", days).date).toBe("Date");
      expect(chosen("Email,Amount,Ordered at", days).date).toBe("Ordered at");
      expect(chosen("Email,Amount,Date,Time", days).date).toBe("Date");
      expect(chosen("Email,Amount,created_at,Ship date,Last update", days).date).toBe("created_at");
      expect(refusalOf("Email,Amount,Start date,End date", days)).toMatchObject({
        kind: "column_ambiguous",
        role: "date",
        candidates: ["Start date", "End date"],
      });
    },
  );

  it("are not sought in a file that begins with an order", () => {
    expect(refusalOf("A-1,budi@gmail.com,5")).toEqual({ kind: "header_missing" });
  });
});

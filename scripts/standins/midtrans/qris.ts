import { MERCHANT_ID } from "./wire.ts";

const MERCHANT = { name: "KOPI SENJA", city: "JAKARTA SELATAN", postalCode: "12430", category: "5814" };
const RUPIAH = "360";
/** The longest bill number that EMV's format takes. */
const BILL_CHARS_MAX = 25;

/** The text of a dynamic QRIS code of one payment: EMV's tags, lengths and values, with the checksum at the end. */
export function qrisText(amount: number, transactionId: string): string {
  const open = [
    tag("00", "01"),
    tag("01", "12"),
    tag("26", tag("00", "COM.GO-JEK.WWW") + tag("01", "936009143812785002") + tag("02", MERCHANT_ID)),
    tag("51", tag("00", "ID.CO.QRIS.WWW") + tag("02", "ID1020000000001") + tag("03", "UMI")),
    tag("52", MERCHANT.category),
    tag("53", RUPIAH),
    tag("54", String(amount)),
    tag("58", "ID"),
    tag("59", MERCHANT.name),
    tag("60", MERCHANT.city),
    tag("61", MERCHANT.postalCode),
    tag("62", tag("01", transactionId.replaceAll("-", "").slice(0, BILL_CHARS_MAX))),
    "6304",
  ].join("");
  return open + crc16(open).toString(16).toUpperCase().padStart(4, "0");
}

function tag(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, "0")}${value}`;
}

/** CRC-16 as ISO/IEC 13239 has it: polynomial 0x1021, from 0xFFFF. */
export function crc16(text: string): number {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

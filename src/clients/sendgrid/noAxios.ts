/** Stands in the Worker's bundle where SendGrid's client asks for axios; see wrangler.toml. */
export default function noAxios(): never {
  throw new Error("axios is not in this bundle");
}

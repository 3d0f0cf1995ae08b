const ADDRESS_CHARS_MAX = 254;
const LOCAL_CHARS_MAX = 64;
/** The longest cell that is looked at as an address, the name before it included. */
const TEXT_CHARS_MAX = 512;

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z])(?!.$)${LABEL}$`);

/**
 * The one form of an e-mail address that is stored, matched and mailed: lower case, the domain in punycode.
 * Takes `Name <a@b.c>` and `mailto:a@b.c`. Null for what SendGrid would refuse a whole request for.
 */
export function normalizeEmail(text: string): string | null {
  if (text.length > TEXT_CHARS_MAX) return null;
  const address = unwrapped(text.trim()).toLowerCase();
  const at = address.indexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (local.length > LOCAL_CHARS_MAX || !LOCAL.test(local)) return null;
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === null) return null;
  const normal = `${local}@${domain}`;
  return normal.length > ADDRESS_CHARS_MAX ? null : normal;
}

/** `b***i@example.com`: enough for the one who knows the address, not for anybody else. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  const last = local.length > 2 ? local.slice(-1) : "";
  return `${local.slice(0, 1)}***${last}${email.slice(at)}`;
}

function unwrapped(text: string): string {
  const inBrackets = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  return inBrackets.trim().replace(/^mailto:/i, "");
}

function asciiDomain(domain: string): string | null {
  if (DOMAIN.test(domain)) return domain;
  // A URL would take these as its own punctuation, and only letters beyond ASCII need it at all.
  if (/[\s\p{C}/:?#@\\%[\]]/u.test(domain) || !/[^\x20-\x7e]/.test(domain)) return null;
  if (!URL.canParse(`https://${domain}`)) return null;
  const { hostname } = new URL(`https://${domain}`);
  return DOMAIN.test(hostname) ? hostname : null;
}

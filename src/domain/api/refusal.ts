/** Why a key opens nothing: nobody has it, or it may not do this. */
export type AccessRefusal = { readonly kind: "key_unknown" } | { readonly kind: "scope_missing" };

/** What the columns of a key's check say against it; null for nothing. */
export function refusalOf(access: { known: number; allowed: number } | undefined): AccessRefusal | null {
  if (!access?.known) return { kind: "key_unknown" };
  return access.allowed ? null : { kind: "scope_missing" };
}

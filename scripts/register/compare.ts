/**
 * Whether Discord's copy of a command says what ours says. Discord adds fields of its own and leaves out
 * what has its default value, so only our fields count, and an absent one equals an empty one.
 */
export function saysTheSame(ours: unknown, theirs: unknown): boolean {
  if (isEmpty(ours)) return isEmpty(theirs);
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || ours.length !== theirs.length) return false;
    return ours.every((item, at) => saysTheSame(item, theirs[at]));
  }
  if (isRecord(ours)) {
    return isRecord(theirs) && Object.entries(ours).every(([key, value]) => saysTheSame(value, theirs[key]));
  }
  return ours === theirs;
}

export type Difference = { readonly name: string; readonly kind: "new" | "changed" | "gone" };

/** What differs between our table and Discord's, by command. */
export function differences(ours: readonly unknown[], theirs: readonly unknown[]): Difference[] {
  const byName = (commands: readonly unknown[]) =>
    new Map(commands.filter(isRecord).map((command) => [`${command.type ?? 1} ${command.name}`, command]));
  const [mine, known] = [byName(ours), byName(theirs)];
  const found: Difference[] = [];
  for (const [key, command] of mine) {
    const other = known.get(key);
    if (!other) found.push({ name: String(command.name), kind: "new" });
    else if (!saysTheSame(command, other)) found.push({ name: String(command.name), kind: "changed" });
  }
  for (const [key, command] of known) {
    if (!mine.has(key)) found.push({ name: String(command.name), kind: "gone" });
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  return (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);
}

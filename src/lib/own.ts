/** What a table has under a name that came from outside; never what every object inherits, such as `constructor`. */
export function own<T>(
  table: Readonly<Record<string, T>> | undefined,
  name: string | undefined,
): T | undefined {
  return table && name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

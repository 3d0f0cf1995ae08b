/** How much is kept: so many, and no more than this size in all. */
export type Room = { readonly countMax: number; readonly sizeMax: number };

/** The newest of a list (its last) that fit into the room, in the list's order. */
export function newestWithin<T>(items: readonly T[], room: Room, sizeOf: (item: T) => number): T[] {
  let left = room.sizeMax;
  let from = items.length;
  const oldestFrom = Math.max(0, items.length - room.countMax);
  for (const item of items.slice(oldestFrom).reverse()) {
    left -= sizeOf(item);
    if (left < 0) break;
    from -= 1;
  }
  return items.slice(from);
}

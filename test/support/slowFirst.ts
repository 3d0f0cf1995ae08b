import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest stands first: at the end the other cores would wait for it alone. */
const SLOW = [
  "chaos",
  "scripts",
  "dashboardDeeds",
  "cashbackKill",
  "dashboardAxe",
  "database-faults",
  "queue-faults",
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = SLOW.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at < 0 ? SLOW.length : at;
};

/** The order of test files: the slow ones, then as vitest has them. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

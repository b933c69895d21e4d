import { z } from "zod";
import { UsageError } from "./command";
import { readNumberTable } from "./number-table";
import { sentFile } from "./sent-file";

const analysisLike = z.object({
  cohorts: z.array(
    z.object({
      name: z.string(),
      items: z.array(z.object({ number: z.int(), utility: z.number() })),
    }),
  ),
});

/**
 * Mean utilities by column or cohort name, then by item number: from a CSV `number,<name>,…`, or
 * from the JSON that `analyse` and `simulate` print.
 *
 * @throws InvalidInput with file, line and column; UsageError for JSON of another kind
 */
export async function readUtilities(
  option: string,
  path: string,
): Promise<Map<string, Map<number, number>>> {
  const file = sentFile(option, path);
  const named = new Map<string, Map<number, number>>();
  if (file.name.endsWith(".json")) {
    for (const { name, items } of readJson(option, path, file.bytes).cohorts) {
      named.set(name, new Map(items.map(({ number, utility }) => [number, utility])));
    }
    return named;
  }
  const { header, rows } = await readNumberTable(file, ["number"], 0);
  header.slice(1).forEach((name, index) => {
    named.set(name, new Map(rows.map(({ numbers }) => [numbers[0], numbers[index + 1]])));
  });
  return named;
}

function readJson(option: string, path: string, bytes: Uint8Array) {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new UsageError(`--${option}: ${path} is not JSON.`);
  }
  const result = analysisLike.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(
    `--${option}: ${path} is not what analyse prints; ${issue.path.join(".")}: ${issue.message}.`,
  );
}

/** One cohort's utilities in the order of the items. @throws UsageError naming what is missing */
export function utilitiesOf(
  option: string,
  named: ReadonlyMap<string, ReadonlyMap<number, number>>,
  name: string,
  itemNumbers: readonly number[],
): number[] {
  const own = named.get(name);
  if (!own) {
    const names = [...named.keys()].join(", ");
    throw new UsageError(`--${option}: there is nothing called “${name}”. There are: ${names}.`);
  }
  return itemNumbers.map((number) => {
    const value = own.get(number);
    if (value === undefined) {
      throw new UsageError(`--${option}: item ${number} has no utility under “${name}”.`);
    }
    return value;
  });
}

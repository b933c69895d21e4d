import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./command";

type Names = readonly string[];

/**
 * Reads `--name value` options and `--name` flags, each at most once, and nothing else. A flag that is
 * there has the value "yes".
 *
 * @throws UsageError for an unknown option, a missing or empty value, a missing required option
 */
export function readOptions<const Required extends Names, const Optional extends Names>(
  args: string[],
  names: { required: Required; optional: Optional; flags?: readonly Optional[number][] },
): Record<Required[number], string> & Partial<Record<Optional[number], string>> {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const name of [...names.required, ...names.optional]) {
    const type = names.flags?.includes(name) ? "boolean" : "string";
    options[name] = { type, multiple: true };
  }
  const values: Partial<Record<string, string>> = {};
  for (const [name, given] of Object.entries(parsed(args, options))) {
    if (!Array.isArray(given)) continue;
    if (given.length > 1) throw new UsageError(`--${name} is given ${given.length} times.`);
    const [value] = given;
    if (value === "") throw new UsageError(`--${name} has no value.`);
    values[name] = typeof value === "string" ? value : "yes";
  }
  const missing = names.required.filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    throw new UsageError(`Missing: ${missing.map((name) => `--${name}`).join(", ")}.`);
  }
  // Every required name has its string by now.
  return values as Record<Required[number], string> & Partial<Record<Optional[number], string>>;
}

/** @throws UsageError when there is any argument */
export function expectNoArguments(args: string[]): void {
  parsed(args, {});
}

function parsed(args: string[], options: NonNullable<ParseArgsConfig["options"]>) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // parseArgs explains itself in one sentence, then goes on about positionals.
    const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
    throw new UsageError(sentence.endsWith(".") ? sentence : `${sentence}.`);
  }
}

import { z } from "zod";
import { decimal, listOf, oneOf, positive, wholeNumber } from "./option-values";

/** What an option takes, as the JSON schema of its field says it. */
interface Field {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly items?: Field;
}

/** The options of a schema by name, `--like-this` for a field `likeThis`. */
function fieldsOf(schema: z.ZodObject): Map<string, { key: string; field: Field }> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return new Map(
    Object.entries(properties).map(([key, field]) => [
      key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      { key, field: field as Field },
    ]),
  );
}

/** The names of a schema's options, without dashes. */
export function optionNames(schema: z.ZodObject): string[] {
  return [...fieldsOf(schema).keys()];
}

/**
 * What a schema's options say, in the types of its fields and under their names; what is not given is
 * left out. Numbers, words and lists of them are read; what only the schema knows it has still to check.
 *
 * @throws UsageError naming the option and what it takes
 */
export function optionValues(
  schema: z.ZodObject,
  options: Partial<Record<string, string>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, { key, field }] of fieldsOf(schema)) {
    const text = options[name];
    if (text !== undefined) values[key] = valueFrom(name, text, field);
  }
  return values;
}

function valueFrom(name: string, text: string, field: Field): unknown {
  const { minimum, maximum } = field;
  if (field.enum) return oneOf(name, text, field.enum);
  switch (field.type) {
    case "integer":
      return wholeNumber(name, text, minimum, maximum);
    case "number":
      return field.exclusiveMinimum === 0
        ? positive(name, text)
        : decimal(name, text, minimum, maximum);
    case "array": {
      const { items } = field;
      return listOf(name, text).map((part) => (items ? valueFrom(name, part, items) : part));
    }
    default:
      return text;
  }
}

const NAME_WIDTH = 23;
const LINE_WIDTH = 100;

/**
 * The options of several schemas for `--help`: what each takes, what it is without it, what it means.
 * What several have alike is told once, under all their names.
 *
 * @param named each schema with what stands over its options
 */
export function helpOfSchemas(
  named: readonly { name: string; summary: string; schema: z.ZodObject }[],
): string {
  const told = new Map<string, { names: string[]; line: string }>();
  for (const { name, schema } of named) {
    for (const [option, { field }] of fieldsOf(schema)) {
      const line = optionLine(option, field);
      const known = told.get(line);
      if (known) known.names.push(name);
      else told.set(line, { names: [name], line });
    }
  }
  const groups = new Map<string, string[]>();
  for (const { names, line } of told.values()) {
    if (names.length === 1) continue;
    const head = names.join(", ");
    groups.set(head, [...(groups.get(head) ?? []), line]);
  }
  const own = named.map(({ name, summary }) => {
    const lines = [...told.values()].filter(({ names }) => names.length === 1 && names[0] === name);
    return `  ${name}: ${summary}\n${lines.map(({ line }) => line).join("")}`;
  });
  const common = [...groups].map(
    ([head, lines]) => `${wrapped("  ", `${head}:`)}${lines.join("")}`,
  );
  return [...own, ...common].join("\n");
}

function optionLine(name: string, field: Field): string {
  const usual = field.default;
  const words = field.enum ?? field.items?.enum;
  const choice = words?.map((word) => (word === usual ? `${word} (default)` : word)).join(", ");
  const parts = [choice ?? (usual === undefined ? "" : String(usual)), field.description];
  return wrapped(`  --${name} `.padEnd(NAME_WIDTH), parts.filter((part) => part).join("; "));
}

function wrapped(head: string, text: string): string {
  const lines: string[] = [head];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    const glue = last.endsWith(" ") ? "" : " ";
    if (last.length + word.length < LINE_WIDTH) lines[lines.length - 1] = last + glue + word;
    else lines.push(" ".repeat(NAME_WIDTH) + word);
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

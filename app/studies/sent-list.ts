import type { FormValues } from "@/app/_http/form-values";
import { InvalidInput } from "@/lib/errors";
import { readTextFile } from "@/lib/files/text-file";
import { ITEM_LIST_BYTES } from "@/lib/studies/draft/upload-limits";
import { LIST_DELIMITERS, type ListReading } from "@/lib/studies/items/item-list";

/**
 * The item list of a form as ItemListField sends it: its text and how it was shown to be read. The
 * file is read into the text field where script runs; here for where it does not.
 *
 * @throws InvalidInput for a file that is no text
 */
export async function sentList(
  form: FormData,
  values: FormValues,
  name: string,
): Promise<{ text: string; reading: ListReading | undefined }> {
  const file = form.get("file");
  const pasted = values.text(name);
  const isFile = file instanceof File && file.size > 0 && pasted.trim() === "";
  if (!isFile) return { text: pasted, reading: sentReading(values, name) };
  const read = readTextFile(new Uint8Array(await file.slice(0, ITEM_LIST_BYTES).arrayBuffer()));
  if (read.text === null) {
    const issue = read.foreign
      ? { key: "fileForeign" as const, values: { kind: read.foreign } }
      : { key: "fileEncoding" as const };
    throw new InvalidInput([{ path: "file", ...issue }]);
  }
  return { text: read.text, reading: undefined };
}

function sentReading(values: FormValues, name: string): ListReading | undefined {
  const delimiter = LIST_DELIMITERS.find((one) => one === values.text(`${name}.delimiter`));
  if (!delimiter) return undefined;
  const definition = values.text(`${name}.definition`);
  return {
    delimiter,
    hasHeading: values.has(`${name}.hasHeading`, "true"),
    label: values.number(`${name}.label`),
    definition: definition === "rest" || definition === "none" ? definition : Number(definition),
  };
}

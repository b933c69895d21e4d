import { TextField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";

/** How the few fields of a type stand together. */
export const GRID = "grid gap-4 sm:grid-cols-2 lg:grid-cols-4";

/** A whole number. */
export function WholeNumber({
  name,
  value,
  least,
}: {
  name: "topN" | "total" | "decimals" | "maxLength";
  value: number;
  least: number;
}) {
  return (
    <TextField
      name={`question.${name}`}
      label={translator("studio")(`question_${name}`)}
      type="number"
      inputMode="numeric"
      min={least}
      defaultValue={value}
    />
  );
}

/** A limit, or none where it is left empty. */
export function Limit({
  name,
  value,
  type,
}: {
  name: "minimum" | "maximum" | "earliest" | "latest";
  value: number | string | null;
  type: "number" | "date";
}) {
  return (
    <TextField
      name={`question.${name}`}
      label={translator("studio")(`question_${name}`)}
      type={type}
      step={type === "number" ? "any" : undefined}
      defaultValue={value ?? ""}
    />
  );
}

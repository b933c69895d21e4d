import { TextArea, TextField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";
import type { OwnField } from "@/lib/questionnaire/types/own-fields";
import type { EditedType } from "./edited-type";

/** What stands in a field: the words of each are there by the type of `ownFields`. */
interface FieldValue {
  readonly name: "points";
  readonly field: OwnField;
  readonly value: string | number | readonly string[] | null;
}

/** What a type has to be told besides its words and its answers. */
export function TypeFields({ own, ownFields }: Pick<EditedType, "own" | "ownFields">) {
  const values = own as Readonly<Record<string, FieldValue["value"]>>;
  const fields = Object.entries(ownFields as Readonly<Record<string, OwnField>>).map(
    ([name, field]): FieldValue => ({
      name: name as FieldValue["name"],
      field,
      value: values[name] ?? null,
    }),
  );
  const isLong = ({ field }: FieldValue) => field.kind === "lines";
  const short = fields.filter((one) => !isLong(one) && one.field.kind !== "fixed");
  return (
    <>
      {short.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {short.map((one) => (
            <ShortField key={one.name} {...one} />
          ))}
        </div>
      )}
      {fields.filter(isLong).map(({ name, value }) => (
        <TextArea
          key={name}
          isStudyWords
          name={`question.${name}`}
          label={translator("studio")(`question_${name}`)}
          hint={translator("studio")(`question_${name}Hint`)}
          defaultValue={[value ?? []].flat().join("\n")}
          rows={5}
        />
      ))}
    </>
  );
}

function ShortField({ name, field, value }: FieldValue) {
  const shared = {
    name: `question.${name}`,
    label: translator("studio")(`question_${name}`),
    defaultValue: String(value ?? ""),
  };
  switch (field.kind) {
    case "whole":
      return <TextField {...shared} type="number" inputMode="numeric" min={field.least} />;
    case "limit":
      return <TextField {...shared} type="number" step="any" />;
    case "day":
      return <TextField {...shared} type="date" />;
    case "line":
      return <TextField {...shared} isStudyWords maxLength={field.maxLength} autoComplete="off" />;
    default:
      return null;
  }
}

import { typedNumber } from "@/lib/i18n/typed-number";

/** The fields of a sent form by dotted name, as the editors name them: "items.3.label". */
export interface FormValues {
  /** The field's text; empty when it was not sent. */
  text(name: string): string;
  /** The field's number, in any digits and with a comma or a point; not a number for anything else. */
  number(name: string): number;
  /** True when the field was sent with this value, as a checked box is. */
  has(name: string, value?: string): boolean;
  /** The rows "name.0.…", "name.1.…" in order, each with its own fields. */
  rows(name: string): FormValues[];
}

export function formValues(form: FormData, prefix = ""): FormValues {
  const text = (name: string): string => {
    const value = form.get(prefix + name);
    return typeof value === "string" ? value : "";
  };
  return {
    text,
    number: (name) => {
      if (text(name).trim() === "") return Number.NaN;
      const read = typedNumber(text(name), "en", () => true);
      return Number(read?.kind === "clear" ? read.plain : text(name));
    },
    has: (name, value = "on") => form.get(prefix + name) === value,
    rows: (name) => {
      const start = `${prefix}${name}.`;
      const places = new Set<number>();
      for (const key of form.keys()) {
        const place = key.startsWith(start) ? /^\d{1,4}(?=\.)/.exec(key.slice(start.length)) : null;
        if (place) places.add(Number(place[0]));
      }
      return [...places]
        .sort((a, b) => a - b)
        .map((place) => formValues(form, `${start}${place}.`));
    },
  };
}

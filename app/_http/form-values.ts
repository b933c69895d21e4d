/** The fields of a sent form by dotted name, as the editors name them: "items.3.label". */
export interface FormValues {
  /** The field's text; empty when it was not sent. */
  text(name: string): string;
  /** The field's number; not a number when it is empty or something else was typed. */
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
    number: (name) => (text(name).trim() === "" ? Number.NaN : Number(text(name))),
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

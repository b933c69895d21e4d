import { safeCell } from "@/lib/files/csv";
import { csvFile } from "./csv-file";

export const items = csvFile({
  name: "items",
  layout: "number,label,definition",
  isOf: ({ settings }) => !settings.mirror,
  async *rows(_, exercise) {
    yield [["number", "label", "definition"]];
    yield exercise.items.map(({ number, label, definition }) => [
      number,
      safeCell(label),
      safeCell(definition),
    ]);
  },
});

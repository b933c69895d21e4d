import { expect, it } from "vitest";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { safeCell } from "@/lib/files/csv";
import { csvFile } from "./csv-file";
import type { CELL_FORMS, ExportedStudy } from "./study-file";

const TEXTS = ["=1+1", "'=1+1", "-5", "Größe", "'quoted'", "+49 30"];
const file = csvFile({
  name: "texts",
  layout: "",
  isOf: () => true,
  async *rows() {
    yield [["text"], ...TEXTS.map((text) => [safeCell(text)])];
  },
});

async function written(cells: (typeof CELL_FORMS)[number]): Promise<string> {
  let text = "";
  for await (const piece of file.pieces({ cells } as ExportedStudy, {} as RevisionExercise)) {
    text += piece;
  }
  return text;
}

it("holds texts safe for spreadsheets, byte for byte, or with the mark that Excel needs", async () => {
  const safe = "text\n'=1+1\n''=1+1\n-5\nGröße\n'quoted'\n'+49 30\n";
  expect(await written("safe")).toBe(safe);
  expect(await written("plain")).toBe(`text\n${TEXTS.join("\n")}\n`);
  expect(await written("excel")).toBe(`\ufeff${safe}`);
});

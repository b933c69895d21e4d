/** What people call the columns of an item list, in the languages that the product speaks. */
const HEADINGS = {
  label:
    "label, item, name, capability, attribute, title, feature, statement, " +
    "bezeichnung, merkmal, begriff, titel, aussage, libellé, intitulé, élément, nom, titre, " +
    "etiqueta, elemento, ítem, nombre, título, rótulo, nome, etichetta, voce, titolo, " +
    "項目, 名称, ラベル, 项目, 标签, 選択肢, लेबल, मद, नाम, العنصر, التسمية, الاسم",
  definition:
    "definition, description, meaning, text, explanation, " +
    "beschreibung, erläuterung, erklärung, définition, explication, definición, descripción, " +
    "definição, descrição, definizione, descrizione, 定義, 説明, 定义, 说明, 描述, " +
    "परिभाषा, विवरण, التعريف, الوصف",
  number:
    "number, no, nr, id, #, nummer, numéro, n°, nº, número, numero, 番号, 编号, 序号, क्रमांक, الرقم",
} as const;

export type ListColumn = keyof typeof HEADINGS;

const COLUMN_OF = new Map<string, ListColumn>(
  Object.entries(HEADINGS).flatMap(([column, names]) =>
    names.split(", ").map((name): [string, ListColumn] => [name, column as ListColumn]),
  ),
);

/** What a column holds by its heading; null for a heading that is not known. */
export function columnOfHeading(heading: string): ListColumn | null {
  const name = heading.normalize("NFC").trim().toLowerCase().replace(/[.:]$/, "");
  return COLUMN_OF.get(name) ?? null;
}

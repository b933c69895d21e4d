import { expect, it } from "vitest";
import { pmoCapabilities } from "../templates/pmo-capabilities";
import { nearSynonyms } from "./near-synonyms";

const found = (items: { label: string; definition: string }[]) =>
  nearSynonyms(items).map(({ first, second }) => [first.label, second.label]);

it("finds none in the template, whose items were written apart", () => {
  expect(found([...pmoCapabilities.items])).toEqual([]);
});

it("finds rewordings of an item, whatever their endings and order", () => {
  const items = [
    ...pmoCapabilities.items,
    { label: "Managing risks", definition: "Judging threats early and responding to them." },
    { label: "Engagement of stakeholders", definition: "" },
  ];
  expect(found(items)).toEqual(
    expect.arrayContaining([
      ["Risk management", "Managing risks"],
      ["Stakeholder engagement", "Engagement of stakeholders"],
    ]),
  );
  expect(found(items)).toHaveLength(2);
});

it("puts the most alike pair first, and takes a list without words for what it is", () => {
  const items = [
    { label: "Price", definition: "What it costs" },
    { label: "Prices", definition: "What it costs to buy" },
    { label: "PRICE", definition: "What it costs" },
    { label: "…", definition: "" },
  ];
  const [first] = nearSynonyms(items);
  expect([first.first.label, first.second.label]).toEqual(["Price", "PRICE"]);
  expect(first.likeness).toBeCloseTo(1, 10);
});

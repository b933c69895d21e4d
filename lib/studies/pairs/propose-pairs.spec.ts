import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCsv } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { pmoCapabilities } from "../templates/pmo-capabilities";
import { proposePairs } from "./propose-pairs";

const found = (items: readonly { label: string; definition: string }[]) =>
  proposePairs(items).map(({ first, second, kind }) => [first.label, second.label, kind]);

const item = (label: string, definition = "") => ({ label, definition });

describe("proposed pairs", () => {
  it("stakeholders and customers, with PMI's definitions, with ours, and with none", () => {
    const words = ["Stakeholder Engagement", "Customer Relationship Management"] as const;
    const texts = [
      "Managing relationships, perceptions, and communication with stakeholders to align interests and achieve positive outcomes.",
      "Building and maintaining strong internal and/or external customer relationships and responding to changes in needs.",
    ];
    const pair = [[...words, "synonym"]];
    expect(found(words.map((label, place) => item(label, texts[place])))).toEqual(pair);
    expect(found(words.map((label) => item(label)))).toEqual(pair);
    expect(found(pmoCapabilities.items)).toContainEqual([
      "Customer relationship management",
      "Stakeholder engagement",
      "synonym",
    ]);
  });

  it("few of a whole list: of the template's 78 pairs those that it decides about, and no other", () => {
    const decided = pmoCapabilities.suspectPairs?.map(({ items }) => items.join("-"));
    const numberOf = (label: string) =>
      1 + pmoCapabilities.items.findIndex((candidate) => candidate.label === label);
    const numbers = found(pmoCapabilities.items).map(([one, other]) =>
      [numberOf(one), numberOf(other)].sort((left, right) => left - right).join("-"),
    );
    expect(numbers.sort()).toEqual(decided?.toSorted());
  });

  it("rewordings of a label, whatever their endings and order, the most alike first", () => {
    const items = [
      item("Risk management", "Spotting threats."),
      item("Engagement of stakeholders"),
      item("Managing risks", "Judging what may go wrong."),
      item("Stakeholder engagement"),
    ];
    expect(found(items)).toEqual([
      ["Risk management", "Managing risks", "synonym"],
      ["Engagement of stakeholders", "Stakeholder engagement", "synonym"],
    ]);
    expect(found([item("…"), item("Price"), item("…")])).toEqual([]);
  });

  it("no pair for a word that both labels share and another tells apart", () => {
    const apart = ["Data quality", "Data privacy", "Change management", "Change control"];
    expect(found(apart.map((label) => item(label)))).toEqual([]);
  });

  it("of pairs judged by hand, those kept back too: most suspect ones and hardly any other", async () => {
    const file = path.join(import.meta.dirname, "fixtures", "judged-pairs.csv");
    const issues = new FileIssues();
    const table = await readCsv({ name: "judged-pairs.csv", bytes: fs.readFileSync(file) }, issues);
    const judged = table?.rows.map(({ fields: [label1, text1, label2, text2, suspect, held] }) => ({
      isProposed: proposePairs([item(label1, text1), item(label2, text2)]).length > 0,
      isSuspect: suspect === "1",
      isHeld: held === "1",
    }));
    const share = (isSuspect: boolean, isHeld: boolean) => {
      const of = judged?.filter((pair) => pair.isSuspect === isSuspect && pair.isHeld === isHeld);
      return [of?.filter(({ isProposed }) => isProposed).length, of?.length];
    };
    expect({ tuned: [share(true, false), share(false, false)] }).toEqual({
      tuned: [
        [6, 7],
        [0, 7],
      ],
    });
    expect({ held: [share(true, true), share(false, true)] }).toEqual({
      held: [
        [10, 10],
        [1, 12],
      ],
    });
  });
});

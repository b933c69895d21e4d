import { expect, it } from "vitest";
import {
  countedTogether,
  FORM_PARTS,
  type FormPart,
  type MeasuredRevision,
} from "./revision-meaning";

/** Random whole numbers below a limit, the same for the same seed (mulberry32). */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Meant extends MeasuredRevision {
  /** What its items are about, as only the researcher knows. */
  readonly truth: string;
}

/**
 * A random history of three items: rewordings that keep or change the meaning, returns to words of
 * before, changes of form. The researcher says the truth about each new wording.
 */
function history(seed: number): Meant[] {
  const draw = draws(seed);
  const meaningOf = new Map<string, number>();
  const current = ["a0", "b0", "c0"];
  for (const [index, words] of current.entries()) meaningOf.set(words, index);
  let fresh = 100;
  let form = 0;
  return Array.from({ length: 2 + draw(7) }, (_, revision) => {
    const meanings: { subject: string; keeps: boolean }[] = [];
    if (revision > 0 && draw(6) === 0) form = draw(3);
    for (const item of revision === 0 ? [] : [0, 1, 2]) {
      const before = current[item];
      const used = [...meaningOf.keys()].filter((words) => words[0] === before[0]);
      const change = draw(4);
      if (change === 0) current[item] = used[draw(used.length)];
      if (change !== 1) continue;
      const keeps = draw(2) === 0;
      const words = `${before[0]}${fresh++}`;
      meaningOf.set(words, keeps ? (meaningOf.get(before) ?? -1) : fresh++);
      meanings.push({ subject: `item ${item}`, keeps });
      current[item] = words;
    }
    const words = new Map(
      current.map((label, item) => [
        `item ${item}`,
        { kind: "item" as const, id: String(item), fields: { label } },
      ]),
    );
    const forms = FORM_PARTS.map((part) => [part, String(form)]);
    return {
      measure: { form: Object.fromEntries(forms) as Record<FormPart, string>, words },
      meanings: meanings.length > 0 ? meanings : null,
      truth: `${form} ${current.map((label) => meaningOf.get(label)).join(" ")}`,
    };
  });
}

it("counts revisions together exactly where all their words mean the same (3,000 random histories)", () => {
  let pairs = 0;
  let together = 0;
  for (let seed = 1; seed <= 3_000; seed++) {
    const revisions = history(seed);
    const keys = countedTogether(revisions);
    for (const [one, { truth }] of revisions.entries()) {
      for (let other = 0; other < one; other++) {
        pairs++;
        const areSame = truth === revisions[other].truth;
        if (areSame) together++;
        expect(
          keys[one] === keys[other],
          `seed ${seed}, revisions ${other + 1} and ${one + 1}`,
        ).toBe(areSame);
      }
    }
  }
  expect(together / pairs).toBeGreaterThan(0.1);
  expect(together / pairs).toBeLessThan(0.9);
});

it("takes what was decided neither back nor further when more revisions follow", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const revisions = history(seed);
    const all = countedTogether(revisions);
    for (let end = 1; end < revisions.length; end++) {
      expect(countedTogether(revisions.slice(0, end))).toEqual(all.slice(0, end));
    }
  }
});

it("keeps new words apart where nothing was decided", () => {
  const asked = (label: string): MeasuredRevision => ({
    measure: {
      form: { items: "", exercises: "", allocations: "", anchors: "", cohorts: "" },
      words: new Map([["item 1", { kind: "item", id: "1", fields: { label } }]]),
    },
    meanings: null,
  });
  const [first, second, third] = countedTogether([asked("one"), asked("two"), asked("one")]);
  expect(second).not.toBe(first);
  expect(third).toBe(first);
});

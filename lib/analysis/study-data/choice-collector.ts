import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";

/** One task as it is stored: item numbers. */
export interface StoredTask {
  readonly shown: readonly number[];
  readonly best: number;
  readonly worst: number;
}

/**
 * Lays stored answers flat for the estimators while they are read: respondent by respondent, without
 * ever holding their rows.
 */
export class ChoiceCollector {
  readonly #indexOf: ReadonlyMap<number, number>;
  readonly #cohortCount: number;
  readonly #cohort = new GrowingIntegers();
  readonly #respondentStart = new GrowingIntegers(0);
  readonly #taskStart = new GrowingIntegers(0);
  readonly #shown = new GrowingIntegers();
  readonly #best = new GrowingIntegers();
  readonly #worst = new GrowingIntegers();

  /** @param itemNumbers by item index */
  constructor(itemNumbers: readonly number[], cohortCount: number) {
    this.#indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
    this.#cohortCount = cohortCount;
  }

  /**
   * Adds a respondent with all their answers.
   *
   * @param number the respondent's, for errors
   * @param cohort 0-based
   * @throws Error naming respondent and value when an answer is not one of its task
   */
  add(number: number, cohort: number, tasks: readonly StoredTask[]): void {
    for (const { shown, best, worst } of tasks) {
      if (best === worst || !shown.includes(best) || !shown.includes(worst)) {
        throw new Error(`Respondent ${number}: best ${best} and worst ${worst} of ${shown}.`);
      }
      for (const item of shown) this.#shown.push(itemIndex(this.#indexOf, item, number));
      this.#best.push(itemIndex(this.#indexOf, best, number));
      this.#worst.push(itemIndex(this.#indexOf, worst, number));
      this.#taskStart.push(this.#shown.length);
    }
    this.#cohort.push(cohort);
    this.#respondentStart.push(this.#best.length);
  }

  /** How many tasks were added so far: the index of the next one. */
  get taskCount(): number {
    return this.#best.length;
  }

  /** All that was added, in its order; nobody is weighted. */
  data(): ChoiceData {
    return {
      itemCount: this.#indexOf.size,
      cohortCount: this.#cohortCount,
      respondentStart: this.#respondentStart.taken(),
      cohort: this.#cohort.taken(),
      weight: new Float64Array(this.#cohort.length).fill(1),
      taskStart: this.#taskStart.taken(),
      shown: this.#shown.taken(),
      best: this.#best.taken(),
      worst: this.#worst.taken(),
    };
  }
}

/** @throws Error naming the respondent when the revision has no such item */
export function itemIndex(
  indexOf: ReadonlyMap<number, number>,
  item: number,
  respondent: number,
): number {
  const index = indexOf.get(item);
  if (index === undefined) {
    throw new Error(`Respondent ${respondent}: item ${item} is not in the revision.`);
  }
  return index;
}

/** Whole numbers in a typed array that doubles when it is full. */
class GrowingIntegers {
  #values = new Int32Array(1_024);
  length = 0;

  constructor(...first: number[]) {
    for (const value of first) this.push(value);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  taken(): Int32Array<ArrayBuffer> {
    return this.#values.slice(0, this.length);
  }
}

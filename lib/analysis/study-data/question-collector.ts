import { optionsOf, type QuestionScreen } from "@/db/schema/screen-settings";
import { chosenIn } from "@/lib/questionnaire/conditions";
import { amountsOf } from "@/lib/questionnaire/types/dividing";
import { ratingOf } from "@/lib/questionnaire/types/rating-grid";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { QuestionAnswers } from "./choice-study";

type Shape = Pick<QuestionAnswers, "key" | "label" | "measure" | "single" | "parts">;

/** Lays the answers to one question flat while they are read. */
export class QuestionCollector {
  readonly #shape: Shape;
  readonly #figures: (answer: StoredAnswer) => readonly number[];
  readonly #values: number[] = [];
  readonly #cohort: number[] = [];
  readonly #respondentIds: string[] = [];

  private constructor(shape: Shape, figures: (answer: StoredAnswer) => readonly number[]) {
    this.#shape = shape;
    this.#figures = figures;
  }

  /** Null for a question that has no figures: a date, or an open one. */
  static of({ key, settings }: QuestionScreen): QuestionCollector | null {
    const options = optionsOf(settings);
    const parts = options.map(({ id, label }) => ({ id, label }));
    const shape = { key, label: settings.text, single: false, parts };
    switch (settings.type) {
      case "single":
      case "multiple": {
        const single = settings.type === "single";
        return new QuestionCollector({ ...shape, measure: "chosen", single }, ({ value }) => {
          const chosen = chosenIn({ question: settings, value });
          return parts.map(({ id }) => Number(chosen.includes(id)));
        });
      }
      case "ranked":
        return new QuestionCollector({ ...shape, measure: "ranked" }, ({ value }) => {
          const order = chosenIn({ question: settings, value });
          return parts.map(({ id }) => order.indexOf(id) + 1);
        });
      case "constant-sum":
      case "percentage":
        return new QuestionCollector({ ...shape, measure: "amount" }, ({ value }) => {
          const amounts = amountsOf(value);
          return parts.map(({ id }) => amounts.get(id) ?? Number.NaN);
        });
      case "number":
        return new QuestionCollector(
          { ...shape, measure: "amount", parts: [{ id: key, label: settings.text }] },
          ({ value }) => [Number(value)],
        );
      case "rating-grid":
        return new QuestionCollector({ ...shape, measure: "amount" }, ({ value }) =>
          parts.map(({ id }) => ratingOf(value, id) ?? Number.NaN),
        );
      case "date":
      case "text":
        return null;
    }
  }

  get key(): string {
    return this.#shape.key;
  }

  add(given: { externalId: string; cohort: number; answer: StoredAnswer }): void {
    this.#values.push(...this.#figures(given.answer));
    this.#cohort.push(given.cohort);
    this.#respondentIds.push(given.externalId);
  }

  /** All that was added, in its order; nobody is weighted. */
  answers(): QuestionAnswers {
    return {
      ...this.#shape,
      values: Float64Array.from(this.#values),
      cohort: Int32Array.from(this.#cohort),
      weight: new Float64Array(this.#cohort.length).fill(1),
      respondentIds: this.#respondentIds,
    };
  }
}

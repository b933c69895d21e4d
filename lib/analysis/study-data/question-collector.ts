import type { QuestionScreen } from "@/db/schema/screen-settings";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { QuestionAnswers } from "./choice-study";

type Shape = Pick<QuestionAnswers, "key" | "label" | "measure" | "single" | "points" | "parts">;

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

  /** Null for a question of a type that is reported by no figures. */
  static of({ key, settings }: QuestionScreen): QuestionCollector | null {
    const { figures } = typeOf(settings);
    if (figures === null) return null;
    const { measure, single = false } = figures;
    const parts = figures.parts(settings, key);
    const points = figures.points?.(settings);
    const shape = { key, label: settings.text, measure, single, parts, ...(points && { points }) };
    return new QuestionCollector(shape, ({ value }) => figures.of(settings, value));
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

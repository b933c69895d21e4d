import { type ErrorKey, type ErrorValues, type InputIssue, InvalidInput } from "@/lib/errors";

/** A place in a file, line and column counted from 1; the column is a field of the header. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Enough to mend a file by; a file of another kind would fail in every cell. */
const MAX_ISSUES = 20;

/** Something of a file that was read otherwise than it stands there. */
export interface FileNote {
  readonly file: string;
  readonly key: ErrorKey;
  readonly values: ErrorValues;
}

/**
 * Gathers what is wrong with files, so that all of it is told at once, and what was read without
 * doubt but not as it stands, so that nothing is changed without a word.
 */
export class FileIssues {
  readonly #issues: InputIssue[] = [];
  readonly #notes: FileNote[] = [];
  #count = 0;

  get notes(): readonly FileNote[] {
    return this.#notes;
  }

  /** Tells how something was read; it refuses nothing. */
  note(file: string, key: ErrorKey, values: ErrorValues = {}): void {
    this.#notes.push({ file, key, values });
  }

  /** How many were found, those beyond the ones told included. */
  get count(): number {
    return this.#count;
  }

  add({ file, line, column }: FilePlace, key: ErrorKey, values: ErrorValues = {}): void {
    this.#count++;
    if (this.#issues.length === MAX_ISSUES) return;
    this.#issues.push({ path: `${file}:${line}:${column}`, key, values });
  }

  /** @throws InvalidInput with the first issues, and how many more there are */
  throwIfAny(): void {
    if (this.#count === 0) return;
    const untold = this.#count - this.#issues.length;
    if (untold === 0) throw new InvalidInput(this.#issues);
    const more: InputIssue = { path: "", key: "fileMoreIssues", values: { count: untold } };
    throw new InvalidInput([...this.#issues, more]);
  }
}

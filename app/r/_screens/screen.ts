import type { StepView } from "@/lib/fielding/screens/screen-view";

/** How a screen's form is sent: for good with its attempt, or nowhere in a preview. */
export type Sending =
  | { readonly kind: "saved"; readonly attempt: string; readonly shownAt: number }
  | { readonly kind: "preview"; readonly next: string | null };

/** A fault, told on the screen: in the summary, and beside the field that `path` names. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

export type ViewOf<Kind extends StepView["kind"]> = Extract<StepView, { kind: Kind }>;

/** What a step's fields need to draw themselves. */
export interface Fields<Kind extends StepView["kind"]> {
  readonly view: ViewOf<Kind>;
  readonly faults: readonly Fault[];
}

/** The message beside one field, if it has a fault. */
export function faultOf(faults: readonly Fault[], path: string): string | undefined {
  return faults.find((fault) => fault.path === path)?.message;
}

export function isFilled(view: StepView, field: string, value: string | number): boolean {
  return view.filled[field]?.includes(String(value)) ?? false;
}

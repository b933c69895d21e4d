import type { ReactNode } from "react";
import { type Fault, faultOf } from "./screen";
import { wordsIn } from "./words";

/** A name with the points or percent it gets. */
export function AmountField({
  locale,
  field,
  label,
  isPercentage,
  filled,
  faults,
  children,
}: {
  locale: string;
  field: string;
  label: string;
  isPercentage: boolean;
  filled: string | undefined;
  faults: readonly Fault[];
  children?: ReactNode;
}) {
  const { say } = wordsIn(locale);
  const fault = faultOf(faults, field);
  return (
    <li className="amount">
      <label htmlFor={field}>{label}</label>
      <span className="number">
        <input
          id={field}
          name={field}
          inputMode="numeric"
          aria-label={say(isPercentage ? "percentFor" : "pointsFor", { item: label })}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${field}-fault` : undefined}
          defaultValue={filled}
        />
        {isPercentage && <span aria-hidden="true">%</span>}
      </span>
      {children}
      <FaultBeside field={field} faults={faults} />
    </li>
  );
}

/** What is wrong with a field, tied to it by its id. */
export function FaultBeside({ field, faults }: { field: string; faults: readonly Fault[] }) {
  const fault = faultOf(faults, field);
  if (!fault) return null;
  return (
    <p className="fault" id={`${field}-fault`}>
      {fault}
    </p>
  );
}

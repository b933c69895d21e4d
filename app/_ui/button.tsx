import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

const SHARED =
  "inline-flex min-h-10 items-center justify-center gap-2 rounded-md py-2 font-medium no-underline transition-colors disabled:cursor-not-allowed disabled:opacity-60";

const LOOKS: Record<ButtonLook, string> = {
  primary: "bg-accent px-4 text-on-accent hover:bg-accent-strong",
  secondary: "border border-line-strong bg-surface px-4 text-ink hover:bg-sunken",
  quiet: "px-2 text-accent hover:bg-accent-soft",
  danger: "border border-danger bg-surface px-4 text-danger hover:bg-danger-soft",
};

/** The one look of things that act. A page has at most one primary button, at its top right. */
export function Button({
  look = "secondary",
  className = "",
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type={type} className={`${SHARED} ${LOOKS[look]} ${className}`} {...rest} />;
}

/** A link that is an action's next step and looks like one. */
export function ButtonLink({
  look = "secondary",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link className={`${SHARED} ${LOOKS[look]} ${className}`} {...rest} />;
}

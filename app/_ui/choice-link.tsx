import Link from "next/link";

/** One of several views of a page, chosen by its address; the chosen one says so. */
export function ChoiceLink({
  href,
  isChosen,
  label,
  children,
}: {
  href: string;
  isChosen: boolean;
  /** The whole name, where the words need their place to be understood. */
  label?: string;
  children: string;
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={label}
      aria-current={isChosen ? "page" : undefined}
      className="inline-flex min-h-9 items-center rounded-md border border-line bg-surface px-2.5 text-sm text-ink no-underline hover:bg-sunken aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
    >
      {children}
    </Link>
  );
}

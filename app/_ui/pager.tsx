import Link from "next/link";
import { translator } from "@/lib/i18n/translator";

/**
 * Which part of a long list is shown, and the way to the parts beside it.
 *
 * @param addressOf the address of a page of the list by its number, 1 for the first
 */
export function Pager({
  label,
  page,
  perPage,
  total,
  addressOf,
}: {
  label: string;
  page: number;
  perPage: number;
  total: number;
  addressOf: (page: number) => string;
}) {
  const t = translator("common");
  const last = Math.max(1, Math.ceil(total / perPage));
  const from = (page - 1) * perPage + 1;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
      <p className="text-ink-soft tabular-nums">
        {total === 0 || from > total
          ? t("pageOfNone", { total })
          : t("pageOf", { from, to: Math.min(total, page * perPage), total })}
      </p>
      {page > 1 ? (
        <Link className="link" href={addressOf(Math.min(page - 1, last))}>
          {t("previousPage")}
        </Link>
      ) : null}
      {page < last ? (
        <Link className="link" href={addressOf(page + 1)}>
          {t("nextPage")}
        </Link>
      ) : null}
    </nav>
  );
}

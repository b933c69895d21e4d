import type { ListedQuota } from "@/lib/studies/quotas/list-quotas";

/** A quota of the list, or one that was just added and is not saved. */
export type EditedQuota = Omit<ListedQuota, "id"> & { readonly id: string | null };

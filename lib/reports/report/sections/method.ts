import { translator } from "@/lib/i18n/translator";
import { momentText } from "../../figure-text";
import type { ReportSection } from "./section";

/** What it takes to make the figures again: the plans, the engine and the state of the data. */
export const method: ReportSection = {
  key: "method",
  about: "those counted",
  read({ report: { run, plans }, milliseconds }) {
    if (!run) return [];
    const t = translator("report");
    const text = t("provenance", {
      moment: momentText(run.computedAt),
      engine: run.engine,
      fingerprint: run.fingerprint.slice(0, 12),
      milliseconds,
      kept: String(run.kept),
    });
    const planLines = plans.flatMap(({ revision, hash }) =>
      hash === null ? [] : [{ text: t("planOf", { revision }), code: hash }],
    );
    const blocks = [{ kind: "provenance" as const, lines: [...planLines, { text }] }];
    return [{ id: this.key, title: null, blocks }];
  },
};

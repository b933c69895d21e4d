import { translator } from "@/lib/i18n/translator";
import type { DesignDiagnostics, DesignWarning } from "@/lib/maxdiff/design/diagnose-design";
import { warningValues } from "@/lib/studies/launch/launch-gate";

/** A design's diagnostics as files number things: items, versions and positions from 1. */
export function numberedDiagnostics(found: DesignDiagnostics) {
  const { items, pairs, positions } = found;
  return {
    ...found,
    items: {
      ...items,
      worst: { ...items.worst, item: items.worst.item + 1 },
      worstVersion: { ...items.worstVersion, version: items.worstVersion.version + 1 },
    },
    pairs: { ...pairs, worst: { ...pairs.worst, items: pairs.worst.items.map(fromOne) } },
    positions: {
      ...positions,
      worst: {
        ...positions.worst,
        item: positions.worst.item + 1,
        position: positions.worst.position + 1,
      },
    },
    warnings: found.warnings.map((warning) => ({
      ...numberedWarning(warning),
      text: warningText(warning, found.itemCount),
    })),
  };
}

function fromOne(index: number): number {
  return index + 1;
}

function numberedWarning(warning: DesignWarning) {
  if (warning.code === "item-never-shown") {
    return { ...warning, items: warning.items.map(fromOne) };
  }
  if (warning.code === "pair-never-shown") {
    return { ...warning, first: warning.first.map(fromOne) };
  }
  return warning;
}

/** The sentence of a warning; items are called by their numbers. */
export function warningText(warning: DesignWarning, itemCount: number): string {
  const labels = Array.from({ length: itemCount }, (_, item) => String(item + 1));
  // The values a sentence needs are fixed by its code; the compiler cannot follow them here.
  const translate = translator("studio") as (
    key: string,
    values?: Record<string, string | number>,
  ) => string;
  return translate(`gate_${warning.code}`, warningValues(warning, labels));
}

import type { CohortReport } from "@/lib/reports/report/read-cohort-report";

/** Parameters that are not filters; a question of the same key is asked for as `answer-<key>`. */
const RESERVED = [
  "method",
  "scale",
  "sort",
  "from",
  "to",
  "flagged",
  "exercise",
  "revision",
  "by",
  "cross",
] as const;
type Reserved = (typeof RESERVED)[number];
/** What the simulator is asked: how the report stands has nothing to do with it. */
const SIMULATOR = ["offer", "rule"] as const;
const PREFIX = "answer-";

function isReserved(name: string): name is Reserved {
  return RESERVED.some((reserved) => reserved === name);
}

function isOfSimulator(name: string): boolean {
  return SIMULATOR.some((reserved) => reserved === name);
}

/** What an address asks of the simulator, before the verb has checked it. */
export function simulatorInput(studyId: string, search: URLSearchParams) {
  const rule = search.get("rule") || undefined;
  const exercise = search.get("exercise") || undefined;
  return { studyId, offer: search.getAll("offer").filter(Boolean), rule, exercise };
}

/** The parameter that filters by a question. */
export function filterParameter(questionKey: string): string {
  return isReserved(questionKey) || isOfSimulator(questionKey)
    ? `${PREFIX}${questionKey}`
    : questionKey;
}

/** What an address asks of the report, before the verb has checked it. */
export function reportInput(studyId: string, search: URLSearchParams) {
  const asked: Partial<Record<Reserved, string>> = {};
  const filters: Record<string, string[]> = {};
  for (const name of new Set(search.keys())) {
    // An empty value is a form's way of saying nothing.
    const values = search.getAll(name).filter(Boolean);
    if (values.length === 0 || isOfSimulator(name)) continue;
    if (isReserved(name)) asked[name] = values[0];
    else filters[name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name] = values;
  }
  const { by, cross, ...others } = asked;
  // A form crosses two questions by two fields.
  const crossed = [by, cross].filter(Boolean).join("*");
  return { studyId, filters, ...others, ...(crossed && { by: crossed }) };
}

type Shown = Pick<CohortReport, "filters" | "method" | "scale" | "sort" | "compared" | "flagged"> &
  Partial<
    Pick<CohortReport, "exercise" | "exercises" | "revisionNumber" | "isRevisionChosen" | "segment">
  >;

/** The parameters that show a report as it stands, each thing changed as asked. */
export function reportParameters(
  report: Shown,
  change: Partial<
    Pick<CohortReport, "method" | "scale" | "sort" | "filters" | "flagged" | "exercise">
  > = {},
): URLSearchParams {
  const {
    filters,
    method,
    scale,
    sort,
    flagged,
    exercise,
    exercises = [],
  } = { ...report, ...change };
  const search = new URLSearchParams();
  for (const [key, values] of Object.entries(filters)) {
    for (const value of values) search.append(filterParameter(key), value);
  }
  const further = exercises.find(({ key }) => key === exercise);
  if (further?.mark) search.set("exercise", further.mark);
  // An address without it means the newest, whenever it is opened.
  if (report.isRevisionChosen && report.revisionNumber) {
    search.set("revision", String(report.revisionNumber));
  }
  if (report.segment) search.set("by", report.segment.by);
  search.set("method", method);
  search.set("scale", scale);
  search.set("sort", sort);
  // An address without it counts everybody, as addresses did before there were flags.
  if (flagged === "without") search.set("flagged", flagged);
  const [from, to] = report.compared;
  if (to !== undefined) {
    search.set("from", String(from));
    search.set("to", String(to));
  }
  return search;
}

export function reportPath(studyId: string, search?: URLSearchParams): string {
  const query = search?.toString();
  return `/studies/${encodeURIComponent(studyId)}/report${query ? `?${query}` : ""}`;
}

/** The address of a file; charts and report.csv follow the report as it is shown. */
export function downloadPath(studyId: string, file: string, search?: URLSearchParams): string {
  const query = search?.toString();
  return `/studies/${encodeURIComponent(studyId)}/report/download/${encodeURIComponent(file)}${query ? `?${query}` : ""}`;
}

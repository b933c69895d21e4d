import Link from "next/link";
import type { ReactNode } from "react";
import { StepNav } from "@/app/_ui/step-nav";
import { StudyLanguageIs } from "@/app/_ui/study-language";
import { translator } from "@/lib/i18n/translator";
import { StateBadge } from "../state-badge";
import { studySteps } from "./steps";
import { studyPage } from "./study";

/** The frame of a study's pages: which study, in which state, and its steps. */
export default async function StudyLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ studyId: string }>;
}) {
  const page = await studyPage((await params).studyId);
  const { study } = page;
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-10">
      <nav
        aria-label={translator("studio")("placeLabel")}
        className="no-print flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 lg:col-span-2"
      >
        <p className="min-w-0 text-sm text-ink-soft">
          <Link href="/studies">{translator("studio")("listTitle")}</Link>
          <span aria-hidden="true"> / </span>
          <span className="font-medium text-ink">{study.name}</span>
        </p>
        <StateBadge study={study} />
      </nav>
      <StepNav label={translator("studio")("stepsLabel")} steps={studySteps(page)} />
      <div className="min-w-0">
        <StudyLanguageIs locale={study.defaultLocale}>{children}</StudyLanguageIs>
      </div>
    </div>
  );
}

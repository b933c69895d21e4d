import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { gateText } from "@/lib/studies/launch/gate-text";
import type { GateLine } from "@/lib/studies/launch/launch-gate";
import type { StudyPage } from "./study";

/** What is wrong or doubtful before a launch, each line with the way to fix it. */
export function LaunchGate({ page: { study, content, gate } }: { page: StudyPage }) {
  const t = translator("studio");
  const errors = gate.filter((line) => line.severity === "error").length;
  return (
    <section id="launch-gate">
      <Panel
        title={
          study.state === "draft"
            ? t("gateTitle")
            : t("gateTitleRevision", { number: content.revision.number })
        }
        lead={
          gate.length === 0
            ? t(study.state === "draft" ? "gateReady" : "gateReadyRevision")
            : t("gateLead", { errors, warnings: gate.length - errors })
        }
      >
        {gate.length > 0 ? (
          <ul className="grid gap-0">
            {gate.map((line) => (
              <li
                key={gateText(line)}
                className="grid gap-x-4 gap-y-1 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0 sm:grid-cols-[9rem_minmax(0,1fr)_auto]"
              >
                <span>
                  <Badge tone={line.severity === "error" ? "warning" : "quiet"}>
                    {t(line.severity === "error" ? "gateError" : "gateWarning")}
                  </Badge>
                </span>
                <p>{gateText(line)}</p>
                <Link className="link" href={`/studies/${study.id}/${line.part}${placeIn(line)}`}>
                  {t(line.severity === "error" ? "gateMend" : "gateLook", {
                    step: t(`step_${line.part}`),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
      </Panel>
    </section>
  );
}

/** Where on the part's page a line is mended, when there are several such places. */
function placeIn({ values }: GateLine): string {
  return values.locale === undefined ? "" : `?language=${values.locale}`;
}

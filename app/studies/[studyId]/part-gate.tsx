import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";
import { gateText } from "@/lib/studies/launch/gate-text";
import type { GatePart } from "@/lib/studies/launch/launch-gate";
import type { StudyPage } from "./study";

/** What the launch gate says of one part of the study, on the page where it is mended. */
export function PartGate({ page: { gate }, part }: { page: StudyPage; part: GatePart }) {
  const lines = gate.filter((line) => line.part === part);
  if (lines.length === 0) return null;
  return (
    <Notice tone="warning" title={translator("studio")("gateTitle")}>
      <ul className="grid list-disc gap-1 ps-5 text-ink">
        {lines.map((line) => (
          <li key={gateText(line)}>{gateText(line)}</li>
        ))}
      </ul>
    </Notice>
  );
}

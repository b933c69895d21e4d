import Link from "next/link";
import { translator } from "@/lib/i18n/translator";

export function BackToSources({ studyId }: { studyId: string }) {
  return (
    <p className="mb-2">
      <Link
        className="link inline-flex min-h-8 items-center text-sm"
        href={`/studies/${studyId}/sources`}
      >
        {translator("sources")("backToSources")}
      </Link>
    </p>
  );
}

import { translator } from "@/lib/i18n/translator";
export default function StudiesPage() {
  return (
    <main id="content">
      <h1>{translator("common")("studies")}</h1>
    </main>
  );
}

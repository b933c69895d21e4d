import { StudyWords } from "@/app/_ui/study-language";
import { translator } from "@/lib/i18n/translator";
import type { OrderedScreen } from "./ordered-screens";

/** One screen in a list, with who is shown it beneath. */
export function ScreenLine({ screen: { kind, text, when } }: { screen: OrderedScreen }) {
  return (
    <span className="min-w-0 flex-[1_1_100%] wrap-anywhere sm:flex-1">
      <span className="font-medium">{kind}</span>{" "}
      {text ? (
        <bdi className="text-ink-soft">
          <StudyWords>{text}</StudyWords>
        </bdi>
      ) : null}
      {when ? (
        <span className="block text-sm text-ink-soft">
          {translator("studio")("shownWhen", { when })}
        </span>
      ) : null}
    </span>
  );
}

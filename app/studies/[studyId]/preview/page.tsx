import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { ChoiceLink } from "@/app/_ui/choice-link";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { ENDINGS, plannedSteps } from "@/lib/fielding/interview/sequence";
import { translator } from "@/lib/i18n/translator";
import { editedStudy, type StudyPage } from "../study";

export const metadata = { title: translator("studio")("previewTitle") };

interface Context {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ screen?: string | string[]; width?: string | string[] }>;
}

const WIDTHS = {
  phone: { title: "previewPhone", look: "max-w-[390px] h-[780px]" },
  desktop: { title: "previewDesktop", look: "h-[780px]" },
} as const;

export default async function PreviewPage({ params, searchParams }: Context) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const screens = previewedScreens(page);
  const { screen: asked = "welcome", width: wished } = await searchParams;
  const width = wished === "desktop" ? "desktop" : "phone";
  const at = screens.findIndex((screen) => screen.name === asked);
  if (at < 0) redirect(`/studies/${studyId}/preview`);
  const screen = screens[at];
  const base = `/studies/${studyId}/preview`;
  const to = (name: string, at = width) => `${base}?screen=${name}&width=${at}`;
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader
        title={t("previewTitle")}
        lead={t("previewLead")}
        action={
          <a
            className="link inline-flex min-h-10 items-center"
            href={`${base}/${screen.name}`}
            target="_blank"
            rel="noreferrer"
          >
            {t("previewNewTab")}
          </a>
        }
      />
      {page.content.items.length === 0 ? (
        <div className="mb-6">
          <Notice>
            <p>{t("previewTasksEmpty")}</p>
          </Notice>
        </div>
      ) : null}
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex gap-3">
          <StepLink href={at > 0 ? to(screens[at - 1].name) : null}>
            {t("previewPrevious")}
          </StepLink>
          <StepLink href={at < screens.length - 1 ? to(screens[at + 1].name) : null}>
            {t("previewNext")}
          </StepLink>
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="me-2 text-sm text-ink-soft">{t("previewWidth")}</span>
          {(["phone", "desktop"] as const).map((each) => (
            <ChoiceLink key={each} href={to(screen.name, each)} isChosen={each === width}>
              {t(WIDTHS[each].title)}
            </ChoiceLink>
          ))}
        </div>
      </div>
      <div
        className={`grid items-start gap-6 ${width === "phone" ? "md:grid-cols-[390px_minmax(0,1fr)]" : ""}`}
      >
        <iframe
          key={screen.name}
          title={`${screen.title}, ${t(WIDTHS[width].title)}`}
          src={`${base}/${screen.name}`}
          className={`w-full rounded-lg border border-line-strong bg-surface ${WIDTHS[width].look}`}
        />
        <nav aria-label={t("previewScreens")} className={width === "phone" ? "" : "order-first"}>
          <ul className="flex flex-wrap gap-1.5">
            {inGroups(screens).map((group) => {
              const links = group.screens.map(({ name, short, title }) => (
                <li key={name}>
                  <ChoiceLink href={to(name)} isChosen={name === screen.name} label={title}>
                    {short}
                  </ChoiceLink>
                </li>
              ));
              return group.title === "" ? (
                links
              ) : (
                <li key={group.screens[0].name} className="my-2 w-full">
                  <p className="mb-1.5 text-sm wrap-anywhere text-ink-soft">{group.title}</p>
                  <ul className="flex flex-wrap gap-1.5">{links}</ul>
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
    </main>
  );
}

function StepLink({ href, children }: { href: string | null; children: string }) {
  return href === null ? (
    <span
      aria-disabled="true"
      className="inline-flex min-h-10 items-center rounded-md border border-line px-4 text-ink-soft"
    >
      {children}
    </span>
  ) : (
    <ButtonLink href={href} scroll={false}>
      {children}
    </ButtonLink>
  );
}

interface PreviewedScreen {
  readonly name: string;
  readonly title: string;
  /** Its title among those of its group. */
  readonly short: string;
  /** The title of the exercise it is a task of, where there are several; empty for other screens. */
  readonly group: string;
}

/** Every screen a respondent can meet, in order, the endings last. */
function previewedScreens({ content }: StudyPage): PreviewedScreen[] {
  const t = translator("studio");
  const exercises = exercisesOf(content);
  const titleOf = (key: string) =>
    (exercises.length > 1 && exercises.find((one) => one.key === key)?.settings.title) || "";
  const alone = (name: string, title: string) => ({ name, title, short: title, group: "" });
  return [
    alone("welcome", t("screen_welcome")),
    ...plannedSteps(content).map((step) => {
      if (step.kind !== "task") return alone(step.name, readable(step.name));
      const number = String(step.taskNumber);
      const short = t(`screen_${step.check ?? "task"}`, { number });
      const group = titleOf(step.exercise);
      return { name: step.name, title: group ? `${group}, ${short}` : short, short, group };
    }),
    ...ENDINGS.map((name) => alone(name, t(`screen_${name}`))),
  ];
}

/** Tasks of one exercise stand under its title once, rather than each with it. */
function inGroups(screens: readonly PreviewedScreen[]) {
  const groups: { title: string; screens: PreviewedScreen[] }[] = [];
  for (const screen of screens) {
    const last = groups.at(-1);
    if (last?.title === screen.group) last.screens.push(screen);
    else groups.push({ title: screen.group, screens: [screen] });
  }
  return groups;
}

/** "Organization size" of organization_size. */
function readable(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

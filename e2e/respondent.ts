import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** What a respondent saw and clicked, as a person would tell it: by label. */
export interface Clicked {
  answers: Record<string, string>;
  tasks: { shown: string[]; best: string; worst: string }[];
  points: Record<string, number>;
}

export interface Wishes {
  /** What to answer to questions, by the question's words: several answers, or places, in a list. */
  readonly answers: Record<string, string | readonly string[]>;
  /** Where points go, by item; the others are left empty. */
  readonly points: Record<string, number>;
  /** Which of the shown items is best, which worst. */
  readonly choose: (shown: string[]) => { best: string; worst: string };
  /** Uses Tab, arrows, Space and Enter instead of pointing. */
  readonly keyboard?: boolean;
}

/** What the current screen is. */
export async function screenKind(page: Page): Promise<string> {
  return (await page.locator("main").getAttribute("data-screen")) ?? "";
}

/** Waits until a screen is old enough for a press to be meant for it. */
export async function untilSeen(page: Page): Promise<void> {
  // Asked from outside: a page without script has no turns of its own to ask in.
  const isNew = () =>
    page.evaluate(() =>
      document.getAnimations().some((one) => (one as CSSAnimation).animationName === "seen"),
    );
  await expect.poll(isNew).toBe(false);
}

/** Starts an interview from the study's public link. */
export async function start(page: Page, slug: string): Promise<void> {
  await page.goto(`/s/${slug}`);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/r/**");
}

/** Answers the screen it is on and goes on, keeping what was clicked. */
export async function answerScreen(page: Page, wishes: Wishes, clicked: Clicked): Promise<void> {
  await fillScreen(page, wishes, clicked);
  await goOn(page, wishes);
}

/** Answers the screen it is on, keeping what was clicked, and stays there. */
export async function fillScreen(page: Page, wishes: Wishes, clicked: Clicked): Promise<void> {
  const kind = await screenKind(page);
  if (kind === "question") {
    const [question, answer] = await answerQuestion(page, wishes);
    clicked.answers[question] = answer;
  } else if (kind === "choice") {
    const shown = await page.getByRole("listitem").locator("strong").allInnerTexts();
    const { best, worst } = wishes.choose(shown);
    await choose(page.getByRole("radio", { name: `Most important: ${best}`, exact: true }), wishes);
    await choose(
      page.getByRole("radio", { name: `Least important: ${worst}`, exact: true }),
      wishes,
    );
    const task = Number(/task-(\d+)$/.exec(page.url())?.[1]);
    clicked.tasks[task - 1] = { shown, best, worst };
  } else if (kind === "allocation") {
    for (const [item, points] of Object.entries(wishes.points)) {
      await page.getByRole("textbox", { name: item }).fill(String(points));
      clicked.points[item] = points;
    }
  } else {
    throw new Error(`Nothing to answer on ${kind}`);
  }
}

/** Presses Continue and waits for what comes. */
export async function goOn(page: Page, { keyboard }: Pick<Wishes, "keyboard">): Promise<void> {
  const button = page.getByRole("button", { name: "Continue" });
  const here = page.url();
  if (keyboard) {
    await button.focus();
    await page.keyboard.press("Enter");
  } else {
    await button.click();
  }
  await page.waitForURL((url) => url.href !== here);
}

/** Answers the question it is on. @returns its words, and what was answered */
export async function answerQuestion(page: Page, wishes: Wishes): Promise<[string, string]> {
  const question = await page.getByRole("heading", { level: 1 }).innerText();
  const answer = wishes.answers[question];
  if (typeof answer === "string") {
    await choose(page.getByRole("radio", { name: answer, exact: true }), wishes);
    return [question, answer];
  }
  await chooseSeveral(page, answer, wishes);
  return [question, answer.join("; ")];
}

/** Ticks each of the answers, or gives them the places in their order. */
async function chooseSeveral(
  page: Page,
  answers: readonly string[],
  wishes: Pick<Wishes, "keyboard">,
): Promise<void> {
  const isRanked = (await page.getByRole("combobox").count()) > 0;
  for (const [index, answer] of answers.entries()) {
    if (isRanked) {
      const place = page.getByRole("combobox", { name: `Place of ${answer}`, exact: true });
      await place.selectOption(String(index + 1));
    } else {
      await choose(page.getByRole("checkbox", { name: answer, exact: true }), wishes);
    }
  }
}

async function choose(radio: Locator, { keyboard }: Pick<Wishes, "keyboard">): Promise<void> {
  if (keyboard) {
    await radio.focus();
    await radio.press("Space");
  } else {
    await radio.check({ force: true });
  }
  await expect(radio).toBeChecked();
}

/** Answers until the interview ends; returns how it ended. */
export async function finish(page: Page, wishes: Wishes, clicked: Clicked): Promise<string> {
  for (let screens = 0; screens < 60; screens++) {
    const kind = await screenKind(page);
    if (kind === "done" || kind === "screened-out" || kind === "closed") return kind;
    await answerScreen(page, wishes, clicked);
  }
  throw new Error("The interview does not end.");
}

export function nothingClicked(): Clicked {
  return { answers: {}, tasks: [], points: {} };
}

import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { v7 as uuid } from "uuid";
import { openDatabase } from "@/db/client";
import type { Database } from "@/db/database";
import type { Role } from "@/db/schema/accounts";
import { memberWithPassword } from "@/lib/accounts/members/testing";
import { type Actor, systemActor } from "@/lib/auth/actor";
import "./server";

export interface Person {
  readonly email: string;
  readonly password: string;
  readonly actor: Actor;
}

interface Fixtures {
  /** The server's database, reached beside it. */
  db: Database;
  /** An organisation of this test alone, as the system. */
  organisation: Actor;
  /** Makes an account in an organisation (by default this test's). */
  person: (role: Role, organisation?: Actor) => Promise<Person>;
  /** Signs somebody in through the sign-in endpoint and gives their browser. */
  signedIn: (person: Person) => Promise<BrowserContext>;
  /** Fails the test when any of its pages broke its content security policy or threw. */
  quietPages: undefined;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixture names from this pattern
  db: async ({}, use) => {
    const db = await openDatabase(process.env.E2E_DATABASE_URL, { migrate: false });
    await use(db);
    await db.close();
  },
  organisation: async ({ db }, use) => use(await newOrganisation(db)),
  person: async ({ db, organisation }, use) => {
    await use(async (role, of = organisation) => {
      const email = `${role}-${uuid()}@example.org`;
      const password = "a password for tests only";
      const input = { email, name: `Test ${role}`, password, role };
      const userId = await memberWithPassword({ db, actor: of, input });
      return {
        email,
        password,
        actor: { userId, organisationId: of.organisationId, role },
      };
    });
  },
  signedIn: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ email, password }) => {
      const context = await browser.newContext({ baseURL });
      context.on("page", typeOnlyOnceAlive);
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, email, password);
      await page.close();
      return context;
    });
    for (const context of contexts) await context.close();
  },
  quietPages: [
    async ({ browser }, use) => {
      const faults: string[] = [];
      const watchPage = (page: Page) => {
        page.on("console", (message) => {
          if (/content security policy/i.test(message.text())) faults.push(message.text());
        });
        page.on("pageerror", (error) => faults.push(error.message));
      };
      const watch = (context: BrowserContext) => context.on("page", watchPage);
      const { newContext } = browser;
      browser.newContext = async (options) => {
        const context = await newContext.call(browser, options);
        watch(context);
        return context;
      };
      await use(undefined);
      browser.newContext = newContext;
      if (faults.length > 0) throw new Error(`Pages were not quiet:\n${faults.join("\n")}`);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";

/**
 * Has a page's `goto` wait until the browser's part of the page is there: a hand is never so fast that
 * its letters meet React as it takes the fields over.
 */
function typeOnlyOnceAlive(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await page.waitForFunction(() => {
      const isOfNext = document.querySelector("script[src*='/_next/']") !== null;
      const first = document.querySelector("main form");
      return (
        !isOfNext || !first || Object.keys(first).some((key) => key.startsWith("__reactProps$"))
      );
    });
    return response;
  };
}

/** An organisation nobody else uses. */
export async function newOrganisation(db: Database): Promise<Actor> {
  const id = uuid();
  const { t } = db;
  await db.write((tx) =>
    tx
      .insert(t.organisation)
      .values({ id, name: `Organisation ${id.slice(-4)}`, createdAt: Date.now() }),
  );
  return systemActor(id);
}

/** Signs in as a person does, on the sign-in page. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/studies");
}

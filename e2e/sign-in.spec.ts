import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";

test("signing out ends this browser's session alone, by the button or by the sign-in library's own address; everywhere ends all", async ({
  person,
  signedIn,
  baseURL,
}) => {
  const researcher = await person("researcher");
  const [one, two, three, four] = [
    await signedIn(researcher),
    await signedIn(researcher),
    await signedIn(researcher),
    await signedIn(researcher),
  ];
  const isIn = async (context: BrowserContext) =>
    (await context.request.get("/studies", { maxRedirects: 0 })).status() === 200;
  const cookieOf = async (context: BrowserContext) => await context.cookies();

  const kept = { one: await cookieOf(one), two: await cookieOf(two) };
  const page = await one.newPage();
  await page.goto("/studies");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, true]);
  // What the browser forgot does not work either.
  await one.addCookies(kept.one);
  expect(await isIn(one)).toBe(false);

  const { csrfToken } = await (await two.request.get("/api/auth/csrf")).json();
  await two.request.post("/api/auth/signout", {
    form: { csrfToken, callbackUrl: baseURL ?? "" },
    headers: { origin: baseURL ?? "" },
  });
  await two.addCookies(kept.two);
  expect([await isIn(two), await isIn(three)]).toEqual([false, true]);

  const account = await three.newPage();
  await account.goto("/account");
  await expect(account.getByRole("row")).toHaveCount(3);
  await account.getByRole("button", { name: "End the session on" }).click();
  await expect(account.getByRole("row")).toHaveCount(2);
  expect([await isIn(three), await isIn(four)]).toEqual([true, false]);

  await account.getByLabel("Current password").fill(researcher.password);
  await account.getByLabel("New password").fill("another password for tests");
  const former = await cookieOf(three);
  await account.getByRole("button", { name: "Change the password" }).click();
  await expect(account.getByText("Changed. Your sessions")).toBeVisible();
  expect(await isIn(three)).toBe(true);
  await four.addCookies(former);
  expect(await isIn(four)).toBe(false);

  await account.getByRole("button", { name: "Sign out everywhere" }).click();
  await account.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await account.waitForURL("**/sign-in");
  expect(await isIn(three)).toBe(false);
});

test("an admin invites somebody by a link that works once, and they choose their password", async ({
  person,
  signedIn,
  browser,
}) => {
  const admin = await (await signedIn(await person("admin"))).newPage();
  await admin.goto("/members");
  const email = `new-${Date.now()}@example.org`;
  await admin.getByLabel("Name", { exact: true }).fill("New Member");
  await admin.getByLabel("E-mail address").fill(email);
  await admin.getByRole("button", { name: "Add the member" }).click();
  const link = await admin.getByLabel("Link to choose a password").inputValue();
  await expect(admin.getByRole("row", { name: /New Member/ })).toContainText("Invited");

  const page = await (await browser.newContext()).newPage();
  const response = await page.goto(link);
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  expect(response?.headers()["cache-control"]).toContain("no-store");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "10" })).toBeFocused();
  await page.getByLabel("New password").fill("chosen by themselves");
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.waitForURL("**/sign-in");
  await signIn(page, email, "chosen by themselves");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "This link does not work any more",
  );
});

test("wrong passwords of others slow a sign-in down by seconds and lock nobody out, in every process of the database", async ({
  person,
  browser,
  baseURL,
}) => {
  const { email, password } = await person("viewer");
  const context = await browser.newContext({ baseURL });
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const guess = async () => {
    const began = performance.now();
    const response = await context.request.post("/api/auth/callback/credentials", {
      form: { csrfToken, email, password: "a wrong password", json: "true" },
      headers: { origin: baseURL ?? "" },
    });
    expect(response.status()).toBe(401);
    return performance.now() - began;
  };
  const took = [];
  for (let count = 0; count < 8; count++) took.push(await guess());
  expect(took[7]).toBeGreaterThan(3_000);
  const page = await context.newPage();
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password is told in words beside the form and leaves what was typed", async ({
  person,
  browser,
}) => {
  const { email } = await person("viewer");
  const page = await (await browser.newContext()).newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not go together" })).toBeFocused();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

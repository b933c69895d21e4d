import AxeBuilder from "@axe-core/playwright";
import { expect, signIn, test } from "./fixtures";

test("somebody with an account gets in, and signing out ends their sessions everywhere", async ({
  person,
  signedIn,
  browser,
}) => {
  const researcher = await person("researcher");
  const elsewhere = await signedIn(researcher);
  const page = await (await browser.newContext()).newPage();
  await signIn(page, researcher.email, researcher.password);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");

  const other = await elsewhere.newPage();
  await other.goto("/studies");
  await expect(other).toHaveURL(/sign-in/);
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
